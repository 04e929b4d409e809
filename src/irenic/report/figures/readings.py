"""How each perspective and each scenario moves the balance, issue by issue."""

from itertools import groupby
from typing import Final

from irenic.report.figures.canvas import Chart, Row, boxes, picture, texts
from irenic.report.figures.style import FAINT, GREEN, GREY, INK, PURPLE, lines, mixed
from irenic.report.labels import issue_name
from irenic.report.shifts import Shifts, shifts
from irenic.report.words import between, number, on_the_line, signed
from irenic.study.assess import Run
from irenic.study.pressure import Shift

STRONGEST: Final = 25.0
"""Points of the line at which the colour is at its fullest."""
_NAMES, _CELL, _ROW, _GROUP = 270.0, 72.0, 38.0, 26.0


def readings(run: Run, found: Shifts | None = None) -> Chart:
    """Draw how every perspective and scenario moves the balance of pressure on each issue.

    The first row is the case as entered. Below, a cell says by how many points the weighted mean
    moves, draw by draw: the middle, and the range of nine draws in ten. What moves nothing is
    not in the picture; see :func:`irenic.report.shifts.shifts`.

    Parameters
    ----------
    run
        A finished run.
    found
        What moves the balance, where that is known already.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=50, folder=tempfile.mkdtemp())
    >>> type(readings(run)).__name__
    'LayerChart'
    """
    found = found or shifts(run)
    document = run.case.document
    columns = {issue: _NAMES + _CELL * (index + 0.5) for index, issue in enumerate(found.issues)}
    titles = [lines(issue_name(document, issue), 10, 3) for issue in columns]
    heads = [{"x": x, "y": 8, "text": title} for x, title in zip(columns.values(), titles, strict=True)]
    y = 16 + 13.0 * max(map(len, titles))
    names: list[Row] = [{"x": 8, "y": y + 10, "text": ["The case as entered:", "where pressure balances"]}]
    cells = [_box(x, y, FAINT) for x in columns.values()]
    bold = [{"x": x, "y": y + 13, "text": number(found.entered[issue].middle)} for issue, x in columns.items()]
    small = [{"x": x, "y": y + 27, "text": between(found.entered[issue])} for issue, x in columns.items()]
    groups: list[Row] = []
    y += _ROW
    for kind, rows in groupby(found.moving, key=lambda row: row.kind):
        groups.append({"x": 8, "y": y + _GROUP / 2 + 3, "text": f"Moved by {kind}, in points", "colour": INK})
        y += _GROUP
        for row in rows:
            text = lines(row.label, 38, 2)
            names.append({"x": 8, "y": y + (10 if len(text) > 1 else 17), "text": text})
            for issue, shift in row.by_issue.items():
                x = columns[issue]
                tip = f"{row.label}, {issue_name(document, issue)}: {signed(shift.median.value)}"
                cells.append(_box(x, y, cell_colour(shift)) | {"tip": tip})
                bold.append({"x": x, "y": y + 13, "text": signed(shift.median.value)})
                small.append(
                    {
                        "x": x,
                        "y": y + 27,
                        "text": f"{on_the_line(shift.spread.low)} to {on_the_line(shift.spread.high)}",
                    }
                )
            y += _ROW
    width = _NAMES + _CELL * len(columns) + 8
    layers = [
        boxes([{"tip": "as entered", **cell} for cell in cells], stroke=1),
        texts(heads, "center", 11, bold=True, middle=False),
        texts(names, "left", 11.5, middle=False),
        texts(bold, "center", 12.5, bold=True),
        texts([{"colour": GREY, **row} for row in small], "center", 10),
        texts(groups, "left", 11.5, bold=True),
    ]
    return picture(layers, (max(width, 500.0), y + 6), _description(found))


def cell_colour(shift: Shift) -> str:
    """Return purple for upwards and green for downwards, the fuller the further; white for either way.

    The direction is clear where nine draws in ten lie on one side of zero.
    """
    if shift.spread.low < 0 < shift.spread.high:
        return "#FFFFFF"
    strength = 0.06 + 0.5 * min(abs(shift.median.value) / STRONGEST, 1.0)
    return mixed(PURPLE if shift.median.value > 0 else GREEN, strength)


def _box(x: float, y: float, fill: str) -> Row:
    half = _CELL / 2
    return {"x": x - half, "x2": x + half, "y": y, "y2": y + _ROW, "fill": fill, "colour": "#FFFFFF"}


def _description(found: Shifts) -> str:
    return (
        f"A table in colours: {len(found.moving)} perspectives and scenarios that move the balance on "
        f"{len(found.issues)} issues; the numbers stand in the table below."
    )
