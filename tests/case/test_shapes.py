"""The five shapes against the distributions of SciPy, which share no code with them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from irenic.case.shapes import SHAPES, Shape

shares = st.floats(0.001, 0.999)
levels = st.sampled_from([0.1, 0.5, 0.8, 0.9, 0.95, 0.99])
modes = st.floats(0.1, 0.9)


@settings(max_examples=60)
@given(st.sampled_from(SHAPES), levels, modes, shares)
def test_cdf_and_quantile_are_inverse(name, level, mode, share):
    shape = Shape(name, level, mode)
    assert shape.cdf(shape.quantile(share)) == pytest.approx(share, abs=1e-9)


@settings(max_examples=60)
@given(st.sampled_from(SHAPES), levels, modes)
def test_the_ends_of_a_range_hold_its_level_between_them(name, level, mode):
    shape = Shape(name, level, mode)
    assert shape.cdf(0.0) == pytest.approx((1 - level) / 2, abs=1e-9)
    assert shape.cdf(1.0) == pytest.approx((1 + level) / 2, abs=1e-9)


@settings(max_examples=60)
@given(st.sampled_from(SHAPES), levels, modes, shares, shares)
def test_quantiles_rise(name, level, mode, one, other):
    shape = Shape(name, level, mode)
    assert shape.quantile(min(one, other)) <= shape.quantile(max(one, other))


@settings(max_examples=60)
@given(levels, shares)
def test_normal_and_uniform_are_those_of_scipy(level, share):
    tail = (1 - level) / 2
    normal = stats.norm(0.5, 0.5 / stats.norm.isf(tail))
    assert Shape("normal", level).quantile(share) == pytest.approx(normal.ppf(share), abs=1e-9)
    uniform = stats.uniform(0.5 - 0.5 / level, 1 / level)
    assert Shape("uniform", level).quantile(share) == pytest.approx(uniform.ppf(share), abs=1e-9)


@settings(max_examples=60)
@given(st.floats(0, 1), shares)
def test_peaked_shapes_that_hold_everything_are_those_of_scipy(mode, share):
    triangular = stats.triang(mode)
    assert Shape("triangular", 1, mode).quantile(share) == pytest.approx(triangular.ppf(share), abs=1e-9)
    pert = stats.beta(1 + 4 * mode, 5 - 4 * mode)
    assert Shape("pert", 1, mode).quantile(share) == pytest.approx(pert.ppf(share), abs=1e-7)
    assert Shape("pert", 1, mode).cdf(share) == pytest.approx(pert.cdf(share), abs=1e-9)
    assert Shape("triangular", 1, mode).cdf(share) == pytest.approx(triangular.cdf(share), abs=1e-9)


@settings(max_examples=60)
@given(st.sampled_from(["triangular", "pert"]), levels, modes, shares)
def test_a_peaked_shape_is_one_of_scipy_in_a_wider_frame_with_its_mode_where_it_is_written(name, level, mode, share):
    shape = Shape(name, level, mode)
    start, width, peak = shape.frame
    assert start + width * peak == pytest.approx(mode, abs=1e-9)
    family = stats.triang(peak) if name == "triangular" else stats.beta(1 + 4 * peak, 5 - 4 * peak)
    assert shape.quantile(share) == pytest.approx(start + width * family.ppf(share), abs=1e-6)


@pytest.mark.parametrize("name", SHAPES[1:4])
def test_beyond_the_true_ends_there_is_nothing(name):
    shape = Shape(name, 0.9, 0.3)
    assert shape.cdf(-10) == 0
    assert shape.cdf(10) == 1


@pytest.mark.parametrize("mode", [0.0, 1.0])
def test_a_mode_at_an_end_is_a_slope(mode):
    for name in ("triangular", "pert"):
        shape = Shape(name, 1, mode)
        assert (shape.cdf(0.0), shape.cdf(1.0)) == (0.0, 1.0)
        assert shape.cdf(0.5) == pytest.approx({0.0: 0.75, 1.0: 0.25}[mode] if name == "triangular" else shape.cdf(0.5))
