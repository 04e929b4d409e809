"""What carries an argument: which obstacle to a settlement gives way, or grows, by what it supposes.

The chance of a settlement soon is what it would be without any obstacle, less what each of them takes
from it (:mod:`irenic.models.war.frictions`). So a change of that chance is the sum of the changes of these parts, in
every draw.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from irenic.study.arguments import Trial
from irenic.study.assess import Run
from irenic.study.averages import Average
from irenic.study.plan import AS_ENTERED
from irenic.study.prospects import said
from irenic.vocabulary import DRAW, FRICTION, LOSS, SETTLED_WITH, SETTLED_WITHOUT

WITHOUT_OBSTACLES: Final = "without obstacles"
"""The part of what could be settled if nothing stood in the way."""
_EXPLAINS: Final = "frictions"


@dataclass(frozen=True, slots=True)
class Carriers:
    """What a change of the chance of a settlement soon is made of.

    Parameters
    ----------
    change
        The change itself.
    parts
        What each friction, and :data:`WITHOUT_OBSTACLES`, adds to it, the greatest first; below 0 where it takes away.
    draws
        In how many draws this was worked out.
    """

    change: Average
    parts: dict[str, Average]
    draws: int


def what_carries(run: Run, trial: Trial) -> Carriers | None:
    """Return what carries an argument; nothing if it is not about a settlement, or not the case as entered.

    Parameters
    ----------
    run
        A finished run under what arguments suppose.
    trial
        An argument under one reading.

    Examples
    --------
    >>> import irenic, tempfile
    >>> from irenic.study.arguments import trials
    >>> case = irenic.load("ukraine-2025")
    >>> run = irenic.assess(case, draws=4, folder=tempfile.mkdtemp(), under=("conquest-spreads",), only=("influence",))
    >>> what_carries(run, trials(run, "conquest-spreads")[0]) is None
    True
    """
    if trial.arm is None or trial.reading != AS_ENTERED:
        return None
    before, after = (said(run, _EXPLAINS, arm) for arm in (AS_ENTERED, trial.arm))
    if before is None or after is None:
        return None
    less = (before[LOSS] - after[LOSS]).transpose(DRAW, FRICTION)
    parts = {str(name): Average.of(less.sel({FRICTION: name}).to_numpy()) for name in less[FRICTION].to_numpy()}
    parts[WITHOUT_OBSTACLES] = Average.of((after[SETTLED_WITHOUT] - before[SETTLED_WITHOUT]).to_numpy())
    change = (after[SETTLED_WITH] - before[SETTLED_WITH]).to_numpy()
    ranked = dict(sorted(parts.items(), key=lambda part: -abs(part[1].value)))
    return Carriers(Average.of(change), ranked, int((~np.isnan(change)).sum()))
