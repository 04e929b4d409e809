"""The packages that all accept and that cannot be bettered for one without loss to another."""

from dataclasses import dataclass

import numpy as np
import xarray as xr

from irenic.models.bargaining.bargain import Bargain
from irenic.models.bargaining.kernels.grid import NO_CEILING, Ints, from_cells
from irenic.models.bargaining.kernels.merge import Merged, counts, merge, packages
from irenic.vocabulary import ACTOR, PACKAGE


@dataclass(frozen=True)
class Frontier:
    """The efficient packages inside all red lines and reservations.

    Parameters
    ----------
    over
        The bargain.
    merged
        The frontier as the kernel gives it.
    """

    over: Bargain
    merged: Merged

    @property
    def size(self) -> int:
        """How many different efficient outcomes there are, told apart by what they are worth."""
        return len(self.merged.cells)

    @property
    def utility(self) -> xr.DataArray:
        """What each efficient outcome is worth to each actor who negotiates, falling in the first of them."""
        actors = [actor for actor, votes in zip(self.over.actors, self.over.voting, strict=True) if votes]
        values = from_cells(self.merged.cells[:, self.over.voting], self.over.scale)
        return xr.DataArray(values, dims=(PACKAGE, ACTOR), coords={ACTOR: actors})

    @property
    def ties(self) -> xr.DataArray:
        """How many packages stand behind each efficient outcome: choices that cost nobody anything."""
        return xr.DataArray(counts(self.merged), dims=PACKAGE)

    @property
    def first_packages(self) -> xr.DataArray:
        """One package for each efficient outcome, by package and issue, as labels of options."""
        found = [packages(self.merged, row, 1) for row in range(self.size)]
        return self.over.packages(np.concatenate([np.zeros((0, len(self.over.issues)), dtype=np.int64), *found]))

    def packages(self, outcome: int, most: int = 1000) -> xr.DataArray:
        """Return the packages behind one efficient outcome, up to a limit, as labels of options."""
        return self.over.packages(packages(self.merged, outcome, most))


def efficient_packages(over: Bargain) -> Frontier:
    """Return the exact frontier of the packages that everyone accepts, however many packages there are.

    A package is *efficient* if no other that all accept is at least as good for everyone and
    better for someone. For packages inside the reservations this is the same as being efficient
    among all packages inside the red lines. Utilities that agree to nine places are equal.

    Examples
    --------
    East cares about the water, West about the road, so each efficient package gives somebody
    what it cares about:

    >>> from irenic.models.bargaining.compose import bargain
    >>> villages = bargain(
    ...     {
    ...         "east": {"water": {"east": 70, "west": 0}, "road": {"east": 30, "west": 0}},
    ...         "west": {"water": {"east": 0, "west": 40}, "road": {"east": 0, "west": 60}},
    ...     }
    ... )
    >>> found = efficient_packages(villages)
    >>> found.utility.values.tolist()
    [[100.0, 0.0], [70.0, 60.0], [0.0, 100.0]]
    >>> found.packages(1).values.tolist()
    [['water.east', 'road.west']]
    """
    return Frontier(over, merge(over.stakes, over.floor, enough(over)))


def enough(over: Bargain) -> Ints:
    """Return what is enough for each actor: no limit for those who negotiate, acceptance for ratifiers."""
    return np.where(over.voting, NO_CEILING, over.floor)
