r"""Whom can the parties believe, and what can talk alone do? The small games beside the core, asked together.

What a dataset holds for this besides what :mod:`irenic.models.war.games` describes; a part whose
variables are not all there is not answered. ``draw`` comes first in every variable but ``phases``.

===========================================  ====================================================
variables                                    part
===========================================  ====================================================
``phases``, ``trust_loss``, ``trust_gain``   the trust that a first step needs
``trustworthy``                              whether a party has it
``trust_temptation``                         whether the first step shows who is who
``attack_chance``, ``attacks_prevented``     whether a deal outlives an attack
``refusal_months``, ``tough_chance``,        what each side asks for
``tough_cost``, ``weak_cost``
``misjudges``, ``overlooks``,                with the last four, whether the mediator is believed
``mediator_war_cost``
``upper_hand``                               with the first two of those four, what talk alone can do
``favour``, ``force_loss``                   whether its bias makes a settlement fail
``true_odds``, ``length``                    whether a side gains by stalling
===========================================  ====================================================
"""

from dataclasses import dataclass, fields
from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from irenic.models.war.credibility_parts import Answers, attacks, demands, mediator, stalling, talk, trust
from irenic.models.war.games import values
from irenic.vocabulary import DRAW, PARTY, WAR_COST


@dataclass(frozen=True, slots=True)
class Credibility:
    """Whom the parties can believe. Draws come first; what cannot be told is NaN; true and false are 1 and 0.

    Parameters
    ----------
    trust_needed, trust_at_once
        The least trust for the first of all steps, and for a settlement in a single one, ``(draw)``.
    trusts
        Whether a party has the trust that the first step needs, ``(draw, party)``.
    shows_itself
        Whether a party would cheat in the first step at once if it were untrustworthy, ``(draw, party)``. Where
        it would wait, the step needs little trust but teaches nothing.
    trust_after_attack
        The trust from which on a deal outlives an attack, ``(draw)``.
    outlives
        Whether a party has that much, ``(draw, party)``.
    broken_by_attack
        The chance that an attack from the other side ends the deal for a party, ``(draw, party)``; NaN where
        it would not begin one.
    believed
        Whether a party can believe the mediator, after Kydd, ``(draw, party)``.
    arms_a_side
        Whether the mediator gives aid to a party, ``(draw)``.
    bias_fails
        Whether the mediator's bias is one that fails, after Favretto, ``(draw)``.
    demand
        What a party asks for, as a share of the whole stake, ``(draw, party)``.
    bluff
        The risk of war that it takes knowingly, ``(draw, party)``; neutral to aid by construction, save where all
        is asked for.
    refused
        The chance that the other side refuses, as that side sees the odds, ``(draw, party)``.
    stalls
        Whether a party gains by waiting, ``(draw, party)``.
    talk_ceiling
        The greatest chance of peace by talk alone, ``(draw)``.
    """

    trust_needed: xr.DataArray
    trust_at_once: xr.DataArray
    trusts: xr.DataArray
    shows_itself: xr.DataArray
    trust_after_attack: xr.DataArray
    outlives: xr.DataArray
    broken_by_attack: xr.DataArray
    believed: xr.DataArray
    arms_a_side: xr.DataArray
    bias_fails: xr.DataArray
    demand: xr.DataArray
    bluff: xr.DataArray
    refused: xr.DataArray
    stalls: xr.DataArray
    talk_ceiling: xr.DataArray

    @property
    def dataset(self) -> xr.Dataset:
        """Everything in one dataset, as it is stored."""
        return xr.Dataset({field.name: getattr(self, field.name) for field in fields(self)})


_OF_A_PARTY: Final = (
    "trusts",
    "shows_itself",
    "outlives",
    "broken_by_attack",
    "believed",
    "demand",
    "bluff",
    "refused",
    "stalls",
)


def whom_can_they_believe(case: xr.Dataset, asked: int | None = None) -> Credibility:
    """Ask the small games of a case, each as far as the case says what it needs.

    Parameters
    ----------
    case
        A dataset as described above.
    asked
        The ceiling of talk takes two linear programs a draw; it is asked of draws with a label below this
        only, or of all.

    Examples
    --------
    In six steps instead of one, with a side that would gain half of the settlement by cheating:

    >>> import irenic
    >>> from irenic.arrays.build import build
    >>> from irenic.arrays.shares import Shares
    >>> case = build(irenic.load("ukraine-2025"), Shares(seed=1, start=0, stop=1))
    >>> case = case.assign(phases=6, trust_loss=("draw", [1.0]), trust_gain=("draw", [0.5]))
    >>> found = whom_can_they_believe(case, asked=0)
    >>> round(found.trust_at_once.item(), 4), round(found.trust_needed.item(), 4)
    (0.6667, 0.1538)
    """
    draws = case[DRAW].to_numpy() if DRAW in case.coords else np.arange(len(values(case, WAR_COST)))
    wanted = draws if asked is None else draws[draws < asked]
    found: Answers = {}
    for part in (trust, attacks, mediator, demands, stalling):
        found |= part(case, found)
    found |= talk(case, np.isin(draws, wanted))
    return Credibility(**{field.name: _label(case, draws, found, field.name) for field in fields(Credibility)})


def _label(case: xr.Dataset, draws: NDArray[np.int64], found: Answers, name: str) -> xr.DataArray:
    """Return an answer with the labels of the case; NaN where there is none."""
    if name in _OF_A_PARTY:
        coords = {DRAW: draws, PARTY: case[PARTY].to_numpy()}
        return xr.DataArray(found.get(name, np.full((len(draws), 2), np.nan)), coords, (DRAW, PARTY))
    return xr.DataArray(found.get(name, np.full(len(draws), np.nan)), {DRAW: draws}, (DRAW,))
