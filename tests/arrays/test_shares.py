"""Streams of random numbers: the meaning of a seed, whatever else is computed beside it."""

import hashlib
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kstest, qmc

from irenic.arrays.shares import BLOCK, Shares

PATHS = st.text(min_size=1, max_size=30)
SEEDS = st.integers(0, 2**70)


@st.composite
def windows(draw):
    start = draw(st.integers(0, 3 * BLOCK))
    return start, start + draw(st.integers(0, 2 * BLOCK))


@given(SEEDS, PATHS, windows())
def test_a_draw_does_not_depend_on_the_portion_it_is_computed_in(seed, path, window):
    start, stop = window
    whole = Shares(seed, 0, 5 * BLOCK).of(path)
    assert np.array_equal(Shares(seed, start, stop).of(path), whole[start:stop])


@given(SEEDS, PATHS, PATHS)
def test_a_stream_does_not_depend_on_which_others_were_asked_for_before(seed, path, other):
    busy = Shares(seed, 0, 50)
    busy.of(other)
    assert np.array_equal(busy.of(path), Shares(seed, 0, 50).of(path))


@given(SEEDS, PATHS)
def test_the_same_seed_gives_the_same_draws_and_the_next_seed_others(seed, path):
    first = Shares(seed, 0, 20).of(path)
    assert np.array_equal(first, Shares(seed, 0, 20).of(path))
    assert not np.array_equal(first, Shares(seed + 1, 0, 20).of(path))


def test_different_paths_have_unrelated_streams():
    shares = Shares(1, 0, 20_000)
    assert abs(np.corrcoef(shares.of("capability.a"), shares.of("capability.b"))[0, 1]) < 0.03


def test_blocks_of_one_stream_are_unrelated():
    blocks = Shares(1, 0, 40 * BLOCK).of("capability.a").reshape(40, BLOCK)
    assert np.abs(np.corrcoef(blocks) - np.eye(40)).max() < 0.15


def test_shares_are_uniform():
    assert kstest(Shares(1, 0, 100_000).of("war.cost.russia"), "uniform").pvalue > 0.01


# The bytes belong to the meaning of a seed. If this fails, every run that anybody kept becomes another run.
PINNED = [
    (0, "capability.russia", 0, 1024, "f15405b08511aa7ef401f098bc3a1d78b05babf179efff169702888b335cc1fd"),
    (1, "war.cost.russia", 0, 2500, "84bcef289e28743504dd71d42b4a6e1ce15302dfa62157f2767e3f16f2724cde"),
    (
        1,
        "positions.hill.water.wants",
        1_000_000,
        1_000_100,
        "a9a8416dc180a8aedd1912da0db74100dde2bd384eb5f8884d3bfb8c5659cf76",
    ),
    (2**64 + 1, "Größe", 0, 10, "1fe3e736fbd67c314e8aca75a96a51eddb975876487c12bd9a8997fe0da6d47d"),
]


@pytest.mark.parametrize(("seed", "path", "start", "stop", "expected"), PINNED)
def test_a_seed_means_the_same_draws_for_ever(seed, path, start, stop, expected):
    drawn = Shares(seed, start, stop).of(path)
    assert hashlib.sha256(drawn.astype("<f8").tobytes()).hexdigest() == expected


@given(SEEDS, st.permutations(["a", "b", "c", "d"]))
def test_sobol_points_do_not_depend_on_the_order_of_the_numbers(seed, order):
    one = Shares(seed, 0, 64, "sobol", ("a", "b", "c", "d"))
    other = Shares(seed, 0, 64, "sobol", tuple(order))
    assert all(np.array_equal(one.of(path), other.of(path)) for path in order)


def test_sobol_points_are_the_scrambled_sequence_of_scipy():
    paths = ("a", "b", "c")
    rng = np.random.Generator(np.random.Philox(np.random.SeedSequence(7)))
    expected = qmc.Sobol(3, scramble=True, rng=rng).random_base2(12)
    drawn = Shares(7, 0, 4096, "sobol", paths)
    assert np.array_equal(np.column_stack([drawn.of(path) for path in paths]), expected)


@given(windows())
def test_sobol_points_do_not_depend_on_the_portion_they_are_computed_in(window):
    start, stop = window
    whole = Shares(3, 0, 8 * BLOCK, "sobol", ("a", "b"))
    part = Shares(3, start, stop, "sobol", ("a", "b"))
    assert all(np.array_equal(part.of(path), whole.of(path)[start:stop]) for path in "ab")


@pytest.mark.parametrize("draws", [1, 2, 3, 1000, 1025])
def test_any_number_of_sobol_points_can_be_asked_for_without_a_warning(draws):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert Shares(1, 0, draws, "sobol", ("a",)).of("a").shape == (draws,)


def test_a_stream_outside_the_sobol_sequence_is_random():
    drawn = Shares(1, 0, 10, "sobol", ("a",))
    assert np.array_equal(drawn.of("elsewhere"), Shares(1, 0, 10).of("elsewhere"))


def test_sobol_points_have_a_smaller_error_than_random_ones():
    def error(points):
        means = []
        for seed in range(20):
            shares = Shares(seed, 0, 1024, points, ("a", "b", "c"))
            means.append(np.mean(shares.of("a") * shares.of("b") + shares.of("c")))
        return np.sqrt(np.mean((np.array(means) - 0.75) ** 2))

    assert error("sobol") < error("random") / 5


def test_no_share_is_0_or_1():
    for points in ("random", "sobol"):
        drawn = Shares(1, 0, 2**15, points, ("a",)).of("a")
        assert drawn.min() > 0
        assert drawn.max() < 1
