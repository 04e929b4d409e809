"""How many packages does everyone accept, and who excludes the others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import xarray as xr

from irenic.errors import UnknownName
from irenic.models.bargaining.bargain import Bargain
from irenic.models.bargaining.kernels.counting import count
from irenic.models.bargaining.kernels.grid import NO_FLOOR
from irenic.vocabulary import ACTOR

ROWS: Final = 300_000
"""Partial packages that a count keeps apart before it is given up for bounds: some 50 MB."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number of packages: exact, or between two bounds where an exact count would take too long.

    Examples
    --------
    >>> print(Number(12, 12), Number(3, 20))
    12 3 to 20
    """

    least: int
    most: int

    @property
    def exact(self) -> bool:
        """Whether the bounds agree."""
        return self.least == self.most

    def __str__(self) -> str:
        """Return the number, or both bounds."""
        return f"{self.least}" if self.exact else f"{self.least} to {self.most}"


@dataclass(frozen=True)
class Zone:
    """The zone of possible agreement.

    Parameters
    ----------
    over
        The bargain.
    size
        How many packages there are in all.
    inside_red_lines
        How many of them cross no red line.
    accepted_by_all
        How many are also worth at least its reservation to everyone.
    accepted_by
        How many each actor alone accepts, by its own red lines and reservation.
    accepted_by_others
        How many all the others accept: what there would be if the actor consented to anything.
    """

    over: Bargain
    size: int
    inside_red_lines: Number
    accepted_by_all: Number
    accepted_by: dict[str, Number]
    accepted_by_others: dict[str, Number]

    @property
    def is_empty(self) -> bool:
        """Whether no package is accepted by all."""
        return self.accepted_by_all.most == 0

    def accepted_by_all_but_one(self, vetoes: Sequence[str] = ()) -> Number:
        """Return how many packages at most one actor rejects, if that is none of those with a veto.

        Raises
        ------
        UnknownName
            If there is no such actor.
        """
        for actor in vetoes:
            if actor not in self.over.actors:
                kind = "actor"
                raise UnknownName(kind, actor, self.over.actors)
        all_accept = self.accepted_by_all
        others = [number for actor, number in self.accepted_by_others.items() if actor not in vetoes]
        least = all_accept.least + sum(max(number.least - all_accept.most, 0) for number in others)
        return Number(least, all_accept.most + sum(number.most - all_accept.least for number in others))


def zone_of_agreement(over: Bargain, rows: int = ROWS) -> Zone:
    """Return how many packages are accepted, by whom.

    Parameters
    ----------
    over
        The bargain.
    rows
        How many partial packages a count may keep apart; beyond, it gives bounds.

    Examples
    --------
    >>> from irenic.models.bargaining.compose import bargain
    >>> villages = bargain(
    ...     {
    ...         "east": {"water": {"shared": 30, "east": 60}, "road": {"built": 40, "not": 0}},
    ...         "west": {"water": {"shared": 50, "east": 0}, "road": {"built": 20, "not": 50}},
    ...     },
    ...     {"east": 35, "west": 20},
    ...     refuses={"west": ["water.east"]},
    ... )
    >>> found = zone_of_agreement(villages)
    >>> found.size, str(found.accepted_by_all), {actor: str(n) for actor, n in found.accepted_by.items()}
    (4, '1', {'east': '3', 'west': '2'})
    """

    def accepted(whose: Sequence[str], *, reservations: bool = True) -> Number:
        part = replace(
            over,
            refuses=over.refuses & xr.DataArray([a in whose for a in over.actors], dims=ACTOR),
            ruled_out=tuple(pair for pair in over.ruled_out if pair.actor in whose),
        )
        floor = over.floor.copy()
        floor[[not (reservations and actor in whose) for actor in over.actors]] = NO_FLOOR
        return Number(*count(part.stakes, floor, rows))

    actors = over.actors
    return Zone(
        over,
        size=over.size,
        inside_red_lines=accepted(actors, reservations=False),
        accepted_by_all=accepted(actors),
        accepted_by={actor: accepted([actor]) for actor in actors},
        accepted_by_others={actor: accepted([other for other in actors if other != actor]) for actor in actors},
    )
