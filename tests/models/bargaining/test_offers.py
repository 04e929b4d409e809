"""Offers in turn: closed forms, the limit, and play by definition over packages."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from irenic.errors import BadUse
from irenic.models.bargaining import offers
from irenic.models.bargaining.compose import bargain
from irenic.models.bargaining.fairness import fair_packages
from irenic.models.bargaining.frontier import efficient_packages
from models.bargaining import oracles

factor = st.floats(0.05, 0.95)


@given(factor, factor)
def test_a_late_deadline_gives_the_share_without_one(first, second):
    assert np.isclose(offers.first_mover_share_by(400, first, second), offers.first_mover_share(first, second))


@given(st.floats(0.1, 3), st.floats(0.1, 3))
def test_short_delays_give_the_share_without_delay(first, second):
    short = offers.first_mover_share(np.exp(-first * 1e-6), np.exp(-second * 1e-6))
    assert np.isclose(short, offers.share_without_delay(first, second), atol=1e-5)


@given(factor, factor)
def test_the_shares_leave_nobody_a_better_reply(first, second):
    mine, yours = offers.first_mover_share(first, second), offers.first_mover_share(second, first)
    assert np.isclose(1 - mine, second * yours)


@given(oracles.bargains(terms=False, most_actors=2), st.lists(st.integers(0, 1), min_size=1, max_size=4), st.data())
@settings(max_examples=60)
def test_play_over_packages_is_what_reasoning_from_the_end_says(over, turns, data):
    found = efficient_packages(over)
    voters = oracles.voters(over)
    turns = [voters[t % len(voters)] for t in turns]
    discount = {a: data.draw(st.sampled_from([0.0, 0.5, 0.75, 1.0])) for a in voters}
    losing = {a: float(over.disagreement.sel(actor=a)) for a in voters}
    options = [dict(zip(voters, v, strict=True)) for v in found.utility.values.tolist()]

    @cache
    def value(now):
        if now == len(turns):
            return tuple(losing[a] for a in voters)
        later = dict(zip(voters, value(now + 1), strict=True))
        wait = {a: losing[a] + discount[a] * (later[a] - losing[a]) for a in voters}
        good = [o for o in options if all(o[a] >= wait[a] - 1e-9 for a in voters)]
        if not good:
            return tuple(wait[a] for a in voters)
        best = max(good, key=lambda o: (round(o[turns[now]], 9), sum(o.values())))
        return tuple(best[a] for a in voters)

    play = offers.offers_in_turn(found, turns, discount)
    for now, turn in enumerate(turns):
        got = float(play.value.isel(round=now).sel(actor=turn))
        assert np.isclose(got, value(now)[voters.index(turn)], atol=1e-8)
    assert (play.package is None) == (found.size == 0 or not _some_agree(options, value(1), losing, discount, voters))


def _some_agree(options, later, losing, discount, voters):
    wait = [losing[a] + discount[a] * (v - losing[a]) for a, v in zip(voters, later, strict=True)]
    return any(all(o[a] >= w - 1e-9 for a, w in zip(voters, wait, strict=True)) for o in options)


def test_on_a_fine_pie_patient_play_comes_close_to_the_nash_package():
    pie = {"a": {"pie": {str(k): k / 200 for k in range(201)}}, "b": {"pie": {str(k): 1 - k / 200 for k in range(201)}}}
    found = efficient_packages(bargain(pie))
    play = offers.offers_in_turn(found, ["a", "b"] * 100, {"a": 0.98, "b": 0.98})
    nash = fair_packages(found).utility("nash").values[0]
    assert abs(play.value.values[0, 0] - nash[0]) < 0.02


def test_without_a_package_talks_break_down():
    none = offers.offers_in_turn(efficient_packages(bargain({"a": {"x": {"p": 1}}}, {"a": 2})), ["a"], {})
    assert none.package is None
    assert none.value.values.tolist() == [[2.0], [2.0]]


def test_factors_and_turns_that_make_no_sense_are_refused():
    found = efficient_packages(bargain({"a": {"x": {"p": 1}}}))
    with pytest.raises(BadUse, match="not by b"):
        offers.offers_in_turn(found, ["b"], {})
    with pytest.raises(BadUse, match="not by nobody"):
        offers.offers_in_turn(found, [], {})
    with pytest.raises(BadUse, match=r"from 0 to 1, not 1\.5"):
        offers.offers_in_turn(found, ["a"], {"a": 1.5})
    with pytest.raises(BadUse, match="neither side discounts"):
        offers.first_mover_share(1, 1)
    with pytest.raises(BadUse, match="at least one round"):
        offers.first_mover_share_by(0, 0.5, 0.5)
    with pytest.raises(BadUse, match="rates are positive"):
        offers.share_without_delay(0, 1)
