"""What the case says of trust and resolve, where it says it; nothing is made up for what it leaves out."""

import numpy as np
import pytest

from irenic.arrays.build import build
from irenic.arrays.credibility import credibility
from irenic.arrays.shares import Shares
from irenic.vocabulary import FAVOUR, PHASES, TRUST_LOSS, TRUST_TEMPTATION, UPPER_HAND
from small_war import PARTIES, WAR, with_trust

SAID = {
    "trust_loss", "trust_gain", "trust_temptation", "trustworthy", "attack_chance", "attacks_prevented",
    "refusal_months", "tough_chance", "tough_cost", "weak_cost", "upper_hand", "misjudges", "overlooks",
    "mediator_war_cost", "favour", "force_loss",
}  # fmt: skip


@pytest.fixture
def built(write_case):
    return lambda text: build(write_case(text, stakes=PARTIES), Shares(1, 0, 50))


def test_what_a_case_leaves_out_is_no_variable(built):
    assert SAID.isdisjoint(built(WAR))
    assert built(WAR)[PHASES].item() == 1


def test_all_that_it_may_say_is_a_variable_in_every_draw(built):
    found = built(with_trust())
    assert set(found) >= SAID
    assert all(found[name].dims[0] == "draw" and found[name].notnull().all() for name in SAID)
    parties = found.party.to_numpy().tolist()
    assert parties == ["north", "south"]
    low, high = np.quantile(found.trustworthy.sel(party="south"), (0.05, 0.95))
    assert 0.35 < low < 0.5
    assert 0.8 < high < 0.95


def test_a_part_that_is_left_out_leaves_the_others(built):
    text = with_trust()
    found = built(text.replace("    favour: {value: 10% to 50%, judgement: J}\n", ""))
    assert FAVOUR not in found
    assert SAID - {FAVOUR} <= set(found)
    assert TRUST_LOSS in found


def test_draws_beyond_what_makes_sense_stay_at_its_end(write_case):
    war = write_case(with_trust(), stakes=PARTIES).document.war
    drawn = {
        "war.trust.temptation": np.array([0.9, 1.4]),
        "war.resolve.upper_hand": np.array([0.4, 0.8]),
        **{f"war.resolve.parties.{party}.weak": np.array([0.8, 3.0]) for party in ("north", "south")},
        "war.trust.trustworthy.north": np.array([0.1, 0.2]),
    }
    found = credibility(war, drawn)
    assert found[TRUST_TEMPTATION].to_numpy().tolist() == [1.0, 1.4]
    assert found[UPPER_HAND].to_numpy().tolist() == [0.5, 0.8]
    assert found.weak_cost.to_numpy().tolist() == [[1.0, 1.0], [3.0, 3.0]]
    assert "trustworthy" not in found  # of one side only
