"""Dates in words, as exact as the source has them and no more."""

from datetime import date
from typing import Final

from irenic.case.sections.evidence import DateBasis
from irenic.case.when import When

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
KNOWN_HOW: Final[dict[DateBasis, str]] = {
    "absolute": "stated in the source",
    "inferred from weekday": "worked out from a weekday",
    "inferred month": "worked out from the name of a month",
    "relative only": "known only as before or after something else",
}


def when_words(when: When) -> str:
    """Return a date in words.

    Examples
    --------
    >>> [when_words(When.parse(text)) for text in ("2025-05-16", "2025-05", "2014", "after 2025-05-19", "undated")]
    ['16 May 2025', 'May 2025', '2014', 'after 19 May 2025', 'undated']
    >>> when_words(When.parse("2025-05-06 to 2025-05-08"))
    '6 May 2025 to 8 May 2025'
    """
    for word in ("after ", "before "):
        if when.written.startswith(word):
            return word + when_words(When.parse(when.written.removeprefix(word)))
    return " to ".join(_words(part) for part in when.written.split(" to "))


def _words(written: str) -> str:
    year, *rest = written.split("-")
    if not rest:
        return written
    month = _MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def day_words(day: date) -> str:
    """Return one day in words.

    Examples
    --------
    >>> day_words(date(2025, 5, 20))
    '20 May 2025'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def gap_words(days: int) -> str:
    """Return a long time in words, roughly.

    Examples
    --------
    >>> gap_words(3000), gap_words(100)
    ('about 8 years later', 'about 3 months later')
    """
    size, unit = (365.25, "year") if days >= 540 else (30.44, "month")
    number = round(days / size)
    return f"about {number} {unit}{'' if number == 1 else 's'} later"
