"""What a measurement says, and how it is shown."""

import shutil
from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table, in words.

    Parameters
    ----------
    what
        What was measured.
    ours
        What Irenic needed.
    against
        What it is compared with, and what that needed.
    ratio
        How many times as much the comparison needed: above 1, Irenic is better.
    memory
        The peak memory of the process, everything that Python loads included.
    """

    what: str
    ours: str
    against: str = ""
    ratio: str = ""
    memory: str = ""


def compared(what: str, ours: float, name: str, theirs: float, peak: int | None = None) -> Row:
    """Return a row that compares two times in seconds."""
    memory = "" if peak is None else size(peak)
    return Row(what, seconds(ours), f"{name}: {seconds(theirs)}", f"{theirs / ours:.3g}×", memory)


def seconds(value: float) -> str:
    """Return a time as a person would say it."""
    return f"{value:.2f} s" if value >= 0.1 else f"{value * 1000:.1f} ms"


def size(count: int) -> str:
    """Return a number of bytes as a person would say it."""
    return f"{count / 1e6:,.1f} MB"


def table(rows: Sequence[Row]) -> str:
    """Return the rows under their headings, one line each; stacked where the window is narrow."""
    lines = [tuple(name for name in asdict(rows[0])), *(astuple(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    if sum(widths) + 2 * len(widths) > shutil.get_terminal_size((160, 24)).columns:
        return "\n\n".join("\n".join(f"{key:8} {value}" for key, value in asdict(row).items() if value) for row in rows)
    return "\n".join("  ".join(f"{cell:{width}}" for cell, width in zip(line, widths, strict=True)) for line in lines)
