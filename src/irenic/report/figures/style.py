"""What all pictures share: colours, type, and how text is broken into lines.

Colours are those of Okabe and Ito, which stay apart for colour-blind readers; every colour comes
with a second cue (a shape, a dash, a label). No picture needs a script or a network.
"""

import textwrap
from typing import Final, TypeAlias

import altair as alt

from irenic.case.document import Document

Chart: TypeAlias = alt.LayerChart | alt.VConcatChart

ORANGE: Final = "#D55E00"
BLUE: Final = "#0072B2"
GREEN: Final = "#009E73"
PURPLE: Final = "#AA4499"
INK: Final = "#222222"
GREY: Final = "#6B6B6B"
PALE: Final = "#D9D9D9"
FONT: Final = "DejaVu Sans, Verdana, sans-serif"
WIDTH: Final = 640


def side_colours(document: Document) -> dict[str, str]:
    """Return a colour for every actor: one for each party and whoever backs it, grey for the rest.

    A faction has the colour of the actor it belongs to.
    """
    parties = [name for name, actor in document.actors.items() if actor.role == "party"]
    colours = dict(zip(parties, (ORANGE, BLUE, GREEN, PURPLE), strict=False))
    for name, actor in document.actors.items():
        backed = [side for side in actor.backs if side in colours]
        if name not in colours and actor.role == "patron" and backed:
            colours[name] = colours[backed[0]]
    return {name: colours.get(actor.of or name, GREY) for name, actor in document.actors.items()}


def lines(text: str, width: int) -> list[str]:
    """Return a text as lines of at most so many characters, for a mark or an axis."""
    return textwrap.wrap(text, width, break_long_words=True) or [""]


def finish(chart: alt.LayerChart | alt.VConcatChart, description: str) -> Chart:
    """Return a chart with the house style and a description for readers who cannot see it."""
    return (
        chart.configure(font=FONT, background="white", padding=8)
        .configure_view(stroke=None)
        .configure_axis(labelColor=INK, titleColor=INK, labelFontSize=11, titleFontSize=11, grid=False)
        .properties(description=description)
    )
