"""What a scenario or a perspective changes, draw by draw against the case as entered."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from irenic.study.assess import FAMILY, Run
from irenic.study.averages import Average
from irenic.study.intervals import Middle
from irenic.study.plan import AS_ENTERED, Arm
from irenic.study.pressure import drawn
from irenic.study.prospects import by, said
from irenic.study.settlement import SOON
from irenic.vocabulary import AGREEMENT, MONTH, OUTLOOK, PARTY, QUANTITY, SETTLED, TRUE_ODDS

Values = NDArray[np.float64]
Measure: TypeAlias = Literal["agreement", "settled", "odds", "outlook"]
"""Whether there is a package; the chance of a settlement within a year; that of the challenger to win
if nobody ever talks; what the war with its talks is worth to the challenger."""

AID: Final = "war.forces.aid."
SUBSTITUTION: Final = "war.forces.substitution"


@dataclass(frozen=True, slots=True)
class Effect:
    """How an arm moves a number, draw by draw.

    Parameters
    ----------
    arm
        Which one.
    before, after
        The means on the case as entered and under the arm.
    difference
        The mean of the differences.
    middle
        Their median; 0 where most draws do not move.
    """

    arm: str
    before: float
    after: float
    difference: Average
    middle: Middle


@dataclass(frozen=True, slots=True)
class Third:
    """A third of the draws by the drawn rate of substitution, and what a withdrawal does in it.

    Parameters
    ----------
    low, high
        The least and the greatest rate in it.
    effects
        The mean change of each measure.
    """

    low: float
    high: float
    effects: dict[Measure, Average]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What becomes of a withdrawal of aid, depending on how much of it others replace.

    Parameters
    ----------
    arm
        The scenario or perspective under which aid ends.
    patrons
        Whose aid.
    thirds
        From little substitution to much.
    """

    arm: str
    patrons: tuple[str, ...]
    thirds: tuple[Third, Third, Third]

    def decided(self, measure: Measure) -> bool:
        """Return whether the effects in the first and in the last third clearly differ."""
        first, _, last = (third.effects[measure] for third in self.thirds)
        return first.clearly_differs_from(last)


def in_each_draw(run: Run, measure: Measure, arm: str = AS_ENTERED) -> Values | None:
    """Return a number in every draw under an arm, shape ``(draw,)``; nothing where there is no answer."""
    answers = said(run, "bargaining" if measure == "agreement" else "war", arm)
    if answers is None:
        return None
    if measure == "settled":
        found: Values = by(answers, SETTLED, MONTH)[:, :SOON].sum(axis=1)
        return found
    if measure == "outlook":
        return by(answers, OUTLOOK, PARTY)[:, 0]
    return answers[AGREEMENT if measure == "agreement" else TRUE_ODDS].to_numpy()


def effect(run: Run, measure: Measure, arm: str) -> Effect | None:
    """Compare a number under an arm with that on the case as entered, draw by draw.

    A case with a war is compared only with arms under which there is a war: without one, what
    signing is compared with is another thing.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=20, folder=tempfile.mkdtemp())
    >>> effect(run, "agreement", "as-entered").difference.value
    0.0
    """
    if (said(run, "war") is None) != (said(run, "war", arm) is None):
        return None
    before, after = (in_each_draw(run, measure, name) for name in (AS_ENTERED, arm))
    if before is None or after is None or np.isnan(after - before).all():
        return None
    both = ~np.isnan(after - before)
    return Effect(
        arm,
        float(before[both].mean()),
        float(after[both].mean()),
        Average.of(after - before),
        Middle.of(after - before),
    )


def withdrawals(run: Run) -> tuple[Withdrawal, ...]:
    """Return every arm under which a patron's aid ends, by thirds of the drawn rate of substitution.

    Where an arm sets the rate itself, nothing depends on what was drawn, so it is left out.
    """
    known = {str(path) for path in run.draws()[QUANTITY].to_numpy()}
    if SUBSTITUTION not in known:
        return ()
    rate = drawn(run, SUBSTITUTION)
    ends = np.quantile(rate, (1 / 3, 2 / 3))
    third = np.digitize(rate, ends)
    if len(set(third.tolist())) < 3:
        return ()
    found = []
    for arm in run.arms[1:]:
        patrons = _gone(run, arm)
        if patrons and SUBSTITUTION not in arm.changed and said(run, "war", arm.name) is not None:
            parts = [_third(run, arm.name, rate, third == at) for at in range(3)]
            found.append(Withdrawal(arm.name, patrons, (parts[0], parts[1], parts[2])))
    return tuple(found)


def _gone(run: Run, arm: Arm) -> tuple[str, ...]:
    """Return whose aid there is in the case as entered, and is not under an arm."""
    stopped = [path for path in arm.changed if path.startswith(AID) and not drawn(run, path, arm.name).any()]
    entered = {str(path) for path in run.draws()[QUANTITY].to_numpy()}
    return tuple(path.removeprefix(AID) for path in stopped if path in entered and drawn(run, path).any())


def _third(run: Run, arm: str, rate: Values, inside: NDArray[np.bool_]) -> Third:
    measures: tuple[Measure, ...] = ("odds", "outlook", "settled")
    effects = {}
    for measure in measures:
        before, after = (in_each_draw(run, measure, name) for name in (AS_ENTERED, arm))
        if before is not None and after is not None:
            effects[measure] = Average.of((after - before)[inside])
    return Third(float(rate[inside].min()), float(rate[inside].max()), effects)


def unmoved(run: Run) -> tuple[Arm, ...]:
    """Return the arms under which no answer of any family differs in any draw.

    That is no sign that nothing would change: it is what happens to a belief that no model uses.
    """
    return tuple(
        arm for arm in run.arms[1:] if all(_same(run, family, arm.name) for family in FAMILY if arm.differs(family))
    )


def _same(run: Run, family: str, arm: str) -> bool:
    before, after = run.answers(family), run.answers(family, arm)
    return all(
        np.array_equal(before[name].to_numpy(), after[name].to_numpy(), equal_nan=True) for name in before.data_vars
    )
