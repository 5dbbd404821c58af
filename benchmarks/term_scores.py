"""What terminology tasks count, measured here: python benchmarks/term_scores.py (needs KHEO_DATA).

The WMT21 sample with its hypothesis, beside the published figures; and the references of the WMT25 development half as if they were
a system's output: the oracle, the most that any system can be asked for.
"""

import json
import os
from pathlib import Path

import sacrebleu

from corpora.alignment import Alignment, Bead, Unit
from corpora.article import Article, Draft, Paragraph, Story
from evaluation import annotated_terms, term_scores
from evaluation.term_scores import Terms, TermScores
from glossary.concept import Concept, Glossary, Status, Term
from glossary.matching import Matcher

DATA = Path(os.environ["KHEO_DATA"]) / "terminology"


def wmt21() -> None:
    reference = annotated_terms.read(DATA / "wmt21-sample" / "dev.en-fr.fr.sgm")
    hypothesis = annotated_terms.read(DATA / "wmt21-sample" / "en-fr.dev.txt.truecased.sgm")
    bleu = sacrebleu.corpus_bleu(
        [f" {each.text} " for each in hypothesis.values()], [[f" {each.text} " for each in reference.values()]]
    )
    exact = annotated_terms.exact_match(reference, hypothesis)
    oracle = annotated_terms.exact_match(reference, reference)
    print("| WMT21 sample, en-fr | here | published, with lemmas | the reference itself |")
    print("|---|---|---|---|")
    print(f"| BLEU | {bleu.score:.4f} | 45.3387 | |")
    print(
        f"| exact match | {exact.value / 100:.7f} | .8590455 (774 of 901; without lemmas 759) | {oracle.value / 100:.4f} |"
    )
    for window, published in ((2, ".2969376"), (3, ".2907072")):
        here = annotated_terms.window_overlap(reference, hypothesis, window)
        own = annotated_terms.window_overlap(reference, reference, window)
        print(f"| window overlap {window} | {here.value / 100:.7f} | {published} | {own.value / 100:.4f} |")
    print(f"signature: {exact.signature}")


def wmt25() -> None:
    with (DATA / "wmt25-ende-dev.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    print("\n| WMT25 dev en-de, reference as output | terms | needed | surface | stem | exclusive |")
    print("|---|---|---|---|---|---|")
    for kind in ("proper", "random"):
        scored = [found for row in rows if row[kind] and (found := _row(row["en"], row["de"], row[kind]))]
        total = term_scores.total(scored)
        if total is None:
            continue
        values = {score.metric: score.value for score in total.scores}
        cells = " | ".join(f"{values[f'term-{name}']:.2f}" for name in ("surface", "stem", "exclusive"))
        print(f"| {kind} | {sum(len(row[kind]) for row in rows)} | {total.counts.needed} | {cells} |")


def _row(english: str, german: str, terms: dict[str, str]) -> TermScores | None:
    concepts = {
        source: Concept(source, (Term(source, "en", Status.PREFERRED), Term(target, "de", Status.PREFERRED)))
        for source, target in terms.items()
    }
    glossary = Glossary(concepts, "row")
    versions = {lang: Article(lang, lang, (Paragraph(text, 0),)) for lang, text in (("en", english), ("de", german))}
    story = Story("row", versions, "en")
    alignment = Alignment((Unit({"en": (0,), "de": (0,)}, 1.0),), {}, "")
    draft = Draft(versions["de"], "reference", "en")
    return term_scores.score(draft, story, alignment, [Bead((0,), (0,))], Terms(glossary, Matcher(glossary)))


if __name__ == "__main__":
    wmt21()
    wmt25()
