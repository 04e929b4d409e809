"""A text document as numbered paragraphs, its bytes never changed."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from irenic.errors import UnreadableDocument

LARGEST_DOCUMENT = 20_000_000
"""Bytes; a longer file is not an article and is refused before it is read."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One non-blank line of a document.

    Parameters
    ----------
    number
        Which non-blank line it is, from 1: the number after ``#p`` in a locator.
    line
        Which line of the file it is, from 1.
    text
        The line without the white space around it.
    """

    number: int
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was received.

    Parameters
    ----------
    sha256
        Of the bytes, so that a changed file is noticed.
    paragraphs
        Its non-blank lines in order.
    """

    sha256: str
    paragraphs: tuple[Paragraph, ...]


def read_document(path: Path) -> Document:
    """Read a plain-text document.

    UTF-8 is tried first, then Windows-1252, which old articles use.

    Raises
    ------
    UnreadableDocument
        If the file is missing, too large, or is no text in either encoding.
    """
    try:
        if path.exists() and not path.is_file():  # a pipe or a device would never end
            msg = f"{path.name} is not a file that can be read"
            raise UnreadableDocument(msg)
        size = path.stat().st_size
        if size > LARGEST_DOCUMENT:
            msg = f"{path.name} is {size / 1e6:.0f} MB; at most {LARGEST_DOCUMENT / 1e6:.0f} MB"
            raise UnreadableDocument(msg)
        data = path.read_bytes()
    except OSError as error:
        msg = f"{path.name} cannot be read: {error.strerror or error}"
        raise UnreadableDocument(msg) from error
    return Document(hashlib.sha256(data).hexdigest(), _paragraphs(_decoded(data, path.name)))


def _decoded(data: bytes, name: str) -> str:
    if b"\0" in data:
        msg = f"{name} is not a text file; save it as plain text first"
        raise UnreadableDocument(msg)
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    msg = f"{name} is neither UTF-8 nor Windows-1252 text; save it as UTF-8"
    raise UnreadableDocument(msg)


def _paragraphs(text: str) -> tuple[Paragraph, ...]:
    filled = [(line, raw.strip()) for line, raw in enumerate(text.split("\n"), start=1) if raw.strip()]
    return tuple(Paragraph(number, line, words) for number, (line, words) in enumerate(filled, start=1))
