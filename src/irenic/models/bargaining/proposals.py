"""How far terms on the table are from what each side could accept, and from what all could gain together.

Terms may be silent on issues and leave options open on others, as real proposals do. What is
judged is the best that they can still become: for one actor, filled in to its liking; for all
together, filled in so that least is left on the table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import xarray as xr

from irenic.errors import UnknownName
from irenic.models.bargaining.bargain import Bargain
from irenic.models.bargaining.frontier import Frontier, efficient_packages, enough
from irenic.models.bargaining.kernels.elimination import Stakes
from irenic.models.bargaining.kernels.grid import NO_CEILING, NO_FLOOR, Bools, Floats, from_cells
from irenic.models.bargaining.kernels.merge import merge, packages
from irenic.models.bargaining.kernels.points import leximin
from irenic.vocabulary import ACTOR, ISSUE, PACKAGE


@dataclass(frozen=True)
class Standing:
    """How terms stand.

    Parameters
    ----------
    best
        What the terms are worth to each actor, filled in to its liking within its own red lines,
        by actor; NaN where it refuses every way to fill them in.
    shortfall
        What that lacks of its reservation, by actor.
    signable
        Whether one way to fill the terms in is accepted by all.
    left_on_the_table
        What everyone who negotiates could still gain at the same time if the terms were
        exchanged for another package that all accept: 0 if they can be filled in to an efficient
        package; none if they are not signable.
    filled_in
        The package within the terms that all accept and that leaves least on the table, by issue.
    """

    best: xr.DataArray
    shortfall: xr.DataArray
    signable: bool
    left_on_the_table: float | None
    filled_in: xr.DataArray | None

    @property
    def accepts(self) -> xr.DataArray:
        """Whether each actor could accept the terms, filled in to its liking, by actor."""
        return self.shortfall == 0


def how_terms_stand(over: Bargain, terms: Mapping[str, Sequence[str]], frontier: Frontier | None = None) -> Standing:
    """Return how terms stand to each actor, to all together, and to the frontier.

    Parameters
    ----------
    over
        The bargain.
    terms
        The options left open, by issue; issues that are left out are open.
    frontier
        The efficient packages, if they are at hand.

    Raises
    ------
    UnknownName
        If there is no such issue or option.

    Examples
    --------
    Giving the water to West is signable, but not giving it the road as well:

    >>> from irenic.models.bargaining.compose import bargain
    >>> villages = bargain(
    ...     {
    ...         "east": {"water": {"east": 70, "west": 0}, "road": {"east": 30, "west": 0}},
    ...         "west": {"water": {"east": 0, "west": 40}, "road": {"east": 0, "west": 60}},
    ...     },
    ...     {"east": 20, "west": 20},
    ... )
    >>> found = how_terms_stand(villages, {"water": ["water.west"]})
    >>> found.signable, found.left_on_the_table, found.filled_in.values.tolist()
    (True, 20.0, ['water.west', 'road.east'])
    """
    inside = _inside(over, terms)
    best = np.array([_best(over, inside, actor) for actor in over.actors])
    lacking = np.round(np.maximum(over.reservation.to_numpy() - best, 0.0), 9)
    merged = merge(_within(over.stakes, inside), over.floor, enough(over))
    left = filled_in = None
    if len(merged.cells):
        outcomes = (frontier or efficient_packages(over)).merged.cells[:, over.voting]
        own = merged.cells[:, over.voting]
        gaps = np.array([(outcomes - row).min(axis=1).max() for row in own])
        close = np.flatnonzero(gaps == gaps.min())
        point = int(close[leximin(own[close]).argmax()])
        left = float(from_cells(gaps.min(), over.scale))
        filled_in = over.packages(packages(merged, point, 1)).isel({PACKAGE: 0}).transpose(ISSUE)
    return Standing(_by_actor(over, best), _by_actor(over, lacking), len(merged.cells) > 0, left, filled_in)


def _inside(over: Bargain, terms: Mapping[str, Sequence[str]]) -> tuple[Bools, ...]:
    """Return which options of every issue the terms leave open."""
    for issue, options in terms.items():
        if issue not in over.issues:
            kind = "issue"
            raise UnknownName(kind, issue, over.issues)
        for option in options:
            if option not in over.issues[issue]:
                kind = f"option of '{issue}'"
                raise UnknownName(kind, option, over.issues[issue])
    return tuple(np.isin(options, terms.get(issue) or options) for issue, options in over.issues.items())


def _within(stakes: Stakes, inside: tuple[Bools, ...]) -> Stakes:
    is_open = tuple(one & other for one, other in zip(stakes.open, inside, strict=True))
    return Stakes(stakes.columns, is_open, stakes.links)


def _best(over: Bargain, inside: tuple[Bools, ...], actor: str) -> float:
    """Return what the terms are worth to an actor at the best within its own red lines, or NaN."""
    links = tuple(over.link(pair) for pair in over.ruled_out if pair.actor == actor)
    is_open = tuple(one & ~closed for one, closed in zip(inside, over.closed([actor]), strict=True))
    mine = np.equal(over.actors, actor)
    nobody = np.full(len(mine), NO_FLOOR)
    stakes = Stakes(over.unlimited.columns, is_open, over.unlimited.links + links)
    cells = merge(stakes, nobody, np.where(mine, NO_CEILING, nobody)).cells[:, mine]
    return float(from_cells(cells[0, 0], over.scale)) if len(cells) else np.nan


def _by_actor(over: Bargain, values: Floats) -> xr.DataArray:
    return xr.DataArray(values, dims=ACTOR, coords={ACTOR: list(over.actors)})
