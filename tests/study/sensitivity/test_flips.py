"""The smallest single change of belief that flips a verdict, on draws whose truth is known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from irenic.arrays.shares import Shares
from irenic.errors import BadUse
from irenic.study.sensitivity.flips import what_flips


def uniform(draws, *names, seed=1):
    """Return independent shares of some names, shape (input, draw)."""
    return np.array([Shares(seed, 0, draws).of(name) for name in names])


@pytest.mark.parametrize(("threshold", "above"), [(0.3, False), (0.7, True)])
@pytest.mark.parametrize("yes", [True, False])
def test_a_belief_that_decides_beyond_a_threshold_flips_the_verdict_there(threshold, above, yes):
    x = uniform(3000, "a", "b")
    beyond = x[0] > threshold if above else x[0] < threshold
    noise = uniform(3000, "noise")[0] < 0.2
    found = what_flips(x, (beyond ^ noise) != yes, "ab")
    (flip,) = found.flips
    assert (flip.name, flip.above) == ("a", above)
    assert flip.threshold == pytest.approx(threshold, abs=0.06)
    assert flip.low <= flip.threshold <= flip.high
    assert flip.beyond == pytest.approx(0.3, abs=0.06)
    assert found.yes == pytest.approx(0.62 if yes else 0.38, abs=0.04)
    assert (flip.share < 0.5) == yes


def test_none_is_found_where_no_single_input_flips_it():
    x = uniform(3000, "a", "b", "c")
    found = what_flips(x, x.sum(axis=0) > 0.9, "abc")
    assert found.clear
    assert found.flips == ()


def test_the_smallest_change_comes_first():
    x = uniform(6000, "a", "b")
    found = what_flips(x, ~((x[0] > 0.9) | (x[1] < 0.25)), "ab")
    assert [flip.name for flip in found.flips] == ["b", "a"]
    assert found.flips[0].beyond > found.flips[1].beyond


def test_a_verdict_without_a_clear_majority_has_nothing_to_flip():
    x = uniform(400, "a", "b")
    found = what_flips(x, x[0] > np.median(x[0]), "ab")
    assert (found.clear, found.flips) == (False, ())
    assert what_flips(np.empty((1, 0)), np.empty(0, dtype=bool), "a").clear is False


def test_chance_alone_hardly_ever_flips_a_verdict():
    found = 0
    for seed in range(40):
        x = uniform(300, *"abcdefgh", seed=seed)
        found += bool(what_flips(x, uniform(300, "noise", seed=seed)[0] < 0.6, "abcdefgh").flips)
    assert found <= 4


def test_the_interval_of_a_threshold_holds_the_truth_about_as_often_as_it_says():
    held = 0
    for seed in range(60):
        x = uniform(1000, "a", "b", seed=seed)
        # The chance of yes falls along the input, and passes one half at 0.8.
        found = what_flips(x, uniform(1000, "noise", seed=seed)[0] < 1.3 - x[0], "ab", seed)
        held += any(flip.low - 0.05 <= 0.8 <= flip.high + 0.05 for flip in found.flips) or not found.flips
    assert held >= 54


@given(st.integers(0, 10_000), st.sampled_from([2, 3, 50]))
@settings(max_examples=25)
def test_yes_and_no_change_places_and_nothing_else(seed, values):
    x = np.floor(uniform(500, "a", "b", seed=seed) * values)
    holds = x[0] + values * uniform(500, "noise", seed=seed)[0] < 1.2 * values
    yes, no = what_flips(x, holds, "ab"), what_flips(x, ~holds, "ab")
    assert [(f.name, f.above, f.threshold, f.low, f.high) for f in yes.flips] == [
        (f.name, f.above, f.threshold, f.low, f.high) for f in no.flips
    ]


def test_a_belief_of_two_values_flips_between_them():
    x = np.floor(uniform(1000, "a") * 4 / 3)
    (flip,) = what_flips(x, x[0] == 0, "a").flips
    assert (flip.threshold, flip.above, flip.share) == (0.5, True, 0)


def test_shapes_that_do_not_fit_are_refused():
    with pytest.raises(BadUse, match=r"verdicts of shape \(3,\); allowed: \(input, draw\) and \(draw,\)"):
        what_flips(np.zeros((2, 4)), np.ones(3, dtype=bool), "ab")
