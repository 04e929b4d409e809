"""Tidy tables for spreadsheets and statistics programs: one row a thing, one column a fact."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal

from irenic.case.basis import Basis
from irenic.case.case import Case
from irenic.case.places import Percentiles
from irenic.case.red_lines import RedLine
from irenic.case.sections.stakes import Position
from irenic.case.walk import Placed
from irenic.errors import BadUse
from irenic.report.labels import actor_name, issue_name
from irenic.report.proposals import proposal_table
from irenic.report.state_table import states
from irenic.report.terminal import clean, commands
from irenic.report.terminal_numbers import percentiles

if TYPE_CHECKING:
    from irenic.study.assess import Run

Rows = list[dict[str, Any]]

_FORMULA_STARTS: Final = ("=", "+", "-", "@")
_NOTHING: Final = (None, None, None)


def positions(case: Case) -> Rows:
    """Return one row for every actor on every issue it says something about.

    Examples
    --------
    >>> from irenic.examples import load
    >>> row = positions(load("two-villages"))[0]
    >>> row["actor"], row["issue"], row["wants"], row["p5"], row["p95"], row["refuses"]
    ('hill', 'water', 'hill-all to half', 0.0, 50.0, 'valley-all')
    """
    numbers = {placed.path: placed for placed in case.drawn}
    lines = case.red_lines()
    return [
        _position_row(case, actor, issue, position, numbers)
        | {"refuses": _refused(lines, actor, issue)}
        | _basis_of(position.basis)
        for actor, by_issue in case.document.positions.items()
        for issue, position in by_issue.items()
    ]


def _position_row(
    case: Case, actor: str, issue: str, position: Position, numbers: Mapping[str, Placed]
) -> dict[str, Any]:
    wants, salience = (_at(case, numbers.get(f"positions.{actor}.{issue}.{what}")) for what in ("wants", "salience"))
    return {
        "actor": actor,
        "actor_name": actor_name(case.document, actor),
        "issue": issue,
        "issue_name": issue_name(case.document, issue),
        "wants": position.wants.written if position.wants else "",
        **_named(wants),
        "salience": position.salience.written if position.salience else "",
        **_named(salience, "salience_"),
    }


def numbers(case: Case) -> Rows:
    """Return one row for every number that is drawn."""
    return [
        {"path": placed.path, "written": placed.quantity.written}
        | _named(percentiles(case.document, placed))
        | {"scale": placed.quantity.scale.bounds}
        | _basis_of(placed.basis)
        for placed in case.numbers
    ]


def proposals(case: Case) -> Rows:
    """Return one row for every proposal and every actor with a red line."""
    document = case.document
    return [
        {
            "proposal": row.proposal,
            "label": document.proposals[row.proposal].label,
            "actor": actor,
            "must_sign": "yes" if cell.must_sign else "no",
            "verdict": cell.verdict,
            "issues": "; ".join(line.issue for line in cell.lines),
        }
        for row in proposal_table(document)
        for actor, cell in row.cells.items()
    ]


def results(run: "Run") -> Rows:
    """Return one row for every issue under every arm: where pressure balances."""
    from irenic.study.pressure import answered, pressure

    rows = []
    for arm in run.arms:
        for issue in answered(run, arm.name):
            answer = pressure(run, issue, arm.name)
            row = {"arm": arm.name, "issue": issue, "draws": run.plan.draws, "seed": run.plan.seed}
            for name, spread in (("mean", answer.compromise), ("median", answer.median)):
                row |= _named((spread.low, spread.middle, spread.high), f"{name}_")
            rows.append(row | {"nearest": answer.best, "share_of_draws": answer.nearest[answer.best].share})
    return rows


def prospects(run: "Run") -> Rows:
    """Return one row for every arm: whether there is a package, the chance of a settlement, and whether it holds."""
    from irenic.study.prospects import HORIZONS, durability, feasibility, timing

    rows = []
    for arm in run.arms:
        there, when, lasting = feasibility(run, arm.name), timing(run, arm.name), durability(run, arm.name)
        row: dict[str, Any] = {"arm": arm.name, "label": arm.label, "draws": run.plan.draws, "seed": run.plan.seed}
        chance = there.agreement if there else None
        row |= {f"package_{end}": getattr(chance, end) if chance else None for end in ("share", "low", "high")}
        for months in HORIZONS:
            settled = when.within.get(months) if when else None
            row[f"settled_{months}"] = settled.mean.value if settled else None
            held = lasting.survival[months] if lasting and lasting.told.get(months) else None
            row |= _named((held.low, held.middle, held.high) if held else _NOTHING, f"holds_{months}_")
        rows.append(row)
    return rows


def equilibria(run: "Run") -> Rows:
    """Return one row for every state under each reading: in how many draws all would stay, and steps lead there."""
    from irenic.report.state_words import state_words
    from irenic.study.rest.resting import resting

    rows = []
    for arm in run.arms:
        found = resting(run, arm.name)
        for state, place in found.states.items() if found else ():
            row: dict[str, Any] = {"arm": arm.name, "state": state, "words": state_words(run.case.document, state)}
            row |= {concept: chance.share for concept, chance in place.rests.items()}
            row |= {"reached": place.reached["improvements"].share, "steps_away": place.steps["any step"]}
            rows.append(row | {"draws": run.plan.draws, "seed": run.plan.seed})
    return rows


RUN_TABLES: Final[Mapping[str, Callable[["Run"], Rows]]] = {
    "results": results,
    "prospects": prospects,
    "equilibria": equilibria,
}
"""The tables of a run."""
CASE_TABLES: Final[Mapping[str, Callable[[Case], Rows]]] = {
    "positions": positions,
    "numbers": numbers,
    "proposals": proposals,
    "states": states,
}
"""The tables of a case."""


def as_text(rows: Rows, form: Literal["csv", "json"]) -> str:
    """Return rows in the form of a file.

    Raises
    ------
    BadUse
        If there is no row, so that nobody takes an empty file for an answer.
    """
    if not rows:
        msg = "there is nothing of this in the case, so nothing is written"
        raise BadUse(msg)
    return csv_text(rows) if form == "csv" else json_text(rows)


def csv_text(rows: Sequence[Mapping[str, Any]]) -> str:
    r"""Return rows as CSV that a spreadsheet shows and never executes.

    Text that begins like a formula is given an apostrophe in front; numbers stay numbers.

    Examples
    --------
    >>> csv_text([{"actor": "=1+1", "p5": -5.0}])
    "actor,p5\n'=1+1,-5.0\n"
    """
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _harmless(value) for key, value in row.items()} for row in rows)
    return stream.getvalue()


def json_text(data: Any) -> str:
    r"""Return data as JSON; characters that a terminal would obey are written as escapes.

    Examples
    --------
    >>> json_text(["é\x9b"])
    '[\n "é\\u009b"\n]\n'
    """
    text = json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False)
    return "".join(f"\\u{ord(char):04x}" if char != "\n" and commands(char) else char for char in text) + "\n"


def _harmless(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = clean(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _at(case: Case, placed: Placed | None) -> Percentiles | tuple[None, None, None]:
    return _NOTHING if placed is None else percentiles(case.document, placed)


def _named(at: Sequence[float | None], prefix: str = "") -> dict[str, float | None]:
    return {f"{prefix}{name}": value for name, value in zip(("p5", "p50", "p95"), at, strict=True)}


def _refused(lines: Sequence[RedLine], actor: str, issue: str) -> str:
    return "; ".join(option for line in lines if (line.actor, line.issue) == (actor, issue) for option in line.refused)


def _basis_of(basis: Basis) -> dict[str, Any]:
    return {
        "because": "; ".join(map(str, basis.because)),
        "judgement": basis.judgement,
        "confidence": basis.confidence or "",
    }
