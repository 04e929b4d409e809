"""What would open the proposals that not all could sign: a red line that falls, or an issue left open."""

from typing import Final

from irenic.case.document import Document
from irenic.report.figures.axis import Axis, across
from irenic.report.figures.canvas import Chart, Row, picture, points, strokes, texts
from irenic.report.figures.style import BLUE, GREY, INK, ORANGE, PALE, WIDTH, lines
from irenic.report.labels import actor_name, issue_name
from irenic.report.words import count
from irenic.study.assess import Run
from irenic.study.clashes import Opening
from irenic.study.clashes import openings as openings_of
from irenic.study.plan import AS_ENTERED

_LEFT, _RIGHT, _ROW, _TOP = 330.0, 620.0, 36.0, 44.0
_MARKS: Final = {
    "as it stands": {"shape": "circle", "size": 110, "fill": "white", "colour": INK},
    "if the red line alone fell": {"shape": "triangle-up", "size": 120, "fill": ORANGE, "colour": ORANGE},
    "if the issue were left open": {"shape": "circle", "size": 110, "fill": BLUE, "colour": BLUE},
}
"""The three marks of a row; what two of them share a place, stand one above the other."""


def openings(run: Run, arm: str = AS_ENTERED) -> Chart:
    """Draw in how many draws all could sign each proposal: as it stands, without its red line, with an issue open.

    Parameters
    ----------
    run
        A finished run with answers of the family ``trades``.
    arm
        The case under which perspective.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=20, folder=tempfile.mkdtemp())
    >>> openings(run).to_dict()["description"].split(",")[0]
    '1 proposal'
    """
    document, found = run.arm(arm).case.document, openings_of(run, arm)
    draws = max((each.draws for each in found), default=1)
    x = Axis(0, draws, _LEFT, _RIGHT)
    foot = _TOP + _ROW * len(found)
    names: list[Row] = []
    notes: list[Row] = []
    rails: list[Row] = []
    marks: list[Row] = []
    for at, each in enumerate(found):
        y = _TOP + _ROW * (at + 0.5)
        text = lines(document.proposals[each.proposal].label, 44, 2)
        names.append({"x": _LEFT - 18, "y": y - 6 - 7 * (len(text) - 1), "text": text})
        note = _note(document, each)
        notes.append({"x": _RIGHT + 18, "y": y - 6.5 * len(note), "text": note, "colour": GREY})
        rails.append({"x": x(0), "x2": x(draws), "y": y, "y2": y, "colour": PALE})
        marks += _marks(document, each, x, y)
    half = draws // 2
    ticks = [(float(at), str(at)) for at in sorted({0, half, draws})]
    legend = [{"x": _LEFT - 300 + 250 * at, "y": 14.0} | look for at, look in enumerate(_MARKS.values())]
    words = [{"x": _LEFT - 286 + 250 * at, "y": 14.0, "text": word} for at, word in enumerate(_MARKS)]
    layers = [
        *across(x, ticks, ("in no draw", f"in all {count(draws, 'draw')}"), (_TOP, foot)),
        strokes(rails),
        points(marks),
        points(legend),
        texts(words, "left", 11.5),
        texts(names, "right", 11.5, middle=False),
        texts(notes, "left", 10.5, middle=False),
    ]
    told = (
        f"{count(len(found), 'proposal')}, each with up to three marks from “in no draw” at the left to “in all draws” "
        "at the right: how often all could sign it as it stands, if the red line that rules it out fell, and if one "
        "issue were left open."
    )
    return picture(layers, (WIDTH, foot + 56), told)


def _marks(document: Document, each: Opening, x: Axis, y: float) -> list[Row]:
    """Return the marks of a row with what they say; those that share a place step aside."""
    label = document.proposals[each.proposal].label
    rows: list[Row] = []
    for (word, look), number in zip(_MARKS.items(), (each.signed, each.without, each.changed), strict=True):
        if number is None:
            continue
        aside = 9.0 * sum(row["x"] == x(number) for row in rows)
        tip = f"{label}: in {number} of {count(each.draws, 'draw')} {word}"
        rows.append({"x": x(number), "y": y - aside, "tip": tip} | look)
    return rows


def _note(document: Document, each: Opening) -> list[str]:
    """Say which red line it is, and which issue, a line each."""
    actor, _, on = each.line.partition(".")
    line = f"Red line: {actor_name(document, actor)} on {issue_name(document, on)}" if each.line else ""
    issue = f"Open: {issue_name(document, each.issue)}" if each.issue else ""
    return [lines(words, 38, 1)[0] for words in (line, issue) if words]
