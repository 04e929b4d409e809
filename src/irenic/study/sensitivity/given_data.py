"""Sensitivity from given draws: no design is needed, and inputs may depend on each other.

An input matters if the outcome is distributed otherwise where it is known in which part of its
range the input lies. Three numbers say how much: PAWN by the greatest distance between the two
distribution functions, delta by the share of probability that moves, the first-order index by the
share of the variance that goes. None of them says why; of inputs that hang together, each has
the share of the other, too.

References
----------
PAWN from given data: :cite:t:`pianosi2018`. Delta: :cite:t:`borgonovo2007`. Delta and the first-order
index from given data, the number of groups, and the removal of bias by resampling:
:cite:t:`plischke2013`. There, delta is made of kernel densities; here of outcomes in parts of equal
frequency, so that no transformation of the outcome changes it and ties are no trouble. The
first-order index is the correlation ratio, less what groups of equal outcomes would show by chance.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from irenic.arrays.shares import Shares
from irenic.errors import BadUse
from irenic.study.resamples import resamples
from irenic.study.sensitivity.index import Indices, Values
from irenic.study.sensitivity.kernels.given import distances, placed, tables

Parts = NDArray[np.uint8]

INTERVALS: Final = 10
"""Into how many intervals of equal frequency PAWN divides the range of an input."""
MOST_GROUPS: Final = 48
PARTS: Final = 12
"""Into how many parts of equal frequency delta divides the outcomes; more would add noise and little else."""
RESAMPLES: Final = 100
_WORK: Final = 400_000_000
"""How many draws of inputs may be gone through to learn what chance gives."""


@dataclass(frozen=True, slots=True, eq=False)
class Raw:
    """The estimates of one pass, each of shape ``(input,)``, with whatever bias they have."""

    median: Values
    maximum: Values
    delta: Values
    first: Values


@dataclass(frozen=True, slots=True, eq=False)
class GivenData:
    """How much each input moves an outcome, from given draws.

    Parameters
    ----------
    median, maximum
        PAWN: the median and the maximum over the intervals of an input, 0 to 1.
    delta
        The expected share of the distribution of the outcome that moves, 0 to 1.
    first
        The share of the variance that would go if the input were known.
    """

    median: Indices
    maximum: Indices
    delta: Indices
    first: Indices


@dataclass(frozen=True, slots=True, eq=False)
class Grouped:
    """Inputs and outcomes made ready for the passes.

    Parameters
    ----------
    interval, group
        The interval of PAWN and the group of the other two, by input and draw.
    outcome
        The outcomes, by draw, less their mean.
    part
        In which part of its range each outcome lies.
    order
        The draws from the lowest outcome to the highest.
    last
        In this order, whether the next outcome is a greater one.
    """

    interval: Parts
    group: Parts
    outcome: Values
    part: Parts
    order: NDArray[np.intp]
    last: NDArray[np.bool_]

    @classmethod
    def of(cls, inputs: Values, outcome: Values) -> "Grouped":
        """Divide the ranges of inputs of shape ``(input, draw)``, and rank the outcomes.

        Raises
        ------
        BadUse
            If the shapes do not fit, or something is missing.
        """
        _check(inputs, outcome)
        ranked = np.sort(inputs, axis=1)
        interval, group = (parts(inputs, count, ranked) for count in (INTERVALS, groups_for(len(outcome))))
        order = np.argsort(outcome, kind="stable")
        last = np.append(np.diff(outcome[order]) > 0, [True])
        return cls(interval, group, outcome - outcome.mean(), parts(outcome[None], PARTS)[0], order, last)

    def dealt(self, deal: NDArray[np.intp]) -> "Grouped":
        """Return the same with every outcome given to another draw, so that no input can matter."""
        outcome, part = np.empty_like(self.outcome), np.empty_like(self.part)
        outcome[deal], part[deal] = self.outcome, self.part
        return replace(self, outcome=outcome, part=part, order=deal[self.order])


def groups_for(draws: int) -> int:
    """Return into how many groups an input is divided for delta and the first-order index.

    The rule is that of :cite:t:`plischke2013` as SALib has it: more draws, more and fuller groups.

    Examples
    --------
    >>> groups_for(500), groups_for(2000), groups_for(100_000)
    (5, 12, 47)
    """
    power = 2 / (7 + np.tanh((1500 - draws) / 500))
    return int(min(np.ceil(draws**power), MOST_GROUPS))


def parts(values: Values, count: int, ranked: Values | None = None) -> Parts:
    """Return in which of several parts of equal frequency each value lies, by row; equal values lie in one part.

    ``ranked`` is the same sorted by row, for whoever has it already.

    Examples
    --------
    >>> parts(np.array([[3.0, 1.0, 2.0, 4.0], [7.0, 7.0, 7.0, 8.0]]), 2).tolist()
    [[1, 0, 0, 1], [0, 0, 0, 1]]
    """
    size = values.shape[1]
    places = np.unique([size * k // count for k in range(1, count)])
    ranked = np.sort(values, axis=1) if ranked is None else ranked
    edges = np.ascontiguousarray(ranked[:, places])
    for row in (edges[:, 0] == ranked[:, 0]).nonzero()[0]:
        # Many draws have the least value: they are the first part, and the next begins above them.
        above = np.searchsorted(ranked[row], ranked[row, 0], side="right")
        edges[row] = np.maximum(edges[row], ranked[row, min(above, size - 1)])
    found: Parts = placed(values, edges)
    return found


def raw(grouped: Grouped, weight: Values | None = None) -> Raw:
    """Return the estimates of one pass over all inputs and draws.

    Parameters
    ----------
    grouped
        Inputs and outcomes.
    weight
        How often each draw counts; left out, once.
    """
    count = np.ones(len(grouped.outcome)) if weight is None else weight
    apart = distances(grouped.interval, grouped.order, grouped.last, count, INTERVALS)
    sizes = (int(grouped.group.max()) + 1, PARTS)
    table, total = tables(grouped.group, grouped.outcome, grouped.part, count, sizes)
    first = _first(table.sum(axis=2), total, grouped.outcome, count)
    return Raw(np.nanmedian(apart, axis=1), np.nanmax(apart, axis=1), _delta(table), first)


def _delta(table: Values) -> Values:
    """Return half the distance between two distributions over the parts of the outcome, on average over groups."""
    size = table.sum(axis=2, keepdims=True)
    draws = table.sum(axis=(1, 2), keepdims=True)
    expected = size * table.sum(axis=1, keepdims=True) / draws
    moved: Values = np.abs(table - expected).sum(axis=(1, 2)) / (2 * draws[:, 0, 0])
    return moved


def _first(size: Values, total: Values, outcome: Values, weight: Values) -> Values:
    """Return the variance between groups as a share of all, less what chance adds to it."""
    draws = weight.sum()
    mean = (weight * outcome).sum() / draws
    whole = (weight * (outcome - mean) ** 2).sum()
    if whole <= 0:  # a resample in which the outcome is everywhere the same: nothing moves it
        return np.zeros(len(size))
    held = size > 0
    between = (total**2 / np.where(held, size, 1)).sum(axis=1) - draws * mean**2
    free = held.sum(axis=1) - 1
    share: Values = (between - free * (whole - between) / (draws - 1 - free)) / whole
    return share


def given_data(inputs: Values, outcome: Values, seed: int = 1) -> GivenData:
    """Return how much each input moves an outcome, with intervals, and what chance alone would give.

    Parameters
    ----------
    inputs
        Drawn values, shape ``(input, draw)``; they may depend on each other and have ties.
    outcome
        What came out in each draw, shape ``(draw,)``; not the same everywhere.
    seed
        Where the random numbers for resampling start.

    Raises
    ------
    BadUse
        If the shapes do not fit, or something is missing.

    Notes
    -----
    Intervals come from the spread over resamples of the draws; the bias that resampling shows is
    taken off. An index is found if it exceeds what the greatest index of all reaches in 39 of 40 samples in
    which outcomes are dealt to the draws anew, so that no input can matter.

    Examples
    --------
    >>> draws = Shares(seed=1, start=0, stop=2000)
    >>> x = np.array([draws.of("a"), draws.of("b"), draws.of("c")])
    >>> found = given_data(x, 2 * x[0] + x[1])
    >>> print(found.first.of(0), "|", found.first.of(2))
    0.80 (0.79 to 0.81) | not distinguishable from 0
    """
    grouped = Grouped.of(inputs, outcome)
    found = raw(grouped)
    with ThreadPoolExecutor() as pool:
        # The passes are compiled and let go of the interpreter, so threads do them side by side.
        again = list(
            pool.map(lambda weight: raw(grouped, weight), resamples("resample", RESAMPLES, len(outcome), seed))
        )
        dealt = list(pool.map(lambda deal: raw(grouped.dealt(deal)), _deals(inputs.shape, seed)))
    return GivenData(*(_indices(name, found, again, dealt) for name in ("median", "maximum", "delta", "first")))


def _indices(name: str, found: Raw, again: list[Raw], dealt: list[Raw]) -> Indices:
    estimate: Values = getattr(found, name)
    resampled = np.array([getattr(one, name) for one in again])
    centre = resampled.mean(axis=0)
    low, high = np.quantile(resampled - centre, (0.025, 0.975), axis=0)
    # The bias of the first-order index is taken off by its formula already.
    value = estimate if name == "first" else 2 * estimate - centre
    level = float(np.quantile([getattr(one, name).max() for one in dealt], 0.975))
    return Indices(value, value - high, value - low, level, estimate > level)


def _deals(shape: tuple[int, ...], seed: int) -> Iterator[NDArray[np.intp]]:
    for number in range(int(np.clip(_WORK // (shape[0] * shape[1]), 80, 200))):
        yield np.argsort(Shares(seed, 0, shape[1]).of(f"deal {number}"))


def _check(inputs: Values, outcome: Values) -> None:
    if inputs.ndim != 2 or outcome.shape != inputs.shape[1:]:
        msg = (
            f"inputs of shape {inputs.shape} and outcomes of shape {outcome.shape}; allowed: (input, draw) and (draw,)"
        )
        raise BadUse(msg)
    if not (np.isfinite(inputs).all() and np.isfinite(outcome).all()):
        msg = "an input or outcome is missing or infinite; leave that draw out, and say so"
        raise BadUse(msg)
    if len(outcome) < 2 or np.ptp(outcome) == 0:
        msg = f"the outcome is the same in all {len(outcome)} draws, so no input moves it"
        raise BadUse(msg)
