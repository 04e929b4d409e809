"""``irenic check``: all that is wrong with a case, and what it leaves open.

``--json`` prints ``case``, ``sound`` and ``problems`` (each with ``file``, ``line``, ``column``,
``path``, ``wrong``, ``allowed``, ``nearest``); for a sound case also ``title``, ``counts``,
``open``, ``switched_off`` and ``numbers``.
"""

from typing import Annotated

import typer

from irenic.cli.options import AsJson, CaseName, Quiet, case_folder
from irenic.cli.output import PROBLEMS, say, say_json
from irenic.errors import InvalidCase


def check(
    case: CaseName,
    numbers: Annotated[
        bool | None,
        typer.Option("--numbers/--no-numbers", help="Echo every number with its range; by default if they are few."),
    ] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Find all that is wrong with a case, and what it leaves open.

    Exits with 1 if there are problems.

    Example: irenic check my-case
    """
    from irenic.case.case import Case
    from irenic.report.terminal_check import check_data, check_page, problems_data, problems_page

    try:
        sound = Case.read(case_folder(case))
    except InvalidCase as error:
        if as_json:
            say_json(problems_data(case, error.problems))
        else:
            say(problems_page(error.problems))
        raise typer.Exit(PROBLEMS) from None
    if as_json:
        say_json(check_data(sound))
    elif not quiet:
        say(check_page(sound, case, numbers=numbers))
