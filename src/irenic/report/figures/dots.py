"""Rows of ranges with a dot each: how often a guarantee is strong enough, and what stands in the way."""

from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np

from irenic.report.figures.axis import Axis, across, percent_ticks
from irenic.report.figures.canvas import Chart, picture, points, strokes, texts
from irenic.report.figures.style import BLUE, GREY, INK, ORANGE, PURPLE, WIDTH, lines
from irenic.report.labels import option_label
from irenic.report.words import on_the_line, percent
from irenic.study.assess import Run
from irenic.study.averages import Average
from irenic.study.intervals import Spread
from irenic.study.plan import AS_ENTERED
from irenic.study.pressure import drawn
from irenic.study.prospects import Obstacles, durability, obstacles

Triple: TypeAlias = tuple[float, float, float]
NAMES, RIGHT = 300.0, 700.0
"""Where the axis of such a picture begins and ends, in points."""
_ROW = 34.0
NO_PACKAGE: Final = "no package"
"""What is lacking to certainty with every friction gone."""
FRICTION_WORDS: Final = {
    "beliefs": "Optimism: a party overrates its odds",
    "red lines": "Red lines",
    "leader cost": "What signing costs leaders at home",
    "missing lever": "Help and guarantees that are not on offer",
    "unequal patience": "One side can wait longer",
    "order of talks": "A ceasefire that has to come first",
    "no enforcement": "Nobody enforces a settlement",
    NO_PACKAGE: "No package that both prefer, even without all these",
}
"""The frictions as a reader knows them."""


def guarantee_strength(run: Run, arm: str = AS_ENTERED) -> Chart:
    """Draw in which share of draws each guarantee of a case is strong enough that nobody ever gains by a breach.

    The bar is the 95 % interval that so many draws allow. Under any other arm a hollow dot is
    the case as entered.

    Parameters
    ----------
    run
        A finished run of a case with a war in which breaking a settlement costs something.
    arm
        The case under which perspective or scenario.
    """
    found, base = durability(run, arm), durability(run) if arm != AS_ENTERED else None
    rows = []
    for name, enough in found.suffices.items() if found else ():
        label = f"{_guarantee(run, name)} (a breach costs {_costs(run, name, arm)})"
        rows.append((label, (enough.share, enough.low, enough.high), percent(enough.share)))
    before = [base.suffices[name].share for name in found.suffices if name in base.suffices] if found and base else []
    ends = ("never strong enough", "strong enough in every draw")
    return dot_rows(rows, Axis(0, 1, NAMES, RIGHT), percent_ticks(), ends, (before, BLUE))


def _guarantee(run: Run, option: str) -> str:
    """Return a guarantee in words."""
    war = run.case.document.war
    return option_label(run.case.document, war.breach.issue, option) if war and war.breach else option


def _costs(run: Run, option: str, arm: str) -> str:
    """Return what a breach costs under a guarantee, as a range."""
    spread = Spread.of(drawn(run, f"war.breach.penalty.{option}", arm))
    return f"{percent(spread.low)} to {percent(spread.high)}"


def frictions(run: Run, arm: str = AS_ENTERED) -> Chart:
    """Draw what each friction takes from the chance of a settlement soon: its Shapley value.

    The pale bar is the 95 % interval of the mean, the dot the mean. Under any other arm a hollow
    dot is the case as entered.

    Parameters
    ----------
    run
        A finished run of a case with a war, in which this was asked in one draw at least.
    arm
        The case as entered or under which perspective; it is not asked under scenarios.

    Raises
    ------
    BadUse
        If the arm is a scenario.
    """
    found, base = obstacles(run, arm), obstacles(run) if arm != AS_ENTERED else None
    shown = _by_size(found) if found else {}
    before = _by_size(base) if base else {}
    rows = [
        (FRICTION_WORDS[name], (mean.value, mean.low, mean.high), on_the_line(100 * mean.value))
        for name, mean in shown.items()
    ]
    x = Axis(*full_tenths([end for _, row, _ in rows for end in row if np.isfinite(end)]), NAMES, RIGHT)
    ticks = [(tenth / 10, f"{tenth * 10}") for tenth in range(round(x.low * 10), round(x.high * 10) + 1)]
    ends = ("brings one nearer" if x.low < 0 else "takes nothing", "points taken from the chance of a settlement")
    return dot_rows(rows, x, ticks, ends, ([before[name].value for name in shown if name in before], ORANGE))


def full_tenths(reach: Sequence[float]) -> tuple[float, float]:
    """Return the ends of an axis that holds nothing, a tenth, and all that is reached.

    Examples
    --------
    >>> full_tenths([-0.01, 0.163]), full_tenths([-0.12, 0.02])
    ((0.0, 0.2), (-0.1, 0.1))
    """
    # What lies a little below a tenth needs no tenth of its own.
    least = np.floor(min([0.0, *(end + 0.03 for end in reach)]) * 10) / 10
    return float(least), float(np.ceil(max([0.1, *reach]) * 10) / 10)


def _by_size(found: Obstacles) -> dict[str, Average]:
    """Return the frictions, the greatest first, and what would be lacking without any of them."""
    rest = found.without
    left = Average(1 - rest.value, 1 - rest.high, 1 - rest.low, rest.draws)
    return dict(sorted(found.loss.items(), key=lambda item: -item[1].value)) | {NO_PACKAGE: left}


def dot_rows(
    rows: Sequence[tuple[str, Triple, str]],
    x: Axis,
    ticks: Sequence[tuple[float, str]],
    ends: tuple[str, str],
    look: tuple[Sequence[float], str],
) -> Chart:
    """Draw a row for each name: a thin line from nothing, the range, the dot, and the number."""
    base, colour = look
    names, bars, stems, dots, before, numbers = [], [], [], [], [], []
    foot = 12 + _ROW * len(rows)
    for index, (name, (value, low, high), said) in enumerate(rows):
        y = 12 + _ROW * (index + 0.5)
        text = lines(name, 44, 2)
        names.append({"x": NAMES - 16, "y": y - 6 - 7 * (len(text) - 1), "text": text})
        bars.append({"x": x(low), "x2": x(high), "y": y, "y2": y, "colour": colour})
        stems.append({"x": x(0), "x2": x(value), "y": y, "y2": y, "colour": colour})
        tip = f"{name}: {said}"
        dots.append({"x": x(value), "y": y, "shape": "circle", "size": 110, "fill": colour, "tip": tip})
        numbers.append({"x": RIGHT + 20, "y": y, "text": said, "colour": INK})
        for earlier in base[index : index + 1]:
            look_of = {"shape": "circle", "size": 70, "fill": "white", "colour": PURPLE}
            before.append({"x": x(earlier), "y": y + 9} | look_of)
    zero = [{"x": x(0), "x2": x(0), "y": 12, "y2": foot, "colour": GREY}]
    layers = [
        *across(x, ticks, ends, (12, foot)),
        strokes(zero),
        strokes(stems, width=2),
        strokes(bars, width=9, opacity=0.35),
        points([dot | {"colour": "white"} for dot in dots], stroke=1),
        points(before),
        texts(names, "right", 11.5, middle=False),
        texts(numbers, "left", 12, bold=True),
    ]
    words = f"{len(rows)} rows, each a range with a dot, from “{ends[0]}” at the left to “{ends[1]}” at the right."
    return picture(layers, (WIDTH, foot + 56), words)
