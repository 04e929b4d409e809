"""Sobol's indices of a function of independent inputs: sampler and analyser in one object.

The points come from scrambled Sobol sequences, the estimates from the differences between
outcomes that share all inputs but one. Both are made here, so that outcomes cannot be read
in another order than that in which they were asked for.

References
----------
The design with two samples and one mixed sample an input, and the estimators of Jansen:
:cite:t:`saltelli2010`. Scrambling anew for an interval: :cite:t:`owen1998`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from scipy.special import stdtrit

from irenic.arrays.shares import Shares
from irenic.errors import BadUse
from irenic.study.sensitivity.index import Indices, Values

Function: TypeAlias = Callable[[Values], Values]
"""From points in the unit cube, shape ``(point, input)``, to outcomes, shape ``(point,)``; NaN where there is none."""

SCRAMBLES: Final = 16
"""How many times the sequence is scrambled anew; the spread between them gives the intervals."""
_AT_A_TIME: Final = 4_000_000
"""No more numbers than this are handed to a function at a time, if one point of each kind is no more."""


@dataclass(frozen=True, slots=True, eq=False)
class Sobol:
    """First and total indices.

    Parameters
    ----------
    names
        The inputs.
    first
        The share of the variance that would go if an input alone were known.
    total
        The share that would be left if all other inputs were known.
    points
        How many points the function was asked about.
    missing
        At how many of them it had no outcome. They stay in their place, and each difference that
        needs one of them is left out.
    """

    names: tuple[str, ...]
    first: Indices
    total: Indices
    points: int
    missing: int


@dataclass(frozen=True, slots=True)
class Design:
    """Which points to ask a function about, and what its answers say.

    Parameters
    ----------
    names
        The inputs, in the order of the columns of the points.
    base
        The points of the first sample: a power of two, 256 or more.
    seed
        Where the scrambling starts.

    Raises
    ------
    BadUse
        If there is no input, one comes twice, or the number of points is another one.

    Examples
    --------
    >>> design = Design(("a", "b", "c"), base=1024)
    >>> design.size
    5120
    >>> found = design.analyse(lambda points: 2 * points[:, 0] + points[:, 1])
    >>> print(found.first.of(0), "|", found.total.of(2))
    0.80 (0.80 to 0.80) | not distinguishable from 0
    """

    names: tuple[str, ...]
    base: int = 1024
    seed: int = 1

    def __post_init__(self) -> None:
        """Refuse what cannot work."""
        if not self.names or len(set(self.names)) < len(self.names):
            msg = f"the inputs are {', '.join(self.names) or 'none'}; allowed: one or more, each once"
            raise BadUse(msg)
        if self.base < 16 * SCRAMBLES or self.base & (self.base - 1):
            msg = f"{self.base} base points; allowed: a power of two, {16 * SCRAMBLES} or more"
            raise BadUse(msg)

    @property
    def size(self) -> int:
        """At how many points the function is asked."""
        return self.base * (len(self.names) + 2)

    def analyse(self, function: Function) -> Sobol:
        """Return the indices of a function of the inputs' shares.

        Parameters
        ----------
        function
            Takes points in the unit cube, shape ``(point, input)``; gives the outcome at each.

        Raises
        ------
        BadUse
            If it gives something of another shape, or the same outcome everywhere.
        """
        sums = np.array(list(self._sums(function)))
        estimates = _estimates(sums.sum(axis=0))
        if not np.isfinite(estimates).all():
            msg = f"the outcome is the same at all {self.size} points or missing at too many of them"
            raise BadUse(msg)
        without = np.array([_estimates(sums.sum(axis=0) - own) for own in sums])
        error = np.sqrt((SCRAMBLES - 1) / SCRAMBLES * ((without - without.mean(axis=0)) ** 2).sum(axis=0))
        first, total = (_indices(e, s) for e, s in zip(estimates, error, strict=True))
        return Sobol(self.names, first, total, self.size, int(sums[:, _MISSING, 0].sum()))

    def _sums(self, function: Function) -> Iterator[Values]:
        """Yield what is kept of each scrambling, see :func:`_kept`."""
        shift = None
        for number in range(SCRAMBLES):
            sums = np.zeros((_ROWS, len(self.names)))
            for first, second in self._samples(number):
                outcome = _asked(function, first, second)
                if shift is None:
                    # Sums of squares keep their digits only if the outcomes lie around 0.
                    shift = float(np.nan_to_num(outcome[0]).mean())
                sums += _kept(outcome - shift)
            yield sums

    def _samples(self, number: int) -> Iterator[tuple[Values, Values]]:
        """Yield the two samples of one scrambling, shapes ``(point, input)``, a portion at a time."""
        paths = {kind: tuple(f"{kind} {name}" for name in self.names) for kind in ("first", "second")}
        shares = Shares(
            self.seed * SCRAMBLES + number, 0, self.base // SCRAMBLES, "sobol", (*paths["first"], *paths["second"])
        )
        both = [np.array([shares.of(path) for path in paths[kind]]).T for kind in ("first", "second")]
        inputs = len(self.names)
        step = max(1, _AT_A_TIME // (inputs * (inputs + 2)))
        for start in range(0, len(both[0]), step):
            yield both[0][start : start + step], both[1][start : start + step]


_ROWS: Final = 8
_MISSING: Final = 7
"""The row of :func:`_kept` that says how many outcomes are missing."""


def _asked(function: Function, first: Values, second: Values) -> Values:
    """Return the outcomes at both samples and at every mixed one, shape ``(2 + input, point)``.

    A mixed sample is the first with one input of the second.
    """
    points, inputs = first.shape
    asked = np.tile(first, (inputs + 2, 1, 1))
    asked[1] = second
    for i in range(inputs):
        asked[2 + i, :, i] = second[:, i]
    outcome = np.asarray(function(asked.reshape(-1, inputs)), dtype=np.float64)
    if outcome.shape != ((inputs + 2) * points,):
        msg = (
            f"the function gave outcomes of shape {outcome.shape} for {(inputs + 2) * points} points; allowed: one each"
        )
        raise BadUse(msg)
    return np.where(np.isfinite(outcome), outcome, np.nan).reshape(inputs + 2, points)


def _kept(outcome: Values) -> Values:
    """Return the sums that the indices are made of, shape ``(row, input)``.

    Of the differences to the second sample and of those to the first, their number and the sum of their squares;
    of the outcomes in the two samples, which are the same for every input, their number, sum and sum of squares;
    and how many outcomes are missing.
    """
    inputs = len(outcome) - 2
    rows = []
    for sample in (outcome[1], outcome[0]):
        squared = (outcome[2:] - sample) ** 2
        rows += [(~np.isnan(squared)).sum(axis=1), np.nansum(squared, axis=1)]
    plain = outcome[:2][~np.isnan(outcome[:2])]
    same = (len(plain), plain.sum(), (plain**2).sum(), np.isnan(outcome).sum())
    return np.array([*rows, *(np.full(inputs, value) for value in same)], dtype=np.float64)


def _estimates(sums: Values) -> Values:
    """Return first and total indices of sums, shape ``(2, input)``; not finite where there is no variance."""
    near, near_squares, far, far_squares, count, total, squares, _ = sums
    with np.errstate(all="ignore"):
        variance = squares / count - (total / count) ** 2
        variance = np.where(variance > _NOTHING * squares / count, variance, 0)
        return np.array([1 - near_squares / (2 * near) / variance, far_squares / (2 * far) / variance])


_NOTHING: Final = 1e-12
"""A variance that is a smaller share of the squares is what rounding leaves of none."""


def _indices(value: Values, error: Values) -> Indices:
    """Return indices with their intervals; found are those that are above 0 beyond doubt, all inputs together."""
    reach = float(stdtrit(SCRAMBLES - 1, 0.975)) * error
    strict = float(stdtrit(SCRAMBLES - 1, 1 - 0.025 / len(value))) * error
    return Indices(value, value - reach, value + reach, float("nan"), (value > strict) & (value > 0))
