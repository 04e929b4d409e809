"""What a sound case still leaves open: told by ``irenic check``, and never a problem."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from irenic.case.belief import Unknown
from irenic.case.document import Document
from irenic.case.folder import resolve_inside
from irenic.case.stated_changes import StatedChange
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


def _detached(document: Document, folder: Path) -> Iterator[str]:
    for name, source in document.sources.items():
        path = resolve_inside(folder, source.file) if source.file else None
        if path is not None and not path.exists():
            yield f"sources.{name}"
