"""One bargain for every draw: the same issues, actors and red lines, with other numbers.

Shapes: ``worth`` is ``(draw, actor, option)``, ``reservation`` is ``(draw, actor)``; ``allowed`` is
``(option,)``; ``issue`` gives the issue of each option by number, and options of one issue stand
together. Draws know nothing of each other.
"""

from typing import Final, NamedTuple

import numpy as np

from irenic.models.bargaining.kernels import points
from irenic.models.bargaining.kernels.compiled import winnable
from irenic.models.bargaining.kernels.concession import least_greatest
from irenic.models.bargaining.kernels.elimination import Stakes
from irenic.models.bargaining.kernels.grid import (
    CELL,
    FINE,
    NO_CEILING,
    Bools,
    Floats,
    Ints,
    floor_of,
    to_cells,
    to_fine,
)
from irenic.models.bargaining.kernels.merge import Merged, counts, merge, packages, used
from irenic.models.bargaining.kernels.utilities import starts_of

RATES: Final = (1.0, 0.7, 0.5, 0.4, 0.3, 0.25, 0.2, 0.15, 0.1, 0.08, 0.06, 0.05)
"""How strongly weights shift to actors who lack something, round by round."""
SURE: Final = 1e-7
"""A weighted sum that lacks more than this lacks it for certain; rounding is smaller."""


class Settled(NamedTuple):
    """What each draw comes to: ``(draw,)`` or ``(draw, option)``; see the vocabulary for each."""

    agreement: Bools
    efficient_packages: Floats
    efficient: Bools
    nash: Bools
    kalai_smorodinsky: Bools
    concession: Floats


def settle(worth: Floats, reservation: Floats, allowed: Bools, issue: Ints, voting: Bools) -> Settled:
    """Return, for every draw, whether there is a package that all accept, and which are efficient and fair."""
    draws, options = len(worth), len(issue)
    marks = np.zeros((3, draws, options), dtype=bool)
    number, concession = np.zeros(draws), np.zeros(draws)
    starts = starts_of(issue)
    fine = to_fine(np.ascontiguousarray(worth.swapaxes(1, 2)), FINE)
    floors = floor_of(reservation, FINE)
    is_open = tuple(np.split(allowed, starts[1:]))
    if not all(options_open.any() for options_open in is_open):
        return Settled(number > 0, number, marks[0], marks[1], marks[2], np.full(draws, np.nan))
    found, _ = weigh(worth, floors / FINE, allowed, issue)
    for at in range(draws):
        floor = floors[at]
        stakes = Stakes(tuple(np.split(fine[at], starts[1:])), is_open)
        merged = merge(stakes, floor, np.where(voting, NO_CEILING, floor))
        if len(merged.cells):
            number[at] = float(counts(merged).sum())
            marks[:, at] = _marks(merged, floor, voting, starts, options)
        else:
            enough = int(np.ceil(-found[at] * FINE / CELL)) + 1
            concession[at] = least_greatest(stakes, floor, enough)[0] * CELL / FINE
    return Settled(number > 0, number, marks[0], marks[1], marks[2], concession)


def signable(worth: Floats, reservation: Floats, allowed: Bools, issue: Ints) -> Bools:
    """Return for every draw whether some package within what is allowed is accepted by all, ``(draw,)``."""
    starts = starts_of(issue)
    is_open = tuple(np.split(allowed, starts[1:]))
    if not all(options_open.any() for options_open in is_open):
        return np.zeros(len(worth), dtype=bool)
    floors = floor_of(reservation, FINE)
    found, bound = weigh(worth, floors / FINE, allowed, issue)
    result: Bools = found >= 0
    undecided = np.flatnonzero((found < 0) & (bound >= -SURE))
    ends = np.append(starts, len(issue))
    result[undecided] = winnable(to_fine(worth[undecided], FINE), floors[undecided], allowed, ends)
    return result


def weigh(worth: Floats, least: Floats, allowed: Bools, issue: Ints) -> tuple[Floats, Floats]:
    """Return what the worst-off gets beyond its reservation in the best package found, and at the most in any.

    The package with the greatest weighted sum is found issue by issue, for all draws at once. Nobody can
    make the worst-off better off than that sum beyond the weighted reservations; weights then shift
    to those who lack (:cite:t:`arora2012`). Every option set has something allowed.
    """
    draws, actors = least.shape
    starts, rows = starts_of(issue), np.arange(draws)
    weights = np.full((draws, actors), 1 / actors)
    found, bound = np.full(draws, -np.inf), np.full(draws, np.inf)
    for rate in RATES:
        value = np.where(allowed, np.einsum("da,dao->do", weights, worth), -np.inf)
        chosen = [a + part.argmax(axis=1) for a, part in zip(starts, np.split(value, starts[1:], axis=1), strict=True)]
        beyond = np.sum([worth[rows, :, option] for option in chosen], axis=0) - least
        found = np.maximum(found, beyond.min(axis=1))
        bound = np.minimum(bound, (weights * beyond).sum(axis=1))
        weights = weights * np.exp(-rate * beyond / np.maximum(np.abs(beyond).max(axis=1, keepdims=True), SURE))
        weights /= weights.sum(axis=1, keepdims=True)
    return found, bound


def _marks(merged: Merged, floor: Ints, voting: Bools, starts: Ints, options: int) -> Bools:
    """Return which options are part of an efficient, the first Nash and the first Kalai–Smorodinsky package."""
    cells = merged.cells[:, voting]
    gains = cells - to_cells(floor[voting] + 1)
    nash, _ = points.nash(gains, np.ones(gains.shape[1]))
    even = points.kalai_smorodinsky(gains, gains.max(axis=0))
    marks = np.zeros((3, options), dtype=bool)
    sizes = tuple(np.diff(np.append(starts, options)).tolist())
    marks[0] = np.concatenate(used(merged, np.arange(len(cells)), sizes))
    for row, best in ((1, nash), (2, even)):
        marks[row, starts + packages(merged, int(best.argmax()), 1)[0]] = True
    return marks
