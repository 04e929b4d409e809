"""Marks at places that are worked out beforehand, in points from the top left corner.

Every picture of Irenic is laid out by its own file and drawn with these few marks. So nothing
depends on how wide a font happens to be on the machine that draws: the same run gives the same
picture, and text keeps the room that was left for it.

A row may hold a ``tip``: what the mark means, in words. It is read out by a screen reader and
shown when the mark is pointed at, with scripts off, too.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Literal, TypeAlias

import altair as alt

from irenic.report.figures.style import FONT, INK
from irenic.report.plain_text import plain_text

Chart: TypeAlias = alt.LayerChart
Layer: TypeAlias = alt.Chart
Row: TypeAlias = dict[str, Any]
Align: TypeAlias = Literal["left", "center", "right"]

_X, _Y = alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None)


def picture(layers: Iterable[Layer | None], size: tuple[float, float], description: str) -> Chart:
    """Return layers as one picture with a description for readers who cannot see it.

    Parameters
    ----------
    layers
        From the lowest to the highest; ``None`` where there is nothing to draw.
    size
        Width and height in points.
    description
        What the picture shows, in words.
    """
    shown = [layer for layer in layers if layer is not None]
    width, height = size
    chart: Chart = (
        alt.layer(*shown)
        .properties(width=width, height=height, description=plain_text(description))
        .configure(font=FONT, background="white", padding=0, autosize=alt.AutoSizeParams(type="none"))
        .configure_view(stroke=None)
    )
    return chart


def strokes(rows: Sequence[Row], width: float = 1, dash: tuple[int, ...] = (), opacity: float = 1) -> Layer | None:
    """Draw lines from ``x, y`` to ``x2, y2`` in a ``colour``."""
    if not rows:
        return None
    base = _base(rows).encode(x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q"), color=alt.Color("colour:N", scale=None))
    layer: Layer = base.mark_rule(
        strokeWidth=width, opacity=opacity, strokeDash=list(dash or (1, 0)), strokeCap="butt", aria="tip" in rows[0]
    )
    return layer


def boxes(rows: Sequence[Row], stroke: float = 0, radius: float = 0) -> Layer | None:
    """Draw boxes from ``x, y`` to ``x2, y2``, filled with ``fill``, their border in ``colour``."""
    if not rows:
        return None
    base = _base(rows).encode(
        x2=alt.X2("x2:Q"),
        y2=alt.Y2("y2:Q"),
        fill=alt.Fill("fill:N", scale=None),
        stroke=alt.Stroke("colour:N", scale=None),
    )
    layer: Layer = base.mark_rect(strokeWidth=stroke, cornerRadius=radius, aria="tip" in rows[0])
    return layer


def areas(rows: Sequence[Row], opacity: float = 1) -> Layer | None:
    """Fill what lies between ``y`` and ``y2`` along ``x``, one area for every colour in ``fill``."""
    if not rows:
        return None
    base = _base(rows).encode(y2=alt.Y2("y2:Q"), fill=alt.Fill("fill:N", scale=None))
    layer: Layer = base.mark_area(opacity=opacity, aria=False)
    return layer


def curves(rows: Sequence[Row], width: float = 2, dash: tuple[int, ...] = ()) -> Layer | None:
    """Draw a line through the points of every ``curve``, from left to right, in a ``colour``."""
    if not rows:
        return None
    base = _base(rows).encode(detail=alt.Detail("curve:N"), stroke=alt.Stroke("colour:N", scale=None))
    layer: Layer = base.mark_line(strokeWidth=width, strokeDash=list(dash or (1, 0)), opacity=1, aria=False)
    return layer


def points(rows: Sequence[Row], stroke: float = 1.5) -> Layer | None:
    """Draw points of a ``shape`` and ``size``, filled with ``fill``, their border in ``colour``.

    A row may turn its point by an ``angle``.
    """
    if not rows:
        return None
    base = _base(rows).encode(
        shape=alt.Shape("shape:N", scale=None),
        size=alt.Size("size:Q", scale=None),
        fill=alt.Fill("fill:N", scale=None),
        stroke=alt.Stroke("colour:N", scale=None),
    )
    if "angle" in rows[0]:
        base = base.encode(angle=alt.Angle("angle:Q", scale=None))
    layer: Layer = base.mark_point(strokeWidth=stroke, opacity=1, aria="tip" in rows[0])
    return layer


def texts(
    rows: Sequence[Row], align: Align = "left", size: float = 12, bold: bool = False, middle: bool = True
) -> Layer | None:
    """Write ``text``, one line or several, in a ``colour``, black where there is none.

    ``middle`` texts have the middle of their only line at ``y``; others hang down from it.
    """
    if not rows:
        return None
    full = [{"colour": INK, **row} for row in rows]
    base = _base(full).encode(text=alt.Text("text:N"), color=alt.Color("colour:N", scale=None))
    layer: Layer = base.mark_text(
        align=align,
        baseline="middle" if middle else "top",
        fontSize=size,
        fontWeight="bold" if bold else "normal",
        lineHeight=size + 2,
        aria=False,
    )
    return layer


# Channels are given as objects: Altair takes ten times as long to make sense of a bare name.
def _base(rows: Sequence[Row]) -> alt.Chart:
    clean = [{key: _rounded(value) for key, value in row.items()} for row in rows]
    chart = alt.Chart(alt.InlineData(values=clean)).encode(x=_X, y=_Y)
    if "tip" in rows[0]:
        chart = chart.encode(description=alt.Description("tip:N"), tooltip=alt.Tooltip("tip:N"))
    return chart


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 2)
    if isinstance(value, str):
        return plain_text(value)
    return value
