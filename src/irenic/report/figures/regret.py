"""How much each policy would be regretted under each reading, each cell with its number in it."""

from typing import Final

from irenic.report.choice_words import policy_words, reading_words
from irenic.report.figures.canvas import Chart, Row, boxes, picture, texts
from irenic.report.figures.colour_key import colour_key
from irenic.report.figures.style import INK, ORANGE, lines, mixed
from irenic.report.words import number, points
from irenic.study.choice import Choice
from irenic.study.policies import AS_THINGS_ARE

SHOWN: Final = 14
"""How many policies are drawn, those with the least greatest regret."""
FULLEST: Final = 0.6
"""How much of the colour the greatest regret has, so that black numbers stay legible on it."""
_NAMES, _CELL, _ROW, _HEAD, _KEY = 330.0, 84.0, 34.0, 96.0, 34.0


def regret(choice: Choice) -> Chart:
    """Draw the regret of each policy under each reading: how much the best policy there does better, in points.

    White is no regret, the more orange the more; the number stands in every cell. The choice comes first and has a dark
    frame; things as they are close the picture if they are not among the first. At the right stands the greatest.

    Parameters
    ----------
    choice
        Policies held against each other.
    """
    ranking = choice.first.ranking
    shown = list(dict.fromkeys([*ranking.order[:SHOWN], choice.policies.index(AS_THINGS_ARE)]))
    most = max(float(ranking.regret[:, shown].max()), 1e-9)
    heads = [reading_words(choice, reading) for reading in choice.readings]
    columns = [*heads, "Greatest regret"]
    middle = [_NAMES + _CELL * (i + 0.5) for i in range(len(columns))]
    titles: list[Row] = [
        {"x": x, "y": _KEY + 4, "text": lines(head, 13, 6)} for x, head in zip(middle, columns, strict=True)
    ]
    names: list[Row] = []
    cells: list[Row] = []
    numbers: list[Row] = []
    for row, at in enumerate(shown):
        y = _KEY + _HEAD + _ROW * row
        label = policy_words(choice.run.case.document, choice.policies[at])
        text = lines(label, 54, 2)
        names.append({"x": 8, "y": y + _ROW / 2 - 6.5 * len(text), "text": text})
        for x, head, lost in zip(middle, columns, [*ranking.regret[:, at], ranking.greatest[at]], strict=True):
            fill = mixed(ORANGE, FULLEST * float(lost) / most) if head != columns[-1] else "#FFFFFF"
            box = {"x": x - _CELL / 2, "x2": x + _CELL / 2, "y": y, "y2": y + _ROW, "colour": "#FFFFFF", "fill": fill}
            cells.append(box | {"tip": f"{label}, {head}: {points(float(lost))}"})
            numbers.append({"x": x, "y": y + _ROW / 2, "text": number(round(100 * float(lost), 1)), "colour": INK})
    right, top = _NAMES + _CELL * len(columns), _KEY + _HEAD
    frame: list[Row] = [{"x": 2, "x2": right, "y": top, "y2": top + _ROW, "colour": INK, "fill": "transparent"}]
    ends = ("no policy does better (0 points)", f"the best policy does better by {points(most)}")
    layers = [
        *colour_key(ORANGE, FULLEST, 190, ends),
        texts(titles, "center", 10, bold=True, middle=False),
        boxes(cells, stroke=1),
        texts(names, "left", 11, middle=False),
        texts(numbers, "center", 12, bold=True),
        boxes(frame if ranking.enough else [], stroke=2),
    ]
    words = f"The regret of {len(shown)} policies under {len(choice.readings)} readings, in points."
    return picture(layers, (right + 8, top + _ROW * len(shown) + 8), words)
