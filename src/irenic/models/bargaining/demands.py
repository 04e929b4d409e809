"""What would have to give: the demands that stand against each other, draw by draw.

As :mod:`~irenic.models.bargaining.obstacles`, for a whole case: within the terms of each proposal, and with
all terms open. A demand is a reservation, or a red line on an issue. Those of a third party count
only in packages that need its consent; whose consent an option needs is a fact and no demand.
"""

from collections.abc import Callable
from functools import cache
from typing import Final, TypeAlias

import numpy as np
import xarray as xr

from irenic.models.bargaining.kernels.compiled import winnable
from irenic.models.bargaining.kernels.conflicts import Demands, conflicts
from irenic.models.bargaining.kernels.grid import FINE, Bools, Ints, floor_of, to_fine
from irenic.models.bargaining.kernels.utilities import starts_of
from irenic.models.bargaining.packages import check, issue_numbers, reservations, terms_of, worths_of
from irenic.models.bargaining.third_parties import circles, needed_by
from irenic.vocabulary import (
    ACTOR,
    CLASHES,
    CLASHES_WITHIN,
    CONFLICT,
    DRAW,
    ISSUE,
    OPENS,
    OPENS_WITHIN,
    OPTION,
    PROPOSAL,
    REFUSES,
    SIGNS,
    STAND,
)

MOST: Final = 6
"""Conflicts that are listed within the same terms before the search ends."""
_Bargains: TypeAlias = tuple[tuple[Bools, list[int]], ...]
"""For each circle of third parties under some demands: what is open, and the actors who have to be won over."""


def what_would_have_to_give(case: xr.Dataset) -> xr.Dataset:
    """Return the smallest sets of red lines and reservations that cannot all stand.

    Parameters
    ----------
    case
        As for :func:`~irenic.models.bargaining.packages.what_could_all_sign`.

    Returns
    -------
    xarray.Dataset
        ``clashes`` by draw, conflict and stand, and ``opens`` by draw and stand: whether all could
        sign if this demand alone went; with all terms open. The same within the terms of each
        proposal: ``clashes_within`` by draw, proposal, conflict and stand, and ``opens_within`` by
        draw, proposal and stand. All false where there is a package that everyone whose consent is
        needed accepts.

    Raises
    ------
    BadUse
        If a variable is missing, has a wrong dimension or missing values, or nobody signs.

    Examples
    --------
    B takes half at the least, and A refuses all that gives it so much:

    >>> case = xr.Dataset(
    ...     {
    ...         "position": (("draw", "actor", "issue"), [[[0.0], [100.0]]]),
    ...         "salience": (("draw", "actor", "issue"), [[[1.0], [1.0]]]),
    ...         "has_position": (("actor", "issue"), [[True], [True]]),
    ...         "place": (("draw", "option"), [[0.0, 50.0, 100.0]]),
    ...         "refuses": (("actor", "option"), [[False, True, True], [False, False, False]]),
    ...         "signs": ("actor", [True, True]),
    ...         "reservation": (("draw", "actor"), [[0.0, 0.5]]),
    ...     },
    ...     coords={"actor": ["a", "b"], "issue": ["border"], "issue_of_option": ("option", ["border"] * 3)},
    ... )
    >>> first = what_would_have_to_give(case).clashes.sel(draw=0, conflict=1)
    >>> first.stand[first.values].values.tolist()
    ['b', 'a.border']
    """
    check(case)
    issue, worths = issue_numbers(case), worths_of(case).to_numpy()
    stands, terms = _Stands(case, issue), terms_of(case, issue)
    fine, floors = to_fine(worths, FINE), floor_of(reservations(case, worths), FINE)
    anything = np.ones(len(issue), dtype=bool)
    # Several proposals may leave the same open; what they come to is asked once.
    asked = {within.tobytes(): within for within in (anything, *terms)}
    found = {key: stands.clashes(fine, floors, within) for key, within in asked.items()}
    clashes, opens = found[anything.tobytes()]
    own = [found[one.tobytes()] for one in terms]
    none = np.zeros((len(worths), 0, MOST, len(stands.labels)), dtype=bool)
    by_proposal = (np.stack([c for c, _ in own], 1), np.stack([o for _, o in own], 1)) if own else (none, none[:, :, 0])
    coords = {DRAW: case[DRAW]} if DRAW in case.coords else {}
    return xr.Dataset(
        {
            CLASHES: ((DRAW, CONFLICT, STAND), clashes),
            OPENS: ((DRAW, STAND), opens),
            CLASHES_WITHIN: (
                (DRAW, PROPOSAL, CONFLICT, STAND),
                by_proposal[0],
            ),
            OPENS_WITHIN: ((DRAW, PROPOSAL, STAND), by_proposal[1]),
        },
        coords={
            **coords,
            **({PROPOSAL: case[PROPOSAL]} if own and PROPOSAL in case.coords else {}),
            CONFLICT: np.arange(1, MOST + 1),
            STAND: list(stands.labels),
        },
    )


class _Stands:
    """Every demand there may be, by number: the reservations of all actors first, then their red lines."""

    def __init__(self, case: xr.Dataset, issue: Ints) -> None:
        actors, issues = case[ACTOR].to_numpy().tolist(), case[ISSUE].to_numpy().tolist()
        self.ends = np.append(starts_of(issue), len(issue))
        self.signs, self.needs = case[SIGNS].to_numpy(), needed_by(case)
        self.refuses = case[REFUSES].transpose(ACTOR, OPTION).to_numpy()
        self.circles = circles(case.assign({REFUSES: xr.zeros_like(case[REFUSES])}))
        lines = [(a, i) for a in range(len(actors)) for i in range(len(issues)) if self.refuses[a, issue == i].any()]
        self.labels = (*actors, *(f"{actors[a]}.{issues[i]}" for a, i in lines))
        self.whose = np.array([*range(len(actors)), *(a for a, _ in lines)])
        nothing = np.zeros((len(actors), len(issue)), dtype=bool)
        closed = [self.refuses[a] & (issue == i) for a, i in lines]
        self.closed = np.concatenate([nothing, np.array(closed, dtype=bool).reshape(-1, len(issue))])

    def clashes(self, fine: Ints, floors: Ints, within: Bools) -> tuple[Bools, Bools]:
        """Return the conflicts within some options, ``(draw, conflict, demand)``, and which demands alone would do."""
        found = np.zeros((len(fine), MOST, len(self.labels)), dtype=bool)
        opens = np.zeros((len(fine), len(self.labels)), dtype=bool)
        asked = self._asked(within)
        everything = frozenset(range(len(asked)))
        bargains = self._bargains(within, asked)
        for draw in range(len(fine)):
            met = self._met(fine[draw], floors[draw], bargains)
            if met(everything):
                continue
            for number, some in enumerate(conflicts(len(asked), met, MOST).conflicts):
                found[draw, number, [asked[n] for n in some]] = True
            opens[draw, asked] = [met(everything - {n}) for n in everything]
        return found, opens

    def _asked(self, within: Bools) -> list[int]:
        """Return the demands that matter within some options: of those with a say, and met by some of them only."""
        say = self.signs | self.needs[within].any(axis=0)
        own = range(len(self.signs))
        return [n for n, a in enumerate(self.whose) if say[a] and (n in own or (self.closed[n] & within).any())]

    def _bargains(self, within: Bools, asked: list[int]) -> Callable[[Demands], _Bargains]:
        """Return a function that gives the bargains under some demands: what is open, and whose reservations count."""

        @cache
        def bargains(some: Demands) -> _Bargains:
            found = []
            for circle in self.circles:
                voiced = [n for n in (asked[k] for k in sorted(some)) if (self.signs | circle.members)[self.whose[n]]]
                is_open = circle.allowed & within & ~self.closed[voiced].any(axis=0)
                if np.logical_or.reduceat(is_open, self.ends[:-1]).all():
                    found.append((is_open, [n for n in voiced if n < len(self.signs)]))
            return tuple(found)

        return bargains

    def _met(self, fine: Ints, floors: Ints, bargains: Callable[[Demands], _Bargains]) -> Callable[[Demands], bool]:
        """Return a function that says whether some demands can be met together in one draw."""

        @cache
        def met(some: Demands) -> bool:
            return any(
                not sides or bool(winnable(fine[None, sides], floors[None, sides], is_open, self.ends)[0])
                for is_open, sides in bargains(some)
            )

        return met
