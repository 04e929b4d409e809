"""Scenario discovery: under which conditions an outcome comes about, in a few conditions on inputs.

Of the boxes that peeling goes through, the one is taken in which being in the box correlates most
with the outcome: it gives up neither coverage for density nor density for coverage, and needs no
threshold. A box is found on one half of the draws and judged on the other: what a search finds
best looks better than it is on the draws in which it was searched.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from irenic.errors import BadUse
from irenic.study.intervals import Chance
from irenic.study.sensitivity.box import Bools, Face, Trajectory, by_chance, inside, pasted, peeled
from irenic.study.sensitivity.index import Values

FEWEST: Final = 20
"""With fewer hits, or fewer other draws, in either half nothing is looked for."""
MOST_BOXES: Final = 3
DOUBT: Final = 0.05
"""A condition that chance would do as well as more often than this is dropped."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on one input.

    Parameters
    ----------
    name, above, edge
        Which input lies above or below which number.
    chance
        How likely chance would do as well in this condition's place: its quasi-p-value.
    """

    name: str
    above: bool
    edge: float
    chance: float


@dataclass(frozen=True, slots=True)
class Box:
    """Conditions that together describe where an outcome comes about.

    Parameters
    ----------
    conditions
        All of them hold in the box.
    coverage
        The share of all hits that lie in the box.
    density
        The share of the draws in the box that are hits.
    mass
        The share of all draws that lie in the box.
    """

    conditions: tuple[Condition, ...]
    coverage: Chance
    density: Chance
    mass: float


@dataclass(frozen=True, slots=True)
class Discovery:
    """Where an outcome comes about.

    Parameters
    ----------
    boxes
        The densest and widest first; none where no condition is better than chance.
    base
        The share of all draws in which it comes about.
    enough
        Whether there were hits and other draws enough to look for boxes.
    """

    boxes: tuple[Box, ...]
    base: Chance
    enough: bool


def discover(values: Values, hit: Bools, names: Sequence[str]) -> Discovery:
    """Find up to three boxes of inputs in which an outcome comes about.

    Parameters
    ----------
    values
        What was drawn, shape ``(input, draw)``, without gaps.
    hit
        In which draws the outcome came about, shape ``(draw,)``.
    names
        What the inputs are called.

    Raises
    ------
    BadUse
        If the shapes do not fit, or something is missing.

    Examples
    --------
    >>> from irenic.arrays.shares import Shares
    >>> x = np.array([Shares(1, 0, 2000).of(name) for name in "abc"])
    >>> found = discover(x, (x[0] > 0.7) & (x[1] < 0.4), "abc")
    >>> [(c.name, "above" if c.above else "below", round(c.edge, 1)) for c in found.boxes[0].conditions]
    [('a', 'above', 0.7), ('b', 'below', 0.4)]
    """
    if values.ndim != 2 or hit.shape != values.shape[1:] or not np.isfinite(values).all():
        shapes = f"{values.shape} and outcomes of shape {hit.shape}"
        msg = f"inputs of shape {shapes}, or gaps in them; allowed: (input, draw) and (draw,), without gaps"
        raise BadUse(msg)
    search, judge = np.arange(len(hit)) % 2 == 0, np.arange(len(hit)) % 2 == 1
    base = Chance.of(hit)
    few = min(int((hit == kind)[half].sum()) for kind in (True, False) for half in (search, judge))
    if few < FEWEST:
        return Discovery((), base, enough=False)
    left, boxes = np.ones(len(hit), dtype=bool), []
    for _ in range(MOST_BOXES):
        faces = _search(values, hit, search & left, judge & left)
        box = inside(faces, values) & left
        found = _judged(faces, values, hit, (box & judge, judge & left, judge), names)
        if not faces or found.density.low <= hit[judge & left].mean():
            break
        boxes.append(found)
        left &= ~box
        if min((hit == kind)[half & left].sum() for kind in (True, False) for half in (search, judge)) < FEWEST:
            break
    return Discovery(tuple(boxes), base, enough=True)


def _search(values: Values, hit: Bools, search: Bools, judge: Bools) -> tuple[Face, ...]:
    """Return the box that goes best with the outcome, without the conditions that may be chance."""
    trajectory = peeled(np.ascontiguousarray(values[:, search]), hit[search])
    if not trajectory.faces:
        return ()
    faces = trajectory.box(int(_together(trajectory, hit[search]).argmax()) + 1)
    while faces:
        doubt = {face: by_chance(faces, face, values[:, judge], hit[judge]) for face in faces}
        worst = max(doubt, key=lambda face: doubt[face])
        if doubt[worst] <= DOUBT:
            break
        faces = tuple(face for face in faces if face != worst)
    return pasted(faces, values[:, search], hit[search])


def _together(trajectory: Trajectory, hit: Bools) -> Values:
    """Return how being in the box correlates with being a hit, by step: wide and dense boxes do best."""
    share, base = trajectory.draws / len(hit), hit.mean()
    found: Values = (trajectory.hits / len(hit) - share * base) / np.sqrt(share * (1 - share) * base * (1 - base))
    return found


def _judged(
    faces: tuple[Face, ...], values: Values, hit: Bools, draws: tuple[Bools, Bools, Bools], names: Sequence[str]
) -> Box:
    """Return a box with what the draws say of it that took no part in the search."""
    box, left, judge = draws
    conditions = tuple(
        Condition(names[face.number], face.above, face.edge, by_chance(faces, face, values[:, left], hit[left]))
        for face in sorted(faces, key=lambda face: (face.number, not face.above))
    )
    nothing = Chance(0.0, 0.0, 1.0)
    density = Chance.of(hit[box]) if box.any() else nothing
    return Box(conditions, Chance.of(box[judge & hit]), density, float(box[judge].mean()))
