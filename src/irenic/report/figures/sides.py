"""How many draws are for an argument, against it, or neither: one bar for every reading of the case."""

from itertools import pairwise
from typing import Final

from irenic.report.claims import expected
from irenic.report.figures.axis import Axis, across, percent_ticks
from irenic.report.figures.canvas import Chart, Row, boxes, picture, strokes, texts
from irenic.report.figures.style import BLUE, GREY, INK, ORANGE, PALE, lines
from irenic.report.words import percent
from irenic.study.arguments import Answer, Trial, deciding, trials
from irenic.study.assess import Run
from irenic.study.plan import AS_ENTERED

_NAMES, _ROW, _HEAD, _WIDE, _SAID = 270.0, 30.0, 34.0, 420.0, 160.0
_LEAST: Final = 0.09
"""A part that is narrower than this has no room for its number."""


def sides(run: Run, argument: str, found: tuple[Trial, ...] = ()) -> Chart:
    """Draw the shares of draws for an argument, neither, and against, under every reading.

    The picture is about the outcome that decides the verdict as entered. Blue at the left is for the author, white in
    the middle neither, orange with a dark edge at the right against; the verdict stands at the end of each bar.

    Parameters
    ----------
    run
        A finished run under what arguments suppose.
    argument
        One that can be tested.
    found
        How it fares under every reading, where that is known already.

    Examples
    --------
    >>> import irenic, tempfile
    >>> case, one = irenic.load("ukraine-2025"), ("primacy-blocks-peace",)
    >>> run = irenic.assess(case, draws=32, folder=tempfile.mkdtemp(), under=one, only=("bargaining",))
    >>> sides(run, "primacy-blocks-peace").description
    'Shares of draws for the author, neither and against, under 6 readings.'
    """
    found = found or trials(run, argument)
    about = deciding(found[0])
    axis = Axis(0, 1, _NAMES, _NAMES + _WIDE)
    said = expected(run.case.document, about.outcome, about.expectation)
    names: list[Row] = []
    parts: list[Row] = []
    numbers: list[Row] = []
    verdicts: list[Row] = []
    for number, trial in enumerate(found):
        y = _HEAD + _ROW * number
        label = "As entered" if trial.reading == AS_ENTERED else run.arm(trial.reading).label
        shown = lines(label, 42, 2)
        names.append({"x": 8, "y": y + _ROW / 2 - 6.5 * len(shown), "text": shown})
        answer = trial.on(about)
        verdict = "cannot test" if answer is None else answer.verdict
        verdicts.append({"x": axis.stop + 10, "y": y + _ROW / 2, "text": verdict})
        if answer is not None and answer.tally is not None:
            _add(answer, label, y, axis, (parts, numbers))
    foot = _HEAD + _ROW * len(found)
    layers = [
        texts(
            [{"x": 8, "y": 4, "text": lines(f"{said.outcome}: expected “{said.expectation}”", 110, 2)}], middle=False
        ),
        *across(axis, percent_ticks(), ("for the author", "against"), (_HEAD, foot)),
        boxes(parts, stroke=1),
        strokes([{"x": axis(0.5), "x2": axis(0.5), "y": _HEAD, "y2": foot, "colour": PALE}], dash=(2, 3)),
        texts(names, "left", 11, middle=False),
        texts(numbers, "center", 11, bold=True),
        texts(verdicts, "left", 11, bold=True),
    ]
    words = f"Shares of draws for the author, neither and against, under {len(found)} readings."
    return picture(layers, (axis.stop + _SAID, foot + 46), words)


def _add(answer: Answer, label: str, y: float, axis: Axis, rows: tuple[list[Row], list[Row]]) -> None:
    """Add the bar of one reading: for from the left, against from the right, neither between them."""
    tally, (parts, numbers) = answer.tally, rows
    if tally is None:
        return
    ends = (0.0, tally.author.share, 1 - tally.opposite.share, 1.0)
    looks = ((BLUE, BLUE, "white", "for"), ("#FFFFFF", GREY, GREY, "neither"), (ORANGE, INK, "white", "against"))
    for (start, stop), (fill, edge, ink, side) in zip(pairwise(ends), looks, strict=True):
        if stop - start < 1e-9:
            continue
        said = percent(stop - start)
        box = {"x": axis(start), "x2": axis(stop), "y": y + 5, "y2": y + _ROW - 5, "fill": fill, "colour": edge}
        parts.append(box | {"tip": f"{label}: {side} in {said} of draws"})
        if stop - start >= _LEAST:
            numbers.append({"x": axis((start + stop) / 2), "y": y + _ROW / 2, "text": said, "colour": ink})
