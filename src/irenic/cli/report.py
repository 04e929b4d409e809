"""``irenic report``: everything in one HTML file.

``--json`` prints ``report`` (the file), ``run`` (the folder) and ``mark``.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from irenic.cli.options import DRAWS, SEED, AsJson, Draws, Quiet, Seed, open_case
from irenic.cli.output import say, say_json
from irenic.cli.progress import assessed
from irenic.report.terminal import Fixed, Line


class Reader(StrEnum):
    """Who may see a report; what is marked for fewer is withheld."""

    public = "public"
    internal = "internal"
    restricted = "restricted"


def report(  # noqa: PLR0913 - every option of a verb is an argument
    case: Annotated[str, typer.Argument(metavar="CASE_OR_RUN", help="A case, or the folder of a run.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file; else the case's name with .html.")
    ] = None,
    mark: Annotated[Reader, typer.Option("--mark", help="Who may see it.")] = Reader.internal,
    arguments: Annotated[
        Path | None, typer.Option("--arguments", metavar="RUN", help="A run of irenic argue, for a card with each.")
    ] = None,
    choice: Annotated[
        Path | None, typer.Option("--choice", metavar="RUN", help="A run of irenic choose, for the choice of a policy.")
    ] = None,
    draws: Draws = DRAWS,
    seed: Seed = SEED,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Write a case or a run as one HTML file.

    It holds findings, pictures and sources, and needs no network. A case is assessed first.

    Example: irenic report ukraine-2025 -o memo.html --mark public
    """
    from irenic.report.page import save_report
    from irenic.study.assess import Run
    from irenic.study.engine import IN_THREADS
    from irenic.study.store import holds_run

    if holds_run(Path(case)):
        run = Run(case)
    else:
        plan = {"draws": draws, "seed": seed}
        run = assessed(open_case(case), plan, IN_THREADS, quiet=quiet)
    beside = [Run(folder) if folder else None for folder in (arguments, choice)]
    written = save_report(run, output or Path(f"{run.case.name}.html"), mark.value, *beside)
    if as_json:
        say_json({"report": str(written), "run": str(run.folder), "mark": mark.value})
    elif quiet:
        say([Fixed(str(written))])
    else:
        told = f"Marked {mark.value}; what is for fewer readers is left out. Open it in a browser; it needs no network."
        say([Fixed(str(written)), Line(told), Line(f"The run is kept in {run.folder}")])
