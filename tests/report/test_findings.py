"""Every kind of sentence, in the singular and the plural, on cases small enough to check in the head."""

import json

import pytest

from irenic.examples import load
from irenic.report.findings import findings
from irenic.study.assess import assess


@pytest.fixture
def found(write_case, tmp_path):
    """Return a function that assesses a case and returns its sentences by kind."""

    def find(text, draws=200, **more):
        run = assess(write_case(text, **more), draws, folder=tmp_path / "run")
        kinds = {}
        for finding in findings(run):
            kinds.setdefault(finding.kind, []).append(finding)
        return kinds

    return find


def sentences(found, kind):
    return [finding.sentence for finding in found.get(kind, [])]


WANTS = """\
positions:
  a: {x: {wants: 0 to 10, accepts: low, salience: 50, judgement: made up}}
  b: {x: {wants: 80 to 100, salience: 50, judgement: made up}}
capability:
  a: {value: 50, judgement: made up}
  b: {value: 50, judgement: made up}
"""


def proposals(**terms):
    lines = ["proposals:"]
    for name, value in terms.items():
        what = f"terms: {{x: {value}}}" if value else "beyond: Words"
        rest = f"on: undated, date_basis: relative only, {what}, judgement: made up"
        lines.append(f"  {name}: {{label: Plan {name}, by: [b], {rest}}}")
    return WANTS + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ("high", "The one proposal on the table crosses a stated red line of those who must sign it."),
        ("[low, mid]", "The one proposal on the table may cross a stated red line of those who must sign it."),
        ("low", "The one proposal on the table crosses no stated red line of those who must sign it."),
    ],
)
def test_one_proposal_is_spoken_of_in_the_singular(found, terms, sentence):
    assert sentences(found(proposals(p=terms)), "proposals")[0] == sentence


def test_one_proposal_with_terms_beside_one_without_is_not_the_only_one_on_the_table(found):
    first = sentences(found(proposals(p="low", q="")), "proposals")[0]
    assert first.startswith("The one proposal with terms on the issues crosses no stated red line")


def test_several_proposals_are_counted_by_what_they_do(found):
    kinds = found(proposals(p="low", q="high", r="mid", s="[low, high]", t=""))
    assert sentences(kinds, "proposals") == [
        "Of 4 proposals with terms on the issues, 2 cross a stated red line of somebody who must sign, "
        "1 may, depending on the terms left open and 1 crosses none. Crossing none does not make one acceptable.",
        "A cannot sign “Plan q” and “Plan r”.",
    ]
    numbers = kinds["proposals"][0].numbers
    assert numbers == {"blocked": {"q": ["a"], "r": ["a"]}, "doubtful": {"s": ["a"]}, "inside": ["p"]}


def test_where_one_crosses_and_none_is_doubtful_the_verbs_fit(found):
    first = sentences(found(proposals(p="low", q="high", r="low")), "proposals")[0]
    assert "1 crosses a stated red line of somebody who must sign and 2 cross none." in first


@pytest.mark.parametrize("text", [WANTS, proposals(p=""), proposals(p="low").replace("accepts: low, ", "")])
def test_without_proposals_terms_or_red_lines_nothing_is_said_of_proposals(found, text):
    assert "proposals" not in found(text)


def test_pressure_is_said_with_its_range_its_option_and_its_likelihood(found):
    # A at 4 and B at 80 to 100 weigh the same: the mean lies about 47, nearest to the middle, which A refuses.
    kinds = found(WANTS.replace("0 to 10,", "4,"), 2000)
    (sentence,) = sentences(kinds, "pressure")
    assert sentence.startswith("X: pressure balances at 42 to 52 on the line from 0 to 100, nearest to “Middle”: ")
    assert "as good as certain (100% of draws)." in sentence
    # Equal weights tie, and the lower end counts.
    assert " The weighted median points elsewhere, to “Low” (4); the two agree in 0% of draws." in sentence
    assert sentence.endswith(" It is a place refused by A (100%).")
    numbers = kinds["pressure"][0].numbers
    assert numbers["nearest"] == {"low": 0, "mid": 1, "high": 0}
    assert numbers["agree"] == 0
    assert numbers["refused"] == {"a": 1}
    assert kinds["pressure"][0].about == "x"


def test_where_the_median_points_to_the_same_option_it_is_said(found):
    text = WANTS.replace("0 to 10, accepts: low", "45 to 50").replace("80 to 100", "50 to 55")
    (sentence,) = sentences(found(text), "pressure")
    assert " The weighted median points there, too; the two agree in 100% of draws." in sentence
    assert "refused" not in sentence


def test_a_refusal_in_fewer_than_half_of_the_draws_is_no_finding(found):
    text = WANTS.replace("80 to 100", "{choices: {10: 60%, 90: 40%}}")
    kinds = found(text)
    assert 0 < kinds["pressure"][0].numbers["refused"]["a"] < 0.5
    assert "refused" not in kinds["pressure"][0].sentence


def test_one_speaker_is_no_pressure(found):
    kinds = found("positions:\n  b: {x: {wants: high, judgement: made up}}\n")
    expected = ["X: only B is known to want anything, so there is no pressure to weigh."]
    assert sentences(kinds, "pressure") == expected
    assert kinds["pressure"][0].numbers == {"speakers": ["b"]}


def test_nobody_with_weight_is_no_finding(found):
    assert "pressure" not in found("positions:\n  b: {x: {wants: high, salience: 0, judgement: made up}}\n")


def scenarios(*sets, kind="scenarios"):
    lines = [f"{kind}:"] + [
        f"  s{n}: {{label: Story {n}, set: {{{s}}}, judgement: made up}}" for n, s in enumerate(sets)
    ]
    return WANTS + "\n".join(lines) + "\n"


@pytest.mark.parametrize(("change", "amount"), [("100", "up"), ("0", "down")])
def test_the_largest_shift_is_named_with_its_direction(found, change, amount):
    text = scenarios(f"positions.b.x.wants: {change}", "capability.b: 51").replace("0 to 10,", "5,")
    (sentence,) = sentences(found(text, 1000), "scenarios")
    assert sentence.startswith("The scenario “Story 0” moves the balance most: X by ")
    assert f" points {amount} (from " in sentence
    assert sentence.endswith(" over the draws).")


def test_perspectives_are_spoken_of_as_scenarios_are(found):
    kinds = found(scenarios("positions.b.x.wants: 0", kind="perspectives"), 1000)
    (sentence,) = sentences(kinds, "perspectives")
    assert sentence.startswith("The perspective “Story 0” moves the balance most: X by 45 points down (from -5")
    (move,) = kinds["perspectives"][0].numbers["moves"]
    assert (move["arm"], move["issue"]) == ("perspective.s0", "x")
    assert move["low"] <= move["value"] <= move["high"] < 0
    assert kinds["perspectives"][0].about == "x"


@pytest.mark.parametrize(
    ("sets", "others"),
    [(["95", "95.1"], "1 other"), (["95", "95.1", "95.2"], "2 others")],
)
def test_where_the_draws_do_not_suffice_no_rank_is_given(found, sets, others):
    text = scenarios(*(f"positions.b.x.wants: {value}" for value in sets))
    (sentence,) = sentences(found(text, 200), "scenarios")
    assert sentence.startswith("Not enough draws to rank scenarios: “Story ")
    assert sentence.endswith(f" points up) and {others} move the balance.")


@pytest.mark.parametrize("draws", [1, 5])
def test_a_handful_of_draws_finds_no_shift(found, draws):
    assert sentences(found(scenarios("positions.b.x.wants: 0"), draws), "scenarios") == []


def test_an_arm_that_moves_nothing_is_no_finding(found):
    assert sentences(found(scenarios("positions.a.x.salience: 50", "positions.b.x.salience: 50")), "scenarios") == [
        "2 of 2 scenarios change nothing that pressure depends on: cannot test."
    ]


MORE = """\
moves:
  a: {go: {label: Go}}
  b: {stay: {label: Stay}}
preferences:
  a: [a.go]
  b: [b.stay]
"""
TASTE = "preferences.a: [b.stay]"


@pytest.mark.parametrize(
    ("sets", "sentence"),
    [
        ((TASTE,), "The one scenario changes nothing that pressure depends on; what it changes is preferences, "),
        ((TASTE, "capability.b: 90"), "1 of 2 scenarios changes nothing that pressure depends on; what it changes is"),
        ((TASTE, TASTE), "2 of 2 scenarios change nothing that pressure depends on; what they change is preferences, "),
    ],
)
def test_what_no_model_can_test_is_said(found, sets, sentence):
    kinds = found(scenarios(*sets) + MORE)
    last = kinds["scenarios"][-1]
    assert last.sentence.startswith(sentence)
    assert last.sentence.endswith("and this version has no model of it: cannot test.")
    assert last.numbers == {"untested": sum(s == TASTE for s in sets), "total": len(sets)}


def test_a_change_of_the_war_is_called_so(tmp_path):
    run = assess(load("ukraine-2025"), 10, folder=tmp_path / "run")
    untested = [f.sentence for f in findings(run) if f.kind == "scenarios" and "cannot test" in f.sentence]
    assert len(untested) == 1
    assert "what they change is the war, and this version has no model of it" in untested[0]


def test_every_run_ends_with_its_limits_and_its_basis(found):
    kinds = found(WANTS)
    assert list(kinds)[-2:] == ["limits", "basis"]
    assert (
        "Whether a package is feasible, likely or durable is not answered by this version."
        in kinds["limits"][0].sentence
    )
    assert kinds["limits"][0].numbers == {"families": ["influence"]}


def test_the_basis_counts_what_rests_on_what(found):
    text = """\
    sources:
      paper: {title: A paper, author: C. Oder}
    positions:
      a: {x: {wants: low, salience: unknown, because: [paper#p1]}}
      b: {x: {wants: high, because: [paper#p2], judgement: made up}}
    capability: {a: {value: 50, judgement: made up}, b: {value: unknown, judgement: made up}}
    """
    (basis,) = found(text)["basis"]
    # The places of the three options rest on nothing; the salience of B is left out, hence unknown.
    assert basis.sentence == (
        "8 numbers and changes are entered: 2 rest on a source, 1 rests on a source and a judgement, "
        "2 rest on judgement alone and 3 rest on nothing that is stated; 3 numbers are unknown."
    )
    assert basis.numbers["unknown"] == 3


def test_one_unknown_number_is_spoken_of_in_the_singular(found):
    text = WANTS.replace("value: 50, judgement: made up}\n  b", "value: unknown, judgement: made up}\n  b")
    assert found(text)["basis"][0].sentence.endswith("; 1 number is unknown.")


def test_a_finding_is_plain_data_that_json_can_hold(found):
    kinds = found(scenarios("positions.b.x.wants: 0"))
    for finding in (f for fs in kinds.values() for f in fs):
        assert json.loads(json.dumps(finding.as_dict()))["sentence"] == finding.sentence


@pytest.mark.parametrize("name", ["ukraine-2025", "two-villages", "car-emissions"])
def test_the_sentences_on_every_bundled_case_are_whole(tmp_path, name):
    for finding in findings(assess(load(name), 50, folder=tmp_path / "run")):
        assert finding.sentence[0].isupper() or finding.sentence[0].isdigit()
        assert finding.sentence.endswith(".")
        assert "nan" not in finding.sentence.replace("finance", "").split()
        assert "  " not in finding.sentence
