"""The least change of preferences, against trying every set of crossings."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from irenic.errors import BadUse, UnknownName
from irenic.models.stability import plans
from irenic.models.stability.graph import Graph
from irenic.models.stability.plans import Change, after, least_changes
from models.stability import oracle
from models.stability.conflicts import steps
from models.stability.small_conflicts import COSTS, conflicts, crossed

CONCEPTS = st.sampled_from(list(oracle.FOUR))


def is_equilibrium(graph, levels, state, concept):
    return all(oracle.FOUR[concept](steps(graph), levels, a, state) for a in range(len(graph.actors)))


def every_plan(graph, levels, state, concept):
    """Return every set of crossings that makes the state an equilibrium."""
    one_by_one = [(a, t) for a in range(len(graph.actors)) for t in range(len(graph.states)) if t != state]
    for size in range(len(one_by_one) + 1):
        for crossings in combinations(one_by_one, size):
            if is_equilibrium(graph, crossed(levels, state, crossings), state, concept):
                yield frozenset(crossings)


@given(conflicts(most_states=4, most_actors=2), CONCEPTS, st.data())
@settings(max_examples=80)
def test_the_least_plan_costs_what_the_cheapest_of_all_sets_of_crossings_does(conflict, concept, data):
    graph, levels = conflict
    state = data.draw(st.integers(0, len(graph.states) - 1))
    weights = {a: {s: data.draw(COSTS) for s in graph.states} for a in graph.actors}
    costs = {
        plan: sum(weights[graph.actors[a]][graph.states[t]] for a, t in plan)
        for plan in every_plan(graph, levels, state, concept)
    }
    found = least_changes(graph, levels, graph.states[state], concept, weights)
    assert found.complete
    assert found.cost == pytest.approx(min(costs.values())) if costs else found.cost is None
    cheapest = {plan for plan, cost in costs.items() if cost == min(costs.values())}
    listed = [
        frozenset(
            (graph.actors.index(change.actor), graph.states.index(name))
            for change in choice
            for name in change.lowered + change.raised
        )
        for choice in found.choices
    ]
    assert len(set(listed)) == len(listed)
    useless = {plan for plan in cheapest if any(other < plan for other in costs)}
    assert set(listed) == cheapest - useless  # weights are positive, so that none is useless
    assert not useless


@given(conflicts(most_states=5), CONCEPTS, st.data())
@settings(max_examples=150)
def test_a_plan_that_is_carried_out_makes_the_state_an_equilibrium_and_less_of_it_does_not(conflict, concept, data):
    graph, levels = conflict
    state = data.draw(st.sampled_from(graph.states))
    at = graph.states.index(state)
    found = least_changes(graph, levels, state, concept)
    for choice in found.choices[:5]:
        assert is_equilibrium(graph, after(graph, levels, choice), at, concept)
        for number, change in enumerate(choice):
            for side in ("lowered", "raised"):
                for name in getattr(change, side):
                    rest = tuple(one for one in getattr(change, side) if one != name)
                    both = {"lowered": change.lowered, "raised": change.raised, side: rest}
                    less = Change(change.actor, change.state, **both)
                    changes = [*choice[:number], less, *choice[number + 1 :]]
                    assert not is_equilibrium(graph, after(graph, levels, changes), at, concept)
    assert (found.cost == 0) == is_equilibrium(graph, levels, at, concept)


def test_under_seq_it_can_help_that_somebody_comes_to_prefer_a_state():
    graph = Graph.of_arcs(["a", "b"], ["s", "t", "u"], {"a": [("s", "t")], "b": [("t", "u")]})
    levels = np.array([[1, 2, 0], [1, 2, 0]])
    dear = {"a": {"t": 5.0}}
    plan = least_changes(graph, levels, "s", "seq", dear)
    assert plan.cost == 2  # b must come to go on from t to u, which is worse for a than s
    assert plan.choices == ((Change("b", "s", ("t",), ("u",)),),)
    assert least_changes(graph, levels, "s", "gmr", dear).cost == 0


def test_nothing_is_left_to_change_where_nobody_can_step():
    still = Graph.of_arcs(["a"], ["s", "t"], {})
    for concept in oracle.FOUR:
        plan = least_changes(still, np.array([[0, 1]]), "s", concept)
        assert (plan.cost, plan.choices, plan.complete) == (0, ((),), True)


def test_a_search_that_takes_too_long_says_so(monkeypatch):
    many = [str(k) for k in range(12)]
    star = Graph.of_arcs(["a", "b"], many, {"a": [("0", k) for k in many[1:]], "b": [("0", k) for k in many[1:]]})
    levels = np.array([[0, *[1] * 11]] * 2)
    monkeypatch.setattr(plans, "MOST_STEPS", 5)
    monkeypatch.setattr(plans, "AT_ONCE", 5)
    for concept in oracle.FOUR:
        plan = least_changes(star, levels, "0", concept)
        assert (plan.cost, plan.choices, plan.complete) == (None, (), False)


def test_of_too_many_plans_some_are_listed():
    many = [str(k) for k in range(25)]
    arcs = {"a": [("0", "1")], "b": [("1", k) for k in many[2:]]}
    graph = Graph.of_arcs(["a", "b", "c"], many, arcs | {"c": [("0", "1")]})
    levels = np.array([[0, *[1] * 24]] * 3)
    plan = least_changes(graph, levels, "0", "gmr")
    assert plan.cost == 2
    assert len(plan.choices) == 100  # of 24 × 24
    assert not plan.complete


@pytest.mark.parametrize("weight", [0, -1, float("inf"), float("nan")])
def test_weights_are_positive_and_of_actors_and_states_that_are_there(weight):
    graph = Graph.of_arcs(["a"], ["s", "t"], {})
    levels = np.array([[0, 1]])
    with pytest.raises(BadUse, match="the weight of t for a is"):
        least_changes(graph, levels, "s", "nash", {"a": {"t": weight}})
    with pytest.raises(UnknownName, match="no actor 'z'"):
        least_changes(graph, levels, "s", "nash", {"z": {}})
    with pytest.raises(UnknownName, match="no state 'z'"):
        least_changes(graph, levels, "s", "nash", {"a": {"z": 1}})
