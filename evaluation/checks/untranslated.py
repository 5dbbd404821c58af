"""Versions and paragraphs that were left in another language."""

from collections.abc import Sequence

from corpora import untranslated
from corpora.alignment import Alignment
from corpora.article import Article, Story
from corpora.finding import Finding, Place
from corpora.languages import Lang, names
from corpora.untranslated import Untranslated
from evaluation.checks.places import place, quote


def check(story: Story, alignment: Alignment) -> tuple[Finding, ...]:
    """X101: one finding for a version that is untranslated as a whole, else one for each of its paragraphs that is.

    The other checks hold nothing against these paragraphs: what they differ in is no error of translation.
    """
    found = untranslated.find(story, alignment)
    versions = untranslated.whole(story, alignment) if found else ()
    findings: list[Finding] = []
    for lang, article in story.versions.items():
        mine = [one for one in found if one.lang == lang]
        if lang in versions:
            findings.append(_version(story, article, mine))
        else:
            findings += [_paragraph(story, alignment, one) for one in mine]
    return tuple(findings)


def _version(story: Story, article: Article, found: Sequence[Untranslated]) -> Finding:
    written = [one.written for one in found]
    usual = max(dict.fromkeys(written), key=written.count)
    count = len(untranslated.running(article))
    share = "its text is" if len(found) >= count else f"{len(found)} of its {count} longer paragraphs are"
    return Finding(
        "X101",
        Place(article.id, article.lang),
        f"{names([article.lang])} is not translated: {share} in {names([usual])}",
        suggestion=f"translate the article into {names([article.lang])}",
        story=story.id,
        related=tuple(place(article, one.paragraph) for one in found),
    )


def _paragraph(story: Story, alignment: Alignment, one: Untranslated) -> Finding:
    article = story.versions[one.lang]
    return Finding(
        "X101",
        place(article, one.paragraph),
        f"{quote(article.paragraphs[one.paragraph].text)} is in {names([one.written])}",
        suggestion=f"translate it into {names([one.lang])}",
        story=story.id,
        related=_original(story, alignment, one.lang, one.paragraph, one.written),
    )


def _original(story: Story, alignment: Alignment, lang: Lang, paragraph: int, written: Lang) -> tuple[Place, ...]:
    """Where the version of the language that a paragraph is in says the same."""
    for unit in alignment.units:
        if paragraph in unit.paragraphs.get(lang, ()):
            return tuple(place(story.versions[written], i) for i in unit.paragraphs.get(written, ()))
    return ()
