"""What ``irenic compare`` says: what of the case changed, what of the run, and what of every answer."""

from collections.abc import Sequence
from typing import Any, Final

from irenic.case.diff import Difference
from irenic.report.finding import plain
from irenic.report.headline_words import change_words, headline_words, value_words
from irenic.report.terminal import Block, Heading, Line, Table
from irenic.report.terminal_diff import BULLETS, difference_data, difference_words, summary
from irenic.report.words import count, listing
from irenic.study.assess import Run
from irenic.study.compare import Change, Comparison
from irenic.study.plan import AS_ENTERED

MOST: Final = 20
"""So many differences of the case are told; ``irenic diff`` tells all."""
_COLUMNS: Final = ("Answer", "Before", "After", "Change in points (95%)")
_RIGHT: Final = frozenset({"Before", "After"})
_WORDS: Final = {
    "the same": "the same in every draw",
    "unclear": "no difference that these draws can show",
    "too few draws": "not enough draws",
}


def compare_page(found: Comparison) -> list[Block]:
    """Return a comparison in words and tables."""
    return [
        Line(f"{_run_words(found.old)}, then {_run_words(found.new)}."),
        *_case(found.old, found.new, found.case),
        *_plan(found),
        Heading("The case as entered"),
        *_entered(found),
        *_arms(found),
    ]


def compare_data(found: Comparison) -> dict[str, Any]:
    """Return the same as plain data for ``--json``; what is not a finite number is ``null``."""
    return {
        "old": _run_data(found.old),
        "new": _run_data(found.new),
        "case": difference_data(found.case),
        "plan": {name: {"old": old, "new": new} for name, (old, new) in found.plan.items()},
        "paired": found.paired,
        "arms": {"both": list(found.arms), "old_only": list(found.gone), "new_only": list(found.added)},
        "lacking": list(found.lacking),
        "changes": [_change_data(found, each) for each in found.changes],
    }


def _run_words(run: Run) -> str:
    return f"{run.folder} ({run.case.name}, {run.plan.draws:,} draws from seed {run.plan.seed})"


def _case(old: Run, new: Run, found: Sequence[Difference]) -> list[Block]:
    head = Heading("What changed in the case")
    if not found:
        return [head, Line("Nothing: both runs are of the same case, by meaning.", 2)]
    told: list[Block] = [head, Line(f"{count(len(found), 'difference')}: {summary(found)}.", 2)]
    for each in found[:MOST]:
        document = (old if each.new is None else new).case.document
        told.append(Line(difference_words(each, document), 2, BULLETS[each.change]))
    if len(found) > MOST:
        command = f"irenic diff {old.case.folder} {new.case.folder}"
        told.append(Line(f"{len(found) - MOST} more; all of them, with their places: {command}", 2))
    return told


def _plan(found: Comparison) -> list[Block]:
    facts = [f"{name}: {old} before, {new} after" for name, (old, new) in found.plan.items()]
    lines = [Line(fact, 2, "- ") for fact in facts] or [Line("Nothing.", 2)]
    how = (
        "Seed and draws are the same, so every difference is taken draw by draw, on common random numbers."
        if found.paired
        else "Seed or draws differ, so the runs are held against each other as independent samples."
    )
    more = [
        f"Only {which}: {listing(names)}."
        for which, names in (("before", found.gone), ("after", found.added), ("one of them answers", found.lacking))
        if names
    ]
    return [
        Heading("What differs in how it was run"),
        *lines,
        Line(how, 2),
        *(Line(sentence, 2) for sentence in more),
    ]


def _entered(found: Comparison) -> list[Block]:
    entered = [each for each in found.changes if each.arm == AS_ENTERED]
    if not entered:
        return [Line("There is no answer that both have.", 2)]
    moved = [each for each in entered if each.verdict != "the same"]
    told = "Means over the draws. Change: after less before, in points of a percentage or of a line from 0 to 100."
    blocks: list[Block] = (
        [Table(_COLUMNS, [_row(found, each) for each in moved], _RIGHT), Line(told, 2)] if moved else []
    )
    same = len(entered) - len(moved)
    return [
        *blocks,
        *([Line(f"The same in every draw: {same} of {count(len(entered), 'answer')}.", 2)] if same else []),
    ]


def _arms(found: Comparison) -> list[Block]:
    others = [each for each in found.changes if each.arm != AS_ENTERED]
    if not others:
        return []
    entered = {each.headline.name: each.verdict for each in found.changes if each.arm == AS_ENTERED}
    clear = [each for each in others if each.verdict in ("rises", "falls")]
    own = [each for each in clear if entered.get(each.headline.name) != each.verdict]
    labels = {arm.name: arm.label for arm in found.new.arms}
    rows = [(labels[each.arm], *_row(found, each)) for each in own]
    told = (
        f"{len(clear)} of {len(others)} answers under {len(found.arms) - 1} perspectives and scenarios differ clearly. "
        f"{len(clear) - len(own)} of them go the way they go on the case as entered; the table has the others. Of so "
        "many, about one in twenty would differ by chance alone. --json gives all."
    )
    table = [Table(("Under", *_COLUMNS), rows, _RIGHT)] if rows else []
    return [Heading("Under perspectives and scenarios"), Line(told, 2), *table]


def _row(found: Comparison, each: Change) -> tuple[str, str, str, str]:
    document = found.new.case.document
    said = _WORDS.get(each.verdict, "")
    numbers = "" if each.verdict == "the same" else change_words(each.headline, each.difference)
    return (
        headline_words(document, each.headline),
        value_words(each.headline, each.before),
        value_words(each.headline, each.after),
        "; ".join(part for part in (numbers, said) if part),
    )


def _run_data(run: Run) -> dict[str, Any]:
    return {"run": str(run.folder), "case": run.case.name, "draws": run.plan.draws, "seed": run.plan.seed}


def _change_data(found: Comparison, each: Change) -> dict[str, Any]:
    return {
        "arm": each.arm,
        "answer": each.headline.name,
        "words": headline_words(found.new.case.document, each.headline),
        "family": each.headline.family,
        "before": plain(each.before),
        "after": plain(each.after),
        "difference": plain(each.difference),
        "verdict": each.verdict,
    }
