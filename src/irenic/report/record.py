"""The record of a case: what was forecast, what came, and how good the forecasts were, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from irenic.case.document import Document
from irenic.case.sections.record import Forecast
from irenic.report.claims import expected
from irenic.report.dates import KNOWN_HOW, when_words
from irenic.report.words import percent
from irenic.sources.locator import Locator


@dataclass(frozen=True, slots=True)
class Entry:
    """A forecast in words.

    Parameters
    ----------
    name, what
        Its short name, and what it says.
    made
        When, and how that is known.
    chance
        How likely it was said to be: a number, or words, or how it was made.
    outcomes
        The same as outcomes of the models.
    decided
        When it is decided; empty where it sets no end.
    came
        ``yes``, ``no`` or ``unknown``.
    why
        A judgement on what came; empty where there is none.
    by, because
        Where it is made, and where it is told what came.
    """

    name: str
    what: str
    made: str
    chance: str
    outcomes: tuple[str, ...]
    decided: str
    came: str
    why: str
    by: tuple[Locator, ...]
    because: tuple[Locator, ...]


def entries(document: Document) -> tuple[Entry, ...]:
    """Return every forecast of a case.

    Examples
    --------
    >>> from irenic.examples import load
    >>> found = entries(load("ukraine-2025").document)[0]
    >>> found.what, found.decided, found.came
    ("The war ends within a day of Trump's taking office.", 'Jan 2025', 'no')
    """
    return tuple(_entry(document, name, forecast) for name, forecast in document.forecasts.items())


def _entry(document: Document, name: str, forecast: Forecast) -> Entry:
    how = "" if forecast.date_basis == "absolute" else f" ({KNOWN_HOW[forecast.date_basis]})"
    stated = "" if forecast.chance is None else percent(forecast.chance)
    words = forecast.words.rstrip(".")
    return Entry(
        name,
        forecast.what,
        when_words(forecast.on) + how,
        ": ".join(part for part in (stated, words) if part) or forecast.modality,
        tuple(_outcomes(document, forecast)),
        when_words(forecast.resolves_by) if forecast.resolves_by else "",
        forecast.resolved.came,
        forecast.resolved.judgement,
        forecast.by,
        forecast.resolved.because,
    )


def _outcomes(document: Document, forecast: Forecast) -> Iterator[str]:
    for outcome, expectation in forecast.then.items():
        yield f"{expected(document, outcome, expectation).outcome} ({outcome}): {expectation}"
