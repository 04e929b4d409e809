"""Strength of preference and unknown preference against the definitions."""

import numpy as np
import pytest

from irenic.errors import BadUse, UnknownName
from irenic.models.stability.concepts import FOUR, stable
from irenic.models.stability.graph import Graph
from irenic.models.stability.relations import rests_by_relations
from irenic.models.stability.strength import SANCTIONING, rests_strongly
from irenic.models.stability.unknown import ATTITUDES, rests_with_unknown
from models.stability import conflicts, oracle

GATE = Graph.of_arcs(["a"], ["s", "t"], {"a": [("s", "t")]})


@pytest.mark.parametrize("seed", range(40))
def test_who_is_kept_back_by_what_is_much_worse_rests_strongly(seed):
    rng = np.random.default_rng(seed)
    graph = conflicts.graph(rng)
    level = conflicts.levels(rng, len(graph.actors), len(graph.states))
    band = level // rng.choice([1, 2, 3])
    steps = conflicts.steps(graph)
    found = rests_strongly(graph, level, band)
    assert found.tolist() == [
        [[oracle.strongly(steps, level, band, c, i, s) for s in range(level.shape[1])] for i in range(len(level))]
        for c in SANCTIONING
    ]
    assert (found <= stable(graph, level, SANCTIONING)).all()
    assert (rests_strongly(graph, level[None, None], band[None, None])[0, 0] == found).all()


@pytest.mark.parametrize("seed", range(40))
def test_with_every_attitude_an_actor_rests_where_the_definition_says(seed):
    rng = np.random.default_rng(seed)
    graph = conflicts.graph(rng)
    relation = conflicts.relation(rng, len(graph.actors), len(graph.states))
    steps = conflicts.steps(graph)
    found = {each: rests_with_unknown(graph, relation == ">", relation == "?", each) for each in ATTITUDES}
    for each in ATTITUDES:
        assert found[each].tolist() == [
            [
                [oracle.with_unknown(steps, relation, each, c, i, s) for s in range(relation.shape[1])]
                for i in range(len(relation))
            ]
            for c in FOUR
        ]
        assert (found["a"] <= found[each]).all()
        assert (found[each] <= found["d"]).all()


@pytest.mark.parametrize("seed", range(20))
def test_without_anything_unknown_all_attitudes_are_the_concepts_themselves(seed):
    rng = np.random.default_rng(seed)
    graph = conflicts.graph(rng)
    level = conflicts.levels(rng, len(graph.actors), len(graph.states), (2,))
    prefers = level[..., None, :] > level[..., None]
    for attitude in ATTITUDES:
        found = rests_with_unknown(graph, prefers, np.zeros_like(prefers), attitude)
        assert (found == stable(graph, level)).all()


@pytest.mark.parametrize(
    ("band", "wrong"),
    [
        (np.zeros((1, 1, 2), dtype=int), r"the levels have shape \(1, 2\) and the bands \(1, 1, 2\)"),
        (np.array([[1, 0]]), "a state in a higher band is on a level that is not higher"),
    ],
)
def test_bands_that_do_not_fit_are_refused(band, wrong):
    with pytest.raises(BadUse, match=wrong):
        rests_strongly(GATE, np.array([[0, 1]]), band)


@pytest.mark.parametrize(
    ("prefers", "unknown", "wrong"),
    [
        ([[0, 1], [0, 0]], [[0]], r"shapes \(1, 2, 2\) and \(1, 1, 1\)"),
        ([[1, 0], [0, 0]], [[0, 0], [0, 0]], "preferred to itself"),
        ([[0, 1], [1, 0]], [[0, 0], [0, 0]], "each to the other"),
        ([[0, 1], [0, 0]], [[0, 1], [1, 0]], "neither is preferred"),
        ([[0, 0], [0, 0]], [[0, 1], [0, 0]], "both ways"),
        ([[0, 0], [0, 0]], [[1, 0], [0, 0]], "of two states"),
    ],
)
def test_relations_that_contradict_themselves_are_refused(prefers, unknown, wrong):
    with pytest.raises(BadUse, match=wrong):
        rests_with_unknown(GATE, np.array([prefers], dtype=bool), np.array([unknown], dtype=bool), "a")


def test_an_attitude_that_is_not_there_and_a_relation_of_another_shape_are_refused():
    nothing = np.zeros((1, 2, 2), dtype=bool)
    with pytest.raises(UnknownName, match="no attitude 'e'"):
        rests_with_unknown(GATE, nothing, nothing, "e")
    with pytest.raises(BadUse, match="'feared' has shape"):
        rests_by_relations(GATE, nothing[None], nothing, nothing[None])
