"""How concepts, terms and what is said of them are given on the command line, the same way for every command."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from corpora.errors import InputError
from corpora.languages import LANGUAGES
from glossary import spellings
from glossary.concept import Approval, Case, Gender, Match, PartOfSpeech, Status
from pipeline.cli.options import GLOSSARY_FILE

if TYPE_CHECKING:
    from glossary.termbase.editing import Named, Values

F = TypeVar("F", bound=Callable[..., Any])
_TERMS, _CUSTOMERS = "kheo.terms", "kheo.customers"  # in the context's meta
CONCEPT = click.argument("concept", metavar="CONCEPT")
CONCEPTS = click.argument("concepts", nargs=-1, required=True, metavar="CONCEPT…")


def examples(*lines: str) -> str:
    """Examples for the end of a help page, each on its line."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


class _Spelled(click.ParamType[Any]):
    """A value of an enumeration, in any of the spellings that files have, or as its beginning."""

    def __init__(
        self, name: str, kind: Any, read: Callable[[str], Any] = lambda _: None, *, none: bool = False
    ) -> None:
        self.name, self.names, self._kind, self._read = name, [*kind, *(["none"] if none else [])], kind, read

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        return "|".join(self.names)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        begun = [name for name in self.names if name.lower().startswith(value.strip().lower())] if value.strip() else []
        if len(begun) == 1 or value in self.names:
            found = value if value in self.names else begun[0]
            return "" if found == "none" else next(each for each in self._kind if each == found)
        read = self._read(value)
        if read is None:
            self.fail(f"{value!r} is none of {', '.join(self.names)}", param, ctx)
        return read


STATUS = _Spelled("status", Status, spellings.status)
APPROVAL = _Spelled("approval", Approval)
LANG = _Spelled("lang", tuple(LANGUAGES), spellings.lang)


def terms(command: F) -> F:
    """--vi, --en, … and --term, which name terms; `named` looks them up."""

    def keep(context: click.Context, option: click.Parameter, values: Sequence[str]) -> None:
        from glossary.termbase.editing import Named, parse_named, written

        found = context.meta.setdefault(_TERMS, [])
        try:
            if option.name == "term":
                found += map(parse_named, values)
            else:
                found += [Named(str(option.name), written(text)) for text in values]
        except InputError as error:
            raise click.UsageError(str(error), context) from error

    option = click.option(
        "--term",
        multiple=True,
        metavar="LANG=TERM",
        expose_value=False,
        callback=keep,
        help="The same, with the language.",
    )
    command = option(command)
    for language in reversed([*LANGUAGES.values()]):
        option = click.option(
            f"--{language.code}",
            multiple=True,
            metavar="TERM",
            expose_value=False,
            callback=keep,
            help=f"A term in {language.name}; can be given several times.",
        )
        command = option(command)
    return command


def named() -> "list[Named]":
    """The terms that were named, in the order of the command line's languages."""
    return list(click.get_current_context().meta.get(_TERMS, ()))


def new() -> "list[Named]":
    """The same for terms to be added; a usage error where there are none."""
    context = click.get_current_context()
    if not named():
        raise click.UsageError("no terms; give at least one, such as --de Volk", context)
    if any(not each.strip() for each in context.meta.get(_CUSTOMERS, ())):
        raise click.UsageError("--for '': no customer; give a name, or leave it out for everybody", context)
    return named()


_VALUES = {
    "status": click.option("--status", type=STATUS, help="Whether the term may be used."),
    "note": click.option("--note", metavar="TEXT", help="For translators: when to use it, why not."),
    "part_of_speech": click.option(
        "--pos",
        "part_of_speech",
        type=_Spelled("pos", PartOfSpeech, spellings.part_of_speech, none=True),
        help="The part of speech.",
    ),
    "gender": click.option(
        "--gender", type=_Spelled("gender", Gender, spellings.gender, none=True), help="m, f or n do."
    ),
    "match": click.option("--match", type=_Spelled("match", Match), help="In which forms it is found."),
    "pattern": click.option("--pattern", metavar="REGEX", help="Find it by this expression; implies --match regex."),
    "case": click.option("--case", type=_Spelled("case", Case), help="Whether capitals count."),
    "context": click.option("--context", metavar="TEXT", help="A sentence in which it stands."),
    "source": click.option("--source", metavar="TEXT", help="Where it was found."),
    "customers": click.option(
        "--for", "customers", multiple=True, metavar="CUSTOMER", help="Only for this customer; `all` for everybody."
    ),
    "subject": click.option("--subject", metavar="TEXT", help="The concept's field."),
    "definition": click.option("--definition", metavar="TEXT", help="What the concept is."),
    "do_not_translate": click.option(
        "--do-not-translate/--translate", default=None, help="Whether every version writes it as the source does."
    ),
}


def values(command: F) -> F:
    """The options for all fields, handed over as one `Values`."""

    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        return command(*args, values=_values({name: kwargs.pop(name) for name in _VALUES}), **kwargs)

    made: Any = wrapped
    for option in reversed(_VALUES.values()):
        made = option(made)
    return made  # type: ignore[no-any-return]


def _values(given: dict[str, Any]) -> "Values":
    from glossary.termbase.editing import Values

    customers = given.pop("customers")
    click.get_current_context().meta[_CUSTOMERS] = customers
    if customers:
        given["customers"] = () if set(customers) <= {"all", ""} else tuple(each for each in customers if each)
    return Values(**given)


def author(command: F) -> F:
    """--glossary, --user and --reason."""
    for option in (
        click.option("--reason", default="", metavar="TEXT", help="Why; kept in the history."),
        click.option("--user", envvar="KHEO_USER", metavar="NAME", help="Who you are [default: kheo.toml's]."),
        GLOSSARY_FILE,
    ):
        command = option(command)
    return command
