"""``irenic diff``: what changed between two versions of a case.

``--json`` prints ``old`` and ``new`` (``case``, ``folder``, ``fingerprint``), ``same``, and
``differences``, each with ``change`` (``added``, ``removed``, ``changed``), ``what``, ``part``, ``path``,
and ``old`` and ``new``: ``null``, or ``written``, ``file``, ``line``, ``column``, and for a number
``p5``, ``p50`` and ``p95``.
"""

from typing import TYPE_CHECKING, Annotated

import typer

from irenic.cli.options import AsJson, Quiet, case_folder
from irenic.cli.output import BAD_USE, DIFFERENT, complain, say, say_json
from irenic.errors import InvalidCase

if TYPE_CHECKING:
    from irenic.case.case import Case


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A case folder, or the name of a bundled case.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Another version of it.")],
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Say what changed between two versions of a case: by meaning, not by lines.

    Exits with 0 if nothing did, with 1 if something did, and with 2 if a version cannot be read.

    Example: irenic diff two-villages my-case
    """
    from irenic.case.diff import differences
    from irenic.report.terminal_diff import diff_data, diff_page

    before, after = _version(old), _version(new)
    found = differences(before, after)
    if as_json:
        say_json(diff_data(before, after, found))
    elif not quiet:
        say(diff_page(before, after, found))
    if found:
        raise typer.Exit(DIFFERENT)


def _version(name: str) -> "Case":
    """Return a case; one with problems is bad use here, because exit 1 says that two cases differ."""
    from irenic.case.case import Case

    try:
        return Case.read(case_folder(name))
    except InvalidCase as error:
        complain(str(error))
        raise typer.Exit(BAD_USE) from None
