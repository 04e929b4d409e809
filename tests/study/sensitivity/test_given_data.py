"""PAWN, delta and the first-order index from given draws, against their definitions, closed forms and SALib."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from SALib.analyze import delta as salib_delta
from SALib.analyze import pawn as salib_pawn
from scipy.stats import norm

from irenic.arrays.shares import Shares
from irenic.errors import BadUse
from irenic.study.sensitivity.given_data import INTERVALS, PARTS, Grouped, given_data, groups_for, parts, raw


def uniform(draws, *names, seed=1):
    """Return independent shares of some names, shape (input, draw)."""
    return np.array([Shares(seed, 0, draws).of(name) for name in names])


def ishigami(shares):
    """Return the function of Ishigami and Homma with a = 7 and b = 0.1, of shares."""
    x = np.pi * (2 * shares - 1)
    return np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])


def interval_of(row, count):
    """Return the part of its range in which each value lies, by counting edges one by one."""
    ranked = sorted(row)
    edges = sorted({ranked[len(row) * k // count] for k in range(1, count)})
    if edges[0] == ranked[0]:
        greater = [value for value in ranked if value > ranked[0]]
        edges = sorted({max(edge, min(greater, default=edge)) for edge in edges})
    return [sum(value >= edge for edge in edges) for value in row]


def pawn_by_definition(row, outcome):
    """Return the distances of one input, by interval: every threshold is tried."""
    interval = interval_of(row, INTERVALS)
    found = []
    for part in sorted(set(interval)):
        within = [y for y, p in zip(outcome, interval, strict=True) if p == part]
        gaps = [
            abs(sum(y <= t for y in within) / len(within) - sum(y <= t for y in outcome) / len(outcome))
            for t in sorted(set(outcome))
        ]
        found.append(max(gaps))
    return found


@given(st.integers(0, 10_000), st.sampled_from([3, 8, 1000]), st.integers(20, 60))
@settings(max_examples=40)
def test_pawn_is_what_its_definition_says_with_ties_in_inputs_and_outcomes(seed, values, draws):
    share = uniform(draws, "a", "b", "noise", seed=seed)
    x = np.floor(share[:2] * values)
    y = np.floor(x[0] + 3 * share[2])
    if np.ptp(y) == 0:
        return
    found = raw(Grouped.of(x, y))
    for at, row in enumerate(x):
        expected = pawn_by_definition(row.tolist(), y.tolist())
        assert found.maximum[at] == pytest.approx(max(expected))
        assert found.median[at] == pytest.approx(np.median(expected))


@given(st.integers(0, 10_000), st.sampled_from([2, 5, 1000]))
@settings(max_examples=30)
def test_delta_and_the_first_index_are_what_their_definitions_say(seed, values):
    share = uniform(300, "a", "noise", seed=seed)
    x = np.floor(share[:1] * values)
    y = x[0] + values * share[1]
    found = raw(Grouped.of(x, y))
    group, part = interval_of(x[0].tolist(), groups_for(300)), interval_of(y.tolist(), PARTS)
    moved = between = 0.0
    names = sorted(set(group))
    for name in names:
        inside = [g == name for g in group]
        n = sum(inside)
        for p in set(part):
            here = sum(i and q == p for i, q in zip(inside, part, strict=True)) / n
            moved += n / 300 * abs(here - part.count(p) / 300) / 2
        between += n * (np.mean([v for v, i in zip(y, inside, strict=True) if i]) - np.mean(y)) ** 2
    within = 300 * np.var(y) - between
    free = len(names) - 1
    assert found.delta[0] == pytest.approx(moved)
    assert found.first[0] == pytest.approx((between - free * within / (299 - free)) / (300 * np.var(y)), abs=1e-12)


@given(st.integers(0, 1000))
@settings(max_examples=20)
def test_pawn_and_delta_do_not_see_how_inputs_and_outcomes_are_scaled(seed):
    x = uniform(400, "a", "b", seed=seed)
    y = x[0] ** 2 + 0.3 * x[1]
    one, other = raw(Grouped.of(x, y)), raw(Grouped.of(np.exp(5 * x), np.log(y)))
    for name in ("median", "maximum", "delta"):
        np.testing.assert_allclose(getattr(one, name), getattr(other, name))


@given(st.integers(0, 1000))
@settings(max_examples=20)
def test_the_order_of_draws_does_not_matter(seed):
    x = np.floor(uniform(300, "a", "b", seed=seed) * 7)
    y = np.floor(x[0] + 2 * uniform(300, "noise", seed=seed)[0])
    shuffled = np.argsort(uniform(300, "shuffle", seed=seed)[0])
    one, other = raw(Grouped.of(x, y)), raw(Grouped.of(x[:, shuffled], y[shuffled]))
    for name in ("median", "maximum", "delta", "first"):
        np.testing.assert_allclose(getattr(one, name), getattr(other, name), atol=1e-12)


def test_a_weight_of_two_is_the_same_as_the_draw_twice():
    x = uniform(200, "a", "b")
    y = ishigami(np.vstack([x, x[:1]]))
    weight = np.where(np.arange(200) % 3 == 0, 2.0, 1.0)
    twice = np.repeat(np.arange(200), weight.astype(int))
    grouped = Grouped.of(x, y)
    again = replace(
        Grouped.of(x[:, twice], y[twice]), interval=grouped.interval[:, twice], group=grouped.group[:, twice]
    )
    one, other = raw(grouped, weight), raw(again)
    np.testing.assert_allclose(one.maximum, other.maximum)
    np.testing.assert_allclose(one.first, other.first)


def test_pawn_agrees_with_salib():
    x = uniform(5000, "a", "b", "c", "d")
    y = ishigami(x)
    problem = {"num_vars": 4, "names": list("abcd"), "bounds": [[0, 1]] * 4}
    theirs, found = salib_pawn.analyze(problem, x.T, y, S=INTERVALS), raw(Grouped.of(x, y))
    # SALib leaves the draw with the greatest input out of its last interval: one of 500.
    np.testing.assert_allclose(found.median, theirs["median"], atol=1 / 500)
    np.testing.assert_allclose(found.maximum, theirs["maximum"], atol=1 / 500)


def test_delta_and_the_first_index_lie_near_those_of_salib():
    x = uniform(2000, "a", "b", "c")
    y = ishigami(x)
    problem = {"num_vars": 3, "names": list("abc"), "bounds": [[0, 1]] * 3}
    theirs, found = salib_delta.analyze(problem, x.T, y, num_resamples=10, seed=1), given_data(x, y)
    np.testing.assert_allclose(found.first.value, theirs["S1"], atol=0.03)
    np.testing.assert_allclose(found.delta.value, theirs["delta_raw"], atol=0.05)


def test_first_indices_of_ishigami_are_those_of_its_closed_form():
    x = uniform(20_000, "a", "b", "c")
    found = given_data(x, ishigami(x))
    np.testing.assert_allclose(found.first.value, [0.3139, 0.4424, 0.0], atol=0.015)
    assert found.first.found.tolist() == [True, True, False]
    # The third input moves the distribution, if not the mean: PAWN and delta see it.
    assert found.maximum.found.all()
    assert found.delta.found.all()


def test_delta_of_a_sum_of_normal_inputs_is_that_of_its_integral():
    x = norm.ppf(uniform(20_000, "a", "b"))
    slopes = np.array([0.8, 0.6])
    found = given_data(x, slopes @ x)
    y = np.linspace(-8, 8, 2001)
    middles = norm.ppf((np.arange(400) + 0.5) / 400)[:, None]
    expected = [np.abs(norm.pdf(y) - norm.pdf(y, a * middles, np.sqrt(1 - a**2))).sum() * 0.004 / 400 for a in slopes]
    np.testing.assert_allclose(found.delta.value, expected, atol=0.02)


def test_an_input_that_does_not_matter_is_not_found_in_nineteen_samples_of_twenty():
    wrong = 0
    for seed in range(30):
        x = uniform(300, "a", "b", "c", "d", seed=seed)
        found = given_data(x, x[0] + uniform(300, "noise", seed=seed)[0], seed=seed)
        assert found.first.found[0]
        wrong += bool((found.first.found | found.maximum.found)[1:].any())
    assert wrong <= 5


def test_intervals_of_the_first_index_hold_the_truth_about_as_often_as_they_say():
    held = 0
    for seed in range(40):
        x = uniform(1500, "a", "b", "c", seed=seed)
        found = given_data(x, x[0] + x[1] + x[2], seed=seed).first
        # Ten to fifteen groups see all but a hundredth of the variance of a straight line.
        held += found.low[0] <= 1 / 3 <= found.high[0]
    assert held >= 34


def test_an_input_that_hangs_together_with_one_that_matters_is_found_with_it():
    share = uniform(3000, "a", "b", "c")
    follows = share[0] + 0.1 * share[1]
    found = given_data(np.array([share[0], follows, share[2]]), share[0])
    assert found.first.found.tolist() == [True, True, False]


def test_an_input_that_is_always_the_same_moves_nothing():
    share = uniform(500, "a")
    found = given_data(np.vstack([share, np.full((1, 500), 3.0)]), share[0])
    assert found.first.value[1] == pytest.approx(0)
    assert not found.first.found[1]
    assert not found.maximum.found[1]


def test_a_value_that_most_draws_have_is_a_part_of_its_own():
    row = np.array([[0.0] * 92 + [1.0] * 8])
    assert parts(row, 10)[0].tolist() == [0] * 92 + [9] * 8
    assert len(set(parts(-row, 10)[0])) == 2


@pytest.mark.parametrize(
    ("inputs", "outcome", "says"),
    [
        (np.zeros(5), np.arange(5.0), r"shape \(5,\)"),
        (np.zeros((2, 5)), np.arange(4.0), r"\(input, draw\) and \(draw,\)"),
        (np.full((1, 5), np.nan), np.arange(5.0), "missing or infinite"),
        (np.zeros((1, 5)), np.array([0, 1, 2, np.nan, 4]), "missing or infinite"),
        (np.zeros((1, 5)), np.ones(5), "the same in all 5 draws"),
    ],
)
def test_what_cannot_be_analysed_is_refused(inputs, outcome, says):
    with pytest.raises(BadUse, match=says):
        given_data(inputs, outcome)
