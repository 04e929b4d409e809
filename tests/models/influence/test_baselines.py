"""Weighted mean and weighted median, held against their definitions in exact fractions."""

from fractions import Fraction
from math import isnan

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st

from irenic.errors import BadUse
from irenic.models.influence.baselines import where_pressure_balances
from irenic.models.influence.kernels import weighted_mean, weighted_mean_and_median, weighted_median

# The oracles: plain Python, exact, written from the definitions.


def oracle_mean(positions, weights):
    total = sum(map(Fraction, weights))
    if total == 0:
        return None
    return sum(Fraction(w) * Fraction(x) for x, w in zip(positions, weights, strict=True)) / total


def defeats(y, z, positions, weights):
    """Return whether more weight is nearer to y than to z, counted by how much nearer it is."""
    votes = (
        Fraction(w) * (abs(Fraction(x) - z) - abs(Fraction(x) - y)) for x, w in zip(positions, weights, strict=True)
    )
    return sum(votes) > 0


def oracle_medians(positions, weights):
    """Return the lowest and highest position held with weight that no other such position defeats."""
    if not any(weights):
        return None
    held = sorted({Fraction(x) for x, w in zip(positions, weights, strict=True) if w > 0})
    undefeated = [z for z in held if not any(defeats(y, z, positions, weights) for y in held)]
    return undefeated[0], undefeated[-1]


# Few distinct values, so that ties of position and exact halves of weight are common.
POSITIONS = st.one_of(st.integers(0, 4).map(lambda n: n * 25.0), st.floats(0, 100, allow_subnormal=False))
WEIGHTS = st.one_of(st.sampled_from([0.0, 0.0, 1.0, 2.0, 3.0]), st.integers(0, 2**20).map(float))
ACTORS = st.lists(st.tuples(POSITIONS, WEIGHTS), min_size=1, max_size=13)


@given(ACTORS)
def test_the_weighted_mean_is_that_of_exact_arithmetic(actors):
    positions, weights = zip(*actors, strict=True)
    answer = float(weighted_mean(np.array(positions), np.array(weights)))
    expected = oracle_mean(positions, weights)
    assert isnan(answer) if expected is None else answer == pytest.approx(float(expected), rel=1e-12, abs=1e-12)


@given(ACTORS)
def test_the_weighted_median_is_the_undefeated_positions(actors):
    positions, weights = zip(*actors, strict=True)
    low, high = weighted_median(np.array(positions), np.array(weights))
    expected = oracle_medians(positions, weights)
    if expected is None:
        assert isnan(low)
        assert isnan(high)
    else:
        assert (Fraction(float(low)), Fraction(float(high))) == expected


@given(ACTORS, st.randoms(use_true_random=False))
def test_the_order_of_the_actors_changes_nothing(actors, random):
    shuffled = random.sample(actors, len(actors))
    one, other = (np.array(list(zip(*held, strict=True))) for held in (actors, shuffled))
    assert weighted_mean(*one) == pytest.approx(weighted_mean(*other), nan_ok=True)
    assert np.array_equal(weighted_median(*one), weighted_median(*other), equal_nan=True)


@given(ACTORS)
def test_reversing_the_line_reverses_the_answers(actors):
    positions, weights = (np.array(column) for column in zip(*actors, strict=True))
    low, high = weighted_median(positions, weights)
    other_low, other_high = weighted_median(-positions, weights)
    assert np.array_equal([low, high], [-other_high, -other_low], equal_nan=True)
    assert weighted_mean(-positions, weights) == pytest.approx(-weighted_mean(positions, weights), nan_ok=True)


@given(ACTORS, st.sampled_from([2.0**-20, 0.5, 4.0, 2.0**20]))
def test_only_the_proportions_of_the_weights_matter(actors, factor):
    positions, weights = (np.array(column) for column in zip(*actors, strict=True))
    assert np.array_equal(weighted_median(positions, weights), weighted_median(positions, weights * factor), True)
    assert weighted_mean(positions, weights * factor) == pytest.approx(weighted_mean(positions, weights), nan_ok=True)


@given(ACTORS, POSITIONS)
def test_an_actor_without_weight_changes_nothing(actors, position):
    positions, weights = (np.array(column) for column in zip(*actors, strict=True))
    more, none = np.append(positions, position), np.append(weights, 0.0)
    assert np.array_equal(weighted_median(more, none), weighted_median(positions, weights), equal_nan=True)
    assert weighted_mean(more, none) == pytest.approx(weighted_mean(positions, weights), nan_ok=True)


@given(ACTORS)
def test_the_mean_lies_among_the_positions_and_the_median_is_one_of_them(actors):
    positions, weights = (np.array(column) for column in zip(*actors, strict=True))
    if weights.any():
        mean, (low, high) = weighted_mean(positions, weights), weighted_median(positions, weights)
        held = positions[weights > 0]
        assert held.min() - 1e-9 <= mean <= held.max() + 1e-9
        assert {float(low), float(high)} <= set(held.tolist())


def test_weights_that_tie_only_in_decimals_count_as_a_tie():
    # 0.1 + 0.2 is more than 0.3 by rounding alone.
    low, high = weighted_median(np.array([0.0, 10.0, 90.0]), np.array([0.1, 0.2, 0.3]))
    assert (low, high) == (10.0, 90.0)
    # The other way round, the half is missed by rounding alone.
    low, high = weighted_median(np.array([0.0, 10.0, 90.0]), np.array([0.3, 0.1, 0.2]))
    assert (low, high) == (0.0, 10.0)


def test_draws_are_answered_each_for_itself():
    random = np.random.default_rng(1)
    position, capability = random.uniform(0, 100, (50, 3, 6)), random.integers(0, 4, (50, 1, 6)).astype(float)
    salience, held = random.integers(0, 3, (50, 3, 6)).astype(float), random.random((3, 6)) < 0.7
    mean, low, high = weighted_mean_and_median(position, salience, capability, held)
    for draw in range(50):
        for issue in range(3):
            weights = capability[draw, 0] * salience[draw, issue] * held[issue]
            where = (draw, issue)
            if not weights.any():
                assert np.isnan([mean[where], low[where], high[where]]).all()
                continue
            assert mean[where] == pytest.approx(float(oracle_mean(position[where], weights)))
            assert (low[where], high[where]) == tuple(map(float, oracle_medians(position[where], weights)))


@pytest.fixture
def dataset():
    random = np.random.default_rng(2)
    actors, issues = ["a", "b", "c", "d"], ["x", "y", "z"]
    held = np.array([[1, 1, 0], [1, 0, 0], [1, 1, 0], [0, 0, 0]], dtype=bool)
    return xr.Dataset(
        {
            "position": (("draw", "actor", "issue"), random.uniform(0, 100, (20, 4, 3))),
            "salience": (("draw", "actor", "issue"), random.uniform(0, 1, (20, 4, 3))),
            "capability": (("draw", "actor"), random.uniform(1, 100, (20, 4))),
            "has_position": (("actor", "issue"), held),
        },
        coords={"draw": np.arange(20), "actor": actors, "issue": issues},
    )


def test_the_answers_carry_the_labels_and_are_those_of_the_definition(dataset):
    answer = where_pressure_balances(dataset)
    assert answer.compromise.dims == ("draw", "issue")
    for issue in ("x", "y"):
        own = dataset.sel(issue=issue).isel(actor=dataset["has_position"].sel(issue=issue).to_numpy())
        for draw in (0, 19):
            one = own.sel(draw=draw)
            weights = (one["salience"] * one["capability"]).to_numpy()
            at = {"draw": draw, "issue": issue}
            mean = float(oracle_mean(one["position"].to_numpy(), weights))
            medians = tuple(map(float, oracle_medians(one["position"].to_numpy(), weights)))
            assert float(answer.compromise.sel(at)) == pytest.approx(mean)
            assert (float(answer.median_low.sel(at)), float(answer.median_high.sel(at))) == medians
    assert answer.median is answer.median_low


def test_an_issue_on_which_nobody_speaks_has_no_answer(dataset):
    answer = where_pressure_balances(dataset)
    assert all(answer.dataset[name].sel(issue="z").isnull().all() for name in answer.dataset)
    assert not answer.compromise.sel(issue="x").isnull().any()


def test_shuffled_labels_and_dimensions_change_nothing(dataset):
    expected = where_pressure_balances(dataset).dataset
    shuffled = dataset.isel(actor=[2, 0, 3, 1], issue=[1, 2, 0], draw=np.arange(20)[::-1]).transpose("issue", ...)
    answer = where_pressure_balances(shuffled).dataset
    for name in expected:
        xr.testing.assert_allclose(answer[name].reindex_like(expected).transpose("draw", "issue"), expected[name])
    mixed = dataset.assign(capability=dataset["capability"].isel(actor=[3, 2, 1, 0]))
    xr.testing.assert_allclose(where_pressure_balances(mixed).compromise, expected["compromise"])


def test_one_actor_gets_what_it_wants(dataset):
    alone = dataset.isel(actor=[0])
    answer = where_pressure_balances(alone)
    assert answer.compromise.sel(issue="x").to_numpy() == pytest.approx(
        alone["position"].sel(actor="a", issue="x").to_numpy()
    )


@pytest.mark.parametrize("name", ["position", "salience", "capability", "has_position"])
def test_a_dataset_without_one_of_the_variables_is_refused(dataset, name):
    with pytest.raises(BadUse, match=f"lacks {name}"):
        where_pressure_balances(dataset.drop_vars(name))


@pytest.mark.parametrize("name", ["salience", "capability"])
@pytest.mark.parametrize("value", [-1e-9, np.nan])
def test_a_weight_below_0_or_missing_is_refused(dataset, name, value):
    dataset[name][0] = value
    with pytest.raises(BadUse, match=f"'{name}' has values that are negative or missing"):
        where_pressure_balances(dataset)


def test_a_missing_position_is_refused(dataset):
    dataset["position"][3] = np.nan
    with pytest.raises(BadUse, match="has_position"):
        where_pressure_balances(dataset)
