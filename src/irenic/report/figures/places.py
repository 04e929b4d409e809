"""Where the parties could rest: names and states by concept, and under every perspective."""

from typing import Final

from irenic.report.figures.canvas import Chart, Row, boxes, picture, texts
from irenic.report.figures.colour_key import colour_key
from irenic.report.figures.heat import ENDS
from irenic.report.figures.style import BLUE, INK, lines, mixed
from irenic.report.resting_words import shown_places
from irenic.report.state_words import CONCEPT_NAMES
from irenic.report.words import percent
from irenic.study.assess import Run
from irenic.study.plan import AS_ENTERED
from irenic.study.resting import resting

FULLEST: Final = 0.6
"""How much of the colour a cell of 100 % has, so that black numbers stay legible on it."""
_NAMES, _CELL, _ROW, _HEAD, _KEY = 340.0, 62.0, 54.0, 92.0, 40.0


def places(run: Run) -> Chart:
    """Draw in how many draws all would stay: as entered by concept, and by Nash under every perspective.

    A cell is the bluer the higher its number. Where a perspective is silent on a state, its cell is empty.

    Parameters
    ----------
    run
        A finished run of a case with moves and preferences.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("elmira"), draws=4, folder=tempfile.mkdtemp())
    >>> type(places(run)).__name__
    'LayerChart'
    """
    found = resting(run)
    shown = shown_places(run.case.document, found) if found else {}
    under = [arm for arm in run.arms if arm.name != AS_ENTERED and not arm.case.acted and arm.differs("stability")]
    others = {arm.label: other for arm in under if (other := resting(run, arm.name))}
    heads = [*CONCEPT_NAMES.values(), *others]
    rows: list[tuple[str, list[float | None]]] = []
    for words, (key, place) in shown.items():
        cells: list[float | None] = [place.rests[concept].share for concept in CONCEPT_NAMES]
        for other in others.values():
            there = other.named.get(key) or other.states.get(key)
            cells.append(there.rests["nash"].share if there else None)
        rows.append((words, cells))
    middle = [_NAMES + _CELL * (at + 0.5) + (14 if at >= len(CONCEPT_NAMES) else 0) for at in range(len(heads))]
    cells_drawn, numbers, names = _marks(rows, heads, middle)
    right = middle[-1] + _CELL / 2 if middle else _NAMES
    groups: list[Row] = [{"x": middle[0] - _CELL / 2, "y": _KEY, "text": "As entered, by concept"}]
    if others:
        groups.append({"x": middle[len(CONCEPT_NAMES)] - _CELL / 2, "y": _KEY, "text": "By Nash, under"})
    titles: list[Row] = [
        {"x": x, "y": _KEY + 14, "text": lines(head, 11, 6)} for x, head in zip(middle, heads, strict=True)
    ]
    layers = [
        *colour_key(BLUE, FULLEST, 110, ENDS),
        texts(groups, "left", 11, bold=True),
        texts(titles, "center", 9.5, middle=False),
        boxes(cells_drawn, stroke=1),
        texts(names, "left", 11, middle=False),
        texts(numbers, "center", 11.5, bold=True),
    ]
    words = f"Of {len(rows)} states and names, how often all would stay, by {len(heads)} ways to look at it."
    return picture(layers, (right + 8, _KEY + _HEAD + _ROW * len(rows) + 8), words)


def _marks(
    rows: list[tuple[str, list[float | None]]], heads: list[str], middle: list[float]
) -> tuple[list[Row], list[Row], list[Row]]:
    cells, numbers, names = list[Row](), list[Row](), list[Row]()
    for row, (words, shares) in enumerate(rows):
        y = _KEY + _HEAD + _ROW * row
        text = lines(words, 56, 4)
        names.append({"x": 8, "y": y + _ROW / 2 - 6.5 * len(text), "text": text})
        for x, head, share in zip(middle, heads, shares, strict=True):
            said = "–" if share is None else percent(share)
            box = {"x": x - _CELL / 2, "x2": x + _CELL / 2, "y": y, "y2": y + _ROW, "colour": "#FFFFFF"}
            fill = mixed(BLUE, FULLEST * (share or 0.0))
            cells.append({**box, "fill": fill, "tip": f"{words}, {head}: {said}"})
            numbers.append({"x": x, "y": y + _ROW / 2, "text": said, "colour": INK})
    return cells, numbers, names
