"""The command line: arguments in, one library call, text out."""

import errno
import os
from typing import Any

import click

from corpora.errors import KheoError
from pipeline.cli import align, aligner, check, demo, group, run, score, terms, vectors


class _Failure(click.ClickException):
    """What the user can mend: one line on stderr, exit code 2."""

    exit_code = 2


class _Kheo(click.Group):
    """Turns wrong usage and the library's own errors into messages; all else is a bug and keeps its traceback."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        try:
            return super().make_context(*args, **kwargs)
        except click.UsageError as error:
            raise _usage(error) from error

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise _usage(error) from error
        except KheoError as error:
            raise _Failure(str(error)) from error
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EIO):
                raise
            raise _Failure(
                f"standard output: cannot be written ({error.strerror}); make room or write elsewhere"
            ) from error


def _usage(error: click.UsageError) -> click.ClickException:
    if error.ctx is None or isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error
    return _Failure(f"{error.format_message().rstrip('.')}; see {error.ctx.command_path} --help")


@click.group(cls=_Kheo, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="kheo", prog_name="kheo")
def main() -> None:
    """Keep the language versions of a story together: aligned, checked for terms, scored."""
    # Matrices are small here: threads of numpy's that wait for one another take three times as long on a busy machine.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


for _command in (
    demo.demo,
    run.run,
    group.group,
    align.align,
    check.check,
    score.score,
    vectors.vectors,
    aligner.aligner,
    terms.terms,
):
    main.add_command(_command)
