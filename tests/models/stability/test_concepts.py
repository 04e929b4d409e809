"""The concepts against their definitions, on moves and on arcs, and the order between them."""

import numpy as np
import pytest

from irenic.errors import BadUse, UnknownName
from irenic.models.stability.concepts import AT_ONCE, FOUR, stable
from irenic.models.stability.graph import Graph
from irenic.models.stability.kernels.cells import cells_of
from irenic.models.stability.move_form import MoveForm
from models.stability import conflicts, oracle


def expected(steps, level, concepts=FOUR):
    actors, states = level.shape
    return [[[oracle.FOUR[c](steps, level, i, s) for s in range(states)] for i in range(actors)] for c in concepts]


@pytest.mark.parametrize("seed", range(60))
def test_on_moves_every_verdict_is_what_the_definition_says(seed):
    rng = np.random.default_rng(seed)
    form = conflicts.move_form(rng)
    level = conflicts.levels(rng, len(form.actors), len(form.made))
    states = [tuple(row) for row in form.made.tolist()]
    steps = oracle.steps_of_moves(states, form.owner, form.can_make, form.can_undo, len(form.actors))
    assert stable(form, level).tolist() == expected(steps, level)
    assert stable(form.graph, level).tolist() == expected(steps, level)
    assert stable(form, level, AT_ONCE).tolist() == [
        [[spoilt(states, steps, level, i, s) for s in range(len(states))] for i in range(len(level))]
        for spoilt in (oracle.sim, oracle.sim_after_seq)
    ]


@pytest.mark.parametrize("seed", range(60))
def test_on_arcs_every_verdict_is_what_the_definition_says(seed):
    rng = np.random.default_rng(seed)
    graph = conflicts.graph(rng)
    level = conflicts.levels(rng, len(graph.actors), len(graph.states))
    assert stable(graph, level).tolist() == expected(conflicts.steps(graph), level)


def test_it_matters_on_arcs_that_nobody_moves_twice_running():
    graph = Graph.of_arcs(["a", "b"], ["s", "u", "v", "t"], {"a": [("s", "u")], "b": [("u", "v"), ("v", "t")]})
    level = np.array([[1, 2, 2, 0], [0, 0, 0, 0]])
    assert not stable(graph, level, ["gmr"])[0, 0, 0]
    direct = Graph.of_arcs(["a", "b"], ["s", "u", "v", "t"], {"a": [("s", "u")], "b": [("u", "v"), ("u", "t")]})
    assert stable(direct, level, ["gmr"])[0, 0, 0]
    in_turn = Graph.of_arcs(
        ["a", "b", "c"], ["s", "u", "v", "t"], {"a": [("s", "u")], "b": [("u", "v")], "c": [("v", "t")]}
    )
    assert stable(in_turn, np.vstack([level, level[1]]), ["gmr"])[0, 0, 0]


def test_going_back_to_where_it_began_is_an_answer():
    graph = Graph.of_arcs(["a", "b"], ["s", "u"], {"a": [("s", "u")], "b": [("u", "s")]})
    assert stable(graph, np.array([[0, 1], [1, 0]]))[:, 0, 0].tolist() == [False, True, False, True]


@pytest.mark.parametrize("seed", range(20))
def test_draws_may_lead_in_any_number_and_are_independent(seed):
    rng = np.random.default_rng(seed)
    for over in (conflicts.move_form(rng), conflicts.graph(rng)):
        states = len(over.made) if isinstance(over, MoveForm) else len(over.states)
        level = conflicts.levels(rng, len(over.actors), states, (2, 3))
        found = stable(over, level, ["seq", "gmr"])
        assert found.shape == (2, 3, 2, len(over.actors), states)
        assert all((found[at] == stable(over, level[at])[[3, 1]]).all() for at in np.ndindex(2, 3))
        assert stable(over, level[:0]).shape == (0, 3, 4, len(over.actors), states)


@pytest.mark.parametrize("seed", range(20))
def test_only_the_order_of_the_levels_matters(seed):
    rng = np.random.default_rng(seed)
    for over in (conflicts.move_form(rng), conflicts.graph(rng)):
        states = len(over.made) if isinstance(over, MoveForm) else len(over.states)
        level = conflicts.levels(rng, len(over.actors), states)
        wide = (level - 3) * 10**15  # too far apart to count: sorted in another way
        assert (stable(over, wide) == stable(over, level)).all()


@pytest.mark.parametrize("seed", range(40))
def test_who_looks_further_rests_in_more_states(seed):
    rng = np.random.default_rng(seed)
    for over in (conflicts.move_form(rng), conflicts.graph(rng)):
        states = len(over.made) if isinstance(over, MoveForm) else len(over.states)
        nash, gmr, smr, seq = stable(over, conflicts.levels(rng, len(over.actors), states))
        assert (nash <= smr).all()
        assert (smr <= gmr).all()
        assert (nash <= seq).all()
        assert (seq <= gmr).all()


@pytest.mark.parametrize("seed", range(20))
def test_alone_all_concepts_are_the_first(seed):
    rng = np.random.default_rng(seed)
    many = int(rng.integers(0, 5))
    form = MoveForm.of_moves({"a": list(map(str, range(many)))})
    found = stable(form, conflicts.levels(rng, 1, 2**many))
    assert (found == found[0]).all()


def test_states_that_are_few_among_many_moves_are_found_by_writing_out_the_steps():
    rng = np.random.default_rng(1)
    moves, states = 40, 30
    made = np.zeros((states, moves), dtype=bool)
    made[:, :20] = rng.random((states, 20)) < 0.5
    made[:, 36:] = rng.random((states, 4)) < 0.5
    made = made[np.lexsort(made.T)]
    names = ("a", "b"), tuple(map(str, range(moves)))
    form = MoveForm(*names, np.repeat([0, 1], 20), np.ones(moves, bool), np.arange(moves) >= 20, made)
    assert cells_of(form.decimals, [0, form.own(1)], [form.own(0), 0], [0, 0]) is None
    level = conflicts.levels(rng, 2, states, (5,))
    assert (stable(form, level) == stable(form.graph, level)).all()


def test_few_states_among_many_rows_are_numbered_anew():
    rng = np.random.default_rng(2)
    made = rng.random((200, 30)) < 0.5
    made[:, :3] = np.arange(200)[:, None] >> np.arange(3) & 1
    made[:, 3:] = made[np.arange(200) // 8 * 8, 3:]
    made = made[np.lexsort(made.T)]
    names = ("a", "b"), tuple(map(str, range(30)))
    form = MoveForm(*names, np.repeat([0, 1], [2, 28]), np.ones(30, bool), np.ones(30, bool), made)
    level = conflicts.levels(rng, 2, 200, (5,))
    assert cells_of(form.decimals, [form.own(0), form.own(1)], [0, 0], [0, 0]).start[1] == 50
    assert (stable(form, level) == stable(form.graph, level)).all()


def test_others_who_find_their_way_through_a_long_maze_are_found_out():
    turns = np.arange(128)
    places = np.column_stack([(turns + 1) // 2, turns // 2])  # two who can only go on in turns, step by step
    made = np.concatenate([places[:, [0]] >> np.arange(7) & 1, places[:, [1]] >> np.arange(7) & 1], axis=1) == 1
    made = np.vstack([np.hstack([np.full((128, 1), first), made]) for first in (False, True)])
    made = made[np.lexsort(made.T)]
    names = ("a", "b", "c"), tuple(map(str, range(15)))
    form = MoveForm(*names, np.repeat([0, 1, 2], [1, 7, 7]), np.ones(15, bool), np.ones(15, bool), made)
    level = conflicts.levels(np.random.default_rng(3), 3, 256, (8,))
    level[::2, 0] = 5 + made[:, 0]
    level[::2, 0, 1] = 0  # only at the end of the maze is there anything for a to fear, and it would go back from there
    found = stable(form, level)
    assert (found == stable(form.graph, level)).all()
    assert (found[::2, 1, 0] == (np.arange(256) != 1)).all()


@pytest.mark.parametrize(
    ("level", "wrong"),
    [
        (np.zeros((2, 4)), "float64 of shape"),
        (np.zeros((2, 3), dtype=int), r"allowed: whole numbers, the last dimensions \(2, 4\)"),
        (np.zeros(4, dtype=int), "allowed"),
        (np.full((2, 4), 2**62 + 1), "the levels run from 4611686018427387905 to"),
    ],
)
def test_levels_that_do_not_fit_are_refused(level, wrong):
    form = MoveForm.of_moves({"a": ["x"], "b": ["y"]})
    with pytest.raises(BadUse, match=wrong):
        stable(form, level)


def test_what_happens_at_once_is_not_asked_of_a_graph():
    graph = MoveForm.of_moves({"a": ["x"]}).graph
    with pytest.raises(BadUse, match="'sim' adds up what several actors change at once"):
        stable(graph, np.zeros((1, 2), dtype=int), ["nash", "sim"])


def test_whether_those_who_rest_join_in_can_decide():
    form = MoveForm.of_moves({"a": ["x"], "b": ["y"]})
    level = np.array([[1, 2, 0, 1], [1, 1, 2, 0]])  # both would improve alone; b rests under SEQ, as a would answer
    found = stable(form, level, ["sim_after_seq", "seq", "sim"])[:, :, 0]
    assert found.tolist() == [[False, True], [False, True], [True, True]]


def test_concepts_that_are_not_there_or_asked_for_twice_are_refused():
    form = MoveForm.of_moves({"a": ["x"]})
    with pytest.raises(UnknownName, match=r"no concept 'gmrr'; there is nash, .*; did you mean 'gmr'"):
        stable(form, np.zeros((1, 2), dtype=int), ["gmrr"])
    with pytest.raises(BadUse, match="the concept 'gmr' is there twice"):
        stable(form, np.zeros((1, 2), dtype=int), ["gmr", "gmr"])


def test_nobody_nothing_to_do_and_nowhere_to_be_are_conflicts_too():
    nobody = MoveForm.of_moves({})
    assert stable(nobody, np.zeros((0, 1), dtype=int), [*FOUR, *AT_ONCE]).shape == (6, 0, 1)
    idle = MoveForm.of_moves({"a": ["x"], "b": []})
    found = stable(idle, np.array([[0, 1], [1, 0]]), [*FOUR, *AT_ONCE])
    assert found[:, 1].all()
    assert (found[:, 0] == [False, True]).all()
    nowhere = MoveForm.of_moves({"a": ["x"]}, lambda made: np.zeros(len(made), dtype=bool))
    assert stable(nowhere, np.zeros((1, 0), dtype=int), [*FOUR, *AT_ONCE]).shape == (6, 1, 0)
    apart = Graph.of_arcs(["a", "b"], ["s", "t"], {})
    assert stable(apart, np.array([[0, 1], [1, 0]])).all()
