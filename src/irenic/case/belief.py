"""What somebody believes a number to be, as data.

A belief says how a share between 0 and 1 becomes a value: :func:`value_at` is its
quantile function (for coders, one after the other). So one stream of random shares
a number is all that sampling needs, whatever form the belief has.
"""

import math
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Final, TypeAlias

from irenic.case.scales import FACTOR, NUMBER, Scale
from irenic.case.shapes import Shape
from irenic.case.tree import Operation

End: TypeAlias = float | str
"""A number, or the name of an option that stands for its place."""
PlaceOf: TypeAlias = Callable[[str], float]
"""Gives the place of an option by its name."""

NORMAL: Final = Shape("normal")
"""The shape of every range in the short form."""
_GRID: Final = 2000
"""Shares at which a belief without a closed quantile function is evaluated and sorted."""
_JOINT_GRID: Final = 201
"""The same for each number of a changed belief, whose values are joined every one with every other."""


@dataclass(frozen=True, slots=True)
class Exact:
    """One value, held to be certain."""

    value: End


@dataclass(frozen=True, slots=True)
class Range:
    """A distribution between two ends; ``at_least`` and ``at_most`` cut it off."""

    low: End
    high: End
    shape: Shape = NORMAL
    at_least: float | None = None
    at_most: float | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Anywhere on the scale, every part of it equally likely."""


@dataclass(frozen=True, slots=True)
class Choices:
    """One of a few values; the chances add up to 1."""

    values: tuple[End, ...]
    chances: tuple[float, ...]

    @property
    def cumulative(self) -> tuple[float, ...]:
        """The chances added up, without the last, which is 1."""
        return tuple(accumulate(self.chances))[:-1]


@dataclass(frozen=True, slots=True)
class Coders:
    """What several coders believe; in each draw one of them is right, all equally likely."""

    names: tuple[str, ...]
    beliefs: tuple["Belief", ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One arithmetic change to a belief, and the path it was written at."""

    kind: Operation
    by: "Belief"
    path: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A belief to which levers or a scenario apply ``times`` or ``plus``."""

    base: "Belief"
    steps: tuple[Step, ...]


Belief: TypeAlias = Exact | Range | Unknown | Choices | Coders | Changed


def ends(belief: Belief) -> tuple[End, ...]:
    """Return every number and option name a belief is made of.

    Examples
    --------
    >>> ends(Range("line-2022", 60.0))
    ('line-2022', 60.0)
    """
    match belief:
        case Exact(value):
            return (value,)
        case Range(low, high):
            return (low, high)
        case Choices(values):
            return values
        case Coders(beliefs=beliefs):
            return tuple(end for inner in beliefs for end in ends(inner))
        case Changed(base):
            return ends(base)
        case Unknown():
            return ()


def value_at(share: float, belief: Belief, scale: Scale, place_of: PlaceOf) -> float:
    """Return the value of a belief at a share of its distribution.

    Parameters
    ----------
    share
        Above 0 and below 1.
    belief
        Anything but :class:`Changed`, which joins several shares.
    scale
        Where the number lies; what falls beyond its ends stays at the end.
    place_of
        Gives the place of a named option.

    Examples
    --------
    >>> from irenic.case.scales import SCORE
    >>> value_at(0.5, Range(40.0, 60.0), SCORE, float)
    50.0
    """

    def number(end: End) -> float:
        return place_of(end) if isinstance(end, str) else end

    match belief:
        case Exact(value):
            return number(value)
        case Unknown():
            return scale.low + share * (scale.high - scale.low)
        case Choices(values):
            return number(values[bisect_right(belief.cumulative, share)])
        case Coders(beliefs=beliefs):
            turn = min(int(share * len(beliefs)), len(beliefs) - 1)
            return value_at(share * len(beliefs) - turn, beliefs[turn], scale, place_of)
        case Range():
            return _range_at(share, belief, scale, number)
        case Changed():
            msg = "a changed belief has a share for each of its steps"
            raise TypeError(msg)


def _range_at(share: float, belief: Range, scale: Scale, number: Callable[[End], float]) -> float:
    low, high = number(belief.low), number(belief.high)
    first, last = cut_shares(belief)
    relative = belief.shape.quantile(min(max(first + share * (last - first), 1e-12), 1 - 1e-12))
    if belief.shape.name == "lognormal":
        return scale.clip(low * (high / low) ** relative)
    return scale.clip(low + (high - low) * relative)


def cut_shares(belief: Range) -> tuple[float, float]:
    """Return the shares of a range's distribution below ``at_least`` and below ``at_most``.

    Only a range with numbers at its ends has such limits; the grammar sees to that.
    """

    def share_below(limit: float | None, default: float) -> float:
        if limit is None or isinstance(belief.low, str) or isinstance(belief.high, str):
            return default
        return belief.shape.cdf(relative_to_ends(limit, belief.low, belief.high, belief.shape))

    return share_below(belief.at_least, 0.0), share_below(belief.at_most, 1.0)


def relative_to_ends(value: float, low: float, high: float, shape: Shape) -> float:
    """Return where a value lies between the ends of a range: 0 at the lower, 1 at the higher."""
    if shape.name == "lognormal":
        return math.log(value / low) / math.log(high / low) if value > 0 else -math.inf
    return (value - low) / (high - low)


def percentiles(belief: Belief, scale: Scale, place_of: PlaceOf) -> tuple[float, float, float]:
    """Return the 5th, 50th and 95th percentile, as ``irenic check`` shows them.

    Examples
    --------
    >>> from irenic.case.scales import LINE
    >>> tuple(round(p, 9) for p in percentiles(Range(90.0, 100.0), LINE, float))
    (90.0, 95.0, 100.0)
    """
    if isinstance(belief, Coders):
        grid = _points(belief, scale, place_of, _GRID)
        return grid[_GRID // 20], grid[_GRID // 2], grid[-_GRID // 20]
    if isinstance(belief, Changed):
        grid = _points(belief, scale, place_of, _JOINT_GRID)
        return grid[_JOINT_GRID // 20], grid[_JOINT_GRID // 2], grid[-1 - _JOINT_GRID // 20]
    if isinstance(belief, Choices):
        belief = _in_order(belief, place_of)
    low, middle, high = (value_at(share, belief, scale, place_of) for share in (0.05, 0.5, 0.95))
    return low, middle, high


# A case is read again under every overlay, with the same beliefs.
@lru_cache(maxsize=1024)
def mean(belief: Belief, scale: Scale) -> float:
    """Return the mean of a belief whose ends are numbers.

    Examples
    --------
    >>> from irenic.case.scales import SHARE
    >>> mean(Exact(0.7), SHARE), round(mean(Range(0.6, 0.8), SHARE), 9)
    (0.7, 0.7)
    """
    match belief:
        case Exact(value):
            return float(value)
        case Choices(values, chances):
            return sum(float(value) * chance for value, chance in zip(values, chances, strict=True))
        case Coders(beliefs=beliefs):
            return sum(mean(inner, scale) for inner in beliefs) / len(beliefs)
    size = _JOINT_GRID if isinstance(belief, Changed) else _GRID
    return sum(_points(belief, scale, float, size)) / size


def _in_order(belief: Choices, place_of: PlaceOf) -> Choices:
    """Return the choices from the lowest value to the highest; the analyst may write them in any order."""
    places = [place_of(value) if isinstance(value, str) else value for value in belief.values]
    ordered = sorted(zip(places, belief.chances, strict=True))
    return Choices(tuple(place for place, _ in ordered), tuple(chance for _, chance in ordered))


def _points(belief: Belief, scale: Scale, place_of: PlaceOf, size: int) -> list[float]:
    """Return so many values of a belief, all equally likely, in their order."""
    if not isinstance(belief, Changed):
        return sorted(value_at((i + 0.5) / size, belief, scale, place_of) for i in range(size))
    points = _points(belief.base, scale, place_of, size)
    for step in belief.steps:
        changes = _points(step.by, FACTOR if step.kind == "times" else NUMBER, place_of, size)
        joint = [point * by if step.kind == "times" else point + by for point in points for by in changes]
        points = sorted(joint)[size // 2 :: size]
    return [scale.clip(point) for point in points]
