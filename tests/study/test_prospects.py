"""Feasible, likely, durable and why, summed up: against the stored answers, worked out another way."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import irenic
from irenic.study.averages import Average
from irenic.study.effects import effect, in_each_draw, unmoved, withdrawals
from irenic.study.prospects import (
    closed_issues,
    durability,
    feasibility,
    obstacles,
    ripeness,
    standings,
    terms,
    timing,
)
from irenic.study.settlement import EXPLAINED
from small_war import PARTIES, WAR

DRAWS = 40
HEAD = "irenic: 1\ntitle: A war\nsummary: A case made for a test.\n"


@pytest.fixture(scope="module")
def assessed(tmp_path_factory):
    def run(text, stakes=PARTIES, draws=DRAWS):
        folder = tmp_path_factory.mktemp("war") / "small-war"
        folder.mkdir()
        (folder / "case.yaml").write_text(HEAD + stakes + text, encoding="utf-8")
        return irenic.assess(irenic.load(folder), draws, folder=folder.parent / "run")

    return run


@pytest.fixture(scope="module")
def run(assessed):
    return assessed(WAR)


def stored(run, family, name, arm="as-entered"):
    """Return what is stored, as plain numbers in the stored order, draws first."""
    group = run.results[f"results/{family}"]
    at = [str(label) for label in group["arm"].values].index(arm)
    return np.moveaxis(group[name].values, group[name].dims.index("arm"), 0)[at]


@given(st.lists(st.floats(-1, 1), min_size=6, max_size=40))
def test_a_mean_has_the_interval_of_student(values):
    found = Average.of(np.array(values))
    error = stats.sem(values)
    if error < 1e-12:
        assert found.low == pytest.approx(found.high, abs=1e-9)
    else:
        low, high = stats.t.interval(0.95, len(values) - 1, np.mean(values), error)
        assert (found.low, found.high) == pytest.approx((low, high), abs=1e-9)
    assert found.draws == len(values)


def test_too_few_draws_give_a_mean_without_an_interval_and_none_give_none():
    assert Average.of(np.array([0.0, 1.0, np.nan])) == Average(0.5, -np.inf, np.inf, 2)
    assert math.isnan(Average.of(np.array([np.nan])).value)


def test_means_differ_clearly_only_if_their_intervals_do_not_touch():
    low, high, far = Average(0, -1, 1, 9), Average(1, 0.5, 2, 9), Average(3, 2.5, 4, 9)
    assert not low.clearly_differs_from(high)
    assert low.clearly_differs_from(far)
    assert far.clearly_differs_from(low)
    assert [each.clear for each in (low, high, Average(-3, -4, -2, 9))] == [False, True, True]


def test_feasible_is_the_share_of_draws_with_a_package(run):
    found = feasibility(run)
    there = stored(run, "bargaining", "agreement")
    assert 0 < found.agreement.share < 1
    assert found.agreement.share == pytest.approx(there.sum() / DRAWS)
    assert found.at_war.share == pytest.approx(stored(run, "war", "feasible").sum() / DRAWS)
    missing = stored(run, "fairness", "concession")[there == 0]
    assert found.concession.middle == pytest.approx(np.median(missing))
    assert found.closed == ()


def test_red_lines_that_leave_no_option_are_found(run):
    assert feasibility(run, "scenario.stubborn").closed == ("land",)
    assert feasibility(run, "scenario.stubborn").agreement.share == 0
    assert feasibility(run, "scenario.stubborn").concession is None


def test_an_option_is_closed_by_a_third_party_whose_consent_it_needs(write_case):
    text = "positions: {a: {x: {wants: low, refuses: [mid, high]}}, b: {x: {wants: high}}, c: {x: {refuses: low}}}\n"
    stakes = """\
actors: {a: {name: A, role: party}, b: {name: B, role: party}, c: {name: C, role: patron}}
issues:
  x:
    name: X
    question: Q?
    options: {low: {at: 0, label: Low NEEDS}, mid: {at: 50, label: Mid}, high: {at: 100, label: High}}
"""
    alone = write_case(text, stakes=stakes.replace(" NEEDS", ""), name="alone")
    needed = write_case(text, stakes=stakes.replace(" NEEDS", ", needs: c"), name="needed")
    assert closed_issues(alone.document) == ()
    assert closed_issues(needed.document) == ("x",)


def test_likely_is_the_mean_chance_within_so_many_months(run):
    found = timing(run)
    settled, victory = stored(run, "war", "settled"), stored(run, "war", "victory")
    assert list(found.within) == [6, 12, 24]
    for months, each in found.within.items():
        by_draw = [sum(row[:months]) for row in settled]
        assert each.mean.value == pytest.approx(sum(by_draw) / DRAWS)
        assert each.spread.high == pytest.approx(np.percentile(by_draw, 95))
    assert found.soon == 12
    assert found.sure.share == pytest.approx(sum(sum(row[:12]) > 0.95 for row in settled) / DRAWS)
    assert found.victory["south"].mean.value == pytest.approx(victory[:, :, 1].sum() / DRAWS)


def test_a_short_war_is_asked_for_as_many_months_as_it_has(assessed):
    short = assessed(WAR.replace("months: 24", "months: 8"), draws=8)
    found = timing(short)
    assert (list(found.within), found.soon) == ([6, 8], 8)
    assert in_each_draw(short, "settled").mean() == pytest.approx(found.within[8].mean.value)
    assert list(durability(short).survival) == [6]


def test_terms_count_draws_as_much_as_a_settlement_is_likely_in_them(run):
    weight = stored(run, "war", "settled").sum(axis=1)
    chance = stored(run, "war", "settled_with_option")
    options = [str(label) for label in run.results["results/war"]["option"].values]
    force = chance[:, options.index("guard.force")]
    there = weight > 0
    expected = sum(w * c for w, c in zip(weight[there], force[there], strict=True)) / weight[there].sum()
    assert terms(run)["guard"]["force"] == pytest.approx(expected)
    assert all(sum(by_option.values()) == pytest.approx(1) for by_option in terms(run).values())
    assert terms(run, "scenario.stubborn") == {}


def test_durable_tells_in_how_many_draws_it_can_be_told(run):
    found = durability(run)
    after = stored(run, "war", "survival")[:, 11]
    assert found.told[12] == sum(not math.isnan(value) for value in after)
    assert found.survival[12].middle == pytest.approx(np.nanmedian(after))
    needed = stored(run, "war", "guarantee_needed")
    paths = [str(path) for path in run.draws()["quantity"].values]
    penalty = run.draws().transpose("draw", "quantity").values[:, paths.index("war.breach.penalty.force")]
    assert found.suffices["force"].share == pytest.approx(
        np.mean(penalty[needed == needed] >= needed[needed == needed])
    )
    assert found.refused == {"nobody": (), "force": ()}


def test_ripeness_is_told_part_by_part(run):
    found = ripeness(run)
    assert found.stalemate["north"].share == pytest.approx(stored(run, "war", "stalemate")[:, 0].mean())
    assert found.hurting["south"].share == pytest.approx(stored(run, "war", "hurting")[:, 1].mean())
    assert found.ripe.share == pytest.approx(stored(run, "war", "ripe").mean())
    assert found.ripe.share <= found.way_out.share


def test_obstacles_add_up_to_what_is_lost_and_say_for_how_many_draws(run):
    found = obstacles(run)
    assert found.draws == EXPLAINED
    lost = found.without.value - found.present.value
    assert sum(each.value for each in found.loss.values()) == pytest.approx(lost)
    assert obstacles(run, "scenario.alone") is None
    assert obstacles(run, "perspective.gloomy") is not None


def test_a_proposal_beyond_a_red_line_is_blocked_and_another_is_told_by_shares(run):
    partition, conquest = standings(run)
    assert conquest.blocked_by == ("south",)
    assert conquest.signable.share == 0
    assert conquest.accepts["south"].share == 0
    assert partition.blocked_by == ()
    assert partition.signable.share == pytest.approx(stored(run, "bargaining", "signable")[:, 0].mean())


def test_what_a_proposal_lacks_is_the_middle_of_what_it_lacks_where_it_lacks_something(run):
    found = standings(run, "perspective.gloomy")[0]
    actors = [str(label) for label in run.results["results/bargaining"]["actor"].values]
    short = stored(run, "bargaining", "shortfall", "perspective.gloomy")[:, 0, actors.index("south")]
    assert found.lacks["south"] == pytest.approx(np.median([value for value in short if value > 0]))


def test_an_effect_is_the_difference_draw_by_draw(run):
    found = effect(run, "settled", "scenario.alone")
    before, after = (stored(run, "war", "settled", arm)[:, :12].sum(axis=1) for arm in ("as-entered", "scenario.alone"))
    assert found.difference.value == pytest.approx((after - before).mean())
    assert found.middle.value == pytest.approx(np.median(after - before))
    assert (found.before, found.after) == pytest.approx((before.mean(), after.mean()))


def test_without_a_war_under_an_arm_nothing_is_compared(run):
    assert timing(run, "scenario.apart") is None
    assert effect(run, "agreement", "scenario.apart") is None
    assert effect(run, "settled", "scenario.apart") is None


def test_an_arm_that_only_changes_what_no_model_uses_is_unmoved(run):
    assert [arm.name for arm in unmoved(run)] == ["scenario.slow"]


def test_a_withdrawal_is_split_by_how_much_of_it_others_replace(assessed):
    helper = "  helper: {name: Helper, role: patron, backs: south}\nissues:"
    text = WAR.replace("aid: {friend:", "aid: {helper: {value: 1, judgement: J}, friend:")
    (found,) = withdrawals(assessed(text, PARTIES.replace("issues:", helper), 120))
    assert (found.arm, found.patrons) == ("scenario.alone", ("friend",))
    few, some, much = found.thirds
    assert few.high <= some.low <= some.high <= much.low
    assert sum(third.effects["odds"].draws for third in found.thirds) == 120
    # Where all is replaced the loss does nothing; where nothing is, the challenger gains.
    assert few.effects["odds"].value > some.effects["odds"].value > much.effects["odds"].value > 0
    assert found.decided("odds")


def test_where_the_rate_is_set_or_known_nothing_depends_on_it(assessed):
    known = WAR.replace("substitution: {value: unknown", "substitution: {value: 40%")
    assert withdrawals(assessed(known, draws=8)) == ()
    rate = "war.forces.aid.friend: 0, war.forces.substitution: 0%"
    assert withdrawals(assessed(WAR.replace("war.forces.aid.friend: 0", rate), draws=8)) == ()


def test_a_case_without_a_war_has_only_packages(tmp_path):
    run = irenic.assess(irenic.load("two-villages"), 20, folder=tmp_path / "run")
    assert feasibility(run).at_war is None
    assert (timing(run), durability(run), ripeness(run), obstacles(run), terms(run)) == (None, None, None, None, {})
    assert withdrawals(run) == ()
