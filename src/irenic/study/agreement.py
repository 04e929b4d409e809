"""Where several families answer the same question: whether they agree. Nothing is averaged over families."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from irenic.study.assess import Run
from irenic.study.intervals import Chance
from irenic.study.plan import AS_ENTERED
from irenic.study.pressure import answered, pressure
from irenic.study.prospects import by, names, said, terms
from irenic.vocabulary import AGREEMENT, FEASIBLE, NASH, OPTION

PRESSURE: Final = "influence"
SETTLEMENT: Final = "war"
FAIR: Final = "fairness"


@dataclass(frozen=True, slots=True)
class Pointing:
    """Where each family points on one issue.

    Parameters
    ----------
    issue
        Which.
    options
        By family, the option it points to most, and how often: the share of draws in which pressure balances
        nearest to it, in which a settlement has it, in which the even-handed package does.
    """

    issue: str
    options: dict[str, tuple[str, float]]

    @property
    def agree(self) -> bool:
        """Whether all point to the same option."""
        return len({option for option, _ in self.options.values()}) == 1


def pointings(run: Run, arm: str = AS_ENTERED) -> tuple[Pointing, ...]:
    """Return where the families point, on every issue on which at least two of them have an answer.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=50, folder=tempfile.mkdtemp())
    >>> [(found.issue, sorted(found.options)) for found in pointings(run)]
    [('water', ['fairness', 'influence']), ('channel', ['fairness', 'influence'])]
    """
    settled, fair = terms(run, arm), _fair(run, arm)
    pressed = answered(run, arm)
    found = []
    for issue in run.arm(arm).case.document.issues:
        options: dict[str, tuple[str, float]] = {}
        if issue in pressed:
            alone = pressure(run, issue, arm)
            options[PRESSURE] = (alone.best, alone.nearest[alone.best].share)
        for family, chances in ((SETTLEMENT, settled), (FAIR, fair)):
            if issue in chances:
                best = max(chances[issue], key=chances[issue].__getitem__)
                options[family] = (best, chances[issue][best])
        if len(options) > 1:
            found.append(Pointing(issue, options))
    return tuple(found)


def packages_agree(run: Run, arm: str = AS_ENTERED) -> Chance | None:
    """Return in which share of draws bargaining and war say the same of whether there is a package."""
    bargain, war = said(run, "bargaining", arm), said(run, "war", arm)
    if bargain is None or war is None:
        return None
    return Chance.of((bargain[AGREEMENT].to_numpy() > 0) == (war[FEASIBLE].to_numpy() > 0))


def _fair(run: Run, arm: str) -> dict[str, dict[str, float]]:
    """Return in which share of the draws with a package the even-handed one has each option, by issue."""
    fair = said(run, "fairness", arm)
    if fair is None:
        return {}
    has = by(fair, NASH, OPTION)
    there = ~np.isnan(has).any(axis=1) & (has > 0).any(axis=1)
    if not there.any():
        return {}
    chances = dict(zip(names(fair, OPTION), (has[there] > 0).mean(axis=0).tolist(), strict=True))
    issues = run.arm(arm).case.document.issues
    return {
        issue: {option: chances[f"{issue}.{option}"] for option in entry.options} for issue, entry in issues.items()
    }
