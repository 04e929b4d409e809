"""``irenic compare``: two finished runs held against each other.

``--json`` prints ``old`` and ``new`` (``run``, ``case``, ``draws``, ``seed``); ``case``, the differences as
``irenic diff`` gives them; ``plan``, what differs of how they were run; ``paired``; ``arms`` (``both``,
``old_only``, ``new_only``); ``lacking``; and ``changes``, each with ``arm``, ``answer``, ``words``, ``family``,
``before``, ``after``, ``difference`` and ``verdict``.
"""

from typing import Annotated

import typer

from irenic.cli.options import AsJson
from irenic.cli.output import say, say_json


def compare(
    old: Annotated[str, typer.Argument(metavar="RUN", help="The folder of a run.")],
    new: Annotated[str, typer.Argument(metavar="RUN", help="The folder of another.")],
    as_json: AsJson = False,
) -> None:
    """Compare two finished runs: what of the case changed, and what that does to every answer.

    With the same seed and draws, differences are taken draw by draw.

    Example: irenic compare before after
    """
    from irenic.report.terminal_compare import compare_data, compare_page
    from irenic.study.assess import Run
    from irenic.study.compare import compare as compared

    found = compared(Run(old), Run(new))
    if as_json:
        say_json(compare_data(found))
    else:
        say(compare_page(found))
