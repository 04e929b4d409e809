"""Which uncertain wish of whom decides most whether the parties rest in states of some name."""

from dataclasses import dataclass

import numpy as np

from irenic.study.assess import Run
from irenic.study.intervals import Chance
from irenic.study.sensitivity.drawn import wishes_beside
from irenic.study.sensitivity.given_data import INTERVALS, parts
from irenic.vocabulary import CONCEPT, NAMED_STATE, RESTS


@dataclass(frozen=True, slots=True)
class Wish:
    """A number of the preferences, and how often there is a place to rest at either end of it.

    Parameters
    ----------
    path
        Where it is entered.
    low, high
        The share of draws where it is in its lowest tenth, and in its highest; for a wish that is there or not, where
        it is not, and where it is.
    """

    path: str
    low: Chance
    high: Chance

    @property
    def apart(self) -> float:
        """How far the two shares are apart."""
        return abs(self.high.share - self.low.share)


def deciding_wish(run: Run, name: str, concept: str = "nash") -> Wish | None:
    """Return the wish at whose ends the shares are furthest apart; nothing if no two intervals leave a gap.

    Parameters
    ----------
    run
        A finished run.
    name
        A name of the case for states.
    concept
        How far those who would leave look ahead.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("elmira"), draws=4, folder=tempfile.mkdtemp())
    >>> deciding_wish(run, "state-5") is None
    True
    """
    beside = wishes_beside(run, run.answers("stability")[RESTS].sel({NAMED_STATE: name, CONCEPT: concept}, drop=True))
    if not beside.enough:
        return None
    rests = beside.outcome > 0
    found = []
    for path, tenth in zip(beside.paths, parts(beside.values, INTERVALS), strict=True):
        low, high = (Chance.of(rests[np.equal(tenth, end)]) for end in (tenth.min(), tenth.max()))
        if low.high < high.low or high.high < low.low:
            found.append(Wish(path, low, high))
    return max(found, key=lambda wish: wish.apart, default=None)
