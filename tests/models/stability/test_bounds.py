"""What holds whatever a ranking turns out to be, against every ranking there is."""

from itertools import product

import numpy as np
import pytest

from irenic.models.stability.bounds import preferred_in, rests_whatever
from irenic.models.stability.concepts import FOUR, stable
from models.stability import conflicts

NASH = FOUR.index("nash")


@pytest.mark.parametrize("seed", range(40))
def test_every_ranking_lies_between_the_bounds(seed):
    rng = np.random.default_rng(seed)
    graph = conflicts.graph(rng)
    level = conflicts.levels(rng, len(graph.actors), len(graph.states), (3,))
    level[1:, :, : len(graph.states) // 2] = level[0, :, : len(graph.states) // 2]  # often something in common
    always, ever = rests_whatever(graph, level)
    # A ranking of one draw for one actor and of another draw for another is none of those given.
    for chosen in product(range(3), repeat=len(graph.actors)):
        mixed = np.stack([level[draw, actor] for actor, draw in enumerate(chosen)])
        found = stable(graph, mixed)
        assert (always <= found).all()
        assert (found <= ever).all()
    assert (always[NASH] == stable(graph, level)[:, NASH].all(axis=0)).all()


@pytest.mark.parametrize("seed", range(20))
def test_what_is_preferred_surely_and_maybe_is_counted_over_rankings(seed):
    rng = np.random.default_rng(seed)
    level = rng.integers(0, 3, (3, 2, 4))
    surely, maybe = preferred_in(level)
    for actor, s, t in product(range(2), range(4), range(4)):
        better = [ranking[actor][t] > ranking[actor][s] for ranking in level.tolist()]
        assert surely[actor, s, t] == all(better)
        assert maybe[actor, s, t] == any(better)


def test_one_ranking_leaves_nothing_open():
    rng = np.random.default_rng(1)
    for _ in range(20):
        graph = conflicts.graph(rng)
        level = conflicts.levels(rng, len(graph.actors), len(graph.states), (1,))
        always, ever = rests_whatever(graph, level)
        assert (always == ever).all()
        assert (always == stable(graph, level)[0]).all()
