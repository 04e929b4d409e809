"""Who would step from where to where: the states nearest to rest, and the steps that most draws prefer."""

from itertools import pairwise
from math import atan2, degrees, hypot
from typing import Final, TypeAlias

from irenic.report.figures.canvas import Chart, Layer, Row, picture, points, strokes, texts
from irenic.report.figures.style import BLUE, GREY, INK, WIDTH, mixed, side_colours
from irenic.report.labels import actor_name
from irenic.report.state_words import state_words
from irenic.report.words import percent
from irenic.study.assess import Run
from irenic.study.rest.resting import Resting, resting
from irenic.study.rest.step_shares import StepShare, step_shares
from irenic.study.rest.ways import ways_to

MOST: Final = 30
"""States at the most. Of more, those are drawn that are most often places to rest, and those on the way there."""
_LED_TO: Final = 6
"""To how many places to rest the ways are drawn then."""
_RADIUS, _DOWN, _TOP, _CLEAR = 17.0, 74.0, 62.0, 8.0
_DASHES: Final = ((), (6, 3), (2, 2), (8, 3, 2, 3), (1, 3))
"""A dash for each actor beside its colour, so that nobody needs colours to tell them apart."""
_MAJORITY: Final = 0.5


def drawn_states(run: Run, found: Resting) -> tuple[str, ...]:
    """Return the states that are drawn, those with the fewest steps from the present first.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("prisoners-dilemma"), draws=4, folder=tempfile.mkdtemp())
    >>> drawn_states(run, resting(run))
    ('NN', 'NY', 'YN', 'YY')
    """
    kept = list(found.states)
    if len(kept) > MOST:
        ends = kept[:_LED_TO]
        passed = [step.end for way in ways_to(run, found.now, ends).values() for step in way.steps]
        kept = list(dict.fromkeys([found.now, *ends, *passed]))[:MOST]
    return tuple(sorted(kept, key=lambda label: (_steps(found, label), label)))


def state_graph(run: Run) -> Chart:
    """Draw states as numbered circles, from the present at the left to what is more steps away at the right.

    A circle is the bluer the more often all would stay there; an arrow is a step that its actor prefers in more than
    half of the draws. Every actor has a colour and a dash of its own.

    Parameters
    ----------
    run
        A finished run of a case with moves and preferences.
    """
    found = resting(run)
    shown = drawn_states(run, found) if found else ()
    steps = [step for step in step_shares(run, shown) if step.prefers > _MAJORITY]
    spots, height = _spots(found, shown) if found else ({}, _TOP)
    movers = list(found.improves) if found else []
    colours = side_colours(run.case.document)
    layers: list[Layer | None] = []
    for number, mover in enumerate(movers):
        own = [step for step in steps if step.actor == mover]
        layers += _arrows(own, spots, number, colours[mover])
    layers += _key([(actor_name(run.case.document, mover), colours[mover]) for mover in movers])
    layers += _circles(run, found, spots) if found else []
    words = f"{len(shown)} states, and {len(steps)} steps that their actors mostly prefer."
    return picture(layers, (WIDTH, height), words)


Spot: TypeAlias = tuple[float, float]
Spots: TypeAlias = dict[str, Spot]


def _steps(found: Resting, label: str) -> float:
    steps = found.states[label].steps["any step"]
    return float("inf") if steps is None else steps


def _spots(found: Resting, shown: tuple[str, ...]) -> tuple[Spots, float]:
    """Return the middle of every circle: columns by steps from the present; and how tall the picture is."""
    columns: dict[float, list[str]] = {}
    for label in shown:
        columns.setdefault(_steps(found, label), []).append(label)
    tallest = max(map(len, columns.values()))
    height = _TOP + _DOWN * tallest
    wide = (WIDTH - 120) / max(len(columns) - 1, 1)
    spots = {}
    for column, labels in enumerate(columns.values()):
        for row, label in enumerate(labels):
            # No three circles stand in one line, so that an arrow seldom runs through one on its way.
            y = _TOP + (row + 0.5) * (height - _TOP) / len(labels) + (9 if column % 2 else -9)
            aside = 0 if len(labels) < 3 else 22 * (row % 3 - 1)
            spots[label] = (60 + wide * column + aside, y)
    return spots, height + 16


def _arrows(steps: list[StepShare], spots: Spots, number: int, colour: str) -> list[Layer | None]:
    dash = _DASHES[number % len(_DASHES)]
    rows, heads = [], []
    for step in steps:
        others = [spot for label, spot in spots.items() if label not in (step.start, step.end)]
        bends = _round(spots[step.start], spots[step.end], others)
        ends = [spots[step.start], *bends, spots[step.end]]
        for (x, y), (x2, y2) in pairwise(ends):
            dx, dy = _direction((x, y), (x2, y2))
            aside = 3.0 * (number - 1)
            begins, stops = (_RADIUS if (x, y) == ends[0] else 0.0), (_RADIUS + 6 if (x2, y2) == ends[-1] else 0.0)
            line = {
                "x": x + dx * begins - dy * aside,
                "y": y + dy * begins + dx * aside,
                "x2": x2 - dx * stops - dy * aside,
                "y2": y2 - dy * stops + dx * aside,
            }
            rows.append({**line, "colour": colour})
        place = {"x": line["x2"], "y": line["y2"], "shape": "triangle", "size": 70}
        heads.append({**place, "fill": colour, "colour": colour, "angle": degrees(atan2(dx, -dy))})
    return [strokes(rows, 1.4, dash), points(heads, stroke=0)]


def _direction(start: Spot, end: Spot) -> Spot:
    length = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    return (end[0] - start[0]) / length, (end[1] - start[1]) / length


def _round(start: Spot, end: Spot, others: list[Spot]) -> list[Spot]:
    """Return where an arrow bends so that it goes round the circle in its way; nowhere if none is."""
    dx, dy = _direction(start, end)
    length = hypot(end[0] - start[0], end[1] - start[1])
    for x, y in others:
        along, across = (x - start[0]) * dx + (y - start[1]) * dy, (y - start[1]) * dx - (x - start[0]) * dy
        if 0 < along < length and abs(across) < _RADIUS + _CLEAR:
            wide = (_RADIUS + 2 * _CLEAR - abs(across)) * (-1 if across >= 0 else 1)
            return [(start[0] + dx * along - dy * wide, start[1] + dy * along + dx * wide)]
    return []


def _key(movers: list[tuple[str, str]]) -> list[Layer | None]:
    layers: list[Layer | None] = []
    x = 10.0
    for number, (name, colour) in enumerate(movers):
        line = {"x": x, "x2": x + 34, "y": 14, "y2": 14, "colour": colour}
        layers += [
            strokes([line], 1.6, _DASHES[number % len(_DASHES)]),
            texts([{"x": x + 40, "y": 14, "text": name}], "left", 11),
        ]
        x += 40 + 6.6 * len(name) + 16
    ends = (
        {"x": 60, "y": 38, "text": "the present", "colour": GREY},
        {"x": WIDTH - 60, "y": 38, "text": "more steps away", "colour": GREY},
    )
    return [*layers, texts(ends, "center", 11)]


def _circles(run: Run, found: Resting, spots: Spots) -> list[Layer | None]:
    circles, numbers, shares = list[Row](), list[Row](), list[Row]()
    for number, (label, (x, y)) in enumerate(spots.items(), start=1):
        often = found.states[label].rests["nash"].share
        tip = f"{number}: {state_words(run.case.document, label)}; all would stay in {percent(often)} of draws"
        look = {"shape": "circle", "size": 4 * _RADIUS**2, "fill": mixed(BLUE, 0.6 * often), "colour": INK}
        circles.append({"x": x, "y": y, **look, "tip": tip})
        numbers.append({"x": x, "y": y - 5, "text": str(number)})
        shares.append({"x": x, "y": y + 8, "text": percent(often)})
    return [points(circles, stroke=1.2), texts(numbers, "center", 12, bold=True), texts(shares, "center", 9)]
