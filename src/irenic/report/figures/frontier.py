"""What the two parties of a war could get out of a deal, and where each would rather fight on."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from irenic.models.bargaining.menu import WITH_AND_WITHOUT, menu
from irenic.report.figures.axis import Axis, across, upwards
from irenic.report.figures.bargain import bargain
from irenic.report.figures.canvas import Chart, Layer, Row, boxes, picture, points, strokes, texts
from irenic.report.figures.style import BLUE, CROSS, GREY, INK, ORANGE, PALE, PURPLE, WIDTH, lines, mixed
from irenic.report.labels import actor_name
from irenic.report.words import number
from irenic.study.assess import Run
from irenic.study.intervals import Spread
from irenic.study.plan import AS_ENTERED
from irenic.vocabulary import (
    ACTOR,
    DRAW,
    NASH_UTILITY,
    OFFERED,
    PACKAGE_UTILITY,
    PARTY,
    RESERVATION,
    WITHIN_RED_LINES,
)

Values = NDArray[np.float64]
CLOUD: Final = 250
"""How many draws, the first of a run, show their own even-handed package."""
_PLOT: Final = (150.0, 590.0, 18.0, 458.0)
_LEGEND, _FOOT = 620.0, 500.0


@dataclass(frozen=True, slots=True)
class Frontier:
    """What a picture of packages shows. Utilities run from 0, the worst of all packages, to 1, the best.

    Parameters
    ----------
    parties
        Whose utilities: the challenger's and the defender's.
    allowed, beyond
        What packages are worth in the middle draw, ``(package, party)``: those that cross no red line and
        are on offer, and efficient ones that would be left if red lines or third parties gave way.
    least
        What each party must get in the middle draw, ``(party,)``.
    least_spread
        The same over all draws, by party.
    even
        The package with the greatest product of gains, draw by draw, ``(draw, party)``; NaN where there is none.
    middle
        The same in the middle draw.
    """

    parties: tuple[str, str]
    allowed: Values
    beyond: Values
    least: Values
    least_spread: tuple[Spread, Spread]
    even: Values
    middle: Values

    @property
    def in_the_zone(self) -> int:
        """How many of the allowed packages both prefer to fighting on."""
        return int((self.allowed >= self.least - 1e-9).all(axis=1).sum())

    @property
    def efficient(self) -> Values:
        """The allowed packages that no other one beats for both, from the defender's best to the challenger's."""
        return efficient(self.allowed)


def efficient(found: Values) -> Values:
    """Return the points that no other point beats, from left to right.

    Examples
    --------
    >>> efficient(np.array([[0.2, 0.9], [0.1, 0.8], [0.6, 0.4], [0.6, 0.5]])).tolist()
    [[0.2, 0.9], [0.6, 0.5]]
    """
    kept: list[Values] = []
    for point in sorted(np.unique(found, axis=0), key=lambda point: (-point[0], -point[1])):
        if not kept or point[1] > kept[-1][1] + 1e-9:
            kept.append(point)
    return np.array(kept[::-1]).reshape(-1, 2)


def frontier_of(run: Run, arm: str = AS_ENTERED) -> Frontier:
    """Return the packages of the middle draw of a run with a war, and where those of the other draws lie.

    The middle draw is the one in which what fighting on is worth is nearest to its median for both.
    """
    whole = bargain(run, arm)
    parties = [str(party) for party in whole[PARTY].to_numpy()]
    least = whole[RESERVATION].sel({ACTOR: parties}).to_numpy()
    at = int(np.abs(least - np.median(least, axis=0)).sum(axis=1).argmin())
    found = menu(whole.isel({DRAW: [at]}), WITH_AND_WITHOUT).isel({DRAW: 0})
    both = (found[WITHIN_RED_LINES] & found[OFFERED]).to_numpy()
    worth = found[PACKAGE_UTILITY].transpose(..., PARTY).to_numpy()
    own = AS_ENTERED if run.arm(arm).answered_by("fairness") is None else arm
    even = run.answers("fairness", own)[NASH_UTILITY].sel({ACTOR: parties}).to_numpy()
    return Frontier(
        (parties[0], parties[1]),
        np.unique(worth[both], axis=0),
        efficient(worth[~both]),
        least[at],
        (Spread.of(least[:, 0]), Spread.of(least[:, 1])),
        even[:CLOUD],
        even[at],
    )


def frontier(run: Run, arm: str = AS_ENTERED) -> Chart:
    """Draw what packages are worth to the two parties of a war, and where each would rather fight on.

    Packages are those of the middle draw. The shaded zone is what both prefer to fighting on. Small
    diamonds are the even-handed package, which has the greatest product of gains, of other draws.

    Parameters
    ----------
    run
        A finished run of a case with a war.
    arm
        The case under which perspective or scenario; even-handed packages are not computed under
        scenarios, and are left out there.
    """
    found = frontier_of(run, arm)
    names = [actor_name(run.case.document, party) for party in found.parties]
    left, right, top, foot = _PLOT
    low, high = _domain(found)
    x, y = Axis(low[0], high[0], left, right), Axis(low[1], high[1], foot, top)
    scenario = run.arm(arm).case.acted
    layers = [
        boxes([_zone(found, x, y)]),
        *across(x, _ticks(low[0], high[0]), (f"worth less to {names[0]}", f"more to {names[0]}"), (top, foot)),
        *upwards(y, _ticks(low[1], high[1]), (f"worth less to {names[1]}", f"more to {names[1]}"), (left, right)),
        *_walk_away(found, names, x, y),
        points(_marks(_inside(found.beyond, low, high), x, y, CROSS, 26, GREY) if len(found.beyond) else []),
        *([] if scenario else [points(_cloud(found, low, high, x, y), stroke=0.6)]),
        *_packages(found, names, low, high, x, y),
        *([] if scenario else [points(_even(found, names, x, y), stroke=1.5)]),
        *_legend(names, scenario),
    ]
    words = f"Packages by what they are worth to {names[0]} and to {names[1]}, and where each would rather fight on."
    return picture(layers, (WIDTH, _FOOT), words)


def _domain(found: Frontier) -> tuple[list[float], list[float]]:
    """Return the ends of both axes, in full tenths: around the walk-away values and the even-handed packages."""
    low, high = [], []
    for side in (0, 1):
        seen = [*found.even[:, side], *found.efficient[:, side], found.least_spread[side].low, found.least[side]]
        known = [value for value in seen if not np.isnan(value)]
        low.append(float(max(0.0, np.floor(min(known) * 10 - 0.2) / 10)))
        high.append(float(min(1.0, max(np.ceil(max(known) * 10 + 0.2) / 10, low[-1] + 0.1))))
    return low, high


def _ticks(low: float, high: float) -> list[tuple[float, str]]:
    return [(tenth / 10, number(tenth / 10)) for tenth in range(round(low * 10), round(high * 10) + 1)]


def _inside(found: Values, low: list[float], high: list[float]) -> Values:
    kept: Values = found[((found >= low) & (found <= high)).all(axis=1)]
    return kept


def _marks(found: Values, x: Axis, y: Axis, shape: str, size: float, colour: str) -> list[Row]:
    look = {"shape": shape, "size": size, "fill": colour, "colour": colour}
    return [{"x": x(a), "y": y(b)} | look for a, b in found]


def _zone(found: Frontier, x: Axis, y: Axis) -> Row:
    corner = {"x": x(found.least[0]), "x2": x.stop, "y": y.stop, "y2": y(found.least[1])}
    return corner | {"fill": mixed(BLUE, 0.1), "colour": mixed(BLUE, 0.1)}


def _walk_away(found: Frontier, names: list[str], x: Axis, y: Axis) -> list[Layer | None]:
    """Draw what fighting on is worth: the range over the draws along each axis, and the line of the middle draw."""
    first, second = found.least_spread
    tips = [
        f"What {name} must get: {number(spread.low)} to {number(spread.high)}"
        for name, spread in zip(names, (first, second), strict=True)
    ]
    bars = [
        {"x": x(first.low), "x2": x(first.high), "y": y.start - 5, "y2": y.start - 5, "colour": ORANGE, "tip": tips[0]},
        {"x": x.start + 5, "x2": x.start + 5, "y": y(second.low), "y2": y(second.high), "colour": ORANGE}
        | {"tip": tips[1]},
    ]
    rules = [
        {"x": x(found.least[0]), "x2": x(found.least[0]), "y": y.start, "y2": y.stop, "colour": ORANGE},
        {"x": x.start, "x2": x.stop, "y": y(found.least[1]), "y2": y(found.least[1]), "colour": ORANGE},
    ]
    return [strokes(bars, width=8, opacity=0.4), strokes(rules, width=1.5, dash=(6, 4))]


def _packages(
    found: Frontier, names: list[str], low: list[float], high: list[float], x: Axis, y: Axis
) -> list[Layer | None]:
    best = _inside(found.efficient, low, high)
    rest = _marks(_inside(found.allowed, low, high), x, y, "circle", 22, GREY)
    front = [
        {"x": x(a), "y": y(b), "shape": "circle", "size": 46, "fill": INK, "colour": "white"}
        | {"tip": f"worth {number(a)} to {names[0]}, {number(b)} to {names[1]}"}
        for a, b in best
    ]
    return [points([row | {"fill": "white"} for row in rest], stroke=0.8), points(front, stroke=1)]


def _cloud(found: Frontier, low: list[float], high: list[float], x: Axis, y: Axis) -> list[Row]:
    known = found.even[~np.isnan(found.even).any(axis=1)]
    return [row | {"colour": "white"} for row in _marks(_inside(known, low, high), x, y, "diamond", 26, PURPLE)]


def _even(found: Frontier, names: list[str], x: Axis, y: Axis) -> list[Row]:
    if np.isnan(found.middle).any():
        return []
    a, b = found.middle
    tip = f"The even-handed package of the middle draw: {number(a)} to {names[0]}, {number(b)} to {names[1]}"
    return [{"x": x(a), "y": y(b), "shape": "diamond", "size": 170, "fill": PURPLE, "colour": INK, "tip": tip}]


def _legend(names: list[str], scenario: bool) -> list[Layer | None]:
    entries: list[tuple[str, str, str, float, str]] = [
        ("circle", INK, INK, 46, "a package that no other one beats for both"),
        ("circle", "white", GREY, 26, "another package on the table"),
        (CROSS, GREY, GREY, 30, "beyond a red line, or not on offer from a third party"),
    ]
    if not scenario:
        entries += [
            ("diamond", PURPLE, INK, 150, "the even-handed package: the greatest product of gains"),
            ("diamond", PURPLE, "white", 40, f"the same in other draws, the first {CLOUD} at most"),
        ]
    marks, words, y = [], [], 30.0
    for shape, fill, colour, size, text in entries:
        shown = lines(text, 28, 3)
        marks.append({"x": _LEGEND + 8, "y": y, "shape": shape, "size": size, "fill": fill, "colour": colour})
        words.append({"x": _LEGEND + 26, "y": y - 6, "text": shown})
        y += 14 * len(shown) + 12
    dashes = [{"x": _LEGEND, "x2": _LEGEND + 18, "y": y, "y2": y, "colour": ORANGE}]
    shown = lines("what each must get, or it fights on; the bar at the edge: nine draws in ten", 28, 3)
    words.append({"x": _LEGEND + 26, "y": y - 6, "text": shown})
    y += 14 * len(shown) + 12
    zone = [{"x": _LEGEND, "x2": _LEGEND + 18, "y": y - 6, "y2": y + 6, "fill": mixed(BLUE, 0.1), "colour": PALE}]
    words.append({"x": _LEGEND + 26, "y": y - 6, "text": lines("the zone both prefer to fighting on", 28, 3)})
    y += 40
    note = lines(
        f"0 is the worst of all packages for a side, 1 the best; {names[0]} across, {names[1]} upwards.", 32, 4
    )
    return [
        points(marks, stroke=1),
        texts(words, "left", 11, middle=False),
        strokes(dashes, width=1.5, dash=(6, 4)),
        boxes(zone, stroke=1),
        texts([{"x": _LEGEND, "y": y, "text": note, "colour": GREY}], "left", 11, middle=False),
    ]
