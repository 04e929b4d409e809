"""``irenic assess``: what the models say of a case.

``--json`` prints

* ``case``, ``run``, ``draws``, ``seed``, ``points`` and ``arms``: what was computed;
* ``findings``, each with ``kind``, ``sentence``, ``about`` and ``numbers``; the first four are
  ``feasible``, ``likely``, ``durable`` and ``why``;
* ``prospects``: for each arm ``arm``, ``label``, ``feasible``, ``likely``, ``durable``, ``why``,
  ``ripeness``, ``trust``, ``rest`` and ``terms``, as :mod:`irenic.study.prospects` describes them, and ``null`` where
  there is no answer;
* ``proposals``: which red lines they cross; and ``issues``: where pressure balances.
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
from irenic.cli.output import say, say_json
from irenic.cli.progress import assessed
from irenic.report.terminal import Fixed, Heading, Line


def assess(  # noqa: PLR0913 - every option of a verb is an argument
    case: CaseName,
    draws: Draws = DRAWS,
    seed: Seed = SEED,
    sobol: Annotated[bool, typer.Option("--sobol", help="Spread the samples evenly.")] = False,
    output: RunFolder = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="FAMILY", help="Run one family; may be repeated. Else all.")
    ] = None,
    combine: Annotated[bool, typer.Option("--combine", help="Put every perspective under every scenario too.")] = False,
    workers: Workers = None,
    chunk: Annotated[int, typer.Option("--chunk", metavar="N", help="How many pieces of work make a task.")] = 1,
    cluster: Cluster = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Run the models over a case, and say what could be signed, what likely would be, whether it holds, and why not.

    A case with a war takes minutes, others take seconds. Ctrl-C stops it; the same command goes on where it stopped.

    Example: irenic assess two-villages
    """
    sound = open_case(case)

    from irenic.report.terminal_run import run_data, run_page
    from irenic.study.engine import Work

    drawn = {"draws": draws, "seed": seed, "points": "sobol" if sobol else "random", "folder": output}
    plan = {**drawn, "only": only or (), "under": "combinations" if combine else "overlays"}
    run = assessed(sound, plan, Work(workers, chunk, cluster=cluster), quiet=quiet)
    if as_json:
        say_json(run_data(run))
    elif quiet:
        say([Fixed(str(run.folder))])
    else:
        told = Line(f"The run is kept in {run.folder}; the same with pictures, in one HTML file:", 2)
        say([*run_page(run), Heading("Next"), told, Fixed(f"    irenic report {run.folder}")])
