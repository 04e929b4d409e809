"""The concepts as matrices, for any relation that makes somebody leave a state or fear another.

After the matrix form of :cite:t:`xu2010`, with one difference: here going back to the very state is an answer like any
other, so what is feared may have a full diagonal. For actors with moves that makes no difference, as nobody can undo
the move of another; for graphs with common steps it does.

Shapes: every matrix is ``(…, state, state)``, from the row to the column.
"""

import numpy as np

from irenic.models.stability.kernels.jit import Bools


def some(one: Bools, other: Bools) -> Bools:
    """Return whether some state in the middle makes both true: the product of two matrices."""
    found: Bools = np.matmul(one.astype(np.float32), other.astype(np.float32)) > 0
    return found


def lasting(feared: Bools, steps: Bools) -> Bools:
    """Return what is feared of a state and cannot be mended by going on to what is not."""
    return feared & ~some(~feared, np.swapaxes(steps, -1, -2))


def held(leaves: Bools, feared: Bools, answers: Bools) -> Bools:
    """Return in which states every step that one would take has an answer that one fears, ``(…, state)``.

    Parameters
    ----------
    leaves
        Where one would go from a state.
    feared
        What one would, seen from a state, not want to end in.
    answers
        What others can bring about from where one goes.
    """
    stays: Bools = np.logical_not(np.any(leaves & ~some(feared, np.swapaxes(answers, -1, -2)), axis=-1))
    return stays
