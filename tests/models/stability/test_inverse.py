"""What preferences have to be, against every strict ranking of small conflicts, by the definitions."""

from collections import Counter
from fractions import Fraction
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from irenic.errors import BadUse, UnknownName
from irenic.models.stability import inverse
from irenic.models.stability.graph import Graph
from irenic.models.stability.inverse import what_it_takes
from irenic.models.stability.kernels import monotone
from irenic.models.stability.kernels.monotone import Count, in_order, share
from models.stability import oracle
from models.stability.conflicts import steps
from models.stability.small_conflicts import conflicts

CONCEPTS = st.sampled_from(list(oracle.FOUR))


def verdict(graph, levels, actor, state, concept):
    return oracle.FOUR[concept](steps(graph), levels, actor, state)


def rankings(levels, actor):
    """Return the levels with every strict ranking of one actor in place of its own."""
    for ranking in permutations(range(levels.shape[1])):
        changed = levels.copy()
        changed[actor] = ranking
        yield changed


@given(conflicts(most_states=5), CONCEPTS, st.data())
@settings(max_examples=150)
def test_shares_are_those_of_all_strict_rankings_counted(conflict, concept, data):
    graph, levels = conflict
    state = data.draw(st.integers(0, len(graph.states) - 1))
    found = what_it_takes(graph, graph.states[state], concept, levels)
    for actor, requirement in enumerate(found):
        stable = [verdict(graph, changed, actor, state, concept) for changed in rankings(levels, actor)]
        assert requirement.share == Fraction(sum(stable), len(stable))


@given(conflicts(most_states=5), CONCEPTS, st.data())
@settings(max_examples=150)
def test_minimal_sets_are_the_least_of_those_that_make_the_state_stable(conflict, concept, data):
    graph, levels = conflict
    many = len(graph.states)
    state = data.draw(st.integers(0, many - 1))
    others = [k for k in range(many) if k != state]
    for actor, requirement in enumerate(what_it_takes(graph, graph.states[state], concept, levels)):
        enough = set()
        for size in range(many):
            for low in map(frozenset, combinations(others, size)):
                changed = levels.copy()
                changed[actor] = [1 if k == state else 0 if k in low else 2 for k in range(many)]
                if verdict(graph, changed, actor, state, concept):
                    enough.add(low)
        minimal = {low for low in enough if not any(other < low for other in enough)}
        assert requirement.complete
        assert {frozenset(graph.states.index(name) for name in names) for names in requirement.minimal} == minimal
        assert len(requirement.minimal) == len(minimal)
        assert [len(names) for names in requirement.minimal] == sorted(map(len, minimal))
        for low in enough:  # monotone: more states that are not preferred never hurt
            assert {low | {other} for other in others} <= enough


@given(conflicts(most_states=5), CONCEPTS, st.data())
@settings(max_examples=100)
def test_an_actor_rests_exactly_if_each_departure_is_harmless(conflict, concept, data):
    graph, levels = conflict
    state = data.draw(st.sampled_from(graph.states))
    at = graph.states.index(state)
    for actor, requirement in enumerate(what_it_takes(graph, state, concept, levels)):
        low = {name for name, level in zip(graph.states, levels[actor], strict=True) if level <= levels[actor, at]}
        harmless = all(any(low.issuperset(names) for names in one.harmless_if) for one in requirement.departures)
        assert harmless == verdict(graph, levels, actor, at, concept)
        assert {one.to for one in requirement.departures} <= {graph.states[t] for t in graph.steps(actor, at)}


def test_what_the_others_prefer_does_not_matter_but_for_seq():
    graph = Graph.of_arcs(["a", "b"], ["s", "t", "u"], {"a": [("s", "t")], "b": [("t", "u")]})
    assert what_it_takes(graph, "s", "gmr")[0].minimal == (("t",), ("u",))
    would, would_not = (np.array([[0, 0, 0], [0, 1, like]]) for like in (2, 0))
    assert what_it_takes(graph, "s", "seq", would)[0].minimal == (("t",), ("u",))
    assert what_it_takes(graph, "s", "seq", would_not)[0].minimal == (("t",),)


def test_shares_of_conditions_with_many_states_are_those_of_closed_forms():
    clause = frozenset(1 << k for k in range(90))
    assert share(frozenset({clause})) == 1 - Fraction(1, 91)  # not above all of 90 others
    together = frozenset({frozenset({sum(1 << k for k in range(60))})})
    assert share(together) == Fraction(1, 61)  # above all of 60 others
    assert share(frozenset()) == 1


@given(st.lists(st.lists(st.integers(1, 63), min_size=1, max_size=4), max_size=5))
@settings(max_examples=200)
def test_sets_that_meet_any_condition_are_counted_and_found_as_by_trying_all(clauses):
    condition = frozenset(frozenset(clause) for clause in clauses)
    matter = [k for k in range(6) if any(a >> k & 1 for clause in clauses for a in clause)]
    enough = []
    for size in range(len(matter) + 1):
        for chosen in combinations(matter, size):
            states = sum(1 << k for k in chosen)
            if all(any(a & states == a for a in clause) for clause in clauses):
                enough.append(states)
    tidy = frozenset(monotone.without_larger(set(clause)) for clause in condition)
    sizes = Counter(map(int.bit_count, enough))
    numbers = Count().sets(tidy)
    free = len(matter) - (len(numbers) - 1)  # states of larger alternatives do not matter after all
    padded = [0] * (len(matter) + 1)
    for k, number in enumerate(numbers):
        for j in range(free + 1):
            padded[k + j] += number * len(list(combinations(range(free), j)))
    assert padded == [sizes[k] for k in range(len(matter) + 1)]
    minimal = [a for a in enough if not any(b != a and b & a == b for b in enough)]
    cost = {k: 1.0 + k / 8 for k in range(6)}
    found = [(bound, states) for bound, states in in_order(tidy, cost) if states is not None]
    assert sorted(states for _, states in found) == sorted(minimal)
    assert [bound for bound, _ in found] == sorted(bound for bound, _ in found)


def test_a_search_that_takes_too_long_says_so(monkeypatch):
    rng = np.random.default_rng(0)
    there = rng.random((3, 12, 12)) < 0.3
    actor, start, to = np.nonzero(there & ~np.eye(12, dtype=bool))
    graph = Graph.of_steps("abc", [str(k) for k in range(12)], np.column_stack([actor, start]), to)
    assert all(one.share is not None for one in what_it_takes(graph, "0", "smr"))
    monkeypatch.setattr(monotone, "MOST_SPLITS", 3)
    monkeypatch.setattr(inverse, "MOST_SETS", 2)
    found = what_it_takes(graph, "0", "smr")
    assert any(one.share is None for one in found)
    assert any(not one.complete and len(one.minimal) == 2 for one in found)


def test_what_cannot_be_asked_is_refused():
    graph = Graph.of_arcs(["a"], ["s"], {})
    with pytest.raises(BadUse, match="give the levels they keep"):
        what_it_takes(graph, "s", "seq")
    with pytest.raises(UnknownName, match="no state 'z'"):
        what_it_takes(graph, "z", "nash")
    with pytest.raises(UnknownName, match="no concept 'sim'"):
        what_it_takes(graph, "s", "sim")
