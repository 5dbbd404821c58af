"""The renderings of each concept, counted over the corpus."""

from collections.abc import Sequence
from dataclasses import replace

from corpora.finding import Place
from corpora.languages import name_of
from evaluation.report.anchors import Anchors, in_order, slugs
from evaluation.report.views import ConceptView, LanguageRenderings, Link, RenderingView, StoryPlaces
from glossary.concept import Concept, Glossary
from glossary.renderings import Rendering


def concept_views(renderings: Sequence[Rendering], glossary: Glossary, anchors: Anchors) -> tuple[ConceptView, ...]:
    """Every concept that occurs; those that need a look first: forbidden, deprecated, then by the number of ways."""
    groups: dict[str, list[Rendering]] = {}
    for rendering in renderings:
        groups.setdefault(rendering.concept, []).append(rendering)
    views = [
        _concept(glossary.concepts.get(concept) or Concept(concept, ()), group, anchors)
        for concept, group in groups.items()
    ]
    ordered = sorted(views, key=_urgency)
    names = slugs([view.id for view in ordered])
    return tuple(replace(view, anchor=f"concept-{name}") for view, name in zip(ordered, names, strict=True))


def _urgency(view: ConceptView) -> tuple[int, int, int, str]:
    ways = max(len(each.renderings) for each in view.languages)
    bad = any(not r.agreed for each in view.languages for r in each.renderings)
    return (not view.troubled, -ways - 2 * bad, -view.total, view.id)


def _concept(concept: Concept, group: Sequence[Rendering], anchors: Anchors) -> ConceptView:
    langs = in_order({rendering.lang for rendering in group})
    languages = sorted(
        (_language(concept, lang, group, anchors) for lang in langs),
        key=lambda each: (not each.troubled, -len(each.renderings)),
    )
    english = concept.preferred("en")
    gloss = english.text if english and english.text != concept.name else ""
    return ConceptView(
        id=concept.id,
        anchor="",  # given when all are known, so that all differ
        name=concept.name,
        lang=next((term.lang for term in concept.terms if term.text == concept.name), ""),
        gloss=gloss,
        subject=concept.subject,
        definition=concept.definition,
        languages=tuple(languages),
        total=sum(each.total for each in languages),
    )


def _language(concept: Concept, lang: str, group: Sequence[Rendering], anchors: Anchors) -> LanguageRenderings:
    own = sorted(
        (each for each in group if each.lang == lang),
        key=lambda each: (each.status.rank, -each.count, each.term),
    )
    preferred = concept.preferred(lang)
    total = sum(each.count for each in own)
    return LanguageRenderings(
        lang=lang,
        name=name_of(lang),
        preferred=preferred.text if preferred else "",
        total=total,
        renderings=tuple(_rendering(each, total, anchors) for each in own),
    )


def _rendering(rendering: Rendering, total: int, anchors: Anchors) -> RenderingView:
    return RenderingView(
        term=rendering.term,
        status=rendering.status.value,
        agreed=rendering.status.agreed,
        count=rendering.count,
        width=round(100 * rendering.count / total, 1),
        forms=_forms(rendering),
        places=_places(rendering.places, anchors),
    )


def _forms(rendering: Rendering) -> tuple[str, ...]:
    """The texts as they stand, with their counts; nothing where only the term itself stands."""
    if set(rendering.forms) == {rendering.term}:
        return ()
    return tuple(form if n == 1 else f"{form} ({n}×)" for form, n in rendering.forms.items())


def _places(places: Sequence[Place], anchors: Anchors) -> tuple[StoryPlaces, ...]:
    stories: dict[int, dict[str, Link]] = {}
    for place in places:
        spot = anchors.spot(place)
        if spot is None:
            continue
        label = "draft" if spot.draft is not None else f"¶{(place.paragraph or 0) + 1}"
        href = anchors.href(place)
        stories.setdefault(spot.story, {}).setdefault(label + href, Link(label, href))
    return tuple(
        StoryPlaces(anchors.titles[story], anchors.story_href(story), tuple(links.values()))
        for story, links in sorted(stories.items())
    )
