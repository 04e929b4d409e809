"""Who could give what to whom, from proposals filled in issue by issue."""

from itertools import product

import numpy as np
from hypothesis import given, settings

from irenic.arrays.build import build
from irenic.arrays.shares import Shares
from irenic.examples import load
from irenic.models.bargaining.trades import what_could_be_traded
from models.bargaining.small_cases import ACTORS, ISSUES, Definition, every_package, small_cases


def packages_of(known, one):
    """Return a proposal as filled in and as traded, or nothing where there is neither."""
    if one.filled_in.isnull().any():
        return None
    rows = [one[name].values > 0 for name in ("filled_in", "traded")]
    return [tuple(o for o, has in zip(known.options, row, strict=True) if has) for row in rows]


@settings(max_examples=25)
@given(case=small_cases())
def test_an_exchange_crosses_no_red_line_and_leaves_nobody_asked_worse_off(case):
    found, known = what_could_be_traded(case), Definition(case)
    for draw, proposal in product((0, 1), ("p", "q")):
        one = found.isel(draw=draw).sel(proposal=proposal)
        both = packages_of(known, one)
        if both is None:
            continue
        before, after = both
        assert len(before) == len(after) == len(ISSUES)
        assert not known.lines & (known.broken(draw, before) | known.broken(draw, after))
        for actor in ACTORS:
            gained = float(one.trade_gain.sel(actor=actor).sum("issue", skipna=False))
            assert not np.isnan(gained) or actor not in known.asked(after)
            if not np.isnan(gained):
                assert np.isclose(gained, known.worth(draw, actor, after) - known.worth(draw, actor, before))
                assert gained >= -1e-8


@settings(max_examples=25)
@given(case=small_cases())
def test_without_third_parties_no_other_exchange_gives_the_worst_off_more(case):
    case = case.assign(needs=case.needs & False)
    found, known = what_could_be_traded(case), Definition(case)
    allowed = [p for p in every_package(known.inside()) if not known.broken(0, p) & known.lines]
    one = found.isel(draw=0).sel(proposal="p")
    both = packages_of(known, one)
    assert (both is None) == (not allowed)
    if both is None:
        return
    before, after = both

    def gains(package):
        return [known.worth(0, actor, package) - known.worth(0, actor, before) for actor in ("a", "b")]

    assert np.isclose(min(gains(after)), max(0.0, *(min(gains(package)) for package in allowed)), atol=1e-8)
    accepted = [min(gains(p)) for p in allowed if not known.broken(0, p)]
    left = float(one.left_on_the_table)
    assert np.isclose(left, max(0.0, *accepted), atol=1e-8) if accepted else np.isnan(left)


@settings(max_examples=25)
@given(case=small_cases())
def test_a_proposal_keeps_its_terms_where_red_lines_leave_any(case):
    case = case.assign(needs=case.needs & False)
    found, known = what_could_be_traded(case), Definition(case)
    for proposal in ("p", "q"):
        both = packages_of(known, found.isel(draw=0).sel(proposal=proposal))
        for terms in known.inside(proposal).values() if both else ():
            usable = set(terms) - known.refused["a"] - known.refused["b"]
            assert not usable or usable.intersection(both[0])


def test_proposals_that_keep_the_same_terms_come_to_the_same():
    case = build(load("ukraine-2025"), Shares(seed=1, start=0, stop=2))
    found = what_could_be_traded(case)
    one, other = (found.sel(proposal=name) for name in ("sanctions-threat", "pressure-first"))
    for name in ("traded", "trade_gain", "left_on_the_table"):
        assert np.array_equal(one[name], other[name], equal_nan=True)
