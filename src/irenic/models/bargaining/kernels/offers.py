"""Offers in turn with a last round, solved from the end.

Shapes: ``gains`` is ``(package, actor)``, beyond disagreement; ``turns`` is ``(round,)``, who offers
in each round by number; ``discount`` is ``(actor,)``.

References
----------
:cite:t:`stahl1972`; over finitely many outcomes, :cite:t:`erlich2018`.
"""

from typing import Final

import numpy as np

from irenic.models.bargaining.kernels.grid import Floats, Ints

EQUAL: Final = 1e-9
"""Who is offered as much as waiting is worth, to this precision, accepts."""


def backwards(gains: Floats, turns: Ints, discount: Floats) -> tuple[Ints, Floats]:
    """Return the package offered in each round, or -1 for none, and the value of each round ``(round, actor)``.

    In the last round all accept what is no loss; before, what is worth waiting for no longer. Among
    what all accept, who offers takes what is best for itself, then what gives the others most in
    sum. If nothing is accepted, or waiting is better for who offers, the round passes.
    """
    rounds, actors = len(turns), gains.shape[1]
    offers = np.full(rounds, -1)
    value = np.zeros((rounds + 1, actors))
    for now in range(rounds - 1, -1, -1):
        waiting = discount * value[now + 1]
        value[now] = waiting
        accepted = np.flatnonzero((gains >= waiting - EQUAL).all(axis=1))
        if len(accepted):
            order = np.lexsort((gains[accepted].sum(axis=1), np.round(gains[accepted, turns[now]], 9)))
            offers[now] = accepted[order[-1]]
            value[now] = gains[offers[now]]
    return offers, value
