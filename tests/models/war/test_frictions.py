from itertools import permutations

import numpy as np
import pytest
import xarray as xr

from irenic.errors import BadUse
from irenic.models.war.fight_and_talk import when_would_they_sign
from irenic.models.war.frictions import FRICTIONS, what_stands_in_the_way
from irenic.models.war.games import Rules


def test_the_shares_add_up_to_the_whole_loss(war):
    case = war(draws=6, months=8)
    found = what_stands_in_the_way(case)
    np.testing.assert_allclose(found.loss.sum("friction"), found.settled_without - found.settled_with, atol=1e-12)
    xr.testing.assert_allclose(found.settled_with, when_would_they_sign(case).within(8))
    assert list(found.loss.friction.values) == list(FRICTIONS)


def test_each_share_is_the_mean_effect_over_all_orders_of_removal(war):
    calm = {"leader_cost": np.zeros((3, 2)), "optimism": np.ones((3, 2)), "patience": np.full((3, 2), 0.97)}
    case = war(seed=4, draws=3, months=6, ceasefire_first=np.zeros(3), **calm)
    found = what_stands_in_the_way(case)
    there = ["red lines", "missing lever", "no enforcement"]

    def chance(present):
        changed = case
        if "red lines" not in present:
            changed = changed.assign(within_red_lines=xr.ones_like(case["within_red_lines"]))
        if "missing lever" not in present:
            changed = changed.assign(offered=xr.ones_like(case["offered"]))
        rules = Rules("self-enforcing" if "no enforcement" in present else "binding")
        return when_would_they_sign(changed, rules).within(6).values

    for friction in FRICTIONS:
        mean = np.zeros(3)
        for order in permutations(there):
            if friction in there:
                before = set(order[: order.index(friction)])
                mean += (chance(before) - chance(before | {friction})) / 6
        np.testing.assert_allclose(found.loss.sel(friction=friction), mean, atol=1e-12)


def test_a_red_line_that_only_a_missing_guarantee_could_meet_shares_the_loss_evenly(war):
    """Two packages: one that is refused, and one that would be signed but is not on offer."""
    yes = np.array([[True, False]])
    case = war(
        draws=1,
        packages=2,
        months=12,
        package_utility=np.array([[[0.6, 0.6], [0.6, 0.6]]]),
        within_red_lines=~yes,
        offered=yes,
        optimism=np.ones((1, 2)),
        leader_cost=np.zeros((1, 2)),
        patience=np.full((1, 2), 0.97),
        ceasefire_first=np.zeros(1),
        war_cost=np.full((1, 2), 0.05),
        front_now=np.array([3.0]),
    )
    found = what_stands_in_the_way(case, Rules("binding"))
    assert found.settled_with.item() == 0
    assert found.settled_without.item() == pytest.approx(1)
    assert found.loss.sel(friction="red lines").item() == pytest.approx(0.5)
    assert found.loss.sel(friction="missing lever").item() == pytest.approx(0.5)
    assert found.loss.sel(friction=["beliefs", "leader cost", "no enforcement"]).sum() == 0


def test_only_so_many_months_can_be_asked_about(war):
    for months in (0, 9):
        with pytest.raises(BadUse, match=f"{months} months were asked for"):
            what_stands_in_the_way(war(draws=1, months=8), months=months)
