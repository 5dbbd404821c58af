"""Content that a version lacks, has alone, or has elsewhere."""

from collections.abc import Iterable, Mapping, Sequence

from corpora import untranslated
from corpora.alignment import Alignment, Column, Sentence, Unit
from corpora.article import Article, Role, Story
from corpora.finding import Finding, Place
from corpora.languages import LANGUAGES, Lang, names
from evaluation.checks.places import have, place, quote
from evaluation.checks.prose import speaks

# Of 150 sentences cut out of the samples' paragraphs, one at a time, these find 53, with 5 false alarms. A confidence from
# 0.5 to 0.9 changes one of them; a length of 20 finds 59 with 5 false alarms, one of 80 finds 34 with 3.
_SENTENCE_CONFIDENCE = 0.8  # of the unit, before a sentence in it is called missing
_SENTENCE_LENGTH = 40  # characters of English that say as much
_BRIEF = 40  # likewise, up to which a paragraph is often too short to be aligned
_DOUBTFUL = 0.5  # below it a unit is more probably wrong than right, and the message says so


def check(story: Story, alignment: Alignment) -> tuple[Finding, ...]:
    """Find the units that a version lacks, has alone or has out of order, and sentences missing inside a unit.

    With a source, what it has must be everywhere, and what it lacks is added. Without one, what at least two versions and
    half of the others have must be everywhere (of two versions: what the other has), and what one has alone is added.
    Bylines are passed over, and what needs no translation: addresses, checksums, sizes of files, code.
    """
    findings: list[Finding] = []
    held_back = untranslated.held_back(story, alignment)
    unpaired = _unpaired(story, alignment)
    for position, unit in enumerate(alignment.units):
        if not _speaks(story, unit):
            continue
        lacking = _lacking(story, unit.languages)
        foreign = [lang for lang in unit.languages if any((lang, i) in held_back for i in unit.paragraphs[lang])]
        about = [
            *(one for one in _added(story, unit, lacking) if (position, one.where.lang) not in unpaired),
            *(_moved(story, unit, lang) for lang in unit.moved if unit.paragraphs.get(lang)),
            *missing_sentences(story, unit),
        ]
        findings += [_missing(story, alignment, position, lang) for lang in lacking if (position, lang) not in unpaired]
        findings += [finding for finding in about if finding.where.lang not in foreign]
    return tuple(findings)


def _speaks(story: Story, unit: Unit) -> bool:
    """Whether a unit says anything that its versions have to share."""
    return any(
        story.versions[lang].paragraphs[i].role is not Role.BYLINE and speaks(story.versions[lang].paragraphs[i])
        for lang in unit.languages
        for i in unit.paragraphs[lang]
    )


def _unpaired(story: Story, alignment: Alignment) -> frozenset[tuple[int, Lang]]:
    """Where a short paragraph seems missing and another of its role stands there unaligned, by unit and version; both ways.

    Of two such headings ("Workaround", 回避策) one is most often the other's translation, too short to be aligned.
    """
    brief = [_brief_role(story, unit) for unit in alignment.units]
    alone: dict[tuple[Lang, int], int] = {
        (lang, unit.paragraphs[lang][0]): position
        for position, unit in enumerate(alignment.units)
        if brief[position] is not None
        for lang in unit.languages
    }
    pairs: dict[tuple[int, Lang], int] = {}
    last: dict[Lang, int] = dict.fromkeys(story.versions, -1)
    for position, unit in enumerate(alignment.units):
        for lang in story.versions if brief[position] is not None else ():
            around = (last[lang], last[lang] + 1)
            for other in (alone[lang, index] for index in around if (lang, index) in alone):
                foreign = set(unit.languages).isdisjoint(alignment.units[other].languages)
                if foreign and brief[other] is brief[position]:
                    pairs.setdefault((position, lang), other)
        last |= {lang: max(unit.paragraphs[lang]) for lang in unit.languages if lang not in unit.moved}
    return frozenset(pairs) | {(other, lang) for (_, lang), other in pairs.items()}


def _brief_role(story: Story, unit: Unit) -> Role | None:
    """The role of a unit of one short paragraph a version, where it is one and the same; else None."""
    paragraphs = [story.versions[lang].paragraphs[i] for lang in unit.languages for i in unit.paragraphs[lang]]
    roles = {paragraph.role for paragraph in paragraphs}
    single = len(paragraphs) == len(unit.languages)
    short = all(
        _measure(story.versions[lang].paragraphs[i].text, lang) <= _BRIEF
        for lang in unit.languages
        for i in unit.paragraphs[lang]
    )
    return next(iter(roles)) if single and short and len(roles) == 1 else None


def _lacking(story: Story, holders: Sequence[Lang]) -> list[Lang]:
    """The versions that should have what the holders have, and do not."""
    others = [lang for lang in story.versions if lang not in holders]
    if story.source is not None:
        return others if story.source in holders else []
    return [
        lang
        for lang in others
        if len(story.versions) == 2 or (len(holders) >= 2 and 2 * len(holders) >= len(story.versions) - 1)
    ]


def _witnesses(story: Story, holders: Sequence[Lang]) -> list[Lang]:
    """The versions that a message quotes: the source where it has the content, else all that have it."""
    source = story.source
    return [source] if source is not None and source in holders else list(holders)


def _what(paragraphs: Iterable[int], article: Article) -> str:
    roles = {article.paragraphs[i].role for i in paragraphs}
    if len(roles) == 1:
        role = roles.pop()
        return role.value if role in (Role.TITLE, Role.LEAD, Role.HEADING, Role.CAPTION) else "paragraph"
    return "paragraph"


def _said(story: Story, unit: Unit, lang: Lang) -> str:
    texts = (story.versions[lang].paragraphs[i].text for i in unit.paragraphs[lang])
    return quote(LANGUAGES[lang].joiner.join(texts) if lang in LANGUAGES else " ".join(texts))


def _places(story: Story, unit: Unit, langs: Iterable[Lang]) -> tuple[Place, ...]:
    return tuple(place(story.versions[lang], i) for lang in langs for i in unit.paragraphs[lang])


def _missing(story: Story, alignment: Alignment, position: int, lang: Lang) -> Finding:
    unit = alignment.units[position]
    witnesses = _witnesses(story, unit.languages)
    first = witnesses[0]
    indices = unit.paragraphs[first]
    what = _what(indices, story.versions[first])
    many = f"{len(indices)} {what}s are missing" if len(indices) > 1 else f"the {what} is missing"
    doubt = "; look twice, the alignment is uncertain here" if unit.confidence < _DOUBTFUL else ""
    return Finding(
        "O101",
        Place(story.versions[lang].id, lang),
        f"{many}: {have(witnesses)} {_said(story, unit, first)}{doubt}",
        suggestion=f"translate it {_spot(alignment, position, lang)}",
        story=story.id,
        related=_places(story, unit, witnesses),
    )


def _spot(alignment: Alignment, position: int, lang: Lang) -> str:
    """Where a version should take up what it lacks: after the paragraph that aligned content before it ends with."""
    for unit in reversed(alignment.units[:position]):
        indices = unit.paragraphs.get(lang, ())
        if indices and lang not in unit.moved:
            return f"and put it after paragraph {max(indices) + 1}"
    return "and put it at the beginning"


def _added(story: Story, unit: Unit, lacking: Sequence[Lang]) -> list[Finding]:
    """A finding for each version that has a unit alone, or without the source."""
    holders, others = unit.languages, [lang for lang in story.versions if lang not in unit.languages]
    if story.source is not None:
        if story.source in holders:
            return []
        others = [story.source] if len(holders) > 1 else others
    elif len(holders) != 1 or lacking or not others:
        return []
    return [
        Finding(
            "O102",
            place(story.versions[lang], unit.paragraphs[lang][0]),
            _added_message(story, unit, lang, others),
            suggestion="give the other versions a title"
            if _is_title(story, unit, lang)
            else "remove it, or add it to the other versions",
            story=story.id,
            related=_places(story, unit, [lang])[1:],
        )
        for lang in holders
    ]


def _is_title(story: Story, unit: Unit, lang: Lang) -> bool:
    return any(story.versions[lang].paragraphs[i].role is Role.TITLE for i in unit.paragraphs[lang])


def _added_message(story: Story, unit: Unit, lang: Lang, others: Sequence[Lang]) -> str:
    what = "the title " if _is_title(story, unit, lang) else ""
    lack = "does not have it" if len(others) == 1 else "do not have it"
    if what and not any(story.versions[other].title for other in others):
        lack = "has none" if len(others) == 1 else "have none"
    return f"{what}{_said(story, unit, lang)} stands in {names(unit.languages)} only; {names(others)} {lack}"


def _moved(story: Story, unit: Unit, lang: Lang) -> Finding:
    others = [other for other in unit.languages if other not in unit.moved] or [o for o in unit.languages if o != lang]
    return Finding(
        "O103",
        place(story.versions[lang], unit.paragraphs[lang][0]),
        f"{_said(story, unit, lang)} stands elsewhere than in {names(others)}"
        if others
        else f"{_said(story, unit, lang)} stands out of the order of the other versions",
        story=story.id,
        related=_places(story, unit, others),
    )


def missing_sentences(story: Story, unit: Unit) -> list[Finding]:
    """The sentences that a version lacks inside a unit that it has, judged by the unit's columns.

    Only long sentences in confident units, and only where the version's text is too short to hold them: a translator who
    says in one sentence what the source says in two has left nothing out.
    """
    if unit.confidence < _SENTENCE_CONFIDENCE:
        return []
    findings: list[Finding] = []
    for number, column in enumerate(unit.columns):
        holders = [lang for lang in unit.languages if column.sentences.get(lang)]
        witnesses = _witnesses(story, holders)
        findings += [
            _missing_sentence(story, unit, number, lang, witnesses)
            for lang in (_lacking(story, holders) if holders else ())
            if lang in unit.languages and _too_short_for(story, unit, column, lang, witnesses)
        ]
    return findings


def _measure(text: str, lang: Lang) -> float:
    """The length of a text in characters of English that say as much."""
    return len(text.strip()) / (LANGUAGES[lang].length if lang in LANGUAGES else 1.0)


def _sentence(story: Story, lang: Lang, sentences: Sequence[Sentence]) -> str:
    paragraphs = story.versions[lang].paragraphs
    return " ".join(paragraphs[one.paragraph].text[one.start : one.end].strip() for one in sentences)


def _too_short_for(story: Story, unit: Unit, column: Column, lang: Lang, witnesses: Sequence[Lang]) -> bool:
    """Whether a version's share of the unit is short by more than half of the sentence that it seems to lack."""

    def whole(of: Lang) -> float:
        return sum(_measure(story.versions[of].paragraphs[i].text, of) for i in unit.paragraphs[of])

    gaps = []
    for witness in witnesses:
        sentence = _measure(_sentence(story, witness, column.sentences[witness]), witness)
        if sentence < _SENTENCE_LENGTH:
            return False
        gaps.append(whole(witness) - whole(lang) > sentence / 2)
    return all(gaps)


def _missing_sentence(story: Story, unit: Unit, number: int, lang: Lang, witnesses: Sequence[Lang]) -> Finding:
    first = witnesses[0]
    sentences: Mapping[Lang, tuple[Sentence, ...]] = unit.columns[number].sentences
    before = [column.sentences[lang][-1] for column in unit.columns[:number] if column.sentences.get(lang)]
    where = before[-1].paragraph if before else unit.paragraphs[lang][0]
    return Finding(
        "O101",
        place(story.versions[lang], where),
        f"a sentence is missing: {have(witnesses)} {quote(_sentence(story, first, sentences[first]))}",
        suggestion=f"translate it into paragraph {where + 1}",
        story=story.id,
        related=tuple(
            Place(
                story.versions[witness].id,
                witness,
                one.paragraph,
                (one.start, one.end),
                story.versions[witness].paragraphs[one.paragraph].line,
            )
            for witness in witnesses
            for one in sentences[witness]
        ),
    )
