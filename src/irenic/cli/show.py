"""``irenic show``: a case in words.

``--json`` prints ``case``, ``title``, ``perspectives``, ``scenarios`` and ``entry``: for one
entry its ``path``, what is ``written``, ``where``, its ``numbers`` and what it rests on.
"""

from typing import Annotated

import typer

from irenic.cli.options import AsJson, CaseName, open_case
from irenic.cli.output import say, say_json


def show(
    case: CaseName,
    what: Annotated[
        str, typer.Argument(metavar="[WHAT]", help="A section such as positions, or a path such as actors.usa.")
    ] = "",
    perspective: Annotated[
        list[str] | None, typer.Option("--perspective", "-p", metavar="NAME", help="As its holder sees it; may repeat.")
    ] = None,
    scenario: Annotated[
        list[str] | None, typer.Option("--scenario", "-s", metavar="NAME", help="After it has happened; may repeat.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show a case in words.

    All of it, one section, or one entry with what it rests on.

    Example: irenic show ukraine-2025 positions.russia.territory
    """
    from irenic.report.terminal_show import show_data, show_page

    shown = open_case(case).under(perspective=perspective or (), scenario=scenario or ())
    if as_json:
        say_json(show_data(shown, what))
    else:
        say(show_page(shown, what))
