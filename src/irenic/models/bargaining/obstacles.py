"""Why there is no package that all accept, and what would have to give way.

Every reservation and every red line is a demand. A *conflict* is a smallest set of demands that
no package meets; a *way out* is a smallest set of demands without which there is a package. Both
say what stands in the way without blaming the last one who said no. Where numbers alone are the
matter, the *least concession* says by how much reservations would have to give way.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np
import xarray as xr

from irenic.models.bargaining.bargain import Bargain
from irenic.models.bargaining.kernels import concession, conflicts
from irenic.models.bargaining.kernels.conflicts import Demand
from irenic.models.bargaining.kernels.grid import CELL, NO_FLOOR, floor_of, from_cells
from irenic.models.bargaining.kernels.merge import Merged, packages
from irenic.vocabulary import ACTOR, ISSUE, OPTION, PACKAGE

MOST: Final = 1000
"""Conflicts that are listed before the search ends."""
Reason: TypeAlias = Literal["reservation", "red line"]
"""What a demand is: a number, or options that are refused."""


@dataclass(frozen=True, slots=True)
class Stand:
    """One demand of an actor: its reservation, or the options it refuses on an issue, or a pair of options.

    Parameters
    ----------
    actor, reason
        Whose demand it is, and of which kind.
    options
        The options refused; two of different issues if it refuses them only together. None for
        a reservation.
    """

    actor: str
    reason: Reason
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Obstacles:
    """What stands in the way of an agreement.

    Parameters
    ----------
    conflicts
        The smallest sets of demands that no package meets, the small ones first. None if some package
        meets all.
    ways_out
        The smallest sets of demands without which some package meets the rest. One that is empty
        says that nothing has to go.
    complete
        Whether these are all.
    """

    conflicts: tuple[tuple[Stand, ...], ...]
    ways_out: tuple[tuple[Stand, ...], ...]
    complete: bool


@dataclass(frozen=True)
class Concession:
    """By how much reservations would have to give way, inside all red lines, and a package that this buys.

    Parameters
    ----------
    amount
        The least greatest concession of any actor, or the least sum of concessions.
    by
        What each actor concedes for the package, by actor.
    package
        The package, by issue, as labels of options.
    """

    amount: float
    by: xr.DataArray
    package: xr.DataArray


def who_rejects(over: Bargain, package: Mapping[str, str]) -> tuple[Stand, ...]:
    """Return every demand that a package does not meet: who rejects it, and why.

    Parameters
    ----------
    over
        The bargain.
    package
        An option for every issue.

    Examples
    --------
    >>> from irenic.models.bargaining.compose import bargain
    >>> cakes = {"a": {"cake": {"a": 8, "b": 3}}, "b": {"cake": {"a": 2, "b": 7}}}
    >>> one = bargain(cakes, {"a": 5}, refuses={"b": ["cake.b"]})
    >>> [(stand.actor, stand.reason, stand.options) for stand in who_rejects(one, {"cake": "cake.b"})]
    [('a', 'reservation', ()), ('b', 'red line', ('cake.b',))]
    """
    numbers = over.numbers(package)
    sums = np.zeros(len(over.actors), dtype=np.int64)
    for column, at in zip(over.unlimited.columns, numbers, strict=True):
        sums += column[at]
    for link in over.unlimited.links:
        sums += link.worth[numbers[link.first], numbers[link.second]]
    below = {actor: bool(lacks) for actor, lacks in zip(over.actors, sums < over.floor, strict=True)}
    chosen = set(package.values())

    def unmet(stand: Stand) -> bool:
        if stand.reason == "reservation":
            return below[stand.actor]
        pair = (stand.actor, stand.options) in {(one.actor, one.options) for one in over.ruled_out}
        return chosen.issuperset(stand.options) if pair else bool(chosen.intersection(stand.options))

    return tuple(stand for stand in _stands(over) if unmet(stand))


def what_stands_in_the_way(over: Bargain, most: int = MOST) -> Obstacles:
    """Return all conflicts between reservations and red lines, and all ways out of them.

    Parameters
    ----------
    over
        The bargain.
    most
        How many conflicts to list at the most.

    Examples
    --------
    East will not share the water, and West signs nothing else:

    >>> from irenic.models.bargaining.compose import bargain
    >>> villages = bargain(
    ...     {
    ...         "east": {"water": {"shared": 30, "east": 60}, "road": {"built": 40, "not": 0}},
    ...         "west": {"water": {"shared": 50, "east": 0}, "road": {"built": 20, "not": 50}},
    ...     },
    ...     {"east": 10, "west": 60},
    ...     refuses={"east": ["water.shared"]},
    ... )
    >>> for conflict in what_stands_in_the_way(villages).conflicts:
    ...     print([(stand.actor, stand.reason) for stand in conflict])
    [('west', 'reservation'), ('east', 'red line')]
    """
    stands = _stands(over)
    demands = tuple(_demand(over, stand) for stand in stands)
    found = conflicts.conflicts(len(stands), conflicts.can_be_met(over.unlimited, demands), most)

    def named(sets: Sequence[frozenset[int]]) -> tuple[tuple[Stand, ...], ...]:
        return tuple(tuple(stands[number] for number in sorted(numbers)) for numbers in sets)

    return Obstacles(named(found.conflicts), named(found.ways_out), found.complete)


def least_greatest_concession(over: Bargain) -> Concession | None:
    """Return the smallest amount by which all reservations would have to give way; none if red lines leave no package.

    Comparing concessions between actors supposes that utilities share a scale.

    Examples
    --------
    >>> from irenic.models.bargaining.compose import bargain
    >>> one = bargain({"a": {"cake": {"a": 8, "b": 3}}, "b": {"cake": {"a": 2, "b": 7}}}, {"a": 5, "b": 6})
    >>> found = least_greatest_concession(one)
    >>> found.amount, found.package.item(), found.by.values.tolist()
    (2.0, 'cake.b', [2.0, 0.0])
    """
    if not _leaves_options(over):
        return None
    enough = concession.enough_for_some(over.stakes, over.floor)
    amount, merged, point = concession.least_greatest(over.stakes, over.floor, enough)
    return _conceded(over, amount, merged, point)


def least_total_concession(over: Bargain) -> Concession | None:
    """Return the smallest sum of concessions that buys a package; none if red lines leave no package.

    Examples
    --------
    >>> from irenic.models.bargaining.compose import bargain
    >>> one = bargain({"a": {"cake": {"a": 8, "b": 3}}, "b": {"cake": {"a": 2, "b": 7}}}, {"a": 5, "b": 6})
    >>> least_total_concession(one).amount
    2.0
    """
    first = least_greatest_concession(over)
    if first is None:
        return None
    total = int(np.ceil(float(first.by.sum()) * over.scale / CELL)) + len(over.actors)
    amount, merged, point = concession.least_total(over.stakes, over.floor, total)
    return _conceded(over, amount, merged, point)


def _conceded(over: Bargain, amount: int, merged: Merged, point: int) -> Concession | None:
    if point < 0:
        return None
    numbers = packages(merged, point, 1)
    lacking = over.reservation - over.utility(numbers).isel({PACKAGE: 0})
    package = over.packages(numbers).isel({PACKAGE: 0})
    by = lacking.clip(min=0).transpose(ACTOR)
    return Concession(float(from_cells(np.array(amount), over.scale)), by, package.transpose(ISSUE))


def _leaves_options(over: Bargain) -> bool:
    return all(bool(is_open.any()) for is_open in over.stakes.open)


def _stands(over: Bargain) -> tuple[Stand, ...]:
    refused: dict[tuple[str, str], list[str]] = defaultdict(list)
    issue_of = {option: issue for issue, options in over.issues.items() for option in options}
    table = over.refuses.transpose(ACTOR, OPTION).to_numpy()
    for row, column in np.argwhere(table).tolist():
        option = str(over.worth[OPTION].to_numpy()[column])
        refused[over.actors[row], issue_of[option]].append(option)
    limits = zip(over.actors, np.isfinite(over.reservation.to_numpy()).tolist(), strict=True)
    return (
        *(Stand(actor, "reservation") for actor, limited in limits if limited),
        *(Stand(actor, "red line", tuple(options)) for (actor, _), options in refused.items()),
        *(Stand(pair.actor, "red line", pair.options) for pair in over.ruled_out),
    )


def _demand(over: Bargain, stand: Stand) -> Demand:
    nothing = tuple(np.zeros(len(options), dtype=bool) for options in over.issues.values())
    nobody = np.full(len(over.actors), NO_FLOOR)
    if stand.reason == "reservation":
        at = over.actors.index(stand.actor)
        floor = np.where(np.arange(len(over.actors)) == at, floor_of(over.reservation.to_numpy(), over.scale), NO_FLOOR)
        return Demand(floor, nothing)
    pairs = [pair for pair in over.ruled_out if (pair.actor, pair.options) == (stand.actor, stand.options)]
    if pairs:
        return Demand(nobody, nothing, tuple(over.link(pair) for pair in pairs))
    return Demand(nobody, tuple(np.isin(options, stand.options) for options in over.issues.values()))
