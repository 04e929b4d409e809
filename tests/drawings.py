"""What a picture shows, read from its SVG: the words on it, and whether they run into each other."""

import re
from xml.etree import ElementTree

from irenic.report.svg import svg_of

SPACE = "{http://www.w3.org/2000/svg}"


def drawn(chart):
    return ElementTree.fromstring(svg_of(chart))


def words(root):
    return [" ".join(part.strip() for part in text.itertext() if part.strip()) for text in root.iter(f"{SPACE}text")]


def titles(root):
    return [title.text for title in root.iter(f"{SPACE}title")]


def placed(text):
    """Return the box of a written text: its lines, at most as wide as a wide font would draw them."""
    x, y = map(float, re.match(r"translate\(([-\d.]+),\s*([-\d.]+)\)", text.get("transform")).groups())
    found = [part.text or "" for part in text.iter(f"{SPACE}tspan")] or [text.text or ""]
    size = float(text.get("font-size").removesuffix("px"))
    wide = max(map(len, found)) * size * 0.56
    left = x - {"middle": wide / 2, "end": wide}.get(text.get("text-anchor"), 0.0)
    return left, y - size, left + wide, y - size + (size + 2) * len(found)


def overlap(one, other, height=1):
    """Return whether two boxes share more than a point across and so many points of height."""
    across, upright = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    return across > 1 and upright > height
