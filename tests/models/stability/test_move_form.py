"""The moves of a conflict: the states they make, and every step between these."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from irenic.errors import BadUse, UnknownName
from irenic.models.stability.move_form import MoveForm

PLAIN = MoveForm.of_moves({"a": ["x"], "b": ["y", "z"]})


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"actors": ("a", "a")}, "the actor 'a' is there twice"),
        ({"moves": ("x", "y", "x")}, "the move 'x' is there twice"),
        ({"moves": tuple(map(str, range(63)))}, "there are 63 moves; allowed are 62"),
        ({"owner": np.array([0, 1])}, r"'owner' has shape \(2,\)"),
        ({"can_undo": np.ones((3, 1), dtype=bool)}, "'can_undo' has shape"),
        ({"owner": np.array([0, 1, 2])}, "one of 2 actors"),
        ({"made": np.ones((1, 2), dtype=bool)}, r"'made' has shape \(1, 2\)"),
        ({"made": np.ones(3, dtype=bool)}, r"'made' has shape \(3,\)"),
        ({"made": PLAIN.made[[0, 0, 1]]}, "by rising decimal value"),
        ({"made": PLAIN.made[::-1]}, "by rising decimal value"),
    ],
)
def test_what_does_not_fit_is_refused(change, wrong):
    with pytest.raises(BadUse, match=wrong):
        replace(PLAIN, **change)


def test_moves_that_are_not_there_or_too_many_to_list_are_refused():
    with pytest.raises(UnknownName, match=r"no move 'a\.y'"):
        MoveForm.of_moves({"a": ["x"]}, cannot_undo=["a.y"])
    with pytest.raises(BadUse, match="there are 27 moves, too many to list"):
        MoveForm.of_moves({"a": list(map(str, range(27)))})


def test_a_state_is_labelled_by_its_moves_in_order_with_the_first_worth_one():
    assert PLAIN.decimals.tolist() == list(range(8))
    assert PLAIN.states[:5] == ("NNN", "YNN", "NYN", "YYN", "NNY")
    assert PLAIN.graph.states == PLAIN.states


def test_no_moves_make_one_state_and_no_feasible_state_makes_none():
    still = MoveForm.of_moves({"a": []})
    assert still.states == ("",)
    assert still.graph.to.tolist() == []
    none = MoveForm.of_moves({"a": ["x"]}, lambda made: made[:, 0] & ~made[:, 0])
    assert none.graph.first.tolist() == [[0]]


@st.composite
def move_forms(draw):
    number = draw(st.integers(0, 5))
    actors = draw(st.integers(1, 3))
    owner = draw(st.lists(st.integers(0, actors - 1), min_size=number, max_size=number))
    flags = [draw(st.lists(st.booleans(), min_size=number, max_size=number)) for _ in range(2)]
    kept = np.array(draw(st.lists(st.booleans(), min_size=2**number, max_size=2**number)))
    every = (np.arange(2**number)[:, None] >> np.arange(number) & 1).astype(bool)
    can_make, can_undo = (np.array(flag, dtype=bool) for flag in flags)
    labels = tuple("abc"[:actors]), tuple(map(str, range(number)))
    return MoveForm(*labels, np.array(owner, dtype=np.int64), can_make, can_undo, every[kept])


@given(move_forms())
@settings(max_examples=100)
def test_a_step_changes_moves_of_one_actor_in_the_directions_they_have(form):
    graph = form.graph
    states = [tuple(row) for row in form.made.tolist()]
    for actor in range(len(form.actors)):
        for at, state in enumerate(states):
            expected = []
            for to, other in enumerate(states):
                changed = [k for k in range(len(state)) if state[k] != other[k]]
                allowed = [(form.can_undo if state[k] else form.can_make)[k] for k in changed]
                if changed and all(allowed) and all(form.owner[k] == actor for k in changed):
                    expected.append(to)
            assert graph.steps(actor, at).tolist() == expected
