"""The scales a number of a case may lie on, and what may be written on each."""

import math
from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True)
class Scale:
    """Where numbers of one kind may lie.

    Parameters
    ----------
    words
        What the scale is, for messages.
    low, high
        Its ends; infinite where it has none.
    percent
        Whether ``40%`` may be written for 0.4.
    named
        Whether the name of an option may be written for its place.
    ends
        What the two ends mean, in words.

    Examples
    --------
    >>> SHARE.bounds
    '0 to 1'
    """

    words: str
    low: float
    high: float
    percent: bool = False
    named: bool = False
    ends: tuple[str, str] = ("lowest", "highest")

    @property
    def bounded(self) -> bool:
        """Whether both ends are finite, so that ``unknown`` means something."""
        return math.isfinite(self.low) and math.isfinite(self.high)

    @property
    def bounds(self) -> str:
        """The two ends as the analyst would write them."""
        if self.bounded:
            return f"{self.low:g} to {self.high:g}"
        return f"{self.low:g} or more" if math.isfinite(self.low) else "any number"

    def clip(self, value: float) -> float:
        """Return the value, or the end of the scale it lies beyond."""
        return min(max(value, self.low), self.high)


LINE: Final = Scale("a place on the line of the issue", 0, 100)
NAMED_LINE: Final = replace(LINE, words="an option or a place on the line of the issue", named=True)
SCORE: Final = Scale("a score", 0, 100, ends=("not at all", "as much as can be"))
SHARE: Final = Scale("a share", 0, 1, percent=True, ends=("none", "all"))
AMOUNT: Final = Scale("an amount", 0, math.inf)
NUMBER: Final = Scale("a number", -math.inf, math.inf, percent=True)
FACTOR: Final = Scale("a factor", 0, math.inf, percent=True)
