"""By how much proposals fall short, and what could stand instead, against every package gone through one by one."""

from itertools import product

import numpy as np
from hypothesis import given, settings

from irenic.arrays.build import build
from irenic.arrays.shares import Shares
from irenic.examples import load
from irenic.models.bargaining.amendments import what_could_be_changed
from models.bargaining.small_cases import ISSUES, Definition, every_package, small_cases


def lacking(known, draw, package):
    """Return by how much all must give way for a package, or nothing if a red line stands against it."""
    if known.broken(draw, package) & known.lines:
        return None
    return max(0.0, *(known.least[draw][a] - known.worth(draw, a, package) for a in known.asked(package)))


@settings(max_examples=25)
@given(case=small_cases())
def test_the_least_concession_within_terms_is_that_of_the_definition(case):
    found, known = what_could_be_changed(case).give_way, Definition(case)
    for proposal, draw in product(("p", "q"), (0, 1)):
        amounts = [lacking(known, draw, package) for package in every_package(known.inside(proposal))]
        amounts = [amount for amount in amounts if amount is not None]
        told = float(found.sel(proposal=proposal).values[draw])
        assert np.isclose(told, min(amounts), atol=1e-6) if amounts else np.isnan(told)


@settings(max_examples=25)
@given(case=small_cases())
def test_an_issue_left_open_allows_what_all_can_sign_and_nothing_else(case):
    found, known = what_could_be_changed(case), Definition(case)
    for proposal, draw, issue in product(("p", "q"), (0, 1), ISSUES):
        one = found.sel(proposal=proposal).isel(draw=draw)
        terms, own = known.inside(proposal), known.inside()[issue]
        chosen = [o for o, has in zip(known.options, one.instead.values, strict=True) if has and o in own]
        if terms[issue] == own:
            assert not chosen  # silent, or leaving all open: there is nothing to change
            continue
        packages = every_package({**terms, issue: chosen or own})
        assert bool(chosen) == any(not known.broken(draw, package) for package in packages)
        for actor in ("a", "b") if chosen else ():
            told = float(one.against_terms.sel(issue=issue, actor=actor))
            values = known.worths[draw][actor]
            assert np.isclose(told, values[chosen[0]] - max(values[term] for term in terms[issue]))


def test_a_case_without_proposals_has_nothing_to_change():
    case = build(load("two-villages"), Shares(seed=1, start=0, stop=2)).drop_dims("proposal")
    assert what_could_be_changed(case).sizes["proposal"] == 0
