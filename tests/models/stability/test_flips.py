"""How firm verdicts are, against every set of crossings of one actor."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from irenic.errors import UnknownName
from irenic.models.stability import plans
from irenic.models.stability.flips import what_flips
from irenic.models.stability.graph import Graph
from models.stability import oracle
from models.stability.conflicts import steps
from models.stability.small_conflicts import COSTS, conflicts, crossed

CONCEPTS = st.sampled_from(list(oracle.FOUR))


@given(conflicts(most_states=5), CONCEPTS, st.data())
@settings(max_examples=250)
def test_the_least_change_that_turns_a_verdict_is_the_cheapest_of_all_that_do(conflict, concept, data):
    graph, levels = conflict
    state = data.draw(st.integers(0, len(graph.states) - 1))
    weights = {a: {s: data.draw(COSTS) for s in graph.states} for a in graph.actors}
    others = [t for t in range(len(graph.states)) if t != state]
    found = what_flips(graph, levels, graph.states[state], concept, weights)
    for actor, flip in enumerate(found):
        now = oracle.FOUR[concept](steps(graph), levels, actor, state)
        costs = {}
        for size in range(len(others) + 1):
            for chosen in combinations(others, size):
                changed = crossed(levels, state, [(actor, t) for t in chosen])
                if oracle.FOUR[concept](steps(graph), changed, actor, state) != now:
                    names = frozenset(graph.states[t] for t in chosen)
                    costs[names] = sum(weights[flip.actor][name] for name in names)
        assert flip.stable == now
        assert flip.complete
        assert flip.cost == (min(costs.values()) if costs else None)
        assert not any(change.lowered if now else change.raised for change in flip.choices)
        cheapest = {names for names, cost in costs.items() if cost == flip.cost}
        assert {frozenset(change.lowered + change.raised) for change in flip.choices} == cheapest
        assert len(flip.choices) == len(cheapest)


def test_a_verdict_that_no_preference_of_its_own_turns_has_no_cost():
    graph = Graph.of_arcs(["a", "b"], ["s", "t"], {"a": [("s", "t")], "b": [("t", "s")]})
    levels = np.array([[0, 1], [0, 0]])
    flip = what_flips(graph, levels, "s", "gmr")[0]  # b can always take a back to s
    assert (flip.stable, flip.cost, flip.choices, flip.complete) == (True, None, (), True)
    assert what_flips(graph, levels, "s", "nash")[0].cost == 1


def test_a_search_that_takes_too_long_says_so(monkeypatch):
    many = [str(k) for k in range(8)]
    star = Graph.of_arcs(["a"], many, {"a": [("0", k) for k in many[1:]]})
    monkeypatch.setattr(plans, "MOST_STEPS", 3)
    (flip,) = what_flips(star, np.array([[0, *[1] * 7]]), "0", "nash")
    assert (flip.stable, flip.cost, flip.complete) == (False, None, False)


def test_what_is_not_there_is_refused():
    graph = Graph.of_arcs(["a"], ["s"], {})
    with pytest.raises(UnknownName, match="no state 'z'"):
        what_flips(graph, np.array([[0]]), "z", "nash")
    with pytest.raises(UnknownName, match="no concept 'x'"):
        what_flips(graph, np.array([[0]]), "s", "x")
