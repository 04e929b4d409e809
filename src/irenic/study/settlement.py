"""How bargaining and war hand each other what they found: a menu one way, reservation values the other.

The two families know nothing of each other. A war is fought about the packages that bargaining finds
efficient; and what fighting on is worth to a party is the least that it accepts in bargaining.
"""

from collections.abc import Mapping
from typing import Final

import xarray as xr

from irenic.models.bargaining.amendments import what_could_be_changed
from irenic.models.bargaining.demands import what_would_have_to_give
from irenic.models.bargaining.division import who_would_win_what
from irenic.models.bargaining.menu import WITH_AND_WITHOUT, menu
from irenic.models.bargaining.trades import what_could_be_traded
from irenic.models.war.fight_and_talk import Settlement, when_would_they_sign
from irenic.models.war.frictions import what_stands_in_the_way
from irenic.models.war.games import Rules
from irenic.models.war.ripeness import is_it_ripe
from irenic.vocabulary import (
    ACTOR,
    CONTAINS,
    DRAW,
    FEASIBLE,
    FIGHTING_ON,
    FREEZES,
    GUARANTEE_NEEDED,
    HURTING,
    KEPT_ANYHOW,
    LEADER_COST,
    LENGTH,
    LOSS,
    MONTH,
    OUTLOOK,
    PACKAGE,
    PARTY,
    RESERVATION,
    RIPE,
    SETTLED,
    SETTLED_WITH,
    SETTLED_WITH_OPTION,
    SETTLED_WITHOUT,
    STALEMATE,
    SURVIVAL,
    TERMS,
    TRUE_ODDS,
    VICTORY,
    WAY_OUT,
)

EXPLAINED: Final = 24
"""In how many draws, the first of a run, it is asked what stands in the way and what could be traded: it is dear."""
SOON: Final = 12
"""Within how many months a settlement has to come that is asked for."""
THIN: Final = 4
"""How many packages of each kind the menu has where it is solved many times."""


def war_with_talks(case: xr.Dataset) -> xr.Dataset:
    """Return when the parties of a war would sign, what, and whether it would hold.

    Parameters
    ----------
    case
        The dataset of a case with a war.

    Returns
    -------
    xarray.Dataset
        The answers of the family ``war``, by draw.
    """
    case = case.merge(menu(case))
    settlement = when_would_they_sign(case, rules(case))
    ripe = is_it_ripe(case, settlement)
    return xr.Dataset(
        {
            SETTLED: settlement.settled,
            VICTORY: settlement.victory,
            SURVIVAL: settlement.survival,
            SETTLED_WITH_OPTION: _by_option(case, settlement),
            TERMS: settlement.terms,
            FIGHTING_ON: settlement.fighting_on,
            OUTLOOK: settlement.outlook,
            FEASIBLE: settlement.feasible.any(PACKAGE),
            GUARANTEE_NEEDED: settlement.guarantee_needed.where(settlement.allowed).min(PACKAGE),
            TRUE_ODDS: settlement.true_odds,
            LENGTH: settlement.length,
            WAY_OUT: ripe.way_out,
            STALEMATE: ripe.stalemate,
            HURTING: ripe.hurting,
            RIPE: ripe.ripe,
        }
    )


def what_stops_it(case: xr.Dataset) -> xr.Dataset:
    """Return what each friction takes from the chance of a settlement soon, for the first draws of a run."""
    some = case.isel({DRAW: case[DRAW].to_numpy() < EXPLAINED})
    if not some.sizes[DRAW]:
        return xr.Dataset()
    some = some.merge(menu(some, WITH_AND_WITHOUT, THIN))
    months = min(SOON, some.sizes[MONTH])
    found = what_stands_in_the_way(some, rules(case), months=months)
    return xr.Dataset({LOSS: found.loss, SETTLED_WITHOUT: found.settled_without, SETTLED_WITH: found.settled_with})


def what_to_trade(case: xr.Dataset, before: Mapping[str, xr.Dataset]) -> xr.Dataset:
    """Return what would have to give and what could be traded, for the first draws of a run."""
    some = case.isel({DRAW: case[DRAW].to_numpy() < EXPLAINED})
    if not some.sizes[DRAW]:
        return xr.Dataset()
    first = {name: answers.sel({DRAW: some[DRAW]}) for name, answers in before.items() if DRAW in answers.coords}
    some = reservations(some, first)
    found = (what_would_have_to_give, what_could_be_changed, what_could_be_traded, who_would_win_what)
    return xr.merge([answer(some) for answer in found], compat="equals", join="exact")


def rules(case: xr.Dataset) -> Rules:
    """Return how settlements are kept and how the war ends, as the case says."""
    return Rules(
        contract="binding" if case[KEPT_ANYHOW] else "self-enforcing",
        end="freeze" if case[FREEZES] else "fight to the finish",
    )


def reservations(case: xr.Dataset, before: Mapping[str, xr.Dataset]) -> xr.Dataset:
    """Return the case with what fighting on is worth to the parties of the war, as the least that they accept.

    What signing costs a leader at home comes on top: a package has to make up for it as well.
    """
    if FIGHTING_ON not in before.get("war", {}):
        return case
    least = before["war"][FIGHTING_ON] + case[LEADER_COST]
    return case.assign({RESERVATION: least.rename({PARTY: ACTOR}).reindex({ACTOR: case[ACTOR]})})


def _by_option(case: xr.Dataset, settlement: Settlement) -> xr.DataArray:
    """Return the chance that the first settlement has an option, among settlements, by draw and option."""
    chance = settlement.settled_on.sum(PACKAGE)
    has = xr.dot(settlement.settled_on, case[CONTAINS].astype(float), dim=PACKAGE)
    found: xr.DataArray = has / chance.where(chance > 1e-12)
    return found
