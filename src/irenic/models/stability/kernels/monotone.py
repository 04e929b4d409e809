"""Monotone conditions on sets of states: when they hold, how many sets meet them, and the least sets that do.

A condition holds for a set of states if the set holds all of some alternative of every clause; see
:mod:`~irenic.models.stability.kernels.conditions`.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from heapq import heappop, heappush
from math import comb, factorial, prod
from typing import Final, TypeAlias

from irenic.models.stability.kernels.conditions import Clause, Condition, States, members, without_larger

Numbers: TypeAlias = list[int]
"""How many sets there are, by their size."""
MOST_SPLITS: Final = 10_000
"""How often a condition is split in two before counting is given up."""
DEEPEST: Final = 300
"""States that may matter together; beyond, counting is given up."""


def holds(condition: Condition, states: States) -> bool:
    """Return whether a condition holds for a set of states."""
    return all(any(not alternative & ~states for alternative in clause) for clause in condition)


def given(condition: Condition, states: States) -> Condition:
    """Return what is left of a condition once a set holds some states."""
    left = set()
    for clause in condition:
        rest = {alternative & ~states for alternative in clause}
        if 0 not in rest:
            left.add(without_larger(rest))
    return frozenset(left)


def barred(condition: Condition, state: States) -> Condition | None:
    """Return what is left of a condition for sets without a state, or none if it cannot hold for them."""
    left = frozenset(frozenset(a for a in clause if not a & state) for clause in condition)
    return None if frozenset() in left else left


def that_matter(condition: Iterable[Clause]) -> States:
    """Return the states that a condition depends on."""
    found = 0
    for clause in condition:
        for alternative in clause:
            found |= alternative
    return found


def share(condition: Condition) -> Fraction | None:
    """Return the share of all strict rankings for which a condition holds, or none if counting would take too long.

    The condition is on the states that rank below one that is not among them. In a random ranking of that one
    and ``a`` others, a given ``k`` of these and no others rank below it with chance ``k! (a - k)! / (a + 1)!``.
    """
    count = Count()
    numbers = count.sets(condition)
    if count.gave_up:
        return None
    size = len(numbers) - 1
    ways = sum(number * factorial(k) * factorial(size - k) for k, number in enumerate(numbers))
    return Fraction(ways, factorial(size + 1))


class Count:
    """Counts the sets that meet conditions by their size, and remembers what it has counted.

    A condition falls apart into parts that share no state, whose numbers multiply; the alternatives of a single clause
    into groups that share none, of which the numbers of sets that miss them multiply. What does neither is split
    by whether a set holds the state that matters most.
    """

    def __init__(self) -> None:
        self.known: dict[Condition, Numbers] = {}
        self.gave_up = False

    def sets(self, condition: Condition) -> Numbers:
        """Return the numbers of sets, among the states that matter, that meet a condition."""
        numbers = [1]
        for part in parts(without_weaker(condition)):
            numbers = _times(numbers, self._part(part))
        return numbers

    def _part(self, part: Condition) -> Numbers:
        if part not in self.known:
            self.known[part] = self._counted(part)
        return self.known[part]

    def _counted(self, part: Condition) -> Numbers:
        matter = that_matter(part)
        if len(self.known) > MOST_SPLITS or matter.bit_count() > DEEPEST or self.gave_up:
            self.gave_up = True
            return [0] * (matter.bit_count() + 1)
        if len(part) > 1:
            whole = as_one_clause(part)
            return self._split(part, matter) if whole is None else self._among(frozenset({whole}), matter)
        (clause,) = part
        groups = parts(frozenset({alternative}) for alternative in clause)
        return self._split(part, matter) if len(groups) == 1 < len(clause) else self._either(groups)

    def _either(self, groups: list[Condition]) -> Numbers:
        """Count the sets that meet one of several alternatives, which share a state only within a group."""
        missing, size = [1], 0
        for group in groups:
            states = that_matter(group).bit_count()
            clause = frozenset(alternative for one in group for alternative in one)
            meets = self._part(frozenset({clause})) if len(clause) > 1 else [*[0] * states, 1]
            missing = _times(missing, [a - b for a, b in zip(_every(states), meets, strict=True)])
            size += states
        return [a - b for a, b in zip(_every(size), missing, strict=True)]

    def _split(self, part: Condition, matter: States) -> Numbers:
        """Count by whether a set holds the state that matters most."""
        state = _weightiest(part)
        among = matter & ~state
        numbers = [0, *self._among(given(part, state), among)]
        if (rest := barred(part, state)) is not None:
            for size, number in enumerate(self._among(rest, among)):
                numbers[size] += number
        return numbers

    def _among(self, condition: Condition, states: States) -> Numbers:
        free = (states & ~that_matter(without_weaker(condition))).bit_count()
        return _times(self.sets(condition), _every(free))


def in_order(condition: Condition, cost: Mapping[int, float]) -> Iterator[tuple[float, States | None]]:
    """Yield the minimal sets that meet a condition, the cheapest first.

    Each step of the search yields what every set still to come costs at the least, and the set that it found, if
    any; so whoever asks can stop when it has enough, or when it has waited long enough.

    Parameters
    ----------
    condition
        What is to be met.
    cost
        What each state costs, by number; positive.
    """
    queue: list[tuple[float, int, States, Condition]] = [(_at_least(condition, cost), 0, 0, condition)]
    seen = {0}
    while queue:
        bound, _, states, left = heappop(queue)
        if not left:
            minimal = not any(holds(condition, states & ~(1 << number)) for number in members(states))
            yield bound, states if minimal else None
            continue
        yield bound, None
        clause = min(left, key=_size_first)
        for alternative in sorted(clause):
            larger = states | alternative
            if larger not in seen:
                seen.add(larger)
                rest = given(left, alternative)
                bound = _worth(larger, cost) + _at_least(rest, cost)
                heappush(queue, (bound, -larger.bit_count(), larger, rest))


def parts(condition: Iterable[Clause]) -> list[Condition]:
    """Return the parts of a condition that share no state."""
    groups: list[tuple[States, list[Clause]]] = []
    for clause in condition:
        states, joined = that_matter([clause]), [clause]
        apart = []
        for other, clauses in groups:
            if other & states:
                states |= other
                joined += clauses
            else:
                apart.append((other, clauses))
        groups = [*apart, (states, joined)]
    return [frozenset(clauses) for _, clauses in groups]


def without_weaker(condition: Condition) -> list[Clause]:
    """Return the clauses without those that offer all alternatives of another, and more."""
    kept: list[Clause] = []
    for clause in sorted(condition, key=len):
        if not any(other <= clause for other in kept):
            kept.append(clause)
    return kept


def _weightiest(condition: Condition) -> States:
    """Return the state that stands in most alternatives, the small ones of small clauses first of all."""
    weight: dict[int, float] = {}
    for clause in condition:
        for alternative in clause:
            for number in members(alternative):
                weight[number] = weight.get(number, 0.0) + 1 / (len(clause) * alternative.bit_count())
    return 1 << max(weight, key=lambda number: (weight[number], -number))


def as_one_clause(part: Condition) -> Clause | None:
    """Return a condition as the alternatives of one clause, if that makes it no longer than it is.

    The alternatives that all clauses share are enough alone; of the others, one of each clause is needed.
    """
    shared = frozenset.intersection(*part)
    others = [clause - shared for clause in part]
    if prod(map(len, others)) > sum(map(len, others)):
        return None
    together = {0}
    for clause in others:
        together = {states | alternative for states in together for alternative in clause}
    return without_larger(together | shared)


def _size_first(clause: Clause) -> tuple[int, list[States]]:
    return len(clause), sorted(clause)


def _at_least(condition: Condition, cost: Mapping[int, float]) -> float:
    """Return a bound on what meeting a condition costs: clauses that share no state are paid for one by one."""
    cheapest = sorted(((min(_worth(a, cost) for a in c), sorted(c), c) for c in condition), reverse=True)
    paid, bound = 0, 0.0
    for least, _, clause in cheapest:
        states = that_matter([clause])
        if not states & paid:
            paid |= states
            bound += least
    return bound


def _worth(states: States, cost: Mapping[int, float]) -> float:
    return sum(cost[number] for number in members(states))


def _every(size: int) -> Numbers:
    return [comb(size, k) for k in range(size + 1)]


def _times(one: Numbers, other: Numbers) -> Numbers:
    found = [0] * (len(one) + len(other) - 1)
    for k, number in enumerate(one):
        if number:
            for j, more in enumerate(other):
                found[k + j] += number * more
    return found
