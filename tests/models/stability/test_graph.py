"""The graph of a conflict: its rows, its labels, and what it refuses."""

import numpy as np
import pytest

from irenic.errors import BadUse, UnknownName
from irenic.models.stability.graph import Graph


def ints(*numbers):
    return np.array(numbers, dtype=np.int64)


@pytest.mark.parametrize(
    ("states", "first", "to", "wrong"),
    [
        (("s", "s"), [[0, 0, 0]], [], "the state 's' is there twice"),
        (("s", "t"), [[0, 0]], [], r"'first' has shape \(1, 2\) and 'to' \(0,\); allowed: \(1, 3\)"),
        (("s", "t"), [[0, 1, 1]], [], "run on from 0"),
        (("s", "t"), [[0, 1, 0]], [1], "run on from 0"),
        (("s", "t"), [[1, 1, 1]], [1], "run on from 0"),
        (("s", "t"), [[0, 1, 1]], [2], "a state that is not there; there are 2"),
        (("s", "t"), [[0, 1, 1]], [0], "staying is no step"),
        (("s", "t", "u"), [[0, 2, 2, 2]], [2, 1], "in rising order, each once"),
        (("s", "t"), [[0, 2, 2]], [1, 1], "in rising order, each once"),
    ],
)
def test_rows_that_do_not_fit_are_refused(states, first, to, wrong):
    with pytest.raises(BadUse, match=wrong):
        Graph(("a",), states, np.array(first, dtype=np.int64), np.array(to, dtype=np.int64))


def test_steps_by_label_are_the_same_in_any_order_and_twice():
    arcs = [("s", "u"), ("s", "t"), ("t", "s")]
    one = Graph.of_arcs(["a", "b"], ["s", "t", "u"], {"b": arcs})
    other = Graph.of_arcs(["a", "b"], ["s", "t", "u"], {"b": [*reversed(arcs), *arcs], "a": []})
    assert one.first.tolist() == other.first.tolist() == [[0, 0, 0, 0], [0, 2, 3, 3]]
    assert one.to.tolist() == other.to.tolist() == [1, 2, 0]


def test_a_step_between_names_that_are_not_there_is_refused():
    with pytest.raises(UnknownName, match="no actor 'c'"):
        Graph.of_arcs(["a"], ["s"], {"c": []})
    with pytest.raises(UnknownName, match="no state 'z'"):
        Graph.of_arcs(["a"], ["s"], {"a": [("s", "z")]})


def test_a_step_from_a_state_to_itself_is_refused():
    with pytest.raises(BadUse, match="staying is no step"):
        Graph.of_arcs(["a"], ["s"], {"a": [("s", "s")]})


def test_nobody_nowhere_and_nothing_to_do_are_graphs_too():
    assert Graph.of_arcs([], ["s"], {}).first.shape == (0, 2)
    assert Graph.of_arcs(["a"], [], {}).first.tolist() == [[0]]
    assert Graph.of_arcs(["a"], ["s"], {}).steps(0, 0).tolist() == []


def test_states_that_are_one_lose_the_steps_between_them_and_keep_the_others_once():
    graph = Graph.of_arcs(
        ["a", "b"],
        ["s", "t", "u", "v"],
        {"a": [("s", "t"), ("s", "u"), ("t", "u"), ("u", "v")], "b": [("u", "s"), ("t", "s")]},
    )
    found = graph.coalesced({"gone": ["u", "t"]})
    assert found.states == ("s", "gone", "v")
    assert [found.steps(0, s).tolist() for s in range(3)] == [[1], [2], []]
    assert [found.steps(1, s).tolist() for s in range(3)] == [[], [0], []]


def test_groups_that_are_empty_or_share_a_state_are_refused():
    graph = Graph.of_arcs(["a"], ["s", "t"], {})
    with pytest.raises(BadUse, match="a group of states is empty: gone"):
        graph.coalesced({"gone": []})
    with pytest.raises(BadUse, match="the state of the groups 's' is there twice"):
        graph.coalesced({"one": ["s"], "two": ["s", "t"]})
    with pytest.raises(UnknownName, match="no state 'z'"):
        graph.coalesced({"gone": ["z"]})
