"""What the page's script may lay over a picture: where things stand under another reading."""

from dataclasses import dataclass
from typing import Any

from irenic.report.figures.position_line import LEFT, RIGHT, across, line_layout, rows_of, stands
from irenic.report.plain_text import plain_text
from irenic.report.shifts import kind_of
from irenic.report.words import between
from irenic.study.assess import Run
from irenic.study.intervals import Spread
from irenic.study.plan import Arm


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


def _concerns(arm: Arm, issue: str) -> bool:
    """Return whether an arm changes a number that the picture of an issue depends on."""
    if not any(family.name == "influence" for family in arm.families):
        return False
    places = (path.split(".") for path in arm.changed)
    return any(part[0] == "capability" or issue in (part[1], part[2] if len(part) > 2 else "") for part in places)


def _arm(arm: Arm, rows: list[list[float]], base: dict[str, Spread], other: dict[str, Spread]) -> dict[str, Any]:
    words = "Purple: under this reading."
    for key, name in (("weighted-mean", "weighted mean"), ("weighted-median", "weighted median")):
        if key in base and key in other:
            words += f" The {name} is at {between(other[key])}; as entered, at {between(base[key])}."
    return {"kind": kind_of(arm), "label": plain_text(arm.label), "rows": rows, "words": words}
