"""Who would win what, if two sides divided the issues between them? Adjusted winner on a case, draw by draw.

A side wins an issue by having the option it likes best there, of those that cross no red line of
anybody whose consent they need. What an issue is worth to a side is the difference between winning
it and leaving it to the other. Where both like the same option best there is nothing to divide.
"""

from typing import Final

import numpy as np
import xarray as xr

from irenic.models.bargaining.adjusted_winner import Points, adjusted_winner
from irenic.models.bargaining.kernels.grid import Bools, Floats, Ints
from irenic.models.bargaining.packages import ROUNDING, check, issue_numbers, labelled, reservations, worths_of
from irenic.models.bargaining.third_parties import circles
from irenic.vocabulary import ACTOR, DRAW, ENOUGH, EVEN_SHARE, ISSUE, PARTY, SIGNS, WON

POINTS: Final = 10**6
"""How many points each side has; what it values is rounded to one of them, and exact from then on."""


def who_would_win_what(case: xr.Dataset) -> xr.Dataset:
    """Return how the two sides of a war, or the two who sign, would divide the issues by adjusted winner.

    Parameters
    ----------
    case
        As for :func:`~irenic.models.bargaining.packages.what_could_all_sign`; may have ``party``, two names of
        actors. Without it, the two who sign are the sides.

    Returns
    -------
    xarray.Dataset
        ``won`` by draw, actor and issue: the share of the issue that a side wins; NaN for everybody
        else, and on issues that are not disputed. ``even_share`` by draw: what each wins of what is
        disputed, in its own points. ``enough`` by draw and actor: whether the division, with a split
        issue counted by its shares, is worth its reservation to a side. NaN all through where there
        are not two sides, red lines leave no option on some issue, or a side disputes nothing.

    Raises
    ------
    BadUse
        If a variable is missing, has a wrong dimension or missing values, or nobody signs.

    Examples
    --------
    A cares about the water, B about the road:

    >>> case = xr.Dataset(
    ...     {
    ...         "position": (("draw", "actor", "issue"), [[[0.0, 0.0], [100.0, 100.0]]]),
    ...         "salience": (("draw", "actor", "issue"), [[[0.8, 0.2], [0.2, 0.8]]]),
    ...         "has_position": (("actor", "issue"), [[True, True], [True, True]]),
    ...         "place": (("draw", "option"), [[0.0, 100.0, 0.0, 100.0]]),
    ...         "refuses": (("actor", "option"), np.zeros((2, 4), dtype=bool)),
    ...         "signs": ("actor", [True, True]),
    ...     },
    ...     coords={
    ...         "actor": ["a", "b"],
    ...         "issue": ["water", "road"],
    ...         "issue_of_option": ("option", ["water", "water", "road", "road"]),
    ...     },
    ... )
    >>> found = who_would_win_what(case)
    >>> found.won.sel(draw=0, actor="a").values.tolist(), found.even_share.values.tolist()
    ([1.0, 0.0], [0.8])
    """
    check(case)
    issue, worths = issue_numbers(case), worths_of(case).to_numpy()
    least, sides = reservations(case, worths), _sides(case)
    allowed = np.logical_or.reduce([circle.allowed for circle in circles(case)])
    own = [np.flatnonzero(allowed & (issue == at)) for at in range(issue[-1] + 1)]
    won = np.full((len(worths), worths.shape[1], len(own)), np.nan)
    even, enough = np.full(len(worths), np.nan), np.full(worths.shape[:2], np.nan)
    for draw in range(len(worths)) if len(sides) == 2 and all(map(len, own)) else ():
        wins, loses = _at_stake(worths[draw, sides], own)
        if (wins.sum(axis=1) - loses.sum(axis=1) < 1 / POINTS).any():
            continue
        first, second = (_points(side) for side in wins - loses)
        found = adjusted_winner(first, second)
        share = np.array([float(found.share[name]) for name in first])
        shares = np.array([share, 1 - share])
        won[draw, sides] = np.where((wins - loses > ROUNDING).any(axis=0), shares, np.nan)
        even[draw] = float(found.points[0] / POINTS)
        enough[draw, sides] = (shares * wins + (1 - shares) * loses).sum(axis=1) >= least[draw, sides] - ROUNDING
    return xr.Dataset(
        {
            WON: labelled(case, won, (DRAW, ACTOR, ISSUE)),
            EVEN_SHARE: labelled(case, even, (DRAW,)),
            ENOUGH: labelled(case, enough, (DRAW, ACTOR)),
        }
    )


def _sides(case: xr.Dataset) -> list[int]:
    """Return the two sides by number: the parties of a war, or whoever signs."""
    if case.sizes.get(PARTY, 0):
        actors = case[ACTOR].to_numpy().tolist()
        return [actors.index(party) for party in case[PARTY].to_numpy().tolist()]
    return [int(at) for at in np.flatnonzero(case[SIGNS].to_numpy())]


def _at_stake(worth: Floats, own: list[Ints]) -> tuple[Floats, Floats]:
    """Return what each issue is worth to each side, ``(side, issue)``, if it wins it and if the other does."""
    best = np.array([[_best(worth[side], worth[1 - side], options) for options in own] for side in (0, 1)])
    wins = np.array([worth[side, best[side]] for side in (0, 1)])
    loses = np.array([worth[side, best[1 - side]] for side in (0, 1)])
    return wins, loses


def _best(mine: Floats, others: Floats, options: Ints) -> int:
    """Return the option a side likes best; of several, the one that the other likes best."""
    top: Bools = mine[options] >= mine[options].max() - ROUNDING
    return int(options[top][others[options[top]].argmax()])


def _points(stakes: Floats) -> Points:
    """Return what a side has at stake as points, by issue; the weightiest issue takes what rounding leaves."""
    points = np.rint(stakes / stakes.sum() * POINTS).astype(int)
    points[points.argmax()] += POINTS - points.sum()
    return {str(at): int(value) for at, value in enumerate(points)}
