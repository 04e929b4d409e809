"""What happened and what was proposed, in order of time, and who took part."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from irenic.case.document import Document
from irenic.case.sections.evidence import DateBasis
from irenic.case.when import When
from irenic.report.dates import gap_words, when_words
from irenic.report.figures.canvas import Chart, Row, picture, points, strokes, texts
from irenic.report.figures.style import GREY, INK, PALE, WIDTH, lines, side_colours
from irenic.report.labels import actor_name
from irenic.report.words import listing

LONG: Final = 90
"""Days without anything after which the picture says how long the gap is."""
MOST: Final = 26
"""Entries in one picture; more would not fit on a sheet of paper."""
_MOST_LANES, _LANES, _LANE, _LETTER, _HEAD = 9, 132.0, 54.0, 6.7, 12.0


@dataclass(frozen=True, slots=True)
class Entry:
    """An event or a proposal.

    Parameters
    ----------
    kind
        Which of the two.
    when, known
        Its date, and how that is known.
    who
        The actors involved.
    text
        What happened, or what the proposal is called.
    """

    kind: Literal["event", "proposal"]
    when: When
    known: DateBasis
    who: tuple[str, ...]
    text: str

    @property
    def order(self) -> tuple[date, date]:
        """Where it stands among others; an open end counts as its known one."""
        first = self.when.first or self.when.last or date.max
        return first, self.when.last or first


def entries(document: Document) -> tuple[Entry, ...]:
    """Return every event and proposal: the dated ones in order of time, then those without a date.

    Examples
    --------
    >>> from irenic.examples import load
    >>> entries(load("ukraine-2025").document)[0].text
    'Russia takes Crimea and other land.'
    """
    found = [Entry("event", e.on, e.date_basis, e.who, e.what) for e in document.events]
    found += [Entry("proposal", p.on, p.date_basis, p.by, p.label) for p in document.proposals.values()]
    return tuple(sorted(found, key=lambda entry: entry.order))


def timeline(document: Document, shown: Sequence[Entry] | None = None) -> Chart:
    """Draw a timeline: a row for every entry, a column for every actor involved.

    A circle is an event, a square a proposal; filled where the source states the date, hollow
    where it was worked out.

    Parameters
    ----------
    document
        The case.
    shown
        The entries to draw; left out, all that are dated.

    Examples
    --------
    >>> from irenic.examples import load
    >>> type(timeline(load("ukraine-2025").document)).__name__
    'LayerChart'
    """
    rows = [entry for entry in entries(document) if entry.when.dated] if shown is None else list(shown)
    lanes = _lanes(document, rows)
    text_at = _LANES + _LANE * len(lanes) + 8
    heads = [{"x": x, "y": 6, "text": lines(actor_name(document, actor), 9, 4)} for actor, x in lanes.items()]
    y = 14 + _HEAD * max(1, *(len(lines(actor_name(document, actor), 9, 4)) for actor in lanes), 1)
    dates, marks, links, words, gaps = [], [], [], [], []
    top, colours, before = y, side_colours(document), None
    for entry in rows:
        text = lines(entry.text, int((WIDTH - text_at) / _LETTER), 5)
        idle = (entry.order[0] - before).days if before else 0
        if idle > LONG:
            gaps.append({"x": text_at, "y": y + 9, "text": gap_words(idle), "colour": GREY})
            y += 22
        middle = y + 13
        dates.append({"x": 8, "y": middle, "text": _when(entry.when)})
        words.append({"x": text_at, "y": y + 6, "text": text})
        found = [lanes[actor] for actor in entry.who if actor in lanes] or [_LANES - 16]
        links.append({"x": min(found), "x2": max(found), "y": middle, "y2": middle, "colour": GREY})
        marks += _marks(document, entry, lanes, middle, colours)
        y += 14 * len(text) + 12
        before = max(before or date.min, entry.order[1])
    spines = [{"x": x, "x2": x, "y": top, "y2": y, "colour": PALE} for x in lanes.values()]
    layers = [
        strokes(spines),
        strokes(links, width=2),
        points(marks, stroke=2),
        texts(heads, "center", 10.5, middle=False),
        texts(dates, "left", 11.5),
        texts(words, "left", 12, middle=False),
        texts(gaps, "left", 11),
    ]
    return picture(layers, (WIDTH, y + 4), f"Timeline of {len(rows)} events and proposals, with who took part in each.")


def _when(when: When) -> str:
    """Return a date; of a month or a year one says that something was in it."""
    whole = when_words(when)
    return whole if when.first == when.last or " to " in when.written or when.written[0].isalpha() else f"in {whole}"


def _lanes(document: Document, rows: Sequence[Entry]) -> dict[str, float]:
    """Return the column of every actor involved; where there are too many, of those most often there."""
    often = Counter(actor for entry in rows for actor in entry.who if actor in document.actors)
    kept = {actor for actor, _ in often.most_common(_MOST_LANES)}
    shown = [actor for actor in document.actors if actor in kept]
    return {actor: _LANES + _LANE * (index + 0.5) for index, actor in enumerate(shown)}


def _marks(document: Document, entry: Entry, lanes: dict[str, float], y: float, colours: dict[str, str]) -> list[Row]:
    who = listing(actor_name(document, actor) for actor in entry.who) or "nobody named"
    tip = f"{when_words(entry.when)}, {entry.kind}: {entry.text} ({who})"
    shape = "circle" if entry.kind == "event" else "square"
    places = [(lanes[actor], colours[actor]) for actor in entry.who if actor in lanes] or [(_LANES - 16, INK)]
    return [
        {"x": x, "y": y, "shape": shape, "size": 120, "tip": tip, "colour": colour}
        | {"fill": colour if entry.known == "absolute" else "white"}
        for x, colour in places
    ]
