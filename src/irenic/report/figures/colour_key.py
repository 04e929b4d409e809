"""What the shades of a colour mean: a strip from white to the fullest, with both ends in words."""

from typing import Final

from irenic.report.figures.canvas import Layer, Row, boxes, texts
from irenic.report.figures.style import GREY, mixed

_STEPS: Final = 11
_WIDE: Final = 14.0


def colour_key(colour: str, fullest: float, start: float, ends: tuple[str, str]) -> list[Layer | None]:
    """Return the key of a colour at the top of a picture.

    Parameters
    ----------
    colour
        The colour.
    fullest
        How much of it the far end has.
    start
        Where the strip begins, in points; the first of the words stands left of that.
    ends
        What white means, and what the fullest shade means.

    Examples
    --------
    >>> from irenic.report.figures.style import BLUE
    >>> len(colour_key(BLUE, 0.6, 110, ("never", "always")))
    3
    """
    strip: list[Row] = [
        {
            "x": start + _WIDE * step,
            "x2": start + _WIDE * (step + 1),
            "y": 8,
            "y2": 22,
            "colour": "#FFFFFF",
            "fill": mixed(colour, fullest * step / (_STEPS - 1)),
        }
        for step in range(_STEPS)
    ]
    least, most = ends
    return [
        boxes(strip, stroke=1),
        texts([{"x": start - 8, "y": 15, "text": least, "colour": GREY}], "right", 10.5),
        texts([{"x": start + _WIDE * _STEPS + 8, "y": 15, "text": most, "colour": GREY}], "left", 10.5),
    ]
