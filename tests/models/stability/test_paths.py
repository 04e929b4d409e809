"""Legal sequences from the status quo, against a list of every sequence."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from irenic.errors import BadUse, UnknownName
from irenic.models.stability.graph import Graph
from irenic.models.stability.paths import Step, paths_from
from irenic.models.stability.reach import MODES, lengths_from, lengths_to
from models.stability.small_conflicts import arcs_of, conflicts, liking

DOORS = Graph.of_arcs(
    ["a", "b"], ["s", "t", "u", "v"], {"a": [("s", "t"), ("u", "v"), ("t", "s")], "b": [("s", "u"), ("t", "v")]}
)
FLAT = np.zeros((2, 4), dtype=np.int64)
LONGEST = 5


def counted(graph, levels, mode):
    """Return the steps that count, by actor."""
    like = liking(graph, levels)
    passes = {
        "improvements": lambda a, s, t: like[a][t] > like[a][s],
        "improvements and ties": lambda a, s, t: like[a][t] >= like[a][s],
        "any step": lambda *_: True,
    }[mode]
    return [(a, s, t) for a, pairs in arcs_of(graph).items() for s, t in sorted(pairs) if passes(a, s, t)]


def every_sequence(steps, start, longest):
    """Return every legal sequence of up to so many steps."""
    found, last = [()], [()]
    for _ in range(longest):
        last = [
            (*sequence, step)
            for sequence in last
            for step in steps
            if step[1] == (sequence[-1][2] if sequence else start) and (not sequence or sequence[-1][0] != step[0])
        ]
        found += last
    return found


@given(conflicts(most_states=4, chance=3), st.sampled_from(MODES), st.data())
@settings(max_examples=150)
def test_lengths_movers_and_sequences_are_those_of_every_sequence_listed(conflict, mode, data):
    graph, levels = conflict
    start = data.draw(st.sampled_from(graph.states))
    sequences = every_sequence(counted(graph, levels, mode), start, LONGEST)
    found = paths_from(graph, levels, start, mode)
    for at, state in enumerate(graph.states):
        leading = [s for s in sequences if (s[-1][2] if s else start) == state]
        shortest = min(map(len, leading), default=None)
        if shortest is None:
            assert found.length(state) is None or found.length(state) > LONGEST
            continue
        assert found.length(state) == shortest == found.lengths[at]
        expected = {s for s in leading if len(s) == shortest}
        listed = found.sequences(state, most=10_000)
        plain = [tuple((step.actor, step.start, step.end) for step in sequence) for sequence in listed.listed]
        assert len(plain) == listed.number == len(expected)
        assert set(plain) == expected
        assert {(x.actor, x.start, x.end) for x in found.before(state)} == {s[-1] for s in expected if s}
        assert {s[-1][0] for s in leading if s} <= set(found.last_movers(state))


@given(conflicts(most_states=5), st.sampled_from(MODES))
@settings(max_examples=100)
def test_last_movers_are_those_of_the_definition_by_least_sets(conflict, mode):
    graph, levels = conflict
    start = graph.states[0]
    steps = counted(graph, levels, mode)
    reached = {(t, a) for a, s, t in steps if s == start}
    for _ in range(len(graph.actors) * len(graph.states)):
        reached |= {(t, a) for a, s, t in steps if any(state == s and last != a for state, last in reached)}
    found = paths_from(graph, levels, start, mode)
    assert {(state, actor) for state in graph.states for actor in found.last_movers(state)} == reached
    assert set(found.reached) == {state for state, _ in reached} | {start}


@given(conflicts(most_states=5), st.sampled_from(MODES))
@settings(max_examples=60)
def test_the_way_to_a_state_is_as_long_as_the_way_from_it_looked_at_from_the_other_end(conflict, mode):
    graph, levels = conflict
    back = lengths_to(graph, levels, graph.states[-1], mode)
    forth = [lengths_from(graph, levels, state, mode)[-1] for state in graph.states]
    assert back.tolist() == forth


@given(conflicts(most_states=4), st.integers(0, 10))
@settings(max_examples=40)
def test_many_draws_at_once_give_what_each_gives_alone(conflict, seed):
    graph, levels = conflict
    draws = np.random.default_rng(seed).integers(0, 3, size=(2, 3, *levels.shape))
    together = lengths_from(graph, draws, graph.states[0])
    assert together.shape == (2, 3, len(graph.states))
    for at in np.ndindex(2, 3):
        assert together[at].tolist() == paths_from(graph, draws[at], graph.states[0]).lengths.tolist()


def test_nobody_steps_twice_in_a_row_not_even_to_where_no_other_step_leads():
    line = Graph.of_arcs(["a", "b"], ["s", "t", "u"], {"a": [("s", "t"), ("t", "u")]})
    found = paths_from(line, FLAT[:, :3], "s", "any step")
    assert found.reached == ("s", "t")
    assert found.sequences("u").number == 0
    assert found.before("u") == ()


def test_coming_back_has_a_last_mover_and_staying_is_the_shortest_way():
    back = paths_from(DOORS, FLAT, "s", "any step")
    assert back.sequences("s").listed == ((),)
    assert back.last_movers("s") == ()
    both = Graph.of_arcs(["a", "b"], ["s", "t"], {"a": [("s", "t")], "b": [("t", "s")]})
    assert paths_from(both, FLAT[:, :2], "s", "any step").last_movers("s") == ("b",)


def test_sequences_that_are_not_written_out_are_counted_all_the_same():
    found = paths_from(DOORS, FLAT, "s", "any step").sequences("v", most=1)
    assert (found.number, len(found.listed), found.complete) == (2, 1, False)
    many = 40  # 3 ways at each of 40 stages: far more sequences than could be listed
    stages = [f"{k}" for k in range(many + 1)]
    sides = [f"{k}{x}" for k in range(many) for x in "xyz"]
    arcs = {"a": [(f"{k}", f"{k}{x}") for k in range(many) for x in "xyz"]}
    arcs["b"] = [(f"{k}{x}", f"{k + 1}") for k in range(many) for x in "xyz"]
    ladder = Graph.of_arcs(["a", "b"], stages + sides, arcs)
    flat = np.zeros((2, len(ladder.states)), dtype=np.int64)
    found = paths_from(ladder, flat, "0", "any step").sequences(str(many), most=3)
    assert found.number == 3**many
    assert len(set(found.listed)) == 3


def test_only_those_who_take_part_step():
    assert paths_from(DOORS, FLAT, "s", "any step", actors=["a"]).reached == ("s", "t")
    assert paths_from(DOORS, FLAT, "s", "any step", actors=[]).reached == ("s",)
    found = paths_from(DOORS, FLAT, "s", "any step", actors=["b"])
    assert found.before("u") == (Step("b", "s", "u"),)


def test_what_does_not_fit_is_refused():
    with pytest.raises(UnknownName, match="no state 'z'"):
        paths_from(DOORS, FLAT, "z")
    with pytest.raises(UnknownName, match="no actor 'z'"):
        paths_from(DOORS, FLAT, "s", actors=["z"])
    with pytest.raises(UnknownName, match="no state 'z'"):
        paths_from(DOORS, FLAT, "s").length("z")
    with pytest.raises(BadUse, match="no mode is called 'hops'"):
        paths_from(DOORS, FLAT, "s", "hops")
    with pytest.raises(BadUse, match="one ranking for every actor"):
        paths_from(DOORS, FLAT[None], "s")
    with pytest.raises(BadUse, match="whole numbers"):
        lengths_from(DOORS, FLAT + 0.5, "s")
    with pytest.raises(BadUse, match=r"of shape \(1, 4\)"):
        lengths_from(DOORS, FLAT[:1], "s")
