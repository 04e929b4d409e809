"""Sobol's indices against closed forms and SALib, and what is refused."""

import numpy as np
import pytest
from SALib.analyze import sobol as salib_sobol
from SALib.sample import sobol as salib_sample

from irenic.errors import BadUse, UnknownName
from irenic.examples import load
from irenic.study.sensitivity import sobol
from irenic.study.sensitivity.of_case import function_of, sobol_of
from irenic.study.sensitivity.sobol import Design

NAMES = ("a", "b", "c")
FIRST, TOTAL = (0.3139, 0.4424, 0.0), (0.5576, 0.4424, 0.2437)
"""The closed form for Ishigami's function with a = 7 and b = 0.1."""


def ishigami(points):
    """Return the function of Ishigami and Homma of points in the unit cube, shape (point, input)."""
    x = np.pi * (2 * points.T - 1)
    return np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])


def test_indices_of_ishigami_are_those_of_its_closed_form():
    found = Design(NAMES, 8192).analyse(ishigami)
    np.testing.assert_allclose(found.first.value, FIRST, atol=0.02)
    np.testing.assert_allclose(found.total.value, TOTAL, atol=0.02)
    assert (found.first.low < FIRST).all()
    assert (found.first.high > FIRST).all()
    assert found.first.found.tolist() == [True, True, False]
    assert found.total.found.all()


def test_indices_of_a_product_of_polynomials_are_those_of_its_closed_form():
    a = np.array([0.0, 1.0, 9.0])

    def g(points):
        return np.prod((np.abs(4 * points - 2) + a) / (1 + a), axis=1)

    part = 1 / (3 * (1 + a) ** 2)
    whole = np.prod(1 + part) - 1
    found = Design(NAMES, 4096).analyse(g)
    np.testing.assert_allclose(found.first.value, part / whole, atol=0.02)
    np.testing.assert_allclose(found.total.value, part * np.prod(1 + part) / (1 + part) / whole, atol=0.02)


def test_indices_agree_with_salib():
    problem = {"num_vars": 3, "names": list(NAMES), "bounds": [[0, 1]] * 3}
    x = salib_sample.sample(problem, 8192, calc_second_order=False, seed=1)
    theirs = salib_sobol.analyze(problem, ishigami(x), calc_second_order=False, seed=1)
    found = Design(NAMES, 8192).analyse(ishigami)
    np.testing.assert_allclose(found.first.value, theirs["S1"], atol=0.02)
    np.testing.assert_allclose(found.total.value, theirs["ST"], atol=0.02)


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    found = [Design(NAMES, 256, seed).analyse(ishigami) for seed in range(60)]
    for at in range(3):
        assert sum(one.first.low[at] <= FIRST[at] <= one.first.high[at] for one in found) >= 52
        assert sum(one.total.low[at] <= TOTAL[at] <= one.total.high[at] for one in found) >= 52


def test_an_input_that_does_not_matter_is_never_a_finding_even_where_its_estimate_is_negative():
    negative = 0
    for seed in range(20):
        found = Design(NAMES, 256, seed).analyse(lambda points: points[:, 0] + points[:, 1] ** 2)
        assert found.total.value[2] == 0
        assert str(found.total.of(2)) == str(found.first.of(2)) == "not distinguishable from 0"
        negative += found.first.value[2] < 0
    assert negative > 0


def test_missing_outcomes_stay_in_their_place_and_are_counted():
    asked = []

    def gappy(points):
        asked.append(len(points))
        outcome = ishigami(points)
        outcome[points[:, 0] < 0.02] = np.nan
        return outcome

    found = Design(NAMES, 4096).analyse(gappy)
    assert sum(asked) == found.points == 4096 * 5
    assert 0.015 < found.missing / found.points < 0.025
    np.testing.assert_allclose(found.first.value, FIRST, atol=0.04)


def test_a_gap_at_one_point_leaves_out_the_differences_that_need_it_and_nothing_else():
    both = np.array([[1.0, 2.0, 4.0], [3.0, 1.0, 0.0], [2.0, 2.0, 1.0], [0.0, 5.0, np.nan]])
    near, near_squares, far, far_squares, count, total, squares, missing = sobol._kept(both)
    assert near.tolist() == [3, 2]
    assert near_squares.tolist() == [1 + 1 + 1, 9 + 16]
    assert far.tolist() == [3, 2]
    assert far_squares.tolist() == [1 + 0 + 9, 1 + 9]
    assert (count[0], total[0], squares[0], missing[0]) == (6, 11, 31, 1)


def test_portions_change_nothing(monkeypatch):
    whole = Design(NAMES, 1024).analyse(ishigami)
    monkeypatch.setattr(sobol, "_AT_A_TIME", 100)
    parts = Design(NAMES, 1024).analyse(ishigami)
    np.testing.assert_allclose(whole.first.value, parts.first.value, atol=1e-10)
    np.testing.assert_allclose(whole.total.high, parts.total.high, atol=1e-10)


def test_an_outcome_far_from_zero_loses_no_digits():
    near = Design(NAMES, 1024).analyse(ishigami)
    far = Design(NAMES, 1024).analyse(lambda points: 1e9 + ishigami(points))
    np.testing.assert_allclose(near.first.value, far.first.value, atol=1e-5)


def test_the_same_seed_gives_the_same_points_and_another_gives_others():
    def points(seed):
        seen = []
        Design(NAMES, 256, seed).analyse(lambda asked: seen.append(asked) or ishigami(asked))
        return np.concatenate(seen)

    assert (points(1) == points(1)).all()
    assert not np.isin(points(1)[:, 0], points(2)[:, 0]).any()


@pytest.mark.parametrize(
    ("names", "base", "says"),
    [
        ((), 1024, "inputs are none"),
        (("a", "a"), 1024, "each once"),
        (("a",), 1000, "a power of two, 256 or more"),
        (("a",), 128, "128 base points"),
    ],
)
def test_a_design_that_cannot_work_is_refused(names, base, says):
    with pytest.raises(BadUse, match=says):
        Design(names, base)


def test_a_function_that_gives_too_little_or_nothing_is_refused():
    with pytest.raises(BadUse, match=r"shape \(1,\) for 80 points"):
        Design(NAMES, 256).analyse(lambda points: points[:1, 0])
    with pytest.raises(BadUse, match="the same at all 1280 points or missing"):
        Design(NAMES, 256).analyse(lambda points: np.full(len(points), 3.3))
    with pytest.raises(BadUse, match="missing at too many"):
        Design(NAMES, 256).analyse(lambda points: np.full(len(points), np.nan))


# ---- On a case

CASE = """
positions:
  a: {x: {wants: 0 to 40, salience: 40 to 60}}
  b: {x: {wants: 60 to 100, salience: 50}}
capability: {a: 40 to 60, b: 50 to 90}
"""


def balance(answers):
    return answers.compromise.sel(issue="x")


def test_a_family_is_a_function_of_the_shares_of_a_case(write_case):
    case = write_case(CASE)
    inputs = ["positions.a.x.wants", "capability.b"]
    found = function_of(case, "influence", balance, inputs)(np.array([[0.5, 0.5], [0.95, 0.5], [0.5, 0.95]]))
    weight = np.array([50 * 50, 70 * 50])
    assert found[0] == pytest.approx((weight @ [20, 80]) / weight.sum())
    assert found[1] == pytest.approx((weight @ [40, 80]) / weight.sum())
    weight[1] = 90 * 50
    assert found[2] == pytest.approx((weight @ [20, 80]) / weight.sum())


def test_indices_of_a_family_on_a_case_are_those_of_the_same_formula(write_case):
    inputs = ["positions.a.x.wants", "positions.b.x.wants"]
    found = sobol_of(write_case(CASE), "influence", balance, inputs, 1024)
    # A weighted mean of two independent positions: the variance falls to them as the squares of the weights.
    weight = np.array([50 * 50, 70 * 50]) ** 2
    np.testing.assert_allclose(found.first.value, weight / weight.sum(), atol=0.02)
    assert found.points == 4096


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("positions.b.x.salience", "'positions.b.x.salience' is exact"),
        ("capability.a", "'capability.a' is correlated with 'capability.b'"),
        ("issues.x.options.mid.at", "is the place of an option, which keeps its order"),
    ],
)
def test_inputs_that_are_exact_correlated_or_ordered_are_refused(write_case, path, says):
    correlated = "correlations:\n  - {together: [capability.a, capability.b], strength: 0.5}\n"
    stakes = """\
actors: {a: {name: A, role: party}, b: {name: B, role: party}}
issues:
  x:
    name: X
    question: What becomes of X?
    options: {low: {at: 0, label: Low}, mid: {at: 30 to 70, label: Middle}, high: {at: 100, label: High}}
"""
    case = write_case(CASE + correlated, stakes=stakes)
    with pytest.raises(BadUse, match=says):
        sobol_of(case, "influence", balance, [path])


def test_unknown_numbers_and_families_and_a_case_that_lacks_something_are_refused(write_case):
    case = write_case(CASE)
    with pytest.raises(UnknownName, match=r"no number 'capability\.c'"):
        sobol_of(case, "influence", balance, ["capability.c"])
    with pytest.raises(UnknownName, match=r"no family 'influenza'; .* did you mean 'influence'"):
        sobol_of(case, "influenza", balance, ["capability.a"])
    with pytest.raises(BadUse, match="'war' needs the section 'war'"):
        sobol_of(case, "war", balance, ["capability.a"])


def test_a_family_that_is_asked_in_few_draws_has_no_indices():
    with pytest.raises(BadUse, match="'mediator' is asked in the first 24 draws of a run, too few for Sobol's indices"):
        function_of(load("ukraine-2025"), "mediator", lambda answers: answers.leaves, ["war.mediator.exit_cost"])
