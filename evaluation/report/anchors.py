"""Where each article, paragraph and unit stands on the page."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpora.article import Article
from corpora.finding import Place
from corpora.languages import LANGUAGES, Lang, name_of
from evaluation.review import StoryReview


@dataclass(frozen=True, slots=True)
class Spot:
    """An article on the page: its story's place in the list, and for a version the unit of each paragraph."""

    story: int
    lang: Lang
    draft: int | None = None  # its place among the story's drafts; None for a version
    system: str = ""  # who made the draft
    units: Mapping[int, int] | None = None  # paragraph to unit, both from 0


@dataclass(frozen=True, slots=True)
class Anchors:
    """The names that the page's links lead to."""

    slugs: tuple[str, ...]  # of the stories, in their order, all different
    titles: tuple[str, ...]  # likewise; a story without a title goes by its id
    title_langs: tuple[Lang, ...]  # the languages of the titles; empty where an id stands for one
    articles: Mapping[str, Spot]  # by article id; where a draft has the id of a version, this is the version
    langs: tuple[Lang, ...]  # of all versions and drafts, in the order of the page's columns

    def spot(self, place: Place) -> Spot | None:
        """Where the article of a place stands; None where the page does not show it."""
        return self.articles.get(place.article)

    def version(self, place: Place) -> str:
        """Which version or draft a place is in, in words; the article's id where the page does not show it."""
        spot = self.spot(place)
        name = name_of(place.lang or (spot.lang if spot else None)) or place.article
        return f"{name}, draft by {spot.system}" if spot and spot.draft is not None else name

    def href(self, place: Place) -> str:
        """The link to a place: to its unit, else its draft, else its story; empty where the page does not show it."""
        spot = self.spot(place)
        if spot is None:
            return ""
        if spot.draft is not None:
            return f"#draft-{self.slugs[spot.story]}-{spot.draft + 1}"
        unit = None if place.paragraph is None else (spot.units or {}).get(place.paragraph)
        return self.story_href(spot.story) if unit is None else self.unit_href(spot.story, unit)

    def story_href(self, story: int) -> str:
        """The link to a story, by its place in the list."""
        return f"#story-{self.slugs[story]}"

    def unit_href(self, story: int, unit: int) -> str:
        """The link to a unit, both from 0."""
        return f"#unit-{self.slugs[story]}-{unit + 1}"


def build(reviews: Sequence[StoryReview]) -> Anchors:
    """Name everything on the page that a link can lead to."""
    articles = {
        article.id: Spot(number, lang, units=_unit_of_paragraphs(review, lang))
        for number, review in enumerate(reviews)
        for lang, article in review.story.versions.items()
    }
    for number, review in enumerate(reviews):
        for index, draft in enumerate(review.story.drafts):
            articles.setdefault(draft.article.id, Spot(number, draft.article.lang, index, draft.system))
    stories = [review.story for review in reviews]
    present = {lang for story in stories for lang in story.versions}
    present |= {draft.article.lang for story in stories for draft in story.drafts}
    titles = [titled(review) for review in reviews]
    return Anchors(
        slugs=slugs([review.story.id for review in reviews]),
        titles=tuple(each.title if each else review.story.id for each, review in zip(titles, reviews, strict=True)),
        title_langs=tuple(each.lang if each else "" for each in titles),
        articles=articles,
        langs=in_order(present),
    )


def in_order(langs: set[Lang]) -> tuple[Lang, ...]:
    """Languages in the order of the page's columns: that of LANGUAGES, unknown ones last."""
    return (*(lang for lang in LANGUAGES if lang in langs), *sorted(langs - LANGUAGES.keys()))


def titled(review: StoryReview) -> Article | None:
    """The version whose title stands for the story: the English one, else the source, else any that has a title."""
    versions = review.story.versions
    first = (versions.get("en"), versions.get(review.story.source or ""), *versions.values())
    return next((article for article in first if article and article.title), None)


def slugs(names: Sequence[str]) -> tuple[str, ...]:
    """A short name of ASCII letters, digits and hyphens for each, all different."""
    taken: dict[str, None] = {}
    for number, name in enumerate(names, start=1):
        ascii_name = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D")).encode("ascii", "ignore")
        slug = re.sub(r"[^a-z0-9]+", "-", ascii_name.decode().lower()).strip("-")[:32].strip("-") or str(number)
        while slug in taken:
            slug = f"{slug}-{number}"
        taken[slug] = None
    return tuple(taken)


def _unit_of_paragraphs(review: StoryReview, lang: Lang) -> Mapping[int, int]:
    units = enumerate(review.alignment.units)
    return {index: number for number, unit in units for index in unit.paragraphs.get(lang, ())}
