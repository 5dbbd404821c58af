"""What a run gives away: the files of a folder, and what the commands print."""

import json
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from corpora.alignment import Alignment
from corpora.article import Story
from corpora.exchange import jsonlines, tmx, tsv
from corpora.exchange.jsonlines import StoryUnits
from corpora.finding import Finding
from evaluation.report import findings as formats
from evaluation.report import page, tables
from evaluation.review import StoryReview
from glossary.concept import Glossary
from pipeline import output
from pipeline.batch import AlignedStory
from pipeline.process import Gathered, Result

REPORT = "report.html"
SCORES = "scores.csv"
FILES = frozenset({REPORT, SCORES, "units.tmx", "units.tsv", "units.jsonl", "findings.json", "findings.csv"})


def files(result: Result, glossary: Glossary, *, title: str) -> dict[str, bytes]:
    """Every file of a run by its name: the report, the units, the findings, and the scores where there are any."""
    aligned = [(review.story, review.alignment) for review in result.reviews]
    findings = result.all_findings
    texts = {
        REPORT: page.render(result.reviews, glossary, title=title, corpus_findings=result.findings),
        "units.tsv": tsv.format_tsv(aligned),
        "units.jsonl": jsonlines.format_units(_units(aligned)),
        "findings.json": formats.format_json(findings),
        "findings.csv": formats.format_csv(findings),
    }
    if any(review.scores for review in result.reviews):
        texts[SCORES] = tables.format_csv(result.reviews)
    return {"units.tmx": tmx.format_tmx(aligned), **{name: text.encode() for name, text in texts.items()}}


def write(folder: Path, result: Result, glossary: Glossary, *, title: str) -> Path:
    """Put the files of a run into a folder, and take away those of an earlier run that this one does not make.

    Returns the path of the report.
    """
    made = files(result, glossary, title=title)
    output.write(folder, made, gone=FILES - made.keys())
    return folder / REPORT


def summary(result: Result) -> str:
    """One line on a run: how much was read, found and removed, as the head of the report has it."""
    versions = sum(len(review.story.versions) for review in result.reviews)
    drafts = sum(len(review.story.drafts) for review in result.reviews)
    said = [finding for finding in result.all_findings if not finding.code.startswith("C")]
    severities = Counter(finding.severity.value for finding in said)
    line = (
        f"{_count(len(result.reviews), 'story', 'stories')}, {_count(versions, 'version')}, {_count(drafts, 'draft')}; "
        f"{_count(severities['error'], 'error')}, {_count(severities['warning'], 'warning')}, "
        f"{_count(severities['info'], 'note')}"
    )
    removed = len(result.all_findings) - len(said)
    return f"{line}; {_count(removed, 'piece')} of page furniture removed" if removed else line


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def choose(result: Result, selection: Container[Finding]) -> Result:
    """A result with the chosen findings only."""
    return Result(
        tuple(replace(review, findings=_chosen(review.findings, selection)) for review in result.reviews),
        _chosen(result.findings, selection),
        result.problems,
        result.faults,
    )


def _chosen(findings: Sequence[Finding], selection: Container[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding in selection)


def format_findings(result: Result, glossary: Glossary, form: str) -> str:
    """The findings of a run as text, json, sarif, github, csv, or html (the report)."""
    if form == "html":
        return page.render(result.reviews, glossary, title="kheo check", corpus_findings=result.findings)
    write = {
        "text": formats.format_text,
        "json": formats.format_json,
        "sarif": formats.format_sarif,
        "github": formats.format_github,
        "csv": formats.format_csv,
    }
    return write[form](result.all_findings)


def format_groups(gathered: Gathered, form: str) -> str:
    """Which articles make a story, as text or json."""
    if form == "json":
        record = {
            "stories": [
                {
                    "id": story.id,
                    "versions": {lang: article.id for lang, article in story.versions.items()},
                    "confidence": round(gathered.confidence.get(story.id, 1.0), 4),
                }
                for story in gathered.stories
            ],
            "findings": json.loads(formats.format_json(gathered.findings)),
        }
        return json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    blocks = [_story_block(story, gathered.confidence) for story in gathered.stories]
    remarks = [f for f in gathered.findings if not f.code.startswith("C")]
    return "\n".join(blocks) + ("\n" + formats.format_text(remarks) if remarks else "")


def _story_block(story: Story, confidence: Mapping[str, float]) -> str:
    surely = f"  ({confidence[story.id]:.0%} sure)" if story.id in confidence and len(story.versions) > 1 else ""
    lines = [f"{story.id}{surely}", *(f"  {lang}  {article.id}" for lang, article in sorted(story.versions.items()))]
    lines += [f"  {d.article.lang}  {d.article.id}  (draft by {d.system})" for d in story.drafts]
    return "\n".join(lines) + "\n"


def format_alignments(found: Sequence[AlignedStory], form: str) -> str:
    """Units and beads as jsonl, tsv, tmx, or html (the report)."""
    aligned = [(each.story, each.alignment) for each in found]
    if form == "html":
        return page.render([StoryReview(s, a) for s, a in aligned], Glossary(), title="kheo align")
    if form == "tmx":
        return tmx.format_tmx(aligned).decode()
    return tsv.format_tsv(aligned) if form == "tsv" else jsonlines.format_units(_units(aligned))


def _units(aligned: Sequence[tuple[Story, Alignment]]) -> list[StoryUnits]:
    return [StoryUnits(story.id, alignment) for story, alignment in aligned]


def format_scores(reviews: Sequence[StoryReview], form: str) -> str:
    """Scores of drafts as text, json, csv, or html (the report)."""
    if form == "html":
        return page.render(reviews, Glossary(), title="kheo score")
    return {"text": tables.format_text, "json": tables.format_json, "csv": tables.format_csv}[form](reviews)


def unscored(reviews: Sequence[StoryReview]) -> str:
    """That no draft has scores, in a line; nothing where one has."""
    if any(review.scores for review in reviews):
        return ""
    return (
        "Note: no draft was scored; a draft needs a version of its own language and content: look at what --reference and "
        "--draft name"
    )


def without_terms(reviews: Sequence[StoryReview], glossary: Glossary) -> str:
    """Why drafts have no term figures, in a line; nothing where all have, or no glossary is held against them."""
    bare = [each for review in reviews for each in review.scores if each.terms is None]
    if not bare or not glossary.concepts:
        return ""
    return (
        f"Note: {_count(len(bare), 'draft')} without term figures ({bare[0].draft.article.id}{', …' if bare[1:] else ''}): no "
        "version says which terms are needed; give the source version with --reference, or two versions in other languages"
    )
