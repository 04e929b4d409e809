"""The command ``irenic``: one file a verb, no logic.

=====  =====================================================================
exit   means
=====  =====================================================================
0      done, and nothing is wrong
1      the case has problems; all of them are listed; or two versions differ
2      bad use: a name, an option or a file that does not do
130    interrupted with Ctrl-C
141    the reader of the output went away, as with ``| head``
=====  =====================================================================
"""

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit with its code."""
    from irenic.cli.app import run

    run(arguments)
