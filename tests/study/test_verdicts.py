"""Verdicts: the rule of decision 0016, counted once more from its table."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from irenic.case.outcomes import EXPECTATIONS
from irenic.study.verdicts import VERDICTS, tally, weakest

values = st.one_of(st.just(math.nan), st.sampled_from([0.0, 0.2, 0.205, 0.21, 0.3, 0.5, 1.0]), st.floats(0, 1))
pairs = st.lists(st.tuples(values, values), min_size=1, max_size=60)
expectations = st.sampled_from([text.replace("N", "20%") for text in EXPECTATIONS])


def side(before, after, expectation, step):
    """Return whose side a draw is on, read off the table of the decision: 1, -1, 0."""
    rises, falls = after - before > step * 1.000001, before - after > step * 1.000001
    so = after > 0.5
    table = {
        "rises": 1 if rises else -1 if falls else 0,
        "falls": 1 if falls else -1 if rises else 0,
        "unchanged": -1 if rises or falls else 1,
        "yes": 1 if so else -1,
        "no": -1 if so else 1,
        "empty": -1 if so else 1,
        "not empty": 1 if so else -1,
        "above 20%": 1 if after > 0.2 else -1,
        "below 20%": 1 if after < 0.2 else -1,
    }
    return table[expectation]


@given(pairs, expectations)
def test_every_draw_with_both_answers_is_counted_once_on_the_side_that_the_table_says(drawn, expectation):
    known = [(a, b) for a, b in drawn if not (math.isnan(a) or math.isnan(b))]
    # Moves within rounding of one step are decided by rounding.
    known_far = all(abs(abs(b - a) - 0.01) > 1e-7 for a, b in known)
    found = tally(*np.array(drawn).T, expectation, 0.01)
    if not known:
        assert found is None
        return
    assert (found.draws, found.left_out) == (len(known), len(drawn) - len(known))
    if known_far:
        signs = [side(a, b, expectation, 0.01) for a, b in known]
        shares = (found.author.share, found.opposite.share, found.neither.share)
        assert shares == pytest.approx([signs.count(way) / len(signs) for way in (1, -1, 0)])


def verdict(share_for, share_against, draws=2000, left_out=0):
    ahead, back = round(share_for * draws), round(share_against * draws)
    after = np.concatenate([np.ones(ahead), -np.ones(back), np.zeros(draws - ahead - back), np.full(left_out, np.nan)])
    return tally(np.zeros(draws + left_out), after, "rises", 0.01).verdict


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ((0.8, 0.1), "holds"),
        ((0.70, 0.0), "holds"),
        ((0.67, 0.0), "holds weakly"),  # above two in three, its interval is not
        ((0.3, 0.05), "holds weakly"),
        ((0.05, 0.01), "no effect"),
        ((0.1, 0.5), "reversed"),
        ((0.0, 1.0), "reversed"),
        ((0.25, 0.25), "no effect"),
        ((0.0, 0.0), "no effect"),
    ],
)
def test_the_first_rule_that_fits_gives_the_verdict(shares, expected):
    assert verdict(*shares) == expected


def test_few_draws_and_few_that_are_left_give_no_verdict():
    assert verdict(1.0, 0.0, draws=29) == "not enough draws"
    assert verdict(1.0, 0.0, draws=30) == "holds"
    assert verdict(1.0, 0.0, draws=99, left_out=99) == "not enough draws"
    assert verdict(1.0, 0.0, draws=100, left_out=100) == "holds"
    # As often one way as the other, but on so few draws that it may as well be otherwise.
    assert verdict(0.4, 0.4, draws=40) == "not enough draws"


@given(st.integers(30, 400), st.data())
def test_turning_every_draw_round_turns_the_verdict_round(draws, data):
    signs = np.array(data.draw(st.lists(st.sampled_from([-1.0, 0.0, 1.0]), min_size=draws, max_size=draws)))
    one, other = (tally(np.zeros(draws), way * signs, "rises", 0.01) for way in (1, -1))
    assert (one.author, one.opposite) == (other.opposite, other.author)
    if one.verdict in ("no effect", "not enough draws"):
        assert other.verdict == one.verdict
    else:
        assert {one.verdict in ("holds", "holds weakly"), other.verdict in ("holds", "holds weakly")} == {True, False}


def test_a_family_that_reads_nothing_of_what_is_done_is_seen_by_equal_bits():
    assert tally(np.ones(50), np.ones(50), "rises", 0.01).untouched
    assert not tally(np.ones(50), np.ones(50) + 1e-15, "rises", 0.01).untouched


@given(st.lists(st.sampled_from(VERDICTS), min_size=1))
def test_an_argument_is_as_good_as_the_weakest_thing_that_could_be_tested(verdicts):
    found = weakest(verdicts)
    assert found in verdicts
    assert (found == "cannot test") == (set(verdicts) == {"cannot test"})
    for spoils in ("reversed", "no effect", "not enough draws"):
        if spoils in verdicts:
            assert found not in ("holds", "holds weakly")
