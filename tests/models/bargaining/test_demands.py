"""What would have to give: against every part of the demands, and every package, gone through one by one."""

import numpy as np
import pytest
from hypothesis import given, settings

from irenic.arrays.build import build
from irenic.arrays.shares import Shares
from irenic.errors import BadUse
from irenic.examples import load
from irenic.models.bargaining.demands import MOST, what_would_have_to_give
from irenic.models.bargaining.packages import what_could_all_sign
from models.bargaining.small_cases import Definition, every_package, small_cases, subsets


def by_definition(known, draw, proposal):
    """Return the smallest sets of demands that no package meets, and the demands without which some package does."""
    broken = [known.broken(draw, package) for package in every_package(known.inside(proposal))]

    def can(some):
        return any(not one.intersection(some) for one in broken)

    sets = []
    for some in map(frozenset, subsets(sorted(known.demands))):
        if not any(one <= some for one in sets) and not can(some):
            sets.append(some)
    opens = {one for one in known.demands if not can(known.demands) and can(known.demands - {one})}
    return set(sets), opens


@settings(max_examples=12)
@given(case=small_cases())
def test_conflicts_and_what_alone_would_do_are_those_of_the_definition(case):
    found, known = what_would_have_to_give(case), Definition(case)
    labels = found.stand.values
    assert set(labels) == known.demands
    for proposal in (None, "p"):
        sets = found.clashes if proposal is None else found.clashes_within.sel(proposal=proposal)
        opens = found.opens if proposal is None else found.opens_within.sel(proposal=proposal)
        expected, alone = by_definition(known, 0, proposal)
        told = {frozenset(labels[row]) for row in sets.values[0] if row.any()}
        assert told <= expected
        assert len(told) == min(MOST, len(expected))
        assert set(labels[opens.values[0]]) == alone


@settings(max_examples=30)
@given(case=small_cases())
def test_there_is_a_conflict_exactly_where_not_all_can_sign(case):
    found, signed = what_would_have_to_give(case), what_could_all_sign(case)
    assert np.array_equal(found.clashes.any(("conflict", "stand")), ~signed.agreement)
    assert np.array_equal(found.clashes_within.any(("conflict", "stand")), ~signed.signable)
    # A demand without which all could sign is part of every conflict that is listed.
    there = found.clashes_within.any("stand")
    assert bool((found.clashes_within | ~there | ~found.opens_within).all())


def test_on_the_reference_case_one_red_line_rules_each_of_four_proposals_out():
    case = build(load("ukraine-2025"), Shares(seed=1, start=0, stop=2))
    found = what_would_have_to_give(case).clashes_within
    for proposal, line in {
        "istanbul": "ukraine.territory",
        "kellogg": "russia.alignment",
        "thirty-days": "russia.sequence",
        "victory-day-truce": "ukraine.sequence",
    }.items():
        first = found.sel(proposal=proposal, conflict=1)
        assert [first.stand.values[row].tolist() for row in first.values] == [[line], [line]]


def test_a_case_without_proposals_has_conflicts_of_the_whole_only():
    case = build(load("two-villages"), Shares(seed=1, start=0, stop=2)).drop_dims("proposal")
    found = what_would_have_to_give(case)
    assert found.sizes["proposal"] == 0
    assert not found.clashes.any()


def test_a_case_in_which_nobody_signs_is_refused():
    case = build(load("two-villages"), Shares(seed=1, start=0, stop=2))
    with pytest.raises(BadUse, match="nobody signs"):
        what_would_have_to_give(case.assign(signs=case.signs & False))
