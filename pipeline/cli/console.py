"""What a person sees beside the result: progress and remarks, on stderr."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import click

T = TypeVar("T")


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
