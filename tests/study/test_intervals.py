"""Ranges and their sureness, against SciPy and against the binomial distribution itself."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.stats import binom, binomtest

from irenic.study.intervals import Chance, Middle, Spread


@given(st.integers(1, 20_000), st.data())
def test_the_interval_of_a_share_is_the_score_interval_of_scipy(n, data):
    k = data.draw(st.integers(0, n))
    chance = Chance.of(np.arange(n) < k)
    expected = binomtest(k, n).proportion_ci(0.95, method="wilson")
    assert chance.share == k / n
    assert (chance.low, chance.high) == pytest.approx((expected.low, expected.high), abs=1e-12)
    assert 0 <= chance.low <= chance.share <= chance.high <= 1


@pytest.mark.parametrize("n", [*range(6, 400), 1000, 1024, 9_999, 10_000, 1_000_000])
def test_the_interval_of_a_median_covers_95_percent_and_hardly_more(n):
    middle = Middle.of(np.arange(float(n)))
    below = int(middle.low)  # so many draws lie below the lower end
    coverage = 1 - 2 * binom.cdf(below, n, 0.5)
    assert coverage >= 0.95
    assert middle.high == n - 1 - below
    narrower = 1 - 2 * binom.cdf(below + 2, n, 0.5)
    assert narrower < 0.95


@pytest.mark.parametrize("n", range(1, 6))
def test_five_draws_and_fewer_say_nothing_about_a_median(n):
    middle = Middle.of(np.arange(float(n)))
    assert middle == Middle((n - 1) / 2, -np.inf, np.inf)


def test_the_true_median_lies_in_its_interval_as_often_as_is_said():
    random = np.random.default_rng(1)
    hits = sum(m.low <= 0 <= m.high for m in (Middle.of(random.standard_cauchy(101)) for _ in range(3000)))
    assert hits / 3000 == pytest.approx(1 - 2 * binom.cdf(40, 101, 0.5), abs=0.012)


FLOATS = arrays.arrays(float, st.integers(1, 60), elements=st.floats(-1e6, 1e6))


@given(FLOATS, st.randoms(use_true_random=False))
def test_order_and_missing_values_do_not_matter(values, random):
    mixed = np.array(random.sample([*values, np.nan, np.nan], len(values) + 2))
    assert Spread.of(mixed) == Spread.of(values)
    assert Middle.of(mixed) == Middle.of(values)


@given(FLOATS)
def test_a_spread_is_the_percentiles_of_numpy(values):
    assert Spread.of(values) == Spread(*(float(q) for q in np.quantile(values, [0.05, 0.5, 0.95])))


def test_without_any_value_there_is_no_spread_and_no_warning():
    nothing = np.full(10, np.nan)
    spread = Spread.of(nothing)
    assert np.isnan([spread.low, spread.middle, spread.high]).all()
    middle = Middle.of(nothing)
    assert np.isnan(middle.value)
    assert (middle.low, middle.high) == (-np.inf, np.inf)


def test_intervals_differ_clearly_only_where_they_do_not_touch():
    low, high, touching = Middle(1, 0, 2), Middle(5, 4, 6), Middle(3, 2, 4)
    assert low.clearly_differs_from(high)
    assert high.clearly_differs_from(low)
    assert not low.clearly_differs_from(touching)
    assert not touching.clearly_differs_from(high)
