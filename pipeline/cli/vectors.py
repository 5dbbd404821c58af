"""`kheo vectors`: what the static vectors are, how good they are, and how to train others."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.console import Console
from pipeline.cli.options import common, encoder, formats

if TYPE_CHECKING:
    from corpora.vectors.encoder import Encoder
    from corpora.vectors.neural import NeuralEncoder
    from corpora.vectors.retrieval import Retrieval
    from corpora.vectors.static import StaticVectors
    from corpora.vectors.training import Epoch

_VECTORS = click.option(
    "--vectors",
    "name",
    metavar="FOLDER|NAME",
    help="A folder of vectors, or a sentence-transformers checkpoint (its folder, or its name on the model hub), instead of the "
    "vectors that kheo ships.",
)


@click.group()
def vectors() -> None:
    """See, measure and train the vectors that tell which sentences say the same."""


@vectors.command()
@_VECTORS
@formats("text", "json")
@common
def info(name: str | None, form: str, console: Console) -> None:
    """Print size, dimension, signature, licence and attributions of vectors; of a checkpoint also what is kept on disk."""
    from corpora.vectors.static import StaticVectors

    found = encoder(name, console.say)
    if not isinstance(found, StaticVectors):
        click.echo(_neural_info(found, form), nl=False)
        return
    place = Path(name) if name else None
    click.echo(_info_json(found, place) if form == "json" else _info_text(found, place), nl=False)


@vectors.command()
@click.option(
    "--data", required=True, metavar="FILE", help='JSON lines {lang: text, …} or {"segments": [{lang: text, …}, …]}.'
)
@_VECTORS
@formats("text", "json")
@common
def evaluate(data: str, name: str | None, form: str, console: Console) -> None:
    """Print how often the nearest segment of another language is the translation, per direction."""
    from corpora.vectors import retrieval

    found = encoder(name, console.say)
    results = retrieval.evaluate(found, retrieval.read_segments(Path(data)))
    click.echo(_table_json(found, data, results) if form == "json" else _table_text(found, data, results), nl=False)


@vectors.command()
@click.option(
    "--data", required=True, metavar="DIR", help="Aligned rows {lang: text, …}: *.jsonl, *.jsonl.xz, *.jsonl.gz."
)
@click.option("--more", multiple=True, metavar="FILE", help="Your own aligned rows; can be given several times.")
@click.option("--out", default="kheo-vectors", show_default=True, metavar="DIR", help="The folder for the vectors.")
@click.option("--epochs", type=click.IntRange(1, 1000), default=10, show_default=True, help="Passes over the rows.")
@click.option(
    "--seed",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    help="The same seed, data, machine and versions give the same vectors.",
)
@common
def train(data: str, more: tuple[str, ...], out: str, console: Console, **options: int) -> None:
    """Learn vectors from aligned rows (needs the train extra and some minutes)."""
    from corpora.vectors import corpus, training
    from pipeline import output

    chosen = training.Options(epochs=options["epochs"], seed=options["seed"])
    rows = corpus.read_all(Path(data), [Path(path) for path in more])
    console.say(
        f"{len(rows):,} rows: learning up to {chosen.pieces:,} pieces, then their vectors in {chosen.epochs} epochs"
    )
    trained = training.train(rows, chosen, lambda epoch: console.say(_epoch_line(epoch)))
    output.write(Path(out), trained.files)
    click.echo(out)


def _epoch_line(epoch: "Epoch") -> str:
    held = "" if epoch.held_out is None else f", held-out retrieval {epoch.held_out:.4f}"
    return f"epoch {epoch.number}/{epoch.of}: loss {epoch.loss:.3f}{held}, {epoch.seconds:.0f} s"


def _sizes(folder: Path | None) -> tuple[int, int]:
    from corpora.vectors import static

    place = folder or static.SHIPPED
    return (place / static.WEIGHTS).stat().st_size, (place / static.PIECES).stat().st_size


def _attribution(folder: Path | None) -> str:
    from corpora.vectors import attribution, static

    path = (folder or static.SHIPPED) / attribution.FILE
    return path.read_text("utf-8") if path.is_file() else ""


def _info_text(found: "StaticVectors", folder: Path | None) -> str:
    weights, pieces = _sizes(folder)
    lines = [
        f"signature  {found.signature}",
        f"dimension  {found.dimension}",
        f"pieces     {len(found.rows):,}",
        f"languages  {' '.join(found.means)}",
        f"size       {(weights + pieces) / 1e6:.1f} MB (weights {weights / 1e6:.1f}, pieces {pieces / 1e6:.1f})",
        f"licence    {found.description.get('licence', 'not stated')}",
    ]
    return "\n".join(lines) + "\n\n" + (_attribution(folder) or "No attribution stands beside these vectors.\n")


def _info_json(found: "StaticVectors", folder: Path | None) -> str:
    weights, pieces = _sizes(folder)
    record = {
        "signature": found.signature,
        "dimension": found.dimension,
        "pieces": len(found.rows),
        "languages": list(found.means),
        "bytes": weights + pieces,
        "licence": found.description.get("licence"),
        "options": found.description.get("options"),
        "attribution": _attribution(folder),
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _neural_info(found: "NeuralEncoder", form: str) -> str:
    dimension, size = found.dimension, found.cache.size()
    record = {
        "signature": found.signature,
        "dimension": dimension,
        "prompt": found.checkpoint.prompt,
        "checkpoint": str(found.checkpoint.folder),
        "cache": str(found.cache.path) if found.cache.path else None,
        "vectors": size.vectors,
        "bytes": size.file,
        "bytes of all caches": size.folder,
    }
    if form == "json":
        return json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    kept = f"{size.vectors:,} vectors, {size.file / 1e6:.1f} MB of {size.folder / 1e6:.1f} MB that all encoders keep"
    lines = [
        f"signature  {found.signature}",
        f"dimension  {dimension}",
        f"prompt     {found.checkpoint.prompt!r}",
        f"checkpoint {found.checkpoint.folder}",
        f"cache      {found.cache.path or 'none'} ({kept}; may be deleted)",
    ]
    return "\n".join(lines) + "\n"


def _mean(results: Sequence["Retrieval"]) -> tuple[float, float]:
    return sum(r.cosine for r in results) / len(results), sum(r.csls for r in results) / len(results)


def _table_text(found: "Encoder", data: str, results: Sequence["Retrieval"]) -> str:
    cosine, csls = _mean(results)
    lines = [
        f"Retrieval at 1 among {results[0].size:,} segments of {data}, by {found.signature}",
        "direction  cosine   csls",
        *(f"{f'{r.source}-{r.target}':<10} {r.cosine:.4f} {r.csls:.4f}" for r in results),
        f"{'mean':<10} {cosine:.4f} {csls:.4f}",
    ]
    return "\n".join(lines) + "\n"


def _table_json(found: "Encoder", data: str, results: Sequence["Retrieval"]) -> str:
    cosine, csls = _mean(results)
    directions = [{"source": r.source, "target": r.target, "cosine": r.cosine, "csls": r.csls} for r in results]
    record = {
        "signature": found.signature,
        "data": data,
        "segments": results[0].size,
        "mean": {"cosine": cosine, "csls": csls},
        "directions": directions,
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"
