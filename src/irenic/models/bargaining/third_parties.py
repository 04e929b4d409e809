"""Who else has a say? Third parties without whom some options cannot be had.

A guarantee is worth nothing if the guarantor does not give it. Whoever does not sign, but whose
consent an option needs, is asked about every package with that option: it gives its consent if
the package crosses none of its red lines and is worth as much to it as the present, and it has
no say about packages without.

So for every *circle* of third parties there is a bargain of its own: over the options that need nobody
outside the circle, with everybody in it to be won over.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import xarray as xr

from irenic.models.bargaining.kernels.grid import Bools
from irenic.vocabulary import ACTOR, NEEDS, OPTION, REFUSES, SIGNS


@dataclass(frozen=True, slots=True)
class Circle:
    """Some third parties, and what can be had with them and without any others.

    Parameters
    ----------
    members
        The third parties, by actor.
    allowed
        The options that need nobody else and cross no red line of theirs or of those who sign, by option.
    """

    members: Bools
    allowed: Bools


def needed_by(case: xr.Dataset) -> Bools:
    """Return which third parties each option needs, by option and actor; nobody where the case says nothing."""
    if NEEDS not in case:
        return np.zeros((case.sizes[OPTION], case.sizes[ACTOR]), dtype=bool)
    found: Bools = case[NEEDS].transpose(OPTION, ACTOR).to_numpy() & ~case[SIGNS].to_numpy()
    return found


def circles(case: xr.Dataset) -> tuple[Circle, ...]:
    """Return every circle that makes a difference: each of its members is needed by an option that is open in it.

    Parameters
    ----------
    case
        Needs ``refuses`` by actor and option and ``signs`` by actor; may have ``needs`` by option and actor.

    Examples
    --------
    The friend is needed for the guarantee, so there is a bargain without it and one with it:

    >>> case = xr.Dataset(
    ...     {
    ...         "needs": (("option", "actor"), [[False, False], [False, True]]),
    ...         "refuses": (("actor", "option"), [[False, False], [False, False]]),
    ...         "signs": ("actor", [True, False]),
    ...     },
    ...     coords={"actor": ["party", "friend"], "option": ["guarantee.none", "guarantee.friend"]},
    ... )
    >>> [(circle.members.tolist(), circle.allowed.tolist()) for circle in circles(case)]
    [([False, False], [True, False]), ([False, True], [True, True])]
    """
    return tuple(_circles(needed_by(case), case[REFUSES].transpose(ACTOR, OPTION).to_numpy(), case[SIGNS].to_numpy()))


def _circles(needs: Bools, refuses: Bools, signs: Bools) -> Iterator[Circle]:
    third = np.flatnonzero(needs.any(axis=0))
    for size in range(len(third) + 1):
        for chosen in combinations(third.tolist(), size):
            members: Bools = np.zeros_like(signs)
            members[list(chosen)] = True
            allowed = ~needs[:, ~members].any(axis=1) & ~refuses[signs | members].any(axis=0)
            if needs[allowed][:, members].any(axis=0).all():
                yield Circle(members, np.asarray(allowed))
