"""The case as entered beside every perspective and scenario: settled soon, a package, and whether it holds."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import numpy as np
from numpy.typing import NDArray

from irenic.report.figures.axis import Axis
from irenic.report.figures.canvas import Chart, Layer, Row, picture, points, strokes, texts
from irenic.report.figures.style import BLUE, GREY, INK, PALE, PURPLE, lines
from irenic.report.shifts import kind_of
from irenic.report.words import percent
from irenic.study.assess import Run
from irenic.study.intervals import Chance
from irenic.study.plan import AS_ENTERED, Arm
from irenic.study.settlement import SOON
from irenic.vocabulary import AGREEMENT, MONTH, SETTLED, SURVIVAL

Values = NDArray[np.float64]
HOLDS: Final = 24
"""For how many months a settlement has to hold."""
_NAMES, _WIDE, _GAP, _NUMBER, _ROW, _GROUP, _HEAD = 262.0, 138.0, 24.0, 40.0, 29.0, 26.0, 64.0


@dataclass(frozen=True, slots=True)
class Reading:
    """One answer under one arm.

    Parameters
    ----------
    value
        The chance altogether: a share of draws, or a mean of chances; NaN if there is none.
    low, high
        Of a share, its 95 % interval; of chances, their 5th and 95th percentile.
    """

    value: float
    low: float
    high: float

    @classmethod
    def of_chances(cls, chances: Values) -> "Reading":
        """Return the mean of chances by draw, and where nine draws in ten lie; missing ones are left out.

        Examples
        --------
        >>> Reading.of_chances(np.array([0.5, np.nan, 0.5]))
        Reading(value=0.5, low=0.5, high=0.5)
        """
        known = chances[~np.isnan(chances)]
        if not len(known):
            return cls(np.nan, np.nan, np.nan)
        low, high = np.quantile(known, (0.05, 0.95))
        return cls(float(known.mean()), float(low), float(high))

    @classmethod
    def of_share(cls, holds: Values) -> "Reading":
        """Return the share of draws in which something holds; missing ones are left out."""
        known = holds[~np.isnan(holds)]
        if not len(known):
            return cls(np.nan, np.nan, np.nan)
        chance = Chance.of(known > 0)
        return cls(chance.share, chance.low, chance.high)


@dataclass(frozen=True, slots=True)
class Column:
    """One of the three answers: its head, and how it is read from a run."""

    head: str
    read: Callable[[Run, str], Reading]


def _settled_soon(run: Run, arm: str) -> Reading:
    found = run.answers("war", arm)[SETTLED]
    return Reading.of_chances(found.isel({MONTH: slice(0, SOON)}).sum(MONTH, skipna=False).to_numpy())


def _package_exists(run: Run, arm: str) -> Reading:
    return Reading.of_share(run.answers("bargaining", arm)[AGREEMENT].to_numpy())


def _holds(run: Run, arm: str) -> Reading:
    found = run.answers("war", arm)[SURVIVAL]
    return Reading.of_chances(found.isel({MONTH: min(HOLDS, found.sizes[MONTH]) - 1}).to_numpy())


COLUMNS: Final = (
    Column("there is a package that all could sign", _package_exists),
    Column(f"settled within {SOON} months", _settled_soon),
    Column(f"if settled, unbroken after {HOLDS} months", _holds),
)
"""The answers in the picture, in the order of the four words."""


@dataclass(frozen=True, slots=True)
class Arms:
    """The three answers as entered and under every arm that may change them.

    Parameters
    ----------
    entered
        The answers on the case as entered, in the order of :data:`COLUMNS`.
    rows
        The arms that may change one, each with its answers.
    still
        The labels of those that change nothing the war and the bargain depend on.
    """

    entered: tuple[Reading, ...]
    rows: tuple[tuple[Arm, tuple[Reading, ...]], ...]
    still: tuple[str, ...]


def arms_of(run: Run) -> Arms:
    """Return the three answers under every arm of a run with a war."""
    rows, still = [], []
    for arm in run.arms[1:]:
        if arm.differs("war", "bargaining"):
            rows.append((arm, tuple(column.read(run, arm.name) for column in COLUMNS)))
        else:
            still.append(arm.label)
    return Arms(tuple(column.read(run, AS_ENTERED) for column in COLUMNS), tuple(rows), tuple(still))


def arms(run: Run, found: Arms | None = None) -> Chart:
    """Draw three answers under every perspective and scenario, with the case as entered in every row.

    The dot is the chance altogether. The bar is the 95 % interval of a share of draws, or where nine draws
    in ten lie, if the model gives a chance in every draw. The hollow diamond is the case as entered.

    Parameters
    ----------
    run
        A finished run of a case with a war.
    found
        The answers, where they are known already.
    """
    found = found or arms_of(run)
    axes = [Axis(0, 1, start, start + _WIDE) for start in (_NAMES + (_WIDE + _GAP + _NUMBER) * i for i in range(3))]
    heads = [
        {"x": axis.start, "y": 6, "text": lines(column.head, 24, 3)} for axis, column in zip(axes, COLUMNS, strict=True)
    ]
    names: list[Row] = [{"x": 8, "y": _HEAD + _ROW / 2 - 6.5, "text": ["The case as entered"]}]
    groups: list[Row] = []
    marks = _Marks([], [], [], [])
    marks.add(axes, "The case as entered", found.entered, None, _HEAD + _ROW / 2)
    y = _HEAD + _ROW
    for kind, rows in groupby(found.rows, key=lambda row: kind_of(row[0])):
        groups.append({"x": 8, "y": y + _GROUP / 2 + 3, "text": f"Under {kind}"})
        y += _GROUP
        for arm, readings in rows:
            text = lines(arm.label, 40, 2)
            names.append({"x": 8, "y": y + _ROW / 2 - 6.5 * len(text), "text": text})
            marks.add(axes, arm.label, readings, found.entered, y + _ROW / 2)
            y += _ROW
    layers = [
        *_rules(axes, y),
        texts(heads, "left", 11, bold=True, middle=False),
        texts(groups, "left", 11.5, bold=True),
        texts(names, "left", 11, middle=False),
        *marks.layers,
    ]
    width = axes[-1].stop + _NUMBER + 12
    words = f"Three answers, each from 0 to 100 in a hundred, as entered and under {len(found.rows)} arms."
    return picture(layers, (width, y + 22), words)


@dataclass(frozen=True, slots=True)
class _Marks:
    """The marks of all rows, by kind."""

    bars: list[Row]
    base: list[Row]
    dots: list[Row]
    numbers: list[Row]

    def add(
        self, axes: list[Axis], label: str, found: tuple[Reading, ...], entered: tuple[Reading, ...] | None, y: float
    ) -> None:
        """Add a row."""
        colour = INK if entered is None else BLUE
        for index, (axis, reading) in enumerate(zip(axes, found, strict=True)):
            if np.isnan(reading.value):
                self.numbers.append({"x": axis.stop + 10, "y": y, "text": "–", "colour": GREY})
                continue
            said = percent(reading.value)
            tip = f"{label}, {COLUMNS[index].head}: {said}"
            self.bars.append({"x": axis(reading.low), "x2": axis(reading.high), "y": y, "y2": y, "colour": colour})
            self.dots.append({"x": axis(reading.value), "y": y, "size": 64, "fill": colour, "tip": tip})
            self.numbers.append({"x": axis.stop + 10, "y": y, "text": said, "colour": INK})
            if entered is not None and not np.isnan(entered[index].value):
                self.base.append({"x": axis(entered[index].value), "y": y, "size": 110})

    @property
    def layers(self) -> list[Layer | None]:
        base = [row | {"shape": "diamond", "fill": "white", "colour": PURPLE} for row in self.base]
        dots = [row | {"shape": "circle", "colour": "white"} for row in self.dots]
        return [strokes(self.bars, 6, opacity=0.3), points(base), points(dots, 1), texts(self.numbers, "left", 11)]


def _rules(axes: list[Axis], foot: float) -> list[Layer | None]:
    ticks = [(axis, share) for axis in axes for share in (0, 0.5, 1)]
    rules = [{"x": a(s), "x2": a(s), "y": _HEAD - 4, "y2": foot, "colour": PALE} for a, s in ticks]
    numbers = [{"x": a(s), "y": _HEAD - 12, "text": f"{s:.0%}", "colour": GREY} for a, s in ticks]
    below = [row | {"y": foot + 10} for row in numbers]
    return [strokes(rules), texts([*numbers, *below], "center", 10)]
