"""Checks of sources, locators, contradictions, events, and the texts that are attached."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from irenic.case.checks.faults import Faults
from irenic.case.fields import read_paragraphs
from irenic.case.folder import resolve_inside
from irenic.case.sections.evidence import Source
from irenic.case.walk import locators
from irenic.errors import BadValue, UnreadableDocument
from irenic.sources.document import Document as Text
from irenic.sources.document import read_document


def check_evidence(faults: Faults, folder: Path) -> None:
    """Check that every locator names a paragraph that exists and may be cited."""
    known = faults.names("sources")
    lengths: dict[str, int | None] = {}
    for name, source in faults.document.sources.items():
        lengths[name] = _length(faults, folder, name, source)
        _check_says(faults, name, source, lengths[name])
    for keys, locator in locators(faults.document):
        if not faults.expect(keys, "source", locator.source, known):
            continue
        found = faults.document.sources.get(locator.source)
        if found is not None:
            length = lengths[locator.source]
            _check_paragraphs(faults, keys, (locator.first, locator.last), (found, length))


def _length(faults: Faults, folder: Path, name: str, source: Source) -> int | None:
    """Return how many paragraphs a source has, from its text where it is attached."""
    text = attached_text(faults, folder, name, source)
    if text is None:
        return source.paragraphs
    at, length = ("sources", name), len(text.paragraphs)
    if source.paragraphs not in (None, length):
        faults.add((*at, "paragraphs"), f"the text has {length} paragraphs, not {source.paragraphs}", str(length))
    if source.sha256 and source.sha256 != text.sha256:
        wrong = "the text is not the one that was cited: its SHA-256 differs"
        faults.add((*at, "sha256"), wrong, f"{text.sha256}, once every locator has been looked at again")
    return length


def attached_text(faults: Faults, folder: Path, name: str, source: Source) -> Text | None:
    """Return the text of a source where its file is there; a text kept elsewhere is no problem."""
    at = ("sources", name, "file")
    if not source.file:
        return None
    path = resolve_inside(folder, source.file)
    if path is None:
        faults.add(at, f"'{source.file}' names no file inside the case folder", "a path such as sources/article.txt")
        return None
    if not path.exists():
        return None
    try:
        return read_document(path)
    except UnreadableDocument as error:
        faults.add(at, str(error), "a plain text file")
        return None


def _check_says(faults: Faults, name: str, source: Source, length: int | None) -> None:
    seen: set[tuple[int, int]] = set()
    for key, span in _spans(faults.names("sources", name, "says")):
        at = ("sources", name, "says", key)
        if span in seen:
            faults.add(at, f"'{key}' stands here a second time", key=True)
        seen.add(span)
        _check_paragraphs(faults, at, span, (source, length), key=True)
        said = source.says.get(span)
        if said is not None and said.speaker is not None:
            faults.expect((*at, "speaker"), "actor", said.speaker, faults.names("actors"))


def _spans(keys: Iterable[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    for key in keys:
        with suppress(BadValue):  # a key that names no paragraphs is a problem already
            yield key, read_paragraphs(key)


def _check_paragraphs(
    faults: Faults, at: tuple[str, ...], span: tuple[int, int], source: tuple[Source, int | None], *, key: bool = False
) -> None:
    first, last = span
    found, length = source
    if length is not None and last > length:
        faults.add(at, f"there is no paragraph {last}", f"p1 to p{length}", key=key)
    for left_out in found.leave_out:
        begin, end = left_out.paragraphs
        if first <= end and begin <= last:
            faults.add(at, f"cites what is left out of the source: {left_out.why}", key=key)


def check_events(faults: Faults) -> None:
    """Check that events involve actors of the case, and that a date not known says so."""
    for index, event in enumerate(faults.document.events):
        at = ("events", str(index))
        faults.expect_all((*at, "who"), "actor", event.who, faults.names("actors"))
        if not event.on.dated and event.date_basis != "relative only":
            faults.add((*at, "on"), "an undated event needs 'date_basis: relative only'", key=True)


def check_contradictions(faults: Faults) -> None:
    """Check that a contradiction has at least two versions."""
    for name in faults.document.contradictions:
        at = ("contradictions", name, "versions")
        if len(faults.names(*at)) < 2:
            faults.add(at, "a contradiction needs at least two versions", key=True)
