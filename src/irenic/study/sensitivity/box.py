"""A box in the space of inputs, and the search for one by the patient rule induction method.

Shapes: ``values`` is ``(input, draw)``, ``hit`` is ``(draw,)``, true where the outcome is the one
that is looked for.

References
----------
Peeling and pasting: :cite:t:`friedman1999`. Coverage, density, and how likely a condition would do as
well by chance (the quasi-p-value): :cite:t:`bryant2010`.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom

from irenic.study.sensitivity.index import Values
from irenic.study.sensitivity.kernels.peel import peel

Bools = NDArray[np.bool_]

SLICE: Final = 0.05
"""The share of the draws of a box that a slice takes."""
LEAST: Final = 0.05
"""The share of all draws below which a box is not peeled."""


@dataclass(frozen=True, slots=True)
class Face:
    """One side of a box: an input lies above a number, or below it.

    Parameters
    ----------
    number
        Which input, by its place.
    above
        Whether the box is what lies above the edge.
    edge
        The number.
    """

    number: int
    above: bool
    edge: float

    def holds(self, values: Values) -> Bools:
        """Return in which draws the condition holds, shape ``(draw,)``."""
        row = values[self.number]
        found: Bools = row > self.edge if self.above else row < self.edge
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Trajectory:
    """The boxes that peeling goes through, from the widest to the narrowest.

    Parameters
    ----------
    faces
        The face that each step sets; a later face on the same side replaces an earlier one.
    draws, hits
        What is left after each step, shape ``(step,)``.
    """

    faces: tuple[Face, ...]
    draws: NDArray[np.int32]
    hits: NDArray[np.int32]

    @property
    def density(self) -> Values:
        """The share of hits in the box, by step."""
        share: Values = self.hits / self.draws
        return share

    def box(self, steps: int) -> tuple[Face, ...]:
        """Return the faces of the box after so many steps."""
        return tuple({(face.number, face.above): face for face in self.faces[:steps]}.values())


def peeled(values: Values, hit: Bools) -> Trajectory:
    """Peel a box around the hits, slice by slice.

    Examples
    --------
    >>> grid = np.array([[x, y] for x in range(20) for y in range(20)], dtype=float).T
    >>> path = peeled(grid, grid[0] >= 15)
    >>> path.box(len(path.faces)), float(path.density[-1])
    ((Face(number=0, above=True, edge=14.5),), 1.0)
    """
    draws = len(hit)
    with ThreadPoolExecutor() as pool:
        order = np.array(list(pool.map(np.argsort, values)), dtype=np.int32)
    least = int(np.ceil(LEAST * draws))
    which, upper, edge, left = peel(values, order, np.ones(draws, dtype=bool), hit, SLICE, least)
    faces = tuple(Face(int(i), not bool(u), float(e)) for i, u, e in zip(which, upper, edge, strict=True))
    return Trajectory(faces, left[:, 0], left[:, 1])


def inside(faces: tuple[Face, ...], values: Values) -> Bools:
    """Return which draws lie in a box, shape ``(draw,)``."""
    found = np.ones(values.shape[1], dtype=bool)
    for face in faces:
        found &= face.holds(values)
    return found


def pasted(faces: tuple[Face, ...], values: Values, hit: Bools) -> tuple[Face, ...]:
    """Move the faces of a box outwards as long as that makes it denser.

    A step lets in a twentieth as many draws as the box has, those next to one face.
    """
    while True:
        within = inside(faces, values)
        size, hits = int(within.sum()), int(hit[within].sum())
        wider = [_wider(faces, face, values, within, max(1, int(SLICE * size))) for face in faces]
        scores = [(hit[box].sum() / box.sum(), trial) for trial in wider if (box := inside(trial, values)).sum() > size]
        if not scores or max(score for score, _ in scores) <= hits / size:
            return faces
        faces = max(scores, key=lambda scored: scored[0])[1]


def _wider(faces: tuple[Face, ...], face: Face, values: Values, within: Bools, want: int) -> tuple[Face, ...]:
    """Return a box with one face moved so far that it lets in some draws more; without it where there are no more."""
    others = tuple(other for other in faces if other != face)
    row = values[face.number][inside(others, values) & ~within]
    beyond = np.sort(row[row <= face.edge])[::-1] if face.above else np.sort(row[row >= face.edge])
    if len(beyond) <= want or beyond[want] == beyond[-1]:
        return others
    edge = (
        (beyond[want - 1] + beyond[beyond < beyond[want - 1]][0]) / 2
        if face.above
        else (beyond[want - 1] + beyond[beyond > beyond[want - 1]][0]) / 2
    )
    return (*others, Face(face.number, face.above, float(edge)))


def by_chance(faces: tuple[Face, ...], face: Face, values: Values, hit: Bools) -> float:
    """Return how likely so many hits are in a box if one of its faces told nothing: the quasi-p-value.

    It is the chance of as many hits or more among the draws of the box if each were one with the
    density that the box has without the face.
    """
    box = inside(faces, values)
    without = inside(tuple(other for other in faces if other != face), values)
    density = hit[without].mean() if without.any() else 0.0
    return float(binom.sf(int(hit[box].sum()) - 1, int(box.sum()), density))
