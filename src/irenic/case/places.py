"""The place of an option on the line of its issue, as one number."""

from irenic.case.belief import End
from irenic.case.sections.stakes import Issue


def place_of(issue: Issue, end: End) -> float:
    """Return a place on the line: a number as it is, an option by the median of its place."""
    if not isinstance(end, str):
        return end
    at = issue.options[end].at
    return at.percentiles()[1]
