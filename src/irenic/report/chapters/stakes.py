"""Chapters about who wants what: the issues, the proposals, and the actors."""

from typing import Any, Final

from irenic.case.document import Document
from irenic.case.red_lines import signatories
from irenic.report.chapters.shown import Plate, Shown, Table, made_by
from irenic.report.dates import when_words
from irenic.report.evidence import cites
from irenic.report.figures import acceptance, actor_map, openings, position_line
from irenic.report.figures.acceptance import acceptances
from irenic.report.figures.actor_map import edges
from irenic.report.figures.bargain import has_answers
from irenic.report.figures.position_line import ANSWERS, rows_of, stands
from irenic.report.labels import actor_name, issue_name, option_label
from irenic.report.overlays import overlay
from irenic.report.proposals import Cell, proposal_table, reason
from irenic.report.svg import svg_of
from irenic.report.trade_words import demand_words
from irenic.report.words import count, listing, number, percent
from irenic.study.assess import Run
from irenic.study.clashes import openings as openings_of


def issues_chapter(shown: Shown) -> dict[str, Any]:
    """Return the issues as lines."""
    run, document = shown.run, shown.document
    found = []
    for issue, entry in document.issues.items():
        laid = overlay(run, issue)
        picture = svg_of(position_line(run, issue))
        told = [finding.sentence for finding in shown.findings if (finding.kind, finding.about) == ("pressure", issue)]
        rows = _issue_rows(run, issue)
        found.append({"entry": entry, "told": told, "svg": picture, "arms": laid.arms, "rows": rows})
    return {"issues": found}


def _issue_rows(run: Run, issue: str) -> list[dict[str, Any]]:
    """Return the picture of an issue as a table."""
    document, found = run.case.document, stands(run, issue)
    lines = [line for line in run.case.red_lines() if line.issue == issue]
    rows = []
    for key in rows_of(run.case, issue, found):
        refused = [
            option_label(document, issue, option) for line in lines if line.actor == key for option in line.refused
        ]
        spread = found.get(key)
        percentiles = [number(value) for value in (spread.low, spread.middle, spread.high)] if spread else []
        name = ANSWERS.get(key) or actor_name(document, key)
        notes = [line.note for line in lines if line.actor == key and line.note]
        rows.append({"name": name, "percentiles": percentiles, "refused": refused, "notes": notes})
    return rows


def actors_chapter(shown: Shown) -> dict[str, Any]:
    """Return who takes part, and how they are tied."""
    document = shown.document
    rows = []
    for name, actor in document.actors.items():
        lines = [(line.says, line.modality, cites(document, line.because)) for line in actor.other_red_lines]
        people = "" if name in shown.hidden.actors else listing(actor.people)
        note = "withheld" if name in shown.hidden.actors else actor.note
        rows.append(
            {"actor": actor, "people": people, "note": note, "lines": lines, "cites": cites(document, actor.because)}
        )
    tied = bool(edges(document))
    return {"actors": rows, "svg": svg_of(actor_map(document)) if tied else None}


def proposals_chapter(shown: Shown) -> dict[str, Any]:
    """Return which proposals could be signed, whom the others fail for, and what would open them."""
    document = shown.document
    table = proposal_table(document)
    holders = [actor_name(document, actor) for actor in (table[0].cells if table else ())]
    rows = []
    for row in table:
        entry = document.proposals[row.proposal]
        terms = [
            (issue_name(document, issue), listing(f"“{option_label(document, issue, o)}”" for o in options))
            for issue, options in entry.terms.items()
        ]
        cells = [_cell_words(document, row.proposal, actor, cell) for actor, cell in row.cells.items()]
        rows.append(
            {
                "entry": entry,
                "by": listing(made_by(document, maker) for maker in entry.by),
                "when": when_words(entry.on),
                "terms": terms,
                "signs": listing(actor_name(document, actor) for actor in signatories(document, row.proposal)),
                "cells": cells,
                "cites": cites(document, entry.because),
            }
        )
    plates = [plate for plate in (_acceptance(shown), _openings(shown)) if plate]
    told = {
        "What would have to give": shown.sentences("amendments"),
        "Who could give what to whom": shown.sentences("exchanges"),
    }
    sentences = shown.sentences("proposals")
    return {"sentences": sentences, "holders": holders, "rows": rows, "plates": plates, "told": told}


def _acceptance(shown: Shown) -> Plate | None:
    """Return who could accept what; nothing where there is no bargain or no proposal with terms."""
    document = shown.document
    if not has_answers(shown.run, "bargaining") or not any(entry.terms for entry in document.proposals.values()):
        return None
    found = acceptances(shown.run)
    rows = tuple(
        (
            document.proposals[proposal].label,
            *(
                percent(cell.share.share) if cell.must_sign else f"({percent(cell.share.share)})"
                for cell in row.values()
            ),
            percent(found.together[proposal].share),
        )
        for proposal, row in found.rows.items()
    )
    signers = listing(actor_name(document, actor) for actor in found.signers)
    heads = ("Proposal", *(actor_name(document, actor) for actor in found.actors), "All who sign, at once")
    return Plate(
        "Who could accept what",
        "In which share of draws an actor could accept a proposal: filled in as it likes best, within its own red "
        "lines, it is worth at least what the actor would have otherwise. Brackets: its consent is not needed. "
        "✕: the terms lie beyond a red line of its own. △: some of the terms left open do.",
        svg_of(acceptance(shown.run)),
        f"The last column asks for one way to fill it in that suits {signers} at once, and every third party that it "
        "needs.",
        Table("Share of draws in which a proposal could be accepted", heads, rows),
    )


def _openings(shown: Shown) -> Plate | None:
    """Return what would open the proposals that all cannot sign; nothing where there is none."""
    found, document = openings_of(shown.run), shown.document
    if not found:
        return None
    draws = count(found[0].draws, "draw")
    rows = tuple(
        (
            document.proposals[each.proposal].label,
            str(each.signed),
            "–" if each.without is None else f"{each.without}: {demand_words(document, each.line)}",
            f"{each.changed}: {issue_name(document, each.issue)}" if each.issue else "–",
        )
        for each in found
    )
    heads = ("Proposal", "As it stands", "If a red line alone fell", "If one issue were left open")
    return Plate(
        "What would open the proposals",
        f"In how many of {draws} all could sign a proposal: as it stands (hollow), if the one red line that rules its "
        "terms out fell and all else stayed (triangle), and if the one issue on which that helps most were left open "
        "(filled).",
        svg_of(openings(shown.run)),
        "A proposal without a triangle is ruled out by no red line, or by several; one without a filled mark is not "
        "helped by leaving one issue open. Whether its authors would want it then is another matter.",
        Table("In how many draws all could sign", heads, rows),
    )


_VERDICTS: Final = {
    "crosses": ("✕", "cannot sign"),
    "may cross": ("?", "may not sign"),
    "inside": ("✓", "crosses none"),
    "silent": ("–", "silent"),
}


def _cell_words(document: Document, proposal: str, actor: str, cell: Cell) -> dict[str, Any]:
    """Return a cell of the table in words: the verdict, and every red line that decides it."""
    sign, words = _VERDICTS[cell.verdict]
    if not cell.must_sign:
        words = {"crosses": "refuses it, need not sign", "may cross": "may refuse it, need not sign"}.get(
            cell.verdict, words
        )
    reasons = [reason(document, proposal, line) for line in cell.lines]
    kind = cell.verdict.replace(" ", "-") + ("" if cell.must_sign else " outside")
    return {"actor": actor_name(document, actor), "sign": sign, "words": words, "reasons": reasons, "kind": kind}
