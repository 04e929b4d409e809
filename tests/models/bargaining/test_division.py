"""Adjusted winner on a case: what is disputed, who wins it, and when there is nothing to divide."""

import numpy as np
from hypothesis import given, settings

from irenic.arrays.build import build
from irenic.arrays.shares import Shares
from irenic.examples import load
from irenic.models.bargaining.division import who_would_win_what
from models.bargaining.small_cases import ACTORS, ISSUES, Definition, small_cases


@settings(max_examples=40)
@given(case=small_cases())
def test_both_win_the_same_share_of_what_they_dispute_and_split_one_issue_at_most(case):
    case = case.assign(needs=case.needs & False)
    found, known = who_would_win_what(case), Definition(case)
    for draw in np.flatnonzero(found.even_share.notnull()).tolist():
        won = {actor: found.won.isel(draw=draw).sel(actor=actor).values for actor in ACTORS}
        assert np.isnan(won["third"]).all()
        assert np.isnan(won["nobody"]).all()
        assert np.allclose(*(np.nan_to_num(parts) for parts in (won["a"], 1 - won["b"])))
        assert ((won["a"] > 0) & (won["a"] < 1)).sum() <= 1
        for me, you in (("a", "b"), ("b", "a")):
            stakes = np.array([at_stake(known, draw, issue, me, you) for issue in ISSUES])
            assert np.array_equal(
                np.isnan(won[me]), np.maximum(stakes, [at_stake(known, draw, i, you, me) for i in ISSUES]) < 1e-9
            )
            share = (stakes * np.nan_to_num(won[me])).sum() / stakes.sum()
            assert np.isclose(share, float(found.even_share[draw]), atol=1e-5)
            assert share >= 0.5 - 1e-5


def at_stake(known, draw, issue, me, you):
    """Return what winning an issue is worth to one, over leaving it to the other."""
    usable = [o for o in known.inside()[issue] if o not in known.refused["a"] | known.refused["b"]]
    mine, yours = known.worths[draw][me], known.worths[draw][you]
    best = max(usable, key=lambda o: (round(mine[o], 9), yours[o]))
    others = max(usable, key=lambda o: (round(yours[o], 9), mine[o]))
    return mine[best] - mine[others]


def test_a_third_signatory_leaves_nothing_to_divide_between_two():
    case = build(load("two-villages"), Shares(seed=1, start=0, stop=2))
    assert who_would_win_what(case).even_share.notnull().all()
    nobody = case.assign(signs=case.signs & (case.actor == "hill"))
    found = who_would_win_what(nobody)
    assert all(found[name].isnull().all() for name in found.data_vars)


def test_the_sides_of_a_war_divide_whoever_else_signs():
    case = build(load("ukraine-2025"), Shares(seed=1, start=0, stop=2))
    found = who_would_win_what(case.assign(signs=case.signs | (case.actor == "usa")))
    sides = found.won.notnull().any(("draw", "issue"))
    assert found.actor.values[sides].tolist() == ["russia", "ukraine"]


def test_where_red_lines_leave_no_option_there_is_nothing_to_divide():
    case = build(load("two-villages"), Shares(seed=1, start=0, stop=2))
    found = who_would_win_what(case.assign(refuses=case.refuses | True))
    assert found.even_share.isnull().all()


def test_sides_that_want_the_same_dispute_nothing():
    case = build(load("two-villages"), Shares(seed=1, start=0, stop=2))
    same = case.assign(position=case.position * 0, refuses=case.refuses & False)
    assert who_would_win_what(same).even_share.isnull().all()
