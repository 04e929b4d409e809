"""Every answer under every perspective and scenario as one table, with the case as entered in its first row."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from irenic.report.words import percent
from irenic.study.assess import Run
from irenic.study.averages import Average
from irenic.study.headlines import Headline, headlines, in_every_draw
from irenic.study.intervals import Chance
from irenic.study.plan import AS_ENTERED, Arm
from irenic.study.prospects import HORIZONS, said

Values = NDArray[np.float64]
Mark: TypeAlias = Literal["▲", "▼", ""]
"""Whether a cell is clearly above or below the case as entered, draw by draw."""

MOST: Final = 8
"""As many answers stand side by side."""
_IN_A_WAR: Final = ("package", "settled", f"holds.{HORIZONS[-1]}", "victory", "ripe")
_WITHOUT: Final = ("package", "signable")


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer under one arm: the mean with its 95 % interval, NaN if there is none, and how it moved."""

    value: float
    low: float
    high: float
    mark: Mark = ""

    @property
    def known(self) -> bool:
        """Whether there is an answer."""
        return not np.isnan(self.value)

    @property
    def said(self) -> str:
        """The value as a percentage, with its mark; a dash where there is none.

        Examples
        --------
        >>> Cell(0.5, 0.4, 0.6, "▲").said, Cell(np.nan, np.nan, np.nan).said
        ('50%▲', '–')
        """
        return f"{percent(self.value)}{self.mark}" if self.known else "–"

    @property
    def interval(self) -> str:
        """The interval in words; nothing where so few draws have none."""
        if not self.known or self.low == self.high or not np.isfinite(self.low):
            return ""
        return f"{percent(self.low)} to {percent(self.high)}"


@dataclass(frozen=True, slots=True)
class Grid:
    """All answers under all arms.

    Parameters
    ----------
    heads
        The answers.
    entered
        Their values on the case as entered.
    rows
        The arms that reach one of them, each with its cells.
    still
        The labels of those that change nothing these answers depend on.
    """

    heads: tuple[Headline, ...]
    entered: tuple[Cell, ...]
    rows: tuple[tuple[Arm, tuple[Cell, ...]], ...]
    still: tuple[str, ...]


def grid(run: Run) -> Grid:
    """Return the first answers of a run under every arm.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=20, folder=tempfile.mkdtemp())
    >>> [head.name for head in grid(run).heads], grid(run).rows
    (['package', 'signable.elders'], ())
    """
    heads = _heads(run)
    families = {head.family for head in heads}
    reaching = [arm for arm in run.arms[1:] if arm.differs(*families)]
    still = tuple(arm.label for arm in run.arms[1:] if arm not in reaching)
    rows = tuple((arm, tuple(_cell(run, head, arm.name) for head in heads)) for arm in reaching)
    return Grid(heads, tuple(_cell(run, head, AS_ENTERED) for head in heads), rows, still)


def _heads(run: Run) -> tuple[Headline, ...]:
    wanted = _IN_A_WAR if said(run, "war") is not None else _WITHOUT
    fits: Callable[[Headline], bool] = lambda head: head.name in wanted or head.group in wanted  # noqa: E731 - a filter
    return tuple(filter(fits, headlines(run)))[:MOST]


def _cell(run: Run, head: Headline, arm: str) -> Cell:
    values = in_every_draw(run, head, arm)
    if values is None:
        return Cell(np.nan, np.nan, np.nan)
    known = values[~np.isnan(values)]
    if head.kind == "share":
        chance = Chance.of(known > 0)
        return Cell(chance.share, chance.low, chance.high, _mark(run, head, values))
    mean = Average.of(known)
    low, value, high = (min(max(end, 0.0), 1.0) for end in (mean.low, mean.value, mean.high))
    few = not np.isfinite(mean.low)
    return Cell(value, np.nan if few else low, np.nan if few else high, _mark(run, head, values))


def _mark(run: Run, head: Headline, values: Values) -> Mark:
    entered = in_every_draw(run, head)
    if entered is None:
        return ""
    moved = Average.of(values - entered)
    return ("▲" if moved.value > 0 else "▼") if moved.clear else ""
