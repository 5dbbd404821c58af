"""Checkpoints from the model hub, found on this machine or fetched once."""

import json
import logging
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Any

from corpora.errors import InputError

MODULES = "modules.json"  # lists the parts of a sentence-transformers checkpoint, each with the folder it stands in

_NAME = re.compile(r"(?!.*(?:\.\.|--))\w[\w.-]*(?:/\w[\w.-]*)?", re.ASCII)
_MAKERS = "sentence-transformers"  # whose models may be named without them
_LOADED = (".json", ".txt", ".model", ".safetensors", ".bin")  # suffixes of what is fetched
_WEIGHTS = (".safetensors", ".bin")
_ELSEWHERE = {"onnx", "openvino"}  # folders with the same weights for other libraries


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A model of the hub as it stands on this machine."""

    name: str
    revision: str
    folder: Path


def is_name(text: str) -> bool:
    """Whether a model of the hub can have this name: `maker/model`, or `model` alone for those of sentence-transformers."""
    return len(text) <= 96 and _NAME.fullmatch(text) is not None


def fetch(name: str, report: Callable[[str], None]) -> Snapshot:
    """The model of a name: the one on this machine where that is whole, so that runs agree and need no network; else the newest.

    Raises:
        InputError: it is not on this machine, and the hub has no such model or cannot be reached.
    """
    full = name if "/" in name else f"{_MAKERS}/{name}"
    hub = import_module("huggingface_hub")
    with silence():
        try:
            folder = Path(hub.snapshot_download(full, local_files_only=True))
        except (OSError, ValueError):
            folder = None
        if folder is None or not _whole(folder):
            folder = _downloaded(hub, full, name, report)
    return Snapshot(full, folder.name, folder)


def _downloaded(hub: Any, full: str, name: str, report: Callable[[str], None]) -> Path:
    try:
        listed = hub.HfApi().model_info(full, files_metadata=True).siblings or ()
        sizes = {file.rfilename: file.size or 0 for file in listed}
        files = wanted(sizes)
        report(f"{full}: fetching {sum(sizes[file] for file in files) / 1e6:,.0f} MB from the hub, once")
        return Path(hub.snapshot_download(full, allow_patterns=files))
    except Exception as error:  # which one depends on the version and on how it fetches
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise InputError(
            f"{name}: no such folder, and no model {full!r} to be had from the hub ({reason}); check the name, or fetch the "
            "checkpoint where there is a network and give its folder"
        ) from error


def wanted(files: Iterable[str]) -> list[str]:
    """Of a checkpoint's files those that are loaded: each folder's weights in one form."""
    paths = sorted(PurePosixPath(file) for file in files)
    safe = {path.parent for path in paths if path.suffix == ".safetensors"}
    return [
        str(path)
        for path in paths
        if path.suffix in _LOADED
        and not _ELSEWHERE & set(path.parts)
        and not (path.suffix == ".bin" and path.parent in safe)
    ]


def _whole(folder: Path) -> bool:
    """Whether all parts of a checkpoint are there: other programs, and killed ones, leave some of them."""
    try:
        modules = json.loads((folder / MODULES).read_text("utf-8"))
        return all(_has(folder / module["path"], module["type"].rpartition(".")[2]) for module in modules)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _has(folder: Path, kind: str) -> bool:
    if kind == "Normalize":
        return True  # has no files
    if not (folder / "config.json").is_file():
        return False
    if kind != "Transformer":
        return True
    shards = [file for index in folder.glob("*.index.json") for file in _shards(index)]
    weights = any(path.suffix in _WEIGHTS for path in folder.iterdir())
    return weights and all((folder / file).is_file() for file in shards)


def _shards(index: Path) -> set[str]:
    return set(json.loads(index.read_text("utf-8"))["weight_map"].values())


@contextmanager
def silence(*, models: bool = False) -> Iterator[None]:
    """Keep remarks and progress bars of the libraries beneath from the user; `models` where one is loaded or used."""
    loggers = [logging.getLogger(name) for name in ("transformers", "sentence_transformers", "huggingface_hub")]
    levels = [logger.level for logger in loggers]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if models:  # which silences the hub's too
            bars = import_module("transformers.utils.logging")
            hide, show = bars.disable_progress_bar, bars.enable_progress_bar
        else:
            bars = import_module("huggingface_hub.utils")
            hide, show = bars.disable_progress_bars, bars.enable_progress_bars
        hide()
        for logger in loggers:
            logger.setLevel(logging.ERROR)
        try:
            yield
        finally:
            show()
            for logger, level in zip(loggers, levels, strict=True):
                logger.setLevel(level)
