"""Draw term findings to be read by hand: how many are there of each code, and what stands around a sample of them.

    python benchmarks/false_alarms.py STORIES.jsonl --glossary benchmarks/ruby-glossary.tbx --source en --sample 100 --seed 1

Whether a finding is right is for a person to say: the sample prints what the versions say, the words in question marked.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from corpora.article import Article
from corpora.finding import RULES, Finding, Place, Severity
from corpora.vectors import static
from glossary import tbx
from pipeline import process

LONGEST = 900  # characters of a paragraph that are printed


def main() -> None:
    """Check, count, draw, print."""
    asked = arguments()
    base = tbx.read(Path(asked.glossary)).glossary(Path(asked.glossary).name)
    options = process.Options(static.load(), base, source=asked.source, scoring=False)
    result = process.run([asked.stories], options)
    articles = {article.id: article for review in result.reviews for article in review.story.versions.values()}
    found = [f for f in result.all_findings if f.code.startswith("T") and chosen(f, asked)]
    print(f"{len(base.concepts)} concepts, {len(result.reviews)} stories, {len(found)} findings")
    print(table(found))
    if asked.sample:
        drawn = random.Random(asked.seed).sample(sorted(found, key=key), min(asked.sample, len(found)))
        for number, finding in enumerate(drawn, 1):
            print("\n".join(entry(number, finding, articles)))


def arguments() -> argparse.Namespace:
    """What to check, with which glossary, and how many findings to print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stories", help="stories as JSON lines")
    parser.add_argument("--glossary", required=True, help="a TBX file")
    parser.add_argument("--source", help="the source language of every story that has it")
    parser.add_argument("--least", choices=[s.value for s in Severity], default="info", help="the least severity")
    parser.add_argument("--codes", default="T", help="codes or their beginnings, with commas")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def chosen(finding: Finding, asked: argparse.Namespace) -> bool:
    """Whether a finding is among those asked for."""
    order = list(Severity)
    grave = order.index(RULES[finding.code].severity) <= order.index(Severity(asked.least))
    return grave and finding.code.startswith(tuple(asked.codes.split(",")))


def key(finding: Finding) -> tuple[str, str, str, int, tuple[int, int], str]:
    """An order that does not depend on the run."""
    where = finding.where
    return finding.story, finding.code, where.lang or "", where.paragraph or 0, where.span or (0, 0), finding.concept


def table(found: list[Finding]) -> str:
    """Findings by code and language."""
    counts = Counter((f.code, f.where.lang or "") for f in found)
    langs = sorted({lang for _, lang in counts})
    rows = [["code", "severity", *langs, "all"]]
    for code in sorted({code for code, _ in counts}):
        each = [counts[code, lang] for lang in langs]
        rows.append([code, RULES[code].severity.value, *map(str, each), str(sum(each))])
    return "\n".join("  ".join(cell.ljust(8) for cell in row).rstrip() for row in rows)


def entry(number: int, finding: Finding, articles: Mapping[str, Article]) -> Iterator[str]:
    """One finding with its texts, for a reader: the paragraphs of its own place and of those that speak for it."""
    told = json.dumps({"story": finding.story, "concept": finding.concept}, ensure_ascii=False)
    yield f"\n[{number}] {finding.code} {finding.where.lang} {told}\n    {finding.message}"
    places: dict[tuple[str, int | None], Place] = {}
    for place in (finding.where, *finding.related):
        places.setdefault((place.article, place.paragraph), place)
    for place in places.values():
        if place.article in articles and place.paragraph is not None:
            text = articles[place.article].paragraphs[place.paragraph].text
            yield f"    {place.lang}:{place.paragraph} {marked(text, place)}"


def marked(text: str, place: Place) -> str:
    """A paragraph, or the part of it around a place, the place between ⟦ and ⟧."""
    if place.span:
        start, end = place.span
        text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
    middle = max(0, (place.span or (0, 0))[0] - LONGEST // 2)
    return text[middle : middle + LONGEST]


if __name__ == "__main__":
    main()
