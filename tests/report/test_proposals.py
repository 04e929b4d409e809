"""The table of proposals and red lines, on a case where every kind of cell occurs."""

import pytest

from irenic.case.red_lines import red_lines
from irenic.report.proposals import proposal_table, reason

STAKES = """\
actors:
  a: {name: A, role: party, ratified_by: [house]}
  b: {name: B, role: party}
  house: {name: House of A, role: faction, of: a}
  m: {name: M, role: mediator}
issues:
  x: &line
    name: X
    question: What becomes of X?
    options:
      low: {at: 0, label: Low}
      mid: {at: 50, label: Middle}
      high: {at: 100, label: High, needs: [m]}
  y: *line
positions:
  a: {x: {refuses: [mid, high], judgement: made up}, y: {refuses: high, judgement: made up}}
  m: {x: {accepts: low, judgement: made up}}
  house: {y: {refuses: low, judgement: made up}}
"""
WHEN = "on: undated, date_basis: relative only, judgement: made up"
PROPOSALS = f"""\
proposals:
  both: {{label: Both, by: [b], terms: {{x: [mid, high], y: low}}, {WHEN}}}
  open: {{label: Open, by: [b], terms: {{x: [low, mid], y: mid}}, {WHEN}}}
  needs: {{label: Needs, by: [b], terms: {{x: high}}, {WHEN}}}
  none: {{label: None, by: [b], beyond: Words, {WHEN}}}
"""


@pytest.fixture
def document(write_case):
    return write_case(PROPOSALS, stakes=STAKES).document


@pytest.fixture
def table(document):
    return {row.proposal: row for row in proposal_table(document)}


def test_a_row_has_a_cell_for_everybody_with_a_red_line(table):
    assert all(list(row.cells) == ["a", "m", "house"] for row in table.values())


def test_a_cell_is_the_worst_over_the_red_lines_of_an_actor(table):
    verdicts = {name: [cell.verdict for cell in row.cells.values()] for name, row in table.items()}
    assert verdicts == {
        "both": ["crosses", "crosses", "crosses"],
        "open": ["may cross", "may cross", "inside"],
        "needs": ["crosses", "crosses", "silent"],
        "none": ["silent", "silent", "silent"],
    }


def test_only_those_who_must_sign_can_block(table):
    # The parties and the ratifier always; the mediator only where a term that may be agreed needs it.
    assert table["both"].blocked_by() == ("a", "m", "house")
    assert table["open"].blocked_by() == ()
    assert table["open"].doubtful_for() == ("a",)
    assert table["needs"].blocked_by() == ("a", "m")
    assert table["none"].blocked_by() == table["none"].doubtful_for() == ()


def test_a_cell_names_the_lines_that_are_crossed_or_may_be(table):
    assert [(line.actor, line.issue) for line in table["both"].cells["a"].lines] == [("a", "x")]
    assert table["none"].cells["a"].lines == ()


def test_the_reason_names_only_the_refused_options_that_are_proposed(document):
    line = next(line for line in red_lines(document) if (line.actor, line.issue) == ("a", "x"))
    assert reason(document, "both", line) == "X: A refuses “Middle” and “High”"
    assert reason(document, "open", line) == "X: A refuses “Middle”"


def test_without_red_lines_the_table_has_no_columns(write_case):
    case = write_case(f"proposals:\n  p: {{label: P, by: [a], terms: {{x: low}}, {WHEN}}}\n")
    assert [row.cells for row in proposal_table(case.document)] == [{}]
