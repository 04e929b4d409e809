"""A table of shares in colours: each cell with its number in it, the bluer the higher."""

from collections.abc import Mapping, Sequence
from typing import Final

from irenic.report.figures.canvas import Chart, Row, boxes, picture, texts
from irenic.report.figures.colour_key import colour_key
from irenic.report.figures.heat import ENDS
from irenic.report.figures.style import BLUE, INK, lines, mixed
from irenic.report.words import share_words

FULLEST: Final = 0.6
"""How much of the colour a cell of 100 % has, so that black numbers stay legible on it."""
_NAMES, _CELL, _ROW, _HEAD, _KEY, _APART = 340.0, 62.0, 54.0, 92.0, 40.0, 14.0
_LETTER: Final = 6.6
"""How wide a letter of a bold head is at the most, on average."""


def share_table(
    groups: Mapping[str, Sequence[str]], rows: Sequence[tuple[str, Sequence[float | None]]], words: str
) -> Chart:
    """Draw shares by row and column.

    Parameters
    ----------
    groups
        The heads of the columns, under what they have in common.
    rows
        What each row is, in words, with a share for every column; none leaves the cell empty.
    words
        What the picture shows.

    Examples
    --------
    >>> share_table({"By concept": ["Nash", "GMR"]}, [("Peace", [0.2, None])], "One state.").height > 100
    True
    """
    heads = [head for group in groups.values() for head in group]
    middle, titles_of_groups = list[float](), list[Row]()
    for number, (title, group) in enumerate(groups.items()):
        left = _NAMES + _CELL * len(middle) + _APART * number
        titles_of_groups.append({"x": left, "y": _KEY, "text": title})
        middle += [left + _CELL * (at + 0.5) for at in range(len(group))]
    titles: list[Row] = [
        {"x": x, "y": _KEY + 14, "text": lines(head, 11, 6)} for x, head in zip(middle, heads, strict=True)
    ]
    cells, numbers, names = list[Row](), list[Row](), list[Row]()
    for row, (label, shares) in enumerate(rows):
        y = _KEY + _HEAD + _ROW * row
        text = lines(label, 56, 4)
        names.append({"x": 8, "y": y + _ROW / 2 - 6.5 * len(text), "text": text})
        for x, head, share in zip(middle, heads, shares, strict=True):
            said = share_words(share)
            box = {"x": x - _CELL / 2, "x2": x + _CELL / 2, "y": y, "y2": y + _ROW, "colour": "#FFFFFF"}
            fill = mixed(BLUE, FULLEST * (share or 0.0))
            cells.append({**box, "fill": fill, "tip": f"{label}, {head}: {said}"})
            numbers.append({"x": x, "y": y + _ROW / 2, "text": said, "colour": INK})
    layers = [
        *colour_key(BLUE, FULLEST, 110, ENDS),
        texts(titles_of_groups, "left", 11, bold=True),
        texts(titles, "center", 9.5, middle=False),
        boxes(cells, stroke=1),
        texts(names, "left", 11, middle=False),
        texts(numbers, "center", 11.5, bold=True),
    ]
    ends = [group["x"] + _LETTER * len(group["text"]) for group in titles_of_groups]
    right = max([_NAMES, *(x + _CELL / 2 for x in middle), *ends])
    return picture(layers, (right + 8, _KEY + _HEAD + _ROW * len(rows) + 8), words)
