"""Renderings that a few occurrences got by accident: common words that stand beside the usual rendering, not instead of it."""

from collections import defaultdict
from collections.abc import Sequence

from corpora.languages import Lang
from glossary.discovery.choices import Choice
from glossary.discovery.nearness import stems
from glossary.discovery.segments import Statistics, keys

# Read on two terms of the news of a programming language: "vulnerability" loses CVE, 発見 and 指定可能 in Japanese, "release"
# 今回 there and bản and báo bản in Vietnamese; Sicherheitsproblem, Freigabe, phiên bản and バージョン stay.
_RARE = 10  # times as often must the usual rendering be chosen
_STANDS, _STANDS_HERE = 6, 4  # times as often does its word stand anywhere, and in segments of the term
_ONCE = 2  # the latter for what is chosen once


def without(chosen: Sequence[Choice], lang: Lang, source: Lang, where: int, statistics: Statistics) -> list[Choice]:
    """The choices without those whose words are hardly ever chosen where they stand, beside a rendering that is usual.

    Args:
        chosen: one for an occurrence at most.
        lang: theirs.
        source: the term's.
        where: the bits of the segments in which the term stands.
        statistics: of the corpus.
    """
    groups: defaultdict[tuple[str, ...], list[Choice]] = defaultdict(list)
    for choice in chosen:
        groups[stems(choice.text, lang)].append(choice)
    usual = max(groups, key=lambda key: len(groups[key]), default=())
    both = statistics.has(lang) & statistics.has(source)
    dropped: set[tuple[str, ...]] = set()
    for key, group in groups.items():
        count = len(group)
        if count * _RARE <= len(groups[usual]) and not set(key) & set(usual):
            stands = statistics.where(keys(group[0].text, lang), lang) & both
            here = (stands & where).bit_count()
            enough = _STANDS_HERE * count if count > 1 else _ONCE
            if here >= enough and stands.bit_count() >= _STANDS * count:
                dropped.add(key)
    return [choice for choice in chosen if stems(choice.text, lang) not in dropped]
