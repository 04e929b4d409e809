"""The answers that a report asks what decides them, and which beliefs move each of them."""

from dataclasses import dataclass
from typing import Final

import xarray as xr

from irenic.study.assess import Run
from irenic.study.effects import Measure, in_each_draw
from irenic.study.sensitivity.drawn import ENOUGH
from irenic.study.sensitivity.moves import Moves, what_moves
from irenic.study.settlement import SOON
from irenic.vocabulary import DRAW


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer that is looked at.

    Parameters
    ----------
    measure
        What it is.
    title
        What it is called.
    yes, no
        What is said of a draw in which it is above one half, and of one in which it is below.
    """

    measure: Measure
    title: str
    yes: str
    no: str


ASKED: Final = (
    Asked(
        "settled",
        f"The chance of a settlement within {SOON} months",
        "it is above one half",
        "it is below one half",
    ),
    Asked(
        "agreement",
        "Whether there is a package that all who must sign accept",
        "there is one",
        "there is none",
    ),
)


@dataclass(frozen=True, slots=True, eq=False)
class Moved:
    """An answer in every draw, and what moves it."""

    asked: Asked
    outcome: xr.DataArray
    moves: Moves


def moved(run: Run) -> tuple[Moved, ...]:
    """Return what moves each answer that a run has; nothing in a run of too few draws to tell.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=4, folder=tempfile.mkdtemp())
    >>> moved(run)
    ()
    """
    if run.plan.draws < ENOUGH:
        return ()
    answers = [(asked, in_each_draw(run, asked.measure)) for asked in ASKED]
    outcomes = [(asked, xr.DataArray(v, dims=DRAW, name=asked.title)) for asked, v in answers if v is not None]
    return tuple(Moved(asked, outcome, what_moves(run, outcome)) for asked, outcome in outcomes)
