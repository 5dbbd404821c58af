"""kheo aligner: learn and measure the weights of the pair model."""

import click

from pipeline.cli.console import Console
from pipeline.cli.options import ENCODER, GLOSSARY, SOURCE, WEIGHTS, close, common, flow, tell


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
    vectors = options.encoder(encoder, console.say)
    console.say(
        f"{len(found):,} document{'s' * (len(found) != 1)} of {data}, disturbed in {documents:,} ways, by the vectors "
        f"{vectors.signature}: learning from all, then from either half, whose confidence the other half judges"
    )
    with console.progress() as progress:
        learned = training.train(found, vectors, training.Settings(documents=documents, seed=seed), progress)
    model.write(learned, Path(out))
    use = f"kheo align PATH…{_given('encoder', encoder)} --weights {out}"
    console.say(f"{out}: learned in {progress.spent()}; use it with: {use}")
    click.echo(out)


def _given(option: str, value: str | None) -> str:
    return f" --{option} {value}" if value else ""


@aligner.command()
@click.option("--data", required=True, metavar="FILE", help='JSON lines {"id", "versions", "gold", "pairs", "moved"?}.')
@ENCODER
@WEIGHTS
@GLOSSARY
@SOURCE
@common
def evaluate(
    data: str,
    encoder: str | None,
    weights: str | None,
    glossary: str | None,
    source: str | None,
    console: Console,
) -> None:
    """Print how right the aligner is, and how far its confidence can be believed.

    Strict and lax F1 per pair of languages, strict F1 over all languages at once, precision and recall of moved paragraphs;
    then, band by band, the mean confidence of the units and the share of them that is right.
    """
    from pathlib import Path

    from evaluation.alignment import calibrate, score
    from pipeline import trial

    options = flow(console, glossary_name=glossary, source=source, vectors=encoder, weights_name=weights)
    tried = trial.align(Path(data), options)
    tell(console, tried.gathered.findings)
    close(console, (*tried.gathered.problems, *tried.aligned.problems), tried.aligned.faults)
    click.echo(f"{score(tried).table()}\n{calibrate(tried).table()}", nl=False)
