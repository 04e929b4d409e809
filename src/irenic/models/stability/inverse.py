"""The preferences under which a state that is wanted would be an equilibrium, and how many of all those there could be.

The inverse of stability analysis (:cite:t:`kinsara2015`). Under ``nash``, ``gmr`` and ``smr`` it is exact and
complete without trying rankings: whether an actor rests in a state depends only on which states it does not prefer to
it, more of these never hurt, and what the others prefer does not matter (see
:mod:`~irenic.models.stability.kernels.conditions`). Under ``seq`` the same holds for one actor while the preferences
of the others stay as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from irenic.errors import BadUse, expect_known
from irenic.models.stability.concepts import FOUR
from irenic.models.stability.graph import Graph
from irenic.models.stability.kernels.conditions import Clause, Rows, States, clauses, members
from irenic.models.stability.kernels.monotone import in_order, share, that_matter
from irenic.models.stability.levels import one_ranking

MOST_SETS: Final = 100
"""Minimal sets that are listed."""
MOST_STEPS: Final = 2_000
"""Steps of a search before it ends without having found all."""


@dataclass(frozen=True, slots=True)
class Departure:
    """One step that an actor could take out of the wanted state, and what would keep it from wanting to.

    Parameters
    ----------
    to
        Where the step leads.
    harmless_if
        Sets of states. If the actor prefers none of one of these sets to the wanted state, it gains nothing by the
        step.
    """

    to: str
    harmless_if: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Requirement:
    """What an actor's preferences have to be for it to rest in a state.

    Parameters
    ----------
    actor, state, concept
        Who, where, and in which sense.
    departures
        Its steps out of the state that could tempt it. It rests if each is harmless; without any, it always rests.
    minimal
        The minimal sets of states that it must not prefer to the wanted one, the small ones first: it rests exactly
        if it prefers none of one of them.
    complete
        Whether these are all.
    share
        The share of all strict rankings of the states under which it rests, exactly; none where counting them
        would take too long.
    """

    actor: str
    state: str
    concept: str
    departures: tuple[Departure, ...]
    minimal: tuple[tuple[str, ...], ...]
    complete: bool
    share: Fraction | None


def what_it_takes(
    graph: Graph, state: str, concept: str, levels: NDArray[np.int64] | None = None
) -> tuple[Requirement, ...]:
    """Return what the preferences of each actor have to be for a state to be an equilibrium.

    It is one if every actor meets its own requirement. Under ``nash``, ``gmr`` and ``smr`` actors decouple: the
    share of all profiles of strict rankings is the product of the shares.

    Parameters
    ----------
    graph
        Who can go where.
    state
        The state that is wanted.
    concept
        ``nash``, ``gmr``, ``smr`` or ``seq``.
    levels
        How much every actor likes every state, ``(actor, state)``. Asked for by ``seq`` alone, where each requirement
        holds as long as the *others* keep these preferences; all preferences that make an equilibrium under ``seq``
        are not offered, since they couple.

    Raises
    ------
    BadUse
        If ``seq`` is asked without levels, or levels do not fit.
    UnknownName
        If there is no such state or concept.

    Examples
    --------
    Two prisoners who stay silent do so as long as neither would rather be betrayed than keep silence:

    >>> from irenic.models.stability.move_form import MoveForm
    >>> prisoners = MoveForm.of_moves({"a": ["confess"], "b": ["confess"]}).graph
    >>> [(one.actor, one.minimal, str(one.share)) for one in what_it_takes(prisoners, "NN", "nash")]
    [('a', (('YN',),), '1/2'), ('b', (('NY',),), '1/2')]
    >>> first, _ = what_it_takes(prisoners, "NN", "gmr")
    >>> first.minimal, str(first.share)
    ((('YN',), ('YY',)), '2/3')
    """
    expect_known("state", [state], graph.states)
    expect_known("concept", [concept], FOUR)
    if concept == "seq" and levels is None:
        msg = "under 'seq' what an actor needs depends on what the others prefer; give the levels they keep"
        raise BadUse(msg)
    flat = np.zeros((len(graph.actors), len(graph.states)), dtype=np.int64)
    rows = Rows(graph.first, graph.to, flat if levels is None else one_ranking(graph, levels))
    at = graph.states.index(state)
    return tuple(
        _requirement(graph, clauses(rows, number, at, concept), (actor, state, concept))
        for number, actor in enumerate(graph.actors)
    )


def named(graph: Graph, states: States) -> tuple[str, ...]:
    """Return the labels of a set of states, in the order of the graph."""
    return tuple(graph.states[number] for number in members(states))


def _requirement(graph: Graph, of_steps: Mapping[int, Clause], of: tuple[str, str, str]) -> Requirement:
    when = frozenset(of_steps.values())
    cost = dict.fromkeys(members(that_matter(when)), 1.0)
    minimal: list[tuple[str, ...]] = []
    complete = True
    for step, (_, states) in enumerate(in_order(when, cost)):
        if len(minimal) == MOST_SETS or step == MOST_STEPS:
            complete = False
            break
        minimal += [] if states is None else [named(graph, states)]
    departures = tuple(
        Departure(graph.states[step], tuple(sorted((named(graph, a) for a in clause), key=_small)))
        for step, clause in of_steps.items()
    )
    return Requirement(*of, departures, tuple(minimal), complete, share(when))


def _small(names: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return len(names), names
