"""What a sound case still leaves open: told by ``irenic check``, and never a problem."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from irenic.case.belief import Unknown
from irenic.case.document import Document
from irenic.case.folder import resolve_inside
from irenic.case.stated_changes import StatedChange
from irenic.case.states import states_of
from irenic.case.walk import Placed, left_out, locators, quantities
from irenic.errors import listed


@dataclass(frozen=True, slots=True)
class Note:
    """Something left open, and the places it concerns."""

    words: str
    paths: tuple[str, ...]

    def __str__(self) -> str:
        """Return the note as one line.

        Examples
        --------
        >>> print(Note("cited, but without a paraphrase under 'says'", ("wolff#p3",)))
        1 × cited, but without a paraphrase under 'says': wolff#p3
        """
        return f"{len(self.paths)} × {self.words}: {listed(self.paths, 6)}"


def notes(document: Document, changes: Iterable[StatedChange], folder: Path) -> list[Note]:
    """Return what a case leaves open.

    Parameters
    ----------
    document
        A case without problems.
    changes
        The changes it states.
    folder
        Its folder, to see which texts are attached.
    """
    numbers = tuple(quantities(document))
    found = {
        "drawn from the whole scale, because it is entered as unknown": _unknown(numbers),
        "drawn from the whole scale, because nothing is entered": (placed.path for placed in left_out(document)),
        "rests on nothing that is stated; add 'because' or 'judgement'": _baseless((*numbers, *changes)),
        "cited, but without a paraphrase under 'says'": _unsaid(document),
        "the same in every state that can occur, so the statement orders nothing": _constant(document),
        "names no state that can occur": _of_no_state(document),
        "prefers what its positions tell, because no preferences are entered": _derived(document),
        "likes all states the same, because no preferences are entered": _indifferent(document),
        "the text is not attached; only paraphrases can be shown": _detached(document, folder),
    }
    return [Note(words, paths) for words, paths in ((words, tuple(paths)) for words, paths in found.items()) if paths]


def _unknown(numbers: Iterable[Placed]) -> Iterator[str]:
    return (placed.path for placed in numbers if isinstance(placed.quantity.belief, Unknown))


def _baseless(stated: Iterable[Placed | StatedChange]) -> Iterator[str]:
    return (entry.path for entry in stated if not entry.basis.stated)


def _unsaid(document: Document) -> Iterator[str]:
    said = {
        (name, number)
        for name, source in document.sources.items()
        for first, last in source.says
        for number in range(first, last + 1)
    }
    cited = {locator for _, locator in locators(document)}
    return (
        str(locator) for locator in sorted(cited) if not any((locator.source, n) in said for n in locator.paragraphs)
    )


def _constant(document: Document) -> Iterator[str]:
    """Yield the statements that no state tells from another."""
    if document.moves is None:
        return
    states = states_of(document.moves)
    for actor, held in document.preferences.items():
        for way, reading in held.readings.items():
            for key, entry in reading.entries:
                if any(states.where(formula).bit_count() in (0, len(states)) for formula in entry.statements):
                    yield ".".join(part for part in ("preferences", actor, way, key) if part)


def _of_no_state(document: Document) -> Iterator[str]:
    if document.moves is None:
        return
    states = states_of(document.moves)
    for name, state in document.moves.states.items():
        if not states.where(state.when):
            yield f"moves.states.{name}"


def _indifferent(document: Document) -> Iterator[str]:
    return (f"moves.{actor}" for actor in _unstated(document) if not _told(document, actor))


def _derived(document: Document) -> Iterator[str]:
    return (f"moves.{actor}" for actor in _unstated(document) if _told(document, actor))


def _unstated(document: Document) -> Iterator[str]:
    """Yield the actors who have moves and no preferences."""
    movers = document.moves.by_actor if document.moves is not None else {}
    return (actor for actor, own in movers.items() if own and actor not in document.preferences)


def _told(document: Document, actor: str) -> bool:
    """Return whether an actor wants something on an issue that some move speaks of."""
    meant = document.moves.meant if document.moves is not None else {}
    held = document.positions.get(actor, {})
    return any(issue in held and held[issue].wants is not None for issue in meant)


def _detached(document: Document, folder: Path) -> Iterator[str]:
    for name, source in document.sources.items():
        path = resolve_inside(folder, source.file) if source.file else None
        if path is not None and not path.exists():
            yield f"sources.{name}"
