"""One issue as a line: who wants what, who refuses what, and where pressure balances."""

from collections.abc import Iterable
from typing import Any

import altair as alt
import numpy as np

from irenic.case.case import Case
from irenic.case.places import place_of
from irenic.case.sections.stakes import Issue
from irenic.report.figures.style import GREY, INK, PALE, WIDTH, Chart, finish, lines, side_colours
from irenic.report.labels import actor_name
from irenic.report.words import percent
from irenic.study.assess import Run
from irenic.study.intervals import Spread
from irenic.study.plan import AS_ENTERED
from irenic.study.pressure import drawn, option_places, pressure, speakers

Rows = list[dict[str, Any]]

MEAN_ROW, MEDIAN_ROW = "Weighted mean", "Weighted median"
_ROW_HEIGHT = 26
_LABEL_CHARACTERS = 17
_LABEL_REACH = 16.0
"""How many points of the line a label of that many characters takes."""


def position_line(run: Run, issue: str, arm: str = AS_ENTERED) -> Chart:
    """Draw one issue as a line.

    A bar spans nine draws in ten, the dot is the middle draw and as large as the actor's share
    of the pull; a cross is an option the actor refuses; a hollow diamond is what it wanted
    before. Below, the weighted mean (diamond) and the weighted median (square).

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
    'VConcatChart'
    """
    case = run.arm(arm).case
    entry = case.document.issues[issue]
    wanted = _wanted(run, issue, arm)
    answers = _answers(run, issue, arm) if wanted else []
    names = [row["who"] for row in wanted]
    refused = _refused(case, issue)
    names += [row["who"] for row in refused if row["who"] not in names]
    order = [*dict.fromkeys(names), *(row["who"] for row in answers)]
    y = alt.Y("who:N", sort=order, title=None, axis=alt.Axis(ticks=False, domain=False, labelLimit=170, labelPadding=8))
    layers = [
        _places(run, issue, arm),
        *_spreads([*wanted, *answers], y),
        _crosses(refused, y),
        _earlier(case, issue, y),
        _pulls(wanted, y),
    ]
    main = alt.layer(*layers).properties(width=WIDTH, height=_ROW_HEIGHT * len(order))
    description = f"{entry.name}: {entry.question} Positions of {', '.join(order)} on a line from 0 to 100."
    return finish(alt.vconcat(main, _option_labels(entry), spacing=2), description)


def _x(field: str) -> alt.X:
    return alt.X(f"{field}:Q", scale=alt.Scale(domain=[0, 100], nice=False), axis=None)


def _data(rows: Iterable[dict[str, Any]]) -> alt.InlineData:
    return alt.InlineData(values=list(rows))


def _wanted(run: Run, issue: str, arm: str) -> Rows:
    case = run.arm(arm).case
    colours = side_colours(case.document)
    pulls = _shares_of_pull(run, issue, arm)
    rows = []
    for actor in speakers(run, issue, arm):
        spread = Spread.of(drawn(run, f"positions.{actor}.{issue}.wants", arm))
        rows.append(_row(actor_name(case.document, actor), spread, colours[actor], "circle") | {"pull": pulls[actor]})
    return rows


def _shares_of_pull(run: Run, issue: str, arm: str) -> dict[str, float]:
    """Return every speaker's median share of all weight on the issue."""
    weights = {
        actor: drawn(run, f"capability.{actor}", arm) * drawn(run, f"positions.{actor}.{issue}.salience", arm)
        for actor in speakers(run, issue, arm)
    }
    total = np.sum(list(weights.values()), axis=0)
    shares = {actor: np.divide(w, total, out=np.zeros_like(w), where=total > 0) for actor, w in weights.items()}
    return {actor: float(np.median(share)) for actor, share in shares.items()}


def _answers(run: Run, issue: str, arm: str) -> Rows:
    answer = pressure(run, issue, arm)
    return [
        _row(MEAN_ROW, answer.compromise, INK, "diamond") | {"pull": 0.4},
        _row(MEDIAN_ROW, answer.median, INK, "square") | {"pull": 0.4},
    ]


def _row(who: str, spread: Spread, colour: str, shape: str) -> dict[str, Any]:
    return {
        "who": who,
        "low": round(spread.low, 2),
        "middle": round(spread.middle, 2),
        "high": round(spread.high, 2),
        "colour": colour,
        "shape": shape,
    }


def _refused(case: Case, issue: str) -> Rows:
    entry = case.document.issues[issue]
    return [
        {
            "who": actor_name(case.document, line.actor),
            "at": round(place_of(entry, option), 2),
            "what": f"refuses: {entry.options[option].label}",
        }
        for line in case.red_lines()
        if line.issue == issue
        for option in line.refused
    ]


def _places(run: Run, issue: str, arm: str) -> alt.LayerChart:
    """Draw where the options lie: a rule, and a pale band where that is uncertain."""
    entry = run.arm(arm).case.document.issues[issue]
    rows = []
    for option, places in zip(entry.options.values(), option_places(run, issue, arm), strict=True):
        spread = Spread.of(places)
        row = {"low": round(spread.low, 2), "middle": round(spread.middle, 2), "high": round(spread.high, 2)}
        rows.append(row | {"what": option.label})
    base = alt.Chart(_data(rows)).encode(tooltip=alt.Tooltip("what:N", title="option"))
    bands = base.mark_rect(color=PALE, opacity=0.4).encode(x=_x("low"), x2="high:Q")
    rules = base.mark_rule(color=GREY, strokeDash=[2, 3]).encode(x=_x("middle"))
    return alt.layer(bands, rules)


def _spreads(rows: Rows, y: alt.Y) -> list[alt.Chart]:
    colour = alt.Color("colour:N", scale=None)
    tips = [
        alt.Tooltip("who:N", title="who"),
        alt.Tooltip("low:Q", title="5th percentile"),
        alt.Tooltip("middle:Q", title="middle"),
        alt.Tooltip("high:Q", title="95th percentile"),
    ]
    base = alt.Chart(_data(rows)).encode(y=y, color=colour, tooltip=tips)
    bars = base.mark_rule(strokeWidth=7, opacity=0.35).encode(x=_x("low"), x2="high:Q")
    size = alt.Size("pull:Q", scale=alt.Scale(domain=[0, 1], range=[40, 420]), legend=None)
    points = base.mark_point(filled=True, opacity=1, stroke="white", strokeWidth=1).encode(
        x=_x("middle"), shape=alt.Shape("shape:N", scale=None), size=size
    )
    return [bars, points]


def _crosses(rows: Rows, y: alt.Y) -> alt.Chart:
    return (
        alt.Chart(_data(rows))
        .mark_point(shape="cross", angle=45, size=110, filled=True, color=INK)
        .encode(x=_x("at"), y=y, tooltip=[alt.Tooltip("who:N"), alt.Tooltip("what:N", title="red line")])
    )


def _earlier(case: Case, issue: str, y: alt.Y) -> alt.Chart:
    entry = case.document.issues[issue]
    rows = []
    for actor, held in case.document.positions.items():
        for earlier in held[issue].earlier if issue in held else ():
            low, _, high = earlier.wants.percentiles(lambda option: place_of(entry, option))
            when = "before" if not earlier.on.dated else earlier.on.written
            row = {"who": actor_name(case.document, actor), "at": round((low + high) / 2, 2)}
            rows.append(row | {"what": f"wanted {earlier.wants.written} ({when})"})
    return (
        alt.Chart(_data(rows))
        .mark_point(shape="diamond", size=80, filled=False, color=GREY, strokeWidth=1.5)
        .encode(x=_x("at"), y=y, tooltip=[alt.Tooltip("who:N"), alt.Tooltip("what:N", title="earlier")])
    )


def _pulls(rows: Rows, y: alt.Y) -> alt.Chart:
    shown = [{"who": row["who"], "text": f"pull {percent(row['pull'])}"} for row in rows]
    return (
        alt.Chart(_data(shown))
        .mark_text(align="left", color=GREY, fontSize=11)
        .encode(x=alt.value(WIDTH + 10), y=y, text="text:N")
    )


def _option_labels(entry: Issue) -> alt.Chart:
    """Write the options below the line, on further levels where they would run into each other."""
    last_on_level: list[float] = []
    rows = []
    for name, option in entry.options.items():
        at = place_of(entry, name)
        level = next((i for i, last in enumerate(last_on_level) if at - last >= _LABEL_REACH), len(last_on_level))
        last_on_level[level : level + 1] = [at]
        align = "left" if at < 5 else "right" if at > 95 else "center"
        text = lines(option.label, _LABEL_CHARACTERS)
        rows.append({"at": at, "level": level, "text": text, "align": align})
    tallest = max(len(row["text"]) for row in rows)
    step = 13 * tallest + 6
    base = alt.Chart(_data(rows)).encode(
        x=_x("at"), y=alt.Y("level:Q", scale=alt.Scale(domain=[0, len(last_on_level)], reverse=True), axis=None)
    )
    texts = [
        base.transform_filter(alt.datum.align == align)
        .mark_text(align=align, baseline="top", fontSize=10.5, color=INK, dy=3, lineHeight=12)
        .encode(text="text:N")
        for align in ("left", "center", "right")
    ]
    return alt.layer(*texts).properties(width=WIDTH, height=step * len(last_on_level))
