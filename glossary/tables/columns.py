"""What the columns of a table hold: their names in four languages, with a language beside them in wide tables."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from corpora.errors import InputError
from corpora.languages import LANGUAGES, Lang
from glossary import spellings
from glossary.tables.lists import parse_list

BASE = ("concept_id", "subject", "definition", "lang", "term", "status", "note")  # in every table that kheo writes
OF_CONCEPT = ("subject", "definition", "concept_source", "concept_note", "do_not_translate", "concept_extra")
OF_LANGUAGE = ("lang_definition", "lang_note", "lang_extra")
OF_TERM = (
    "status",
    "approval",
    "part_of_speech",
    "gender",
    "case",
    "match",
    "pattern",
    "context",
    "source",
    "customers",
    "note",
    "locale",
    "term_extra",
)
FIELDS = ("concept_id", *OF_CONCEPT, "lang", *OF_LANGUAGE, "term", *OF_TERM)
RAW = frozenset(("pattern", "concept_extra", "lang_extra", "term_extra"))  # in which every space counts
IGNORED = "ignore"
_LONGEST = 100  # characters of a name that is looked at: what is longer is a title, or meant to keep us busy

_ALIASES = {
    "concept_id": "id, concept, concept no, entry, entry id, entry number, no, nr, mã, mã khái niệm, begriffsnummer, eintrag, "
    "eintragsnummer, nummer, 概念ID, 番号",
    "subject": "subject field, domain, field, topic, category, area, fachgebiet, sachgebiet, bereich, thema, lĩnh vực, chủ đề, 分野, "
    "領域, 主題",
    "definition": "def, meaning, explanation, description, bedeutung, erklärung, beschreibung, định nghĩa, giải thích, nghĩa, 定義, "
    "意味, 説明",
    "concept_source": "definition source, source of definition",
    "concept_note": "note of concept",
    "do_not_translate": "dnt, untranslatable, nicht übersetzen, không dịch, 翻訳しない, 翻訳不要",
    "lang": "language, language code, sprache, ngôn ngữ, 言語",
    "term": "terms, word, text, expression, designation, benennung, terminus, begriff, bezeichnung, wort, thuật ngữ, từ, 用語, 語",
    "status": "state, usage status, administrative status, preference, tình trạng, trạng thái, 状態, ステータス",
    "approval": "approval status, workflow, freigabe, genehmigung, phê duyệt, 承認",
    "part_of_speech": "pos, word class, wortart, từ loại, loại từ, 品詞",
    "gender": "grammatical gender, genus, geschlecht, giống, 性",
    "case": "case rule, case sensitive, case sensitivity, groß-/kleinschreibung, chữ hoa, 大文字小文字",
    "match": "matching, match mode, suchmodus, khớp, 照合",
    "pattern": "regex, regexp, regular expression, muster, mẫu, 正規表現",
    "context": "example, example sentence, kontext, beispiel, beispielsatz, ngữ cảnh, ví dụ, 文脈, 例, 例文",
    "source": "reference, origin, quelle, beleg, nguồn, 出典",
    "customers": "customer, client, clients, customer subset, kunde, kunden, khách hàng, 顧客",
    "note": "notes, comment, comments, remark, remarks, usage note, usage, anmerkung, bemerkung, hinweis, kommentar, notiz, ghi chú, "
    "chú thích, 備考, 注記, コメント",
    "locale": "",
}
_NAMES: Mapping[str, str] = MappingProxyType(
    {spellings.key(name): name for name in FIELDS}
    | {
        spellings.key(alias): name
        for name, aliases in _ALIASES.items()
        for alias in aliases.split(",")
        if alias.strip()
    }
)
_USAGE = frozenset(
    map(spellings.key, ("usage", "use", "verwendung", "gebrauch", "cách dùng", "sử dụng", "使用", "用法"))
)
_GERMAN = frozenset(
    re.findall(
        r"\w+",
        "deutsch englisch vietnamesisch japanisch begriff benennung bezeichnung terminus wort wortart geschlecht genus sprache quelle "
        "beleg anmerkung bemerkung hinweis kommentar notiz fachgebiet sachgebiet bereich thema bedeutung beschreibung eintrag nummer "
        "beispiel kontext kunde kunden muster verwendung gebrauch freigabe",
    )
)
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_](?:[A-Za-z]{2}|[0-9]{3}))?")
_REGION = re.compile(r"(.+?)\s*[(\[](.+)[)\]]")
_PARTS = re.compile(r"[\s_:./()\[\]–—-]+")
_WIDE = {"definition": "lang_definition", "": "term"}  # what a field means where a language stands beside it
_WHOLE = {"note": "concept_note", "source": "concept_source"}  # and where none does, in a table of one concept a row


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds."""

    field: str  # one of FIELDS, or IGNORED
    locale: str = ""  # the language tag of the terms that it speaks of; of those of its row where empty


@dataclass(frozen=True, slots=True)
class Plan:
    """What all columns of a table hold."""

    columns: tuple[Column | None, ...]  # None for one that means nothing
    wide: bool  # one concept a row
    unused: tuple[str, ...]  # the names of those that mean nothing
    spoken: Lang = "en"  # the language of their names


def understood(name: str) -> Column | None:
    """What a column of this name holds; None where the name tells nothing."""
    if len(name) > _LONGEST:
        return None
    whole = _NAMES.get(spellings.key(name))
    if whole:
        return Column(whole)
    locale = _language(name)
    if locale:
        return Column("term", locale)
    for given, rest in _parted(name):
        locale = _language(given)
        field = _NAMES.get(spellings.key(rest))
        if locale and field:
            return Column(_WIDE.get(field, field), locale)
    region = _REGION.fullmatch(name.strip())
    lang = spellings.named_lang(region[1]) if region else None
    if region and lang:  # German (Austria), English (US)
        return Column("term", f"{lang}-{region[2]}" if re.fullmatch("[A-Za-z]{2}", region[2]) else lang)
    return None


def _language(name: str) -> str:
    """The language tag that a name is or stands for; empty where it is none."""
    given = name.strip()
    named = spellings.named_lang(given)
    if named:
        return named
    lang = spellings.lang(given) if _TAG.fullmatch(given) else None
    return (lang if len(given) < 4 else given.replace("_", "-")) if lang else ""


def _parted(name: str) -> Iterator[tuple[str, str]]:
    """A name's first and last words against the rest of it: a language stands at one end."""
    parts = [part for part in _PARTS.split(name.strip()) if part]
    for count in range(1, min(4, len(parts))):
        yield "-".join(parts[:count]), " ".join(parts[count:])
        yield " ".join(parts[:count]), " ".join(parts[count:])
        yield "-".join(parts[-count:]), " ".join(parts[:-count])
        yield " ".join(parts[-count:]), " ".join(parts[:-count])


def plan(header: Sequence[str], mapping: Mapping[str, str], place: str) -> Plan | None:
    """What the columns of a header hold; None where it names neither terms with their language nor languages.

    Args:
        header: the cells of the row.
        mapping: column to field, as a user says it; it goes before what the names tell.
        place: of the header, for errors.
    """
    names = [" ".join(cell.split()) for cell in header]
    chosen = _mapped(mapping)
    columns = [chosen.get(name.casefold()) or understood(name) if name else None for name in names]
    fields = {column.field for column in columns if column and not column.locale}
    if "locale" in fields and "lang" not in fields:
        columns = [Column("lang") if column == Column("locale") else column for column in columns]
        fields.add("lang")
    wide = not {"lang", "term"} <= fields and any(
        column and column.field == "term" and column.locale for column in columns
    )
    if not wide and not {"lang", "term"} <= fields:
        return None
    if wide:
        columns = [_of_concept(column) if column else None for column in columns]
    _check(columns, names, place)
    unused = tuple(name for name, column in zip(names, columns, strict=True) if name and column is None)
    return Plan(tuple(columns), wide, unused, _spoken(names))


def _spoken(names: Sequence[str]) -> Lang:
    """The language that a header is written in: of letters that it alone has, else German by its words, else English."""
    text = unicodedata.normalize("NFC", " ".join(names)).casefold()
    if re.search("[\u3041-\u30ff\u4e00-\u9fff]", text):
        return "ja"
    if re.search("[\u1ea0-\u1ef9ăđơư]", text):
        return "vi"
    return "de" if re.search("[äöüß]", text) or _GERMAN & frozenset(re.findall(r"\w+", text)) else "en"


def with_usage(plan: Plan, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Plan:
    """The plan in which a column of usage is that of statuses, where it tells nothing else and no other column does."""
    if any(column and column.field == "status" for column in plan.columns):
        return plan
    for place, (column, name) in enumerate(zip(plan.columns, header, strict=False)):
        if spellings.key(name) not in _USAGE or (column and column.field not in ("note", "concept_note")):
            continue
        cells = [row[place].strip() for row in rows if place < len(row) and row[place].strip()]
        if cells and all(spellings.is_status(part) for cell in cells for part in parse_list(cell)):
            columns = (*plan.columns[:place], Column("status"), *plan.columns[place + 1 :])
            unused = tuple(each for each in plan.unused if each != " ".join(name.split()))
            return Plan(columns, plan.wide, unused, plan.spoken)
    return plan


def _of_concept(column: Column) -> Column:
    return column if column.locale else Column(_WHOLE.get(column.field, column.field))


def _mapped(mapping: Mapping[str, str]) -> dict[str, Column]:
    """The columns that the user has named, by their names in small letters."""
    out: dict[str, Column] = {}
    for given, wanted in mapping.items():
        name = " ".join(given.split()).casefold()
        column = Column(IGNORED) if wanted.strip().casefold() == IGNORED else understood(wanted)
        if column is None:
            what = f"no field {wanted!r}; write one of {', '.join(FIELDS)}, a language ({', '.join(LANGUAGES)}), both (de status) "
            raise InputError(f"--map {given}={wanted}: {what}or {IGNORED}")
        out[name] = column
    return out


def unknown(headers: Sequence[Sequence[str]], mapping: Mapping[str, str]) -> tuple[str, ...]:
    """The columns that the user has named and that no header has."""
    there = {" ".join(cell.split()).casefold() for header in headers for cell in header}
    return tuple(given for given in mapping if " ".join(given.split()).casefold() not in there)


def _check(columns: Sequence[Column | None], names: Sequence[str], place: str) -> None:
    seen: dict[Column, str] = {}
    for column, name in zip(columns, names, strict=True):
        if column is None or column.field == IGNORED:
            continue
        if column in seen:
            what = (
                f"{name!r}" if name == seen[column] else f"{seen[column]!r} and {name!r} both hold the {_told(column)}"
            )
            if name == seen[column]:
                raise InputError(f"{place}: column {what} stands twice in the header; keep one of them")
            raise InputError(f"{place}: the columns {what}; keep one, or leave one out with --map '{name}={IGNORED}'")
        seen[column] = name


def _told(column: Column) -> str:
    return f"{column.field} of {column.locale}" if column.locale else column.field
