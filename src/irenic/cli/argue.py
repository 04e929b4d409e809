"""``irenic argue``: what becomes of published arguments when they are put to the test.

``--json`` prints ``case``, ``run``, ``draws``, ``seed``, ``points``, and ``arguments``: each with ``argument``,
``says``, ``clashes`` and ``readings``, one as entered and one for each perspective, with ``verdict``, ``reason`` and
``answers``: ``outcome``, ``expected``, ``family``, ``verdict``, ``for``, ``against`` and ``neither`` as shares of draws
with their intervals, and the means ``before`` and ``after``; and ``through``, as entered, what an argument about
a settlement works through: the mean change and its parts, by obstacle.
"""

from typing import Annotated

import typer

from irenic.cli.options import (
    DRAWS,
    SEED,
    AsJson,
    CaseName,
    Cluster,
    Draws,
    Quiet,
    RunFolder,
    Seed,
    Workers,
    open_case,
)
from irenic.cli.output import in_a_report, say, say_json
from irenic.cli.progress import assessed
from irenic.errors import BadUse
from irenic.report.terminal import Fixed


def argue(  # noqa: PLR0913 - every option of a verb is an argument
    case: CaseName,
    arguments: Annotated[
        list[str] | None, typer.Argument(metavar="[ARGUMENT]...", help="Which arguments of the case; else all.")
    ] = None,
    draws: Draws = DRAWS,
    seed: Seed = SEED,
    output: RunFolder = None,
    workers: Workers = None,
    cluster: Cluster = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Put the arguments of the sources to the test.

    Each is solved without and with what it supposes, as entered and under every perspective, on the same draws; those
    that clash with it are tested along.

    Example: irenic argue ukraine-2025 europe-cannot-carry-it
    """
    sound = open_case(case)
    known = sound.document.arguments
    if not known:
        msg = f"the case '{sound.name}' has no arguments to test; write them under 'arguments'"
        raise BadUse(msg)
    chosen = tuple(dict.fromkeys(arguments or ()))

    from irenic.report.terminal_arguments import arguments_data, arguments_page
    from irenic.study.arguments import families_for, with_opponents
    from irenic.study.engine import Work

    tested = with_opponents(sound, chosen or known)
    plan = {"draws": draws, "seed": seed, "folder": output, "under": tested, "only": families_for(sound, tested)}
    run = assessed(sound, plan, Work(workers, cluster=cluster), quiet=quiet)
    if as_json:
        say_json(arguments_data(run))
    elif quiet:
        say([Fixed(str(run.folder))])
    else:
        with_it = "a report with a card and a picture for each argument"
        say([*arguments_page(run, chosen), *in_a_report(run, with_it, f"{case} --arguments")])
