"""Is the conflict ripe? A mutually hurting stalemate, and a way out of it.

After Zartman, parties settle when both are stuck, both are hurting, and both see a way out
(:cite:t:`zartman2000`; the idea, not the algebra). No formal version was found, so the four parts are our own
and are given apart, never as one score:

* *way out*: the least gain over fighting on that the best package gives a party, by each
  side's own beliefs. For one battle over a pie it is ``(c_A + c_B - (p_A - p_B)) / 2``;
* *stalemate*: a party itself gives its victory within some months less than a slight chance;
* *hurting*: a month more of war, and the same settlement after it, is worse than that settlement now.
"""

from dataclasses import dataclass

import numpy as np
import xarray as xr

from irenic.models.war.fight_and_talk import Settlement
from irenic.models.war.games import front_now, own_odds, values
from irenic.models.war.kernels.battle import chance_within
from irenic.models.war.kernels.game import TIE
from irenic.vocabulary import DRAW, FRONT, PACKAGE, PARTY, PATIENCE, WAR_COST


@dataclass(frozen=True, slots=True)
class Ripeness:
    """The parts of ripeness, each apart.

    Parameters
    ----------
    way_out
        The least gain over fighting on that the best package gives a party, ``(draw)``; NaN without a package.
    stalemate, hurting
        By draw and party.
    """

    way_out: xr.DataArray
    stalemate: xr.DataArray
    hurting: xr.DataArray

    @property
    def ripe(self) -> xr.DataArray:
        """Whether both are stuck and hurting and there is a way out, ``(draw)``."""
        return (self.stalemate & self.hurting).all(PARTY) & (self.way_out >= -TIE)


def is_it_ripe(case: xr.Dataset, settlement: Settlement, *, months: int = 12, slight: float = 0.1) -> Ripeness:
    """Say which parts of ripeness are there.

    Parameters
    ----------
    case
        The dataset that the settlement was computed from.
    settlement
        The answer of :func:`~irenic.models.war.fight_and_talk.when_would_they_sign`.
    months, slight
        A party is stuck if it gives itself less than a ``slight`` chance of victory within so many months.

    Returns
    -------
    Ripeness
        Without a package on offer nobody is hurting, as there is nothing to compare the war with.

    Examples
    --------
    >>> from irenic.models.war.fight_and_talk import when_would_they_sign
    >>> from irenic.arrays.build import build
    >>> from irenic.arrays.shares import Shares
    >>> from irenic.examples import load
    >>> from irenic.models.bargaining.menu import menu
    >>> case = build(load("ukraine-2025"), Shares(seed=1, start=0, stop=1))
    >>> case = case.merge(menu(case))
    >>> found = is_it_ripe(case, when_would_they_sign(case), slight=1.1)
    >>> found.stalemate.to_series().to_dict()  # nobody gives itself a chance above 1.1
    {(0, 'russia'): True, (0, 'ukraine'): True}
    """
    up, down = own_odds(case)
    start = front_now(case)
    within = [chance_within(up[:, i], down[:, i], start, case.sizes[FRONT], months)[:, i] for i in range(2)]
    labels = {DRAW: settlement.outlook[DRAW], PARTY: settlement.outlook[PARTY]}
    stuck = xr.DataArray(np.stack(within, axis=-1) < slight, dims=(DRAW, PARTY), coords=labels)
    return Ripeness(settlement.way_out, stuck, _hurting(case, settlement))


def _hurting(case: xr.Dataset, settlement: Settlement) -> xr.DataArray:
    """Compare the settlement with the best way out, signed now or after a month of war."""
    gain = (settlement.signing - settlement.fighting_on).min(PARTY).where(settlement.allowed, -np.inf)
    now = settlement.signing.isel({PACKAGE: gain.argmax(PACKAGE)})
    share = front_now(case) / (case.sizes[FRONT] - 1)
    land = np.stack([share, 1 - share], axis=-1)
    d = values(case, PATIENCE)
    later = (1 - d) * land - values(case, WAR_COST) + d * now.transpose(DRAW, PARTY).to_numpy()
    hurts: xr.DataArray = (now > later + TIE) & settlement.allowed.any(PACKAGE)
    return hurts
