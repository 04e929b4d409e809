"""``irenic new``: a folder to start from."""

from pathlib import Path
from typing import Annotated

import typer

from irenic.cli.options import AsJson, Quiet
from irenic.cli.output import say, say_json
from irenic.report.terminal import Fixed, Line


def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    source: Annotated[
        str, typer.Option("--from", metavar="NAME", help="Copy this bundled case, or read this file of GMCR+ (.gmcr).")
    ] = "",
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Make a case folder to start from.

    It holds a commented example, a copy of a bundled case, or what a file of GMCR+ says.

    Example: irenic new my-case --from two-villages
    """
    from irenic.case.draft import new_case

    made = new_case(folder, _files(source))
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


def _files(source: str) -> dict[str, str]:
    """Return the files to start from; what reads the files of another program is imported where it is needed."""
    if source.lower().endswith(".gmcr"):
        from irenic.case.gmcr import files_of_gmcr

        return files_of_gmcr(Path(source))
    from irenic.case.draft import starter
    from irenic.examples import files_of

    return files_of(source) if source else starter()
