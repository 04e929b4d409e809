"""Two issues of a bargain: which pairs of options everybody could sign."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import xarray as xr

from irenic.errors import BadUse
from irenic.models.bargaining.packages import what_could_all_sign
from irenic.report.figures.bargain import bargain, weightiest
from irenic.report.figures.canvas import Chart, Row, boxes, picture, points, texts
from irenic.report.figures.style import BLUE, CROSS, GREY, INK, PALE, lines, mixed
from irenic.report.labels import actor_name, issue_name, option_label
from irenic.report.words import listing, percent
from irenic.study.assess import Run
from irenic.study.intervals import Chance
from irenic.study.plan import AS_ENTERED
from irenic.vocabulary import ACTOR, ISSUE_OF_OPTION, OPTION, PROPOSAL, PROPOSED, REFUSES, SIGNS

DRAWS: Final = 200
"""How many draws, the first of a run, are asked about every pair of options."""
_NAMES, _ROW, _HEAD = 200.0, 54.0, 26.0


@dataclass(frozen=True, slots=True)
class WinSet:
    """How often everybody could sign a package with a pair of options.

    Parameters
    ----------
    issues
        The two issues.
    draws
        In how many draws this was asked.
    share
        By option of the first and of the second issue: the share of draws in which some package with
        both gives everybody whose consent it needs at least what it would have otherwise.
    refused
        By issue and option, those among the signing who refuse it.
    """

    issues: tuple[str, str]
    draws: int
    share: dict[tuple[str, str], Chance]
    refused: dict[tuple[str, str], tuple[str, ...]]


def win_set_of(run: Run, issues: tuple[str, str], arm: str = AS_ENTERED) -> WinSet:
    """Return how often everybody could sign a package with each pair of options of two issues.

    Raises
    ------
    BadUse
        If the two are one.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=50, folder=tempfile.mkdtemp())
    >>> found = win_set_of(run, ("water", "channel"))
    >>> found.draws, len(found.share)
    (50, 9)
    """
    one, other = issues
    if one == other:
        msg = f"'{one}' was named twice; a win-set needs two issues"
        raise BadUse(msg)
    document = run.arm(arm).case.document
    draws = min(DRAWS, run.plan.draws)
    case = bargain(run, arm, range(draws))
    if PROPOSED in case:
        case = case.drop_dims(PROPOSAL)
    pairs = [(a, b) for a in document.issues[one].options for b in document.issues[other].options]
    share = {pair: Chance.of(_signed(case, {one: pair[0], other: pair[1]})) for pair in pairs}
    signs = case[ACTOR].to_numpy()[case[SIGNS].to_numpy()].tolist()
    refused = {
        (issue, option): tuple(
            actor for actor in signs if bool(case[REFUSES].sel({ACTOR: actor, OPTION: f"{issue}.{option}"}))
        )
        for issue in issues
        for option in document.issues[issue].options
    }
    return WinSet(issues, draws, share, refused)


def _signed(case: xr.Dataset, kept: dict[str, str]) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Return in which draws there is a package for all, if of some issues one option only is left."""
    issue = case[ISSUE_OF_OPTION].to_numpy().tolist()
    option = case[OPTION].to_numpy().tolist()
    closed = [at in kept and name != f"{at}.{kept[at]}" for at, name in zip(issue, option, strict=True)]
    shut = xr.DataArray(closed, dims=OPTION) & case[SIGNS]
    without = case.assign({REFUSES: (case[REFUSES] | shut).transpose(ACTOR, OPTION)})
    return np.asarray(what_could_all_sign(without).agreement.to_numpy(), dtype=bool)


def win_set(run: Run, issues: tuple[str, str] | None = None, arm: str = AS_ENTERED) -> Chart:
    """Draw how often everybody could sign a package with each pair of options of two issues.

    The other issues are filled in as suits all best. A cross marks a pair beyond a red line of
    somebody who signs.

    Parameters
    ----------
    run
        A finished run with the family ``bargaining``.
    issues
        The issue along the side and the one along the top; left out, the two that weigh most with
        those who sign.
    arm
        The case under which perspective or scenario.

    Raises
    ------
    BadUse
        If the two issues are one, or there are no two that anybody who signs cares about.
    """
    chosen = issues or weightiest(run)[:2]
    if len(chosen) < 2:
        msg = "there are no two issues that those who sign care about"
        raise BadUse(msg)
    return _picture(run, win_set_of(run, (chosen[0], chosen[1]), arm))


def _picture(run: Run, found: WinSet) -> Chart:
    document, (one, other) = run.case.document, found.issues
    rows, columns = (list(document.issues[issue].options) for issue in found.issues)
    cell = min(150.0, 620.0 / len(columns))
    titles = [lines(option_label(document, other, option), int(cell / 6.4), 5) for option in columns]
    top = _HEAD + 20 + 13.0 * max(map(len, titles))
    xs = [_NAMES + cell * (index + 0.5) for index in range(len(columns))]
    heads = [{"x": x, "y": _HEAD + 8, "text": title} for x, title in zip(xs, titles, strict=True)]
    cells, numbers, marks, names = [], [], [], []
    for index, a in enumerate(rows):
        y = top + _ROW * index
        text = lines(option_label(document, one, a), 30, 3)
        names.append({"x": _NAMES - 10, "y": y + _ROW / 2 - 6.5 * len(text), "text": text})
        for x, b in zip(xs, columns, strict=True):
            share = found.share[a, b].share
            against = dict.fromkeys([*found.refused[one, a], *found.refused[other, b]])
            tip = f"“{option_label(document, one, a)}” with “{option_label(document, other, b)}”: {percent(share)}"
            if against:
                tip += f"; beyond a red line of {listing(actor_name(document, actor) for actor in against)}"
                marks.append({"x": x - cell / 2 + 14, "y": y + 14, "shape": CROSS, "size": 60, "tip": tip})
            cells.append(_cell(x, y, cell, share) | {"tip": tip})
            numbers.append({"x": x, "y": y + _ROW / 2 + 2, "text": percent(share), "colour": GREY if against else INK})
    issue_heads = [
        {"x": _NAMES - 10, "y": _HEAD - 8, "text": issue_name(document, one)},
        {"x": _NAMES + cell * len(columns) / 2, "y": _HEAD - 8, "text": issue_name(document, other)},
    ]
    layers = [
        boxes(cells, stroke=1),
        texts(issue_heads[:1], "right", 12, bold=True),
        texts(issue_heads[1:], "center", 12, bold=True),
        texts(heads, "center", 11, middle=False),
        texts(names, "right", 11, middle=False),
        texts(numbers, "center", 13, bold=True),
        points([mark | {"fill": None, "colour": INK} for mark in marks], stroke=1.8),
    ]
    words = f"A table in colours: how often everybody could sign a package, by {issue_name(document, one)} and "
    return picture(
        layers, (_NAMES + cell * len(columns) + 10, top + _ROW * len(rows) + 8), words + issue_name(document, other)
    )


def _cell(x: float, y: float, wide: float, share: float) -> Row:
    fill = mixed(BLUE, 0.03 + 0.5 * share) if share else "#FFFFFF"
    return {"x": x - wide / 2, "x2": x + wide / 2, "y": y, "y2": y + _ROW, "fill": fill, "colour": PALE}
