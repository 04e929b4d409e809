"""For how many months the mediator uses each of its levers of its own will."""

from typing import Final

import numpy as np

from irenic.report.figures.axis import Axis
from irenic.report.figures.canvas import Chart
from irenic.report.figures.dots import dot_rows
from irenic.report.figures.style import BLUE
from irenic.report.words import tenths
from irenic.study.assess import Run
from irenic.study.own_will import OwnWill, own_will
from irenic.study.plan import AS_ENTERED

NOTHING: Final = "Nothing: it leaves things as they are"


def lever_use(run: Run, arm: str = AS_ENTERED) -> Chart:
    """Draw for how many months of war the mediator uses each lever of its own will, before any settlement.

    The pale bar is the 95 % interval of the mean, the dot the mean. Under any other arm a hollow
    dot is the case as entered.

    Parameters
    ----------
    run
        A finished run of a case with a war and a mediator.
    arm
        The case under which perspective or scenario.
    """
    found, base = own_will(run, arm), own_will(run) if arm != AS_ENTERED else None
    months = _months(run, found) if found else {}
    before = _months(run, base) if base else {}
    reach = [end for row in months.values() for end in row if np.isfinite(end)]
    ticks = month_ticks(max([1.0, *reach]))
    rows = [(name, triple, tenths(triple[0])) for name, triple in months.items()]
    ends = ("not at all", "months of war")
    earlier = [before[name][0] for name in months if name in before]
    return dot_rows(rows, Axis(0, ticks[-1][0], 300.0, 700.0), ticks, ends, (earlier, BLUE))


def month_ticks(most: float) -> list[tuple[float, str]]:
    """Return round numbers of months from none to at least so many, six steps or fewer, each as it is written.

    Examples
    --------
    >>> [text for _, text in month_ticks(1.02)], [text for _, text in month_ticks(14)]
    (['0', '0.2', '0.4', '0.6', '0.8', '1', '1.2'], ['0', '5', '10', '15'])
    """
    step = next(size for size in (0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, most) if most / size <= 6)
    return [(step * at, tenths(step * at)) for at in range(int(np.ceil(most / step)) + 1)]


def _months(run: Run, found: OwnWill) -> dict[str, tuple[float, float, float]]:
    levers = {run.case.document.levers[lever].label: use.months for lever, use in found.used.items()}
    return {name: (mean.value, mean.low, mean.high) for name, mean in {**levers, NOTHING: found.idle}.items()}
