"""What all pictures share: colours, type, and how text is broken into lines.

Colours are those of Okabe and Ito, which stay apart for colour-blind readers; every colour comes
with a second cue (a shape, a dash, a label). No picture needs a script or a network.
"""

import textwrap
from typing import Final

from irenic.case.document import Document
from irenic.report.plain_text import plain_text

ORANGE: Final = "#D55E00"
BLUE: Final = "#0072B2"
GREEN: Final = "#009E73"
PURPLE: Final = "#AA4499"
INK: Final = "#222222"
GREY: Final = "#5F5F5F"
PALE: Final = "#D9D9D9"
FAINT: Final = "#F1F1F1"
CROSS: Final = "M-1,-1L1,1M1,-1L-1,1"
"""The shape of a cross, which stands for a red line."""
FONT: Final = "DejaVu Sans, Verdana, sans-serif"
WIDTH: Final = 860
"""Points that a picture is wide; on paper and on a screen it is scaled to what there is."""


def side_colours(document: Document) -> dict[str, str]:
    """Return a colour for every actor: one for each party and whoever backs it, grey for the rest.

    A faction has the colour of the actor it belongs to. With more parties than colours, nobody
    has one: a colour would then set some of them apart for no reason.

    Examples
    --------
    >>> from irenic.examples import load
    >>> side_colours(load("two-villages").document)
    {'hill': '#D55E00', 'valley': '#0072B2'}
    """
    parties = [name for name, actor in document.actors.items() if actor.role == "party"]
    palette = (ORANGE, BLUE, GREEN, PURPLE)
    colours = dict(zip(parties, palette, strict=False)) if len(parties) <= len(palette) else {}
    for name, actor in document.actors.items():
        backed = [side for side in actor.backs if side in colours]
        if name not in colours and actor.role == "patron" and backed:
            colours[name] = colours[backed[0]]
    return {name: colours.get(actor.of or name, GREY) for name, actor in document.actors.items()}


def lines(text: str, width: int, most: int = 9) -> list[str]:
    """Return a text as lines of at most so many characters; what is cut off leaves an ellipsis.

    The lines are as even as their number allows.

    Examples
    --------
    >>> lines("The front is frozen where it runs", 12, most=2)
    ['The front', 'is frozen …']
    >>> lines("Membership is put off", 18)
    ['Membership', 'is put off']
    """
    shown = plain_text(text)
    best = _wrapped(shown, width, most)
    longest = max(map(len, shown.split()), default=0)
    for narrower in range(width - 1, max(longest, width // 2) - 1, -1):
        even = _wrapped(shown, narrower, most)
        if len(even) > len(best) or "".join(even).replace(" ", "") != "".join(best).replace(" ", ""):
            break
        best = even
    return best or [""]


def mixed(colour: str, share: float) -> str:
    """Return a colour mixed with white; all of it at 1, white at 0.

    Examples
    --------
    >>> mixed(BLUE, 0.5), mixed(BLUE, 0.0)
    ('#80B8D8', '#FFFFFF')
    """
    parts = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)


def _wrapped(text: str, width: int, most: int) -> list[str]:
    return textwrap.wrap(text, width, max_lines=most, placeholder=" …", break_on_hyphens=False)
