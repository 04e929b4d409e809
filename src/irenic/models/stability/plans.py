"""The least change of preferences that makes a state an equilibrium: what a mediator would have to bring about.

A change lets states cross the wanted one in the ranking of an actor, stopping right beside it: a state that was
preferred becomes as good as it, or one that was not becomes barely better. What is changed by it among the other states
is only that. A plan costs as much as its crossings, one each unless weights say otherwise.

Under ``nash``, ``gmr`` and ``smr`` only states that stop being preferred can help, and each actor can be treated
alone, so the least plan is exact (see :mod:`~irenic.models.stability.inverse`); the cheapest change of preferences in
general is a hard problem. Under ``seq`` a change of one actor also changes what the others have to fear from it, so
whole plans are tried, the cheapest first. Plans that move states past others than the wanted one are not offered.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import islice, product
from math import isfinite, prod
from typing import Final

import numpy as np
from numpy.typing import NDArray

from irenic.errors import BadUse, expect_known
from irenic.models.stability.concepts import FOUR, stable
from irenic.models.stability.graph import Graph
from irenic.models.stability.inverse import named
from irenic.models.stability.kernels.conditions import Condition, Rows, States, condition, not_preferred
from irenic.models.stability.kernels.monotone import given, in_order
from irenic.models.stability.levels import one_ranking

MOST_CHOICES: Final = 100
"""Plans of the same cost that are listed."""
MOST_STEPS: Final = 20_000
"""Steps of a search, and plans tried, before it ends without having found all."""
ALMOST: Final = 1e-9
"""Costs that differ by less are equal."""
AT_ONCE: Final = 200
"""Plans that are tried together."""
Weights = Mapping[str, Mapping[str, float]]
"""What it costs that a state crosses the wanted one, by actor and state; 1 where nothing is said."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an actor would have to come to think of some states, beside the wanted one.

    Parameters
    ----------
    actor, state
        Whose preferences, and the state that is wanted.
    lowered
        States that it prefers to the wanted one and must not prefer any more: it must like the wanted one at least
        as much.
    raised
        States that it does not prefer to the wanted one and must come to prefer. Only ``seq`` asks for that.
    """

    actor: str
    state: str
    lowered: tuple[str, ...]
    raised: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The least changes of preferences that make a state an equilibrium.

    Parameters
    ----------
    state, concept
        What is wanted.
    cost
        What the changes cost; 0 if nothing has to change, none if no plan was found.
    choices
        The plans of this cost, each with the changes of every actor that has to change.
    complete
        Whether these are all. If there is no cost, whether it is certain that no plan of this kind exists.
    """

    state: str
    concept: str
    cost: float | None
    choices: tuple[tuple[Change, ...], ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Cheapest:
    """The cheapest sets of states that meet a condition; without a cost, none was found in time."""

    cost: float | None
    sets: tuple[States, ...]
    complete: bool


def least_changes(
    graph: Graph, levels: NDArray[np.int64], state: str, concept: str, weights: Weights | None = None
) -> Plan:
    """Return the least changes of preferences after which a state is an equilibrium.

    Parameters
    ----------
    graph
        Who can go where.
    levels
        How much every actor likes every state now, ``(actor, state)``.
    state
        The state that is wanted.
    concept
        ``nash``, ``gmr``, ``smr`` or ``seq``. Under ``seq`` the search is exact too, but ends after 20,000 plans:
        with 100 states and actors to choose from, all plans of two crossings have been tried by then.
    weights
        What each crossing costs, if not 1.

    Raises
    ------
    BadUse
        If levels do not fit, or a weight is not positive.
    UnknownName
        If there is no such state, concept or actor.

    Examples
    --------
    Silence of both prisoners would last if neither preferred to betray the other:

    >>> from irenic.models.stability.move_form import MoveForm
    >>> prisoners = MoveForm.of_moves({"a": ["confess"], "b": ["confess"]}).graph
    >>> levels = np.array([[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> plan = least_changes(prisoners, levels, "NN", "nash")
    >>> plan.cost, [(change.actor, change.lowered) for change in plan.choices[0]]
    (2.0, [('a', ('YN',)), ('b', ('NY',))])
    >>> least_changes(prisoners, levels, "NN", "gmr").cost
    0.0
    """
    rows = Rows(graph.first, graph.to, one_ranking(graph, levels))
    expect_known("state", [state], graph.states)
    expect_known("concept", [concept], FOUR)
    costs = costs_of(graph, state, weights or {})
    if concept == "seq":
        return _tried(graph, rows.level, state, costs)
    at = graph.states.index(state)
    found = []
    for actor, cost in enumerate(costs):
        when = given(condition(rows, actor, at, concept), not_preferred(rows.level[actor], at))
        found.append(cheapest(when, cost))
    return _together(graph, state, concept, found)


def after(graph: Graph, levels: NDArray[np.int64], changes: Sequence[Change]) -> NDArray[np.int64]:
    """Return the levels after some changes: states that cross the wanted one stop right beside it.

    Examples
    --------
    >>> graph = Graph.of_arcs(["a"], ["s", "t", "u", "v"], {})
    >>> after(graph, np.array([[2, 3, 5, 1]]), [Change("a", "s", ("u",), ("v",))]).tolist()
    [[4, 6, 4, 5]]
    """
    found = 2 * one_ranking(graph, levels)
    for change in changes:
        level = found[graph.actors.index(change.actor)]
        wanted = level[graph.states.index(change.state)]
        level[[graph.states.index(one) for one in change.lowered]] = wanted
        level[[graph.states.index(one) for one in change.raised]] = wanted + 1
    return found


def costs_of(graph: Graph, state: str, weights: Weights) -> list[dict[int, float]]:
    """Return what it costs each actor that a state crosses the wanted one, by its number.

    Raises
    ------
    BadUse
        If a weight is not positive.
    UnknownName
        If an actor or a state is not there.
    """
    expect_known("actor", weights, graph.actors)
    for actor, of_states in weights.items():
        expect_known("state", of_states, graph.states)
        for name, weight in of_states.items():
            if not (weight > 0 and isfinite(weight)):
                msg = f"the weight of {name} for {actor} is {weight}; allowed: numbers above 0"
                raise BadUse(msg)
    return [
        {k: float(weights.get(a, {}).get(s, 1.0)) for k, s in enumerate(graph.states) if s != state}
        for a in graph.actors
    ]


def cheapest(when: Condition, cost: Mapping[int, float]) -> Cheapest:
    """Return the cheapest sets of states that meet a condition."""
    least: float | None = None
    sets: list[States] = []
    for step, (bound, states) in enumerate(in_order(when, cost)):
        if least is not None and bound > least + ALMOST:
            return Cheapest(least, tuple(sets), complete=True)
        if len(sets) == MOST_CHOICES or step == MOST_STEPS:
            return Cheapest(least, tuple(sets), complete=False)
        if states is not None:
            least = bound if least is None else least
            sets.append(states)
    return Cheapest(least, tuple(sets), complete=True)


def _together(graph: Graph, state: str, concept: str, found: list[Cheapest]) -> Plan:
    """Put together what each actor has to change, which does not depend on the others."""
    costs = [one.cost for one in found if one.cost is not None]
    if len(costs) < len(found):
        return Plan(state, concept, None, (), complete=False)
    own = [
        [(Change(actor, state, named(graph, states)),) if states else () for states in one.sets]
        for actor, one in zip(graph.actors, found, strict=True)
    ]
    choices = tuple(tuple(c for part in parts for c in part) for parts in islice(product(*own), MOST_CHOICES))
    complete = all(one.complete for one in found) and prod(map(len, own)) == len(choices)
    return Plan(state, concept, float(sum(costs)), choices, complete)


def _tried(graph: Graph, level: NDArray[np.int64], state: str, costs: list[dict[int, float]]) -> Plan:
    """Try whole plans under ``seq``, the cheapest first."""
    at = graph.states.index(state)
    crossings = [
        (cost, actor, other)
        for actor, of_states in enumerate(costs)
        for other, cost in of_states.items()
        if _can_matter(graph, actor, at, other)
    ]
    least: float | None = None
    choices: list[tuple[Change, ...]] = []
    plans = _by_cost(crossings)
    for _ in range(MOST_STEPS // AT_ONCE):
        some = list(islice(plans, AT_ONCE))
        tried = [_changes(graph, level, state, plan) for _, plan in some]
        draws = np.array([after(graph, level, changes) for changes in tried]).reshape(-1, *level.shape)
        rests: list[bool] = np.all(stable(graph, draws, ["seq"])[:, 0, :, at], axis=1).tolist()
        for (cost, _), changes, is_stable in zip(some, tried, rests, strict=True):
            if least is not None and cost > least + ALMOST:
                return Plan(state, "seq", least, tuple(choices), complete=True)
            if is_stable:
                least = cost if least is None else least
                choices.append(changes)
        if len(some) < AT_ONCE:
            return Plan(state, "seq", least, tuple(choices), complete=True)
    return Plan(state, "seq", least, tuple(choices), complete=False)


def _can_matter(graph: Graph, actor: int, state: int, other: int) -> bool:
    """Return whether it can matter to anybody whether an actor prefers another state to the wanted one."""
    ends = graph.to[graph.first[actor, 0] : graph.first[actor, -1]]
    return len(graph.steps(actor, state)) > 0 or len(graph.steps(actor, other)) > 0 or bool((ends == other).any())


def _by_cost(crossings: list[tuple[float, int, int]]) -> Iterator[tuple[float, tuple[tuple[int, int], ...]]]:
    """Yield every set of crossings, each an actor and a state, the cheapest first."""
    order = sorted(crossings)
    yield 0.0, ()
    queue: list[tuple[float, tuple[int, ...]]] = [(order[0][0], (0,))] if order else []
    while queue:
        cost, chosen = heappop(queue)
        yield cost, tuple(order[k][1:] for k in chosen)
        last = chosen[-1]
        if last + 1 < len(order):
            more = order[last + 1][0]
            heappush(queue, (cost + more, (*chosen, last + 1)))
            heappush(queue, (cost + more - order[last][0], (*chosen[:-1], last + 1)))


def _changes(
    graph: Graph, level: NDArray[np.int64], state: str, crossings: Sequence[tuple[int, int]]
) -> tuple[Change, ...]:
    liked = level > level[:, [graph.states.index(state)]]
    found = []
    for actor in sorted({actor for actor, _ in crossings}):
        own = sorted(other for who, other in crossings if who == actor)
        lowered = tuple(graph.states[other] for other in own if liked[actor, other])
        raised = tuple(graph.states[other] for other in own if not liked[actor, other])
        found.append(Change(graph.actors[actor], state, lowered, raised))
    return tuple(found)
