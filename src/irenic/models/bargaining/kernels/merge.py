"""The exact frontier of packages without listing the packages.

Issue after issue, every partial package that is still on the frontier is extended by every open
option; what cannot reach the reservations any more is dropped, and so is what is dominated: a
dominated sum stays dominated whatever is added to both, and its dominator meets every
reservation that it meets. Where packages lead to equal sums all of them are kept, as edges of a
graph from which they are counted and listed. The cost depends on the largest frontier on the
way, not on the number of packages.

References
----------
Dynamic programming over non-dominated sums: :cite:t:`nemhauser1969` for two columns, and
:cite:t:`dechter1999` for terms over more than one issue.
"""

from typing import Final, NamedTuple

import numpy as np

from irenic.models.bargaining.kernels.elimination import Partial, Stakes, Step, by_memory, extend, start, steps
from irenic.models.bargaining.kernels.grid import HUGE, NO_CEILING, Bools, Ints, to_cells
from irenic.models.bargaining.kernels.pareto import non_dominated, ranked, with_ties

NOBODY: Final = np.zeros(0, dtype=np.int64)
"""Nobody's utility counts, so that ties need not be kept."""


class Layer(NamedTuple):
    """The partial packages after one issue, and every edge that leads to them.

    Edge ``e`` comes from row ``parent[e]`` of the layer before, by ``option[e]`` of ``issue``,
    and leads to row ``child[e]`` of this one; edges are in the order of their children.
    """

    issue: int
    parent: Ints
    option: Ints
    child: Ints
    size: int


class Merged(NamedTuple):
    """A frontier: its points ``(point, actor)`` in cells, falling in the first actor; and the way to its packages."""

    cells: Ints
    layers: tuple[Layer, ...]


def merge(stakes: Stakes, floor: Ints, enough: Ints) -> Merged:
    """Return the frontier of the packages that reach the floor of every actor.

    Parameters
    ----------
    stakes
        What every option is worth, in fine steps.
    floor
        The least each actor accepts, ``(actor,)``, in fine steps.
    enough
        Beyond this, more counts for nothing, ``(actor,)``: :data:`NO_CEILING` for an actor whose
        utility the frontier is about, its floor for one that has only to be won over. What is
        beyond is forgotten as soon as it is certain.
    """
    if not all(is_open.any() for is_open in stakes.open):
        return Merged(np.zeros((0, len(floor)), dtype=np.int64), (Layer(-1, NOBODY, NOBODY, NOBODY, 0),))
    partial = start(len(floor))
    layers = []
    for step in steps(stakes):
        partial, layer = _advance(partial, step, floor, enough)
        layers.append(layer)
    cells, row = _frontier(to_cells(partial.sums), NOBODY)
    layers.append(_layer(-1, np.arange(len(row)), np.zeros_like(row), row, len(cells)))
    return Merged(cells, tuple(layers))


def reachable(stakes: Stakes, floor: Ints) -> bool:
    """Return whether a package reaches the floor of every actor."""
    return len(merge(stakes, floor, floor).cells) > 0


def counts(merged: Merged) -> Ints:
    """Return how many packages stand behind each point of a frontier, as Python integers if they may be huge."""
    most = np.prod([float(np.bincount(layer.child).max(initial=1)) for layer in merged.layers])
    number = np.ones(1, dtype=np.int64 if most < HUGE else object)
    for layer in merged.layers:
        further = np.zeros(layer.size, dtype=number.dtype)
        np.add.at(further, layer.child, number[layer.parent])
        number = further
    return number


def packages(merged: Merged, point: int, most: int) -> Ints:
    """Return up to ``most`` packages behind one point of a frontier, ``(package, issue)``, as option numbers."""
    ends = np.array([point])
    trail: list[tuple[int, Ints]] = []
    for layer in merged.layers[::-1]:
        low, high = np.searchsorted(layer.child, ends), np.searchsorted(layer.child, ends, side="right")
        edges = np.concatenate([np.arange(a, b) for a, b in zip(low, high, strict=True)])[:most]
        from_row = np.repeat(np.arange(len(ends)), high - low)[:most]
        trail = [(issue, options[from_row]) for issue, options in trail]
        trail.append((layer.issue, layer.option[edges]))
        ends = layer.parent[edges]
    found = np.zeros((len(ends), len(merged.layers) - 1), dtype=np.int64)
    for issue, options in trail[1:]:
        found[:, issue] = options
    return found[np.lexsort(found.T[::-1])]


def used(merged: Merged, points: Ints, sizes: tuple[int, ...]) -> tuple[Bools, ...]:
    """Return for each issue which options some package behind one of the points contains."""
    found = tuple(np.zeros(size, dtype=bool) for size in sizes)
    ends = np.isin(np.arange(len(merged.cells)), points)
    before = (1, *(layer.size for layer in merged.layers[:-1]))
    for layer, size in zip(merged.layers[::-1], before[::-1], strict=True):
        on = ends[layer.child]
        if layer.issue >= 0:
            found[layer.issue][layer.option[on]] = True
        ends = np.isin(np.arange(size), layer.parent[on])
    return found


def _advance(partial: Partial, step: Step, floor: Ints, enough: Ints) -> tuple[Partial, Layer]:
    further, parent, option = extend(partial, step)
    sums = further.sums
    reaching = np.flatnonzero((sums + step.most >= floor).all(axis=1))
    sums, parent, option = sums[reaching], parent[reaching], option[reaching]
    sums = np.minimum(sums, enough - step.least)
    memory = further.memory[reaching]
    counted = np.flatnonzero(enough >= NO_CEILING)
    child = np.full(len(sums), -1)
    kept_sums, kept_memory, size = [], [], 0
    for group in by_memory(memory):
        points, row = _frontier(sums[group], counted)
        child[group] = np.where(row >= 0, row + size, -1)
        kept_sums.append(points)
        kept_memory.append(np.repeat(memory[group[:1]], len(points), axis=0))
        size += len(points)
    layer = _layer(step.issue, parent, option, child, size)
    return Partial(np.concatenate(kept_sums), np.concatenate(kept_memory)), layer


def _layer(issue: int, parent: Ints, option: Ints, child: Ints, size: int) -> Layer:
    edges = np.flatnonzero(child >= 0)
    edges = edges[np.argsort(child[edges], kind="stable")]
    return Layer(issue, parent[edges], option[edges], child[edges], size)


def _frontier(points: Ints, counted: Ints) -> tuple[Ints, Ints]:
    """Return the non-dominated of some points, ties in the columns that count included, and the row of each, or -1."""
    distinct, row = ranked(points)
    keep = non_dominated(distinct)
    if len(counted):
        keep = with_ties(distinct, keep, counted)
    return distinct[keep], np.where(keep, np.cumsum(keep) - 1, -1)[row]
