"""The four questions of Irenic, and the chapter on each: feasible, likely, durable, why."""

from typing import Any, Final

from irenic.report.chapters.decides import leading
from irenic.report.chapters.shown import Plate, Shown, Table
from irenic.report.figures import (
    frictions,
    frontier,
    guarantee_strength,
    settlement_chance,
    survival,
    win_set,
)
from irenic.report.figures.bargain import has_answers, weightiest
from irenic.report.figures.dots import FRICTION_WORDS
from irenic.report.figures.fan import Fan, settled_by, unbroken_after
from irenic.report.figures.frontier import Frontier, frontier_of
from irenic.report.figures.win_set import win_set_of
from irenic.report.labels import actor_name, issue_name, option_label
from irenic.report.overlays import fan_overlay
from irenic.report.svg import svg_of
from irenic.report.words import count, number, on_the_line, percent
from irenic.study.averages import Average
from irenic.study.needs import bargaining_lacks, war_lacks
from irenic.study.prospects import durability, feasibility, obstacles, said
from irenic.study.settlement import SOON

FRAME: Final = (
    ("feasible", "Which packages does every side that must sign prefer to fighting on, inside its red lines?"),
    ("likely", "What will be agreed, when, and with which chance?"),
    ("durable", "Will it hold once signed, and which guarantee would make it hold?"),
    ("why", "What stops a deal, and which disputed belief decides the answer?"),
)
"""The four questions of Irenic. Each has its chapter."""
QUESTION: Final = dict(FRAME)
_TITLES: Final = {
    "proposals": "Which proposals could be signed",
    "perspectives": "If one author is right",
    "scenarios": "If somebody does something",
    "resting": "Where the parties could stay",
    "limits": "What to bear in mind",
    "basis": "What it rests on",
}
"""What else stands at the top, in this order."""
_ENOUGH: Final = {"proposals": 2, "resting": 2, "limits": 2}
"""So many sentences of a kind are enough at the top; its chapter has all."""
_KINDS: Final = {
    "feasible": ("feasible", "concessions", "trades"),
    "likely": ("likely", "timing", "terms"),
    "durable": ("durable", "guarantees"),
    "why": ("why", "ripeness"),
}
"""The kinds of findings in the chapter of each word, the one that stands at the top first."""
_NEARER: Final = " A reason below nothing brings a settlement nearer."
_LEADS: Final = {"likely": ("likely", "terms"), "durable": ("durable", "guarantees")}
"""The kinds of findings that answer a word at the top, where it is more than its own."""
_FEW: Final = 2
"""How many sentences of each such kind stand at the top; the rest stands in the chapter."""


def findings_chapter(shown: Shown) -> dict[str, Any]:
    """Return the four words with what was found on each, and the first of what else there is to say."""
    frame = [(word, question, _lead(shown, word)) for word, question in FRAME]
    frame[-1][-1].extend(leading(shown))
    groups = [(title, shown.sentences(kind)[: _ENOUGH.get(kind)]) for kind, title in _TITLES.items()]
    return {"frame": frame, "groups": [(title, sentences) for title, sentences in groups if sentences]}


def _lead(shown: Shown, word: str) -> list[str]:
    cannot = _cannot(shown, word)
    told = [sentence for kind in _LEADS.get(word, (word,)) for sentence in shown.sentences(kind)[:_FEW]]
    return told or ([cannot] if cannot else ["The pictures and numbers stand in the chapter."])


def _cannot(shown: Shown, word: str) -> str:
    """Return why a word cannot be tested on this case, or nothing."""
    document = shown.document
    if word == "feasible" and has_answers(shown.run, "bargaining"):
        return ""
    if word == "durable" and document.war is not None and document.war.breach is None:
        return "Cannot test: the war section says nothing of what breaking a settlement costs."
    if document.war is None:
        lacks = bargaining_lacks(document) if word == "feasible" else ""
        return f"Cannot test: the case lacks {lacks}." if lacks else "Cannot test: the case has no war section."
    lacks = war_lacks(document)
    return f"Cannot test: the case lacks {lacks}." if lacks else ""


def _chapter(shown: Shown, word: str, plates: list[Plate], notes: list[str] | None = None) -> dict[str, Any]:
    cannot, sentences = _cannot(shown, word), shown.sentences(*_KINDS[word])
    return {
        "question": QUESTION[word],
        "sentences": sentences,
        "cannot": "" if any(sentence.startswith("Cannot test") for sentence in sentences) else cannot,
        "plates": [] if cannot else plates,
        "notes": notes or [],
    }


def feasible_chapter(shown: Shown) -> dict[str, Any]:
    """Return which packages all could sign."""
    run, plates, notes = shown.run, [], []
    if has_answers(run, "war"):
        plates += [_frontier(shown)] if has_answers(run, "fairness") else []
    elif has_answers(run, "bargaining"):
        notes.append(
            "The case has no war section, so what fighting on is worth cannot be tested. Everybody is taken to prefer "
            "whatever is worth as much to them as the present."
        )
    if has_answers(run, "bargaining") and len(weightiest(run)) > 1:
        plates.append(_win_set(shown))
    return _chapter(shown, "feasible", plates, notes)


def _frontier(shown: Shown) -> Plate:
    found = frontier_of(shown.run)
    names = [actor_name(shown.document, party) for party in found.parties]
    rows = [
        (
            f"What {name} must get, over all draws",
            f"{number(spread.low)} to {number(spread.high)}",
            number(float(found.least[side])),
        )
        for side, (name, spread) in enumerate(zip(names, found.least_spread, strict=True))
    ]
    return Plate(
        "What both could get",
        "Every mark is a package, as far to the right as it is worth to one party and as far up as it is worth to the "
        "other. What each must get is what fighting on is worth, and on top what signing costs its leader at home.",
        svg_of(frontier(shown.run)),
        "Packages and dashed lines are those of the middle draw, the one in which fighting on is worth closest to its "
        f"median for both. {_in_the_zone(shown, found)}A package may lie there and need a third party, which was "
        "asked, too.",
        Table("What each party must get, from 0 to 1", ("", "5th to 95th percentile", "Middle draw"), tuple(rows)),
    )


def _in_the_zone(shown: Shown, found: Frontier) -> str:
    """Say whether the one draw that is shown is like most; a picture of no agreement must not be read as the answer."""
    there = feasibility(shown.run)
    if there is None:
        return ""
    this = "there is a package in the zone" if found.in_the_zone else "no package lies in the zone"
    return f"In that draw {this}; over all, there is one in {percent(there.agreement.share)} of draws. "


def _win_set(shown: Shown) -> Plate:
    document, issues = shown.document, weightiest(shown.run)[:2]
    found = win_set_of(shown.run, (issues[0], issues[1]))
    rows = [
        (option_label(document, issues[0], a), option_label(document, issues[1], b), percent(chance.share))
        for (a, b), chance in found.share.items()
    ]
    heads = (issue_name(document, issues[0]), issue_name(document, issues[1]), "Share of draws")
    return Plate(
        "What goes with what on the two weightiest issues",
        "In which share of draws all could sign a package with this pair of options, if every other issue is filled in "
        "as suits them best. A cross stands where the pair lies beyond a red line of somebody who signs.",
        svg_of(win_set(shown.run, (issues[0], issues[1]))),
        f"Asked in the first {count(found.draws, 'draw')} of the run. The two issues are those that weigh most with "
        "those who sign.",
        Table("Pairs of options that all could sign", heads, tuple(rows)),
    )


def likely_chapter(shown: Shown) -> dict[str, Any]:
    """Return when a settlement comes, and under which reading."""
    plates = []
    if has_answers(shown.run, "war"):
        plates = [_settlement(shown)]
    return _chapter(shown, "likely", plates)


def _settlement(shown: Shown) -> Plate:
    return Plate(
        "When the war is settled",
        "The chance that a first settlement was signed by the end of each month. In every draw the model gives a "
        "chance; the bands show how these chances spread over the draws.",
        svg_of(settlement_chance(shown.run)),
        "The game has a last month, after which nobody talks. The bend towards it belongs to the model and is no "
        "forecast.",
        _months("Chance of a settlement", "By month", settled_by(shown.run)),
        fan_overlay(shown.run, settled_by, "The chance of a settlement"),
    )


def durable_chapter(shown: Shown) -> dict[str, Any]:
    """Return whether a settlement holds, and what would make it hold."""
    plates = []
    if said(shown.run, "war") is not None and not _cannot(shown, "durable"):
        plates = [_survival(shown), *_guarantees(shown)]
    return _chapter(shown, "durable", plates)


def _survival(shown: Shown) -> Plate:
    return Plate(
        "How long a settlement holds",
        "The chance that a settlement is still unbroken so many months after it was signed. Draws in which nothing is "
        "ever signed are left out; so are, month by month, settlements signed too late to be seen so long.",
        svg_of(survival(shown.run)),
        "The further to the right, the earlier a settlement must have been signed to count: the bend at the end "
        "belongs to the model.",
        _months("Chance that a settlement is unbroken", "After months", unbroken_after(shown.run)),
        fan_overlay(shown.run, unbroken_after, "The chance that a settlement is unbroken"),
    )


def _guarantees(shown: Shown) -> list[Plate]:
    found, war = durability(shown.run), shown.document.war
    if found is None or not found.suffices or war is None or war.breach is None:
        return []
    issue = war.breach.issue
    rows = [
        (
            option_label(shown.document, issue, option),
            f"{percent(chance.share)} ({percent(chance.low)} to {percent(chance.high)})",
            ", ".join(actor_name(shown.document, actor) for actor in found.refused.get(option, ())) or "–",
        )
        for option, chance in found.suffices.items()
    ]
    plate = Plate(
        "Which guarantee is strong enough",
        "In which share of draws a breach costs so much under each guarantee that nobody ever gains by one, whatever "
        "becomes of the front: for the package that needs least. The bar is the 95% interval.",
        svg_of(guarantee_strength(shown.run)),
        "This asks whether the guarantee is strong, not whether it lasts, is given, or can be signed: the other "
        "pictures do.",
        Table("Guarantees", ("Guarantee", "Strong enough", "Refused by, of those who sign"), tuple(rows)),
    )
    return [plate]


def why_chapter(shown: Shown) -> dict[str, Any]:
    """Return what stands in the way of a settlement."""
    found = obstacles(shown.run)
    if found is None or _cannot(shown, "why"):
        return _chapter(shown, "why", [])
    rows = [(FRICTION_WORDS[name], _points(mean)) for name, mean in found.loss.items()]
    rows += [("Chance as things are", _average(found.present)), ("Chance without any of them", _average(found.without))]
    war = shown.document.war
    months = min(SOON, war.months) if war else SOON
    plate = Plate(
        "What stands in the way",
        f"How much each reason takes from the chance of a settlement within {count(months, 'month')}: its average "
        "effect over all orders in which the reasons could be removed, in percentage points. Together they make up all "
        f"that is lost.{_NEARER if any(mean.value < 0 for mean in found.loss.values()) else ''}",
        svg_of(frictions(shown.run)),
        f"The mean over the first {count(found.draws, 'draw')} of the run, with its 95% interval: each asks for many "
        "solutions of the game, so there are few. The order of reasons whose intervals overlap says nothing.",
        Table("What each reason takes from the chance", ("Reason", "Mean, 95% interval"), tuple(rows)),
    )
    return _chapter(shown, "why", [plate])


def _points(mean: Average) -> str:
    known = abs(mean.low) != float("inf")
    value, low, high = (on_the_line(100 * end) if known else "" for end in (mean.value, mean.low, mean.high))
    return f"{value} points ({low} to {high})" if known else f"{on_the_line(100 * mean.value)} points"


def _average(mean: Average) -> str:
    known = abs(mean.low) != float("inf")
    value = f"{100 * mean.value:.1f}%"
    return f"{value} ({100 * mean.low:.1f} to {100 * mean.high:.1f})" if known else value


def _months(caption: str, head: str, fan: Fan) -> Table:
    """Return a fan as a table of a few months."""
    wanted = [month for month in (1, 6, SOON, 24, 36, 48, 60) if month < len(fan.months)]
    rows = tuple(
        (
            str(month),
            percent(fan.mean[month]),
            percent(fan.middle[month]),
            f"{percent(fan.low[month])} to {percent(fan.high[month])}",
        )
        for month in wanted
    )
    return Table(caption, (head, "Mean", "Middle draw", "5th to 95th percentile"), rows)
