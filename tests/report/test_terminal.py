"""What is said must be readable at any width, and harmless in any terminal."""

import io
import json
import re

import pytest
from rich.cells import cell_len

import irenic
from irenic.report.findings import Finding
from irenic.report.terminal import Bar, Fixed, Heading, Line, Table, bar, clean, write
from irenic.report.terminal_check import ANALYSES, check_page, switched_off
from irenic.report.terminal_entry import keys_of
from irenic.report.terminal_numbers import percentiles
from irenic.report.terminal_run import run_data, run_page
from irenic.report.terminal_show import SECTIONS, show_page
from irenic.study.families import BARGAINING, INFLUENCE, WAR
from small_war import PARTIES
from small_war import WAR as WAR_TEXT


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self):
        return True


@pytest.fixture(scope="module")
def ukraine():
    return irenic.load("ukraine-2025")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return irenic.assess(irenic.load("two-villages"), draws=100, folder=tmp_path_factory.mktemp("run"))


def written(blocks, monkeypatch, width=80, stream=None):
    monkeypatch.setenv("COLUMNS", str(width))
    stream = stream or io.StringIO()
    write(blocks, stream)
    return stream.getvalue()


def joined(text):
    return " ".join(text.split())


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\x9b", "\x7f", "\u202e", "\u2066", "\ud800"])
def test_a_character_that_a_terminal_obeys_is_shown_as_a_mark(character):
    assert clean(f"a{character}b") == "a\ufffdb"


def test_other_scripts_and_their_joiners_stay_as_they_are():
    text = "Україна, 中国, می\u200cخورد, é"
    assert clean(text) == text


def test_text_in_brackets_is_text_and_no_style(monkeypatch):
    blocks = [
        Heading("[bold]A[/bold]"),
        Line("[red]b[/red] :smile:"),
        Fixed("[link=x]c[/]"),
        Table(("[b]",), [("[i]d",)]),
    ]
    text = written(blocks, monkeypatch)
    assert all(part in text for part in ("[bold]A[/bold]", "[red]b[/red] :smile:", "[link=x]c[/]", "[b]", "[i]d"))


def test_what_is_no_terminal_gets_no_escapes_and_no_bars(monkeypatch, ukraine):
    text = written(check_page(ukraine, "ukraine-2025", numbers=True), monkeypatch)
    assert "\x1b" not in text
    assert "●" not in text


def test_a_terminal_gets_bars_where_there_is_room(monkeypatch):
    table = Table(("Name", "Range"), [("a", Bar((0, 50, 100)))])
    assert "───────●───────" in written([table], monkeypatch, stream=Terminal())
    assert "●" not in written([table], monkeypatch, width=16, stream=Terminal())


def test_no_color_leaves_no_colour(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    text = written([Heading("A"), Table(("B",), [("c",)])], monkeypatch, stream=Terminal())
    assert re.findall(r"\x1b\[([\d;]*)m", text)
    assert not re.findall(r"\x1b\[[\d;]*(?:3|4|9)\d", text)


@pytest.mark.parametrize("low_mid_high", [(0, 50, 100), (0, 0, 0), (100, 100, 100), (99, 99.9, 100)])
def test_a_bar_is_as_wide_as_every_other_and_has_one_middle(low_mid_high):
    drawn = bar(Bar(low_mid_high))
    assert len(drawn) == 15
    assert drawn.count("●") == 1


@pytest.mark.parametrize("width", [40, 80, 160])
def test_no_line_but_a_fixed_one_is_wider_than_the_terminal(monkeypatch, ukraine, width):
    text = written(show_page(ukraine), monkeypatch, width=width)
    assert max(cell_len(line) for line in text.splitlines()) <= width


@pytest.mark.parametrize("width", [40, 80, 160])
def test_a_table_loses_no_word_at_any_width(monkeypatch, ukraine, width):
    text = written(show_page(ukraine, "proposals"), monkeypatch, width=width)
    for proposal in ukraine.document.proposals.values():
        assert all(word in text for word in proposal.label.split())


def test_wide_characters_count_twice(monkeypatch):
    text = written([Table(("A", "B"), [("中" * 30, "x " * 30)])], monkeypatch, width=40)
    assert max(cell_len(line) for line in text.splitlines()) <= 40
    assert text.count("中") == 30


def test_a_fixed_line_is_never_broken(monkeypatch):
    assert written([Fixed("  x" * 100)], monkeypatch, width=40) == "  x" * 100 + "\n"


def test_a_table_that_does_not_fit_is_told_entry_by_entry(monkeypatch):
    row = ("Russia", "four-regions", "60", "70", "80", "borders-2014, line-2022")
    table = Table(("Actor", "Wants", "5%", "50%", "95%", "Refuses"), [row], frozenset({"5%", "50%", "95%"}))
    lines = written([table], monkeypatch, width=40).splitlines()
    assert [line.strip() for line in lines[:3]] == ["Russia", "Wants: four-regions", "5%, 50%, 95%: 60, 70, 80"]


@pytest.mark.parametrize("name", ["ukraine-2025", "car-emissions", "two-villages"])
def test_a_question_is_switched_off_exactly_where_its_family_lacks_something(name, write_case):
    for document in (irenic.load(name).document, write_case("").document):
        asked = [analysis.lacks(document) for analysis in ANALYSES[:3]]
        assert asked == [family.lacks(document) for family in (BARGAINING, WAR, INFLUENCE)]


def test_what_a_case_lacks_is_named(write_case):
    lacks = dict(switched_off(write_case("").document))
    assert lacks["Which proposals cross whose red lines?"].endswith("proposals with 'terms'")
    assert lacks["What would change the answer?"] == "scenarios"


def test_what_no_model_uses_is_named_and_the_war_is_not_among_it(monkeypatch, ukraine, write_case):
    assert "Not used yet" not in joined(written(check_page(ukraine, "ukraine-2025"), monkeypatch))
    steps = write_case(WAR_TEXT.replace("months: 24", "months: 24\n  phases: 3"), stakes=PARTIES)
    assert "the steps of a settlement (war.phases), for want of war.trust" in joined(
        written(check_page(steps, "steps"), monkeypatch)
    )


def test_percentiles_of_a_number_are_those_that_are_written(ukraine):
    placed = next(p for p in ukraine.quantities if p.quantity.written == "60 to 90")
    low, _, high = percentiles(ukraine.document, placed)
    assert (low, high) == pytest.approx((60, 90))


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("name", ["ukraine-2025", "car-emissions", "two-villages"])
def test_every_section_of_every_bundled_case_can_be_shown(name, section, monkeypatch):
    assert written(show_page(irenic.load(name), section), monkeypatch)


def test_a_red_line_is_given_as_the_reason_why_a_proposal_cannot_be_signed(monkeypatch, ukraine):
    text = joined(written(show_page(ukraine, "proposals"), monkeypatch))
    assert "Crosses a red line. Crimea: Ukraine refuses “Ukraine recognises it as Russian”." in text


def test_the_timeline_runs_forwards_and_the_undated_come_last(ukraine):
    table = next(block for block in show_page(ukraine, "events") if isinstance(block, Table))
    days = [re.sub(r" \(.*", "", str(row[0])) for row in table.rows]
    dated = [day for day in days if day != "undated"]
    assert days == [*dated, *["undated"] * (len(days) - len(dated))]
    assert dated == sorted(dated)


def test_an_entry_shows_its_numbers_and_the_paraphrase_it_rests_on(monkeypatch, ukraine):
    position = ukraine.document.positions["russia"]["territory"]
    text = joined(written(show_page(ukraine, "positions.russia.territory"), monkeypatch))
    assert "four-regions 100 100 100" in text
    assert joined(position.salience.basis.judgement) in text
    locator = position.because[0]
    said = next(
        s
        for (first, last), s in ukraine.document.sources[locator.source].says.items()
        if first <= locator.first <= last
    )
    assert f"{locator}: {joined(said.says)}" in text


def test_an_overlay_tells_every_value_that_is_another_under_it(ukraine):
    table = show_page(ukraine.under(scenario="walk-away"), "actors")[1]
    assert isinstance(table, Table)
    changed = {str(row[0]): row[1:] for row in table.rows}
    assert changed["war.forces.aid.usa"][1] == "0"
    assert "positions.russia.territory.wants" not in changed


@pytest.mark.parametrize(
    ("what", "nearest"),
    [
        ("positons", "positions"),
        ("positions.rusia", "positions.russia"),
        ("events.99", None),
        ("positions.russia.territory.wnts", "positions.russia.territory.wants"),
    ],
)
def test_a_misspelt_name_is_refused_with_the_nearest(ukraine, what, nearest):
    with pytest.raises(
        irenic.IrenicError, match=re.escape(f"did you mean '{nearest}'?") if nearest else "no entry 'events.99'"
    ):
        show_page(ukraine, what)


def test_a_path_with_brackets_leads_to_what_the_brackets_hold(monkeypatch, ukraine):
    change = next(change for change in ukraine.changes if change.path.startswith("levers."))
    assert keys_of(change.path)[-1] == change.target
    assert change.written in written(show_page(ukraine, change.path), monkeypatch)


def test_a_run_is_told_by_question_and_its_data_can_be_json(monkeypatch, run):
    text = joined(written(run_page(run), monkeypatch))
    assert "If the inputs are as entered: Feasible There is a package that Hill village and Valley village both" in text
    assert "whom do they fail for? - The one proposal on the table crosses no stated red line" in text
    data = run_data(run)
    assert [entry["issue"] for entry in data["issues"]] == ["water", "channel"]
    assert data["proposals"][0]["blocked_by"] == []


def test_what_is_not_finite_is_null_in_the_data_of_a_run(monkeypatch, run):
    numbers = {"low": float("-inf"), "spread": [float("nan"), 0.5]}
    monkeypatch.setattr("irenic.report.terminal_run.findings", lambda _: (Finding("limits", "S.", numbers=numbers),))
    assert run_data(run)["findings"][0]["numbers"] == {"low": None, "spread": [None, 0.5]}


def test_a_case_in_which_nobody_has_weight_has_no_issue_to_tell(tmp_path, write_case):
    case = write_case("positions: {a: {x: {wants: low}}, b: {x: {wants: high}}}\ncapability: {a: 0, b: 0}\n")
    assert run_data(irenic.assess(case, draws=5, folder=tmp_path / "none"))["issues"] == []


def test_brackets_mark_those_whose_consent_is_not_needed(monkeypatch, write_case):
    lines = "positions: {a: {x: {refuses: high, judgement: J}}, b: {x: {refuses: high, judgement: J}}}\n"
    proposal = "proposals: {p: {label: Plan, by: a, on: undated, terms: {x: high}, judgement: J}}\n"
    for signatories, cells in (("[a]", ["crosses", "(crosses)"]), ("[a, b]", ["crosses", "crosses"])):
        case = write_case(f"signatories: {signatories}\n{lines}{proposal}", name=f"case-{len(cells[1])}")
        text = written(show_page(case, "proposals"), monkeypatch)
        assert re.search(r"^  Plan +(\S+) +(\S+)$", text, re.MULTILINE).groups() == tuple(cells)
        assert ("In brackets" in joined(text)) == ("(crosses)" in cells)


def test_an_argument_rests_on_the_paragraphs_that_make_it(monkeypatch, ukraine):
    name, argument = next(iter(ukraine.document.arguments.items()))
    text = written(show_page(ukraine, f"arguments.{name}"), monkeypatch)
    rests = text[text.index("Rests on") :]
    assert all(f"{locator}: " in rests for locator in argument.by)


@pytest.fixture(scope="module")
def at_war(tmp_path_factory):
    folder = tmp_path_factory.mktemp("war") / "small-war"
    folder.mkdir()
    (folder / "case.yaml").write_text(f"irenic: 1\ntitle: A war\nsummary: S.\n{PARTIES}{WAR_TEXT}", encoding="utf-8")
    return irenic.assess(irenic.load(folder), draws=20, folder=folder.parent / "run")


def test_the_four_words_stand_at_the_top_in_their_order(monkeypatch, at_war):
    lines = written(run_page(at_war), monkeypatch).splitlines()
    top = lines[: lines.index("")]
    starts = [line.split()[0] for line in top if re.match(r"  \S", line)]
    assert starts == ["Feasible", "Likely", "Durable", "Why"]


def test_every_finding_of_a_war_has_its_place_on_the_page(monkeypatch, at_war):
    text = joined(written(run_page(at_war), monkeypatch))
    for finding in irenic.findings(at_war):
        # What could change about each proposal is many sentences: the page has a table, the report has them.
        if finding.kind not in ("amendments", "exchanges"):
            assert joined(finding.sentence) in text


def test_proposals_are_told_with_what_each_signatory_could_accept(at_war):
    table = next(block for block in run_page(at_war) if isinstance(block, Table) and block.columns[0] == "Proposal")
    assert table.columns == ("Proposal", "North", "South", "All sign")
    assert [row[0] for row in table.rows] == ["Partition", "Conquest"]
    assert table.rows[1][2:] == ("refuses", "0%")


def test_every_reading_and_scenario_has_a_row(at_war):
    table = next(block for block in run_page(at_war) if isinstance(block, Table) and block.columns[0] == "Under")
    ends = ("Settled in 6", "Settled in 12", "Settled in 24", "Holds 24", "North wins", "South wins", "Ripe")
    assert table.columns == ("Under", "Package", *ends)
    rows = {row[0]: row[1:] for row in table.rows}
    assert list(rows)[:2] == ["As entered", "The gloomy view"]
    assert [cell.rstrip("▼") for cell in rows["The south wants it all"]][:4] == ["0%"] * 4
    assert rows["The south wants it all"][4] == "–"
    assert set(rows["The north signs alone"][1:]) == {"–"}
    assert rows["Step by step"] == rows["As entered"]


def test_the_data_of_a_war_name_every_word_for_every_arm(at_war):
    data = run_data(at_war)
    json.dumps(data, allow_nan=False)
    assert [entry["arm"] for entry in data["prospects"]] == data["arms"]
    first = data["prospects"][0]
    assert first["feasible"]["agreement"]["low"] <= first["feasible"]["agreement"]["share"]
    assert set(first["likely"]["within"]) == {"6", "12", "24"}
    assert sum(first["terms"]["land"].values()) == pytest.approx(1)
    assert next(e for e in data["prospects"] if e["arm"] == "scenario.apart")["likely"] is None


@pytest.mark.parametrize("width", [40, 80, 160])
def test_a_war_is_told_at_any_width(monkeypatch, at_war, width):
    text = written(run_page(at_war), monkeypatch, width=width)
    assert max(cell_len(line) for line in text.splitlines()) <= width
