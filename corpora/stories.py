"""Which articles are versions of one another, and which draft belongs to which story: by content, never by name alone."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from itertools import count
from pathlib import PurePath

from corpora.article import Article, Draft, Story
from corpora.finding import Finding, Place
from corpora.languages import LANGUAGES, USUAL_SOURCE, Lang, name_of
from corpora.pile import Pile, pile
from corpora.readers.naming import stem
from corpora.vectors.encoder import Encoder

# All four were set by hand and not tuned on any set.
_SAME_NAME = (
    4.0  # log odds that a draft's file name adds for the story of that name: 55 to 1, content that is clear wins
)
_SURE = 12.0  # log odds beyond which nothing becomes surer: confidence rounds to 1 from there on
_UNLIKELY = -4.0  # log odds at which two articles need no further look: 1 to 55
_PASSES = 5  # over all articles, at most, to move one to a better story; mostly one or two are enough


@dataclass(frozen=True, slots=True)
class Grouping:
    """The stories of a pile of articles; every article stands in exactly one."""

    stories: tuple[Story, ...]
    confidence: Mapping[str, float]  # 0 to 1, by the story's id: how probably its versions are these and no others
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """The same stories with their drafts."""

    stories: tuple[Story, ...]
    findings: tuple[Finding, ...]


def group(articles: Sequence[Article], encoder: Encoder, *, source: Lang | None = None) -> Grouping:
    """Find the articles that are versions of one another; names and the order of the articles play no part.

    An article that resembles a story which has a closer version in its language is a story of its own, and a finding says so.
    Stories come in the order of their first articles. `source` says which version is the source, else Vietnamese is.
    """
    places = {id(article): place for place, article in enumerate(articles)}
    ordered = sorted(articles, key=lambda a: (a.id, a.lang, [p.text for p in a.paragraphs]))
    copies = _copies(ordered)
    originals = [article for article in ordered if id(article) not in copies]
    heap = pile(originals, encoder)
    pairs = heap.pairs()
    heap = heap.ranked(pairs)
    links = _links(heap, pairs)
    clusters = _refined(_Clusters(heap, links, _merged(heap, links)))
    found = [
        _Found(tuple(originals[m] for m in sorted(members)), _confidence(clusters, name))
        for name, members in enumerate(clusters.members)
    ]
    found += [_Found((article,), 0.5) for article in ordered if id(article) in copies]
    found.sort(key=lambda f: min(places[id(a)] for a in f.articles))
    names = _names([f.articles for f in found])
    stories = tuple(_story(name, f.articles, source) for name, f in zip(names, found, strict=True))
    doubles = {id(originals[double]): originals[kept] for double, kept in _doubles(heap, clusters)}
    doubles |= copies
    homes = {id(version): story.id for story in stories for version in story.versions.values()}
    seconds = [(article, doubles[id(article)]) for article in articles if id(article) in doubles]
    return Grouping(
        stories,
        {story.id: f.confidence for story, f in zip(stories, found, strict=True)},
        tuple(_second(article, kept, homes[id(kept)]) for article, kept in seconds),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    articles: tuple[Article, ...]
    confidence: float


def _copies(ordered: Sequence[Article]) -> dict[int, Article]:
    """The articles that say word for word what an earlier one says, by their identity, and that earlier one."""
    first: dict[tuple[Lang, tuple[str, ...]], Article] = {}
    copies = {}
    for article in ordered:
        text = tuple(p.text for p in article.paragraphs)
        kept = first.setdefault((article.lang, text), article)
        if kept is not article and any(t.strip() for t in text):
            copies[id(article)] = kept
    return copies


def _links(heap: Pile, pairs: Sequence[tuple[int, int]]) -> dict[int, set[int]]:
    """For each article those of other languages that may be its versions."""
    links: dict[int, set[int]] = {place: set() for place in range(len(heap.articles))}
    for left, right in pairs:
        if heap.score(left, right) > _UNLIKELY:
            links[left].add(right)
            links[right].add(left)
    return links


def _merged(heap: Pile, links: Mapping[int, set[int]]) -> list[set[int]]:
    """Clusters by average linkage, the likeliest first, with at most one article of a language in each."""
    size = len(heap.articles)
    clusters = {place: {place} for place in range(size)}
    near = {place: set(others) for place, others in links.items()}
    pairs = ((left, right) for left, others in links.items() for right in others if left < right)
    queue = [(-score, left, right) for left, right in pairs if (score := heap.score(left, right)) > 0]
    heapify(queue)
    while queue:
        _, left, right = heappop(queue)
        if left in clusters and right in clusters:
            name = size = size + 1
            clusters[name] = clusters.pop(left) | clusters.pop(right)
            near[name] = (near.pop(left) | near.pop(right)) & clusters.keys()
            for other in near[name]:
                near[other].add(name)
                if (score := _linkage(heap, clusters[other], clusters[name])) > 0:
                    heappush(queue, (-score, other, name))
    return list(clusters.values())


def _linkage(heap: Pile, left: set[int], right: set[int]) -> float:
    """The mean log odds between two clusters; none at all where a language stands in both."""
    if {heap.articles[a].lang for a in left} & {heap.articles[b].lang for b in right}:
        return -math.inf
    return sum(heap.score(a, b) for a in left for b in right) / (len(left) * len(right))


class _Clusters:
    """A partition of a pile that can change."""

    def __init__(self, heap: Pile, links: Mapping[int, set[int]], clusters: list[set[int]]) -> None:
        self.heap = heap
        self.links = links
        self.members = clusters
        self.home = {member: name for name, cluster in enumerate(clusters) for member in cluster}

    def around(self, place: int) -> list[int]:
        """The other clusters that hold an article which may be a version of this one."""
        return sorted({self.home[other] for other in self.links[place]} - {self.home[place]})

    def rival(self, place: int, name: int) -> int | None:
        """The article that stands in a cluster for the language of this one."""
        lang = self.heap.articles[place].lang
        return next((m for m in self.members[name] if self.heap.articles[m].lang == lang and m != place), None)

    def pull(self, place: int, name: int) -> list[float]:
        """The log odds between an article and the articles of other languages in a cluster."""
        lang = self.heap.articles[place].lang
        return [self.heap.score(place, m) for m in sorted(self.members[name]) if self.heap.articles[m].lang != lang]

    def move(self, place: int, name: int) -> None:
        """Put an article into a cluster; what stands there for its language goes alone."""
        rival = self.rival(place, name)
        self.members[self.home[place]].discard(place)
        self.members[name].add(place)
        self.home[place] = name
        if rival is not None:
            self.members[name].discard(rival)
            self.members.append({rival})
            self.home[rival] = len(self.members) - 1


def _refined(clusters: _Clusters) -> _Clusters:
    """Move single articles as long as that raises the sum of the log odds within all clusters."""
    for _ in range(_PASSES):
        moved = sum(_moved(clusters, place) for place in clusters.links)
        if not moved:
            break
    clusters.members = [cluster for cluster in clusters.members if cluster]
    clusters.home = {member: name for name, cluster in enumerate(clusters.members) for member in cluster}
    return clusters


def _moved(clusters: _Clusters, place: int) -> bool:
    here = sum(clusters.pull(place, clusters.home[place]))
    best, target = 1e-6, None
    for name in clusters.around(place):
        rival = clusters.rival(place, name)
        gain = sum(clusters.pull(place, name)) - here
        gain -= sum(clusters.pull(rival, name)) if rival is not None else 0
        if gain > best and len(clusters.pull(place, name)) > 0:
            best, target = gain, name
    if here < -best:
        clusters.members.append(set())
        target = len(clusters.members) - 1
    if target is not None:
        clusters.move(place, target)
    return target is not None


def _confidence(clusters: _Clusters, name: int) -> float:
    """How probably the weakest member of a cluster belongs to it and to no other."""
    surest = 1.0
    for member in clusters.members[name]:
        rivals = [_mean(clusters.pull(member, other)) for other in clusters.around(member)]
        away = max((score for score in rivals if score is not None), default=-_SURE)
        here = _mean(clusters.pull(member, name))
        own = _odds(-away) if here is None else _odds(here) * _odds(here - away)
        surest = min(surest, own)
    return round(surest, 4)


def _mean(scores: Sequence[float]) -> float | None:
    return sum(scores) / len(scores) if scores else None


def _odds(score: float) -> float:
    return 1 / (1 + math.exp(-max(-_SURE, min(_SURE, score))))


def _doubles(heap: Pile, clusters: _Clusters) -> Iterator[tuple[int, int]]:
    """Articles that a story would hold had it not a closer version in their language, and that version."""
    rank = [(len(c), -min(c)) for c in clusters.members]
    for place, home in sorted(clusters.home.items()):
        alone = len(clusters.members[home]) == 1
        rivals = [
            (_mean(clusters.pull(place, name)) or 0.0, -rival)
            for name in clusters.around(place)
            if alone and (rival := clusters.rival(place, name)) is not None
        ]
        rivals += [
            (0.1, -other)
            for other in heap.near(place)
            if heap.repeats(place, other) and rank[clusters.home[other]] > rank[home]
        ]
        if rivals and max(rivals)[0] > 0:
            yield place, -max(rivals)[1]


def _second(article: Article, kept: Article, story: str) -> Finding:
    return Finding(
        "A101",
        Place(article.id, article.lang),
        f"a second {name_of(article.lang)} version of the story {story!r}, which keeps {kept.id!r} as the closer one; "
        "this article stands in a story of its own: remove it, or correct whichever of the two is outdated",
        story=story,
        related=(Place(kept.id, kept.lang),),
    )


def _story(name: str, articles: Sequence[Article], source: Lang | None) -> Story:
    order = {lang: place for place, lang in enumerate(LANGUAGES)}
    versions = {a.lang: a for a in sorted(articles, key=lambda a: (order.get(a.lang, len(order)), a.lang))}
    wanted = source or USUAL_SOURCE
    return Story(name, versions, wanted if wanted in versions else None)


def attach(drafts: Sequence[Draft], stories: Sequence[Story], encoder: Encoder) -> Attachment:
    """Give each draft to the story whose content it has; a file name decides only between stories that are about as near.

    A draft without a reference, or without a story, is a finding; without a story it is attached to nothing.
    """
    if not drafts:
        return Attachment(tuple(stories), ())
    versions = [(story, article) for story in stories for article in story.versions.values()]
    heap = pile([article for _, article in versions], encoder, [draft.article for draft in drafts])
    by_id = {story.id: story for story in stories}
    called = _called(stories)
    places: dict[str, list[int]] = defaultdict(list)
    for place, (story, _) in enumerate(versions):
        places[story.id].append(place)
    given: dict[str, list[Draft]] = defaultdict(list)
    findings = []
    for place, draft in enumerate(drafts, len(versions)):
        same = called.get(stem(draft.article.id), set())
        near = {versions[other][0].id for other in heap.near(place)} | same
        scored = [
            (sum(heap.score(place, v) for v in places[s]) / len(places[s]) + _SAME_NAME * (s in same), s)
            for s in sorted(near)
        ]
        score, chosen = max(scored, default=(-math.inf, ""))
        home = by_id[chosen] if score > 0 else None
        if home is not None:
            source = draft.source or (home.source if home.source != draft.article.lang else None)
            given[home.id].append(replace(draft, source=source))
        if home is None or draft.article.lang not in home.versions:
            findings.append(_unmeasured(draft, home))
    return Attachment(
        tuple(replace(s, drafts=(*s.drafts, *given[s.id])) if given[s.id] else s for s in stories), tuple(findings)
    )


def _called(stories: Sequence[Story]) -> Mapping[str, set[str]]:
    """The stories of each name that their files bear."""
    called: dict[str, set[str]] = defaultdict(set)
    for story in stories:
        for name in (story.id, *(stem(a.id) for a in story.versions.values())):
            called[name].add(story.id)
    return called


def _unmeasured(draft: Draft, story: Story | None) -> Finding:
    lang = draft.article.lang
    name = name_of(lang)
    if story is None:
        message = (
            f"this draft by {draft.system!r} has the content of no story here and is left out; give its {name} reference, or another "
            "version of its story, along with it"
        )
    else:
        message = (
            f"the story {story.id!r} has no {name} version, so that this draft by {draft.system!r} cannot be scored; give its "
            f"{name} reference along with it"
        )
    return Finding("D101", Place(draft.article.id, lang), message, story=story.id if story else "")


def _names(found: Sequence[Sequence[Article]]) -> list[str]:
    """A unique readable name for each story, the same whatever the order of the stories."""
    stems = [stem(_namesake(articles).id) or "story" for articles in found]
    often = Counter(stems)
    last: dict[str, int] = {}  # the number that a name was last given with
    taken: set[str] = set()
    names = [""] * len(found)
    for place in sorted(range(len(found)), key=lambda p: (-len(found[p]), min(a.id for a in found[p]))):
        folder = PurePath(_namesake(found[place]).id).parent.name
        name = stems[place]
        if often[name] > 1 and folder and folder not in LANGUAGES:
            name = f"{folder}/{name}"
        numbers = count(last.get(name, 0) + 1)
        last[name] = next(n for n in numbers if (name if n == 1 else f"{name}-{n}") not in taken)
        names[place] = name if last[name] == 1 else f"{name}-{last[name]}"
        taken.add(names[place])
    return names


def _namesake(articles: Sequence[Article]) -> Article:
    """The version that gives a story its name: the first by the table of languages."""
    order = list(LANGUAGES)
    return min(articles, key=lambda a: (order.index(a.lang) if a.lang in order else len(order), a.lang, a.id))
