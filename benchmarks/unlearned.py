"""Grouping in a language that the vectors were not learned for: English and French, of which the vectors know no French.

    KHEO_DATA=… python benchmarks/unlearned.py

The sentences of the TICO-19 development set become articles of so many sentences of one document, under names that say
nothing. French joins the table for this run alone.
"""

import html
import os
import random
import re
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from types import MappingProxyType

import corpora.languages

FRENCH = corpora.languages.Language("fr", "French", "Français", 1.15)
corpora.languages.LANGUAGES = MappingProxyType({**corpora.languages.LANGUAGES, "fr": FRENCH})  # before others import it

from corpora.article import Article, Paragraph  # noqa: E402
from corpora.stories import group  # noqa: E402
from corpora.vectors.static import load  # noqa: E402

SIZES = (40, 12, 6, 3, 1)


def documents(folder: Path) -> list[list[tuple[str, str]]]:
    """The sentences of each document, English and French."""
    sides = [_segments(folder / f"dev.en-fr.{lang}.sgm") for lang in ("en", "fr")]
    found = defaultdict(list)
    for key in sides[0]:
        found[key[0]].append((sides[0][key], sides[1][key]))
    return list(found.values())


def _segments(path: Path) -> dict[tuple[str, str], str]:
    found = {}
    for name, body in re.findall(r'<doc [^>]*docid="([^"]+)"[^>]*>(.*?)</doc>', path.read_text("utf-8"), re.DOTALL):
        for number, text in re.findall(r'<seg id="([^"]+)">(.*?)</seg>', body, re.DOTALL):
            bare = " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())
            found[name, number] = re.sub(r"(\w)' (\w)", r"\1'\2", re.sub(r" ([,.)\]])", r"\1", bare))
    return found


def articles(found: list[list[tuple[str, str]]], size: int, missing: float) -> list[tuple[int, Article]]:
    """Articles of whole runs of sentences, each with the number of its run, without a share of them."""
    chance = random.Random(0)
    runs = [d[at : at + size] for d in found for at in range(0, len(d) - size + 1, size)]
    made = [
        (number, Article(f"{lang}{chance.random()}", lang, tuple(Paragraph(row[side], i) for i, row in enumerate(run))))
        for number, run in enumerate(runs)
        for side, lang in enumerate(("en", "fr"))
        if chance.random() >= missing
    ]
    chance.shuffle(made)
    return made


def main() -> None:
    found = documents(Path(os.environ["KHEO_DATA"]) / "terminology" / "wmt21-sample")
    print("sentences  missing  articles  precision  recall")
    for size in SIZES:
        for missing in (0.0, 1 / 3):
            made = articles(found, size, missing)
            home = {article.id: number for number, article in made}
            true = sum(home[a] == home[b] for a, b in combinations(home, 2))
            stories = group([article for _, article in made], load()).stories
            pairs = [
                [version.id for version in story.versions.values()] for story in stories if len(story.versions) > 1
            ]
            right = sum(home[a] == home[b] for a, b in pairs)
            print(f"{size:9}  {missing:7.2f}  {len(made):8}  {right / len(pairs):9.3f}  {right / true:6.3f}")


if __name__ == "__main__":
    main()
