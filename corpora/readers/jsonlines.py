"""Articles and stories as JSON lines: one record a line, or one JSON file with one record or a list of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from corpora.alignment import Unit
from corpora.article import Article, Paragraph, Role, Story
from corpora.errors import InputError
from corpora.exchange.jsonlines import parse_unit
from corpora.exchange.lines import loaded
from corpora.finding import Finding, Place
from corpora.languages import LANGUAGES, Lang
from corpora.readers import text as plain
from corpora.readers.dates import parse_iso
from corpora.readers.detection import Claims, settle
from corpora.readers.document import numbered, paragraph
from corpora.readers.naming import language_of
from corpora.readers.spacing import normalise

KINDS: Mapping[str, Role] = MappingProxyType(
    {role.value: role for role in Role}
    | {f"h{level}": Role.HEADING for level in range(1, 7)}
    | {
        "h": Role.HEADING,
        "p": Role.BODY,
        "li": Role.ITEM,
        "text": Role.BODY,
        "paragraph": Role.BODY,
        "quote": Role.BODY,
    }
    | {
        "blockquote": Role.BODY,
        "code": Role.BODY,
        "figcaption": Role.CAPTION,
        "subtitle": Role.LEAD,
        "author": Role.BYLINE,
    }
)


@dataclass(frozen=True, slots=True)
class Record:
    """What one record holds: an article or a story, and what there is to say of it."""

    content: Article | Story
    findings: tuple[Finding, ...] = ()
    problems: tuple[InputError, ...] = ()


def values(text: str, place: str) -> Iterator[tuple[str, Any]]:
    """Each JSON value of a text with its place ("x.jsonl:7"), an InputError standing for one that cannot be read.

    The text may be one value, a list of them, or a value on each line.
    """
    lines = text.splitlines() if "\n" not in text else text.split("\n")
    first = next((line for line in lines if line.strip()), "")
    if not isinstance(_loaded(first, ""), InputError) and not first.lstrip().startswith("["):
        whole: Any = InputError("lines")
    else:
        whole = _loaded(text, place)
    if isinstance(whole, InputError):
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield f"{place}:{number}", _loaded(line, f"{place}:{number}")
    elif isinstance(whole, list):
        yield from ((f"{place}[{index}]", value) for index, value in enumerate(whole))
    else:
        yield place, whole


def _loaded(text: str, place: str) -> Any:
    """The value of a JSON text; an InputError in its place where it is none."""
    try:
        return loaded(text, place)
    except InputError as problem:
        return problem


def parse(value: object, place: str, claims: Claims = Claims()) -> Record:  # noqa: B008 - frozen
    """The article or story of one JSON value; `claims` is what the file's name says of its language.

    InputError, naming the place, where the value is neither.
    """
    if not isinstance(value, dict):
        raise InputError(f"{place}: is {_kind(value)}, not an object; give {_SHAPE}")
    if "versions" in value:
        return _story(value, place)
    return _article(value, place, _identity(value, place), replace(claims, name=_stated(value, place) or claims.name))


_SHAPE = '{"id", "lang", "title", "paragraphs"} or {"id", "versions"}'


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _identity(value: Mapping[str, Any], place: str) -> str:
    given = value.get("id")
    if given is None or given == "":
        return place
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        raise InputError(f'{place}: "id" is {_kind(given)}; give a string')
    return normalise(str(given)) or place


def _stated(value: Mapping[str, Any], place: str) -> Lang | None:
    given = value.get("lang")
    if given is None or given == "":
        return None
    lang = language_of(given) if isinstance(given, str) else None
    if lang is None:
        raise InputError(f'{place}: "lang" is {_quoted(given)}; give one of {", ".join(LANGUAGES)}')
    return lang


def _quoted(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."


def _article(value: Mapping[str, Any], place: str, name: str, claims: Claims) -> Record:
    findings: list[Finding] = []
    paragraphs = numbered(_titled(_string(value, "title", place), _paragraphs(value, place, name, findings)))
    if not paragraphs:
        raise InputError(f'{place}: holds no text; give it under "paragraphs" or "text"')
    lang, said = settle("\n".join(each.text for each in paragraphs), claims, name)
    published = _published(value, place, name, findings)
    article = Article(name, lang, paragraphs, published, _string(value, "url", place))
    return Record(article, (*said, *findings))


def _string(value: Mapping[str, Any], key: str, place: str) -> str:
    given = value.get(key)
    if given is None:
        return ""
    if not isinstance(given, str):
        raise InputError(f'{place}: "{key}" is {_kind(given)}; give a string')
    return normalise(given)


def _titled(title: str, paragraphs: list[Paragraph]) -> list[Paragraph]:
    if not title or any(each.role is Role.TITLE and each.text == title for each in paragraphs):
        return paragraphs
    rest = [replace(each, role=Role.HEADING) if each.role is Role.TITLE else each for each in paragraphs]
    return [paragraph(title, Role.TITLE), *rest]


def _paragraphs(value: Mapping[str, Any], place: str, name: str, findings: list[Finding]) -> list[Paragraph]:
    if value.get("paragraphs") is not None:
        return _listed(value["paragraphs"], f'{place}: "paragraphs"', name, findings)
    if value.get("text") is None and isinstance(value.get("units"), list):
        raise InputError(f'{place}: has units, but no texts; give the "versions" of the story beside its "units"')
    if value.get("text") is None:
        raise InputError(f'{place}: has neither "paragraphs" nor "text"; give {_SHAPE}')
    if not isinstance(value["text"], str):
        raise InputError(f'{place}: "text" is {_kind(value["text"])}; give a string')
    return list(plain.paragraphs(value["text"], title=not value.get("title")))


def _listed(given: object, place: str, name: str, findings: list[Finding]) -> list[Paragraph]:
    """Paragraphs as a list has them, empty ones too, so that indices are the list's own."""
    if isinstance(given, str):
        given = [given]
    if not isinstance(given, list):
        raise InputError(f'{place} is {_kind(given)}; give a list of strings or of {{"kind", "text"}}')
    found = []
    for index, each in enumerate(given):
        kind, text = ("p", each) if isinstance(each, str) else (None, None)
        if isinstance(each, dict):
            kind, text = each.get("kind", "p"), each.get("text")
        if not isinstance(text, str) or not isinstance(kind, str):
            raise InputError(f'{place}[{index}] is {_quoted(each)}; give a string or {{"kind", "text"}}')
        if kind.lower() not in KINDS:
            message = f"paragraph {index} has the kind {_quoted(kind)}, which is unknown; it is read as body text"
            findings.append(Finding("R103", Place(name, paragraph=index), message))
        found.append(replace(paragraph(text, KINDS.get(kind.lower(), Role.BODY)), index=index))
    return found


def _published(value: Mapping[str, Any], place: str, name: str, findings: list[Finding]) -> date | None:
    given = value.get("published")
    if given is None or given == "":
        return None
    day = parse_iso(given) if isinstance(given, str) else None
    if day is None:
        message = f'{place}: "published" is {_quoted(given)}, no date such as 2024-12-21; it is left out'
        findings.append(Finding("R103", Place(name), message))
    return day


def _story(value: Mapping[str, Any], place: str) -> Record:
    """A story whose paragraphs are taken as given: in stored form, but all of them, the empty ones too."""
    name = _identity(value, place)
    given = value["versions"]
    if not isinstance(given, dict) or not given:
        raise InputError(f'{place}: "versions" is {_kind(given) if given else "empty"}; give {{lang: [paragraph, …]}}')
    findings: list[Finding] = []
    problems: list[InputError] = []
    versions: dict[Lang, Article] = {}
    for key, content in given.items():
        lang = language_of(key)
        if lang is None or lang in versions:
            what = "is given twice" if lang else f"is none of {', '.join(LANGUAGES)}"
            problems.append(InputError(f"{place}: the version {_quoted(key)} {what}; it is left out"))
            continue
        versions[lang] = _version(content, value, lang, place, name, findings)
    if not versions:
        raise InputError(f"{place}: has no version in a language that kheo knows ({', '.join(LANGUAGES)}); give one")
    source = language_of(value["source"]) if isinstance(value.get("source"), str) else None
    if value.get("source") is not None and source not in versions:
        raise InputError(
            f'{place}: "source" is {_quoted(value["source"])}, not one of its versions; correct or remove it'
        )
    locked = _locked(value.get("units"), versions, place)
    return Record(Story(name, versions, source, locked=locked), tuple(findings), tuple(problems))


def _locked(given: object, versions: Mapping[Lang, Article], place: str) -> tuple[Unit, ...]:
    """The units that an editor has fixed; others are passed over, since aligning makes them anew."""
    if given is None:
        return ()
    if not isinstance(given, list):
        raise InputError(f'{place}: "units" is {_kind(given)}; give a list of {{"paragraphs", "locked": true}}')
    units = [unit for each in given if (unit := parse_unit(each, place)).locked]
    locked = tuple(_known(unit, versions, place) for unit in units)
    taken: set[tuple[Lang, int]] = set()
    for unit in locked:
        for lang, indices in unit.paragraphs.items():
            for index in indices:
                if (lang, index) in taken:
                    raise InputError(
                        f"{place}: paragraph {index} of {lang!r} is locked twice; lock it once, in one unit"
                    )
                taken.add((lang, index))
    return locked


def _known(unit: Unit, versions: Mapping[Lang, Article], place: str) -> Unit:
    """A locked unit with its languages as kheo writes them and its indices ascending, all of which there are."""
    paragraphs: dict[Lang, tuple[int, ...]] = {}
    for key, indices in unit.paragraphs.items():
        lang = language_of(key)
        if lang is None or lang not in versions or lang in paragraphs:
            wrong = "twice" if lang in paragraphs else "which no version is in"
            raise InputError(
                f"{place}: a locked unit has the language {_quoted(key)}, {wrong}; the story's are {', '.join(versions)}"
            )
        count = len(versions[lang].paragraphs)
        if indices and max(indices) >= count:
            raise InputError(
                f"{place}: a locked unit holds paragraph {max(indices)} of {lang!r}, which has {count}; count from 0"
            )
        paragraphs[lang] = tuple(sorted(indices))
    return Unit(paragraphs, 1.0, locked=True)


def _version(
    content: object, story: Mapping[str, Any], lang: Lang, place: str, name: str, findings: list[Finding]
) -> Article:
    identity, where = f"{name}.{lang}", f'{place}: "versions"."{lang}"'
    if isinstance(content, dict):
        title = _string(content, "title", where)
        listed = _titled(title, _paragraphs(content, where, identity, findings))
        listed = [replace(each, index=index) for index, each in enumerate(listed)]
        url, published = _string(content, "url", where), _published(content, where, identity, findings)
        return Article(identity, lang, tuple(listed), published, url)
    listed = _listed(content, where, identity, findings)
    return Article(identity, lang, tuple(listed), _published(story, place, identity, findings))
