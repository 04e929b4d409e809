"""The states of a conflict and how much each actor likes them, as a tidy table."""

from typing import Any, Final

import numpy as np

from irenic.case.case import Case
from irenic.report.labels import actor_name
from irenic.vocabulary import DERIVED, FITS, LEVEL, MADE, MOVE, MOVER, NAMED_STATE, STATE, STATUS_QUO

DRAWS: Final = 1000
"""How many draws of the preferences the ranks are taken from; those of the first seed."""


def states(case: Case) -> list[dict[str, Any]]:
    """Return one row for every state and every actor with moves: what is done in it, and the actor's rank of it.

    The rank is 1 for what the actor likes best, and tied states share it; where preferences are uncertain, it is
    given by its 5th, 50th and 95th percentile over a thousand draws.

    Examples
    --------
    >>> from irenic.examples import load
    >>> row = states(load("prisoners-dilemma"))[0]
    >>> row["state"], row["names"], row["actor"], row["p50"], row["status_quo"]
    ('NN', 'silence', 'anna', 2.0, 'yes')
    """
    from irenic.arrays.conflict import conflict
    from irenic.arrays.shares import Shares

    if case.document.moves is None:
        return []
    found = conflict(case, Shares(1, 0, DRAWS))
    level = found[LEVEL].to_numpy()
    ranks = np.percentile(level.max(axis=2, keepdims=True) - level + 1, (5, 50, 95), axis=0, method="nearest")
    labels, moves, movers = (found[name].to_numpy() for name in (STATE, MOVE, MOVER))
    names, fits = found[NAMED_STATE].to_numpy(), found[FITS].to_numpy()
    return [
        {
            "state": str(label),
            "names": "; ".join(names[fits[:, place]]),
            "made": "; ".join(moves[found[MADE].to_numpy()[place]]),
            "status_quo": "yes" if found[STATUS_QUO].to_numpy()[place] else "no",
            "actor": str(mover),
            "actor_name": actor_name(case.document, str(mover)),
            **{end: float(rank) for end, rank in zip(("p5", "p50", "p95"), ranks[:, number, place], strict=True)},
            "derived": "yes" if found[DERIVED].to_numpy()[number] else "no",
            "draws": DRAWS,
            "seed": 1,
        }
        for place, label in enumerate(labels)
        for number, mover in enumerate(movers)
    ]
