"""The numbers of a case as a reader checks them: as written, and what is drawn from."""

import math
from collections.abc import Iterable, Sequence
from typing import Any, Final

from irenic.case.case import Case
from irenic.case.document import Document
from irenic.case.places import Percentiles, percentiles_at
from irenic.case.tree import path_text
from irenic.case.walk import Placed
from irenic.report.terminal import Bar, Block, Heading, Table

COLUMNS: Final = ("Number", "As written", "5%", "50%", "95%", "On its scale")
RIGHT: Final = frozenset({"5%", "50%", "95%"})


def percentiles(document: Document, placed: Placed) -> Percentiles:
    """Return the 5th, 50th and 95th percentile of a number; a named option counts at its middle.

    Examples
    --------
    >>> from irenic.examples import load
    >>> case = load("two-villages")
    >>> percentiles(case.document, next(p for p in case.quantities if p.path == "positions.hill.water.wants"))
    (0.0, 25.0, 50.0)
    """
    return percentiles_at(document, placed.keys, placed.quantity)


def short(value: float) -> str:
    """Return a number for a table: whole above ten, three digits below.

    Examples
    --------
    >>> short(62.4), short(0.0312), short(50.0)
    ('62', '0.0312', '50')
    """
    return f"{value:.0f}" if abs(value) >= 10 else f"{value:.3g}"


def number_cells(document: Document, placed: Placed) -> tuple[str, str, str, Bar | None]:
    """Return the 5th, 50th and 95th percentile as text, and as a bar where the scale has two ends."""
    at = percentiles(document, placed)
    scale = placed.quantity.scale
    low, middle, high = (short(value) for value in at)
    return low, middle, high, Bar(at, (scale.low, scale.high)) if scale.bounded else None


def number_table(document: Document, numbers: Iterable[Placed], above: int = 0) -> Table:
    """Return numbers as a table; ``above`` keys of each path are said by its heading already."""
    rows = [
        (path_text(placed.keys[above:]), placed.quantity.written, *number_cells(document, placed)) for placed in numbers
    ]
    return Table(COLUMNS, rows, RIGHT)


def numbers_page(case: Case) -> list[Block]:
    """Return every number that is drawn, under the part of the case it belongs to."""
    parts: dict[tuple[str, ...], list[Placed]] = {}
    for placed in case.numbers:
        parts.setdefault(_part(placed.keys), []).append(placed)
    blocks: list[Block] = []
    for part, numbers in parts.items():
        blocks += [Heading(path_text(part), level=2), number_table(case.document, numbers, len(part))]
    return blocks


def _part(keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(keys[:2]) if keys[0] in ("issues", "positions") else tuple(keys[:1])


def numbers_data(case: Case, numbers: Iterable[Placed]) -> list[dict[str, Any]]:
    """Return numbers as plain data for ``--json``; an end that a scale does not have is ``null``."""
    found = []
    for placed in numbers:
        low, middle, high = percentiles(case.document, placed)
        scale = placed.quantity.scale
        found.append(
            {
                "path": placed.path,
                "written": placed.quantity.written,
                "p5": low,
                "p50": middle,
                "p95": high,
                "scale": [end if math.isfinite(end) else None for end in (scale.low, scale.high)],
                "because": [str(locator) for locator in placed.basis.because],
                "judgement": placed.basis.judgement,
                "confidence": placed.basis.confidence,
            }
        )
    return found
