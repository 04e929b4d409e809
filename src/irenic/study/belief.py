"""Whom the parties can believe, summed up over the draws of one arm; a part without an answer is left out."""

from dataclasses import dataclass

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from irenic.study.assess import Run
from irenic.study.averages import Average, Odds
from irenic.study.intervals import Chance, Spread
from irenic.study.plan import AS_ENTERED
from irenic.study.prospects import by, names, said
from irenic.vocabulary import (
    ARMS_A_SIDE,
    BELIEVED,
    BIAS_FAILS,
    BLUFF,
    BROKEN_BY_ATTACK,
    DEMAND,
    OUTLIVES,
    PARTY,
    REFUSED,
    SHOWS_ITSELF,
    STALLS,
    TALK_CEILING,
    TRUST_AFTER_ATTACK,
    TRUST_AT_ONCE,
    TRUST_NEEDED,
    TRUSTS,
)

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trusting:
    """The trust that the first of some steps needs, and that a single step would need.

    Parameters
    ----------
    steps
        In how many equal steps a settlement is carried out.
    needed, at_once
        The least trust for the first of them, and for all at once.
    enough
        By party, in which share of draws it trusts the other so much.
    shows
        By party, in which share of draws it would cheat in the first step at once, if it were untrustworthy.
    """

    steps: int
    needed: Spread
    at_once: Spread
    enough: dict[str, Chance]
    shows: dict[str, Chance]


@dataclass(frozen=True, slots=True)
class Attacked:
    """The trust that outlives an attack, who has it, and how likely an attack ends a deal that was begun."""

    needed: Spread
    outlives: dict[str, Chance]
    broken: dict[str, Odds]


@dataclass(frozen=True, slots=True)
class Mediating:
    """Three views of the mediator: it arms a side, a party can believe it, its bias makes a settlement fail."""

    arms: Chance
    believed: dict[str, Chance]
    both: Chance | None
    fails: Chance | None


@dataclass(frozen=True, slots=True)
class Asking:
    """What a party asks for, the risk of war that it takes knowingly, and the chance of a refusal."""

    demand: Odds
    bluff: Odds
    refused: Odds


@dataclass(frozen=True, slots=True)
class Belief:
    """Whom the parties can believe, and what talk alone can do; each part where the case says what it needs.

    ``talk`` was asked of the first draws of a run only; ``asked`` says of how many.
    """

    trust: Trusting | None
    attacks: Attacked | None
    mediator: Mediating | None
    asking: dict[str, Asking]
    stalls: dict[str, Chance]
    talk: Odds | None
    asked: int


def belief(run: Run, arm: str = AS_ENTERED) -> Belief | None:
    """Return whom the parties can believe; nothing if the run has no answer.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=20, folder=tempfile.mkdtemp())
    >>> belief(run) is None  # there is no war
    True
    """
    told = said(run, "trust", arm)
    if told is None:
        return None
    parties = names(told, PARTY)
    asking = {
        party: Asking(*(Odds.of(by(told, name, PARTY)[:, at]) for name in (DEMAND, BLUFF, REFUSED)))
        for at, party in enumerate(parties)
        if _said(told, DEMAND)
    }
    ceiling = told[TALK_CEILING].to_numpy()
    asked = int((~np.isnan(ceiling)).sum())
    return Belief(
        _trust(run, arm, told),
        _attacks(told),
        _mediator(told),
        asking,
        _shares(told, STALLS),
        Odds.of(ceiling) if asked else None,
        asked,
    )


def demand_moved(run: Run, party: str, arm: str) -> Average | None:
    """Return how much more a party asks for under an arm than as entered, on average; nothing without an answer."""
    before, after = said(run, "trust"), said(run, "trust", arm)
    if before is None or after is None:
        return None
    both = [told[DEMAND].sel({PARTY: party}).to_numpy() for told in (before, after)]
    change = both[1] - both[0]
    return None if np.isnan(change).all() else Average.of(change)


def _trust(run: Run, arm: str, told: xr.Dataset) -> Trusting | None:
    war = run.arm(arm).case.document.war
    if war is None or not _said(told, TRUST_NEEDED):
        return None
    needed, at_once = (Spread.of(told[name].to_numpy()) for name in (TRUST_NEEDED, TRUST_AT_ONCE))
    return Trusting(war.phases, needed, at_once, _shares(told, TRUSTS), _shares(told, SHOWS_ITSELF))


def _attacks(told: xr.Dataset) -> Attacked | None:
    if not _said(told, TRUST_AFTER_ATTACK):
        return None
    broken = by(told, BROKEN_BY_ATTACK, PARTY)
    begun = {party: broken[:, at] for at, party in enumerate(names(told, PARTY)) if not np.isnan(broken[:, at]).all()}
    return Attacked(
        Spread.of(told[TRUST_AFTER_ATTACK].to_numpy()),
        _shares(told, OUTLIVES),
        {party: Odds.of(values) for party, values in begun.items()},
    )


def _mediator(told: xr.Dataset) -> Mediating | None:
    if not _said(told, ARMS_A_SIDE):
        return None
    believed = by(told, BELIEVED, PARTY)
    known = believed[~np.isnan(believed).any(axis=1)]
    fails = _known(told[BIAS_FAILS].to_numpy())
    return Mediating(
        Chance.of(told[ARMS_A_SIDE].to_numpy() > 0),
        _shares(told, BELIEVED),
        Chance.of(known.min(axis=1) > 0) if len(known) else None,
        Chance.of(fails > 0) if len(fails) else None,
    )


def _shares(told: xr.Dataset, name: str) -> dict[str, Chance]:
    """Return in which share of the draws with an answer something holds, by party; nothing where none has one."""
    columns = {party: _known(by(told, name, PARTY)[:, at]) for at, party in enumerate(names(told, PARTY))}
    return {party: Chance.of(values > 0) for party, values in columns.items() if len(values)}


def _said(told: xr.Dataset, name: str) -> bool:
    return bool(told[name].notnull().any())


def _known(values: Values) -> Values:
    return values[~np.isnan(values)]
