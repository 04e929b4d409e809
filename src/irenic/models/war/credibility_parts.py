"""The parts of :mod:`irenic.models.war.credibility`: each small game, from the labelled case to arrays.

A part takes the case and what the parts before it found, and returns its answers by name; none where the case
does not say what it needs.

Decisions
---------
* *One cost of war.* A demand that is refused brings ``refusal_months`` of fighting at the monthly cost of
  the case, times ``tough_cost`` or ``weak_cost``. Nobody pays more to avoid war than it could win.
* *Whose odds.* A side asks for what it could win by its own odds, and takes the other to see
  them alike; the other answers by its own.
* *An unbiased settlement* splits what war costs both evenly, so it is better than war for each by half of it.
* *The end of a war* without talks comes at a constant rate that gives it its expected length.
* *Talk between equals* knows neither odds nor sides. A side is tough with the mean chance of both, a tough one takes
  ``upper_hand`` of what the war leaves from a weak one, and the war leaves what it does not cost the two together.
"""

from typing import Final, TypeAlias

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from irenic.models.war.bias import credible_leanings, failing_biases
from irenic.models.war.games import front_now, own_odds, values
from irenic.models.war.kernels.finish import chance_of_victory
from irenic.models.war.screening import risk_threshold
from irenic.models.war.spoilers import trust_that_survives_an_attack
from irenic.models.war.stalling import cost_that_ends_it
from irenic.models.war.talk import best_of_talk
from irenic.models.war.trust import step_that_sorts, trust_needed
from irenic.vocabulary import (
    ACTOR,
    AID,
    ATTACK_CHANCE,
    ATTACKS_PREVENTED,
    BACKS,
    FAVOUR,
    FORCE_LOSS,
    FRONT,
    LEANING,
    LENGTH,
    MEDIATES,
    MEDIATOR_WAR_COST,
    MISJUDGES,
    OVERLOOKS,
    PARTY,
    PATIENCE,
    PHASES,
    REFUSAL_MONTHS,
    TOUGH_CHANCE,
    TOUGH_COST,
    TRUE_ODDS,
    TRUST_GAIN,
    TRUST_LOSS,
    TRUST_TEMPTATION,
    TRUSTWORTHY,
    UPPER_HAND,
    WAR_COST,
    WEAK_COST,
)

Floats: TypeAlias = NDArray[np.float64]
Answers: TypeAlias = dict[str, Floats]
_EPSILON: Final = 1e-9
_RESOLVE: Final = (REFUSAL_MONTHS, TOUGH_CHANCE, TOUGH_COST, WEAK_COST)
"""What has to be said of resolve for any part that rests on it."""


def trust(case: xr.Dataset, _: Answers) -> Answers:
    """Return the trust that steps need, who has it, and whether the first step shows who is who."""
    if not _says(case, PHASES, TRUST_LOSS, TRUST_GAIN):
        return {}
    loss, gain, step = values(case, TRUST_LOSS, ()), values(case, TRUST_GAIN, ()), 1 / case[PHASES].item()
    needed = np.asarray(trust_needed(loss, gain, step))
    found = {"trust_needed": needed, "trust_at_once": np.asarray(trust_needed(loss, gain))}
    if not _says(case, TRUSTWORTHY):
        return found
    found["trusts"] = (_in_the_other(case) >= needed[:, None]).astype(float)
    if _says(case, TRUST_TEMPTATION):
        # A party that is untrustworthy waits for the rest as long as it expects the other to go on.
        with np.errstate(invalid="ignore"):
            sorts = step_that_sorts(_in_the_other(case), loss[:, None], values(case, TRUST_TEMPTATION, ())[:, None])
        found["shows_itself"] = (step >= np.asarray(sorts)).astype(float)
    return found


def attacks(case: xr.Dataset, found: Answers) -> Answers:
    """Return the trust that outlives an attack, who has it, and how likely an attack ends a deal."""
    if "trust_needed" not in found or not _says(case, ATTACK_CHANCE, ATTACKS_PREVENTED):
        return {}
    would_not = values(case, ATTACK_CHANCE, ())
    can_stop = would_not * (1 - values(case, ATTACKS_PREVENTED, ()))
    with np.errstate(invalid="ignore"):
        after = np.asarray(trust_that_survives_an_attack(found["trust_needed"], can_stop, would_not))
    # Nobody attacks, or a deal rests on no trust at all: then an attack changes nothing.
    after = np.where(np.isnan(after), found["trust_needed"], after)
    if "trusts" not in found:
        return {"trust_after_attack": after}
    trust = _in_the_other(case)
    outlives = trust >= after[:, None]
    attacked = trust * can_stop[:, None] + (1 - trust) * would_not[:, None]
    return {
        "trust_after_attack": after,
        "outlives": outlives.astype(float),
        "broken_by_attack": np.where(found["trusts"] > 0, np.where(outlives, 0.0, attacked), np.nan),
    }


def mediator(case: xr.Dataset, _: Answers) -> Answers:
    """Return the three views of a mediator who leans to one side: it arms one, it is believed, its bias fails."""
    mediates = case[MEDIATES].to_numpy()
    if not mediates.any():
        return {}
    leaning, backs = values(case, LEANING, ()), case[BACKS].transpose(ACTOR, PARTY).to_numpy()
    gives = values(case, AID)[:, mediates & backs.any(axis=-1)].sum(axis=-1)
    found = {"arms_a_side": (gives > 0).astype(float)}
    if _says(case, *_RESOLVE, MISJUDGES, OVERLOOKS, MEDIATOR_WAR_COST):
        wrong = (values(case, MISJUDGES, ())[:, None], values(case, OVERLOOKS, ())[:, None])
        own, other = _odds(case), _types(case)[:, ::-1]
        room = np.minimum(other, 1 - own[..., None])
        low, high = credible_leanings(wrong, values(case, MEDIATOR_WAR_COST, ())[:, None], (room[..., 0], room[..., 1]))
        for_listener = (1 + leaning[:, None] * [1, -1]) / 2
        found["believed"] = _known((for_listener >= low) & (for_listener <= high), own)
    if _says(case, REFUSAL_MONTHS, FAVOUR, FORCE_LOSS):
        slack = _refusal_cost(case).mean(axis=-1)
        with np.errstate(divide="ignore", invalid="ignore"):
            low, high = failing_biases(values(case, FAVOUR, ()), values(case, FORCE_LOSS, ()), slack)
        found["bias_fails"] = ((abs(leaning) > low) & (abs(leaning) < high)).astype(float)
    return found


def demands(case: xr.Dataset, _: Answers) -> Answers:
    """Return what each side asks for, the risk that it takes, and how likely the other refuses."""
    if not _says(case, *_RESOLVE):
        return {}
    own, types, tough = _odds(case), _types(case)[:, ::-1], values(case, TOUGH_CHANCE, (PARTY,))[:, ::-1]
    room = np.minimum(types, 1 - own[..., None])
    with np.errstate(invalid="ignore"):
        threshold = risk_threshold(_refusal_cost(case), (room[..., 0], room[..., 1]))
    asks_much = tough < threshold
    demand = own + np.where(asks_much, room[..., 1], room[..., 0])
    # The other signs if what is left is no worse than war, by its own odds and costs.
    least = own[:, ::-1, None] - types
    refuses = (1 - demand)[..., None] < least - _EPSILON
    refused = tough * refuses[..., 0] + (1 - tough) * refuses[..., 1]
    return {
        "demand": demand,
        "bluff": _known(np.where(asks_much, tough, 0.0), own),
        "refused": _known(refused, own + own[:, ::-1]),
    }


def stalling(case: xr.Dataset, _: Answers) -> Answers:
    """Return which side gains so much by waiting that no split of the stake suits both."""
    if not _says(case, TRUE_ODDS, LENGTH):
        return {}
    odds, ends = values(case, TRUE_ODDS, ()), 1 / values(case, LENGTH, ())
    holds = front_now(case) / (case.sizes[FRONT] - 1)
    patience = values(case, PATIENCE)
    gap = np.asarray(cost_that_ends_it((patience[:, 0], patience[:, 1]), ends, odds, holds))
    worth = (values(case, WAR_COST) / (1 - patience * (1 - ends[:, None]))).sum(axis=-1)
    side = np.stack([odds > holds, odds < holds], axis=-1)
    return {"stalls": _known(side & (gap > worth)[:, None], gap[:, None])}


def talk(case: xr.Dataset, wanted: NDArray[np.bool_]) -> Answers:
    """Return the best that talk alone can do between equals, in the draws in which it is asked."""
    if not _says(case, REFUSAL_MONTHS, TOUGH_CHANCE, UPPER_HAND):
        return {}
    tough = values(case, TOUGH_CHANCE, (PARTY,)).mean(axis=-1)
    upper_hand = values(case, UPPER_HAND, ())
    left = np.clip(1 - _refusal_cost(case).sum(axis=-1), 0, 1 - _EPSILON)
    ceiling = np.full(len(tough), np.nan)
    for draw in np.flatnonzero(wanted):
        hidden = 0 < tough[draw] < 1 and upper_hand[draw] > 0.5
        # Where nothing is hidden that could matter, they share evenly.
        ceiling[draw] = best_of_talk(tough[draw], upper_hand[draw], left[draw]).mediation if hidden else 1.0
    return {"talk_ceiling": ceiling}


def _says(case: xr.Dataset, *names: str) -> bool:
    return all(name in case for name in names)


def _in_the_other(case: xr.Dataset) -> Floats:
    """Return each party's trust in the other, ``(draw, party)``."""
    return values(case, TRUSTWORTHY, (PARTY,))[:, ::-1]


def _refusal_cost(case: xr.Dataset) -> Floats:
    """Return what the war after a refused demand costs each party, as entered, ``(draw, party)``."""
    return values(case, REFUSAL_MONTHS, ())[:, None] * values(case, WAR_COST)


def _types(case: xr.Dataset) -> Floats:
    """Return what it costs each party if it is tough, and if it is weak, ``(draw, party, 2)``."""
    factors = [values(case, name, (PARTY,)) for name in (TOUGH_COST, WEAK_COST)]
    return _refusal_cost(case)[..., None] * np.stack(factors, axis=-1)


def _odds(case: xr.Dataset) -> Floats:
    """Return each party's chance to win in the end if nobody ever talks, by its own odds, ``(draw, party)``."""
    up, down = own_odds(case)
    at, positions = front_now(case)[:, None], case.sizes[FRONT]
    challenger, defender = (
        np.take_along_axis(chance_of_victory(up[:, side], down[:, side], positions), at, axis=-1)[:, 0]
        for side in (0, 1)
    )
    return np.stack([challenger, 1 - defender], axis=-1)


def _known(found: Floats | NDArray[np.bool_], rests_on: Floats) -> Floats:
    """Return an answer as numbers, NaN where what it rests on is NaN: where the front never moves."""
    return np.where(np.isnan(rests_on), np.nan, found)
