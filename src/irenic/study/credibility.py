"""Whom the parties can believe, asked of the war that another family has solved."""

from collections.abc import Mapping
from typing import Final

import xarray as xr

from irenic.models.war.credibility import whom_can_they_believe
from irenic.study import settlement
from irenic.vocabulary import (
    ARMS_A_SIDE,
    BELIEVED,
    BIAS_FAILS,
    BLUFF,
    BROKEN_BY_ATTACK,
    DEMAND,
    DRAW,
    LENGTH,
    OUTLIVES,
    PARTY,
    REFUSED,
    SHOWS_ITSELF,
    STALLS,
    TALK_CEILING,
    TRUE_ODDS,
    TRUST_AFTER_ATTACK,
    TRUST_AT_ONCE,
    TRUST_NEEDED,
    TRUSTS,
)

BELIEFS: Final = {
    TRUST_NEEDED: (DRAW,),
    TRUST_AT_ONCE: (DRAW,),
    TRUSTS: (DRAW, PARTY),
    SHOWS_ITSELF: (DRAW, PARTY),
    TRUST_AFTER_ATTACK: (DRAW,),
    OUTLIVES: (DRAW, PARTY),
    BROKEN_BY_ATTACK: (DRAW, PARTY),
    BELIEVED: (DRAW, PARTY),
    ARMS_A_SIDE: (DRAW,),
    BIAS_FAILS: (DRAW,),
    DEMAND: (DRAW, PARTY),
    BLUFF: (DRAW, PARTY),
    REFUSED: (DRAW, PARTY),
    STALLS: (DRAW, PARTY),
    TALK_CEILING: (DRAW,),
}
"""The answers of the family ``trust``, with their dimensions."""


def whom_to_believe(case: xr.Dataset, before: Mapping[str, xr.Dataset]) -> xr.Dataset:
    """Return whom the parties can believe, given the odds and the length of the war without talks.

    What talk alone can do is asked of the first draws of a run only, as what stands in the way is.
    """
    war = before.get("war", xr.Dataset())
    known = {name: war[name] for name in (TRUE_ODDS, LENGTH) if name in war}
    return whom_can_they_believe(case.assign(known), settlement.EXPLAINED).dataset
