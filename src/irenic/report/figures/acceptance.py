"""Who could accept which proposal: a table in colours, with the red lines that stand against it."""

from dataclasses import dataclass
from typing import Final

from irenic.case.red_lines import Crossing, signatories
from irenic.report.figures.bargain import bargain
from irenic.report.figures.canvas import Chart, Row, boxes, picture, points, texts
from irenic.report.figures.style import BLUE, CROSS, FAINT, GREY, INK, PALE, lines, mixed
from irenic.report.labels import actor_name
from irenic.report.proposals import proposal_table
from irenic.report.words import percent
from irenic.study.assess import Run
from irenic.study.intervals import Chance
from irenic.study.plan import AS_ENTERED
from irenic.vocabulary import ACCEPTS, ACTOR, HAS_POSITION, ISSUE, PROPOSAL, SIGNABLE, SIGNS

MOST: Final = 14
"""How many actors have a column, at the most."""
_NAMES, _ROW, _TOP = 236.0, 32.0, 22.0


@dataclass(frozen=True, slots=True)
class Acceptance:
    """How often an actor could accept a proposal, filled in to its liking.

    Parameters
    ----------
    share
        The share of draws in which it could.
    must_sign
        Whether the proposal needs its consent.
    crossing
        How the terms stand to its red lines.
    """

    share: Chance
    must_sign: bool
    crossing: Crossing


@dataclass(frozen=True, slots=True)
class Acceptances:
    """Who could accept what.

    Parameters
    ----------
    actors
        Those who sign every settlement first, then others who want something.
    rows
        By proposal and actor.
    together
        By proposal, the share of draws in which one way to fill it in suits all who sign at once.
    signers
        Those who sign every settlement.
    """

    actors: tuple[str, ...]
    rows: dict[str, dict[str, Acceptance]]
    together: dict[str, Chance]
    signers: tuple[str, ...]


def acceptances(run: Run, arm: str = AS_ENTERED) -> Acceptances:
    """Return how often every actor could accept every proposal.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=50, folder=tempfile.mkdtemp())
    >>> found = acceptances(run)
    >>> found.actors, list(found.rows), found.rows["elders"]["hill"].must_sign
    (('hill', 'valley'), ['elders'], True)
    """
    document, answers = run.arm(arm).case.document, run.answers("bargaining", arm)
    case = bargain(run, arm, range(1))
    signs = dict(zip(case[ACTOR].to_numpy().tolist(), case[SIGNS].to_numpy().tolist(), strict=True))
    wants = dict(zip(signs, case[HAS_POSITION].any(ISSUE).to_numpy().tolist(), strict=True))
    actors = sorted((actor for actor in signs if signs[actor] or wants[actor]), key=lambda actor: not signs[actor])
    crossing = {
        row.proposal: {actor: cell.verdict for actor, cell in row.cells.items()} for row in proposal_table(document)
    }
    rows = {}
    for proposal, entry in document.proposals.items():
        if not entry.terms:
            continue
        asked = signatories(document, proposal)
        accepts = answers[ACCEPTS].sel({PROPOSAL: proposal})
        rows[proposal] = {
            actor: Acceptance(
                Chance.of(accepts.sel({ACTOR: actor}).to_numpy() > 0),
                actor in asked,
                crossing[proposal].get(actor, "silent"),
            )
            for actor in actors[:MOST]
        }
    together = {name: Chance.of(answers[SIGNABLE].sel({PROPOSAL: name}).to_numpy() > 0) for name in rows}
    return Acceptances(tuple(actors[:MOST]), rows, together, tuple(actor for actor in actors if signs[actor]))


def acceptance(run: Run, arm: str = AS_ENTERED) -> Chart:
    """Draw in which share of draws every actor could accept every proposal.

    An actor could accept a proposal if some way to fill it in gives it at least what it would have
    otherwise. Whoever need not sign stands in brackets, and pale. A cross marks terms beyond a red line
    of the actor's, a hollow triangle terms that leave an option beyond one open.

    Parameters
    ----------
    run
        A finished run with the family ``bargaining``.
    arm
        The case under which perspective or scenario.
    """
    document, found = run.case.document, acceptances(run, arm)
    wide = min(88.0, max(47.0, 600 / (len(found.actors) + 1)))
    columns = {actor: _NAMES + wide * (i + 0.5) for i, actor in enumerate(found.actors)}
    last = _NAMES + wide * (len(columns) + 0.75)
    titles = {actor: lines(actor_name(document, actor), int(wide / 7), 4) for actor in columns}
    heads: list[Row] = [{"x": columns[actor], "y": 8, "text": title} for actor, title in titles.items()]
    heads.append({"x": last, "y": 8, "text": ["all who", "sign,", "at once"]})
    top = _TOP + 12.0 * max(3, *map(len, titles.values()))
    cells: list[Row] = []
    bold: list[Row] = []
    plain: list[Row] = []
    marks: list[Row] = []
    names: list[Row] = []
    for number, (proposal, row) in enumerate(found.rows.items()):
        y = top + _ROW * number
        label = document.proposals[proposal].label
        shown = lines(label, 36, 2)
        names.append({"x": 8, "y": y + (_ROW / 2 - 4 if len(shown) == 1 else 4), "text": shown})
        for actor, cell in row.items():
            x, said = columns[actor], percent(cell.share.share)
            who = f"{actor_name(document, actor)} on “{label}”: could accept it in {said} of draws"
            cells.append(_box((x, y), wide, cell.share.share, must_sign=cell.must_sign) | {"tip": who})
            (bold if cell.must_sign else plain).append(
                {"x": x, "y": y + _ROW / 2 + 4, "text": said if cell.must_sign else f"({said})"}
            )
            marks += _mark(cell.crossing, x + wide / 2, y, who)
        share = found.together[proposal].share
        cells.append(
            _box((last, y), wide, share, must_sign=True) | {"tip": f"All who sign, on “{label}”: {percent(share)}"}
        )
        bold.append({"x": last, "y": y + _ROW / 2 + 4, "text": percent(share)})
    foot = top + _ROW * len(found.rows)
    layers = [
        boxes(cells, stroke=1),
        texts(heads, "center", 10.5, bold=True, middle=False),
        texts(names, "left", 11, middle=False),
        texts(bold, "center", 11.5, bold=True),
        texts([row | {"colour": GREY} for row in plain], "center", 10.5),
        points(marks, stroke=1.8),
    ]
    width = max(last + wide / 2 + 10, 480.0)
    words = "A table in colours: in which share of draws every actor could accept every proposal."
    return picture(layers, (width, foot + 8), words)


def _box(at: tuple[float, float], wide: float, share: float, *, must_sign: bool) -> Row:
    fill = mixed(BLUE, 0.05 + 0.5 * share) if must_sign else FAINT if share > 0 else "#FFFFFF"
    (x, y), half = at, wide / 2
    return {
        "x": x - half,
        "x2": x + half,
        "y": y,
        "y2": y + _ROW,
        "fill": fill,
        "colour": "white" if must_sign else PALE,
    }


def _mark(crossing: Crossing, right: float, y: float, who: str) -> list[Row]:
    """Return a mark in the upper right corner of a cell: a cross, a hollow triangle, or none."""
    shapes = {"crosses": (CROSS, 26.0), "may cross": ("triangle-up", 34.0)}
    if crossing not in shapes:
        return []
    shape, size = shapes[crossing]
    tip = f"{who}; it {crossing} a red line of its own"
    at = {"x": right - 8, "y": y + 8, "shape": shape, "size": size}
    return [at | {"fill": "white" if crossing == "may cross" else INK, "colour": INK, "tip": tip}]
