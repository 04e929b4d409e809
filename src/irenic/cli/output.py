"""What every verb does with what it has to say."""

import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from irenic.errors import BadUse
from irenic.report.terminal import Block, Fixed, Heading, Line, clean, write

if TYPE_CHECKING:
    from irenic.study.assess import Run

DONE: Final = 0
PROBLEMS: Final = 1
DIFFERENT: Final = 1
"""Two versions differ: an answer, as with ``diff``."""
BAD_USE: Final = 2
INTERRUPTED: Final = 130
GONE: Final = 141


def say(blocks: Iterable[Block]) -> None:
    """Write to standard output, laid out for whatever it is."""
    write(blocks, sys.stdout)


def in_a_report(run: "Run", with_it: str, command: str) -> list[Block]:
    """Return how a run that stands beside an assessment comes into a report."""
    return [
        Heading("Next"),
        Line(f"The run is kept in {run.folder}; {with_it}:", 2),
        Fixed(f"    irenic report {command} {run.folder}"),
        Line("That assesses the case first, unless a folder that irenic assess made stands in its place.", 2),
    ]


def say_json(data: Any) -> None:
    """Write data to standard output as JSON and nothing else."""
    from irenic.report.export import json_text

    say_text(json_text(data))


def say_text(text: str) -> None:
    """Write text that is harmless as it is to standard output."""
    sys.stdout.write(text)


def complain(text: str) -> None:
    """Write to standard error, line by line, without anything a terminal would obey."""
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip(" "))
        sys.stderr.write(" " * indent + clean(line) + "\n")


def write_file(target: Path, text: str, *, encoding: str = "utf-8") -> None:
    """Write a text to a file.

    Raises
    ------
    BadUse
        If it cannot be written.
    """
    with whole_file(target) as draft:
        draft.write_text(text, encoding=encoding, newline="")


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Have a file written under a temporary name, and rename it after that, so that it is never there by half.

    Raises
    ------
    BadUse
        If it cannot be written.
    """
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as scratch:
            draft = Path(scratch) / "draft"
            yield draft
            draft.replace(target)
    except OSError as error:
        msg = f"{target} cannot be written: {error.strerror or error}"
        raise BadUse(msg) from error
