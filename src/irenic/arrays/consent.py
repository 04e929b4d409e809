"""Whose consent a settlement needs, and what nobody will sign: the part of a case without numbers."""

from collections.abc import Iterator

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from irenic.case.document import Document
from irenic.case.red_lines import red_lines
from irenic.vocabulary import (
    ACTOR,
    HOLDS_NOW,
    NEEDS,
    OPTION,
    PROPOSAL,
    PROPOSED,
    RATIFIES,
    REFUSES,
    SIGNS,
)

Bools = NDArray[np.bool_]


def consent(document: Document) -> xr.Dataset:
    """Return who signs, who refuses what, whom an option needs, and what the proposals say.

    Parameters
    ----------
    document
        A case, overlays applied.

    Returns
    -------
    xarray.Dataset
        ``signs`` and ``ratifies`` by actor; ``refuses`` by actor and option; ``needs`` by option
        and actor; ``holds_now`` by option; ``proposed`` by proposal and option. All of them
        true or false.

    Examples
    --------
    >>> from irenic.examples import load
    >>> found = consent(load("two-villages").document)
    >>> found.refuses.sel(actor="hill", option="water.valley-all").item()
    True
    """
    actors = list(document.actors)
    options = [f"{issue}.{option}" for issue, entry in document.issues.items() for option in entry.options]
    signs, ratifies = _who_signs(document)
    return xr.Dataset(
        {
            SIGNS: (ACTOR, _marks(actors, signs)),
            RATIFIES: (ACTOR, _marks(actors, ratifies)),
            REFUSES: ((ACTOR, OPTION), _pairs(actors, options, _refused(document))),
            NEEDS: ((OPTION, ACTOR), _pairs(options, actors, _needed(document))),
            HOLDS_NOW: (OPTION, _marks(options, {f"{issue}.{entry.now}" for issue, entry in document.issues.items()})),
            PROPOSED: ((PROPOSAL, OPTION), _pairs(list(document.proposals), options, _proposed(document))),
        },
        coords={ACTOR: actors, OPTION: options, PROPOSAL: list(document.proposals)},
    )


def _who_signs(document: Document) -> tuple[set[str], set[str]]:
    """Return everyone who must sign, and those among them who only ratify at home."""
    signing = set(document.signatories or (name for name, actor in document.actors.items() if actor.role == "party"))
    ratifying = {home for actor in signing for home in document.actors[actor].ratified_by} - signing
    return signing | ratifying, ratifying


def _refused(document: Document) -> Iterator[tuple[str, str]]:
    return ((line.actor, f"{line.issue}.{option}") for line in red_lines(document) for option in line.refused)


def _needed(document: Document) -> Iterator[tuple[str, str]]:
    for issue, entry in document.issues.items():
        for name, option in entry.options.items():
            yield from ((f"{issue}.{name}", actor) for actor in option.needs)


def _proposed(document: Document) -> Iterator[tuple[str, str]]:
    for name, proposal in document.proposals.items():
        for issue, options in proposal.terms.items():
            yield from ((name, f"{issue}.{option}") for option in options)


def _marks(names: list[str], marked: set[str]) -> Bools:
    return np.array([name in marked for name in names], dtype=bool)


def _pairs(rows: list[str], columns: list[str], pairs: Iterator[tuple[str, str]]) -> Bools:
    table = np.zeros((len(rows), len(columns)), dtype=bool)
    for row, column in pairs:
        table[rows.index(row), columns.index(column)] = True
    return table
