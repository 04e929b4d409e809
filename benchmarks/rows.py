"""What a measurement says, and how it is shown."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any, Final

HEADINGS: Final = ("what", "Irenic", "beside it", "ratio", "peak memory", "goal")


@dataclass(frozen=True)
class Row:
    """One line of the table, in words.

    Parameters
    ----------
    what
        What was measured.
    ours
        What Irenic needed, or found.
    against
        What it is compared with, and what that needed.
    ratio
        How many times as much the comparison needed: above 1, Irenic is better.
    memory
        The peak memory of each process, everything that Python loads included.
    goal
        What was aimed at, and whether it is met.
    """

    what: str
    ours: str
    against: str = ""
    ratio: str = ""
    memory: str = ""
    goal: str = ""


def compared(what: str, ours: float, name: str, theirs: float, memory: str = "", goal: float = 0.0) -> Row:
    """Return a row that compares two times in seconds; a goal is a ratio to reach."""
    ratio = theirs / ours
    aim = verdict(f"≥ {goal:g}×", ratio >= goal) if goal else ""
    return Row(what, seconds(ours), f"{name}: {seconds(theirs)}", times(ratio), memory, aim)


def within(limit: float, needed: float) -> str:
    """Return a goal in seconds, and whether it is met."""
    return verdict(f"< {limit:g} s", needed < limit)


def verdict(goal: str, is_met: bool) -> str:
    """Return a goal in words, and whether it is met."""
    return f"{goal}: {'met' if is_met else 'MISSED'}"


def times(ratio: float) -> str:
    """Return a ratio as a person would say it."""
    return f"{ratio:,.0f}×" if ratio >= 10 else f"{ratio:.2g}×"


def seconds(value: float) -> str:
    """Return a time as a person would say it."""
    if value >= 120:
        return f"{value / 60:.1f} min"
    return f"{value:.2f} s" if value >= 0.1 else f"{value * 1000:.1f} ms"


def size(count: int) -> str:
    """Return a number of bytes as a person would say it."""
    return f"{count / 1e6:,.0f} MB"


def sizes(ours: int, theirs: int) -> str:
    """Return two numbers of bytes, ours first."""
    return f"{size(ours)}; theirs {size(theirs)}"


def added(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> str:
    """Return two peaks, ours first, each with what the work added to what was loaded before it."""
    said = [f"{size(one['peak'])} (+{size(one['peak'] - one['loaded'])})" for one in (ours, theirs)]
    return "; theirs ".join(said)


def table(rows: Sequence[Row]) -> str:
    """Return the rows under their headings, one line each; stacked where the window is narrow."""
    lines = [HEADINGS, *(astuple(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    if sum(widths) + 2 * len(widths) > shutil.get_terminal_size((190, 24)).columns:
        return "\n\n".join(_stacked(row) for row in rows)
    shown = ("  ".join(f"{cell:{width}}" for cell, width in zip(line, widths, strict=True)) for line in lines)
    return "\n".join(line.rstrip() for line in shown)


def _stacked(row: Row) -> str:
    return "\n".join(f"{key:11}  {value}" for key, value in zip(HEADINGS, astuple(row), strict=True) if value)
