"""A locator names paragraphs of a source: ``coughlin#p19`` or ``coughlin#p10-p11``."""

import re
from dataclasses import dataclass

from irenic.errors import BadLocator

_PATTERN = re.compile(r"(?P<source>[^\s#]+)#p(?P<first>[1-9]\d{0,5})(?:-p?(?P<last>[1-9]\d{0,5}))?")


@dataclass(frozen=True, slots=True, order=True)
class Locator:
    """Paragraphs ``first`` to ``last`` of a source, counting its non-blank lines from 1.

    Examples
    --------
    >>> Locator.parse("coughlin#p10-p11")
    Locator(source='coughlin', first=10, last=11)
    >>> print(Locator.parse("coughlin#p19"))
    coughlin#p19
    """

    source: str
    first: int
    last: int

    @classmethod
    def parse(cls, text: str) -> "Locator":
        """Read a locator.

        Raises
        ------
        BadLocator
            If the text is not a locator, or its paragraphs run backwards.
        """
        match = _PATTERN.fullmatch(text)
        if match is None:
            msg = f"'{text}' is not a locator; write source#p12 or source#p12-p14"
            raise BadLocator(msg)
        first = int(match["first"])
        last = int(match["last"] or first)
        if last < first:
            msg = f"'{text}' runs backwards; write {match['source']}#p{last}-p{first}"
            raise BadLocator(msg)
        return cls(match["source"], first, last)

    def __str__(self) -> str:
        """Return the locator as it is written in a case."""
        end = "" if self.last == self.first else f"-p{self.last}"
        return f"{self.source}#p{self.first}{end}"

    @property
    def paragraphs(self) -> range:
        """The numbers of the paragraphs it names."""
        return range(self.first, self.last + 1)
