"""What would have to give and what could be traded, as the report says it: counted again from the answers."""

import re

import pytest

from irenic.report.figures import openings
from irenic.report.findings import findings
from irenic.report.page import report_page
from irenic.report.trade_words import concession_findings, demand_words, trade_findings
from irenic.study.clashes import changes, clashes, ruling_out, without_package
from irenic.study.clashes import openings as openings_of
from irenic.study.trades import division, trades


def told(run, kind):
    return [finding for finding in findings(run) if finding.kind == kind]


def about(run, kind, proposal):
    """Return the sentence on a proposal, alone or among those alike."""
    label = f"“{run.case.document.proposals[proposal].label}”"
    (sentence,) = [finding.sentence for finding in told(run, kind) if label in finding.sentence.split(": ", 1)[0]]
    return sentence


@pytest.mark.parametrize(
    ("proposal", "line"),
    [
        ("istanbul", "the red line of Ukraine on Territory"),
        ("kellogg", "the red line of Russia on Alignment"),
        ("thirty-days", "the red line of Russia on Ceasefire"),
        ("victory-day-truce", "the red line of Ukraine on Ceasefire"),
    ],
)
def test_on_the_reference_case_the_red_line_is_named_that_rules_a_proposal_out(runs, proposal, line):
    run = runs("ukraine-2025")
    sentence = about(run, "amendments", proposal)
    assert f": {line} rules its terms out. " in sentence
    (found,) = [each for each in clashes(run) if each.proposal == proposal]
    assert [demand_words(run.case.document, one) for one in ruling_out(found)] == [line]
    opened = run.answers("trades").opens_within.sel(proposal=proposal, stand=ruling_out(found)[0])
    number = int((opened == 1).sum())
    expected = f"If it alone fell, all could sign in {number} of 1 draw." if number else "It would not be enough"
    assert expected in sentence


def test_what_is_told_is_counted_over_the_draws_that_were_asked(runs):
    run = runs("ukraine-2025")
    answers = run.answers("trades")
    for found in clashes(run):
        sets = answers.clashes_within.sel(proposal=found.proposal).dropna("draw")
        assert found.draws == sets.sizes["draw"] == 1
        assert found.stuck == int((sets > 0).any(("conflict", "stand")).sum())
        signed = run.answers("bargaining").signable.sel(proposal=found.proposal).isel(draw=slice(found.draws))
        assert found.draws - found.stuck == int(signed.sum())
        for change in changes(run, found.proposal):
            own = [f"{change.issue}.{option}" for option in run.case.document.issues[change.issue].options]
            assert change.signed == int((answers.instead.sel(proposal=found.proposal, option=own) == 1).sum())
    assert without_package(run).stuck == 1 - int(run.answers("bargaining").agreement.isel(draw=0))


def test_an_exchange_is_told_with_who_gives_and_who_gets(valley_run):
    for trade in trades(valley_run):
        sentence = about(valley_run, "exchanges", trade.proposal)
        assert (f"in {trade.draws} of {trade.asked} draws" in sentence) == bool(trade.draws)
        for move in trade.moves:
            gains = valley_run.answers("trades").trade_gain.sel(proposal=trade.proposal, issue=move.issue, draw=0)
            for actor, gain in move.gains.items():
                assert gain == pytest.approx(float(gains.sel(actor=actor)))


def test_a_proposal_beyond_a_red_line_is_told_once_with_what_would_open_it(valley_run):
    (sentence,) = [f.sentence for f in told(valley_run, "amendments") if f.about == "surrender"]
    assert sentence.startswith("“A surrender”: the red line of Vale on Land rules its terms out.")
    (opening,) = [each for each in openings_of(valley_run) if each.proposal == "surrender"]
    assert (opening.line, opening.signed) == ("vale.land", 0)
    assert valley_run.case.document.proposals["surrender"].label in openings(valley_run).to_json()


def test_adjusted_winner_is_told_with_what_each_wins(valley_run):
    found = division(valley_run)
    (finding,) = told(valley_run, "trades")
    assert finding.sentence.startswith("Adjusted winner, a rule that divides issues between two sides by points,")
    assert sum(found.enough.values()) <= 2 * found.draws
    for often in found.won.values():
        assert sum(often.values()) <= found.draws


def test_details_stand_in_their_chapters_and_not_among_what_was_found(runs):
    page = report_page(runs("ukraine-2025"))
    chapters = dict(re.findall(r'<section[^>]*id="([a-z]+)".*?>(.*?)</section>', page, re.DOTALL))
    assert "rules its terms out" in chapters["proposals"]
    assert "Adjusted winner" in chapters["feasible"]
    for words in ("rules its terms out", "Adjusted winner", "Who could give what to whom"):
        assert words not in chapters["findings"]


def test_hostile_names_are_only_ever_text_in_the_new_sentences(pages):
    page = pages["hostile"]
    assert "rules its terms out" in page
    assert "<script>alert('hostile')" not in page
    assert "onerror=alert(1)>" not in page.replace("&gt;", "&")


def test_a_case_without_a_war_speaks_of_the_present_and_not_of_fighting(runs):
    run = runs("two-villages")
    words = " ".join(finding.sentence for finding in (*concession_findings(run), *trade_findings(run)))
    assert "A party's least is what the present is worth to it." in words
    assert "Against what the present is worth, that is enough for" in words
    assert "fighting on" not in words
