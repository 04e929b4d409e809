"""Dates as the sources give them: a day, a month, a span, or none at all."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from irenic.errors import BadValue

FORMS: Final = "2025-05-16, 2025-05, 2025, 2025-05-06 to 2025-05-08, after 2025-05-19, before 2025-05-19, undated"
BASES: Final = ("absolute", "inferred from weekday", "inferred month", "relative only")
"""How a date is known: stated, worked out from a weekday or a month's name, or only as before or after."""

_DATE: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class When:
    """The days something may have happened on; an end that is ``None`` is open.

    Examples
    --------
    >>> print(When.parse("2025-05").first, When.parse("2025-05").last)
    2025-05-01 2025-05-31
    >>> When.parse("undated").dated
    False
    """

    first: date | None
    last: date | None
    written: str

    @property
    def dated(self) -> bool:
        """Whether anything is known of the date."""
        return self.first is not None or self.last is not None

    @classmethod
    def parse(cls, text: str) -> "When":
        """Read a date, a span or ``undated``.

        Raises
        ------
        BadValue
            If it is none of these, names no real day, or runs backwards.
        """
        written = " ".join(text.split())
        if written == "undated":
            return cls(None, None, written)
        if written.startswith("after "):
            return cls(_days(written.removeprefix("after "))[0], None, written)
        if written.startswith("before "):
            return cls(None, _days(written.removeprefix("before "))[1], written)
        begin, _, end = written.partition(" to ")
        first, last = _days(begin)[0], _days(end or begin)[1]
        if last < first:
            raise BadValue(wrong=f"'{written}' runs backwards", allowed=FORMS, nearest=f"{end} to {begin}")
        return cls(first, last, written)


def _days(text: str) -> tuple[date, date]:
    """Return the first and last day that a date names."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise BadValue(wrong=f"'{text}' is not a date", allowed=FORMS)
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        if day:
            return first, first
        last_month = month or 12
        return first, date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])
    except ValueError as error:
        raise BadValue(wrong=f"'{text}' names no day of the calendar", allowed=FORMS) from error
