"""Neural encoders: sentence embeddings of a sentence-transformers checkpoint, which are kept on disk once computed."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module, util
from pathlib import Path
from typing import Any

import numpy as np

from corpora.errors import InputError, MissingExtraError
from corpora.languages import Lang
from corpora.vectors import hub
from corpora.vectors.cache import Halves, VectorCache, open_cache
from corpora.vectors.encoder import Floats, normalised

Report = Callable[[str], None]

CONFIG = "config.json"  # of a transformers checkpoint; one of sentence-transformers has hub.MODULES too
PROMPTS = "config_sentence_transformers.json"

_LOADED = {".json", ".txt", ".model", ".safetensors", ".bin"}  # suffixes of what makes a checkpoint
_AT_ONCE = 512  # texts after which what was computed is put on disk
_PROBE = "."  # a text whose vector tells the dimension


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A folder that sentence-transformers can load, and what tells it from all others."""

    folder: Path
    name: str
    digest: str  # of its content, or the revision where it came from the hub; hexadecimal
    prompt: str  # what its makers want in front of every text

    @property
    def signature(self) -> str:
        """Name and content, as it stands beside every figure."""
        return f"{self.name}-{self.digest[:8]}"


class NeuralEncoder:
    """Sentence embeddings of one checkpoint, which is loaded when the first text comes that is not on disk.

    A text's vector is its embedding at length 1, times its length in characters: the sum over a run of sentences then weighs
    each by how much it says. Embeddings pass through two bytes a number, also when they are new, so that a run with a full
    cache gives what the run gave that filled it. Sentences longer than the checkpoint reads are cut off by it.
    """

    def __init__(self, checkpoint: Checkpoint, cache: VectorCache, report: Report) -> None:
        self.checkpoint = checkpoint
        self.cache = cache
        self._report = report

    @property
    def signature(self) -> str:
        """Name and content of the checkpoint."""
        return self.checkpoint.signature

    @cached_property
    def dimension(self) -> int:
        """The number d of columns of every vector."""
        return len(self._embeddings([_PROBE])[_PROBE])

    @property
    def languages(self) -> None:
        """Unknown: a checkpoint does not say which languages it was learned for."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """Embeddings times lengths, float32 [n, d]; zeros for a text of white space. Give many texts at once."""
        plain = [_plain(text) for text in texts]
        found = self._embeddings([text for text in dict.fromkeys(plain) if text])
        sums = np.zeros((len(plain), self.dimension), np.float32)
        for row, text in enumerate(plain):
            if text:
                np.multiply(found[text], np.float32(len(text)), out=sums[row], dtype=np.float32)
        return sums

    def parts(self, texts: Sequence[str], count: int) -> Floats:
        """Equal shares of the vectors of texts, float32 [n, count, d]."""
        return np.repeat(self.encode(texts)[:, None, :] / np.float32(count), count, axis=1)

    def prefixes(self, text: str) -> None:
        """None: what a text's beginning says is not told by its vector."""

    def unit(self, sums: Floats, lang: Lang) -> Floats:  # noqa: ARG002
        """Vectors at length 1; zero rows stay zero.

        No mean of the language is taken away, as it is from static vectors: a checkpoint brings none, and one taken from the
        texts at hand would make a story's alignment depend on what else is aligned. What all texts have in common
        raises all cosines alike; the aligner compares each with its neighbourhood, which removes it.
        """
        return normalised(sums)

    def _embeddings(self, texts: Sequence[str]) -> dict[str, Halves]:
        """The embedding of each text, from disk where it is there; texts are plain and no two are the same."""
        keys = {text: hashlib.sha256(text.encode()).digest() for text in texts}
        known = self.cache.get(list(keys.values()))
        found = {text: known[key] for text, key in keys.items() if key in known}
        new = sorted((text for text in texts if text not in found), key=len, reverse=True)
        for start in range(0, len(new), _AT_ONCE):
            some = new[start : start + _AT_ONCE]
            made = dict(zip(some, self._computed(some), strict=True))
            self.cache.put({keys[text]: vector for text, vector in made.items()})
            found.update(made)
            if len(new) > _AT_ONCE:
                self._report(f"{self.signature}: {start + len(some):,} of {len(new):,} new sentences encoded")
        return found

    def _computed(self, texts: list[str]) -> Halves:
        with hub.silence(models=True):
            made = self._model.encode(
                texts, prompt=self.checkpoint.prompt or None, show_progress_bar=False, convert_to_numpy=True
            )
        vectors = np.asarray(made, np.float32).reshape(len(texts), -1)
        if not np.isfinite(vectors).all():
            raise InputError(
                f"{self.checkpoint.folder}: embeddings that are no numbers; the checkpoint is damaged, fetch it again"
            )
        return normalised(vectors).astype(np.float16)

    @cached_property
    def _model(self) -> Any:
        return _load_model(self.checkpoint.folder)


def load(name: str, report: Report = lambda _: None) -> NeuralEncoder:
    """The encoder of a folder, or of the hub's model of that name, which is fetched unless it is on this machine already.

    A folder is never looked up anywhere else. `report` hears of downloads, of long encoding, and of a cache out of order.

    Raises:
        InputError: there is no such folder or model, or it is no checkpoint.
        MissingExtraError: sentence-transformers is not installed.
    """
    if not name:
        raise InputError("vectors: the name is empty; give a folder of vectors or the name of a model on the hub")
    folder = Path(name)
    local = folder.is_dir()
    if local and not is_checkpoint(folder):
        raise InputError(
            f"{name}: no vectors in this folder; it must hold weights.npz and pieces.model, as `kheo vectors train` writes "
            f"them, or a sentence-transformers checkpoint ({hub.MODULES} or {CONFIG})"
        )
    if folder.is_file():
        raise InputError(f"{name}: a file; give the folder of the vectors or of the checkpoint")
    if not local and not hub.is_name(name):
        raise InputError(f"{name}: no such folder; give a folder of vectors or the name of a model on the hub")
    if util.find_spec("sentence_transformers") is None:
        what = name if local else f"{name}: no such folder; as the name of a model on the hub it"
        raise MissingExtraError(what, "encoder")
    checkpoint = _local(folder) if local else _fetched(name, report)
    if not (checkpoint.folder / hub.MODULES).is_file():
        report(f"{name}: no {hub.MODULES} says how a text's embedding is made; it is the mean over its tokens")
    return NeuralEncoder(checkpoint, open_cache(checkpoint.name, checkpoint.digest, report), report)


def is_checkpoint(folder: Path) -> bool:
    """Whether a folder looks like one that sentence-transformers can load."""
    return (folder / hub.MODULES).is_file() or (folder / CONFIG).is_file()


def _local(folder: Path) -> Checkpoint:
    name = re.sub(r"[^\w.-]+", "_", folder.resolve().name) or "checkpoint"
    return Checkpoint(folder, name, _digest(folder), _prompt(folder))


def _fetched(name: str, report: Report) -> Checkpoint:
    snapshot = hub.fetch(name, report)
    return Checkpoint(snapshot.folder, snapshot.name, snapshot.revision, _prompt(snapshot.folder))


def _digest(folder: Path) -> str:
    """A hash over names and contents of the files that make a checkpoint; under a second a gigabyte."""
    total = hashlib.sha256()
    try:
        files = sorted(path for path in folder.rglob("*") if path.suffix in _LOADED and path.is_file())
        for path in files:
            with path.open("rb") as file:
                own = hashlib.file_digest(file, "sha256").hexdigest()
            total.update(f"{path.relative_to(folder).as_posix()}\0{own}\n".encode("utf-8", "surrogateescape"))
    except OSError as error:
        raise InputError(f"{folder}: cannot be read ({error.strerror}: {error.filename})") from error
    return total.hexdigest()


def _prompt(folder: Path) -> str:
    """The prompt that the checkpoint names as its default, else its `query`, which suits comparing like with like; else none."""
    path = folder / PROMPTS
    try:
        record = json.loads(path.read_text("utf-8")) if path.is_file() else {}
        prompts = record.get("prompts") or {}
        found = prompts.get(record.get("default_prompt_name") or "query") or ""
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise InputError(
            f"{path}: not readable as a checkpoint's settings ({error}); fetch the checkpoint again"
        ) from error
    if not isinstance(found, str):
        raise InputError(f"{path}: the prompt {found!r} is no text; mend it or fetch the checkpoint again")
    return found


def _load_model(folder: Path) -> Any:
    with hub.silence(models=True):
        try:
            return import_module("sentence_transformers").SentenceTransformer(str(folder), local_files_only=True)
        except Exception as error:  # whatever several libraries raise on files that are not what they should be
            reason = " ".join(str(error).split())[:300] or type(error).__name__
            raise InputError(
                f"{folder}: no checkpoint that sentence-transformers can load ({reason}); fetch or save it again"
            ) from error


def _plain(text: str) -> str:
    """A text as it is encoded: composed characters, single spaces, and nothing that UTF-8 cannot hold."""
    whole = text if text.isascii() else unicodedata.normalize("NFC", text).encode("utf-8", "replace").decode()
    return " ".join(whole.split())
