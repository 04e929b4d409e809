"""The classical solutions against their definitions over listed packages, ties and fallbacks included."""

from fractions import Fraction
from math import prod

import numpy as np
import pytest
from hypothesis import given, settings

from irenic.errors import BadUse, UnknownName
from irenic.models.bargaining.compose import bargain
from irenic.models.bargaining.fairness import SOLUTIONS, fair_packages
from irenic.models.bargaining.frontier import efficient_packages
from models.bargaining import oracles


def solve(over, **kwargs):
    return fair_packages(efficient_packages(over), **kwargs)


def best(vectors, key):
    top = max(map(key, vectors), default=None)
    return {v for v in vectors if key(v) == top}


def expected(over):
    """Return what each solution picks of *all* accepted packages, by exact arithmetic."""
    voters = oracles.voters(over)
    vectors = {tuple(oracles.worth(over, p, a) for a in voters) for p in oracles.accepted_by_all(over)}
    losing = [round(Fraction(float(over.disagreement.sel(actor=a))) * 10**9) for a in voters]
    ideal = [max(v[j] for v in vectors) - losing[j] for j in range(len(voters))] if vectors else []

    def gains(v):
        return [one - lost for one, lost in zip(v, losing, strict=True)]

    def shares(v):
        return [Fraction(gain, most) for gain, most in zip(gains(v), ideal, strict=True) if most > 0]

    positive = {v for v in vectors if min(gains(v)) > 0}
    able = [j for j in range(len(voters)) if any(gains(v)[j] > 0 for v in vectors)]
    solutions = {
        "nash": best(positive, lambda v: prod(gains(v)))
        if positive
        else best(vectors, lambda v: sorted(gains(v)[j] for j in able)),
        "kalai_smorodinsky": best(vectors, lambda v: sorted(shares(v))),
        "egalitarian": best(vectors, lambda v: sorted(gains(v))),
        "utilitarian": best(vectors, sum),
        "relative_utilitarian": best(vectors, lambda v: sum(shares(v))),
        "max_min": best(vectors, sorted),
    }
    return bool(positive), solutions


@given(oracles.bargains())
@settings(max_examples=80)
def test_every_solution_is_what_its_definition_picks_of_all_packages(over):
    positive, solutions = expected(over)
    found = solve(over)
    assert found.product_is_positive == positive
    efficient = set(oracles.efficient(over))
    for name, vectors in solutions.items():
        got = set(map(tuple, np.rint(found.utility(name).values * 1e9).astype(int).tolist()))
        # Where some voters cannot gain, a solution may not care about them: then it is the efficient ones of its picks.
        assert got == vectors & efficient, name
        assert bool(got) == bool(vectors), name


def test_two_nash_packages_are_both_returned():
    nice = bargain({"a": {"deal": {"x": 1.0, "y": 0.16, "z": 0.299}}, "b": {"deal": {"x": 0.16, "y": 1.0, "z": 0.299}}})
    assert solve(nice).packages("nash").values.tolist() == [["deal.x"], ["deal.y"]]


def test_bargaining_power_tilts_the_nash_solution():
    worth = {"a": {"deal": {"x": 6, "y": 4, "z": 2}}, "b": {"deal": {"x": 2, "y": 4, "z": 6}}}
    assert solve(bargain(worth)).packages("nash").values.tolist() == [["deal.y"]]
    assert solve(bargain(worth), powers={"a": 5}).packages("nash").values.tolist() == [["deal.x"]]


def test_the_ideal_is_sought_among_accepted_packages_unless_told_otherwise():
    worth = {"a": {"deal": {"x": 10, "y": 6, "z": 5}}, "b": {"deal": {"x": 0, "y": 4, "z": 8}}}
    over = bargain(worth, {"b": 3})
    assert solve(over).packages("kalai_smorodinsky").values.tolist() == [["deal.z"]]
    ideal = solve(over, ideal="all")
    shares = (ideal.frontier.utility - [0, 3]) / [10, 5]
    assert ideal.utility("kalai_smorodinsky").values.tolist() == [[5, 8]]
    assert shares.min("actor").values.tolist() == [0.2, 0.5]


def test_where_nobody_can_gain_every_solution_still_answers():
    found = solve(bargain({"a": {"x": {"p": 1}}, "b": {"x": {"p": 2}}}, {"a": 1, "b": 2}))
    assert not found.product_is_positive
    assert [found.packages(name).values.tolist() for name in SOLUTIONS] == [[["x.p"]]] * len(SOLUTIONS)


def test_who_cannot_gain_has_no_say_in_the_nash_solution():
    worth = {"a": {"x": {"p": 5, "q": 9}}, "b": {"x": {"p": 3, "q": 1}}}
    found = solve(bargain(worth, disagreement={"a": 10}))
    assert not found.product_is_positive
    assert found.packages("nash").values.tolist() == [["x.p"]]
    assert found.packages("egalitarian").values.tolist() == [["x.q"]]


def test_without_a_package_no_solution_has_one():
    found = solve(bargain({"a": {"x": {"p": 1}}}, {"a": 2}))
    assert [found.packages(name).shape for name in SOLUTIONS] == [(0, 1)] * len(SOLUTIONS)


def test_powers_and_names_that_make_no_sense_are_refused():
    over = bargain({"anna": {"x": {"p": 1}}})
    with pytest.raises(BadUse, match="the bargaining power of 'anna' is 0"):
        solve(over, powers={"anna": 0})
    with pytest.raises(UnknownName, match="did you mean 'anna'"):
        solve(over, powers={"ana": 1})
    with pytest.raises(UnknownName, match="did you mean 'nash'"):
        solve(over).utility("nashh")
    with pytest.raises(UnknownName, match="no solution 'frontier'"):
        solve(over).utility("frontier")
