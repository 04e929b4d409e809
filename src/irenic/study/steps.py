"""The trust that a first step needs, by the number of equal steps in which a settlement is carried out."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from irenic.models.war.trust import step_that_sorts, trust_needed
from irenic.study.assess import Run
from irenic.study.intervals import Chance, Spread
from irenic.study.plan import AS_ENTERED
from irenic.study.pressure import drawn
from irenic.study.prospects import said
from irenic.vocabulary import TRUST_NEEDED

Values = NDArray[np.float64]

MOST_STEPS: Final = 12
"""Up to so many steps are looked at."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The trust that a first step needs, and the trust there is.

    Parameters
    ----------
    numbers
        How many equal steps, from 1.
    needed
        The least trust for the first of so many.
    there
        By party, its trust in the other.
    enough
        By party, in which share of draws that suffices, for each number of steps.
    shows
        By party, in which share of draws it would cheat in the first step at once, if it were untrustworthy.
    """

    numbers: tuple[int, ...]
    needed: tuple[Spread, ...]
    there: dict[str, Spread]
    enough: dict[str, tuple[Chance, ...]]
    shows: dict[str, tuple[Chance, ...]]


def by_steps(run: Run, arm: str = AS_ENTERED) -> Steps | None:
    """Return the trust that a first step needs by the number of steps; nothing if the case says nothing of trust.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=20, folder=tempfile.mkdtemp())
    >>> by_steps(run) is None  # there is no war
    True
    """
    told, war = said(run, "trust", arm), run.arm(arm).case.document.war
    if told is None or war is None or war.trust is None or told[TRUST_NEEDED].isnull().all():
        return None
    loss, gain, temptation = (drawn(run, f"war.trust.{name}", arm) for name in ("loss", "gain", "temptation"))
    sides = {war.challenger: war.defender, war.defender: war.challenger}
    trust = {party: drawn(run, f"war.trust.trustworthy.{other}", arm) for party, other in sides.items()}
    numbers = tuple(range(1, MOST_STEPS + 1))
    needed = {number: np.asarray(trust_needed(loss, gain, 1 / number)) for number in numbers}
    sorts = {party: np.asarray(step_that_sorts(held, loss, np.maximum(temptation, 1))) for party, held in trust.items()}
    return Steps(
        numbers,
        tuple(Spread.of(needed[number]) for number in numbers),
        {party: Spread.of(held) for party, held in trust.items()},
        {party: tuple(Chance.of(held >= needed[number]) for number in numbers) for party, held in trust.items()},
        {party: tuple(Chance.of(1 / number >= least) for number in numbers) for party, least in sorts.items()},
    )
