"""Which lever moves where the parties could rest, or whether steps that each prefers lead there."""

from dataclasses import dataclass
from typing import Final

import xarray as xr

from irenic.case.document import Document
from irenic.models.stability.concepts import FOUR
from irenic.models.stability.outlook import what_lies_ahead
from irenic.study.assess import Run
from irenic.study.intervals import Chance
from irenic.study.rest.first_draws import COUNTED, conflict_in_first_draws
from irenic.vocabulary import CONCEPT, MODE, NAMED_STATE, NEAREST, RESTS

_READ: Final = ("moves", "preferences")
"""The sections whose numbers are the graph model's own."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a lever does to states of some name, on the same draws.

    Parameters
    ----------
    lever, name
        The lever, and the name of the case for states.
    rests
        By concept, the share of draws in which such a state is an equilibrium: as entered, and with the lever pulled.
    reached
        The share of draws in which steps from the present that each prefers lead to one: likewise.
    """

    lever: str
    name: str
    rests: dict[str, tuple[Chance, Chance]]
    reached: tuple[Chance, Chance]


def levers_read(document: Document) -> tuple[str, ...]:
    """Return the levers that change moves or preferences.

    Examples
    --------
    >>> from irenic.examples import load
    >>> levers_read(load("two-villages").document)
    ()
    """
    return tuple(
        name
        for name, lever in document.levers.items()
        if any(path.split(".", maxsplit=1)[0] in _READ for path in lever.does)
    )


def what_levers_move(run: Run) -> tuple[Pulled, ...]:
    """Return what each lever that changes moves or preferences does to each name, pulled by itself as entered.

    Parameters
    ----------
    run
        A finished run of a case with moves and preferences. What is counted are its first draws.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("elmira"), draws=4, folder=tempfile.mkdtemp())
    >>> what_levers_move(run)
    ()
    """
    levers = levers_read(run.case.document)
    if not levers:
        return ()
    entered = what_lies_ahead(conflict_in_first_draws(run, COUNTED)).dataset
    found = []
    for lever in levers:
        pulled = what_lies_ahead(conflict_in_first_draws(run, COUNTED, run.case.under(lever=lever))).dataset
        for name in entered[NAMED_STATE].to_numpy().tolist():
            rests = {concept: (_rests(entered, name, concept), _rests(pulled, name, concept)) for concept in FOUR}
            found.append(Pulled(lever, name, rests, (_reached(entered, name), _reached(pulled, name))))
    return tuple(found)


def _rests(ahead: xr.Dataset, name: str, concept: str) -> Chance:
    return Chance.of(ahead[RESTS].sel({NAMED_STATE: name, CONCEPT: concept}).to_numpy() > 0)


def _reached(ahead: xr.Dataset, name: str) -> Chance:
    return Chance.of(ahead[NEAREST].sel({NAMED_STATE: name, MODE: "improvements"}).notnull().to_numpy())
