"""Legal sequences of steps: nobody steps twice in a row.

Shapes: ``first`` is ``(actor, state + 1)`` and ``to`` is ``(step,)``, a graph in compressed rows; ``level`` is
``(draw, actor, state)``. A step counts if it is an improvement for whoever takes it, from where it is taken; with
``ties``, also if it makes no difference to it. With levels that are all equal and ``ties``, every step counts.

References
----------
:cite:t:`li2005` for the sequences; the search goes over pairs of a state and its last mover, since what may follow
depends on both.
"""

import numpy as np

from irenic.models.stability.kernels.jit import Bools, Ints, compiled

UNREACHED = -1
"""The length of a sequence that there is none of."""


@compiled
def lengths(
    first: Ints,
    to: Ints,
    level: Ints,
    ties: bool,
    movers: Bools,
    start: int,
) -> Ints:
    """Return how many steps the shortest sequences to every state have, by last mover, ``(draw, actor, state)``.

    Parameters
    ----------
    first, to, level, ties
        The graph, and which of its steps count; see above.
    movers
        Who takes part, ``(actor,)``.
    start
        The state that sequences start from. Its length is that of coming back to it.
    """
    actors, states = level.shape[1:]
    found = np.full(level.shape, UNREACHED)
    queue = np.empty((actors * states, 2), dtype=np.int64)
    for draw in range(len(level)):
        length = found[draw]
        done = np.zeros((actors, states), dtype=np.bool_)  # whose steps from where have been taken
        read, write = -1, 0  # -1 is the start, where nobody has moved yet
        while read < write:
            last = queue[read, 0] if read >= 0 else -1
            state = queue[read, 1] if read >= 0 else start
            steps = length[last, state] if read >= 0 else 0
            read += 1
            for actor in range(actors):
                if actor == last or done[actor, state] or not movers[actor]:
                    continue
                done[actor, state] = True
                bar = level[draw, actor, state]
                for at in range(first[actor, state], first[actor, state + 1]):
                    other = to[at]
                    rises = level[draw, actor, other] > bar or (ties and level[draw, actor, other] == bar)
                    if rises and length[actor, other] == UNREACHED:
                        length[actor, other] = steps + 1
                        queue[write] = actor, other
                        write += 1
    return found


def turned(first: Ints, to: Ints) -> tuple[Ints, Ints]:
    """Return the rows of the graph with every step turned round."""
    actors, states = len(first), first.shape[1] - 1
    row = np.repeat(np.arange(actors * states), np.diff(first, axis=1).ravel())
    actor, state = np.divmod(row, max(states, 1))
    leads = actor * states + to
    order = np.lexsort((state, leads))
    begins = np.searchsorted(leads[order], np.arange(actors * states + 1))
    rows = np.arange(states + 1) + states * np.arange(actors)[:, None]
    return begins[rows].astype(np.int64), state[order]
