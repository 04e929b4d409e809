"""Everything in a document that carries a basis or is uncertain, with its path."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel

from irenic.case.basis import NO_BASIS, Basis
from irenic.case.belief import Unknown
from irenic.case.document import Document
from irenic.case.quantity import Quantity
from irenic.case.scales import SCORE
from irenic.case.sections.base import Based
from irenic.case.tree import Keys, path_text
from irenic.sources.locator import Locator

_NUMBERED: Final = ("issues", "positions", "capability", "correlations", "war", "preferences")
"""The sections whose fields can be quantities; a test holds the list against the types."""
UNKNOWN_SCORE: Final = Quantity(Unknown(), SCORE, "unknown")
"""What stands in for a score that the case leaves out."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A quantity of a case, and where it stands.

    Parameters
    ----------
    keys
        Its path from the root.
    quantity
        What is believed.
    basis
        What it rests on: its own statement, or that of the entry around it.
    """

    keys: Keys
    quantity: Quantity
    basis: Basis

    @property
    def path(self) -> str:
        """Its path as one word, which also keys its random numbers."""
        return path_text(self.keys)


def quantities(document: Document) -> Iterator[Placed]:
    """Yield every uncertain number of a document in the order of its sections."""
    for section in _NUMBERED:
        for keys, found, around in _walk(getattr(document, section), (section,), NO_BASIS):
            if isinstance(found, Quantity):
                yield Placed(keys, found, found.basis.or_else(around))


def left_out(document: Document) -> Iterator[Placed]:
    """Yield the numbers that a model needs and the case does not give: all of them unknown.

    These are the salience of every position and the capability of everyone who holds one.
    """
    holders = {actor for actor, held in document.positions.items() if any(p.wants is not None for p in held.values())}
    for actor in document.positions:
        if actor in holders - set(document.capability):
            yield Placed(("capability", actor), UNKNOWN_SCORE, NO_BASIS)
    for actor, by_issue in document.positions.items():
        for issue, position in by_issue.items():
            if position.wants is not None and position.salience is None:
                yield Placed(("positions", actor, issue, "salience"), UNKNOWN_SCORE, NO_BASIS)


def turns(document: Document) -> Iterator[Placed]:
    """Yield whose turn it is, wherever several coders hold different preferences of an actor."""
    for actor, held in document.preferences.items():
        if held.turn is not None:
            yield Placed(("preferences", actor, "coders"), held.turn, held.basis)


def locators(document: Document) -> Iterator[tuple[Keys, Locator]]:
    """Yield every locator of a document, with the path of the entry or list item that gives it."""
    for keys, found, _ in _walk(document, (), NO_BASIS):
        if isinstance(found, Quantity):
            for index, locator in enumerate(found.basis.because):
                yield (*keys, "because", str(index)), locator
        elif isinstance(found, Locator):
            yield keys, found


def _walk(item: object, keys: Keys, around: Basis) -> Iterator[tuple[Keys, object, Basis]]:
    if isinstance(item, Quantity | Locator):
        yield keys, item, around
        return
    if isinstance(item, Based):
        around = item.basis.or_else(around)
    for key, inner in _inside(item):
        yield from _walk(inner, (*keys, key), around)


def _inside(item: object) -> Iterator[tuple[str, object]]:
    if isinstance(item, BaseModel):
        fields = type(item).model_fields
        for name, value in item:
            yield (fields[name].alias or name if name in fields else name), value
    elif isinstance(item, dict):
        yield from ((str(key), value) for key, value in item.items())
    elif isinstance(item, tuple):
        yield from ((str(index), value) for index, value in enumerate(item))
