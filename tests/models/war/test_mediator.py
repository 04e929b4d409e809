import numpy as np
import pytest
import xarray as xr

from irenic.errors import BadUse
from irenic.models.war.fight_and_talk import when_would_they_sign
from irenic.models.war.mediator import what_would_the_mediator_do


@pytest.fixture
def mediated(war):
    stakes = {"home_cost": np.zeros(12), "exit_cost": np.zeros(12), "reset_prize": np.zeros(12)}
    return war(**stakes)


def pressed(case, factor=3.0):
    """The case with a lever pulled that makes war dearer to the challenger."""
    return case.assign(war_cost=case["war_cost"] * xr.DataArray([factor, 1.0], dims="party"))


def without(case):
    """The case without the mediator: no aid from it, and no texts."""
    stays = xr.DataArray([1.0, 1.0, 0.0, 1.0], dims="actor")
    return case.assign(aid=case["aid"] * stays, proposes=case["proposes"] * stays)


def test_a_mediator_without_levers_leaves_things_as_they_are(mediated):
    found = what_would_the_mediator_do(mediated, {})
    np.testing.assert_allclose(
        found.settled.sum("month"), when_would_they_sign(mediated).settled.sum("month"), atol=0.2
    )
    assert found.used.sel(lever="as things are").max() > 1
    assert (found.leaves == 0).all()


def test_a_lever_that_changes_nothing_is_not_used(mediated):
    found = what_would_the_mediator_do(mediated, {"idle": mediated})
    assert (found.used.sel(lever="idle") == 0).all()


def test_a_free_lever_is_used_where_it_helps_and_dear_ones_are_left(mediated):
    free = what_would_the_mediator_do(mediated, {"pressure": pressed(mediated)})
    dear = what_would_the_mediator_do(
        mediated.assign(home_cost=mediated["home_cost"] + 100), {"pressure": pressed(mediated)}
    )
    assert (free.used.sel(lever="pressure") > 0.5).any()
    assert (dear.used.sel(lever="pressure") == 0).all()


def test_a_mediator_leaves_when_the_parties_do_better_without_it_and_leaving_is_cheap(mediated):
    """It likes a settlement of any kind, and its aid keeps the defender from signing."""
    cheap = what_would_the_mediator_do(mediated, {}, without(mediated))
    assert (cheap.leaves > 0).any()
    assert (cheap.leaves <= 1 + 1e-12).all()
    dear = what_would_the_mediator_do(mediated.assign(exit_cost=mediated["exit_cost"] + 10), {}, without(mediated))
    assert (dear.leaves == 0).all()


def test_the_prize_of_a_settlement_makes_a_lever_worth_its_price(mediated):
    priced = mediated.assign(home_cost=mediated["home_cost"] + 0.3)
    modest = what_would_the_mediator_do(priced, {"pressure": pressed(priced)})
    prized = priced.assign(reset_prize=priced["reset_prize"] + 5)
    eager = what_would_the_mediator_do(prized, {"pressure": pressed(prized)})
    assert eager.used.sel(lever="pressure").sum() > modest.used.sel(lever="pressure").sum()


def test_stakes_are_asked_for_and_names_are_not_taken_twice(mediated):
    with pytest.raises(BadUse, match="lacks exit_cost"):
        what_would_the_mediator_do(mediated.drop_vars("exit_cost"), {})
    with pytest.raises(BadUse, match="'home_cost' has values that are negative"):
        what_would_the_mediator_do(mediated.assign(home_cost=mediated["home_cost"] - 1), {})
    with pytest.raises(BadUse, match="cannot be called 'to leave'"):
        what_would_the_mediator_do(mediated, {"to leave": mediated})
