"""Versions of programs and products, which look like decimals and dates: Ruby 2.5, the 1.9 series, 2.7, 2.6 or 2.5."""

import re
from decimal import Decimal

from corpora.quantities.quantity import Kind, Quantity, Rule, plain

LIST = "list"  # the group of a match that is taken; what leads up to it is left to other rules
_NUMBER = r"[0-9]{1,2}\.[0-9]{1,2}(?:\.x)?(?![0-9]|[.,:][0-9]|\.\s?(?:-|bis)\s?[0-9])"
_NO_AMOUNT = (  # what makes a decimal of it
    r"(?!\s?[%°$€£¥‰]|\s?(?:percent|per cent|Prozent|phần trăm|パーセント|million|billion|trillion|thousand|Million|Milliard|"
    r"Tausend|triệu|tỷ|nghìn|ngàn|万|億|兆|[kmc]?m\b|kg\b|mph\b|miles|met(?:er|re)|kilo|points?\b|years?\b|hours?\b))"
)
_AND = r"(?:\s?(?:,|/|-|、|・|から|と|や|または|および|及び)|,?\s(?:and|or|to|through|und|oder|bis|và|hoặc|đến|tới))\s?"
_LIST = rf"(?P<{LIST}>{_NUMBER}(?:{_AND}[vV]?{_NUMBER})*){_NO_AMOUNT}"
# words with capitals before which a decimal is no version: at the head of a sentence, before an amount, in a date
_NO_NAMES = (
    "About Above Act After Almost And Another Any Approximately April Around Art Article Artikel At Auf August Aus Average "
    "Before Bei Below Between Bis By Chapter Das Datum Dec Der Die Dienstag Dollar Dollars Donnerstag Each Equation Etwa Euro "
    "Euros Every Exactly February Feb Fig Figure For Freitag Friday From Für Grade Her His Ihr Ihre In Its January Jan Januar "
    "Jeden July Juli June Juni Just Kapitel Knapp Like Magnitude March Mai May Mean Median Minus Mit Mittwoch Monday Montag "
    "More Nach Nearly November Nov Number Nummer Nur October Oct Oder Of On Only Or Our Over Page Part Per Plus Punkt Rate "
    "Richter Roughly Rund Samstag Saturday Score Section Seit Seite Sept September Some Sonnabend Sonntag Stand Sunday "
    "Tabelle Table Tag Teil Termin Than That The Their These This Thursday To Total Tuesday Uhr Und Under Until Up Von Vor "
    "Was Wednesday With Yen Über Zwischen"
)
_NAME = (
    r"(?<![A-Za-z0-9_.$])(?=[A-Z][A-Za-z+#]{2,20}[\s-]?[vV]?[0-9])"
    rf"(?!(?:{'|'.join(_NO_NAMES.split())})(?![A-Za-z]))[A-Za-z+#]+"
)
_WORD = r"(?:[vV]ersion(?:s|en)?|[vV]er\.|[rR]eleases?|[sS]eries|phiên bản|[bB]ản|[dD]òng|[nN]hánh|バージョン)"
_SERIES = r"(?=(?:er)?[\s-]?(?:series|branch|[Ss]erie|[Rr]eihe|[Zz]weig|系|シリーズ|ブランチ|番台)|\.x(?!\w))"


def also(version: str) -> tuple[str, ...]:
    """The decimal that the beginning of a version is read as elsewhere: 2.5 of 2.5.0, 2.1 of 2.10."""
    first = re.match(r"[0-9]+\.[0-9]+", version)
    return (plain(Decimal(first.group())),) if first else ()


def _versions(match: re.Match[str]) -> tuple[Quantity, ...]:
    start = match.start(LIST)
    return tuple(
        Quantity(Kind.ITEM, one.group(), start + one.start(), start + one.end(), also=also(one.group()))
        for one in re.finditer(r"[0-9]+(?:\.[0-9]+)?(?:\.x)?", match[LIST])
    )


_POINT = r"[0-9]\.[0-9]"
_WHOLE = "version|Version|phiên bản|バージョン"  # words before which a number without a point is a version, too

VERSIONS = tuple(
    Rule(re.compile(pattern), _versions, maybe)
    for maybe, pattern in (
        (_POINT, rf"{_NAME}[\s-]?[vV]?{_LIST}"),
        (_POINT, rf"(?<![^\W_]){_WORD}[^.!?。0-9]{{0,30}}?(?<![0-9A-Za-z]){_LIST}"),
        (_WHOLE, rf"(?<![^\W_])(?:{_WHOLE})\s?(?P<{LIST}>[0-9]{{1,3}})(?![0-9.,:]|\s?%)"),
        (_POINT, rf"(?<![0-9.,A-Za-z])(?P<{LIST}>{_NUMBER}){_SERIES}"),
    )
)
