"""What the alignment benchmarks share: sets of disturbed documents, and models that have not seen the documents they align.

The 62 documents of NTREX dev are divided into halves; a model is learned on the disturbed documents of each, and aligns those of
the other. Both work in a process of their own. Needs the train extra.
"""

import atexit
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import tempfile
import zlib
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from corpora.alignment import Alignment, Bead
from corpora.article import Story
from corpora.vectors import static
from evaluation.alignment import GoldAlignment
from pipeline.alignment import aligner, gold, headlines, joint, model, moves, training
from pipeline.alignment.gold import GoldStory, SegmentedDocument
from pipeline.alignment.model import PairModel
from pipeline.alignment.perturbation import Rates, disturb

DIVISION = 5  # the seed of the division into halves
HARD = ("--merge", ".25", "--split", ".25", "--drop", ".15", "--insert", ".15")

Aligned = tuple[GoldAlignment, Alignment]


@dataclass(frozen=True, slots=True)
class Options:
    """Where things lie, and how models are learned."""

    data: Path  # the folder that holds ntrex/
    generator: Path  # the program that makes sets of disturbed documents
    models: Path  # where models are kept
    settings: training.Settings
    leaving_out: str = ""  # a step of the aligner to do without: headlines or moves

    def model_path(self, half: int) -> Path:
        """Where the model of a half is kept, by how it is learned."""
        said = self.settings
        change = f"-{zlib.crc32(repr((said.without, self.leaving_out, said.penalty)).encode()):08x}"
        changed = said.without or self.leaving_out or said.penalty != training.Settings().penalty
        return self.models / f"half-{half}-{said.documents}-{said.seed}{change if changed else ''}.json"


@dataclass(frozen=True, slots=True)
class TestSet:
    """Documents disturbed in one way: what the generator is told, and its seed. Without a seed, it stands in a file."""

    name: str
    seed: int | None = None
    rates: tuple[str, ...] = ()


DEFAULT_SETS = tuple(TestSet(f"default rates, seed {seed}", seed) for seed in range(101, 106))
HARD_SET = TestSet("hard rates: merge, split .25, drop, insert .15", 202, HARD)
OMISSIONS = TestSet("omissions: a segment in one of four longer paragraphs", 303, ("--omit", ".25"))
MOVES = tuple(
    TestSet(f"moves: one paragraph in twenty, seed {seed}", seed, ("--move", ".05")) for seed in range(404, 409)
)
DEV = TestSet("paragraphs-dev")


def parser(text: str | None) -> ArgumentParser:
    """The options that all have in common; `options` reads them."""
    cli = ArgumentParser(description=text, formatter_class=RawDescriptionHelpFormatter)
    cli.add_argument(
        "--models", type=Path, help="a folder to keep models in, and to take them from where they are there"
    )
    cli.add_argument("--documents", type=int, default=training.Settings().documents, help="that each model learns from")
    cli.add_argument("--seed", type=int, default=1, help="of learning")
    cli.add_argument("--generator", type=Path, help="makes the sets [KHEO_DATA/../tools/perturb_documents.py]")
    return cli


def options(given: Namespace) -> Options:
    """The common options as given; models are kept in a folder that goes with the process where none is named."""
    if not (data := os.environ.get("KHEO_DATA")):
        sys.exit(f"{sys.argv[0]} needs KHEO_DATA, the folder that holds ntrex/segments-dev.jsonl")
    os.environ["OMP_NUM_THREADS"] = "1"  # for processes to come: two of them share two cores
    models = given.models or Path(tempfile.mkdtemp())
    if not given.models:
        atexit.register(shutil.rmtree, models)
    models.mkdir(parents=True, exist_ok=True)
    generator = given.generator or Path(data).parent / "tools" / "perturb_documents.py"
    return Options(Path(data), generator, models, training.Settings(documents=given.documents, seed=given.seed))


def read(which: TestSet, told: Options) -> tuple[GoldStory, ...]:
    """The stories of a set, and how they are rightly aligned."""
    if which.seed is None:
        return gold.read_stories(told.data / "ntrex" / f"{which.name}.jsonl")
    source = told.data / "ntrex" / "segments-dev.jsonl"
    command = [sys.executable, told.generator, "--input", source, "--seed", which.seed, *which.rates]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "set.jsonl"
        with path.open("wb") as out:
            subprocess.run(list(map(str, command)), stdout=out, check=True)
        return gold.read_stories(path)


def with_layout(told: Options, seed: int) -> tuple[GoldStory, ...]:
    """Stories with headings, lists, and lines that are the same in all languages, which the generator of the sets does not make."""
    rng, rates, found = random.Random(seed), Rates(layout=0.4), _documents(told)
    out = []
    for document in found:
        others = [s for d in rng.sample(found, 8) if d is not document for s in d.segments]
        versions = disturb(document.segments, others, rates, rng)
        langs = [d.article.lang for d in versions]
        units = tuple(dict(zip(langs, group, strict=True)) for group in training.gold_groups(versions))
        beads = {
            (a.article.lang, b.article.lang): tuple(Bead(*group) for group in training.gold_groups([a, b]))
            for k, a in enumerate(versions)
            for b in versions[k + 1 :]
        }
        out.append(
            GoldStory(Story(document.id, {d.article.lang: d.article for d in versions}), GoldAlignment(units, beads))
        )
    return tuple(out)


def _documents(told: Options) -> list[SegmentedDocument]:
    return list(gold.read_segments(told.data / "ntrex" / "segments-dev.jsonl"))


def _halves(told: Options) -> tuple[list[SegmentedDocument], list[SegmentedDocument]]:
    found = _documents(told)
    random.Random(DIVISION).shuffle(found)
    return found[::2], found[1::2]


def unseen(stories: Sequence[GoldStory], half: int, told: Options) -> list[GoldStory]:
    """The stories that the model of a half has not seen."""
    others = {document.id for document in _halves(told)[1 - half]}
    return [each for each in stories if each.story.id in others]


def trained(half: int, told: Options) -> PairModel:
    """The model of a half, learned where it is not in the folder yet."""
    path = told.model_path(half)
    if not path.exists():
        documents = [document.segments for document in _halves(told)[half]]
        model.write(training.train(documents, static.load(), told.settings), path)
    return model.load(path)


def crew() -> ProcessPoolExecutor:
    """Two processes, begun afresh, so that they see settings of the environment."""
    return ProcessPoolExecutor(2, multiprocessing.get_context("spawn"))


def begin(
    pool: ProcessPoolExecutor, sets: Sequence[Sequence[GoldStory]], told: Options
) -> list["Future[list[list[Aligned]]]"]:
    """Begin to align the stories of some sets, each by the model that has not seen its document; `done` waits for the end."""
    return [pool.submit(_align, [unseen(own, half, told) for own in sets], half, told) for half in (0, 1)]


def done(work: Sequence["Future[list[list[Aligned]]]"]) -> list[list[Aligned]]:
    """For each set its stories, rightly aligned and as found."""
    first, second = (each.result() for each in work)
    return [[*one, *other] for one, other in zip(first, second, strict=True)]


def two_fold(sets: Sequence[Sequence[GoldStory]], told: Options) -> list[list[Aligned]]:
    """For each set its stories, rightly aligned and as found by the model that has not seen the document."""
    with crew() as pool:
        return done(begin(pool, sets, told))


def _align(sets: Sequence[Sequence[GoldStory]], half: int, told: Options) -> list[list[Aligned]]:
    with _without(told.leaving_out):
        weights, vectors = trained(half, told), static.load()
        return [
            [
                (each.gold, found)
                for each, found in zip(
                    own, aligner.align_all([each.story for each in own], vectors, weights), strict=True
                )
            ]
            for own in sets
        ]


def _without(step: str) -> AbstractContextManager[object]:
    """The aligner without one of its steps."""
    if step == "headlines":
        return mock.patch.object(headlines, "cuts", lambda versions, _: [{} for _ in versions])
    if step == "moves":
        return mock.patch.object(moves, "links", joint.links)
    return nullcontext()


def signature(told: Options) -> str:
    """What the figures were made with."""
    paths = [told.model_path(half) for half in (0, 1)]
    newest = max(file.stat().st_mtime for file in Path(training.__file__).parent.glob("*.py"))
    for path in (path for path in paths if path.stat().st_mtime < newest):
        print(f"Note: {path} is older than the aligner; delete it to have it learned again", file=sys.stderr)
    models = ", ".join(model.load(path).signature for path in paths)
    return (
        f"Models {models}, learned on {told.settings.documents} disturbed documents each, seed {told.settings.seed}; "
        f"vectors {static.load().signature}."
    )
