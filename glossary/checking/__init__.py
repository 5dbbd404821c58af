"""Are the agreed terms used? What checking has to say of a story's terms, and of a corpus's.

Read in this order: `found` (what stands where), `evidence` (what a version is expected to say), `missing`, `counting`,
`shared` and `both` (what it does not say), `unwanted`, `protected`, `consistency` (what it says wrongly), `corpus` (what articles say
differently).

Which occurrences silence which (measured on three versions of one article, 82 concepts): in the source, and for deprecated
and forbidden terms, the longest match wins and what is nested in it is silent; what renders a concept in the target may
overlap other concepts' renderings, but not those of the same concept.
"""

from collections.abc import Iterable

from corpora.alignment import Alignment
from corpora.article import Story
from corpora.finding import Finding
from glossary.checking.both import both
from glossary.checking.consistency import inconsistent
from glossary.checking.corpus import Checked, differing
from glossary.checking.found import Found, needed, rendered
from glossary.checking.instead import Renderings
from glossary.checking.missing import gaps, missing, rarer
from glossary.checking.protected import changed
from glossary.checking.shared import share
from glossary.checking.unwanted import bad, unwanted
from glossary.concept import Glossary
from glossary.matching import Occurrence

__all__ = ["Checked", "Renderings", "check", "check_corpus", "needed", "rendered"]


def check(
    story: Story,
    alignment: Alignment,
    glossary: Glossary,
    occurrences: Iterable[Occurrence],
    *,
    names: Iterable[Occurrence] = (),
    renderings: Renderings | None = None,
) -> tuple[Finding, ...]:
    """T101 to T109 of every version of a story, but T105, in reading order, version by version.

    Args:
        story: one version is enough for T102, T103, T104 and T108.
        alignment: of this story.
        glossary: the one the occurrences were found with.
        occurrences: all of all versions, nested and overlapping ones too.
        names: where names that are not to be translated stand, as `Matcher.names` finds them.
        renderings: finds what stands instead of a missing term; without it only the unit is named.
    """
    found = Found(story, alignment, glossary, (*occurrences, *names))
    findings: list[Finding] = []
    for lang in story.versions:
        wrong = bad(found, lang)
        unmet = gaps(found, lang, renderings)
        sharing = share(found, lang, [gap for gap in unmet if gap.told])
        here = [
            *unwanted(found, wrong),
            *sharing.findings,
            *both(found, lang, sharing.findings),
            *missing(found, lang, sharing.left),
            *rarer(found, lang, unmet),
            *changed(found, lang),
            *inconsistent(found, lang, wrong),
        ]
        findings += sorted(here, key=_reading_order)
    return tuple(findings)


def check_corpus(checked: Iterable[Checked], glossary: Glossary) -> tuple[Finding, ...]:
    """T105 over the stories of a corpus, each with its occurrences and the findings that `check` gave."""
    return differing(checked, glossary)


def _reading_order(finding: Finding) -> tuple[int, tuple[int, int], str, str]:
    where = finding.where
    return -1 if where.paragraph is None else where.paragraph, where.span or (0, 0), finding.code, finding.concept
