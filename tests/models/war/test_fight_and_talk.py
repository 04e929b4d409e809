import numpy as np
import pytest
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st

from irenic import vocabulary
from irenic.errors import BadUse
from irenic.models.war.fight_and_talk import when_would_they_sign
from irenic.models.war.games import Rules, games_of

CONTRACTS = ("self-enforcing", "binding", "revisable")


def same(one, two):
    xr.testing.assert_identical(one.dataset, two.dataset)


@pytest.mark.parametrize("contract", CONTRACTS)
def test_chances_are_chances_and_add_up(war, contract):
    answer = when_would_they_sign(war(), Rules(contract))
    for name in ("settled", "settled_on", "fought", "ceasefire", "victory"):
        assert (answer.dataset[name] >= 0).all()
        assert (answer.dataset[name] <= 1 + 1e-12).all()
    np.testing.assert_allclose(answer.settled.sum("month"), answer.settled_on.sum("package"), atol=1e-12)
    assert (answer.settled_on.where(~answer.allowed, 0) == 0).all()
    assert (answer.victory.sum(("month", "party")) <= 1 + 1e-12).all()
    held = answer.survival.fillna(1)
    assert ((held >= 0) & (held <= 1 + 1e-12)).all()
    if contract == "binding":
        np.testing.assert_allclose(held, 1, atol=1e-12)


def test_some_settlements_break_and_some_last(war):
    """Otherwise the tests of breach would say nothing."""
    held = when_would_they_sign(war(draws=60)).survival.sel(month=12)
    assert (held < 0.9).any()
    assert (held > 0.99).any()


@pytest.mark.parametrize("contract", CONTRACTS)
def test_portions_of_draws_give_the_same_bits_as_all_at_once(war, contract):
    case = war()
    whole = when_would_they_sign(case, Rules(contract)).dataset
    parts = [when_would_they_sign(case.isel(draw=slice(a, b)), Rules(contract)).dataset for a, b in ((0, 5), (5, 12))]
    xr.testing.assert_identical(whole, xr.concat(parts, "draw"))


def test_the_order_of_actors_changes_nothing(war):
    case = war()
    same(when_would_they_sign(case), when_would_they_sign(case.isel(actor=[3, 1, 0, 2])))


def test_the_order_of_dimensions_changes_nothing(war):
    case = war()
    same(when_would_they_sign(case), when_would_they_sign(case.transpose("package", "actor", "party", ...)))


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), order=st.permutations(range(4)), contract=st.sampled_from(CONTRACTS))
def test_the_order_of_packages_changes_nothing(war, seed, order, contract):
    case = war(seed, draws=3)
    one = when_would_they_sign(case, Rules(contract)).dataset
    two = when_would_they_sign(case.isel(package=list(order)), Rules(contract)).dataset
    xr.testing.assert_allclose(one, two.sel(package=one.package), rtol=0, atol=1e-12)


def test_a_certain_case_needs_no_draws(war):
    case = war(draws=3)
    alone = case.isel(draw=1)
    answer = when_would_they_sign(alone.drop_vars("draw"))
    xr.testing.assert_allclose(
        answer.dataset.isel(draw=0, drop=True), when_would_they_sign(case).dataset.isel(draw=1, drop=True)
    )


def test_what_is_settled_at_once_is_what_both_would_sign_and_may(war):
    answer = when_would_they_sign(war(draws=60, ceasefire_first=np.zeros(60)))
    at_once = answer.settled.sel(month=1) > 1 - 1e-9
    assert at_once.any()
    assert not at_once.all()
    xr.testing.assert_equal(at_once.drop_vars("month"), answer.feasible.any("package"))
    xr.testing.assert_equal(at_once.drop_vars("month"), answer.way_out.fillna(-1) >= -1e-12)


def test_a_ceasefire_that_is_asked_for_can_stand_without_terms(war):
    never = {"offered": np.zeros((12, 4), bool)}
    answer = when_would_they_sign(war(**never, ceasefire_first=np.ones(12)))
    assert answer.ceasefire.max() == pytest.approx(1)
    assert when_would_they_sign(war(**never, ceasefire_first=np.zeros(12))).ceasefire.max() == 0


def test_nobody_signs_across_a_red_line_or_without_the_lever_it_needs(war):
    shut = war(within_red_lines=np.zeros((12, 4), bool))
    assert when_would_they_sign(shut).settled.sum() == 0
    away = war(offered=np.zeros((12, 4), bool))
    assert when_would_they_sign(away).settled.sum() == 0
    assert when_would_they_sign(away).way_out.isnull().all()
    assert when_would_they_sign(away).terms.isnull().all()


def test_the_last_month_may_end_in_a_fight_or_in_a_freeze(war):
    case = war(offered=np.zeros((12, 4), bool), ceasefire_first=np.zeros(12), months=1)
    fought, frozen = (when_would_they_sign(case, Rules(end=end)) for end in ("fight to the finish", "freeze"))
    assert (abs(fought.outlook - frozen.outlook) > 1e-6).any()
    longer = war(offered=np.zeros((12, 4), bool), ceasefire_first=np.zeros(12), months=30)
    # Nobody ever talks, so fighting for longer before it is fought out is the same war.
    np.testing.assert_allclose(when_would_they_sign(longer).outlook, fought.outlook, atol=1e-12)


def test_without_talks_the_chances_of_victory_tend_to_those_of_the_random_walk(war):
    case = war(offered=np.zeros((12, 4), bool), ceasefire_first=np.zeros(12), months=2000)
    answer = when_would_they_sign(case)
    np.testing.assert_allclose(answer.victory.sel(party="north").sum("month"), answer.true_odds, atol=1e-9)
    np.testing.assert_allclose(answer.fought.sum("month"), answer.length, rtol=1e-6)


def test_a_front_that_never_moves_has_no_odds(war):
    still = when_would_they_sign(war(decisive=np.zeros(12)))
    assert still.true_odds.isnull().all()
    assert still.victory.sum() == 0
    assert still.outlook.notnull().all()


def test_withdrawn_aid_is_replaced_by_the_other_backers_up_to_their_share(war):
    case = war(draws=5)
    stopped = case["aid"] * xr.DataArray([1, 1, 0, 1], dims="actor")

    def odds(share, aid=stopped):
        changed = case.assign(aid=aid, substitution=xr.full_like(case["substitution"], share))
        return games_of(changed, Rules())[0].up

    full, none, half = odds(1.0), odds(0.0), odds(0.5)
    np.testing.assert_allclose(full, odds(0.0, case["aid"]), atol=1e-15)
    assert (none > half).all()
    assert (half > full).all()
    nobody = case["aid"] * xr.DataArray([1, 1, 0, 0], dims="actor")
    np.testing.assert_allclose(odds(1.0, nobody), odds(0.0, nobody), atol=1e-15)


def test_force_tells_in_ratio_and_optimism_multiplies_the_odds(war):
    case = war(
        draws=1,
        own_force=np.array([[60.0, 20.0]]),
        aid=np.zeros((1, 4)),
        aid_entered=np.zeros((1, 4)),
        decisive=np.array([0.4]),
        steepness=np.array([1.0]),
        optimism=np.array([[2.0, 3.0]]),
    )
    up = games_of(case, Rules())[0].up[0, 0]
    # True odds 3 to 1; the challenger sees 6 to 1, the defender 1 to 1.
    np.testing.assert_allclose(up, [0.4 * 6 / 7, 0.4 / 2, 0.4 * 3 / 4], atol=1e-15)


def test_a_year_of_peace_moves_the_front_by_the_drift_and_loses_the_guarantor_with_the_fading(war):
    case = war(draws=4, drift=np.array([-1.2, 0.0, 0.6, 30.0]), fading=np.array([0.0, 0.3, 1.0, 0.1]))
    games, _ = games_of(case, Rules())
    np.testing.assert_allclose(games.rearm, [[0, 0.1], [0, 0], [0.05, 0], [1, 0]], atol=1e-15)
    np.testing.assert_allclose((1 - games.lapse) ** 12, [1, 0.7, 0, 0.9], atol=1e-15)


def test_texts_of_others_do_not_count_and_silence_is_even(war):
    case = war(draws=2, proposes=np.array([[1.0, 2.0, 3.0, 94.0], [0.0, 0.0, 0.0, 5.0]]))
    found = games_of(case, Rules())[0].proposes[:, 0]
    np.testing.assert_allclose(found, [[1 / 6, 2 / 6, 3 / 6], [0.5, 0.5, 0.0]])


def test_a_leader_who_pays_for_signing_signs_less(war):
    free, dear = (war(draws=40, leader_cost=np.full((40, 2), cost)) for cost in (0.0, 0.9))
    assert when_would_they_sign(free).within(18).mean() > 0.2
    assert when_would_they_sign(dear).within(18).mean() < when_would_they_sign(free).within(18).mean()


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 100_000))
def test_with_the_guarantee_that_is_needed_nobody_ever_breaks_and_with_less_somebody_does(war, seed):
    """One place for the front and one package: then what breaking leads to does not depend on other deals."""
    one = {"draws": 1, "packages": 1, "positions": 3, "months": 12}
    fixed = {"fading": np.zeros(1), "ceasefire_first": np.zeros(1), "leader_cost": np.zeros((1, 2))}
    yes = {"within_red_lines": np.ones((1, 1), bool), "offered": np.ones((1, 1), bool)}
    case = war(seed, **one, **fixed, **yes)
    kept = when_would_they_sign(case, Rules("binding"))
    if not kept.feasible.item():
        return
    needed = kept.guarantee_needed.item()
    held = when_would_they_sign(case.assign(penalty=(("draw", "package"), [[needed + 1e-9]])))
    assert held.settled.sel(month=1).item() == pytest.approx(1.0)
    assert (held.survival.dropna("month") == 1).all()
    if needed > 1e-6:
        weak = when_would_they_sign(case.assign(penalty=(("draw", "package"), [[needed - 1e-7]])))
        assert weak.settled.sel(month=1).item() < 1 or (weak.survival.dropna("month") < 1).any()


def test_every_name_of_an_answer_is_in_the_vocabulary(war):
    names = {value for value in vars(vocabulary).values() if isinstance(value, str)}
    answer = when_would_they_sign(war(draws=1)).dataset
    assert set(answer.variables) <= names


def test_months_beyond_the_horizon_are_refused(war):
    answer = when_would_they_sign(war(draws=1))
    assert answer.within(18).item() == pytest.approx(answer.settled.sum().item())
    for months in (0, 19):
        with pytest.raises(BadUse, match=f"{months} months were asked for, but the game is played for 18"):
            answer.within(months)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda case: case.drop_vars("own_force"), "lacks own_force"),
        (lambda case: case.drop_vars("month"), "lacks month"),
        (lambda case: case.isel(party=[0]), "must name two actors"),
        (lambda case: case.assign_coords(party=["north", "nobody"]), "must name two actors"),
        (lambda case: case.isel(front=[0, 1]), "three positions"),
        (lambda case: case.isel(package=[]), "one package"),
        (lambda case: case.assign(decisive=case["decisive"] + 1), "'decisive' has values .* between 0 and 1"),
        (lambda case: case.assign(aid=-case["aid"]), "'aid' has values .* from 0"),
        (lambda case: case.assign(drift=case["drift"] * np.nan), "'drift' has values .* numbers"),
        (lambda case: case.assign(optimism=case["optimism"] * 0), "'optimism' must be above 0"),
        (lambda case: case.assign(patience=case["patience"] * 0 + 1), "'patience' must be below 100%"),
    ],
)
def test_a_dataset_that_breaks_the_contract_is_refused(war, change, message):
    with pytest.raises(BadUse, match=message):
        when_would_they_sign(change(war()))
