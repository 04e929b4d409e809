"""Fair lotteries, against programs over all packages listed, and against their own bounds."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from irenic.errors import BadUse
from irenic.models.bargaining.adjusted_winner import adjusted_winner
from irenic.models.bargaining.bargain import RuledOut
from irenic.models.bargaining.compose import bargain, with_terms
from irenic.models.bargaining.kernels import lotteries as kernel
from irenic.models.bargaining.lotteries import fair_lotteries
from models.bargaining import oracles

READINGS = ("ex post", "ex ante")


@st.composite
def problems(draw):
    """Bargains of generic numbers, with red lines and reservations that bind."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    actors, issues, options = int(rng.integers(1, 5)), int(rng.integers(1, 5)), 3
    table = rng.random((actors, issues, options)).round(2)
    worth = {
        f"a{j}": {f"i{i}": {f"o{k}": float(table[j, i, k]) for k in range(options)} for i in range(issues)}
        for j in range(actors)
    }
    least = {f"a{j}": round(rng.random() * 0.6 * issues, 2) for j in range(actors)}
    return bargain(worth, least, refuses={"a0": [f"i0.o{int(rng.integers(options))}"]})


def points(over, reading):
    """Return what every package that may come is worth, and the disagreement."""
    inside = [p for p in oracles.every_package(over) if not any(oracles.crosses(over, p, a) for a in over.actors)]
    allowed = oracles.accepted_by_all(over) if reading == "ex post" else inside
    found = np.array([[oracles.worth(over, p, a) / 1e9 for a in over.actors] for p in allowed])
    return found.reshape(-1, len(over.actors)), over.disagreement.values


def program(vectors, base, direction, held=None):
    """Return how far everyone can be lifted, by one program over all packages; minus infinity if not at all."""
    rows = np.column_stack([-vectors.T, direction])
    sums = np.append(np.ones(len(vectors)), 0)[None]
    bounds = [(0, None)] * len(vectors) + [(None, None)]
    target = base if held is None else held
    cost = [*np.zeros(len(vectors)), -1.0]
    found = linprog(cost, A_ub=rows, b_ub=-target, A_eq=sums, b_eq=[1], bounds=bounds)
    return -found.fun if found.success else -np.inf


@given(problems(), st.sampled_from(READINGS))
@settings(max_examples=60)
def test_levels_are_those_of_programs_over_all_packages(over, reading):
    vectors, losing = points(over, reading)
    found = fair_lotteries(over, reading)
    if not len(vectors) or program(vectors, losing, np.ones(len(losing))) < -1e-7:
        assert found is None
        return
    assume(abs(program(vectors, losing, np.ones(len(losing)))) > 1e-6)
    ideal = [program(vectors, losing, axis) for axis in np.eye(len(losing))]
    assert np.allclose(found.ideal.values - losing, ideal, atol=1e-7)
    assert np.isclose(found.egalitarian.level, program(vectors, losing, np.ones(len(losing))), atol=1e-7)
    assert np.isclose(found.kalai_smorodinsky.level, program(vectors, losing, np.array(ideal)), atol=1e-7)
    for powers in ({}, {"a0": 2.5}):
        nash = fair_lotteries(over, reading, powers).nash
        slope = np.array([powers.get(a, 1.0) for a in over.actors]) / (nash.utility.values - losing)
        assert ((vectors - nash.utility.values) @ slope).max() <= 1e-7
    assert max(found.nash.gap, found.egalitarian.gap, found.kalai_smorodinsky.gap) <= 1e-8


@given(problems(), st.sampled_from(READINGS))
@settings(max_examples=40)
def test_a_lottery_is_what_it_says_it_is(over, reading):
    found = fair_lotteries(over, reading)
    assume(found is not None)
    for lottery in filter(None, (found.kalai_smorodinsky, found.egalitarian, found.nash)):
        packages = [tuple(p) for p in lottery.packages.values.tolist()]
        assert np.isclose(float(lottery.chance.sum()), 1)
        assert (lottery.chance.values > 0).all()
        worth = [[oracles.worth(over, p, a) / 1e9 for a in over.actors] for p in packages]
        assert np.allclose(lottery.chance.values @ worth, lottery.utility.values, atol=1e-7)
        assert not any(oracles.crosses(over, p, a) for p in packages for a in over.actors)
        assert (lottery.utility.values >= over.reservation.values - 1e-7).all()
        if reading == "ex post":
            assert all(oracles.accepts(over, p, a) for p in packages for a in over.actors)


@given(problems())
@settings(max_examples=40)
def test_with_more_than_two_actors_the_second_worst_off_counts_as_well(over):
    vectors, losing = points(over, "ex post")
    found = fair_lotteries(over, "ex post")
    assume(found is not None and len(losing) > 1)
    gains = found.egalitarian.utility.values - losing
    for one in range(len(losing)):  # nobody can be lifted while all who are no better off are held
        held = losing + np.where(gains <= gains[one] + 1e-7, gains, -1e3)
        held[one] = losing[one]
        axis = np.eye(len(losing))[one]
        assert program(vectors, losing, axis, held - 1e-8) <= gains[one] + 1e-4


def test_red_lines_are_never_mixed_but_reservations_may_be_met_on_average():
    worth = {"a": {"x": {"p": 1.0, "q": 0.1, "r": 0.52}}, "b": {"x": {"p": 0.1, "q": 1.0, "r": 0.52}}}
    over = bargain(worth, {"a": 0.5, "b": 0.5})
    assert fair_lotteries(over, "ex post").egalitarian.packages.values.tolist() == [["x.r"]]
    assert np.isclose(fair_lotteries(over, "ex ante").egalitarian.level, 0.05)
    closed = bargain(worth, {"a": 0.5, "b": 0.5}, refuses={"b": ["x.p"]})
    assert fair_lotteries(closed, "ex ante").egalitarian.packages.values.tolist() == [["x.r"]]


def test_issues_that_can_be_mixed_are_as_good_as_issues_that_can_be_split():
    first = {"land": 40, "water": 35, "road": 25}
    second = {"land": 30, "water": 50, "road": 20}
    split = adjusted_winner(first, second)
    over = bargain(
        {
            "first": {i: {"first": p, "second": 0} for i, p in first.items()},
            "second": {i: {"first": 0, "second": p} for i, p in second.items()},
        }
    )
    for reading in READINGS:
        found = fair_lotteries(over, reading)
        for lottery in (found.egalitarian, found.kalai_smorodinsky):
            assert np.allclose(lottery.utility.values, [float(p) for p in split.points])


def test_who_is_better_off_already_still_gets_what_costs_nobody_anything():
    worth = {
        "a": {"port": {"a": 1, "b": 0}, "road": {"short": 0, "long": 0}},
        "b": {"port": {"a": 0, "b": 1}, "road": {"short": 0, "long": 0}},
        "c": {"port": {"a": 0, "b": 0}, "road": {"short": 0.8, "long": 1}},
    }
    for reading in READINGS:
        found = fair_lotteries(bargain(worth), reading)
        assert np.allclose(found.egalitarian.utility.values, [0.5, 0.5, 1])
        assert np.allclose(found.kalai_smorodinsky.utility.values, [0.5, 0.5, 1])


def test_powers_tilt_the_lottery_of_the_nash_solution():
    port = bargain({"a": {"port": {"a": 10, "b": 0}}, "b": {"port": {"a": 0, "b": 5}}})
    tilted = fair_lotteries(port, "ex ante", powers={"a": 3}).nash
    assert np.allclose(tilted.utility.values, [7.5, 1.25])


def test_what_cannot_be_mixed_is_refused():
    over = bargain({"a": {"x": {"p": 1}, "y": {"q": 1}}})
    with pytest.raises(BadUse, match="powers are positive"):
        fair_lotteries(over, "ex post", powers={"a": 0})
    with pytest.raises(BadUse, match="sums of single options"):
        fair_lotteries(with_terms(over, ruled_out=[RuledOut("a", ("x.p", "y.q"))]), "ex ante")
    assert fair_lotteries(bargain({"a": {"x": {"p": 1}}}, refuses={"a": ["x.p"]}), "ex ante") is None
    still = fair_lotteries(bargain({"a": {"x": {"p": 1}}}, {"a": 1}), "ex ante")
    assert still.nash is None


def test_a_level_that_rounding_puts_just_out_of_reach_is_held_all_the_same():
    pool = kernel.Pool(np.array([0.5, 0.5]), np.array([0]))
    mixture, prices = kernel._lift(pool, np.array([0.5 + 5e-10, 0.4]), np.array([0.0, 1.0]))
    assert mixture.level == pytest.approx(0.1)
    assert np.isfinite(prices).all()
