"""How strongly the parties rest: whether what keeps an actor back is much worse for it, or just no better.

Some states are not just worse than others but much worse: between them lies a gap that no trade of small
advantages closes. A state is *strongly* stable for an actor if each of its improvements has an answer that
is much worse for it than the state (under ``smr``, whatever it then does); if not, but stable, it is *weakly* stable.
After :cite:t:`hamouda2006`, for preferences in which the gaps divide the ranking into bands.
"""

from math import prod
from typing import Final

import numpy as np
from numpy.typing import NDArray

from irenic.errors import BadUse
from irenic.models.stability.concepts import LARGEST, levels_for
from irenic.models.stability.graph import Graph
from irenic.models.stability.kernels.arcs import arcs_of, stable_by_arcs
from irenic.models.stability.kernels.four import GMR, SEQ, SMR

SANCTIONING: Final = ("gmr", "smr", "seq")
"""The concepts under which something can be strongly stable: under Nash nothing keeps an actor back."""


def rests_strongly(graph: Graph, level: NDArray[np.int64], band: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return where each actor rests strongly.

    Parameters
    ----------
    graph
        Who can go from which state to which.
    level
        How high each actor ranks each state, ``(…, actor, state)``.
    band
        The band of each level, of the same shape: a state is much better than another if its band is higher.
        Who is in a higher band is on a higher level.

    Returns
    -------
    numpy.ndarray
        ``(…, concept, actor, state)``, the concepts being :data:`SANCTIONING`. Where an actor rests but not
        strongly, it rests weakly.

    Raises
    ------
    BadUse
        If levels or bands do not fit, or contradict each other.

    Examples
    --------
    What keeps the smuggler at home is the guard, and whether that is much worse than staying at home:

    >>> gate = Graph.of_arcs(
    ...     ["smuggler", "guard"],
    ...     ["home", "across", "caught"],
    ...     {"smuggler": [("home", "across")], "guard": [("across", "caught")]},
    ... )
    >>> level = np.array([[1, 2, 0], [0, 0, 1]])
    >>> rests_strongly(gate, level, np.array([[1, 1, 0], [0, 0, 0]]))[:, 0, 0].tolist()
    [True, True, True]
    >>> rests_strongly(gate, level, np.zeros((2, 3), dtype=int))[:, 0, 0].tolist()
    [False, False, False]
    """
    level, band = levels_for(graph, level), levels_for(graph, band)
    if level.shape != band.shape:
        msg = f"the levels have shape {level.shape} and the bands {band.shape}; allowed: the same"
        raise BadUse(msg)
    size = (prod(level.shape[:-2]), *level.shape[-2:])
    feared = _highest_much_worse(level.reshape(size), band.reshape(size))
    found = stable_by_arcs(arcs_of(graph.first, graph.to), level.reshape(size), (GMR, SMR, SEQ), feared)
    return found.reshape(*level.shape[:-2], *found.shape[1:])


def _highest_much_worse(level: NDArray[np.int64], band: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the highest level that is in a lower band than a state, ``(draw, actor, state)``: that of all below it.

    Where there is none, it is lower than every level.
    """
    order = np.lexsort((level, band))
    levels, bands = (np.take_along_axis(each, order, axis=-1) for each in (level, band))
    rises = np.diff(bands, axis=-1) > 0
    if (np.diff(levels, axis=-1) < rises).any():
        msg = "a state in a higher band is on a level that is not higher; bands divide a ranking and do not cross it"
        raise BadUse(msg)
    below = np.full(levels.shape, -LARGEST - 1)
    below[..., 1:] = np.maximum.accumulate(np.where(rises, levels[..., :-1], -LARGEST - 1), axis=-1)
    found = np.empty_like(below)
    np.put_along_axis(found, order, below, axis=-1)
    return found
