"""The answers of every family that a reader asks for first, each as one number in every draw of an arm."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from irenic.study.assess import Run
from irenic.study.outcomes import read_outcome
from irenic.study.plan import AS_ENTERED
from irenic.study.pressure import answered
from irenic.study.prospects import HORIZONS, names, said
from irenic.vocabulary import MONTH, PARTY, PROPOSAL, SIGNABLE, TRUE_ODDS

Values = NDArray[np.float64]
Reader: TypeAlias = Callable[[xr.Dataset], Values | None]
Kind: TypeAlias = Literal["share", "chance", "place"]
"""Whether something holds in a draw; a chance that is computed in every draw; a place on a line from 0 to 100."""

PACKAGE: Final = "package"
SETTLED_WITHIN: Final = "settled"
HOLDS: Final = "holds"
WINS: Final = "victory"


@dataclass(frozen=True, slots=True)
class Headline:
    """An answer that is one number a draw.

    Parameters
    ----------
    name
        Unique, such as ``settled.12`` or ``compromise.territory``.
    family
        The family that gives it.
    kind
        What kind of number it is.
    read
        Reads it from the answers of the family, shape ``(draw,)``; nothing where there is none.
    about
        The party, proposal, issue or number of months it is about; empty for none.
    """

    name: str
    family: str
    kind: Kind
    read: Reader
    about: str = ""

    @property
    def group(self) -> str:
        """Its name without what it is about."""
        return self.name.partition(".")[0]


def headlines(run: Run) -> tuple[Headline, ...]:
    """Return the answers that a run has on the case as entered.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=20, folder=tempfile.mkdtemp())
    >>> [headline.name for headline in headlines(run)]
    ['package', 'signable.elders', 'compromise.water', 'compromise.channel']
    """
    return (*_bargain(run), *_war(run), *_signable(run), *_pressure(run))


def in_every_draw(run: Run, headline: Headline, arm: str = AS_ENTERED) -> Values | None:
    """Return an answer in every draw under an arm, shape ``(draw,)``; nothing where there is none."""
    answers = said(run, headline.family, arm)
    if answers is None:
        return None
    found = headline.read(answers)
    return None if found is None or np.isnan(found).all() else found


def _bargain(run: Run) -> list[Headline]:
    if said(run, "bargaining") is None:
        return []
    return [Headline(PACKAGE, "bargaining", "share", _outcome("packages.feasible", "bargaining"))]


def _war(run: Run) -> list[Headline]:
    war = said(run, "war")
    if war is None:
        return []
    months = war.sizes[MONTH]
    there = [month for month in HORIZONS if month <= months]
    return [
        Headline("feasible", "war", "share", _outcome("packages.feasible", "war")),
        *(
            Headline(f"{SETTLED_WITHIN}.{m}", "war", "chance", _outcome(f"settlement.within.{m}", "war"), str(m))
            for m in there
        ),
        *(
            Headline(f"{HOLDS}.{m}", "war", "chance", _outcome(f"settlement.survives.{m}", "war"), str(m))
            for m in there
        ),
        *(Headline(f"{WINS}.{p}", "war", "chance", _outcome(f"victory.{p}", "war"), p) for p in names(war, PARTY)),
        Headline("alone", "war", "chance", lambda answers: answers[TRUE_ODDS].to_numpy()),
        Headline("ripe", "war", "share", _outcome("settlement.ripe", "war")),
    ]


def _signable(run: Run) -> list[Headline]:
    bargain = said(run, "bargaining")
    if bargain is None:
        return []
    proposals = run.case.document.proposals
    with_terms = [name for name in names(bargain, PROPOSAL) if proposals[name].terms]
    return [Headline(f"signable.{p}", "bargaining", "share", _along(SIGNABLE, PROPOSAL, p), p) for p in with_terms]


def _pressure(run: Run) -> list[Headline]:
    issues = answered(run)
    return [
        Headline(f"compromise.{i}", "influence", "place", _outcome(f"pressure.{i}", "influence"), i) for i in issues
    ]


def _outcome(outcome: str, family: str) -> Reader:
    return lambda answers: read_outcome(answers, outcome, family)


def _along(variable: str, dim: str, label: str) -> Reader:
    def read(answers: xr.Dataset) -> Values | None:
        if label not in names(answers, dim):
            return None
        found: Values = answers[variable].sel({dim: label}).to_numpy()
        return found

    return read
