"""Pictures as SVG that may stand in a page: drawn once, without a browser, and checked.

What vl-convert draws is taken apart and put together again. Only the few elements and attributes
that our pictures are made of pass; anything else is a mistake, and is refused. So a text of a
source can never become a link, a script or a style, whatever the drawing libraries do with it.
"""

from typing import Final
from xml.etree import ElementTree

import vl_convert
from markupsafe import Markup

from irenic.errors import IrenicError
from irenic.report.figures.canvas import Chart

_SPACE: Final = "{http://www.w3.org/2000/svg}"
_ELEMENTS: Final = frozenset({"svg", "g", "rect", "path", "line", "text", "tspan"})
# fmt: off
_KEPT: Final = frozenset({
    "d", "dy", "fill", "font-family", "font-size", "font-weight", "height", "opacity", "stroke", "stroke-dasharray",
    "stroke-linecap", "stroke-miterlimit", "stroke-width", "text-anchor", "transform", "viewBox", "width",
    "x", "x2", "y", "y2",
})
_DROPPED: Final = frozenset({
    "aria-hidden", "aria-label", "aria-roledescription", "class", "display", "role", "version",
})
# fmt: on


def svg_of(chart: Chart) -> Markup:
    """Return a picture as SVG with its description, and with what every mark means as its title.

    Raises
    ------
    IrenicError
        If the drawing holds anything that no picture of ours needs.

    Examples
    --------
    >>> from irenic.report.figures import actor_map
    >>> from irenic.examples import load
    >>> svg_of(actor_map(load("two-villages").document))[:41]
    Markup('<svg xmlns="http://www.w3.org/2000/svg" v')
    """
    # The charts are ours, and their parts were checked as they were made: once is enough.
    spec = chart.to_dict(validate=False)
    drawn = ElementTree.fromstring(vl_convert.vegalite_to_svg(spec))
    root = rebuilt(drawn)
    size = [root.attrib.pop(name) for name in ("width", "height")]
    attributes = {
        "xmlns": _SPACE.strip("{}"),
        "viewBox": root.attrib.pop("viewBox", f"0 0 {size[0]} {size[1]}"),
        "width": size[0],
        "height": size[1],
        "role": "img",
        "aria-label": spec["description"],
    }
    root.attrib = attributes | root.attrib
    # ElementTree has escaped every text and attribute on its way out.
    return Markup(ElementTree.tostring(root, encoding="unicode"))


def rebuilt(element: ElementTree.Element) -> ElementTree.Element:
    """Return an element with only what a picture needs.

    Raises
    ------
    IrenicError
        If there is an element or attribute of any other kind.
    """
    name = element.tag.removeprefix(_SPACE)
    if name not in _ELEMENTS:
        msg = f"a picture must not hold the element '{name}'"
        raise IrenicError(msg)
    made = ElementTree.Element(name)
    for key, value in element.attrib.items():
        if key in _KEPT and "url(" not in value:
            made.set(key, value)
        elif key not in _DROPPED:
            msg = f"a picture must not hold the attribute '{key}' with the value '{value}'"
            raise IrenicError(msg)
    label = element.get("aria-label")
    if label and name in ("path", "line"):
        ElementTree.SubElement(made, "title").text = label
    made.text, made.tail = element.text, element.tail
    made.extend([rebuilt(child) for child in element])
    return made
