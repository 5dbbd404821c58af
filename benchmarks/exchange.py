"""How long a termbase of 10,000 concepts takes to write and to read, and how much memory, beside the bare parsers.

python benchmarks/exchange.py [--concepts 10000]
"""

import argparse
import csv
import io
import random
import time
import tracemalloc
from collections.abc import Callable
from types import MappingProxyType
from typing import Any

from lxml import etree

from glossary import tables, tbx
from glossary.concept import Concept, Gender, PartOfSpeech, Status, Term
from glossary.termbase.termbase import Termbase

WORDS = {
    "vi": ["dân", "vận", "khéo", "công", "tác", "đại", "hội", "cấp", "ủy"],
    "en": ["mass", "mobilization", "work", "congress", "committee"],
    "de": ["Massen", "Mobilisierung", "Arbeit", "Parteitag", "Ausschuss"],
    "ja": ["大衆", "動員", "工作", "大会", "委員会"],
}


def made(count: int) -> Termbase:
    """Concepts in four languages, one or two terms each, some of them with notes."""
    chance = random.Random(1)

    def term(lang: str, number: int, status: Status) -> Term:
        text = " ".join(chance.choices(WORDS[lang], k=3))
        note = "unverified" if number % 3 == 0 else ""
        gender = Gender.FEMININE if lang == "de" else None
        return Term(f"{text} {number}", lang, status, note, PartOfSpeech.NOUN, gender)

    concepts = {}
    for number in range(count):
        terms = [term(lang, number, Status.PREFERRED) for lang in WORDS]
        terms += [term(lang, number + count, Status.ADMITTED) for lang in WORDS if number % 2]
        terms.sort(key=lambda each: list(WORDS).index(each.lang))
        name = f"c-{number:06}"
        concepts[name] = Concept(name, tuple(terms), "politics", "Ten words or so that say what this concept is about.")
    return Termbase(MappingProxyType(concepts))


def measured(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """CPU seconds of one run, megabytes at the peak of another, and what it gave."""
    start = time.process_time()
    found = work()
    seconds = time.process_time() - start
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return seconds, peak, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--concepts", type=int, default=10_000)
    termbase = made(parser.parse_args().concepts)
    found = list(termbase.concepts.values())
    forms: dict[str, tuple[Callable[[], bytes], Callable[[bytes], Any], Callable[[bytes], Any] | None]] = {
        "tbx": (lambda: tbx.format_tbx(termbase), lambda data: tbx.parse(data, "x").concepts, etree.fromstring),
        "tbx-dct": (
            lambda: tbx.format_tbx(termbase, style="dct"), lambda data: tbx.parse(data, "x").concepts, etree.fromstring,
        ),
        "csv": (
            lambda: tables.format_table(found),
            lambda data: tables.parse(data, "x").termbase.concepts,
            lambda data: list(csv.reader(io.StringIO(data.decode("utf-8-sig")))),
        ),
        "xlsx": (lambda: tables.format_xlsx(found), lambda data: tables.parse(data, "x").termbase.concepts, None),
    }  # fmt: skip
    print(
        f"{len(found):,} concepts, {sum(len(each.terms) for each in found):,} terms; CPU seconds, MB of Python objects at the peak"
    )
    print("| format | MB | write s | read s | read MB | bare parser s |\n|---|---|---|---|---|---|")
    for name, (write, read, bare) in forms.items():
        begun = time.process_time()
        data = write()
        writing = time.process_time() - begun
        reading, peak, back = measured(lambda read=read, data=data: read(data))  # type: ignore[misc]
        if dict(back) != dict(termbase.concepts):
            raise SystemExit(f"{name}: did not come back as it was")
        floor = "" if bare is None else f"{measured(lambda bare=bare, data=data: bare(data))[0]:.2f}"  # type: ignore[misc]
        print(f"| {name} | {len(data) / 1e6:.1f} | {writing:.2f} | {reading:.2f} | {peak:.0f} | {floor} |")


if __name__ == "__main__":
    main()
