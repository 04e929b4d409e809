"""How firm a verdict is: the fewest states that would have to cross a state for an actor to rest there or not.

For each actor alone, the preferences of the others as they are: what it itself prefers does not bear on what the others
can do, so that every concept is monotone in the states that it does not prefer (see
:mod:`~irenic.models.stability.kernels.conditions`), and the answer is exact under all four.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from irenic.errors import expect_known
from irenic.models.stability.concepts import FOUR
from irenic.models.stability.graph import Graph
from irenic.models.stability.inverse import named
from irenic.models.stability.kernels.conditions import Condition, Rows, States, condition, members, not_preferred
from irenic.models.stability.kernels.monotone import given, holds
from irenic.models.stability.levels import one_ranking
from irenic.models.stability.plans import ALMOST, MOST_CHOICES, Change, Cheapest, Weights, cheapest, costs_of


@dataclass(frozen=True, slots=True)
class Flip:
    """The least change of an actor's own preferences that turns a verdict.

    Parameters
    ----------
    actor, state, concept
        Whose verdict, where, and in which sense.
    stable
        Whether it rests there now.
    cost
        How many states have to cross at the least, or what that costs with weights; none if no change of its own
        preferences turns the verdict, or, if not ``complete``, if none was found in time.
    choices
        The changes of that cost.
    complete
        Whether these are all, and none is cheaper for certain.
    """

    actor: str
    state: str
    concept: str
    stable: bool
    cost: float | None
    choices: tuple[Change, ...]
    complete: bool


def what_flips(
    graph: Graph, levels: NDArray[np.int64], state: str, concept: str, weights: Weights | None = None
) -> tuple[Flip, ...]:
    """Return for each actor the least change of its own preferences that turns its verdict on a state.

    Parameters
    ----------
    graph
        Who can go where.
    levels
        How much every actor likes every state now, ``(actor, state)``.
    state
        The state.
    concept
        ``nash``, ``gmr``, ``smr`` or ``seq``.
    weights
        What it costs that a state crosses, by actor and state, if not 1.

    Raises
    ------
    BadUse
        If levels do not fit, or a weight is not positive.
    UnknownName
        If there is no such state, concept or actor.

    Examples
    --------
    A prisoner would stop to confess if it preferred silence to a betrayal; and one that fears the answer keeps silent
    until it minds neither being betrayed nor both confessing:

    >>> from irenic.models.stability.move_form import MoveForm
    >>> prisoners = MoveForm.of_moves({"a": ["confess"], "b": ["confess"]}).graph
    >>> levels = np.array([[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> for concept in ("nash", "gmr"):
    ...     one, _ = what_flips(prisoners, levels, "NN", concept)
    ...     print(one.stable, one.cost, [(change.lowered, change.raised) for change in one.choices])
    False 1.0 [(('YN',), ())]
    True 1.0 [((), ('YY',))]
    """
    rows = Rows(graph.first, graph.to, one_ranking(graph, levels))
    expect_known("state", [state], graph.states)
    expect_known("concept", [concept], FOUR)
    at, found = graph.states.index(state), []
    for number, cost in enumerate(costs_of(graph, state, weights or {})):
        when = condition(rows, number, at, concept)
        low = not_preferred(rows.level[number], at)
        rests = holds(when, low)
        best = _broken(when, low, cost) if rests else cheapest(given(when, low), cost)
        choices = tuple(_change(graph, (graph.actors[number], state), states, rests=rests) for states in best.sets)
        found.append(Flip(graph.actors[number], state, concept, rests, best.cost, choices, best.complete))
    return tuple(found)


def _broken(when: Condition, low: States, cost: dict[int, float]) -> Cheapest:
    """Return the cheapest states that must come to be preferred for some step to tempt: a state of each alternative."""
    found = []
    for clause in when:
        alive = [alternative for alternative in clause if not alternative & ~low]
        breaks = cheapest(frozenset(frozenset(1 << k for k in members(a)) for a in alive), cost)
        found.append(breaks)
    costs = [one.cost for one in found if one.cost is not None]
    complete = all(one.complete for one in found)
    if not costs:
        return Cheapest(None, (), complete)
    least = min(costs)
    near = [one for one in found if one.cost is not None and one.cost <= least + ALMOST]
    sets = sorted({states for one in near for states in one.sets})
    return Cheapest(least, tuple(sets[:MOST_CHOICES]), complete and len(sets) <= MOST_CHOICES)


def _change(graph: Graph, of: tuple[str, str], states: States, *, rests: bool) -> Change:
    names = named(graph, states)
    return Change(*of, (), names) if rests else Change(*of, names)
