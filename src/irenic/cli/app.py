"""The verbs of the command, and what becomes of an error: one sentence, and an exit code."""

import os
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperGroup

from irenic.cli.argue import argue
from irenic.cli.assess import assess
from irenic.cli.check import check
from irenic.cli.choose import choose
from irenic.cli.compare import compare
from irenic.cli.diff import diff
from irenic.cli.examples import examples
from irenic.cli.export import export
from irenic.cli.new import new
from irenic.cli.output import BAD_USE, GONE, INTERRUPTED, PROBLEMS, complain
from irenic.cli.report import report
from irenic.cli.score import score
from irenic.cli.show import show
from irenic.errors import InvalidCase, IrenicError


class Verbs(TyperGroup):
    """The group of all verbs: nothing that a user can cause ends in a traceback."""

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run the command; a disk that is full may be met by its help as well."""
        try:
            return super().main(*arguments, **options)
        except OSError as error:
            _drop_output()
            complain(_sentence(error))
            raise SystemExit(BAD_USE) from None

    def invoke(self, ctx: Any) -> Any:
        """Run a verb; turn its errors into sentences."""
        try:
            done = super().invoke(ctx)
            # What is still in the buffer may meet a full disk or a closed pipe: now, not at exit.
            sys.stdout.flush()
        except InvalidCase as error:
            complain(str(error))
            raise typer.Exit(PROBLEMS) from None
        except IrenicError as error:
            complain(str(error))
            raise typer.Exit(BAD_USE) from None
        except KeyboardInterrupt:
            complain("Interrupted.")
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            _drop_output()
            raise typer.Exit(GONE) from None
        return done


def _sentence(error: OSError) -> str:
    return f"{error.filename}: {error.strerror}" if error.filename else error.strerror or str(error)


def _drop_output() -> None:
    """Send what is still to be written nowhere, so that the end of the program does not fail again."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return


app = typer.Typer(
    cls=Verbs,
    help="Test your reading of a negotiation before you act on it. Nothing leaves this machine.",
    epilog="Start with: irenic examples; irenic show two-villages; irenic new my-case",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"irenic {version('irenic')}")
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(False, "--version", is_eager=True, callback=_show_version, help="Say which version."),
) -> None:
    """Test your reading of a negotiation before you act on it. Nothing leaves this machine."""


for _verb in (new, check, show, diff, assess, argue, choose, compare, report, score, export, examples):
    app.command(no_args_is_help=_verb is not examples)(_verb)


def run(arguments: Sequence[str] | None = None) -> None:
    """Run the command; text that the terminal cannot show is replaced, not refused."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app(arguments, prog_name="irenic")
