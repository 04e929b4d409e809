"""Notes, red lines, outcomes, and the walk over everything that rests on something."""

import typing

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from irenic.case.basis import Basis, read_basis, read_locators
from irenic.case.case import Case
from irenic.case.document import Document
from irenic.case.notes import Note
from irenic.case.outcomes import EXPECTATIONS, OUTCOMES, check_outcome, read_expectation
from irenic.case.places import place_of
from irenic.case.quantity import Quantity
from irenic.case.red_lines import crossings, signatories
from irenic.case.validate import keys_at
from irenic.case.walk import _NUMBERED, left_out, locators
from irenic.errors import BadValue
from irenic.examples import load

TEXT = """\
irenic: 1
title: T
sources:
  s: {title: S, file: texts/s.txt, says: {p1: One., p4-p5: {says: Four., speaker: a}}}
  t: {title: Kept nowhere}
actors:
  a: {name: A, role: party, ratified_by: parliament, because: s#p1}
  b: {name: B, role: party, because: [s#p5-p6, s#p9]}
  c: {name: C, role: mediator}
  parliament: {name: P, role: faction, of: a}
issues:
  i:
    name: I
    question: Q
    judgement: Even steps.
    options:
      x: {at: 0, label: X}
      y: {at: {value: 40 to 60, judgement: Its own.}, label: Y}
      z: {at: 100, label: Z, needs: c}
positions:
  a: {i: {wants: x, refuses: z, salience: 50, because: s#p1}}
  b: {i: {wants: z, accepts: {options: [y, z], note: N, modality: hedged, because: s#p4}, judgement: J}}
  c: {i: {refuses: x}}
capability: {a: 50, c: unknown}
proposals:
  p: {label: P, by: a, on: 2025, terms: {i: [x, y]}}
  q: {label: Q, by: b, on: 2025, terms: {i: z}}
  r: {label: R, by: s, on: 2025, beyond: Something else.}
levers:
  l: {label: L, by: c, does: {capability.a: times 2, capability.c: {plus: 5, judgement: Its own.}}, because: s#p9}
scenarios:
  n: {label: N, set: {capability.a: {value: 7, because: s#p1}, capability.b: 5}}
arguments:
  g: {says: G, by: s#p4, if: {set: {capability.a: 9}}, then: {victory.a: rises}}
"""


@pytest.fixture
def case(tmp_path):
    (tmp_path / "case.yaml").write_text(TEXT, encoding="utf-8")
    return Case.read(tmp_path)


def test_notes_tell_what_is_left_open_and_where(case):
    assert {note.words: note.paths for note in case.check()} == {
        "drawn from the whole scale, because it is entered as unknown": ("capability.c",),
        "drawn from the whole scale, because nothing is entered": ("capability.b", "positions.b.i.salience"),
        "rests on nothing that is stated; add 'because' or 'judgement'": (
            "capability.a",
            "capability.c",
            "scenarios.n.set[capability.b]",
        ),
        "cited, but without a paraphrase under 'says'": ("s#p9",),
        "the text is not attached; only paraphrases can be shown": ("sources.s",),
    }


def test_a_text_that_is_attached_is_no_note(case):
    (case.folder / "texts").mkdir()
    (case.folder / "texts" / "s.txt").write_text("\n".join("123456789"), encoding="utf-8")
    assert not [note for note in Case.read(case.folder).check() if "attached" in note.words]


def test_a_note_never_floods_a_terminal():
    assert str(Note("left open", tuple("abcdefgh"))) == "8 × left open: a, b, c, d, e, f and 2 more"


def test_changes_rest_on_what_they_say_or_on_what_stands_around_them(case):
    stated = {change.path: (change.target, change.written, str(change.basis.judgement)) for change in case.changes}
    assert stated == {
        "levers.l.does[capability.a]": ("capability.a", "times 2", ""),
        "levers.l.does[capability.c]": ("capability.c", "plus 5", "Its own."),
        "scenarios.n.set[capability.a]": ("capability.a", "7", ""),
        "scenarios.n.set[capability.b]": ("capability.b", "5", ""),
        "arguments.g.if.set[capability.a]": ("capability.a", "9", ""),
    }
    because = {change.path: tuple(map(str, change.basis.because)) for change in case.changes}
    assert because["levers.l.does[capability.a]"] == ("s#p9",)
    assert because["scenarios.n.set[capability.a]"] == ("s#p1",)
    assert because["arguments.g.if.set[capability.a]"] == ("s#p4",)


def test_red_lines_know_both_sides_of_the_line_and_what_they_rest_on(case):
    lines = [(line.actor, line.refused, line.accepted, line.modality, line.note) for line in case.red_lines()]
    assert lines == [
        ("a", ("z",), ("x", "y"), "asserted", ""),
        ("b", ("x",), ("y", "z"), "hedged", "N"),
        ("c", ("x",), ("y", "z"), "asserted", ""),
    ]
    bases = [(tuple(map(str, line.basis.because)), line.basis.judgement) for line in case.red_lines()]
    assert bases == [(("s#p1",), ""), (("s#p4",), ""), ((), "")]


def test_a_proposal_crosses_a_line_where_all_its_options_lie_beyond(case):
    told = {name: [crossing for _, crossing in crossings(case.document, name)] for name in case.document.proposals}
    assert told == {
        "p": ["inside", "may cross", "may cross"],
        "q": ["crosses", "inside", "inside"],
        "r": ["silent", "silent", "silent"],
    }


@given(st.sets(st.sampled_from("xyz")), st.lists(st.sampled_from("xyz"), unique=True))
def test_a_crossing_is_a_matter_of_sets(refused, terms):
    line = load("two-villages").red_lines()[0]
    line = type(line)(line.actor, line.issue, tuple(sorted(refused)), (), "asserted", "", Basis())
    beyond = set(terms) & refused
    expected = "silent" if not terms else "inside" if not beyond else "crosses" if beyond == set(terms) else "may cross"
    assert line.crossing(tuple(terms)) == expected


def test_those_sign_who_are_parties_or_named_by_a_term_and_their_ratifiers(case):
    assert signatories(case.document, "p") == ("a", "b", "parliament")
    assert signatories(case.document, "q") == ("a", "b", "c", "parliament")
    named = case.document.model_copy(update={"signatories": ("b",)})
    assert signatories(named, "r") == ("b",)


def test_an_option_lies_at_the_median_of_its_place(case):
    issue = case.document.issues["i"]
    assert (place_of(issue, "y"), place_of(issue, "z"), place_of(issue, 12.0)) == (50, 100, 12)


def test_every_number_has_a_path_that_leads_to_it_and_a_basis(case):
    bases = {
        placed.path: placed.basis.judgement or " ".join(map(str, placed.basis.because)) for placed in case.quantities
    }
    assert bases == {
        "issues.i.options.x.at": "Even steps.",
        "issues.i.options.y.at": "Its own.",
        "issues.i.options.z.at": "Even steps.",
        "positions.a.i.wants": "s#p1",
        "positions.a.i.salience": "s#p1",
        "positions.b.i.wants": "J",
        "capability.a": "",
        "capability.c": "",
    }
    assert [placed.path for placed in case.drawn[len(case.quantities) :]] == [p.path for p in left_out(case.document)]


def test_every_locator_is_found_with_its_place(case):
    found = [(".".join(keys), str(locator)) for keys, locator in locators(case.document)]
    assert found == [
        ("actors.a.because.0", "s#p1"),
        ("actors.b.because.0", "s#p5-p6"),
        ("actors.b.because.1", "s#p9"),
        ("positions.a.i.because.0", "s#p1"),
        ("positions.b.i.accepts.because.0", "s#p4"),
        ("levers.l.because.0", "s#p9"),
        ("arguments.g.by.0", "s#p4"),
    ]


def _holds_quantities(kind, seen=frozenset()):
    """Walk the types: can a value of this type hold a number that is drawn?"""
    if kind is Quantity:
        return True
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        if kind in seen:
            return False
        inner = [field.annotation for field in kind.model_fields.values()]
        inner += [hint for name, hint in kind.__annotations__.items() if name == "__pydantic_extra__"]
        return any(_holds_quantities(part, seen | {kind}) for part in inner)
    return any(_holds_quantities(part, seen) for part in typing.get_args(kind))


def test_the_sections_that_are_walked_for_numbers_are_those_whose_types_can_hold_some():
    holding = {name for name, field in Document.model_fields.items() if _holds_quantities(field.annotation)}
    assert holding == set(_NUMBERED)


def test_the_keys_that_may_stand_somewhere_follow_the_types():
    assert keys_at(("arguments", "g"))[3:6] == ["says", "by", "modality"]
    assert "if" in keys_at(("arguments", "g"))
    assert keys_at(("moves", "a", "go"))[3:] == ["label", "reversible", "again", "now", "means"]
    assert keys_at(("positions", "a", "i", "refuses"))[3:] == ["options", "modality", "note"]
    assert keys_at(("capability", "a")) == []
    assert keys_at(("nowhere", "else")) == []


KNOWN = {"actor": ("a",), "issue": ("i",), "proposal": ("p",), "lever": ("l",), "state": ("s",)}
FILLED = {"<months>": "12", "<actor>": "a", "<issue>": "i", "<proposal>": "p", "<lever>": "l", "<state>": "s"}
FILLED |= {"<concept>": "nash"}


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda outcome: outcome.pattern)
def test_every_outcome_is_understood_when_its_parts_are_filled_in(outcome):
    parts = [FILLED.get(part, part) for part in outcome.pattern.split(".")]
    assert check_outcome(".".join(parts), KNOWN) is outcome
    for place, part in enumerate(outcome.pattern.split(".")):
        if part in FILLED:
            with pytest.raises(BadValue):
                check_outcome(".".join([*parts[:place], "zz", *parts[place + 1 :]]), KNOWN)


@given(st.one_of(st.text(max_size=30), st.from_regex(r"settlement\.(within|survives)\.\w{1,5}", fullmatch=True)))
def test_any_text_is_an_outcome_or_a_bad_value(text):
    try:
        outcome = check_outcome(text, KNOWN)
    except BadValue:
        return
    assert len(outcome.pattern.split(".")) == len(text.split("."))


@given(st.integers(-5, 2000))
def test_months_run_from_one_to_six_hundred(months):
    if 1 <= months <= 600:
        assert check_outcome(f"settlement.within.{months}", KNOWN).families == ("war",)
    else:
        with pytest.raises(BadValue, match="is not a number of months"):
            check_outcome(f"settlement.within.{months}", KNOWN)


def test_every_expectation_is_understood():
    for written in EXPECTATIONS:
        assert read_expectation(written.replace("N", "20%")) == written.replace("N", "20%")
    with pytest.raises(BadValue, match="unknown expectation 'grows'"):
        read_expectation("grows")


def test_a_basis_falls_back_on_the_entry_around_it():
    around = Basis(read_locators("s#p1"), "around", "low")
    assert Basis().or_else(around) == around
    assert Basis(judgement="own").or_else(around) == Basis((), "own", "low")
    assert Basis(confidence="high").or_else(around) == Basis(around.because, "around", "high")
    assert read_basis({}) == Basis()
    assert not Basis(confidence="high").stated


def test_a_notebook_shows_a_case_with_everything_escaped(tmp_path):
    text = 'irenic: 1\ntitle: "<b>T</b>"\nsummary: "<script>alert(1)</script>"\n'
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    shown = Case.read(tmp_path)._repr_html_()
    assert "<script>" not in shown
    assert "<b>" not in shown
    assert "&lt;b&gt;T&lt;/b&gt;" in shown
    assert repr(Case.read(tmp_path)) == f"<Case {tmp_path.name}: <b>T</b>; >"


def test_the_fingerprint_is_of_what_is_said_and_not_of_how_it_is_laid_out(case):
    before = case.fingerprint
    file = case.folder / "case.yaml"
    file.write_text(
        "# a comment\n" + TEXT.replace("x: {at: 0, label: X}", "x:\n        at: 0\n        label: X"), encoding="utf-8"
    )
    assert Case.read(case.folder).fingerprint == before
    file.write_text(TEXT.replace("salience: 50", "salience: 51"), encoding="utf-8")
    assert Case.read(case.folder).fingerprint != before
