"""Text of others made fit to be shown: without the characters that act instead of being read."""

import unicodedata
from typing import Final

_ACTING: Final = frozenset("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
"""Line separators and the marks that turn the direction of text around."""


def plain_text(text: str) -> str:
    r"""Return a text in which control characters and direction marks are made visible as ``\ufffd``.

    Letters of every script stay as they are; only what could reorder or break the text around it
    goes. White space that ends a line becomes a blank.

    Examples
    --------
    >>> plain_text("safe\u202eevil\x07")
    'safe\ufffdevil\ufffd'
    >>> plain_text("two\nlines")
    'two lines'
    >>> plain_text("\u0633\u0644\u0627\u0645 2025")
    '\u0633\u0644\u0627\u0645 2025'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in "\n\t\r":
        return " "
    return "\ufffd" if character in _ACTING or unicodedata.category(character) in ("Cc", "Cs") else character
