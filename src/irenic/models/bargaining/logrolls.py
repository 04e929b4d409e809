"""Who could give what to whom: exchanges that leave nobody worse off, from any package on.

With strictly opposed interests every change on a single issue hurts somebody, so packages improve
only by exchanges: one side yields on what matters less to it, for what matters more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final, TypeAlias

import numpy as np
import xarray as xr

from irenic.errors import BadUse
from irenic.models.bargaining.bargain import Bargain
from irenic.models.bargaining.frontier import efficient_packages
from irenic.models.bargaining.kernels.grid import Ints, to_cells
from irenic.models.bargaining.kernels.points import greatest_sum
from irenic.models.bargaining.kernels.swaps import combined, improving, most_even
from irenic.vocabulary import ACTOR, ISSUE, PACKAGE

MOST: Final = 3
"""Issues that change at once in one exchange, unless told otherwise."""
Moves: TypeAlias = frozenset[tuple[int, int]]
"""The issues that change, each with its new option, by number."""


@dataclass(frozen=True)
class Exchange:
    """A change of some issues at once that leaves nobody worse off and somebody better off.

    Parameters
    ----------
    changes
        For each issue that changes, the option now and the option instead.
    gains
        What each actor gains in all, by actor.
    by_issue
        What each actor gains or gives up on each of these issues, by issue and actor: who gives
        is below 0, who gets above.
    """

    changes: dict[str, tuple[str, str]]
    gains: xr.DataArray
    by_issue: xr.DataArray

    @property
    def gives(self) -> dict[str, tuple[str, ...]]:
        """The issues on which each actor yields, for those who yield on any."""
        yields = {
            actor: tuple(issue for issue in self.changes if float(self.by_issue.sel({ISSUE: issue, ACTOR: actor})) < 0)
            for actor in self.gains[ACTOR].to_numpy().tolist()
        }
        return {actor: issues for actor, issues in yields.items() if issues}


def who_could_give_what(over: Bargain, package: dict[str, str], issues: int = MOST) -> tuple[Exchange, ...]:
    """Return the exchanges from a package on that leave nobody worse off, the greatest joint gain first.

    Parameters
    ----------
    over
        The bargain. Exchanges stay inside all red lines; reservations are met afterwards if they
        are met before.
    package
        The package at hand, an option for every issue.
    issues
        How many issues may change at once, at the most. An exchange that contains a smaller one is
        not listed.

    Raises
    ------
    BadUse
        If the bargain has terms over two options, or fewer than one issue may change.

    Examples
    --------
    >>> from irenic.models.bargaining.compose import bargain
    >>> villages = bargain(
    ...     {
    ...         "east": {"water": {"east": 70, "west": 0}, "road": {"east": 30, "west": 0}},
    ...         "west": {"water": {"east": 0, "west": 40}, "road": {"east": 0, "west": 60}},
    ...     }
    ... )
    >>> found = who_could_give_what(villages, {"water": "water.west", "road": "road.east"})
    >>> found[0].gains.values.tolist(), found[0].gives
    ([40.0, 20.0], {'east': ('road',), 'west': ('water',)})
    """
    _check(over, issues)
    base = over.numbers(package)
    found: list[Moves] = []
    for which, options, _ in _improvements(over, base, issues):
        for row in options.tolist():
            moves = frozenset(zip(which, row, strict=True))
            if not any(part < moves for part in found):
                found.append(moves)
    exchanges = [_exchange(over, base, moves) for moves in found]
    return tuple(sorted(exchanges, key=lambda exchange: -float(exchange.gains.sum())))


def best_exchange(over: Bargain, package: dict[str, str], issues: int = MOST) -> Exchange | None:
    """Return the exchange that gives most to whoever gains least, and then most in all; none if there is none.

    Only what those who negotiate gain counts, and one of them gains; ratifiers are not worse off. Of exchanges
    that are worth the same, one that changes fewer issues is taken.

    Parameters
    ----------
    over, package, issues
        As for :func:`who_could_give_what`.

    Raises
    ------
    BadUse
        If the bargain has terms over two options, or fewer than one issue may change.

    Examples
    --------
    >>> from irenic.models.bargaining.compose import bargain
    >>> villages = bargain(
    ...     {
    ...         "east": {"water": {"east": 70, "west": 0}, "road": {"east": 30, "west": 0}},
    ...         "west": {"water": {"east": 0, "west": 40}, "road": {"east": 0, "west": 60}},
    ...     }
    ... )
    >>> best_exchange(villages, {"water": "water.west", "road": "road.east"}).gives
    {'east': ('road',), 'west': ('water',)}
    >>> best_exchange(villages, {"water": "water.east", "road": "road.west"}) is None
    True
    """
    _check(over, issues)
    base = over.numbers(package)
    best, most = None, (0, 0)
    for which, options, gains in _improvements(over, base, issues):
        counted = gains[:, over.voting]
        least, total = counted.min(axis=1), counted.sum(axis=1)
        top = int(np.lexsort((total, least))[-1])
        if (least[top], total[top]) > most:
            best, most = frozenset(zip(which, options[top].tolist(), strict=True)), (least[top], total[top])
    return None if best is None else _exchange(over, base, best)


def _check(over: Bargain, issues: int) -> None:
    if over.linkages or over.ruled_out:
        msg = "exchanges are sought for bargains without terms over two options"
        raise BadUse(msg)
    if issues < 1:
        msg = f"{issues} issues cannot change; give 1 or more"
        raise BadUse(msg)


def _improvements(over: Bargain, base: Ints, most: int) -> Iterator[tuple[tuple[int, ...], Ints, Ints]]:
    """Yield issues that change at once, the options that are a loss to nobody, and what each actor gains by them."""
    stakes = over.stakes
    usable = [np.flatnonzero(is_open) for is_open in stakes.open]
    usable = [options[options != now] for options, now in zip(usable, base, strict=True)]
    steps = [to_cells(c[o] - c[now]) for c, o, now in zip(stakes.columns, usable, base, strict=True)]
    able = [issue for issue, options in enumerate(usable) if len(options)]
    for size in range(1, most + 1):
        for which in combinations(able, size):
            rows, gains = combined([steps[i] for i in which])
            good = improving(gains)
            if len(good):
                options = np.column_stack([usable[i][rows[good, at]] for at, i in enumerate(which)])
                yield which, options, gains[good]


@dataclass(frozen=True)
class Potential:
    """What trading across issues is worth, in the sum of utilities.

    Parameters
    ----------
    compromise
        What the package is worth that settles each issue for itself, by actor.
    best
        What the package with the greatest sum is worth among those that all accept, by actor; none
        if there is none.
    """

    compromise: xr.DataArray
    best: xr.DataArray | None

    @property
    def gain(self) -> float | None:
        """By how much the sum of utilities grows when issues are traded, or none without a package."""
        return None if self.best is None else float(self.best.sum() - self.compromise.sum())


def integrative_potential(over: Bargain) -> Potential:
    """Return how much better a package can be than settling every issue for itself.

    Settling an issue for itself takes the option within the red lines whose shares of what is
    possible on that issue are most even; the first of them, if several are. Sums of utilities
    suppose that they share a scale.

    Raises
    ------
    BadUse
        If red lines leave no option on some issue.

    Examples
    --------
    >>> from irenic.models.bargaining.compose import bargain
    >>> villages = bargain(
    ...     {
    ...         "east": {"water": {"east": 70, "half": 35, "west": 0}, "road": {"east": 30, "half": 15, "west": 0}},
    ...         "west": {"water": {"east": 0, "half": 20, "west": 40}, "road": {"east": 0, "half": 30, "west": 60}},
    ...     }
    ... )
    >>> integrative_potential(villages).gain
    30.0
    """
    usable = [np.flatnonzero(is_open) for is_open in over.stakes.open]
    if not all(map(len, usable)):
        msg = "red lines leave no option on some issue, so that it cannot be settled for itself"
        raise BadUse(msg)
    columns = [column[options][:, over.voting] for column, options in zip(over.stakes.columns, usable, strict=True)]
    numbers = np.array([options[most_even(column)] for column, options in zip(columns, usable, strict=True)])
    frontier = efficient_packages(over)
    compromise = over.utility(numbers[None]).isel({PACKAGE: 0})[over.voting]
    if not frontier.size:
        return Potential(compromise, None)
    top = int(greatest_sum(frontier.merged.cells[:, over.voting]).argmax())
    return Potential(compromise, frontier.utility.isel({PACKAGE: top}))


def _exchange(over: Bargain, base: Ints, moves: Moves) -> Exchange:
    issues, options = list(over.issues), list(over.issues.values())
    changes = {issues[i]: (options[i][base[i]], options[i][new]) for i, new in sorted(moves)}
    by_issue = np.array([over.stakes.columns[i][new] - over.stakes.columns[i][base[i]] for i, new in sorted(moves)])
    labels = {ISSUE: list(changes), ACTOR: list(over.actors)}
    worth = xr.DataArray(np.round(by_issue / over.scale, 9), dims=(ISSUE, ACTOR), coords=labels)
    return Exchange(changes, worth.sum(ISSUE), worth)
