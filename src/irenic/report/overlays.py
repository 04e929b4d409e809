"""What the page's script may lay over a picture: where things stand under another reading."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from irenic.report.figures.axis import Axis
from irenic.report.figures.fan import Fan, places
from irenic.report.figures.position_line import LEFT, RIGHT, across, line_layout, rows_of, stands
from irenic.report.plain_text import plain_text
from irenic.report.shifts import kind_of
from irenic.report.words import between, count, percent
from irenic.study.assess import Run
from irenic.study.intervals import Spread
from irenic.study.plan import AS_ENTERED, Arm
from irenic.study.settlement import SOON


@dataclass(frozen=True, slots=True)
class Overlay:
    """One issue under every arm that changes something in its picture.

    Parameters
    ----------
    width
        From where to where the line runs, in points of the picture.
    arms
        For every arm its kind, its label, the rows that differ (height, and low, middle and high
        in points of the picture), and what changes in words.
    """

    width: tuple[float, float]
    arms: tuple[dict[str, Any], ...]


def overlay(run: Run, issue: str) -> Overlay:
    """Return what differs in the picture of an issue under the other arms of a run.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=50, folder=tempfile.mkdtemp())
    >>> overlay(run, "water").arms
    ()
    """
    base = stands(run, issue)
    layout = line_layout(run.case.document, issue, rows_of(run.case, issue, base))
    found = []
    for arm in run.arms[1:]:
        if not _concerns(arm, issue):
            continue
        other = stands(run, issue, arm.name)
        rows = [
            [layout.rows[key], *(round(across(place), 1) for place in (spread.low, spread.middle, spread.high))]
            for key, spread in other.items()
            if key in layout.rows and spread != base.get(key)
        ]
        if rows:
            found.append(_arm(arm, rows, base, other))
    return Overlay((LEFT, RIGHT), tuple(found))


def fan_overlay(run: Run, read: Callable[[Run, str], Fan], what: str) -> tuple[dict[str, Any], ...]:
    """Return the middle draw and the mean of a fan under every arm that may change them.

    Parameters
    ----------
    run
        A finished run of a case with a war.
    read
        What gives the fan under an arm.
    what
        What the fan is about, in words.
    """
    months, chance = places(read(run, AS_ENTERED))
    entered, found = read(run, AS_ENTERED), []
    for arm in run.arms[1:]:
        fan = read(run, arm.name) if arm.differs("war") else entered
        if fan is entered or len(fan.months) < 2:
            continue
        at = min(SOON, fan.months[-1], entered.months[-1])
        words = f"Purple: under this reading. {what} after {count(at, 'month')} is {percent(fan.mean[at])}"
        lines = [["", _path(fan, fan.middle, months, chance)], ["6 4", _path(fan, fan.mean, months, chance)]]
        words += f"; as entered, {percent(entered.mean[at])}."
        label = plain_text(arm.label)
        found.append({"kind": kind_of(arm), "label": label, "rows": [], "lines": lines, "words": words})
    return tuple(found)


def _path(fan: Fan, values: NDArray[np.float64], months: Axis, chance: Axis) -> str:
    """Return a line through the values of a fan, in whole points."""
    dots = (f"{months(month):.0f},{chance(value):.0f}" for month, value in zip(fan.months, values, strict=True))
    return f"M{'L'.join(dots)}"


def _concerns(arm: Arm, issue: str) -> bool:
    """Return whether an arm changes a number that the picture of an issue depends on."""
    if not arm.differs("influence"):
        return False
    places = (path.split(".") for path in arm.changed)
    return any(part[0] == "capability" or issue in (part[1], part[2] if len(part) > 2 else "") for part in places)


def _arm(arm: Arm, rows: list[list[float]], base: dict[str, Spread], other: dict[str, Spread]) -> dict[str, Any]:
    words = "Purple: under this reading."
    for key, name in (("weighted-mean", "weighted mean"), ("weighted-median", "weighted median")):
        if key in base and key in other:
            words += f" The {name} is at {between(other[key])}; as entered, at {between(base[key])}."
    return {"kind": kind_of(arm), "label": plain_text(arm.label), "rows": rows, "words": words}
