"""One issue as a line: who wants what, who refuses what, and where pressure balances."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from irenic.case.case import Case
from irenic.case.document import Document
from irenic.case.places import place_of
from irenic.report.figures.canvas import Chart, Layer, Row, boxes, picture, points, strokes, texts
from irenic.report.figures.style import CROSS, FAINT, GREY, INK, PALE, PURPLE, WIDTH, lines, side_colours
from irenic.report.labels import actor_name
from irenic.report.words import between, number, percent
from irenic.study.assess import Run
from irenic.study.intervals import Spread
from irenic.study.plan import AS_ENTERED
from irenic.study.pressure import answered, drawn, option_places, pressure, speakers

MEAN, MEDIAN = "weighted-mean", "weighted-median"
"""The keys of the two rows of the models; no actor can have one that is not its own."""
ANSWERS: Final = {MEAN: "Weighted mean", MEDIAN: "Weighted median"}
LEFT, RIGHT = 180.0, 740.0
"""Where the line begins and ends, in points."""
ROW: Final = 30.0
_LABEL, _LETTER, _LINE = 18, 6.6, 13.0
"""Characters of a line of a label, and the width and height of one, in points."""


def position_line(run: Run, issue: str, arm: str = AS_ENTERED) -> Chart:
    """Draw one issue as a line.

    A bar spans nine draws in ten, the dot is the middle draw and as large as the actor's share
    of the pull; a cross is an option the actor refuses; a hollow diamond is what it wanted
    before. Below, the weighted mean (diamond) and the weighted median (square). Under any other
    arm the case as entered stays in the picture, as a thin line below each bar.

    Parameters
    ----------
    run
        A finished run.
    issue
        The issue.
    arm
        Under which perspective or scenario.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=100, folder=tempfile.mkdtemp())
    >>> type(position_line(run, "water")).__name__
    'LayerChart'
    """
    case = run.arm(arm).case
    found = stands(run, issue, arm)
    layout = line_layout(case.document, issue, rows_of(case, issue, found))
    pulls = _shares_of_pull(run, issue, arm)
    layers: list[Layer | None] = [
        *_places(run, issue, arm, layout),
        strokes([{"x": LEFT, "x2": RIGHT, "y": y, "y2": y, "colour": PALE} for y in layout.rows.values()]),
        *_spreads(case.document, found, pulls, layout),
        *_as_entered(run, issue, arm, layout),
        points(list(_crosses(case, issue, layout)), stroke=2.5),
        points(list(_earlier(case, issue, layout))),
        *_names(case, found, pulls, layout),
    ]
    entry = case.document.issues[issue]
    who = ", ".join(_name(case.document, row) for row in layout.rows)
    description = (
        f"{entry.name}: {entry.question} A line from 0 to 100 with {who}; the numbers stand in the table below."
    )
    return picture(layers, (WIDTH, layout.height), description)


@dataclass(frozen=True, slots=True)
class LineLayout:
    """Where things stand in the picture of a line.

    Parameters
    ----------
    rows
        The height of every row, by actor; the answers of the models come last.
    labels
        The labels of the options: text, middle, and height of the first line.
    top, height
        Where the rows begin, and how tall the picture is.
    """

    rows: dict[str, float]
    labels: tuple[tuple[tuple[str, ...], float, float], ...]
    top: float
    height: float


def across(place: float) -> float:
    """Return where a place from 0 to 100 lies in the picture, in points from its left edge."""
    return LEFT + (RIGHT - LEFT) * place / 100


def stands(run: Run, issue: str, arm: str = AS_ENTERED) -> dict[str, Spread]:
    """Return where every actor with a wish stands over the draws, and the two answers of the models."""
    found = {
        actor: Spread.of(drawn(run, f"positions.{actor}.{issue}.wants", arm)) for actor in speakers(run, issue, arm)
    }
    if found and issue in answered(run, arm):
        answer = pressure(run, issue, arm)
        found |= {MEAN: answer.compromise, MEDIAN: answer.median}
    return found


def line_layout(document: Document, issue: str, keys: list[str]) -> LineLayout:
    """Lay out the picture of an issue: labels of options on top, on as many levels as they need.

    Examples
    --------
    >>> from irenic.examples import load
    >>> layout = line_layout(load("two-villages").document, "water", ["hill", "valley"])
    >>> layout.rows["valley"] - layout.rows["hill"] == ROW
    True
    """
    entry = document.issues[issue]
    ends_of_levels: list[float] = []
    placed = []
    for name, option in entry.options.items():
        text = lines(option.label + (" (now)" if name == entry.now else ""), _LABEL, most=5)
        middle, half = across(place_of(entry, name)), max(map(len, text)) * _LETTER / 2
        level = next((i for i, end in enumerate(ends_of_levels) if middle - half > end), len(ends_of_levels))
        ends_of_levels[level : level + 1] = [middle + half + 6]
        placed.append((tuple(text), middle, level))
    tallest = [max(len(text) for text, _, on in placed if on == level) for level in range(len(ends_of_levels))]
    # The lowest level is the nearest to the line, so levels are stacked upwards.
    bottoms = [sum(tallest[:level]) * _LINE + 6 * level for level in range(len(tallest))]
    top = sum(tallest) * _LINE + 6 * len(tallest) + 8
    labels = tuple((text, middle, top - 8 - bottoms[on] - len(text) * _LINE) for text, middle, on in placed)
    rows = {key: top + ROW * (index + 0.5) + (10 if key in ANSWERS else 0) for index, key in enumerate(keys)}
    return LineLayout(rows, labels, top, top + ROW * len(keys) + 14)


def rows_of(case: Case, issue: str, found: dict[str, Spread]) -> list[str]:
    """Return the rows of a picture: who wants something, who only refuses, what the models say."""
    refusers = [line.actor for line in case.red_lines() if line.issue == issue]
    actors = [key for key in (*found, *refusers) if key not in ANSWERS]
    return list(dict.fromkeys([*actors, *(key for key in ANSWERS if key in found)]))


def _name(document: Document, row: str) -> str:
    return ANSWERS[row] if row in ANSWERS else actor_name(document, row)


def _shares_of_pull(run: Run, issue: str, arm: str) -> dict[str, float]:
    """Return every speaker's median share of all weight on the issue."""
    weights = {
        actor: drawn(run, f"capability.{actor}", arm) * drawn(run, f"positions.{actor}.{issue}.salience", arm)
        for actor in speakers(run, issue, arm)
    }
    total = np.sum(list(weights.values()), axis=0)
    shares = {actor: np.divide(w, total, out=np.zeros_like(w), where=total > 0) for actor, w in weights.items()}
    return {actor: float(np.median(share)) for actor, share in shares.items()}


def _places(run: Run, issue: str, arm: str, layout: LineLayout) -> list[Layer | None]:
    """Draw where the options lie: a rule, a pale band where that is uncertain, and the label above."""
    entry = run.arm(arm).case.document.issues[issue]
    bottom = layout.height - 6
    bands, rules = [], []
    for option, places, (text, middle, y) in zip(
        entry.options.values(), option_places(run, issue, arm), layout.labels, strict=True
    ):
        spread = Spread.of(places)
        tip = f"{option.label}: at {between(spread)}"
        bands.append(
            {"x": across(spread.low), "x2": across(spread.high), "y": layout.top, "y2": bottom}
            | {"fill": FAINT, "colour": FAINT, "tip": tip}
        )
        rules.append({"x": middle, "x2": middle, "y": y + len(text) * _LINE + 2, "y2": bottom, "colour": GREY})
    labels = [{"x": x, "y": y, "text": list(text)} for text, x, y in layout.labels]
    return [boxes(bands), strokes(rules, dash=(2, 3)), texts(labels, "center", 11, middle=False)]


def _spreads(
    document: Document, found: dict[str, Spread], pulls: dict[str, float], layout: LineLayout
) -> list[Layer | None]:
    colours = side_colours(document)
    bars, dots = [], []
    for key, spread in found.items():
        colour, y = colours.get(key, INK), layout.rows[key]
        tip = f"{_name(document, key)}: {between(spread)}, middle {number(spread.middle)}"
        bars.append({"x": across(spread.low), "x2": across(spread.high), "y": y, "y2": y, "colour": colour, "tip": tip})
        shape = {MEAN: "diamond", MEDIAN: "square"}.get(key, "circle")
        size = 60 + 420 * pulls[key] if key in pulls else 160
        dots.append({"x": across(spread.middle), "y": y, "shape": shape, "size": size, "fill": colour} | {"tip": tip})
    return [strokes(bars, width=8, opacity=0.38), points([dot | {"colour": "white"} for dot in dots], stroke=1)]


def _as_entered(run: Run, issue: str, arm: str, layout: LineLayout) -> list[Layer | None]:
    """Draw the case as entered below the bars of another arm."""
    base = {} if arm == AS_ENTERED else stands(run, issue)
    bars, dots = [], []
    for key, spread in base.items():
        if key in layout.rows:
            y = layout.rows[key] + 9
            bars.append({"x": across(spread.low), "x2": across(spread.high), "y": y, "y2": y, "colour": PURPLE})
            dots.append({"x": across(spread.middle), "y": y, "shape": "circle", "size": 30})
    return [strokes(bars, width=2), points([dot | {"fill": "white", "colour": PURPLE} for dot in dots])]


def _crosses(case: Case, issue: str, layout: LineLayout) -> Iterator[Row]:
    entry = case.document.issues[issue]
    for line in case.red_lines():
        for option in line.refused if line.issue == issue else ():
            tip = f"{actor_name(case.document, line.actor)} refuses: {entry.options[option].label}"
            at = {"x": across(place_of(entry, option)), "y": layout.rows[line.actor]}
            yield at | {"shape": CROSS, "size": 130, "fill": None, "colour": INK, "tip": tip}


def _earlier(case: Case, issue: str, layout: LineLayout) -> Iterator[Row]:
    entry = case.document.issues[issue]
    for actor, held in case.document.positions.items():
        for earlier in held[issue].earlier if issue in held and actor in layout.rows else ():
            low, _, high = earlier.wants.percentiles(lambda option: place_of(entry, option))
            when = "before" if not earlier.on.dated else earlier.on.written
            tip = f"{actor_name(case.document, actor)} wanted {earlier.wants.written} ({when})"
            at = {"x": across((low + high) / 2), "y": layout.rows[actor]}
            yield at | {"shape": "diamond", "size": 110, "fill": "white", "colour": GREY, "tip": tip}


def _names(case: Case, found: dict[str, Spread], pulls: dict[str, float], layout: LineLayout) -> list[Layer | None]:
    names, notes = [], []
    for key, y in layout.rows.items():
        text = lines(_name(case.document, key), 22, most=2)
        names.append({"x": LEFT - 24, "y": y - 7 * (len(text) - 1), "text": text})
        note = f"pull {percent(pulls[key])}" if key in pulls else "" if key in found else "only refuses"
        notes.append({"x": RIGHT + 24, "y": y, "text": note, "colour": GREY})
    firsts = [layout.rows[key] for key in ANSWERS if key in layout.rows][:1]
    border = [{"x": 10, "x2": WIDTH - 10, "y": y - ROW / 2 - 4, "y2": y - ROW / 2 - 4, "colour": GREY} for y in firsts]
    return [texts(names, "right"), texts(notes, "left", 11), strokes(border)]
