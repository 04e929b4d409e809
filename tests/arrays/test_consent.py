"""Who signs, who refuses, who is needed: each array against a case that is read by hand."""

import numpy as np
import pytest

from irenic.arrays.consent import consent

STAKES = """\
actors:
  a: {name: A, role: party, ratified_by: [home, b]}
  b: {name: B, role: party}
  home: {name: Parliament, role: faction, of: a}
  friend: {name: Friend, role: patron, ratified_by: senate}
  senate: {name: Senate, role: faction, of: friend}
issues:
  x:
    name: X
    question: What becomes of X?
    now: mid
    options:
      low: {at: 0, label: Low}
      mid: {at: 50, label: Middle, needs: [friend, senate]}
      high: {at: 100, label: High, needs: friend}
  y:
    name: Y
    question: What becomes of Y?
    options: {low: {at: 0, label: Low}, high: {at: 100, label: High}}
"""
POSITIONS = """\
positions:
  a: {x: {refuses: [high, mid], judgement: made up}}
  home: {x: {accepts: low, judgement: made up}, y: {refuses: low, judgement: made up}}
  friend: {y: {wants: low, salience: 50, judgement: made up}}
proposals:
  one: {label: One, by: a, on: 2025-03, terms: {x: [low, mid], y: high}, judgement: made up}
  two: {label: Two, by: b, on: 2025-03, terms: {y: low}, judgement: made up}
"""


@pytest.fixture
def found(write_case):
    return consent(write_case(POSITIONS, stakes=STAKES).document)


def marked(values):
    """Return the labels at which something is true, as a set of texts or of pairs of texts."""
    places = np.argwhere(values.to_numpy())
    names = [tuple(str(values[dim].to_numpy()[n]) for dim, n in zip(values.dims, at, strict=True)) for at in places]
    return {name if len(name) > 1 else name[0] for name in names}


def test_the_parties_sign_and_those_at_home_whose_consent_they_need(found):
    assert marked(found.signs) == {"a", "b", "home"}


def test_who_ratifies_is_at_home_and_does_not_sign_for_itself(found):
    # B is named by A, but it is a party of its own; the senate is the home of somebody who does not sign.
    assert marked(found.ratifies) == {"home"}


def test_the_signatories_of_a_case_take_the_place_of_its_parties(write_case):
    found = consent(write_case(POSITIONS, stakes="signatories: [b, friend]\n" + STAKES).document)
    assert marked(found.signs) == {"b", "friend", "senate"}
    assert marked(found.ratifies) == {"senate"}


def test_red_lines_are_what_is_refused_or_lies_outside_of_what_alone_is_accepted(found):
    own = {("a", "x.mid"), ("a", "x.high")}
    assert marked(found.refuses) == own | {("home", "x.mid"), ("home", "x.high"), ("home", "y.low")}


def test_an_option_needs_whom_it_names_and_nobody_else(found):
    assert marked(found.needs) == {("x.mid", "friend"), ("x.mid", "senate"), ("x.high", "friend")}


def test_an_issue_that_says_what_holds_now_has_one_such_option_and_the_others_have_none(found):
    assert marked(found.holds_now) == {"x.mid"}


def test_a_proposal_has_every_option_that_its_terms_leave_open(found):
    assert marked(found.proposed) == {("one", "x.low"), ("one", "x.mid"), ("one", "y.high"), ("two", "y.low")}


def test_a_case_that_is_silent_has_no_red_line_no_need_no_present_and_no_proposal(write_case):
    found = consent(write_case("positions:\n  a: {x: {wants: low, judgement: made up}}\n").document)
    assert marked(found.signs) == {"a", "b"}
    assert not any(found[name].any() for name in ("ratifies", "refuses", "needs", "holds_now"))
    assert found.sizes == {"actor": 2, "option": 3, "proposal": 0}
    assert all(values.dtype == bool for values in found.data_vars.values())
