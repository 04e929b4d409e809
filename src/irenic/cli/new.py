"""``irenic new``: a folder to start from."""

from pathlib import Path
from typing import Annotated

import typer

from irenic.cli.options import AsJson, Quiet
from irenic.cli.output import say, say_json
from irenic.report.terminal import Fixed, Line


def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    source: Annotated[str, typer.Option("--from", metavar="NAME", help="Copy this bundled case.")] = "",
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Make a case folder to start from.

    It holds a commented example, or a copy of a bundled case.

    Example: irenic new my-case --from two-villages
    """
    from irenic.case.draft import new_case, starter
    from irenic.examples import files_of

    made = new_case(folder, files_of(source) if source else starter())
    if as_json:
        say_json({"folder": str(folder), "case": str(made), "files": sorted(file.name for file in folder.iterdir())})
    elif quiet:
        say([Fixed(str(made))])
    else:
        say(
            [
                Line(f"Made {folder} from {source or 'the starter'}. Open {made} in an editor; then:"),
                Fixed(f"  irenic check {folder}     what is wrong, and what is still open"),
                Fixed(f"  irenic show {folder}      the case in words"),
                Fixed(f"  irenic assess {folder}    what the models say"),
            ]
        )
