"""Axes: where a number lies in a picture, with rules, numbers, and the ends in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from irenic.report.figures.canvas import Layer, Row, strokes, texts
from irenic.report.figures.style import GREY, PALE, lines


@dataclass(frozen=True, slots=True)
class Axis:
    """Where numbers lie along one direction of a picture.

    Parameters
    ----------
    low, high
        The numbers at its two ends.
    start, stop
        Where these ends lie, in points from the left or from the top.

    Examples
    --------
    >>> Axis(0, 100, 200, 700)(50)
    450.0
    """

    low: float
    high: float
    start: float
    stop: float

    def __call__(self, value: float) -> float:
        """Return where a number lies; what is beyond an end lies at the end."""
        kept = min(max(float(value), self.low), self.high)
        return self.start + (self.stop - self.start) * (kept - self.low) / (self.high - self.low)


def across(
    axis: Axis, ticks: Sequence[tuple[float, str]], ends: tuple[str, str], reach: tuple[float, float]
) -> list[Layer | None]:
    """Draw an axis from left to right: rules over a height, a number at the foot of each, the ends below in words.

    Parameters
    ----------
    axis
        Where its numbers lie.
    ticks
        The numbers to show, each as it is written.
    ends
        What a number at the left end means, and one at the right.
    reach
        From where to where the rules run down.
    """
    top, foot = reach
    wide = int((axis.stop - axis.start) / 2 / 6.6)
    marks = [{"x": axis(at), "x2": axis(at), "y": top, "y2": foot, "colour": PALE} for at, _ in ticks]
    numbers = [{"x": axis(at), "y": foot + 14, "text": text, "colour": GREY} for at, text in ticks]
    left, right = ([{"x": x, "y": foot + 26, "text": lines(end, wide, 2)}] for x, end in _ends(axis, ends))
    return [
        strokes(marks),
        texts(numbers, "center", 10.5),
        texts(left, "left", 11, middle=False),
        texts(right, "right", 11, middle=False),
    ]


def upwards(
    axis: Axis, ticks: Sequence[tuple[float, str]], ends: tuple[str, str], reach: tuple[float, float]
) -> list[Layer | None]:
    """Draw an axis from the foot to the top: rules over a width, a number left of each, the ends in words.

    The ends stand in the margin at the left, which has to leave about eighteen letters for them.
    """
    left, right = reach
    marks = [{"x": left, "x2": right, "y": axis(at), "y2": axis(at), "colour": PALE} for at, _ in ticks]
    numbers = [{"x": left - 6, "y": axis(at), "text": text, "colour": GREY} for at, text in ticks]
    low, high = (lines(end, 16, 4) for end in ends)
    words: list[Row] = [
        {"x": left - 44, "y": axis.start - 14 * (len(low) - 1) - 6, "text": low},
        {"x": left - 44, "y": axis.stop - 6, "text": high},
    ]
    return [strokes(marks), texts(numbers, "right", 10.5), texts(words, "right", 11, middle=False)]


def _ends(axis: Axis, ends: tuple[str, str]) -> list[tuple[float, str]]:
    return [(axis.start, ends[0]), (axis.stop, ends[1])]


def percent_ticks(step: int = 25) -> list[tuple[float, str]]:
    """Return shares to show along an axis from nothing to all.

    Examples
    --------
    >>> percent_ticks(50)
    [(0.0, '0%'), (0.5, '50%'), (1.0, '100%')]
    """
    return [(at / 100, f"{at}%") for at in range(0, 101, step)]
