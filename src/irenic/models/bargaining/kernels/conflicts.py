"""Which demands cannot be met together, and which would have to go.

A *conflict* is a smallest set of demands that no package meets; a *way out* is a smallest set of
demands without which some package meets the rest. Each conflict meets each way out, and either
family determines the other (:cite:t:`reiter1987`): so guess a way out as a smallest set that
meets all conflicts found so far, and ask whether the rest can be met. If so, it is one; if not, the
rest holds another conflict.

References
----------
:cite:t:`liffiton2016` for the enumeration; :cite:t:`berge1989` for the smallest meeting sets.
"""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import numpy as np

from irenic.models.bargaining.kernels.elimination import Link, Stakes
from irenic.models.bargaining.kernels.grid import NO_FLOOR, Bools, Ints
from irenic.models.bargaining.kernels.merge import reachable

Demands: TypeAlias = frozenset[int]
"""Some demands, by number."""


class Demand(NamedTuple):
    """What one actor asks for: a floor ``(actor,)``, options closed, by issue, or pairs ruled out."""

    floor: Ints
    closed: tuple[Bools, ...]
    links: tuple[Link, ...] = ()


class Conflicts(NamedTuple):
    """Every conflict and every way out, the small ones first; all of them if ``complete``."""

    conflicts: tuple[Demands, ...]
    ways_out: tuple[Demands, ...]
    complete: bool


def can_be_met(stakes: Stakes, demands: tuple[Demand, ...]) -> Callable[[Demands], bool]:
    """Return a function that says whether a package meets some of the demands."""
    nobody = np.full(stakes.columns[0].shape[1], NO_FLOOR)

    def met(some: Demands) -> bool:
        asked = [demands[number] for number in sorted(some)]
        is_open = tuple(
            base & ~np.any([d.closed[issue] for d in asked], axis=0) if asked else base
            for issue, base in enumerate(stakes.open)
        )
        links = stakes.links + tuple(link for d in asked for link in d.links)
        floor = np.max([nobody, *(d.floor for d in asked)], axis=0)
        return reachable(Stakes(stakes.columns, is_open, links), floor)

    return met


def conflicts(number: int, met: Callable[[Demands], bool], most: int) -> Conflicts:
    """Return the conflicts among some demands and the ways out of them.

    Parameters
    ----------
    number
        How many demands there are.
    met
        Says whether some demands can be met together. Fewer demands are never harder to meet.
    most
        After so many conflicts the search ends, and the answer is not complete.
    """
    everything = frozenset(range(number))
    found: list[Demands] = []
    guesses: list[Demands] = [frozenset()]
    ways_out: set[Demands] = set()
    while len(found) < most:
        guess = next((g for g in guesses if g not in ways_out), None)
        if guess is None:
            break
        if met(everything - guess):
            ways_out.add(guess)
        else:
            found.append(smallest(everything - guess, met))
            guesses = meeting(guesses, found[-1])
    complete = all(guess in ways_out for guess in guesses)
    return Conflicts(_small_first(found), _small_first(ways_out), complete)


def smallest(demands: Demands, met: Callable[[Demands], bool]) -> Demands:
    """Return a smallest part of some demands that cannot be met: none of it can be spared."""
    kept = demands
    for number in sorted(demands):
        if not met(kept - {number}):
            kept = kept - {number}
    return kept


def meeting(sets: list[Demands], further: Demands) -> list[Demands]:
    """Return the smallest sets that meet all that some smallest sets meet, and one set more."""
    fit = [s for s in sets if s & further]
    grown = {s | {number} for s in sets if not s & further for number in further}
    return fit + [
        g for g in sorted(grown, key=_small) if not any(f <= g for f in fit) and not any(o < g for o in grown)
    ]


def _small(demands: Demands) -> tuple[int, list[int]]:
    return len(demands), sorted(demands)


def _small_first(sets: list[Demands] | set[Demands]) -> tuple[Demands, ...]:
    return tuple(sorted(sets, key=_small))
