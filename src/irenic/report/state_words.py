"""States of a conflict in words: by the name the case gives them, or by the moves that are made in them."""

from typing import Final

from irenic.case.document import Document
from irenic.case.sections.moves import Moves
from irenic.case.states import states_of
from irenic.report.labels import actor_name
from irenic.report.words import listing

CONCEPT_NAMES: Final = {"nash": "Nash", "seq": "SEQ", "smr": "SMR", "gmr": "GMR"}
"""What the literature calls each concept."""
FORESIGHT: Final = {
    "nash": "if nobody looks past its own next step",
    "seq": "if everybody fears answers that suit those who give them",
    "smr": "if everybody fears any answer that it could not mend",
    "gmr": "if everybody fears any answer at all",
}
"""What each concept takes for granted, from the one that looks least far ahead to the most cautious."""


def state_words(document: Document, state: str) -> str:
    """Return a state by its name, if one name stands for it alone, or else by what sets it apart from the present.

    The present itself is told by the moves that are made in it.

    Parameters
    ----------
    document
        The case.
    state
        The label of the state: ``Y`` for each move that is made, and ``N`` for each that is not.

    Examples
    --------
    >>> from irenic.examples import load
    >>> state_words(load("elmira").document, "NYNN")
    '“Uniroyal accepts the original order”'
    >>> state_words(load("two-villages").document, "NYY")
    'with “Let half of the water run” (Hill village) and “Mend the channel” (Valley village)'
    >>> state_words(load("two-villages").document, "NNN")
    'no move is made'
    """
    if document.moves is None:
        return state
    states, bit = states_of(document.moves), sum(1 << at for at, made in enumerate(state) if made == "Y")
    for name, named in document.moves.states.items():
        if states.where(named.when) == 1 << bit:
            return f"“{named.label or name}”"
    now = bit == states.now
    gained, lost = [], []
    for made, (label, before) in zip(state, _moves(document, document.moves), strict=True):
        if made == "Y" and (now or not before):
            gained.append(label)
        elif made == "N" and before:
            lost.append(label)
    if now:
        return listing(gained) or "no move is made"
    parts = [f"{word} {listing(labels)}" for word, labels in (("with", gained), ("without", lost)) if labels]
    return ", ".join(parts)


def step_words(document: Document, start: str, end: str) -> str:
    """Return what changes from one state to another: ``+`` before what is taken up, ``-`` before what is dropped.

    Examples
    --------
    >>> from irenic.examples import load
    >>> step_words(load("two-villages").document, "NYN", "YNN")
    '+ “Shut the spring”, - “Let half of the water run”'
    """
    if document.moves is None:
        return f"{start} to {end}"
    labels = [f"“{move.label}”" for own in document.moves.by_actor.values() for move in own.values()]
    signs = {("N", "Y"): "+", ("Y", "N"): "-"}
    changed = [(signs.get(ends), label) for label, ends in zip(labels, zip(start, end, strict=True), strict=True)]
    return ", ".join(f"{sign} {label}" for wanted in signs.values() for sign, label in changed if sign == wanted)


def _moves(document: Document, moves: Moves) -> list[tuple[str, bool]]:
    """Return what each move means and whose it is, and whether it is made now."""
    return [
        (f"“{move.label}” ({actor_name(document, actor)})", move.now)
        for actor, own in moves.by_actor.items()
        for move in own.values()
    ]


def name_words(document: Document, name: str) -> str:
    """Return what a name for states means, in words, as a quotation."""
    return f"“{name_label(document, name)}”"


def name_label(document: Document, name: str) -> str:
    """Return what a name for states means; the name itself, where it has no label."""
    named = document.moves.states[name] if document.moves else None
    return named.label if named and named.label else name
