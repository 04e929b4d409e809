"""The place of an option on the line of its issue as one number, and a number of a case as three."""

from typing import TypeAlias

from irenic.case.belief import End
from irenic.case.document import Document
from irenic.case.quantity import Quantity
from irenic.case.sections.stakes import Issue
from irenic.case.tree import Keys

Percentiles: TypeAlias = tuple[float, float, float]
"""The 5th, 50th and 95th percentile of a number."""


def place_of(issue: Issue, end: End) -> float:
    """Return a place on the line: a number as it is, an option by the median of its place."""
    if not isinstance(end, str):
        return end
    at = issue.options[end].at
    return at.percentiles()[1]


def percentiles_at(document: Document, keys: Keys, quantity: Quantity) -> Percentiles:
    """Return the 5th, 50th and 95th percentile of the number at a path; a named option counts at its middle."""

    def place(end: str) -> float:
        return place_of(document.issues[keys[2]], end)

    low, middle, high = (round(value, 9) + 0.0 for value in quantity.percentiles(place))
    return low, middle, high
