"""The packages that would be fair among those that all accept, by the classical solutions.

Each solution singles out efficient packages from what they are worth; ties are kept. None needs
more than the efficient packages. Nash and Kalai–Smorodinsky do not depend on anybody's scale
of utility; the egalitarian, utilitarian and max-min ones compare utilities between actors, and
mean something only if these share a scale.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import xarray as xr

from irenic.errors import BadUse, UnknownName
from irenic.models.bargaining.frontier import Frontier
from irenic.models.bargaining.kernels import points
from irenic.models.bargaining.kernels.grid import NO_FLOOR, Bools, Floats, Ints, floor_of, to_cells
from irenic.vocabulary import PACKAGE

Ideal: TypeAlias = Literal["accepted", "all"]
"""Over which packages the best for each actor is sought: those that all accept, or all."""


@dataclass(frozen=True)
class Fair:
    """Which efficient outcomes solve the bargain, by solution: one truth value for each outcome.

    Parameters
    ----------
    frontier
        The efficient outcomes.
    nash
        The greatest product of gains, each raised to the actor's power.
    product_is_positive
        Whether some package is a gain for all. If not, ``nash`` is the leximin of the gains of
        those who can gain.
    kalai_smorodinsky
        The leximin of gains as shares of the greatest gain.
    egalitarian
        The leximin of gains.
    utilitarian, relative_utilitarian
        The greatest sum of utilities, and of shares of the greatest gain.
    max_min
        The leximin of utilities, whatever the disagreement.
    """

    frontier: Frontier
    nash: xr.DataArray
    product_is_positive: bool
    kalai_smorodinsky: xr.DataArray
    egalitarian: xr.DataArray
    utilitarian: xr.DataArray
    relative_utilitarian: xr.DataArray
    max_min: xr.DataArray

    def utility(self, solution: str) -> xr.DataArray:
        """Return what the outcomes of a solution are worth, by outcome and actor."""
        return self.frontier.utility.isel({PACKAGE: self._rows(solution)})

    def packages(self, solution: str, most: int = 1000) -> xr.DataArray:
        """Return the packages of a solution, all ties together up to a limit, as labels of options."""
        found = [self.frontier.packages(int(row), most) for row in self._rows(solution)]
        return xr.concat(found, PACKAGE) if found else self.frontier.first_packages

    def _rows(self, solution: str) -> Ints:
        found = getattr(self, solution, None)
        if not isinstance(found, xr.DataArray):
            kind = "solution"
            raise UnknownName(kind, solution, SOLUTIONS)
        return np.flatnonzero(found.to_numpy())


SOLUTIONS = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian", "relative_utilitarian", "max_min")
"""The names of the solutions."""


def fair_packages(frontier: Frontier, powers: Mapping[str, float] | None = None, ideal: Ideal = "accepted") -> Fair:
    """Return which efficient packages are fair.

    Parameters
    ----------
    frontier
        The efficient packages.
    powers
        The bargaining power of each actor in the Nash solution; 1 where none is given.
    ideal
        Whether the greatest gain of an actor is sought among the packages that all accept
        (:cite:t:`kalai1975`), or among all packages inside the red lines.

    Raises
    ------
    BadUse
        If a power is not positive.

    Examples
    --------
    >>> from irenic.models.bargaining.compose import bargain
    >>> from irenic.models.bargaining.frontier import efficient_packages
    >>> laptop = bargain(
    ...     {"buyer": {"deal": {"a": 1.0, "b": 0.8}}, "seller": {"deal": {"a": 0.7, "b": 0.75}}}, {"buyer": 0.5}
    ... )
    >>> found = fair_packages(efficient_packages(laptop))
    >>> found.packages("nash").values.tolist(), found.packages("max_min").values.tolist()
    ([['deal.a']], [['deal.b']])
    """
    over = frontier.over
    cells = frontier.merged.cells[:, over.voting]
    losing = to_cells(floor_of(over.disagreement.to_numpy(), over.scale) + 1)[over.voting]
    gains = cells - losing
    greatest = _ideal(frontier, ideal) - losing
    best, positive = points.nash(gains, _powers(frontier, powers))
    shares = points.shares(gains, greatest)

    def marked(which: Bools) -> xr.DataArray:
        return xr.DataArray(which, dims=PACKAGE)

    return Fair(
        frontier,
        nash=marked(best),
        product_is_positive=positive,
        kalai_smorodinsky=marked(points.leximin(shares)),
        egalitarian=marked(points.leximin(gains)),
        utilitarian=marked(points.greatest_sum(cells)),
        relative_utilitarian=marked(points.greatest_sum(shares)),
        max_min=marked(points.leximin(cells)),
    )


def _ideal(frontier: Frontier, ideal: Ideal) -> Ints:
    over = frontier.over
    if ideal == "accepted":
        accepted: Ints = frontier.merged.cells[:, over.voting].max(axis=0, initial=NO_FLOOR)
        return accepted
    if over.stakes.links:
        msg = "the best over all packages is not offered for bargains with linked options; use 'accepted'"
        raise BadUse(msg)
    stakes = over.stakes
    best = np.array([column[is_open].max(axis=0) for column, is_open in zip(stakes.columns, stakes.open, strict=True)])
    return to_cells(best.sum(axis=0))[over.voting]


def _powers(frontier: Frontier, powers: Mapping[str, float] | None) -> Floats:
    given = powers or {}
    over = frontier.over
    for actor, power in given.items():
        if actor not in over.actors:
            kind = "actor"
            raise UnknownName(kind, actor, over.actors)
        if not power > 0:
            msg = f"the bargaining power of '{actor}' is {power:g}; powers are positive"
            raise BadUse(msg)
    actors = [actor for actor, votes in zip(over.actors, over.voting, strict=True) if votes]
    return np.array([float(given.get(actor, 1.0)) for actor in actors])
