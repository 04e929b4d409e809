"""The value of information against closed forms and its definition."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from irenic.arrays.shares import Shares
from irenic.errors import BadUse
from irenic.study.sensitivity.information import value_of_information


def normal(draws, *names, seed=1):
    """Return independent standard normal numbers of some names, shape (input, draw)."""
    return norm.ppf([Shares(seed, 0, draws).of(name) for name in names])


def loss(mean, deviation):
    """Return what it is worth to know a normal gain before choosing between it and nothing: Raiffa's loss integral."""
    u = abs(mean) / deviation
    return deviation * (norm.pdf(u) - u * norm.sf(u))


@pytest.mark.parametrize("mean", [-0.5, 0.0, 0.4, 2.0])
def test_two_actions_a_line_and_normal_inputs_give_the_closed_form(mean):
    x = normal(100_000, "a", "b", "c")
    gain = mean + x[0] + 0.5 * x[1]
    found = value_of_information(x, np.array([np.zeros(100_000), gain]))
    assert found.best == int(mean > 0) or mean == 0
    assert found.everything.value == pytest.approx(loss(mean, np.sqrt(1.25)), abs=0.01)
    np.testing.assert_allclose(found.single.value, [loss(mean, 1), loss(mean, 0.5), 0], atol=0.01)
    assert str(found.single.of(2)) == "not distinguishable from 0"


def test_three_actions_are_worth_what_the_definition_says():
    choice = np.floor(normal(30_000, "a") * 0 + 3 * Shares(1, 0, 30_000).of("kind"))
    utility = np.array([np.where(choice[0] == k, 3.0, 0.0) for k in range(3)]) + 0.5 * normal(30_000, "x", "y", "z")
    found = value_of_information(choice, utility)
    means = np.array([utility[:, choice[0] == k].mean(axis=1) for k in range(3)])
    weight = np.array([(choice[0] == k).mean() for k in range(3)])
    expected = weight @ means.max(axis=1) - utility.mean(axis=1).max()
    assert found.single.value[0] == pytest.approx(expected, abs=1e-9)
    np.testing.assert_allclose(found.means, utility.mean(axis=1))


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    held = 0
    for seed in range(60):
        x = normal(2000, "a", "b", seed=seed)
        found = value_of_information(x, np.array([np.zeros(2000), 0.3 + x[0] + x[1]])).single
        # Twelve groups and a few wrong choices between them take a hundredth of the value.
        held += found.low[0] <= loss(0.3, 1) <= found.high[0] + 0.005
    assert held >= 52


def test_what_does_not_matter_is_hardly_ever_worth_knowing():
    wrong = 0
    for seed in range(60):
        x = normal(300, *"abcd", seed=seed)
        found = value_of_information(x[1:], np.array([np.zeros(300), 0.1 + x[0]]))
        wrong += bool(found.single.found.any())
    assert wrong <= 6


@given(st.integers(0, 10_000))
@settings(max_examples=25)
def test_knowing_one_number_is_never_worth_more_than_knowing_everything(seed):
    x = normal(400, "a", "b", seed=seed)
    utility = np.array([0 * x[0], x[0] + x[1], x[1] - 1])
    found = value_of_information(x, utility)
    assert (found.single.value <= found.everything.value + 1e-12).all()
    assert found.everything.value >= 0


@given(st.integers(0, 10_000), st.floats(-5, 5), st.floats(0.1, 10))
@settings(max_examples=25)
def test_the_zero_of_the_utilities_changes_nothing_and_their_unit_is_that_of_the_value(seed, shift, unit):
    x = normal(300, "a", "b", seed=seed)
    utility = np.array([0 * x[0], x[0] + 0.2])
    one, other = value_of_information(x, utility), value_of_information(x, shift + unit * utility)
    np.testing.assert_allclose(other.single.value, unit * one.single.value, atol=1e-9)
    assert other.everything.value == pytest.approx(unit * one.everything.value)


@pytest.mark.parametrize(
    ("values", "utility", "says"),
    [
        (np.zeros((1, 20)), np.zeros((2, 19)), r"allowed: \(input, draw\) and \(action, draw\)"),
        (np.zeros((1, 20)), np.zeros((1, 20)), "one action; allowed: two or more"),
        (np.zeros((1, 9)), np.zeros((2, 9)), "fewer than 10 draws"),
        (np.zeros((1, 20)), np.full((2, 20), np.nan), "something is missing"),
    ],
)
def test_what_cannot_be_answered_is_refused(values, utility, says):
    with pytest.raises(BadUse, match=says):
        value_of_information(values, utility)
