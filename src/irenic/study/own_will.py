"""What a run says of a mediator that does what it likes best: what it uses, whether it stays, what that brings."""

from dataclasses import dataclass

import numpy as np

from irenic.study.assess import Run
from irenic.study.averages import Average
from irenic.study.intervals import Chance
from irenic.study.plan import AS_ENTERED
from irenic.study.prospects import by, names, said
from irenic.vocabulary import LEAVES, LEVER, NO_LEVER, SETTLED_AT_WILL, SETTLED_UNCHANGED, USED


@dataclass(frozen=True, slots=True)
class LeverUse:
    """How much the mediator uses a lever of its own will.

    Parameters
    ----------
    months
        The expected months of war in which it does, before any settlement.
    ever
        The share of draws in which it does at all.
    """

    months: Average
    ever: Chance


@dataclass(frozen=True, slots=True)
class OwnWill:
    """What a mediator does of its own will.

    It is computed for the first draws of a run only; ``draws`` says for how many.

    Parameters
    ----------
    idle
        The expected months of war in which it leaves things as they are, before any settlement.
    used
        By lever, the most used first.
    no_place
        The levers that change nothing the model of the war reads of a lever, in any of these draws.
    walks_away
        The share of draws in which it may walk away.
    leaves
        The chance that it does.
    at_will, unchanged
        The chance of a settlement soon with such a mediator, and with one that leaves things as they are.
    effect
        The mean of the differences between the two, draw by draw.
    draws
        How many draws.
    """

    idle: Average
    used: dict[str, LeverUse]
    no_place: tuple[str, ...]
    walks_away: Chance
    leaves: Average
    at_will: Average
    unchanged: Average
    effect: Average
    draws: int


def own_will(run: Run, arm: str = AS_ENTERED) -> OwnWill | None:
    """Return what the mediator would do of its own will; nothing if that was not asked.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=10, folder=tempfile.mkdtemp())
    >>> own_will(run) is None
    True
    """
    found = said(run, "mediator", arm)
    if found is None:
        return None
    leaves, at_will, unchanged = (found[name].to_numpy() for name in (LEAVES, SETTLED_AT_WILL, SETTLED_UNCHANGED))
    asked = ~np.isnan(leaves)
    months = dict(zip(names(found, LEVER), by(found, USED, LEVER)[asked].T, strict=True))
    idle = months.pop(NO_LEVER)
    usable = {lever: spent for lever, spent in months.items() if not np.isnan(spent).all()}
    ranked = sorted(usable, key=lambda lever: -usable[lever].mean())
    return OwnWill(
        Average.of(idle),
        {lever: LeverUse(Average.of(usable[lever]), Chance.of(usable[lever] > 0)) for lever in ranked},
        tuple(lever for lever in months if lever not in usable),
        Chance.of(leaves[asked] > 0),
        Average.of(leaves),
        Average.of(at_will),
        Average.of(unchanged),
        Average.of(at_will - unchanged),
        int(asked.sum()),
    )
