"""Coalitions against the definitions, in both conventions."""

from functools import cache, partial

import numpy as np
import pytest

from irenic.errors import BadUse, UnknownName
from irenic.models.stability import coalitions
from irenic.models.stability.coalitions import (
    COALITIONAL,
    brought_about,
    coalitions_rest,
    every_coalition,
    joint_gains,
    within_reach,
)
from irenic.models.stability.concepts import FOUR, stable
from irenic.models.stability.move_form import MoveForm
from models.stability import conflicts, oracle


def expected(reach, level):
    every = [frozenset(some) for some in every_coalition(range(len(level)))]
    return [
        [[oracle.coalition_rests(reach, level, some, c, s) for s in range(level.shape[1])] for some in every]
        for c in COALITIONAL
    ]


@pytest.mark.parametrize("seed", range(30))
def test_members_who_move_in_sequence_rest_where_the_definition_says(seed):
    rng = np.random.default_rng(seed)
    graph = conflicts.graph(rng)
    level = conflicts.levels(rng, len(graph.actors), len(graph.states))
    steps = conflicts.steps(graph)
    reach = cache(partial(oracle.in_sequence, steps))
    assert coalitions_rest(graph, level).tolist() == expected(reach, level)


@pytest.mark.parametrize("seed", range(30))
def test_members_who_move_together_rest_where_the_definition_says(seed):
    rng = np.random.default_rng(seed)
    form = conflicts.move_form(rng)
    level = conflicts.levels(rng, len(form.actors), len(form.made))
    reach = cache(partial(oracle.together, form))
    assert coalitions_rest(form, level, way="together").tolist() == expected(reach, level)


@pytest.mark.parametrize("seed", range(30))
def test_what_coalitions_gain_by_leaving_a_state_is_what_the_definition_says(seed):
    rng = np.random.default_rng(seed)
    graph = conflicts.graph(rng)
    level = conflicts.levels(rng, len(graph.actors), len(graph.states), (2,))
    steps, every = conflicts.steps(graph), every_coalition(graph.actors)
    for start, label in enumerate(graph.states):
        gains, reach = joint_gains(graph, level, label, every), within_reach(graph, label, every)
        for number, some in enumerate(every):
            members = [graph.actors.index(member) for member in some]
            ends = oracle.in_sequence(steps, frozenset(members), start)
            assert set(np.flatnonzero(reach[number])) == set(ends)
            for draw, ranking in enumerate(level.tolist()):
                better = {t for t in ends if all(ranking[i][t] > ranking[i][start] for i in members)}
                assert set(np.flatnonzero(gains[draw, number])) == better
        rests = coalitions_rest(graph, level, every, concepts=["cr"])[:, 0, :, start]
        assert (rests == ~gains.any(axis=-1)).all()


@pytest.mark.parametrize("seed", range(30))
def test_a_coalition_of_one_rests_where_it_does_alone(seed):
    rng = np.random.default_rng(seed)
    for over in (conflicts.move_form(rng), conflicts.graph(rng)):
        states = len(over.made) if isinstance(over, MoveForm) else len(over.states)
        level = conflicts.levels(rng, len(over.actors), states)
        found = coalitions_rest(over, level, [[actor] for actor in over.actors])
        assert (found[:3] == stable(over, level, FOUR[:3])).all()
        if len(over.actors) < 3:  # others who answer together can do more than one by one
            assert (found[3] == stable(over, level, ["seq"])[0]).all()


@pytest.mark.parametrize("seed", range(20))
def test_without_infeasible_states_the_two_ways_are_one(seed):
    rng = np.random.default_rng(seed)
    form = MoveForm.of_moves({"a": ["x", "y"], "b": ["z"], "c": ["w"]}, cannot_undo=["b.z"])
    level = conflicts.levels(rng, 3, 16, (2,))
    assert (coalitions_rest(form, level) == coalitions_rest(form, level, way="together")).all()


def test_the_order_between_the_concepts_is_that_of_the_others():
    rng = np.random.default_rng(1)
    for _ in range(30):
        graph = conflicts.graph(rng)
        cr, cgmr, csmr, cseq = coalitions_rest(graph, conflicts.levels(rng, len(graph.actors), len(graph.states)))
        assert (cr <= csmr).all()
        assert (csmr <= cgmr).all()
        assert (cr <= cseq).all()


def test_draws_lead_and_coalitions_come_as_asked_for():
    rng = np.random.default_rng(2)
    form = MoveForm.of_moves({"a": ["x"], "b": ["y"], "c": ["z"]})
    level = conflicts.levels(rng, 3, 8, (2, 3))
    found = coalitions_rest(form, level, [["c", "a"], ["b"]], concepts=["cseq", "cr"])
    assert found.shape == (2, 3, 2, 2, 8)
    every = every_coalition(form.actors)
    alone = coalitions_rest(form, level[1, 2])
    assert (found[1, 2] == alone[[3, 0]][:, [every.index(("a", "c")), every.index(("b",))]]).all()


def test_what_cannot_be_is_refused(monkeypatch):
    form = MoveForm.of_moves({"a": ["x"], "b": ["y"]})
    level = np.zeros((2, 4), dtype=int)
    with pytest.raises(BadUse, match="does not say what its steps change"):
        brought_about(form.graph, ["a"], "together")
    with pytest.raises(UnknownName, match="no actor 'c'"):
        brought_about(form, ["c"])
    with pytest.raises(UnknownName, match="no actor 'c'"):
        coalitions_rest(form, level, [["a", "c"]])
    with pytest.raises(UnknownName, match="no actor 'c'"):
        joint_gains(form.graph, level, "NN", [["c"]])
    with pytest.raises(UnknownName, match="no state 'N'"):
        within_reach(form.graph, "N", [["a"]])
    with pytest.raises(UnknownName, match="no concept 'gmr'"):
        coalitions_rest(form, level, concepts=["gmr"])
    monkeypatch.setattr(coalitions, "MOST_CELLS", 63)
    with pytest.raises(BadUse, match="3 coalitions over 4 states are too many"):
        coalitions_rest(form, level)
