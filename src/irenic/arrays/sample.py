"""From shares to values: every belief of a case, drawn in bulk.

The only place where uncertainty becomes numbers. :mod:`irenic.case.belief` says what a
belief means, one value at a time; here the same is done for whole blocks of draws.
"""

from collections.abc import Callable, Collection, Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, ndtr, ndtri

from irenic.arrays.shares import Points, Shares, off_the_ends
from irenic.case.belief import Belief, Changed, Choices, Coders, End, Exact, Range, Unknown, cut_shares
from irenic.case.case import Case
from irenic.case.scales import FACTOR, NUMBER, Scale
from irenic.case.sections.changes import Correlation
from irenic.case.shapes import Shape
from irenic.case.walk import Placed

Values = NDArray[np.float64]


def shares_for(case: Case, start: int, stop: int, seed: int, points: Points = "random") -> Shares:
    """Return the shares of some draws; those of Sobol points spread over the numbers of the case."""
    paths = tuple(placed.path for placed in case.drawn)
    return Shares(seed, start, stop, points, paths)


def draw(case: Case, shares: Shares, wanted: Collection[str] | None = None) -> dict[str, Values]:
    """Draw the uncertain numbers of a case.

    Parameters
    ----------
    case
        The case, overlays applied.
    shares
        The draws wanted, and where their randomness comes from.
    wanted
        The paths of the numbers wanted, which may be those of preferences; left out, all that every family draws.

    Returns
    -------
    dict
        The values by path, each of shape ``(draw,)``. Options of one issue keep their order
        along the line: where their places are uncertain and could cross, each draw is sorted.

    Examples
    --------
    >>> from irenic.examples import load
    >>> case = load("two-villages")
    >>> values = draw(case, Shares(seed=1, start=0, stop=1000))["capability.hill"]
    >>> bool(30 < values.mean() < 60)
    True
    """
    chosen = None if wanted is None else frozenset(wanted)
    asked = {placed.path: placed for placed in case.drawn}
    if chosen is not None:
        asked |= {placed.path: placed for placed in case.drawn_preferences}
        asked = {path: placed for path, placed in asked.items() if path in chosen}
    streams = _Streams(shares, case)
    values: dict[str, Values] = {}
    lines = {_line_of(placed) for placed in asked.values()}
    for issue in case.document.issues:
        if issue in lines:
            values.update(_option_places(case, issue, streams))
    for path, placed in asked.items():
        if path not in values:
            belief, scale = placed.quantity.belief, placed.quantity.scale
            values[path] = streams.values(path, belief, scale, _places(placed, values))
    return values if wanted is None else {path: values[path] for path in wanted}


def _line_of(placed: Placed) -> str:
    """Return the issue whose options a number is a place of, or names; none for most numbers."""
    if placed.keys[0] == "issues":
        return placed.keys[1]
    return placed.keys[2] if placed.quantity.names else ""


def _option_places(case: Case, issue: str, streams: "_Streams") -> dict[str, Values]:
    """Return the places of an issue's options, in their order along the line in every draw."""
    options = case.document.issues[issue].options
    paths = [f"issues.{issue}.options.{option}.at" for option in options]
    drawn = [streams.values(path, o.at.belief, o.at.scale) for path, o in zip(paths, options.values(), strict=True)]
    return dict(zip(paths, np.sort(np.array(drawn), axis=0), strict=True))


def _places(placed: Placed, values: Mapping[str, Values]) -> dict[str, Values]:
    """Return the drawn places of the options that a position names."""
    issue = placed.keys[2] if placed.quantity.names else ""
    return {name: values[f"issues.{issue}.options.{name}.at"] for name in placed.quantity.names}


class _Streams:
    """Shares turned into values, correlated where the case says so."""

    def __init__(self, shares: Shares, case: Case) -> None:
        self._shares = shares
        self._groups = {
            path: (correlation, sign)
            for correlation in case.document.correlations
            for sign, members in ((1.0, correlation.together), (-1.0, correlation.opposed))
            for path in members
        }
        # A correlation is known by its members, so that the order of the list changes no draw.
        self._renamed = {
            f"correlations.{index}.strength": f"{_common_stream(correlation)}.strength"
            for index, correlation in enumerate(case.document.correlations)
        }

    def values(self, path: str, belief: Belief, scale: Scale, places: Mapping[str, Values] | None = None) -> Values:
        """Return what a belief becomes in every draw, shape ``(draw,)``."""
        if isinstance(belief, Changed):
            return self._changed(path, belief, scale, places or {})
        drawn = _values_at(self._share(path), belief, scale, _Ends(places or {}, self._shares.size))
        return np.clip(drawn, scale.low, scale.high)

    def _changed(self, path: str, belief: Changed, scale: Scale, places: Mapping[str, Values]) -> Values:
        value = self.values(path, belief.base, scale, places)
        for step in belief.steps:
            change = self.values(step.path, step.by, FACTOR if step.kind == "times" else NUMBER)
            value = value * change if step.kind == "times" else value + change
        return np.clip(value, scale.low, scale.high)

    def _share(self, path: str) -> Values:
        own = self._shares.of(self._renamed.get(path, path))
        if path not in self._groups:
            return own
        correlation, sign = self._groups[path]
        strength = self._strength(correlation)
        common = ndtri(self._shares.of(_common_stream(correlation)))
        mixed: Values = ndtr(sign * np.sqrt(strength) * common + np.sqrt(1 - strength) * ndtri(own))
        return off_the_ends(mixed)

    def _strength(self, correlation: Correlation) -> Values:
        belief, scale = correlation.strength.belief, correlation.strength.scale
        return self.values(f"{_common_stream(correlation)}.strength", belief, scale)


def _common_stream(correlation: Correlation) -> str:
    """Name the stream that the numbers of a correlation share, whatever their order."""
    return "correlation of " + " ".join(sorted((*correlation.together, *correlation.opposed)))


class _Ends:
    """Numbers as they are, and names of options as their drawn places."""

    def __init__(self, places: Mapping[str, Values], size: int) -> None:
        self._places = places
        self.size = size

    def __call__(self, end: End) -> Values | float:
        """Return an end of a belief, which is the same in every draw unless it is named."""
        return self._places[end] if isinstance(end, str) else end

    def in_every_draw(self, end: End) -> Values:
        """Return an end of a belief in every draw, shape ``(draw,)``."""
        return np.full(self.size, self(end))


def _values_at(share: Values, belief: Belief, scale: Scale, ends: _Ends) -> Values:
    """Return a belief's values at given shares; the bulk form of ``belief.value_at``."""
    match belief:
        case Exact(value):
            return ends.in_every_draw(value)
        case Unknown():
            return scale.low + share * (scale.high - scale.low)
        case Choices(values):
            chosen = np.searchsorted(np.array(belief.cumulative), share, side="right")
            return _row_by_row(np.array([ends.in_every_draw(value) for value in values]), chosen)
        case Coders(beliefs=beliefs):
            turn = np.minimum((share * len(beliefs)).astype(np.intp), len(beliefs) - 1)
            rest = off_the_ends(share * len(beliefs) - turn)
            return _row_by_row(np.array([_values_at(rest, inner, scale, ends) for inner in beliefs]), turn)
        case Range():
            return _range_at(share, belief, ends)
        case Changed():
            msg = "a changed belief has a stream for each of its steps"
            raise TypeError(msg)


def _row_by_row(table: Values, row: NDArray[np.intp]) -> Values:
    """Return, for every draw (column), the value in the row chosen for it."""
    picked: Values = np.take_along_axis(table, row[None, :], axis=0)[0]
    return picked


def _range_at(share: Values, belief: Range, ends: _Ends) -> Values:
    low, high = ends(belief.low), ends(belief.high)
    first, last = cut_shares(belief)
    if (first, last) != (0.0, 1.0):
        share = first + share * (last - first)
    within = np.clip(share, 1e-12, 1 - 1e-12)
    relative = _QUANTILES[belief.shape.name](within, belief.shape)
    if belief.shape.name == "lognormal":
        return low * (high / low) ** relative
    return low + (high - low) * relative


def _normal(share: Values, shape: Shape) -> Values:
    relative: Values = 0.5 + ndtri(share) / (2 * ndtri(0.5 + shape.level / 2))
    return relative


def _uniform(share: Values, shape: Shape) -> Values:
    return 0.5 + (share - 0.5) / shape.level


def _triangular(share: Values, shape: Shape) -> Values:
    start, width, peak = shape.frame
    below, above = np.sqrt(share * peak), 1 - np.sqrt((1 - share) * (1 - peak))
    return start + width * np.where(share < peak, below, above)


def _pert(share: Values, shape: Shape) -> Values:
    start, width, peak = shape.frame
    relative: Values = start + width * betaincinv(1 + 4 * peak, 5 - 4 * peak, share)
    return relative


_QUANTILES: dict[str, Callable[[Values, Shape], Values]] = {
    "normal": _normal,
    "lognormal": _normal,
    "uniform": _uniform,
    "triangular": _triangular,
    "pert": _pert,
}
