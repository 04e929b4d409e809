"""What decides the answer: which beliefs move it, when it fails, and which single one would turn it."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import xarray as xr

from irenic.report.belief_words import basis_words, number_words, value_words
from irenic.report.chapters.shown import Plate, Shown, Table
from irenic.report.deciding import ASKED, Asked, Moved
from irenic.report.figures.drivers import drivers
from irenic.report.svg import svg_of
from irenic.report.turning_words import belief_that_turns, where_sentences
from irenic.report.words import count, number, percent
from irenic.study.sensitivity.asked import what_would_flip_it, when_does_it
from irenic.study.sensitivity.drawn import ENOUGH
from irenic.study.sensitivity.moves import Driver, Moves

QUESTION: Final = "Which belief, if it were known, would settle the answer, and what does that belief rest on?"


_EVEN: Final = 0.5


def leading(shown: Shown) -> list[str]:
    """Return which belief moves the first answer most, in a sentence; nothing where none is found to."""
    first = [each for each in shown.moved if each.asked is ASKED[0] and each.moves.found]
    return [f"{each.asked.title}: {_strongest(shown, each.moves.found[0])}" for each in first]


def decides_chapter(shown: Shown) -> dict[str, Any]:
    """Return what moves the chance of a settlement and whether there is a package that all accept."""
    draws = shown.run.plan.draws
    sentences = [f"{each.asked.title}: {sentence}" for each in shown.moved for sentence in _sentences(shown, each)]
    plates = [_plate(shown, each.moves) for each in shown.moved if each.moves.found]
    rule = f"Not enough draws: this is asked in runs of {ENOUGH} draws or more, and this one has {draws:,}."
    silent = "" if sentences else "Cannot test: neither war nor bargaining has an answer on this case."
    cannot = silent if draws >= ENOUGH else rule
    return {"question": QUESTION, "sentences": sentences, "cannot": cannot, "plates": plates, "notes": []}


def _sentences(shown: Shown, each: Moved) -> Iterator[str]:
    if not each.moves.enough:
        yield "the same in every draw, so nothing moves it."
        return
    yield _ranking(shown, each.moves)
    yield from _fails(shown, each.asked, each.outcome)
    yield _flip(shown, each.asked, each.outcome)


def _ranking(shown: Shown, moves: Moves) -> str:
    rest = len(moves.drivers) - len(moves.found)
    unseen = f"Of {count(rest, 'other number')}, none can be told from chance with {moves.draws:,} draws."
    if not moves.found:
        return f"no number moves it beyond what chance would give. {unseen}"
    others = len(moves.found) - 1
    more = f" {count(others, 'more number')} {'moves' if others == 1 else 'move'} it beyond doubt." if others else ""
    return f"{_strongest(shown, moves.found[0])}{more} {unseen}"


def _strongest(shown: Shown, first: Driver) -> str:
    ends = " and ".join(_end(shown, first, at) for at in ("low", "high"))
    return f"{number_words(shown.document, first.path)} moves it most: it is {ends}."


def _end(shown: Shown, driver: Driver, at: str) -> str:
    """Return the outcome in the lowest or in the highest tenth of a number, in words."""
    end, side = (driver.low, "up to") if at == "low" else (driver.high, "from")
    where = f"{side} {value_words(shown.run.case, driver.path, end.edge)}"
    return f"{_percent(end.outcome.value)} on average where that is {where}"


def _percent(share: float) -> str:
    return percent(min(max(share, 0.0), 1.0))


def _fails(shown: Shown, asked: Asked, outcome: xr.DataArray) -> Iterator[str]:
    """Say under which conditions it fails."""
    below = (outcome < _EVEN).where(outcome.notnull())
    found = when_does_it(shown.run, below)
    yield from where_sentences(shown.run.case, found, asked.no)
    if found.enough and not found.boxes:
        yield f"no conditions on a few numbers say better than chance where {asked.no}."


def _flip(shown: Shown, asked: Asked, outcome: xr.DataArray) -> str:
    """Say which single belief would turn what most draws say."""
    found = what_would_flip_it(shown.run, (outcome > _EVEN).where(outcome.notnull()))
    if not found.clear:
        return f"in about as many draws {asked.yes} as {asked.no}, so there is no majority to turn."
    most = f"in most draws {asked.yes if found.yes > _EVEN else asked.no}"
    if not found.flips:
        return f"{most}, and no single belief would turn that."
    turned, more = belief_that_turns(shown.run.case, found)
    return f"{most}; {turned}, most would say the opposite.{more}"


def _plate(shown: Shown, moves: Moves) -> Plate:
    case = shown.run.case
    rows = tuple(
        (
            number_words(case.document, driver.path),
            str(driver.first),
            str(driver.pawn),
            *(_where(shown, driver, at) for at in ("low", "high")),
            basis_words(case, driver.path),
        )
        for driver in moves.found
    )
    missing = f" In {count(moves.missing, 'draw')} it has no value." if moves.missing else ""
    heads = ("Number", "Share of the variance", "PAWN, greatest", "Where lowest", "Where highest", "Rests on")
    return Plate(
        moves.outcome,
        "Every number that moves it beyond doubt, the strongest first: the hollow diamond is the mean where the "
        "number is in its lowest tenth, the dot where it is in its highest; bars are 95% intervals. At the right, the "
        "share of the variance that would go if the number were known.",
        svg_of(drivers(shown.run, moves)),
        f"From {moves.draws:,} draws of the case as entered.{missing} Numbers that hang together share what they "
        "move; two that matter only together can both be missed.",
        Table("What moves it, and what that rests on", heads, rows),
    )


def _where(shown: Shown, driver: Driver, at: str) -> str:
    end = driver.low if at == "low" else driver.high
    mean = end.outcome
    known = np.isfinite(mean.low)
    interval = f" ({number(100 * mean.low)}% to {number(100 * mean.high)}%)" if known else ""
    side = "up to" if at == "low" else "from"
    return f"{_percent(mean.value)}{interval}, {side} {value_words(shown.run.case, driver.path, end.edge)}"
