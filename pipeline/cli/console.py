"""What a person sees beside the result: progress and remarks, on stderr."""

import shutil
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TypeVar

import click

T = TypeVar("T")
EVERY = 10.0  # seconds between two lines of progress where nobody is watching


@dataclass(frozen=True, slots=True)
class Console:
    """How much is said on stderr: nothing but errors, the usual, or everything."""

    quiet: bool = False
    verbose: bool = False

    def say(self, message: str) -> None:
        """A remark of the usual kind."""
        if not self.quiet:
            click.echo(message, err=True)

    def detail(self, message: str) -> None:
        """A remark for those who asked for everything."""
        if self.verbose:
            click.echo(message, err=True)

    def error(self, message: str) -> None:
        """An input that could not be used; said in any case."""
        click.echo(f"Error: {message}", err=True)

    def track(self, items: Sequence[T], what: str, /) -> Iterable[T]:
        """The items, under a progress bar where a person is watching and there is something to wait for."""
        if self.quiet or len(items) < 2 or not sys.stderr.isatty():
            return items
        import rich.console
        import rich.progress

        return rich.progress.track(items, what, console=rich.console.Console(stderr=True), transient=True)

    def width(self) -> int:
        """The columns of the terminal that stdout is; 0 where it is none."""
        return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0

    def progress(self) -> "Progress":
        """A line on what is being done, for work that cannot be counted beforehand."""
        return Progress(self)


class Progress:
    """Takes messages on how far something is: one line, renewed, on a terminal; elsewhere a line every so often."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._watched = sys.stderr.isatty()
        self._begun = time.monotonic()
        self._said = -EVERY

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave a clean line behind."""
        if self._watched and not self._console.quiet:
            click.echo("\r\x1b[K", err=True, nl=False)

    def __call__(self, message: str) -> None:
        """Say how far it is."""
        now = time.monotonic() - self._begun
        line = f"{self.spent()}  {message}"
        if self._console.quiet:
            return
        if self._watched:
            click.echo(f"\r\x1b[K{line[: shutil.get_terminal_size().columns - 1]}", err=True, nl=False)
        elif now - self._said >= EVERY:
            self._console.say(line)
            self._said = now

    def spent(self) -> str:
        """The time since it began, in minutes and seconds."""
        minutes, seconds = divmod(round(time.monotonic() - self._begun), 60)
        return f"{minutes}:{seconds:02d}"
