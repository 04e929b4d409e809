"""Whom the parties can believe, summed up; and the same by the number of steps."""

import math

import numpy as np
import pytest

from irenic.study.assess import assess
from irenic.study.belief import belief, demand_moved
from irenic.study.families import TRUST
from irenic.study.plan import AS_ENTERED
from irenic.study.settlement import EXPLAINED
from irenic.study.steps import MOST_STEPS, by_steps
from small_war import PARTIES, WAR, with_trust

DRAWS = 40
SLOW = "scenario.slow"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return run_of(with_trust(), tmp_path_factory)


@pytest.fixture(scope="module")
def silent(tmp_path_factory):
    return run_of(WAR, tmp_path_factory)


def run_of(text, tmp_path_factory):
    from irenic.case.case import Case

    folder = tmp_path_factory.mktemp("belief")
    (folder / "case.yaml").write_text(f"irenic: 1\ntitle: A small war\n{PARTIES}{text}", encoding="utf-8")
    return assess(Case.read(folder), DRAWS, folder=folder / "run", only=[TRUST.name])


def test_the_family_brings_the_war_along_and_is_run_under_scenarios(run):
    assert [family.name for family in run.plan.families] == ["war", "trust"]
    assert TRUST in run.arm(SLOW).families


def test_more_steps_lower_the_trust_that_is_needed_and_show_less(run):
    once, slow = belief(run).trust, belief(run, SLOW).trust
    assert (once.steps, slow.steps) == (1, 6)
    assert slow.needed.high < once.needed.low
    assert slow.at_once == once.needed == once.at_once
    for party in ("north", "south"):
        assert slow.enough[party].share > once.enough[party].share
        assert once.shows[party].share == 1 > slow.shows[party].share


def test_under_an_attack_more_trust_is_needed_and_fewer_have_it(run):
    found = belief(run)
    assert found.attacks.needed.middle > found.trust.needed.middle
    for party in ("north", "south"):
        assert found.attacks.outlives[party].share <= found.trust.enough[party].share
    assert 0 < found.attacks.broken["north"].mean.value < 0.6


def test_a_mediator_that_leans_to_the_south_is_believed_by_the_south(run):
    found = belief(run).mediator
    assert found.arms.share == 1
    assert found.believed["south"].share > found.believed["north"].share
    assert found.both.share <= found.believed["north"].share
    assert 0 < found.fails.share < 1


def test_without_aid_the_north_asks_for_more_and_the_south_for_less(run):
    assert demand_moved(run, "north", "scenario.alone").low > 0
    assert demand_moved(run, "south", "scenario.alone").high < 0
    assert demand_moved(run, "north", AS_ENTERED).value == 0
    assert demand_moved(run, "north", "scenario.apart") is None  # nobody answers where one side signs alone


def test_talk_is_asked_of_the_first_draws(run):
    found = belief(run)
    assert found.asked == EXPLAINED < DRAWS
    assert 0 < found.talk.mean.value <= 1


def test_of_a_case_that_says_nothing_of_trust_only_waiting_is_told(silent):
    found = belief(silent)
    assert (found.trust, found.attacks, found.mediator, found.talk, found.asking) == (None, None, None, None, {})
    assert set(found.stalls) == {"north", "south"}
    assert demand_moved(silent, "north", "scenario.alone") is None
    assert by_steps(silent) is None


def test_an_arm_without_an_answer_has_none(run):
    assert belief(run, "scenario.apart") is None
    assert by_steps(run, "scenario.apart") is None


def test_the_steps_of_the_picture_are_those_of_the_answers(run):
    found = by_steps(run)
    assert found.numbers == tuple(range(1, MOST_STEPS + 1))
    for arm, steps in ((AS_ENTERED, 1), (SLOW, 6)):
        told = belief(run, arm).trust
        at = found.numbers.index(steps)
        assert all(
            math.isclose(getattr(found.needed[at], end), getattr(told.needed, end)) for end in ("low", "middle", "high")
        )
        for party in ("north", "south"):
            assert found.enough[party][at] == told.enough[party]
            assert found.shows[party][at] == told.shows[party]
    middles = [each.middle for each in found.needed]
    assert np.all(np.diff(middles) < 0)
    assert found.there["north"].middle > found.there["south"].middle
