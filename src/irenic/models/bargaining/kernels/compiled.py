"""The merge of packages, compiled, for many draws at once: what a study asks in every draw.

The same as in :mod:`~irenic.models.bargaining.kernels.merge`, without the way to every tie: partial packages
are extended issue by issue; what cannot win over somebody any more is dropped, and so is what another
partial package matches for everybody, since every way to complete the one completes the other as
well. What somebody who has only to be won over gets beyond its floor counts for nothing.

:func:`frontiers` gives the efficient packages of two parties, the menu that a war is fought about, with any
number of third parties to be won over; of packages that are worth the same to both, one is
kept. :func:`winnable` says whether any number of actors can all be won over.

Shapes: ``worth`` is ``(draw, side, option)``; ``floor`` is ``(draw, side)``, of those who are to be won over;
``allowed`` is ``(option,)``; ``starts`` gives the first option of every issue and, at the end, the number
of options.
"""

from typing import Final

import numpy as np
from numba import njit

from irenic.models.bargaining.kernels.grid import FINE, Bools, Floats, Ints, floor_of, to_fine

GRID: Final = 1e9
"""Utilities that fall on the same step of this grid are equal, so that rounding makes no false efficient package."""


@njit(nogil=True, cache=True)
def _from_the_firsts_best(sums: Ints) -> Ints:
    order = np.arange(sums.shape[1])
    for side in range(len(sums) - 1, -1, -1):
        order = order[np.argsort(-sums[side][order], kind="mergesort")]
    return order


@njit(nogil=True, cache=True)
def _is_matched(sums: Ints, kept: Ints, at: int) -> bool:
    """Return whether a kept package, none worse for the first party, is as good as another for everybody else."""
    for k in range(len(kept) - 1, -1, -1):
        matches = True
        for side in range(1, len(sums)):
            if sums[side, kept[k]] < sums[side, at]:
                matches = False
                break
        if matches:
            return True
    return False


@njit(nogil=True, cache=True)
def _efficient(sums: Ints) -> Ints:
    """Return which partial packages are matched by no other, the first party's best first."""
    kept, count, best = np.empty(sums.shape[1], np.int64), 0, np.int64(-(2**62))
    for at in _from_the_firsts_best(sums):
        matched = sums[1, at] <= best if len(sums) == 2 else _is_matched(sums, kept[:count], at)
        if not matched:
            kept[count], best = at, max(best, sums[1, at])
            count += 1
    return kept[:count]


@njit(nogil=True, cache=True)
def _reach(worth: Ints, allowed: Bools, starts: Ints) -> tuple[Ints, Ints]:
    """Return the least and the most that the issues from each one on can add for each side, ``(issue + 1, side)``."""
    issues, sides = len(starts) - 1, len(worth)
    least, most = np.zeros((issues + 1, sides), np.int64), np.zeros((issues + 1, sides), np.int64)
    for issue in range(issues - 1, -1, -1):
        for side in range(sides):
            low, high = np.int64(2**62), np.int64(-(2**62))
            for option in range(starts[issue], starts[issue + 1]):
                if allowed[option]:
                    low, high = min(low, worth[side, option]), max(high, worth[side, option])
            least[issue, side] = least[issue + 1, side] + low
            most[issue, side] = most[issue + 1, side] + high
    return least, most


@njit(nogil=True, cache=True)
def _extended(sums: Ints, worth: Ints, options: Ints) -> Ints:
    """Return the sums of every partial package with every option, ``(side, package x option)``."""
    sides, many = len(sums), sums.shape[1] * len(options)
    further = np.empty((sides, many), np.int64)
    for side in range(sides):
        for p in range(sums.shape[1]):
            for o in range(len(options)):
                further[side, p * len(options) + o] = sums[side, p] + worth[side, options[o]]
    return further


@njit(nogil=True, cache=True)
def _winning(sums: Ints, floor: Ints, least: Ints, most: Ints) -> Ints:
    """Return the packages that can still win over the last sides, which have a floor, and cap what each gets."""
    kept, count = np.empty(sums.shape[1], np.int64), 0
    first = len(sums) - len(floor)
    for p in range(sums.shape[1]):
        wins = True
        for at in range(len(floor)):
            side = first + at
            wins = wins and sums[side, p] + most[side] >= floor[at]
            sums[side, p] = min(sums[side, p], floor[at] - least[side])
        if wins:
            kept[count] = p
            count += 1
    return kept[:count]


@njit(nogil=True, cache=True)
def _frontier(worth: Ints, floor: Ints, allowed: Bools, starts: Ints) -> Ints:
    """Return the options of the efficient packages of one draw, ``(package, issue)``, the first party's best first."""
    issues = len(starts) - 1
    least, most = _reach(worth, allowed, starts)
    sums, chosen = np.zeros((len(worth), 1), np.int64), np.zeros((1, issues), np.int64)
    for issue in range(issues):
        options = np.flatnonzero(allowed[starts[issue] : starts[issue + 1]]) + starts[issue]
        further = _extended(sums, worth, options)
        winning = _winning(further, floor, least[issue + 1], most[issue + 1])
        kept = winning[_efficient(np.ascontiguousarray(further[:, winning]))]
        before = chosen
        chosen = np.empty((len(kept), issues), np.int64)
        for k in range(len(kept)):
            chosen[k] = before[kept[k] // len(options)]
            chosen[k, issue] = options[kept[k] % len(options)]
        sums = np.ascontiguousarray(further[:, kept])
    # With third parties, packages of all sorts are left; only what is efficient for the two parties is wanted.
    return chosen[_efficient(np.ascontiguousarray(sums[:2]))]


@njit(nogil=True, cache=True)
def _winnable(worth: Ints, floor: Ints, allowed: Bools, starts: Ints) -> Bools:
    found = np.ones(len(worth), np.bool_)
    for draw in range(len(worth)):
        least, most = _reach(worth[draw], allowed, starts)
        sums = np.zeros((worth.shape[1], 1), np.int64)
        for issue in range(len(starts) - 1):
            options = np.flatnonzero(allowed[starts[issue] : starts[issue + 1]]) + starts[issue]
            further = _extended(sums, worth[draw], options)
            winning = _winning(further, floor[draw], least[issue + 1], most[issue + 1])
            further = np.ascontiguousarray(further[:, winning])
            sums = np.ascontiguousarray(further[:, _efficient(further)])
            if sums.shape[1] == 0:
                found[draw] = False
                break
    return found


def winnable(worth: Ints, floor: Ints, allowed: Bools, starts: Ints) -> Bools:
    """Return for every draw whether some package reaches the floor of every side, ``(draw,)``.

    Parameters
    ----------
    worth
        What an option adds to the utility of every side, in fine steps, ``(draw, side, option)``.
    floor
        What each side must get at the least, in fine steps, ``(draw, side)``.
    allowed
        Which options a package may have, ``(option,)``; at least one of every issue.
    starts
        The first option of every issue, and the number of options, ``(issue + 1,)``.
    """
    found: Bools = _winnable(np.ascontiguousarray(worth), np.ascontiguousarray(floor), allowed, starts)
    return found


@njit(nogil=True, cache=True)
def _spread(lead: Ints, most: int) -> Ints:
    """Return at most so many packages of a frontier, evenly spread between the two parties' best."""
    if len(lead) <= most:
        return np.arange(len(lead))
    picked, count, at = np.empty(most, np.int64), 0, 0
    for k in range(most):
        target = lead[0] + (lead[-1] - lead[0]) * k / (most - 1)
        while at + 1 < len(lead) and abs(lead[at + 1] - target) <= abs(lead[at] - target):
            at += 1
        if count == 0 or picked[count - 1] != at:
            picked[count] = at
            count += 1
    return picked[:count]


@njit(nogil=True, cache=True)
def _frontiers(worth: Ints, floor: Ints, allowed: Bools, starts: Ints, most: int) -> tuple[Ints, Ints]:
    draws, issues = len(worth), len(starts) - 1
    chosen, counts = np.zeros((draws, most, issues), np.int64), np.zeros(draws, np.int64)
    for draw in range(draws):
        found = _frontier(worth[draw], floor[draw], allowed, starts)
        lead = np.zeros(len(found), np.int64)
        for p in range(len(found)):
            for issue in range(issues):
                lead[p] += worth[draw, 0, found[p, issue]] - worth[draw, 1, found[p, issue]]
        kept = _spread(lead, most)
        counts[draw] = len(kept)
        chosen[draw, : len(kept)] = found[kept]
    return chosen, counts


def frontiers(worth: Floats, floor: Floats, allowed: Bools, starts: Ints, most: int) -> tuple[Ints, Ints]:
    """Return the efficient packages of every draw, evenly thinned where there are more than ``most``.

    Parameters
    ----------
    worth
        What an option adds to the utility of the two parties and of the third parties, ``(draw, 2 + third, option)``.
    floor
        What each third party must get at the least, ``(draw, third)``; minus infinity if it needs nothing.
    allowed
        Which options a package may have, ``(option,)``.
    starts
        The first option of every issue, and the number of options, ``(issue + 1,)``.
    most
        At least 2: how many packages of a draw to keep; both parties' best are among them.

    Returns
    -------
    tuple
        The option that a package has on each issue, ``(draw, most, issue)``, and how many packages
        there are in each draw, ``(draw,)``.
    """
    if not np.logical_or.reduceat(allowed, starts[:-1]).all():
        return np.zeros((len(worth), most, len(starts) - 1), np.int64), np.zeros(len(worth), np.int64)
    # A third party whose floor is just what the present is worth must not lose it to rounding: finer steps for them.
    steps = np.concatenate([np.rint(worth[:, :2] * GRID).astype(np.int64), to_fine(worth[:, 2:], FINE)], axis=1)
    least = floor_of(np.maximum(floor, -1.0), FINE)
    chosen, counts = _frontiers(steps, least, np.ascontiguousarray(allowed), starts, most)
    return chosen, counts
