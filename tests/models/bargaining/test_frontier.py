"""The frontier against its definition, on small bargains dense with ties, and its invariances."""

from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from irenic.models.bargaining.compose import bargain
from irenic.models.bargaining.frontier import efficient_packages
from irenic.models.bargaining.kernels import pareto
from irenic.models.bargaining.kernels.elimination import Stakes
from irenic.models.bargaining.kernels.grid import NO_CEILING, to_fine
from irenic.models.bargaining.kernels.merge import counts, merge, used
from models.bargaining import oracles


def listed(found):
    """Return every efficient vector in whole cells with all its packages."""
    vectors = np.rint(found.utility.values * 1e9).astype(int).tolist()
    return {tuple(v): sorted(map(tuple, found.packages(row).values.tolist())) for row, v in enumerate(vectors)}


@given(oracles.bargains())
@settings(max_examples=80)
def test_the_frontier_is_what_the_definition_says_with_every_tie(over):
    found = efficient_packages(over)
    assert listed(found) == {v: sorted(p) for v, p in oracles.efficient(over).items()}
    assert found.ties.values.tolist() == [len(found.packages(row)) for row in range(found.size)]


@given(oracles.bargains(points=False, terms=False))
@settings(max_examples=40)
def test_a_third_and_a_third_tie_with_two_thirds(over):
    expected = {v: sorted(p) for v, p in oracles.efficient(over).items()}
    assert listed(efficient_packages(over)) == expected


def test_rounding_makes_no_false_efficient_point():
    thirds = {"i": {"a": 1 / 3, "b": 2 / 3}, "j": {"a": 1 / 3, "b": 0.0}}
    other = {"i": {"a": 0.5, "b": 0.5}, "j": {"a": 0.5, "b": 0.5}}
    found = efficient_packages(bargain({"x": thirds, "y": other}))
    assert found.size == 1
    assert found.packages(0).values.tolist() == [["i.b", "j.a"]]
    tied = {"i": {"a": 1 / 3, "b": 0.0}, "j": {"a": 1 / 3, "b": 2 / 3}, "k": {"a": 1 / 3, "b": 0.0}}
    against = {"i": {"a": 0, "b": 1}, "j": {"a": 1, "b": 0}, "k": {"a": 0, "b": 1}}
    many_ways = efficient_packages(bargain({"x": tied, "y": against}))
    assert many_ways.utility.values.round(6).tolist() == [[1.333333, 0], [1, 1], [0.666667, 2], [0.333333, 3]]
    assert many_ways.ties.values.tolist() == [1, 3, 3, 1]


@given(st.integers(1, 5), st.integers(1, 400), st.integers(1, 9), st.integers(0, 2**32 - 1))
@settings(max_examples=40)
def test_a_filter_keeps_what_nothing_dominates(width, count, values, seed):
    points = np.random.default_rng(seed).integers(0, values, (count, width))
    distinct, row = pareto.ranked(points)
    assert (distinct[row] == points).all()
    dominates = (distinct[:, None] >= distinct[None]).all(2) & (distinct[:, None] > distinct[None]).any(2)
    assert pareto.non_dominated(distinct).tolist() == (~dominates.any(0)).tolist()
    with mock.patch.multiple(pareto, FEW=3, FEW_PAIRS=9):  # halved and halved again, as thousands would be
        assert pareto.non_dominated(distinct).tolist() == (~dominates.any(0)).tolist()


@pytest.mark.parametrize("width", [3, 4, 5])
def test_a_filter_is_right_where_thousands_of_points_are_not_dominated(width):
    rng = np.random.default_rng(width)
    count = 2 * pareto.FEW
    directions = np.abs(rng.normal(size=(count, width)))
    sphere = directions / np.linalg.norm(directions, axis=1, keepdims=True) * rng.choice([1, 0.97], (count, 1))
    distinct, _ = pareto.ranked(np.rint(sphere * 100).astype(np.int64) * 20)
    assert len(distinct) > pareto.FEW
    least = np.logical_and.reduce([column[:, None] >= column for column in distinct.T])
    kept = pareto.non_dominated(distinct)
    assert kept.tolist() == (least.sum(0) == 1).tolist()
    assert kept.sum() > 200


@given(oracles.bargains(terms=False), st.integers(1, 9), st.integers(-5, 5))
@settings(max_examples=40)
def test_rescaling_an_actor_changes_no_efficient_package(over, factor, shift):
    first = over.actors[0]
    table = {
        a: {
            i: {o.split(".")[1]: float(over.worth.sel(actor=a, option=o)) for o in named}
            for i, named in over.issues.items()
        }
        for a in over.actors
    }
    limits = dict(zip(over.actors, over.reservation.values.tolist(), strict=True))
    refuses = {a: [o for o in over.worth.option.values if over.refuses.sel(actor=a, option=o)] for a in over.actors}
    one = next(iter(over.issues))
    for issue, named in table[first].items():
        for option in named:
            named[option] = named[option] * factor + (shift if issue == one else 0)
    limits[first] = limits[first] * factor + shift
    rescaled = efficient_packages(bargain(table, limits, refuses=refuses, ratifiers=over.ratifiers))
    assert sorted(listed(rescaled).values()) == sorted(listed(efficient_packages(over)).values())


@given(oracles.bargains(terms=False), st.randoms())
@settings(max_examples=40)
def test_shuffled_labels_change_nothing(over, random):
    order = list(range(over.worth.sizes["option"]))
    random.shuffle(order)
    shuffled = type(over)(
        over.worth.isel(option=order),
        over.reservation,
        over.disagreement,
        over.refuses.isel(option=order),
        ratifiers=over.ratifiers,
    )

    def sets(found):
        return {v: sorted(map(frozenset, p), key=sorted) for v, p in listed(found).items()}

    assert sets(efficient_packages(shuffled)) == sets(efficient_packages(over))


@given(oracles.bargains())
@settings(max_examples=40)
def test_options_used_are_those_of_the_packages_listed(over):
    found = efficient_packages(over)
    sizes = tuple(len(options) for options in over.issues.values())
    marked = used(found.merged, np.arange(found.size), sizes)
    seen = {option for row in range(found.size) for package in found.packages(row).values for option in package}
    named = [np.array(options)[which] for options, which in zip(over.issues.values(), marked, strict=True)]
    assert set(np.concatenate(named).tolist()) == seen


def test_packages_beyond_counting_in_64_bits_are_counted():
    many = {"x": {f"i{n}": {"a": 1.0, "b": 1.0, "c": 0.0} for n in range(80)}}
    found = efficient_packages(bargain(many))
    assert found.ties.values.tolist() == [2**80]
    assert found.packages(0, most=7).shape == (7, 80)
    assert len({tuple(p) for p in found.packages(0, most=7).values.tolist()}) == 7


def test_a_ratifier_has_to_accept_but_bends_the_frontier_no_further():
    worth = {
        "a": {"x": {"p": 3, "q": 2, "r": 0}},
        "b": {"x": {"p": 0, "q": 2, "r": 3}},
        "house": {"x": {"p": 0, "q": 5, "r": 9}},
    }
    as_party = efficient_packages(bargain(worth, {"house": 1}))
    as_house = efficient_packages(bargain(worth, {"house": 1}, ratifiers=["house"]))
    assert as_party.utility.actor.values.tolist() == ["a", "b", "house"]
    assert as_house.utility.values.tolist() == [[2.0, 2.0], [0.0, 3.0]]


def test_what_a_ratifier_gets_beyond_its_consent_breaks_no_tie():
    worth = {
        "a": {"x": {"p": 1, "q": 1}, "y": {"p": 0, "q": 0}},
        "house": {"x": {"p": 0, "q": 1}, "y": {"p": 0, "q": 1}},
    }
    found = efficient_packages(bargain(worth, {"house": 1}, ratifiers=["house"]))
    assert found.packages(0).values.tolist() == [["x.p", "y.q"], ["x.q", "y.p"], ["x.q", "y.q"]]


def test_a_ratifier_won_early_can_be_lost_again_by_what_comes_after():
    worth = {
        "a": {"x": {"p": 1, "q": 0}, "y": {"p": 1, "q": 0}},
        "house": {"x": {"p": 9, "q": 0}, "y": {"p": -5, "q": 0}},
    }
    for least, expected in ((4, [["x.p", "y.p"]]), (5, [["x.p", "y.q"]]), (-5, [["x.p", "y.p"]])):
        found = efficient_packages(bargain(worth, {"house": least}, ratifiers=["house"]))
        assert found.packages(0).values.tolist() == expected


def test_no_package_is_no_frontier():
    found = efficient_packages(bargain({"a": {"x": {"p": 1}}}, refuses={"a": ["x.p"]}))
    assert (found.size, found.first_packages.shape, found.ties.shape) == (0, (0, 1), (0,))
    below = efficient_packages(bargain({"a": {"x": {"p": 1}}}, {"a": 2}))
    assert (below.size, below.utility.shape) == (0, (0, 1))


@pytest.mark.parametrize("size", [1.0, 1e6, 1e12])
def test_utilities_of_any_size_neither_overflow_nor_lose_ties(size):
    worth = {"a": {"x": {"p": 3 * size, "q": 1 * size}, "y": {"p": 0, "q": 2 * size}}}
    worth["b"] = {"x": {"p": 0, "q": 2 * size}, "y": {"p": 3 * size, "q": 1 * size}}
    found = efficient_packages(bargain(worth))
    assert np.allclose(found.utility.values, np.array([[5, 1], [3, 3], [1, 5]]) * size, rtol=1e-9)
    assert found.ties.values.tolist() == [1, 2, 1]


def test_three_actors_and_ten_to_the_sixteenth_packages_have_an_exact_frontier():
    rng = np.random.default_rng(3)
    tables = rng.integers(0, 50, (16, 10, 3)) * 1.0
    columns = tuple(to_fine(table, 1e15) for table in tables)
    stakes = Stakes(columns, (np.ones(10, dtype=bool),) * 16)
    found = merge(stakes, np.full(3, 250 * 10**15), np.full(3, NO_CEILING))
    best = tables.max(axis=1).sum(axis=0)
    assert (found.cells.max(axis=0) == best * 1e9).all()
    assert (counts(found) >= 1).all()
