"""The trust that a first step needs against the number of steps, beside the trust there is."""

from collections.abc import Iterator
from typing import Final

from irenic.report.figures.axis import Axis, across, percent_ticks, upwards
from irenic.report.figures.canvas import Chart, Layer, Row, areas, curves, picture, points, strokes, texts
from irenic.report.figures.style import BLUE, GREY, INK, ORANGE, WIDTH, lines, mixed
from irenic.report.labels import actor_name
from irenic.report.words import percent, percents
from irenic.study.assess import Run
from irenic.study.plan import AS_ENTERED
from irenic.study.steps import MOST_STEPS, Steps, by_steps

_LEFT, _RIGHT, _TOP, _FOOT = 150.0, 520.0, 20.0, 280.0
_SIDES: Final = (ORANGE, BLUE)
"""The challenger's colour, and the defender's."""
_BAND: Final = mixed(GREY, 0.3)


def trust_by_steps(run: Run, arm: str = AS_ENTERED) -> Chart:
    """Draw the trust that the first step of a settlement needs, by the number of steps.

    The band spans nine draws in ten, the line is the middle draw. The bars beside it are the trust
    that each party has in the other.

    Parameters
    ----------
    run
        A finished run of a case with a war that says something of trust.
    arm
        The case under which perspective or scenario.
    """
    found = by_steps(run, arm)
    x, y = Axis(1, MOST_STEPS, _LEFT, _RIGHT), Axis(0, 1, _FOOT, _TOP)
    ticks = [(float(number), str(number)) for number in (1, *range(2, MOST_STEPS + 1, 2))]
    steps = ("all in one step", f"in {MOST_STEPS} steps")
    trust = ("no trust at all", "sure of the other's word")
    layers = [
        *(_needed(found, x, y) if found else ()),
        *across(x, ticks, steps, (_TOP, _FOOT)),
        *upwards(y, percent_ticks(), trust, (_LEFT, WIDTH - 30)),
        *(_line(found, x, y) if found else ()),
        *(_there(run, found, y) if found else ()),
    ]
    words = (
        f"A band that falls from one step at the left to {MOST_STEPS} at the right: the trust that the first step "
        "needs, from none at the foot to certainty at the top. Beside it, a bar for the trust of each party."
    )
    return picture(layers, (WIDTH, _FOOT + 56), words)


def _needed(found: Steps, x: Axis, y: Axis) -> Iterator[Layer | None]:
    rows = zip(found.numbers, found.needed, strict=True)
    yield areas([{"x": x(n), "y": y(each.high), "y2": y(each.low), "fill": _BAND} for n, each in rows])


def _line(found: Steps, x: Axis, y: Axis) -> Iterator[Layer | None]:
    pairs = list(zip(found.numbers, found.needed, strict=True))
    yield curves([{"x": x(n), "y": y(each.middle), "curve": "needed", "colour": INK} for n, each in pairs], 2.5)
    look = {"shape": "circle", "size": 45, "fill": INK, "colour": INK}
    tips = [f"First of {n}: {percents(each)}, middle draw {percent(each.middle)}" for n, each in pairs]
    yield points(
        [{"x": x(n), "y": y(each.middle), "tip": tip} | look for (n, each), tip in zip(pairs, tips, strict=True)], 0
    )
    above = {"x": x(2.2), "y": y(found.needed[1].high) - 10, "text": "the trust that the first step needs"}
    yield texts([above], "left", 11.5, bold=True)


def _there(run: Run, found: Steps, y: Axis) -> Iterator[Layer | None]:
    """Draw a bar for each party, solid for the challenger and hollow at its middle for the defender."""
    bars: list[Row] = []
    dots: list[Row] = []
    words: list[Row] = []
    names = {party: actor_name(run.case.document, party) for party in found.there}
    for index, (party, spread) in enumerate(found.there.items()):
        other = next(name for each, name in names.items() if each != party)
        at, colour = _RIGHT + 60 + 150 * index, _SIDES[index]
        bars.append({"x": at, "x2": at, "y": y(spread.low), "y2": y(spread.high), "colour": colour})
        tip = f"The trust of {names[party]} in {other}: {percents(spread)}, middle draw {percent(spread.middle)}"
        look = {"shape": ("circle", "square")[index], "size": 120, "fill": colour, "colour": "white"}
        dots.append({"x": at, "y": y(spread.middle), "tip": tip} | look)
        text = lines(f"the trust that {names[party]} has in {other}", 17, 5)
        words.append({"x": at + 14, "y": y(spread.middle) - 7 * len(text), "text": text})
    yield strokes(bars, width=10, opacity=0.35)
    yield points(dots, 1)
    yield texts(words, "left", 11.5, middle=False)
