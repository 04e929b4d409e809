"""The chapter that holds everything side by side: readings, answers, and the families themselves."""

from typing import Any, Final

from irenic.report.agreement_words import agreement_sentences, agreement_table
from irenic.report.chapters.shown import Plate, Shown, Table
from irenic.report.figures import heat
from irenic.report.grid import Cell, Grid, grid
from irenic.report.headline_words import headline_words
from irenic.report.svg import svg_of
from irenic.report.words import count

_QUESTION: Final = "What does every perspective and scenario do to every answer, and do the model families agree?"


def grid_chapter(shown: Shown) -> dict[str, Any]:
    """Return whether the families agree, and every answer under every arm."""
    found = grid(shown.run)
    heads, rows = agreement_table(shown.run)
    return {
        "question": _QUESTION,
        "sentences": agreement_sentences(shown.run),
        "agreement": Table("Where each model family points, issue by issue", heads, rows) if rows else None,
        "plate": _plate(shown, found) if found.heads else None,
    }


def _plate(shown: Shown, found: Grid) -> Plate:
    document = shown.document
    rows = [("The case as entered", *map(_words, found.entered))]
    rows += [(arm.label, *map(_words, cells)) for arm, cells in found.rows]
    still = f" {count(len(found.still), 'arm')} change nothing here and have no row." if found.still else ""
    return Plate(
        "Every answer under every perspective and scenario",
        "The first row is the case as entered. A cell is the bluer the higher its number; below the number stands its "
        "95% interval. ▲ and ▼ say that the answer is clearly above or below the case as entered, draw by draw.",
        svg_of(heat(shown.run, found)),
        "Shares of draws, and means over the draws of chances that are computed in each. A dash: nothing can be said "
        "there, because nothing is ever signed or nobody fights. Each row is one "
        "perspective or one scenario, or one of each in a run that combines them (irenic assess --combine)."
        f"{still}",
        Table(
            "Every answer under every reading",
            ("Under", *(headline_words(document, h) for h in found.heads)),
            tuple(rows),
        ),
    )


def _words(cell: Cell) -> str:
    return f"{cell.said} ({cell.interval})" if cell.interval else cell.said
