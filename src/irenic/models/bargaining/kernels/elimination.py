"""One issue after the other: what has to be remembered so that whole packages need never be listed.

Shapes: the contributions of one issue are ``(option, actor)``, in fine steps. Utilities are sums
of contributions, plus the worth of *links* between options of two issues. After some issues a
partial package is known by its sums and by its options on those issues that are linked to
issues still to come, and by nothing else (bucket elimination, :cite:t:`dechter1999`).
"""

from typing import NamedTuple

import numpy as np

from irenic.models.bargaining.kernels.grid import Bools, Ints


class Link(NamedTuple):
    """What options of two issues are worth together, ``(first, second, actor)``, and which may go together."""

    first: int
    second: int
    worth: Ints
    allowed: Bools


class Stakes(NamedTuple):
    """What every option is worth to every actor, by issue; which options are open; and the links."""

    columns: tuple[Ints, ...]
    open: tuple[Bools, ...]
    links: tuple[Link, ...] = ()


class Step(NamedTuple):
    """One issue in its turn.

    ``links`` are those with remembered issues: the place in the memory, the worth
    ``(remembered option, option, actor)`` and what is allowed. ``remember`` are the places of
    the memory, this issue last, that are still needed; ``most`` and ``least`` bound what is
    still to come for each actor.
    """

    issue: int
    options: Ints
    column: Ints
    links: tuple[tuple[int, Ints, Bools], ...]
    remember: tuple[int, ...]
    most: Ints
    least: Ints


class Partial(NamedTuple):
    """Partial packages: their sums ``(partial, actor)`` and the options to remember ``(partial, place)``."""

    sums: Ints
    memory: Ints


def start(actors: int) -> Partial:
    """Return the one partial package without any issue."""
    return Partial(np.zeros((1, actors), dtype=np.int64), np.zeros((1, 0), dtype=np.int64))


def steps(stakes: Stakes) -> tuple[Step, ...]:
    """Return the issues in the order in which they are taken up; every issue has an open option."""
    order = _order(stakes)
    turn = {issue: at for at, issue in enumerate(order)}
    most, least = _bounds(stakes, turn)
    memory: list[int] = []
    taken = []
    for at, issue in enumerate(order):
        options = np.flatnonzero(stakes.open[issue])
        links = []
        for link in stakes.links:
            other, worth, allowed = _seen_from(link, issue)
            if other in memory:
                links.append((memory.index(other), worth[:, options], allowed[:, options]))
        known = [*memory, issue]
        memory = [k for k in known if any(turn[o] > at for o in _linked(stakes, k))]
        remember = tuple(known.index(k) for k in memory)
        column = stakes.columns[issue][options]
        taken.append(Step(issue, options, column, tuple(links), remember, most[at + 1], least[at + 1]))
    return tuple(taken)


def extend(partial: Partial, step: Step) -> tuple[Partial, Ints, Ints]:
    """Return every partial package with every open option of one more issue, whence each came, and by which option."""
    width, actors = len(step.options), step.column.shape[1]
    sums = partial.sums[:, None, :] + step.column
    parent = np.repeat(np.arange(len(partial.sums)), width)
    option = np.tile(step.options, len(partial.sums))
    allowed = np.ones(sums.shape[:2], dtype=bool)
    for place, worth, may in step.links:
        held = partial.memory[:, place]
        sums = sums + worth[held]
        allowed &= may[held]
    memory = np.column_stack([partial.memory[parent], option])[:, list(step.remember)]
    sums = sums.reshape(-1, actors)
    if step.links and not allowed.all():
        kept = allowed.ravel()
        return Partial(sums[kept], memory[kept]), parent[kept], option[kept]
    return Partial(sums, memory), parent, option


def by_memory(memory: Ints) -> list[Ints]:
    """Return the rows of partial packages that remember the same options, group by group."""
    if not memory.shape[1] or not len(memory):
        return [np.arange(len(memory))]
    _, group = np.unique(memory, axis=0, return_inverse=True)
    order = np.argsort(group, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(group[order])) + 1)


def _linked(stakes: Stakes, issue: int) -> list[int]:
    return [link.second if link.first == issue else link.first for link in stakes.links if issue in link[:2]]


def _order(stakes: Stakes) -> list[int]:
    """Return the issues so that little has to be remembered: next comes what closes most, then what has few options."""
    sizes = [int(np.count_nonzero(is_open)) for is_open in stakes.open]
    if not stakes.links:
        return sorted(range(len(sizes)), key=sizes.__getitem__)
    left = list(range(len(sizes)))
    order: list[int] = []
    while left:

        def remembered(issue: int) -> tuple[int, int]:
            done = {*order, issue}
            return sum(not done.issuperset(_linked(stakes, k)) for k in done), sizes[issue]

        order.append(min(left, key=remembered))
        left.remove(order[-1])
    return order


def _seen_from(link: Link, issue: int) -> tuple[int, Ints, Bools]:
    """Return the other issue of a link, or -1, with the other issue's options first."""
    if link.second == issue:
        return link.first, link.worth, link.allowed
    if link.first == issue:
        return link.second, link.worth.swapaxes(0, 1), link.allowed.T
    return -1, link.worth, link.allowed


def _bounds(stakes: Stakes, turn: dict[int, int]) -> tuple[Ints, Ints]:
    """Return the most and the least that each actor can still get from each turn on, ``(turn, actor)``."""
    actors = stakes.columns[0].shape[1]
    most, least = np.zeros((2, len(turn) + 1, actors), dtype=np.int64)
    for issue, at in turn.items():
        column = stakes.columns[issue][stakes.open[issue]]
        most[at] += column.max(axis=0)
        least[at] += column.min(axis=0)
    for link in stakes.links:
        at = max(turn[link.first], turn[link.second])
        most[at] += link.worth.max(axis=(0, 1))
        least[at] += link.worth.min(axis=(0, 1))
    return most[::-1].cumsum(axis=0)[::-1], least[::-1].cumsum(axis=0)[::-1]
