"""Tables must be tidy, and must not run when a spreadsheet opens them."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest

import irenic
from irenic.report.export import (
    CASE_TABLES,
    as_text,
    csv_text,
    equilibria,
    json_text,
    numbers,
    positions,
    proposals,
    prospects,
    results,
)
from irenic.report.graphml import graphml
from irenic.report.state_table import states
from small_war import PARTIES, WAR

NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture(scope="module")
def ukraine():
    return irenic.load("ukraine-2025")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "  =", "\r@", "\n+"])
def test_text_that_begins_like_a_formula_is_text_in_a_spreadsheet(start):
    (row,) = rows_of(csv_text([{"actor": f"{start}cmd|' /C calc'!A0"}]))
    assert row["actor"].startswith("'")


def test_a_negative_number_stays_a_number():
    (row,) = rows_of(csv_text([{"p5": -0.5}]))
    assert float(row["p5"]) == -0.5


def test_commas_quotes_and_breaks_do_not_move_cells():
    (row,) = rows_of(csv_text([{"a": 'x, "y"\nz', "b": "last"}]))
    assert row == {"a": 'x, "y" z', "b": "last"}


@pytest.mark.parametrize("character", ["\x1b", "\x9b", "\x7f", "\u202e", "\ud800"])
def test_no_form_holds_a_character_that_a_terminal_obeys(character):
    rows = [{"a": f"x{character}"}]
    assert character not in csv_text(rows)
    assert character not in json_text(rows)
    assert json.loads(json_text(rows)) == rows


def test_positions_have_one_row_for_every_actor_on_every_issue(ukraine):
    written = {(a, i) for a, held in ukraine.document.positions.items() for i in held}
    rows = positions(ukraine)
    assert [(row["actor"], row["issue"]) for row in rows] == list(dict.fromkeys((r["actor"], r["issue"]) for r in rows))
    assert {(row["actor"], row["issue"]) for row in rows} == written


def test_a_position_carries_its_ranges_red_line_and_basis(write_case):
    case = write_case(
        "positions: {a: {x: {wants: 20 to 40, salience: 60 to 80, refuses: [mid, high],"
        " judgement: Seen, confidence: low}}}\n"
    )
    (row,) = positions(case)
    assert (row["p5"], row["p95"]) == pytest.approx((20, 40))
    assert (row["salience_p5"], row["salience_p95"]) == pytest.approx((60, 80))
    assert row["wants"] == "20 to 40"
    assert row["refuses"] == "mid; high"
    assert (row["judgement"], row["confidence"]) == ("Seen", "low")


def test_a_red_line_without_a_wish_has_empty_ranges(write_case):
    case = write_case("positions: {a: {x: {refuses: high, judgement: Seen}}}\n")
    (row,) = rows_of(csv_text(positions(case)))
    assert (row["wants"], row["p5"], row["p95"], row["refuses"]) == ("", "", "", "high")


def test_every_number_that_is_drawn_has_a_row(ukraine):
    assert [row["path"] for row in numbers(ukraine)] == [placed.path for placed in ukraine.numbers]


def test_proposals_say_who_must_sign_and_whose_line_is_crossed(ukraine):
    (row,) = [r for r in proposals(ukraine) if (r["proposal"], r["actor"]) == ("crimea-recognition", "ukraine")]
    assert (row["must_sign"], row["verdict"], row["issues"]) == ("yes", "crosses", "crimea")


@pytest.mark.parametrize("table", CASE_TABLES)
def test_csv_and_json_hold_the_same_rows(ukraine, table):
    rows = CASE_TABLES[table](ukraine)
    assert len(rows_of(as_text(rows, "csv"))) == len(json.loads(as_text(rows, "json"))) == len(rows)


def test_results_have_a_row_for_every_issue_under_every_arm(tmp_path):
    run = irenic.assess(irenic.load("two-villages"), draws=50, folder=tmp_path / "run")
    rows = results(run)
    assert [(row["arm"], row["issue"]) for row in rows] == [("as-entered", "water"), ("as-entered", "channel")]
    assert all(row["mean_p5"] <= row["mean_p50"] <= row["mean_p95"] for row in rows)


def test_a_war_has_tidy_tables_of_results_and_of_prospects(write_case, tmp_path):
    run = irenic.assess(write_case(WAR, stakes=PARTIES), draws=10, folder=tmp_path / "run")
    arms = [arm.name for arm in run.arms]
    assert [row["arm"] for row in results(run)] == [arm for arm in arms for _ in ("land", "guard")]
    rows = prospects(run)
    assert [row["arm"] for row in rows] == arms
    assert len({tuple(row) for row in rows}) == 1
    first, apart = rows[0], rows[arms.index("scenario.apart")]
    assert first["package_low"] <= first["package_share"] <= first["package_high"]
    assert first["settled_6"] <= first["settled_12"] <= first["settled_24"]
    assert first["holds_12_p5"] <= first["holds_12_p50"] <= first["holds_12_p95"]
    assert (apart["settled_12"], apart["holds_12_p50"]) == (None, None)
    assert len(rows_of(as_text(rows, "csv"))) == len(arms)


def test_a_table_without_rows_is_refused(write_case):
    with pytest.raises(irenic.IrenicError, match="nothing of this in the case"):
        as_text(positions(write_case("")), "csv")


def test_states_say_what_is_done_in_them_and_how_each_side_ranks_them(ukraine):
    rows = {(row["state"], row["actor"]): row for row in states(irenic.load("chicken"))}
    assert len(rows) == 8
    assert [rows[state, "ahmed"]["p50"] for state in ("YN", "NN", "NY", "YY")] == [1, 2, 3, 4]
    assert rows["YY", "bella"]["names"] == "crash"
    assert rows["YY", "bella"]["made"] == "ahmed.straight; bella.straight"
    now = [row for row in states(ukraine) if row["status_quo"] == "yes"]
    assert {row["state"] for row in now} == {"NYYNYNNNNNN"}
    assert all(row["p5"] <= row["p50"] <= row["p95"] for row in now)
    assert states(irenic.load("car-emissions")) == []


def test_equilibria_are_told_state_by_state_as_the_run_has_them(tmp_path):
    run = irenic.assess(irenic.load("elmira"), draws=4, folder=tmp_path / "run")
    rows = {row["state"]: row for row in equilibria(run)}
    assert len(rows) == 9
    insists = rows["NNNY"]
    assert (insists["nash"], insists["gmr"], insists["reached"], insists["steps_away"]) == (1, 1, 1, 1)
    assert rows["YYNY"]["reached"] == 0
    assert rows["YYNY"]["steps_away"] == 3
    bare = irenic.assess(irenic.load("car-emissions"), draws=4, folder=tmp_path / "bare")
    assert equilibria(bare) == []


def test_the_graph_has_every_state_and_step_and_hostile_labels_are_text(write_case):
    elmira = ElementTree.fromstring(graphml(irenic.load("elmira")))
    assert len(elmira.findall(f".//{NAMESPACE}node")) == 9
    told = [data.text for data in elmira.findall(f".//{NAMESPACE}edge/{NAMESPACE}data")]
    assert set(told) == {"Ministry of the Environment", "Uniroyal Chemical", "Local government"}
    now = [
        node.get("id") for node in elmira.iter(f"{NAMESPACE}node") if node.find(f"{NAMESPACE}data[2]").text == "true"
    ]
    assert now == ["NNNN"]
    hostile = write_case('moves: {a: {go: {label: "</data><x>"}}}')
    assert "<x>" not in graphml(hostile)
    assert "&lt;x&gt;" in graphml(hostile)
