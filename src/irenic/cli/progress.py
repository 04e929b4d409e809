"""A run with a bar on standard error, which may be interrupted and taken up again."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import typer

from irenic.cli.output import INTERRUPTED, complain

if TYPE_CHECKING:
    from irenic.case.case import Case
    from irenic.study.assess import Run
    from irenic.study.engine import Progress, Work


def assessed(case: "Case", plan: Mapping[str, Any], work: "Work", *, quiet: bool) -> "Run":
    """Return the run of a case; how far it is goes to standard error.

    Parameters
    ----------
    case
        The case as entered.
    plan
        The draws, seed, points and folder of the run.
    work
        How to compute it.
    quiet
        Show no bar.
    """
    from irenic.study.assess import assess

    told: list[tuple[int, int]] = []
    try:
        with _bar(quiet=quiet) as show:

            def progress(done: int, total: int) -> None:
                told.append((done, total))
                show(done, total)

            run = assess(case, **plan, work=replace(work, progress=progress))
    except KeyboardInterrupt:
        done, total = told[-1] if told else (0, plan["draws"])
        complain(f"Interrupted after {done:,} of {total:,} draws. The same command goes on where it stopped.")
        raise typer.Exit(INTERRUPTED) from None
    if not quiet and told[0][0]:
        complain(_resumed(*told[0]))
    return run


def _resumed(done: int, total: int) -> str:
    if done == total:
        return "This run was there already; nothing was computed again."
    return f"{done:,} of {total:,} draws were there already; the rest was computed."


@contextmanager
def _bar(*, quiet: bool) -> Iterator["Progress"]:
    """Show a bar while something is computed, if anybody watches."""
    if quiet or not sys.stderr.isatty():
        yield _to_nobody
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Draws"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bars:
        task = bars.add_task("Draws", total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)


def _to_nobody(done: int, total: int) -> None:
    """Show nothing."""
