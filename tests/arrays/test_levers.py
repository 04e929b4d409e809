"""A case with each lever of its mediator pulled: the same draws, changed where the lever says so and nowhere else."""

import numpy as np
import pytest

from irenic.arrays.build import build
from irenic.arrays.levers import levers_of, with_levers
from irenic.arrays.shares import Shares
from irenic.errors import UnfitPatches
from irenic.vocabulary import NO_LEVER
from small_war import PARTIES, WAR

SHARES = Shares(1, 0, 30)
HOST = "  host: {name: Host, role: mediator, backs: south}\nissues:\n"
MEDIATED = WAR.replace(
    "  breach:\n",
    "  mediator: {actor: host, home_cost: 0.1, exit_cost: 0.2, reset_prize: 0.1, leaning: 0, judgement: J}\n"
    "  breach:\n",
).replace("aid: {friend: {value: 30 to 60", "aid: {host: {value: 20 to 30, judgement: J}, friend: {value: 30 to 60")
LEVERS = """\
levers:
  squeeze: {label: Squeeze the north, by: host, does: {war.cost.north: times 1.5 to 3}, judgement: J}
  halt: {label: Halt the aid, by: [host, friend], does: {war.forces.aid.host: 0}, judgement: J}
  hush: {label: Speak less of the guard, by: host, does: {positions.south.guard.salience: times 0.5}, judgement: J}
  shorten: {label: Shorten the war, by: host, does: {war.months: 12}, judgement: J}
  rename: {label: One more actor, by: host, does: {actors.late: {name: Late, role: bystander}}, judgement: J}
  venue: {label: A room, by: host, outside: Process., judgement: J}
  other: {label: More aid, by: friend, does: {war.forces.aid.friend: times 2}, judgement: J}
"""
EXTRA = """\
  pressed: {label: The north is squeezed, pull: squeeze, judgement: J}
  unfit: {label: Nobody says how much, set: {positions.south.guard: {wants: force}}, judgement: J}
"""


@pytest.fixture
def case(write_case):
    scenarios = "scenarios:\n" + EXTRA
    text = LEVERS + MEDIATED.replace("scenarios:\n", scenarios)
    return write_case(text, stakes=PARTIES.replace("issues:\n", HOST))


def test_levers_are_those_of_the_mediator_that_change_something(case):
    assert levers_of(case.document) == ("squeeze", "halt", "hush", "shorten", "rename")


def test_nobody_mediates_where_the_war_names_no_mediator(write_case):
    others = LEVERS.replace("[host, friend]", "friend").replace("host", "friend")
    assert levers_of(write_case(others + WAR, stakes=PARTIES).document) == ()
    assert levers_of(write_case("positions:\n  a: {x: {wants: low, judgement: J}}\n", "peace").document) == ()


def test_the_first_draws_come_with_every_lever_that_keeps_the_shape_of_the_game(case):
    dataset = build(case, SHARES)
    found = with_levers(case, dataset, SHARES, first=10)
    assert found.lever.values.tolist() == [NO_LEVER, "squeeze", "halt", "hush"]
    assert found.draw.values.tolist() == list(range(10))
    entered = found.sel(lever=NO_LEVER, drop=True)
    assert entered.identical(dataset.isel(draw=slice(10)))


def test_a_lever_changes_what_it_says_in_the_draws_of_the_case(case):
    found = with_levers(case, build(case, SHARES), SHARES, first=10)
    ratio = found.war_cost.sel(lever="squeeze") / found.war_cost.sel(lever=NO_LEVER)
    assert 1.5 < ratio.sel(party="north").mean() < 3
    assert (ratio.sel(party="south") == 1).all()
    # The draws of a lever are those of a scenario that pulls it.
    assert np.array_equal(
        found.war_cost.sel(lever="squeeze"), build(case.under(scenario="pressed"), Shares(1, 0, 10)).war_cost
    )
    assert [name for name in found.data_vars if "lever" in found[name].dims] == ["salience", "aid", "war_cost"]


def test_aid_that_a_lever_withdraws_is_known_to_be_missing(case):
    found = with_levers(case, build(case, SHARES), SHARES, first=10)
    assert not found.aid.sel(lever="halt", actor="host").any()
    assert (found.aid_entered.sel(actor="host") > 15).all()


def test_later_blocks_of_a_run_have_no_draws_of_it(case):
    later = Shares(1, 1024, 1030)
    found = with_levers(case, build(case, later), later, first=10)
    assert (found.sizes["draw"], found.lever.values.tolist()) == (0, [NO_LEVER])


def test_a_lever_in_force_changes_nothing_more_and_one_that_does_not_fit_is_left_out(case):
    pressed = case.under(scenario="pressed")
    found = with_levers(pressed, build(pressed, SHARES), SHARES, first=5)
    assert "lever" not in found.war_cost.dims
    # Where nobody says how much the guard matters there is no number to multiply.
    unfit = case.under(scenario="unfit")
    with pytest.raises(UnfitPatches, match=r"there is no 'positions.south.guard.salience' to change by 'times'"):
        unfit.under(lever="hush")
    assert "hush" not in with_levers(unfit, build(unfit, SHARES), SHARES, first=5).lever


def test_sobol_points_are_those_of_the_run(case):
    paths = tuple(placed.path for placed in case.drawn)
    sobol = Shares(1, 0, 30, "sobol", paths)
    dataset = build(case, sobol)
    found = with_levers(case, dataset, sobol, first=5)
    assert found.sel(lever=NO_LEVER, drop=True).identical(dataset.isel(draw=slice(5)))
    assert found.patience.identical(dataset.patience.isel(draw=slice(5)))
