"""What the perspectives and scenarios of a run move, issue by issue, and which move nothing."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from irenic.study.assess import Run
from irenic.study.intervals import Spread
from irenic.study.plan import Arm
from irenic.study.pressure import Shift, answered, pressure, shift, speakers

Kind: TypeAlias = Literal["perspectives", "scenarios", "a perspective and a scenario at once"]
_KINDS: Final[dict[str, Kind]] = {"perspective": "perspectives", "scenario": "scenarios"}


@dataclass(frozen=True, slots=True)
class Moving:
    """A perspective or scenario that moves the balance somewhere.

    Parameters
    ----------
    arm, kind, label
        Which one.
    by_issue
        How far, on every issue it moves at all.
    """

    arm: str
    kind: Kind
    label: str
    by_issue: dict[str, Shift]


@dataclass(frozen=True, slots=True)
class Shifts:
    """All that moves the balance, and all that does not.

    Parameters
    ----------
    entered
        Where pressure balances on the case as entered, by issue.
    moving
        Perspectives first, then scenarios.
    still
        Those that move nothing, by kind, and by label.
    """

    entered: dict[str, Spread]
    moving: tuple[Moving, ...]
    still: dict[Kind, tuple[str, ...]]

    @property
    def issues(self) -> tuple[str, ...]:
        """The issues on which more than one actor wants something, and there is an answer."""
        return tuple(self.entered)


def kind_of(arm: Arm) -> Kind | None:
    """Return whether an arm is a perspective, a scenario, or the case as entered."""
    if "+" in arm.name:
        return "a perspective and a scenario at once"
    return _KINDS.get(arm.name.partition(".")[0]) if "." in arm.name else None


def shifts(run: Run) -> Shifts:
    """Return what every arm of a run moves.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("ukraine-2025"), draws=2, folder=tempfile.mkdtemp())
    >>> [row.label for row in shifts(run).moving][0]
    'Coughlin: too soft on Russia'
    """
    entered = {issue: pressure(run, issue).compromise for issue in answered(run) if len(speakers(run, issue)) > 1}
    moving: list[Moving] = []
    still: dict[Kind, list[str]] = {}
    for arm in run.arms:
        kind = kind_of(arm)
        if kind is None:
            continue
        live = arm.differs("influence")
        found = {issue: shift(run, issue, arm) for issue in entered} if live else {}
        moved = {issue: each for issue, each in found.items() if (each.spread.low, each.spread.high) != (0.0, 0.0)}
        if moved:
            moving.append(Moving(arm.name, kind, arm.label, moved))
        else:
            still.setdefault(kind, []).append(arm.label)
    return Shifts(entered, tuple(moving), {kind: tuple(labels) for kind, labels in still.items()})
