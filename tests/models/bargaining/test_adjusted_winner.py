"""Adjusted winner: its three properties, against linear programs and listed divisions."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from irenic.errors import BadUse
from irenic.models.bargaining.adjusted_winner import Division, adjusted_winner, swayed_by


@st.composite
def points(draw):
    """Two sides with equal totals, zeros and ties included."""
    number = draw(st.integers(1, 6))
    first = draw(st.lists(st.integers(0, 9), min_size=number, max_size=number))
    second = draw(st.lists(st.integers(0, 9), min_size=number, max_size=number))
    short = sum(first) - sum(second)
    first[0], second[-1] = first[0] + max(-short, 0), second[-1] + max(short, 0)
    if not sum(first):
        first[0] = second[0] = 1
    return {f"i{n}": p for n, p in enumerate(first)}, {f"i{n}": p for n, p in enumerate(second)}


@given(points())
@settings(max_examples=150)
def test_the_division_is_efficient_equitable_and_free_of_envy_with_one_split(both):
    found = adjusted_winner(*both)
    assert found.efficient
    assert found.equitable
    assert found.envy_free
    assert len(found.split) <= 1
    assert set(found.share) == set(both[0])
    assert all(0 <= part <= 1 for part in found.share.values())


@given(points())
@settings(max_examples=60)
def test_it_gives_the_worse_off_the_most_that_any_division_can(both):
    first, second = (np.array(list(side.values()), dtype=float) for side in both)
    number = len(first)
    rows = np.array([[*-first, 1.0], [*second, 1.0]])
    best = linprog([*np.zeros(number), -1.0], A_ub=rows, b_ub=[0, second.sum()], bounds=[(0, 1)] * number + [(0, None)])
    assert np.isclose(float(adjusted_winner(*both).points[0]), -best.fun)


@given(points(), st.data())
@settings(max_examples=80)
def test_a_division_is_called_efficient_exactly_if_no_program_betters_it(both, data):
    share = {issue: Fraction(data.draw(st.integers(0, 2)), 2) for issue in both[0]}
    division = Division(*both, share, ())
    first, second = (np.array(list(side.values()), dtype=float) for side in both)
    mine, yours = map(float, division.points)
    bounds = [(0, 1)] * len(first)
    more = linprog(-first, A_ub=[second], b_ub=[second.sum() - yours], bounds=bounds)
    other = linprog(second, A_ub=[-first], b_ub=[-mine], bounds=bounds)
    betters = -more.fun > mine + 1e-7 or second.sum() - other.fun > yours + 1e-7
    assert division.efficient == (not betters)


def test_leaving_the_other_side_what_it_has_no_use_for_is_not_efficient():
    first, second = {"land": 1, "water": 0}, {"land": 0, "water": 1}
    nothing = Division(first, second, dict.fromkeys(first, Fraction(0)), ())
    assert not nothing.efficient
    assert not Division(first, second, dict.fromkeys(first, Fraction(1)), ()).efficient


def test_an_issue_that_must_stay_whole_is_shown_both_ways():
    found = adjusted_winner({"land": 60, "water": 40}, {"land": 30, "water": 70})
    assert [tuple(map(int, division.points)) for division in found.undivided] == [(100, 0), (60, 70)]
    whole = adjusted_winner({"x": 50, "y": 50}, {"x": 50, "y": 50})
    assert whole.undivided == (whole,)


def test_what_misstating_brings_depends_on_the_other_side():
    first, second = {"land": 60, "water": 40}, {"land": 30, "water": 70}
    assert swayed_by(first, second, "land", Fraction(0)) == 0
    assert swayed_by(first, second, "land", Fraction(-1, 10)) > 0 > swayed_by(first, second, "land", Fraction(1, 10))


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ({"a": 1}, {"b": 1}, "they differ on a, b"),
        ({}, {}, "same issues"),
        ({"a": 0.5}, {"a": 1}, "0.5 is not"),
        ({"a": -1}, {"a": -1}, "-1 is not"),
        ({"a": 2}, {"a": 1}, "they are 2 and 1"),
        ({"a": 0}, {"a": 0}, "they are 0 and 0"),
    ],
)
def test_points_that_cannot_be_compared_are_refused(first, second, message):
    with pytest.raises(BadUse, match=message):
        adjusted_winner(first, second)


def test_points_that_cannot_be_stated_are_refused():
    with pytest.raises(BadUse, match="cannot be stated as 120 of 100"):
        swayed_by({"a": 60, "b": 40}, {"a": 50, "b": 50}, "a", Fraction(1))
    with pytest.raises(BadUse, match="cannot be stated"):
        swayed_by({"a": 60}, {"a": 60}, "a", Fraction(-1, 10))
