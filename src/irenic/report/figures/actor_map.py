"""Who takes part, and how they are tied: who backs whom, belongs to whom, mediates, can act on whom."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import atan2, degrees, hypot
from typing import Final

from irenic.case.document import Document
from irenic.report.figures.canvas import Chart, Layer, Row, boxes, picture, points, strokes, texts
from irenic.report.figures.style import GREEN, GREY, INK, PURPLE, WIDTH, lines, side_colours
from irenic.report.words import count


@dataclass(frozen=True, slots=True)
class Tie:
    """One kind of tie, and how it is drawn."""

    words: str
    colour: str
    dash: tuple[int, ...]
    width: float
    arrow: bool = True


TIES: Final = {
    "backs": Tie("backs", INK, (), 2.6),
    "mediates": Tie("mediates between the parties", GREEN, (7, 4), 2),
    "levers": Tie("can act on (number of levers)", PURPLE, (2, 3), 1.8),
    "of": Tie("belongs to", GREY, (), 1.2, arrow=False),
    "ratified_by": Tie("needs the consent of", INK, (10, 3, 2, 3), 1.2),
}
"""The kinds of tie. Colour is never the only sign: each has a dash of its own."""

_BOX, _TALL, _BAND, _SPACE, _MOST = 150.0, 42.0, 112.0, 22.0, 5


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie from one actor to another, with how many of them there are."""

    kind: str
    start: str
    end: str
    number: int = 1


def edges(document: Document) -> tuple[Edge, ...]:
    """Return every tie that a case states.

    Examples
    --------
    >>> from irenic.examples import load
    >>> [edge for edge in edges(load("ukraine-2025").document) if edge.kind == "backs" and edge.start == "china"]
    [Edge(kind='backs', start='china', end='russia', number=1)]
    """
    parties = [name for name, actor in document.actors.items() if actor.role == "party"]
    found = []
    for name, actor in document.actors.items():
        found += [Edge("backs", name, other) for other in actor.backs]
        found += [Edge("mediates", name, party) for party in parties if actor.role == "mediator"]
        found += [Edge("of", name, actor.of)] if actor.of else []
        found += [Edge("ratified_by", name, other) for other in actor.ratified_by]
    levers = Counter((by, on) for lever in document.levers.values() for by in lever.by for on in lever.on if by != on)
    return (*found, *(Edge("levers", by, on, number) for (by, on), number in levers.items()))


def actor_map(document: Document) -> Chart:
    """Draw the actors in bands, from the mediators over the parties to their backers, with their ties.

    Examples
    --------
    >>> from irenic.examples import load
    >>> type(actor_map(load("ukraine-2025").document)).__name__
    'LayerChart'
    """
    ties = edges(document)
    spots, height = _spots(document, {end for edge in ties for end in (edge.start, edge.end)})
    layers: list[Layer | None] = []
    for kind, tie in TIES.items():
        drawn = [_line(edge, ties, spots) for edge in ties if edge.kind == kind]
        layers.append(strokes([line | {"colour": tie.colour} for line in drawn], tie.width, tie.dash))
        heads = [_head(line, tie.colour) for line in drawn if tie.arrow]
        layers.append(points(heads, stroke=0))
    layers += [*_labels(ties, spots), *_nodes(document, spots), *_legend(ties, height)]
    description = f"A map of {count(len(document.actors), 'actor')} and the {count(len(ties), 'tie')} among them."
    return picture(layers, (WIDTH, height + 34), description)


Spots = dict[str, tuple[float, float]]


def _spots(document: Document, tied: set[str]) -> tuple[Spots, float]:
    """Return the middle of every actor's box, and how tall all of them are together."""
    spots: Spots = {}
    top = 12.0
    for band in _bands(document, tied):
        for start in range(0, len(band), _MOST):
            row = band[start : start + _MOST]
            wished = [_wish(document, actor, spots, index, len(row)) for index, actor in enumerate(row)]
            order = sorted(range(len(row)), key=lambda i: (wished[i], i))
            for i, x in zip(order, _apart([wished[i] for i in order]), strict=True):
                spots[row[i]] = (x, top + _TALL / 2)
            top += _BAND if len(row) == len(band) else _TALL + 14
    # The bands are placed from the parties outwards, and then put in their order on paper.
    return spots, top - _BAND + _TALL + 12


def _bands(document: Document, tied: set[str]) -> list[list[str]]:
    """Return the actors in bands from top to bottom."""
    roles = {name: actor.role for name, actor in document.actors.items()}
    bands: list[list[str]] = [[], [], [], [], [], []]
    for name, actor in document.actors.items():
        if name not in tied and actor.role != "party":
            level = 5
        elif actor.role == "faction":
            over = roles.get(actor.of or "", "party")
            level = {"mediator": 0, "party": 3}.get(over, 4)
        else:
            level = {"mediator": 1, "host": 1, "party": 2}.get(actor.role, 3)
        bands[level].append(name)
    # A mediator stands in the middle of its band, the hosts to its left and right.
    sides = [name for name in bands[1] if roles[name] == "host"]
    centre = [name for name in bands[1] if roles[name] == "mediator"]
    bands[1] = [*sides[: len(sides) // 2 + len(sides) % 2], *centre, *sides[len(sides) // 2 + len(sides) % 2 :]]
    return [band for band in bands if band]


def _wish(document: Document, actor: str, spots: Spots, index: int, size: int) -> float:
    """Return where an actor would like to stand: near those it backs or belongs to."""
    entry = document.actors[actor]
    near = [spots[other][0] for other in (*entry.backs, entry.of or "") if other in spots]
    if near and entry.role not in ("mediator", "party"):
        return sum(near) / len(near)
    return WIDTH * (index + 0.5) / size


def _apart(wished: Sequence[float]) -> list[float]:
    """Return places in order, as near to those wished for as the boxes allow.

    Boxes that would overlap share their surplus evenly (pool adjacent violators).
    """
    step = _BOX + _SPACE
    pools: list[tuple[float, int]] = []
    for index, place in enumerate(wished):
        pools.append((place - step * index, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (low, few), (high, many) = pools[-2:]
            pools[-2:] = [((low * few + high * many) / (few + many), few + many)]
    flat = [mean for mean, size in pools for _ in range(size)]
    least, most = _BOX / 2 + 8, WIDTH - _BOX / 2 - 8 - step * (len(wished) - 1)
    return [min(max(place, least), most) + step * index for index, place in enumerate(flat)]


def _line(edge: Edge, ties: Sequence[Edge], spots: Spots) -> Row:
    """Return the line of a tie from box to box; ties of the same two actors run side by side."""
    (x, y), (x2, y2) = spots[edge.start], spots[edge.end]
    same = [tie for tie in ties if {tie.start, tie.end} == {edge.start, edge.end}]
    aside = 13.0 * (same.index(edge) - (len(same) - 1) / 2) * (1 if edge.start < edge.end else -1)
    length = hypot(x2 - x, y2 - y)
    dx, dy = (x2 - x) / length, (y2 - y) / length
    ax, ay = -dy * aside, dx * aside
    start, end = _border((ax, ay), (dx, dy)), length - _border((-ax, -ay), (dx, dy))
    return {
        "x": x + ax + dx * start,
        "y": y + ay + dy * start,
        "x2": x + ax + dx * end,
        "y2": y + ay + dy * end,
    }


def _border(aside: tuple[float, float], direction: tuple[float, float]) -> float:
    """Return after how far a line from a place in a box, aside of its middle, leaves the box."""
    ways = []
    for half, off, step in zip((_BOX / 2 + 4, _TALL / 2 + 4), aside, direction, strict=True):
        if abs(step) > 1e-9:
            ways.append((half - off * (1 if step > 0 else -1)) / abs(step))
    return min(ways)


def _head(line: Row, colour: str) -> Row:
    dx, dy = line["x2"] - line["x"], line["y2"] - line["y"]
    length = hypot(dx, dy) or 1.0
    place = {"x": line["x2"] - 4 * dx / length, "y": line["y2"] - 4 * dy / length}
    return place | {"shape": "triangle", "size": 90, "fill": colour, "colour": colour, "angle": degrees(atan2(dx, -dy))}


def _labels(ties: Sequence[Edge], spots: Spots) -> list[Layer | None]:
    """Write the number of levers beside their arrows, on a white ground."""
    grounds, words = [], []
    for edge in ties:
        if edge.kind == "levers":
            line = _line(edge, ties, spots)
            x, y = line["x"] + 0.2 * (line["x2"] - line["x"]), line["y"] + 0.2 * (line["y2"] - line["y"])
            box = {"x": x - 8, "x2": x + 8, "y": y - 8, "y2": y + 8}
            grounds.append(box | {"fill": "#FFFFFF", "colour": TIES["levers"].colour})
            words.append({"x": x, "y": y, "text": str(edge.number)})
    return [boxes(grounds, 1, 8), texts(words, "center", 10.5)]


def _nodes(document: Document, spots: Spots) -> list[Layer | None]:
    colours = side_colours(document)
    frames, names, roles = [], [], []
    for actor, (x, y) in spots.items():
        entry = document.actors[actor]
        box = {"x": x - _BOX / 2, "x2": x + _BOX / 2, "y": y - _TALL / 2, "y2": y + _TALL / 2}
        tip = f"{entry.name}, {entry.role}"
        frames.append(box | {"fill": "#FFFFFF", "colour": colours[actor], "tip": tip})
        name = lines(entry.name, 20, 2)
        names.append({"x": x, "y": y - 15 if len(name) > 1 else y - 11, "text": name})
        roles.append({"x": x, "y": y + 13, "text": "" if len(name) > 1 else entry.role, "colour": GREY})
    parties = [frame for actor, frame in zip(spots, frames, strict=True) if document.actors[actor].role == "party"]
    others = [frame for frame in frames if frame not in parties]
    return [
        boxes(others, 1.5, 6),
        boxes(parties, 4, 6),
        texts(names, "center", 12, middle=False),
        texts(roles, "center", 10),
    ]


def _legend(ties: Sequence[Edge], top: float) -> Iterator[Layer | None]:
    used = [kind for kind in TIES if any(edge.kind == kind for edge in ties)]
    x = 10.0
    for kind in used:
        tie = TIES[kind]
        line = {"x": x, "x2": x + 34, "y": top + 18, "y2": top + 18}
        yield strokes([line | {"colour": tie.colour}], tie.width, tie.dash)
        yield points([_head(line, tie.colour)] if tie.arrow else [], stroke=0)
        yield texts([{"x": x + 40, "y": top + 18, "text": tie.words}], "left", 11)
        x += 40 + 6.4 * len(tie.words) + 16
