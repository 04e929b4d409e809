"""What an argument may speak of, read draw by draw from the answers of a run.

The grammar of the names stands in :mod:`irenic.case.outcomes`; here stands where each is found. A family has no
answer where the case lacks what it needs, and no draw has one where there is nothing to speak of (no
settlement, so no terms).
"""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from irenic.case.outcomes import outcome_of
from irenic.study.assess import Run
from irenic.study.plan import AS_ENTERED
from irenic.study.prospects import said
from irenic.vocabulary import (
    ACCEPTS,
    ACTOR,
    AGREEMENT,
    BELIEVED,
    COMPROMISE,
    CONCEPT,
    DEMAND,
    FEASIBLE,
    FIGHTING_ON,
    GUARANTEE_NEEDED,
    IMPROVES,
    ISSUE,
    LEAVES,
    LEVER,
    MODE,
    MONTH,
    MOVER,
    NAMED_STATE,
    NEAREST,
    PARTY,
    PROPOSAL,
    RESTS,
    RIPE,
    SETTLED,
    SURVIVAL,
    TERMS,
    TRUST_NEEDED,
    USED,
    VICTORY,
    WAY_OUT,
)

Values = NDArray[np.float64]
Found = xr.DataArray | None
Reader = Callable[[xr.Dataset, tuple[str, ...]], Found]
"""Takes the answers of a family and what the case fills in; gives the outcome by draw, or nothing."""

STEP: Final = 0.01
"""What counts as a move: a percentage point of a chance, a hundredth of all that is at stake for a party."""
ON_A_LINE: Final = frozenset({"pressure.<issue>"})
"""Outcomes that are places on the line of an issue; all others are chances or shares."""
_POINT: Final = 1.0
"""What counts as a move on the line of an issue."""
WHETHER: Final = frozenset(
    {
        "settlement.ripe",
        "accepts.<actor>.<proposal>",
        "mediator.credible",
        "mediator.uses.<lever>",
        "packages.feasible",
        "rests.<state>.<concept>",
        "reached.<state>",
        "improves.<actor>",
    }
)
"""Outcomes that are so or not so."""
BUILT_IN: Final = {
    ("trust.needed", "trust"): "Smaller steps need less trust in this model, whatever the numbers.",
    ("demand.<actor>", "trust"): "Whoever rates its own odds higher asks for more in this model, whatever the numbers.",
    ("mediator.credible", "trust"): "After Kydd, both can believe only a mediator that leans to neither, whatever the "
    "numbers; two other views stand in the chapter on belief.",
}
"""Answers that come from how a model is built, by outcome and family."""


def in_each_draw(run: Run, outcome: str, family: str, arm: str = AS_ENTERED) -> Values | None:
    """Return an outcome in every draw under an arm, shape ``(draw,)``; nothing where the family has no answer.

    Parameters
    ----------
    run
        A finished run.
    outcome
        Its name, such as ``settlement.within.12``.
    family
        Which model family is asked.
    arm
        Under what.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=20, folder=tempfile.mkdtemp())
    >>> in_each_draw(run, "packages.feasible", "bargaining").mean().item()
    1.0
    """
    answers = said(run, family, arm)
    return None if answers is None else read_outcome(answers, outcome, family)


def read_outcome(answers: xr.Dataset, outcome: str, family: str) -> Values | None:
    """Return an outcome from the answers of a family, shape ``(draw,)``; nothing where no draw has one."""
    pattern = outcome_of(outcome).pattern
    parts = zip(pattern.split("."), outcome.split("."), strict=True)
    found = READERS[pattern, family](answers, tuple(part for want, part in parts if want.startswith("<")))
    if found is None or bool(found.isnull().all()):
        return None
    return found.to_numpy().astype(float)


def step_of(outcome: str) -> float:
    """Return how far an outcome must move for it to count.

    Examples
    --------
    >>> step_of("victory.russia"), step_of("pressure.territory")
    (0.01, 1.0)
    """
    return _POINT if outcome_of(outcome).pattern in ON_A_LINE else STEP


def _within(answers: xr.Dataset, parts: tuple[str, ...]) -> Found:
    """Return the chance within so many months; nothing if the model does not look as far ahead."""
    months, chance = int(parts[0]), answers[SETTLED]
    return chance.sel({MONTH: slice(1, months)}).sum(MONTH, skipna=False) if months in chance[MONTH] else None


def _survives(answers: xr.Dataset, parts: tuple[str, ...]) -> Found:
    months = int(parts[0])
    return answers[SURVIVAL].sel({MONTH: months}) if months in answers[MONTH] else None


def _of(variable: str, *dims: str) -> Reader:
    """Return what reads a variable, at the labels that the case fills in; nothing where there is no such label."""

    def read(answers: xr.Dataset, parts: tuple[str, ...]) -> Found:
        at: Mapping[str, str] = dict(zip(dims, parts, strict=True))
        if any(label not in answers[dim] for dim, label in at.items()):
            return None
        return answers[variable].sel(at)

    return read


def _victory(answers: xr.Dataset, parts: tuple[str, ...]) -> Found:
    return answers[VICTORY].sel({PARTY: parts[0]}).sum(MONTH, skipna=False) if parts[0] in answers[PARTY] else None


def _uses(answers: xr.Dataset, parts: tuple[str, ...]) -> Found:
    months = _of(USED, LEVER)(answers, parts)
    return None if months is None else (months > 0).astype(float).where(months.notnull())


def _credible(answers: xr.Dataset, _: tuple[str, ...]) -> Found:
    """Return whether both parties can believe the mediator; nothing where that is not said of one of them."""
    return answers[BELIEVED].min(PARTY, skipna=False)


def _reached(answers: xr.Dataset, parts: tuple[str, ...]) -> Found:
    """Return whether a state of some name is reached by steps that each prefers."""
    if parts[0] not in answers[NAMED_STATE]:
        return None
    steps = answers[NEAREST].sel({NAMED_STATE: parts[0], MODE: "improvements"})
    return steps.notnull().astype(float)


READERS: Final[dict[tuple[str, str], Reader]] = {
    ("settlement.within.<months>", "war"): _within,
    ("settlement.terms.<actor>", "war"): _of(TERMS, PARTY),
    ("settlement.way-out", "war"): _of(WAY_OUT),
    ("settlement.ripe", "war"): _of(RIPE),
    ("settlement.survives.<months>", "war"): _survives,
    ("guarantee.needed", "war"): _of(GUARANTEE_NEEDED),
    ("victory.<actor>", "war"): _victory,
    ("value.<actor>", "war"): _of(FIGHTING_ON, PARTY),
    ("mediator.uses.<lever>", "mediator"): _uses,
    ("mediator.leaves", "mediator"): _of(LEAVES),
    ("trust.needed", "trust"): _of(TRUST_NEEDED),
    ("mediator.credible", "trust"): _credible,
    ("demand.<actor>", "trust"): _of(DEMAND, PARTY),
    ("packages.feasible", "war"): _of(FEASIBLE),
    ("packages.feasible", "bargaining"): _of(AGREEMENT),
    ("accepts.<actor>.<proposal>", "bargaining"): _of(ACCEPTS, ACTOR, PROPOSAL),
    ("rests.<state>.<concept>", "stability"): _of(RESTS, NAMED_STATE, CONCEPT),
    ("reached.<state>", "stability"): _reached,
    ("improves.<actor>", "stability"): _of(IMPROVES, MOVER),
    ("pressure.<issue>", "influence"): _of(COMPROMISE, ISSUE),
}
"""Where each outcome is found, by its pattern and the family that gives it. A written list."""
