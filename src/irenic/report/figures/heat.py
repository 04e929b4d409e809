"""Every answer under every perspective and scenario as one picture, each cell with its number in it."""

from itertools import groupby
from typing import Final

from irenic.report.figures.canvas import Chart, Row, boxes, picture, texts
from irenic.report.figures.colour_key import colour_key
from irenic.report.figures.style import BLUE, INK, lines, mixed
from irenic.report.grid import Cell, Grid, grid
from irenic.report.headline_words import headline_words
from irenic.report.shifts import kind_of
from irenic.study.assess import Run

FULLEST: Final = 0.55
"""How much of the colour a cell of 100 % has, so that black numbers stay legible on it."""
ENDS: Final = ("never (0%)", "always (100%)")
"""What the two ends of the colours mean."""
_NAMES, _CELL, _ROW, _GROUP, _HEAD, _KEY = 250.0, 76.0, 31.0, 26.0, 84.0, 34.0


def heat(run: Run, found: Grid | None = None) -> Chart:
    """Draw every answer under every perspective and scenario, the case as entered first.

    A cell is the bluer the higher its number. Below the number stands its 95 % interval; a triangle says that the
    answer is clearly above or below the case as entered, draw by draw.

    Parameters
    ----------
    run
        A finished run.
    found
        The answers, where they are known already.
    """
    found = found or grid(run)
    document = run.case.document
    middle = [_NAMES + _CELL * (i + 0.5) for i in range(len(found.heads))]
    heads: list[Row] = [
        {"x": x, "y": _KEY + 4, "text": lines(headline_words(document, head), 12, 6)}
        for x, head in zip(middle, found.heads, strict=True)
    ]
    marks = _Marks([], [], [], [], [])
    y = _KEY + _HEAD
    marks.add("The case as entered", found.entered, middle, y)
    y += _ROW + 4
    for kind, rows in groupby(found.rows, key=lambda row: kind_of(row[0])):
        marks.groups.append({"x": 8, "y": y + _GROUP / 2 + 3, "text": f"Under {kind}"})
        y += _GROUP
        for arm, cells in rows:
            marks.add(arm.label, cells, middle, y)
            y += _ROW
    width = max(_NAMES + _CELL * len(found.heads) + 8, 520.0)
    layers = [
        *colour_key(BLUE, FULLEST, 110, ENDS),
        texts(heads, "center", 9.5, bold=True, middle=False),
        boxes(marks.cells, stroke=1),
        texts(marks.groups, "left", 11.5, bold=True),
        texts(marks.names, "left", 11, middle=False),
        texts(marks.numbers, "center", 12, bold=True),
        texts(marks.intervals, "center", 8.5),
    ]
    words = f"A table in colours: {len(found.heads)} answers as entered and under {len(found.rows)} arms."
    return picture(layers, (width, y + 6), words)


class _Marks:
    """The marks of all rows, by kind."""

    def __init__(self, *kinds: list[Row]) -> None:
        self.cells, self.groups, self.names, self.numbers, self.intervals = kinds

    def add(self, label: str, cells: tuple[Cell, ...], middle: list[float], y: float) -> None:
        """Add a row."""
        text = lines(label, 40, 2)
        self.names.append({"x": 8, "y": y + _ROW / 2 - 6.5 * len(text), "text": text})
        for x, cell in zip(middle, cells, strict=True):
            tip = f"{label}: {cell.said}"
            half = _CELL / 2
            box = {"x": x - half, "x2": x + half, "y": y, "y2": y + _ROW, "colour": "#FFFFFF"}
            self.cells.append({**box, "fill": cell_colour(cell), "tip": tip})
            lower = 6 if cell.interval else 0
            self.numbers.append({"x": x, "y": y + _ROW / 2 - lower, "text": cell.said, "colour": INK})
            if cell.interval:
                self.intervals.append(
                    {"x": x, "y": y + _ROW - 8, "text": cell.interval.replace("%", ""), "colour": INK}
                )


def cell_colour(cell: Cell) -> str:
    """Return the colour of a cell: white at 0, the bluer the more; white where there is no answer.

    Examples
    --------
    >>> cell_colour(Cell(0.0, 0.0, 0.0)), cell_colour(Cell(1.0, 1.0, 1.0))
    ('#FFFFFF', '#73B1D5')
    """
    return mixed(BLUE, FULLEST * cell.value) if cell.known else "#FFFFFF"
