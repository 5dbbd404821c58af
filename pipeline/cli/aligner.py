"""kheo aligner: learn and measure the weights of the pair model."""

import click

from pipeline.cli.console import Console
from pipeline.cli.options import ENCODER, WEIGHTS, common


@click.group()
def aligner() -> None:
    """Learn and measure how the aligner weighs its evidence."""


@aligner.command()
@click.option("--data", required=True, metavar="FILE", help='JSON lines {"id", "segments": [{lang: text, …}, …]}.')
@click.option("--out", required=True, metavar="FILE", help="Where to write the weights.")
@ENCODER
@click.option("--documents", default=240, show_default=True, help="How many disturbed documents to learn from.")
@click.option("--seed", default=1, show_default=True, help="The same seed, data and versions give the same weights.")
@common
def train(data: str, out: str, encoder: str | None, documents: int, seed: int, console: Console) -> None:
    """Learn weights from documents whose segments correspond (needs the train extra).

    Each is cut into paragraphs in many ways, differently in each language, and the weights learn to undo it. They belong to
    the vectors they were learned with.
    """
    from pathlib import Path

    from pipeline.alignment import gold, model, training
    from pipeline.cli import options

    found = [document.segments for document in gold.read_segments(Path(data))]
    settings = training.Settings(documents=documents, seed=seed)
    vectors = options.encoder(encoder, console.say)
    model.write(training.train(found, vectors, settings, console.say), Path(out))


@aligner.command()
@click.option("--data", required=True, metavar="FILE", help='JSON lines {"id", "versions", "gold", "pairs", "moved"?}.')
@ENCODER
@WEIGHTS
@common
def evaluate(data: str, encoder: str | None, weights: str | None, console: Console) -> None:
    """Print strict and lax F1 per pair of languages, and strict F1 over all languages at once."""
    from pathlib import Path

    from evaluation.alignment import score
    from pipeline.alignment import aligner as alignment
    from pipeline.alignment import gold
    from pipeline.cli import options

    vectors = options.encoder(encoder, console.say)
    chosen = options.weights(console, vectors, weights)
    stories = gold.read_stories(Path(data))
    found = [(s.gold, alignment.align(s.story, vectors, chosen)) for s in console.track(stories, "aligning stories")]
    click.echo(score(found).table(), nl=False)
