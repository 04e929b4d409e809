"""Arguments and options that several verbs share, worded once."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

import typer

from irenic.case import CASE_FILE
from irenic.errors import BadUse

if TYPE_CHECKING:
    from irenic.case.case import Case

CaseName: TypeAlias = Annotated[
    str, typer.Argument(metavar="CASE", help="A case folder, its case.yaml, or the name of a bundled case.")
]
AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
Quiet: TypeAlias = Annotated[bool, typer.Option("--quiet", "-q", help="Say only what is needed.")]
Draws: TypeAlias = Annotated[int, typer.Option("--draws", metavar="N", help="How many joint samples.")]
Seed: TypeAlias = Annotated[int, typer.Option("--seed", metavar="S", help="Same seed, same bytes.")]
RunFolder: TypeAlias = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="DIR", help="Keep the run here; else below runs/.")
]
Workers: TypeAlias = Annotated[int | None, typer.Option("--workers", metavar="N", help="How many tasks at a time.")]
Cluster: TypeAlias = Annotated[
    str | None,
    typer.Option("--cluster", metavar="ADDRESS", help="Compute on a Dask cluster: the address of its scheduler."),
]

DRAWS: Final = 1000
SEED: Final = 1


def case_folder(name: str) -> Path:
    """Return the folder of a case by its name, its path, or the path of its ``case.yaml``."""
    from irenic.examples import folder_of

    path = folder_of(name)
    if path.is_file() and path.name != CASE_FILE:
        msg = f"{name} is a file; name the folder of the case, or its {CASE_FILE}"
        raise BadUse(msg)
    return path


def open_case(name: str) -> "Case":
    """Return a case without problems."""
    from irenic.case.case import Case

    return Case.read(case_folder(name))
