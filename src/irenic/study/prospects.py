"""Feasible, likely, durable and why, each summed up over the draws of one arm.

A function returns nothing where the run has no answer: because the case lacks what the family
needs, because the arm does, or because the family is not run under scenarios.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from irenic.arrays.consent import consent
from irenic.case.document import Document
from irenic.case.red_lines import crossings, signatories
from irenic.study.assess import Run
from irenic.study.averages import Average, Odds
from irenic.study.intervals import Chance, Spread
from irenic.study.plan import AS_ENTERED
from irenic.study.pressure import drawn
from irenic.study.settlement import SOON
from irenic.vocabulary import (
    ACCEPTS,
    ACTOR,
    AGREEMENT,
    CONCESSION,
    DRAW,
    FEASIBLE,
    FRICTION,
    GUARANTEE_NEEDED,
    HURTING,
    LOSS,
    MONTH,
    NEEDS,
    OPTION,
    PARTY,
    PROPOSAL,
    REFUSES,
    RIPE,
    SETTLED,
    SETTLED_WITH,
    SETTLED_WITH_OPTION,
    SETTLED_WITHOUT,
    SHORTFALL,
    SIGNABLE,
    SIGNS,
    STALEMATE,
    SURVIVAL,
    TRUE_ODDS,
    VICTORY,
    WAY_OUT,
)

Values = NDArray[np.float64]

HORIZONS: Final = (6, SOON, 24)
"""Within how many months a settlement is asked for, and after how many whether it holds."""
_TIE: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Feasibility:
    """Whether there is a package that all accept who must sign.

    Parameters
    ----------
    agreement
        The share of draws in which there is one.
    at_war
        The same as the parties of the war see it, who also count the risk of a breach.
    concession
        What everybody would have to give up for one to exist, in the draws in which there is none.
    closed
        The issues on which red lines leave no option.
    """

    agreement: Chance
    at_war: Chance | None
    concession: Spread | None
    closed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timing:
    """When the war would end, and how.

    Parameters
    ----------
    within
        The chance of a settlement, by months.
    at_once
        The chance of one in the first month.
    victory
        The chance that a party wins outright while the game is played, by party.
    alone
        The chance that the challenger wins in the end if nobody ever talks.
    hopeless, sure
        The shares of draws in which the chance of a settlement soon is below 5 % and above 95 %.
    soon
        Within how many months that is: twelve, or as many as the game has.
    """

    within: dict[int, Odds]
    at_once: Odds
    victory: dict[str, Odds]
    alone: Odds
    hopeless: Chance
    sure: Chance
    soon: int


@dataclass(frozen=True, slots=True)
class Durability:
    """Whether a settlement would hold.

    Parameters
    ----------
    survival
        The chance that it is unbroken, by months after it was signed.
    mean
        Its mean over the draws that can tell; NaN if none can.
    told
        In how many draws this can be told: some settlement is signed early enough to be seen so long.
    needed
        What a breach would have to cost so that nobody ever gains by it, for the package that needs least.
    suffices
        By guarantee, the share of draws in which a breach costs that much under it.
    refused
        By guarantee, those who must sign and refuse it.
    """

    survival: dict[int, Spread]
    mean: dict[int, float]
    told: dict[int, int]
    needed: Spread
    suffices: dict[str, Chance]
    refused: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Ripeness:
    """The shares of draws with a way out, and with each party stuck and hurting; and with all of it."""

    way_out: Chance
    stalemate: dict[str, Chance]
    hurting: dict[str, Chance]
    ripe: Chance


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What each friction takes from the chance of a settlement soon, and that chance without and with all.

    It is computed for the first draws of a run only; ``draws`` says for how many.
    """

    loss: dict[str, Average]
    without: Average
    present: Average
    draws: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How a proposal stands to those whose consent it needs.

    Parameters
    ----------
    proposal
        Its short name.
    blocked_by, doubtful_for
        Who cannot sign because of a red line, and who cannot under some of the terms left open.
    accepts
        The share of draws in which each could accept it, filled in to its liking.
    lacks
        What it lacks for each in the middle of the draws in which it lacks something; NaN if it never does.
    signable
        The share of draws in which all who must sign could sign one way to fill it in.
    """

    proposal: str
    blocked_by: tuple[str, ...]
    doubtful_for: tuple[str, ...]
    accepts: dict[str, Chance]
    lacks: dict[str, float]
    signable: Chance


def feasibility(run: Run, arm: str = AS_ENTERED) -> Feasibility | None:
    """Return whether there is a package that all accept.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=50, folder=tempfile.mkdtemp())
    >>> feasibility(run).closed
    ()
    """
    bargain, war, fair = (said(run, family, arm) for family in ("bargaining", "war", "fairness"))
    if bargain is None:
        return None
    there = bargain[AGREEMENT].to_numpy() > 0
    missing = None if fair is None else fair[CONCESSION].to_numpy()[~there]
    return Feasibility(
        Chance.of(there),
        None if war is None else Chance.of(war[FEASIBLE].to_numpy() > 0),
        None if missing is None or np.isnan(missing).all() else Spread.of(missing),
        () if there.any() else closed_issues(run.arm(arm).case.document),
    )


def closed_issues(document: Document) -> tuple[str, ...]:
    """Return the issues on which every option is refused by somebody whose consent it needs.

    Examples
    --------
    >>> from irenic.examples import load
    >>> closed_issues(load("ukraine-2025").under(scenario="european-force").document)
    ('guarantee',)
    """
    found = consent(document)
    asked = found[SIGNS] | found[NEEDS]
    refused = (asked & found[REFUSES]).any(ACTOR)
    by_option = {
        str(option): bool(no) for option, no in zip(refused[OPTION].to_numpy(), refused.to_numpy(), strict=True)
    }
    return tuple(
        issue
        for issue, entry in document.issues.items()
        if all(by_option[f"{issue}.{option}"] for option in entry.options)
    )


def timing(run: Run, arm: str = AS_ENTERED) -> Timing | None:
    """Return when there would be a settlement, with which chance, and who would win without one."""
    war = said(run, "war", arm)
    if war is None:
        return None
    settled, victory = by(war, SETTLED, MONTH).cumsum(axis=1), war[VICTORY].sum(MONTH)
    months = settled.shape[1]
    soon = min(SOON, months)
    horizons = sorted({soon, *(month for month in HORIZONS if month <= months)})
    return Timing(
        {month: Odds.of(settled[:, month - 1]) for month in horizons},
        Odds.of(settled[:, 0]),
        {party: Odds.of(by(victory, PARTY)[:, at]) for at, party in enumerate(names(war, PARTY))},
        Odds.of(war[TRUE_ODDS].to_numpy()),
        Chance.of(settled[:, soon - 1] < 0.05),
        Chance.of(settled[:, soon - 1] > 0.95),
        soon,
    )


def terms(run: Run, arm: str = AS_ENTERED) -> dict[str, dict[str, float]]:
    """Return the chance of every option of every issue, if there is a settlement; nothing if there is none.

    Draws count as much as a settlement is likely in them. An issue on which neither party of the
    war wants anything is left out, because any option of it would do.
    """
    war, document = said(run, "war", arm), run.arm(arm).case.document
    if war is None:
        return {}
    cares = {i for party in names(war, PARTY) for i, p in document.positions.get(party, {}).items() if p.wants}
    weight = by(war, SETTLED, MONTH).sum(axis=1)
    if not weight.any():
        return {}
    options = np.nan_to_num(by(war, SETTLED_WITH_OPTION, OPTION))
    chances = dict(zip(names(war, OPTION), (weight @ options / weight.sum()).tolist(), strict=True))
    return {
        issue: {option: chances.get(f"{issue}.{option}", 0.0) for option in entry.options}
        for issue, entry in document.issues.items()
        if issue in cares
    }


def durability(run: Run, arm: str = AS_ENTERED) -> Durability | None:
    """Return whether a settlement would hold; nothing if the case says nothing of breaking one."""
    war, document = said(run, "war", arm), run.arm(arm).case.document
    if war is None or document.war is None or document.war.breach is None:
        return None
    breach = document.war.breach
    survival = by(war, SURVIVAL, MONTH)
    seen = {month: survival[:, month - 1] for month in HORIZONS if month <= survival.shape[1]}
    needed = war[GUARANTEE_NEEDED].to_numpy()
    there = ~np.isnan(needed)
    costs = {option: drawn(run, f"war.breach.penalty.{option}", arm) for option in breach.penalty}
    return Durability(
        {month: Spread.of(values) for month, values in seen.items()},
        {month: Average.of(values).value for month, values in seen.items()},
        {month: int((~np.isnan(values)).sum()) for month, values in seen.items()},
        Spread.of(needed),
        {option: Chance.of(cost[there] >= needed[there]) for option, cost in costs.items()} if there.any() else {},
        {option: _refusers(document, f"{breach.issue}.{option}") for option in costs},
    )


def _refusers(document: Document, option: str) -> tuple[str, ...]:
    """Return who must sign and has a red line before an option."""
    found = consent(document)
    no = (found[SIGNS] & found[REFUSES]).sel({OPTION: option})
    return tuple(actor for actor, refuses in zip(names(found, ACTOR), no.to_numpy().tolist(), strict=True) if refuses)


def ripeness(run: Run, arm: str = AS_ENTERED) -> Ripeness | None:
    """Return which parts of ripeness are there, each apart."""
    war = said(run, "war", arm)
    if war is None:
        return None
    parties = names(war, PARTY)
    stuck, hurt = (by(war, name, PARTY) > 0 for name in (STALEMATE, HURTING))
    return Ripeness(
        Chance.of(war[WAY_OUT].to_numpy() >= -_TIE),
        {party: Chance.of(stuck[:, at]) for at, party in enumerate(parties)},
        {party: Chance.of(hurt[:, at]) for at, party in enumerate(parties)},
        Chance.of(war[RIPE].to_numpy() > 0),
    )


def obstacles(run: Run, arm: str = AS_ENTERED) -> Obstacles | None:
    """Return what stands in the way of a settlement soon."""
    why = said(run, "frictions", arm)
    if why is None:
        return None
    loss, present = by(why, LOSS, FRICTION), why[SETTLED_WITH].to_numpy()
    return Obstacles(
        {friction: Average.of(loss[:, at]) for at, friction in enumerate(names(why, FRICTION))},
        Average.of(why[SETTLED_WITHOUT].to_numpy()),
        Average.of(present),
        int((~np.isnan(present)).sum()),
    )


def standings(run: Run, arm: str = AS_ENTERED) -> tuple[Standing, ...]:
    """Return how every proposal with terms on the issues stands to those who must sign it."""
    bargain, document = said(run, "bargaining", arm), run.arm(arm).case.document
    if bargain is None:
        return ()
    there = set(names(bargain, PROPOSAL))
    return tuple(
        _standing(document, name, bargain.sel({PROPOSAL: name}))
        for name, proposal in document.proposals.items()
        if proposal.terms and name in there
    )


def _standing(document: Document, name: str, answers: xr.Dataset) -> Standing:
    signing = signatories(document, name)
    crossing = [(line.actor, how) for line, how in crossings(document, name) if line.actor in signing]
    blocked = _once(actor for actor, how in crossing if how == "crosses")
    doubtful = _once(actor for actor, how in crossing if how == "may cross" and actor not in blocked)
    short = {actor: answers[SHORTFALL].sel({ACTOR: actor}).to_numpy() for actor in signing}
    return Standing(
        name,
        blocked,
        doubtful,
        {actor: Chance.of(answers[ACCEPTS].sel({ACTOR: actor}).to_numpy() > 0) for actor in signing},
        {actor: _middle(values[values > 0]) for actor, values in short.items()},
        Chance.of(answers[SIGNABLE].to_numpy() > 0),
    )


def said(run: Run, family: str, arm: str = AS_ENTERED) -> xr.Dataset | None:
    """Return the answers of a family under an arm; nothing if it has none."""
    if family not in {known.name for known in run.plan.families}:
        return None
    if run.arm(arm).answered_by(family) is None:
        return None
    answers = run.answers(family, arm)
    return answers if any(bool(answers[name].notnull().any()) for name in answers.data_vars) else None


def by(answers: xr.Dataset | xr.DataArray, *names: str) -> Values:
    """Return an answer as an array, shape ``(draw, dimension)``: the variable's name and the dimension's."""
    *variable, dim = names
    array = answers[variable[0]] if variable else answers
    values: Values = array.transpose(DRAW, dim).to_numpy()
    return values


def names(answers: xr.Dataset, dim: str) -> tuple[str, ...]:
    """Return the labels along a dimension."""
    return tuple(str(name) for name in answers[dim].to_numpy())


def _once(actors: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actors))


def _middle(values: Values) -> float:
    return float(np.median(values)) if len(values) else float("nan")
