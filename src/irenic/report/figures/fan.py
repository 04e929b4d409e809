"""Chances that build up or wear off month by month, as fans over the draws."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from irenic.report.figures.axis import Axis, across, percent_ticks, upwards
from irenic.report.figures.canvas import Chart, Layer, Row, areas, boxes, curves, picture, strokes, texts
from irenic.report.figures.style import BLUE, GREY, INK, PURPLE, WIDTH, lines, mixed
from irenic.study.assess import Run
from irenic.study.plan import AS_ENTERED
from irenic.vocabulary import SETTLED, SURVIVAL

Values = NDArray[np.float64]
LEFT, RIGHT, TOP, FOOT = 150.0, 600.0, 16.0, 276.0
"""Where the plot lies, in points."""
_LEGEND, _HEIGHT = 625.0, 328.0
_WIDE, _NARROW = mixed(BLUE, 0.2), mixed(BLUE, 0.42)


@dataclass(frozen=True, slots=True)
class Fan:
    """How a chance that a model gives in every draw spreads over the draws, month by month.

    Parameters
    ----------
    months
        The months, from 0.
    low, lower, middle, upper, high
        The 5th, 25th, 50th, 75th and 95th percentile over the draws.
    mean
        The mean over the draws: the chance altogether.
    """

    months: tuple[int, ...]
    low: Values
    lower: Values
    middle: Values
    upper: Values
    high: Values
    mean: Values

    @classmethod
    def of(cls, chances: Values, first: float) -> "Fan":
        """Return the fan of chances, shape ``(draw, month)``, after a month 0 in which the chance is ``first``.

        Missing chances are left out; months in which all are missing end the fan.

        Examples
        --------
        >>> fan = Fan.of(np.array([[0.2, 0.5], [0.4, np.nan]]), 0.0)
        >>> fan.months, fan.mean.round(2).tolist()
        ((0, 1, 2), [0.0, 0.3, 0.5])
        """
        there = ~np.isnan(chances)
        known = int(np.argmin(np.append(there.any(axis=0), False)))
        whole = np.concatenate([np.full((len(chances), 1), first), chances[:, :known]], axis=1)
        low, lower, middle, upper, high = np.nanquantile(whole, (0.05, 0.25, 0.5, 0.75, 0.95), axis=0)
        return cls(tuple(range(known + 1)), low, lower, middle, upper, high, np.nanmean(whole, axis=0))


def settled_by(run: Run, arm: str = AS_ENTERED) -> Fan:
    """Return the chance that a war was settled at least once, by the end of every month."""
    return Fan.of(run.answers("war", arm)[SETTLED].to_numpy().cumsum(axis=1), 0.0)


def unbroken_after(run: Run, arm: str = AS_ENTERED) -> Fan:
    """Return the chance that a settlement is unbroken so many months after it; draws without any are left out."""
    return Fan.of(run.answers("war", arm)[SURVIVAL].to_numpy(), 1.0)


def settlement_chance(run: Run, arm: str = AS_ENTERED) -> Chart:
    """Draw the chance that the war is settled, by month.

    The pale band spans nine draws in ten, the darker one half of them; the line is the middle
    draw, the dashed one the mean. Under any other arm the case as entered stays in the picture.

    Parameters
    ----------
    run
        A finished run of a case with a war.
    arm
        The case under which perspective or scenario.
    """
    base = None if arm == AS_ENTERED else settled_by(run)
    ends = ("no settlement yet", "settled at least once")
    return _fan(settled_by(run, arm), base, ends, ("now", "months from now"))


def survival(run: Run, arm: str = AS_ENTERED) -> Chart:
    """Draw the chance that a settlement is still unbroken, by months since it was signed.

    Drawn as :func:`settlement_chance`. Draws in which nothing is ever signed are left out.

    Parameters
    ----------
    run
        A finished run of a case with a war.
    arm
        The case under which perspective or scenario.
    """
    base = None if arm == AS_ENTERED else unbroken_after(run)
    ends = ("broken before", "unbroken so far")
    return _fan(unbroken_after(run, arm), base, ends, ("signed", "months after signing"))


def places(fan: Fan) -> tuple[Axis, Axis]:
    """Return where the months and the chances of a fan lie in its picture.

    Examples
    --------
    >>> months, chance = places(Fan.of(np.array([[0.2, 0.5]]), 0.0))
    >>> months(0), months(2), chance(0), chance(1)
    (150.0, 600.0, 276.0, 16.0)
    """
    return Axis(0, max(fan.months[-1], 1), LEFT, RIGHT), Axis(0, 1, FOOT, TOP)


def _fan(fan: Fan, base: Fan | None, ends: tuple[str, str], along: tuple[str, str]) -> Chart:
    x, y = places(base or fan)
    step = 12 if x.high >= 24 else 6 if x.high >= 12 else 1
    ticks = [(float(month), str(month)) for month in range(0, int(x.high) + 1, step)]
    layers = [
        areas(_between(fan, fan.low, fan.high, x, y, _WIDE)),
        areas(_between(fan, fan.lower, fan.upper, x, y, _NARROW)),
        *across(x, ticks, along, (TOP, FOOT)),
        *upwards(y, percent_ticks(), ends, (LEFT, RIGHT)),
        *(_lines(base, x, y, GREY, 1.5) if base else []),
        *_lines(fan, x, y, PURPLE if base else INK, 2.5),
        *_legend(base is not None),
    ]
    words = f"A fan over the draws, month by month, from “{ends[0]}” at the foot to “{ends[1]}” at the top."
    return picture(layers, (WIDTH, _HEIGHT), words)


def _between(fan: Fan, low: Values, high: Values, x: Axis, y: Axis, fill: str) -> list[Row]:
    rows = zip(fan.months, low, high, strict=True)
    return [{"x": x(month), "y": y(b), "y2": y(a), "fill": fill} for month, a, b in rows if month <= x.high]


def _lines(fan: Fan, x: Axis, y: Axis, colour: str, width: float) -> list[Layer | None]:
    def curve(values: Values) -> list[Row]:
        rows = zip(fan.months, values, strict=True)
        return [{"x": x(month), "y": y(value), "curve": colour, "colour": colour} for month, value in rows]

    return [curves(curve(fan.middle), width), curves(curve(fan.mean), width, (6, 4))]


def _legend(under_another: bool) -> list[Layer | None]:
    colour = PURPLE if under_another else INK
    swatches: list[Row] = []
    solid: list[Row] = []
    dashed: list[Row] = []
    words: list[Row] = []
    entries = [(_WIDE, "nine draws in ten"), (_NARROW, "half of the draws"), ("", "the middle draw"), ("-", "the mean")]
    if under_another:
        entries += [("=", "the case as entered: middle draw and dashed mean")]
    for index, (look, text) in enumerate(entries):
        y = 34.0 + 26 * index
        row = {"x": _LEGEND, "x2": _LEGEND + 28, "y": y, "y2": y, "colour": GREY if look == "=" else colour}
        if look.startswith("#"):
            swatches.append(row | {"y": y - 7, "y2": y + 7, "fill": look})
        else:
            (dashed if look == "-" else solid).append(row)
        words.append({"x": _LEGEND + 38, "y": y - 6, "text": lines(text, 26, 3)})
    return [
        boxes(swatches),
        strokes(solid, width=2.5),
        strokes(dashed, width=2.5, dash=(6, 4)),
        texts(words, "left", 11.5, middle=False),
    ]
