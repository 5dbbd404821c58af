"""Whose texts vectors were learned from, and under which licence they may therefore be given on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

LICENCE = "CC-BY-SA-4.0"  # of the vectors as a whole: the share-alike sets among their sources ask for it
FILE = "ATTRIBUTION.md"


@dataclass(frozen=True, slots=True)
class Source:
    """A data set whose terms are known."""

    licence: str
    holders: str


@dataclass(frozen=True, slots=True)
class Part:
    """A data set that vectors were learned from."""

    name: str
    rows: int
    source: Source


_UNSTATED = Source("not stated to kheo", "state here whose texts these are before you give the vectors on")
_TATOEBA = Source("CC BY 2.0 FR", "Tatoeba contributors")
_MOZILLA = Source("MPL-2.0", "Mozilla localisers")

SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "alt_ja_vi": Source(
            "CC BY 4.0",
            "Asian Language Treebank, NICT; Riza et al. 2016; the collection it was taken from says for research",
        ),
        "bible": Source(
            "public domain, the Kougo-yaku in Japan",
            "American Standard Version 1901, Luther 1912, Kougo-yaku 1955, which other countries may still protect",
        ),
        "cldr_names": Source("Unicode licence", "Unicode CLDR"),
        "godot_editor": Source("MIT", "Godot Engine localisers"),
        "laravel_lang": Source("MIT", "Laravel-Lang contributors"),
        "laser_tatoeba": _TATOEBA,
        "matrix_element": Source("Apache-2.0", "matrix-org, Element translators"),
        "mozilla_vpn": _MOZILLA,
        "mozilla_www_ftl": _MOZILLA,
        "mozilla_www_lang": _MOZILLA,
        "osm_tagging": Source("ISC, BSD", "OpenStreetMap id-tagging-schema, OSM community index, Project OSRM"),
        "phet_sims": Source("MIT", "PhET Interactive Simulations translators"),
        "silver_docs": Source("CC BY 4.0", "React documentation translators; github/opensource.guide contributors"),
        "small_parallel_enja": Source(
            "CC BY 2.0 FR",
            "Tanaka Corpus, released by Yasuhito Tanaka as public domain and given on by Tatoeba; odashi/small_parallel_enja, "
            "which states no licence of its own",
        ),
        "tatoeba_opus_tests": _TATOEBA,
        "tico19_terms": Source("CC0", "TICO-19, Translation Initiative for COVID-19"),
        "wechsel_dicts": Source(
            "CC BY-SA", "Wiktionary contributors, whose texts were under version 3.0 until 2023; CPJKU/wechsel, 2022"
        ),
        "wiktionary_en": Source("CC BY-SA 3.0", "Wiktionary contributors"),
    }
)

LINKS: Mapping[str, str] = MappingProxyType(
    {
        "CC BY 2.0 FR": "https://creativecommons.org/licenses/by/2.0/fr/",
        "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
        "CC BY-SA": "https://creativecommons.org/licenses/by-sa/3.0/",
        "CC BY-SA 3.0": "https://creativecommons.org/licenses/by-sa/3.0/",
        "CC0": "https://creativecommons.org/publicdomain/zero/1.0/",
        "MPL-2.0": "https://www.mozilla.org/MPL/2.0/",
        "Unicode licence": "https://www.unicode.org/license.txt",
    }
)


def parts(sources: Sequence[str]) -> tuple[Part, ...]:
    """The data sets behind rows, given the source of each row, by name."""
    counts: dict[str, int] = {}
    for source in sources:
        counts[source] = counts.get(source, 0) + 1
    return tuple(Part(name, counts[name], SOURCES.get(name, _UNSTATED)) for name in sorted(counts))


def format_markdown(found: Sequence[Part]) -> str:
    """The attributions as the text that goes with the vectors."""
    lines = [
        "# Attribution",
        "",
        "These vectors and their pieces were learned from the texts below and are given on under CC BY-SA 4.0",
        "(<https://creativecommons.org/licenses/by-sa/4.0/>). The texts themselves are not contained.",
        "",
        "| data set | rows | licence | from |",
        "|---|---|---|---|",
        *(
            f"| {part.name} | {part.rows:,} | {_linked(part.source.licence)} | {part.source.holders} |"
            for part in found
        ),
    ]
    return "\n".join(lines) + "\n"


def _linked(licence: str) -> str:
    return f"[{licence}]({LINKS[licence]})" if licence in LINKS else licence
