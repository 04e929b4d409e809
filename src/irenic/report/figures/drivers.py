"""What decides an answer: for every number that moves it, the outcome where the number is low and where it is high."""

from typing import Final

from irenic.report.belief_words import number_words, value_words
from irenic.report.figures.axis import Axis, across, percent_ticks
from irenic.report.figures.canvas import Chart, Row, picture, points, strokes, texts
from irenic.report.figures.style import BLUE, GREY, INK, ORANGE, WIDTH, lines
from irenic.report.words import percent
from irenic.study.assess import Run
from irenic.study.sensitivity.moves import Driver, Moves

MOST: Final = 8
"""The picture shows no more numbers than this; the table beside it has all that were found."""
_NAMES, _LEFT, _RIGHT, _ROW = 330.0, 350.0, 700.0, 46.0


def drivers(run: Run, moves: Moves) -> Chart:
    """Draw what a chance is where each number that moves it is lowest, and where it is highest.

    Each row is a number of the case, the one that moves the chance most first. The hollow diamond is the mean in the
    tenth of draws in which the number is lowest, the dot that in which it is highest; the pale
    bars are their 95 % intervals. The dashed line is the mean over all draws.

    Parameters
    ----------
    run
        A finished run.
    moves
        What :func:`~irenic.study.sensitivity.moves.what_moves` says of an outcome between 0 and 1.

    Examples
    --------
    >>> import irenic, tempfile
    >>> from irenic.study.sensitivity.moves import what_moves
    >>> run = irenic.assess(irenic.load("two-villages"), draws=500, folder=tempfile.mkdtemp())
    >>> moves = what_moves(run, run.answers("influence").compromise.sel(issue="water") / 100)
    >>> drivers(run, moves).width
    860
    """
    shown = moves.found[:MOST]
    x, foot = Axis(0, 1, _LEFT, _RIGHT), 12 + _ROW * len(shown)
    mean = [{"x": x(moves.mean.value), "x2": x(moves.mean.value), "y": 12, "y2": foot, "colour": INK}]
    names, ranges, bars, marks, shares = ([] for _ in range(5))
    for index, driver in enumerate(shown):
        y = 12 + _ROW * (index + 0.5)
        text, below = lines(number_words(run.case.document, driver.path), 46, 2), _ends(run, driver)
        names.append({"x": _NAMES, "y": y - 9 - 7 * (len(text) - 1), "text": text})
        ranges.append({"x": _NAMES, "y": y + 5 + 7 * (len(text) - 1), "text": below, "colour": GREY})
        bars += [_bar(x, y, driver, at) for at in ("low", "high")]
        marks += [_mark(x, y, driver, at) for at in ("low", "high")]
        shares.append({"x": _RIGHT + 20, "y": y, "text": lines(str(driver.first), 19, 2)})
    layers = [
        *across(x, percent_ticks(), ("never", "in every draw, for certain"), (12, foot)),
        strokes(mean, dash=(4, 3)),
        strokes(bars, width=9, opacity=0.35),
        points(marks),
        texts(names, "right", 11.5, middle=False),
        texts(ranges, "right", 10, middle=False),
        texts(shares, "left", 11),
    ]
    words = f"{moves.outcome}: {len(shown)} numbers, each with the outcome where it is lowest and where it is highest."
    return picture(layers, (WIDTH, foot + 56), words)


def _ends(run: Run, driver: Driver) -> str:
    low, high = (value_words(run.case, driver.path, end.edge).split(" on the")[0] for end in (driver.low, driver.high))
    return f"low: up to {low}; high: from {high}"


def _look(at: str) -> tuple[str, str]:
    """Return the colour and the shape of the low and of the high end."""
    return (BLUE, "diamond") if at == "low" else (ORANGE, "circle")


def _bar(x: Axis, y: float, driver: Driver, at: str) -> Row:
    mean, shift = (driver.low.outcome, -6) if at == "low" else (driver.high.outcome, 6)
    return {"x": x(mean.low), "x2": x(mean.high), "y": y + shift, "y2": y + shift, "colour": _look(at)[0]}


def _mark(x: Axis, y: float, driver: Driver, at: str) -> Row:
    mean, shift = (driver.low.outcome, -6) if at == "low" else (driver.high.outcome, 6)
    colour, shape = _look(at)
    fill = "white" if at == "low" else colour
    tip = f"{percent(min(max(mean.value, 0), 1))} where it is {'lowest' if at == 'low' else 'highest'}"
    return {"x": x(mean.value), "y": y + shift, "shape": shape, "size": 90, "fill": fill, "colour": colour, "tip": tip}
