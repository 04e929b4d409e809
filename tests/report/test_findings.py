"""Every kind of sentence, in the singular and the plural, on cases small enough to check in the head."""

import json
import re

import pytest

from irenic.examples import load
from irenic.report.findings import findings
from irenic.study.assess import assess
from small_war import PARTIES, WAR


@pytest.fixture
def found(write_case, tmp_path):
    """Return a function that assesses a case and returns its sentences by kind."""

    def find(text, draws=200, only=(), **more):
        run = assess(write_case(text, **more), draws, folder=tmp_path / "run", only=only)
        kinds = {}
        for finding in findings(run):
            kinds.setdefault(finding.kind, []).append(finding)
        return kinds

    return find


def sentences(found, kind):
    return [finding.sentence for finding in found.get(kind, [])]


def of_pressure(found, kind):
    return [sentence for sentence in sentences(found, kind) if "balance" in sentence]


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
        "Below, what a proposal leaves open is filled in as suits best.",
        "“Plan q”: cannot be signed. A refuses “High” (X). Acceptable to B in 100% of draws.",
        "“Plan r”: cannot be signed. A refuses “Middle” (X). Acceptable to B in 100% of draws.",
        "“Plan p”: no red line is crossed. That the parties could all sign: as good as certain (100% of draws).",
        "“Plan s”: inside the red lines of A only under some of the terms left open. "
        "That the parties could all sign: as good as certain (100% of draws).",
        "“Plan t”: no terms on the issues, so cannot test.",
    ]
    numbers = kinds["proposals"][0].numbers
    assert numbers == {"blocked": {"q": ["a"], "r": ["a"]}, "doubtful": {"s": ["a"]}, "inside": ["p"]}


def test_where_one_crosses_and_none_is_doubtful_the_verbs_fit(found):
    first = sentences(found(proposals(p="low", q="high", r="low")), "proposals")[0]
    assert "1 crosses a stated red line of somebody who must sign and 2 cross none." in first


def test_without_proposals_nothing_is_said_of_them(found):
    assert "proposals" not in found(WANTS)


def test_of_a_proposal_without_terms_it_is_said_that_it_cannot_be_tested(found):
    assert sentences(found(proposals(p="")), "proposals") == ["“Plan p”: no terms on the issues, so cannot test."]


def test_without_red_lines_it_is_still_said_whether_a_proposal_could_be_signed(found):
    told = sentences(found(proposals(p="low").replace("accepts: low, ", "")), "proposals")
    assert told[1:] == [
        "“Plan p”: no red line is crossed. That the parties could all sign: as good as certain (100% of draws)."
    ]


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
    (sentence,) = of_pressure(found(text, 1000), "scenarios")
    assert sentence.startswith("The scenario “Story 0” moves the balance of pressure most: X by ")
    assert f" points {amount} (from " in sentence
    assert sentence.endswith(" over the draws).")


def test_perspectives_are_spoken_of_as_scenarios_are(found):
    kinds = found(scenarios("positions.b.x.wants: 0", kind="perspectives"), 1000)
    (sentence,) = of_pressure(kinds, "perspectives")
    assert sentence.startswith(
        "The perspective “Story 0” moves the balance of pressure most: X by 45 points down (from -5"
    )
    finding = next(finding for finding in kinds["perspectives"] if finding.sentence == sentence)
    (move,) = finding.numbers["moves"]
    assert (move["arm"], move["issue"]) == ("perspective.s0", "x")
    assert move["low"] <= move["value"] <= move["high"] < 0
    assert finding.about == "x"


@pytest.mark.parametrize(
    ("sets", "others"),
    [(["95", "95.1"], "1 other"), (["95", "95.1", "95.2"], "2 others")],
)
def test_where_the_draws_do_not_suffice_no_rank_is_given(found, sets, others):
    text = scenarios(*(f"positions.b.x.wants: {value}" for value in sets))
    (sentence,) = of_pressure(found(text, 200), "scenarios")
    assert sentence.startswith("Not enough draws to rank scenarios by pressure: “Story ")
    assert sentence.endswith(f" points up) and {others} move the balance.")


@pytest.mark.parametrize("draws", [1, 5])
def test_a_handful_of_draws_finds_no_shift(found, draws):
    assert of_pressure(found(scenarios("positions.b.x.wants: 0"), draws), "scenarios") == []


def test_an_arm_that_moves_nothing_is_no_finding(found):
    assert sentences(found(scenarios("positions.a.x.salience: 50", "positions.b.x.salience: 50")), "scenarios") == [
        "2 of 2 scenarios change no answer in any draw: cannot test “Story 0” and “Story 1”."
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
        ((TASTE,), "The one scenario changes no answer in any draw; what it changes is preferences, which"),
        (
            (TASTE, "capability.b: 90"),
            "1 of 2 scenarios changes no answer in any draw; what it changes is preferences, which",
        ),
        ((TASTE, TASTE), "2 of 2 scenarios change no answer in any draw; what they change is preferences, which"),
    ],
)
def test_what_no_model_can_test_is_said(found, sets, sentence):
    kinds = found(scenarios(*sets) + MORE, only=("influence", "bargaining"))
    last = kinds["scenarios"][-1]
    assert last.sentence.startswith(sentence)
    assert "no model uses on this case: cannot test “Story 0”" in last.sentence
    arms = [f"scenario.s{number}" for number, s in enumerate(sets) if s == TASTE]
    assert last.numbers == {"untested": len(arms), "total": len(sets), "arms": arms}


def test_every_run_ends_with_its_limits_and_its_basis(found):
    kinds = found(WANTS)
    assert list(kinds)[-2:] == ["limits", "basis"]
    assert kinds["limits"][-1].numbers == {"families": ["influence", "bargaining", "fairness", "trades"]}
    assert "Where pressure balances is a baseline" in kinds["limits"][-1].sentence


def test_without_a_war_three_words_cannot_be_tested_and_it_is_said_what_is_missing(found):
    kinds = found(WANTS)
    assert list(kinds)[:4] == ["feasible", "likely", "durable", "why"]
    for word in ("likely", "durable", "why"):
        assert kinds[word][0].sentence.startswith("Cannot test: the case lacks the section 'war'.")
        assert kinds[word][0].numbers == {"lacks": "the section 'war'"}
    # Nothing holds now, so the present is worth nothing to anybody, and what A accepts is a package.
    assert kinds["feasible"][0].sentence.startswith(
        "There is a package that A and B both prefer to the present state, inside every red line: as good as certain"
    )


def test_without_two_who_want_something_nothing_can_be_tested_of_packages(found):
    kinds = found("positions:\n  b: {x: {wants: high, judgement: made up}}\n")
    assert kinds["feasible"][0].sentence == "Cannot test: the case lacks what these want on some issue: a."


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


def whole(finding):
    """Check that a sentence is one, and promises nothing."""
    sentence = finding.sentence
    assert sentence[0].isupper() or sentence[0].isdigit() or sentence[0] == "“"
    assert sentence.endswith(".")
    assert "  " not in sentence
    assert not {"nan", "inf", "None"} & set(re.findall(r"\w+", sentence))
    assert not re.search(r"\bwill\b", re.sub("“[^”]*”", "", sentence))


@pytest.mark.parametrize("name", ["ukraine-2025", "two-villages", "car-emissions"])
def test_the_sentences_on_every_bundled_case_are_whole(runs, name):
    for finding in findings(runs(name)):
        whole(finding)


def test_on_the_reference_case_it_is_told_why_proposals_fail_and_what_substitution_decides(runs):
    told = {kind: [] for kind in ("proposals", "scenarios")}
    for finding in findings(runs("ukraine-2025")):
        told.setdefault(finding.kind, []).append(finding.sentence)
    proposals = "\n".join(told["proposals"])
    for label, refuser in (
        ("Russia's demands in Istanbul", "Ukraine"),
        ("Kellogg variant", "Russia"),
        ("Thirty-day ceasefire", "Russia"),
        ("Three-day truce", "Ukraine"),
    ):
        # Proposals that fail alike share a sentence.
        assert re.search(f"“{label}”[^:]*: cannot be signed. {refuser} refuses “", proposals)
    # With few draws it is said that they do not suffice.
    assert any(
        "aid ends (United States)" in sentence and "the effect on Russia's chance to win" in sentence
        for sentence in told["scenarios"]
    )
    # That a model was missing was said of the war, which there is now.
    assert "no model of it" not in "\n".join(told["scenarios"])


@pytest.fixture(scope="module")
def small_war(tmp_path_factory):
    """The findings of the small war as it is, by kind; most tests ask for nothing else."""
    folder = tmp_path_factory.mktemp("war") / "small-war"
    folder.mkdir()
    head = "irenic: 1\ntitle: A war\nsummary: S.\n"
    (folder / "case.yaml").write_text(head + PARTIES + WAR, encoding="utf-8")
    kinds = {}
    for finding in findings(assess(load(folder), 40, folder=folder.parent / "run")):
        kinds.setdefault(finding.kind, []).append(finding)
    return kinds


def test_the_sentences_on_a_small_war_are_whole(small_war):
    for finding in (f for fs in small_war.values() for f in fs):
        whole(finding)


@pytest.fixture
def at_war(found):
    """Return a function that gives the findings of the small war, with changes to its text."""
    return lambda *changes, draws=40: found(_changed(*changes), draws, stakes=PARTIES)


def _changed(*changes):
    text = WAR
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return text


def test_the_four_words_come_first_and_say_their_numbers_with_ranges(small_war):
    kinds = small_war
    assert list(kinds)[:4] == ["feasible", "likely", "durable", "why"]
    for word in ("feasible", "likely", "durable", "why"):
        assert re.search(r"\d+%? to >?\d+", kinds[word][0].sentence), word
    share = kinds["feasible"][0].numbers["agreement"]["share"]
    assert f"({share:.0%} of draws)" in kinds["feasible"][0].sentence
    mean = kinds["likely"][0].numbers["within"][12]["mean"]["value"]
    assert f"({mean:.0%} on average; " in kinds["likely"][0].sentence
    # What was asked in the first draws only stands beside the chance over all of them.
    pattern = r"with all of them, (\S+)\. .*24 of 40 draws(?:; over all, the chance is (\S+))?\.$"
    told = re.search(pattern, kinds["why"][0].sentence)
    assert told
    assert (told[2] or told[1]) == f"{mean:.0%}"


def test_what_scenarios_do_is_told_by_what_they_do(small_war):
    told = " ".join(sentences(small_war, "scenarios"))
    assert "Under “The south wants it all” there is a package in no draw: red lines leave no option on Land." in told
    assert "“The friend leaves”" in told
    assert "“The north signs alone”: the model of the war cannot test it, since it needs two parties" in told
    assert "what it changes is the war's phases, which no model uses on this case: cannot test “Step by step”" in told


def test_how_much_of_lost_aid_others_replace_decides_what_its_loss_does(found):
    helper = "  helper: {name: Helper, role: patron, backs: south}\nissues:"
    text = _changed(("aid: {friend:", "aid: {helper: {value: 1, judgement: J}, friend:"))
    kinds = found(text, 120, stakes=PARTIES.replace("issues:", helper))
    (told,) = [sentence for sentence in sentences(kinds, "scenarios") if "aid ends (Friend)" in sentence]
    assert "How much of it others replace decides the effect on North's chance to win in the end" in told


def test_perspectives_are_compared_by_whether_there_is_a_package(small_war):
    first = small_war["perspectives"][0]
    assert first.sentence.startswith("Whether there is a package depends on the perspective: in ")
    assert "of draws under “The gloomy view”, instead of " in first.sentence
    (effect,) = first.numbers["agreement"]
    assert effect["difference"]["high"] < 0


def test_a_proposal_is_told_with_who_refuses_it_and_who_could_accept_it(small_war):
    told = sentences(small_war, "proposals")
    assert (
        "“Conquest”: cannot be signed. South refuses “The valley is northern” (Land). "
        "Acceptable to North in 100% of draws." in told
    )
    assert any(sentence.startswith("“Partition”: no red line is crossed.") for sentence in told)
    assert "“Parley”: no terms on the issues, so cannot test." in told


def test_the_proposals_that_all_could_sign_most_often_are_named_with_how_much_they_settle(runs, small_war):
    head = "All could sign most often: "
    (first,) = [each for each in findings(runs("ukraine-2025")) if each.sentence.startswith(head)]
    assert first.sentence.endswith("By construction, the less a proposal settles, the easier it is.")
    shares = list(first.numbers.values())
    assert shares == sorted(shares, reverse=True)
    assert re.search(r"“[^”]+” \(\S+ of draws, with terms on \d of \d issues\)", first.sentence)
    # Where there is hardly a choice, or all settle everything, there is nothing to warn of.
    assert not any(each.sentence.startswith(head) for each in small_war["proposals"])


def test_the_chance_that_a_settlement_holds_is_the_mean_that_every_table_shows(small_war):
    found = small_war["durable"][0]
    for months, told in re.findall(r"after (\d+) months with a chance of (\d+)% on average", found.sentence):
        assert told == f"{100 * found.numbers['mean'][int(months)]:.0f}"
        spread = found.numbers["survival"][int(months)]
        assert spread["low"] <= found.numbers["mean"][int(months)] <= spread["high"]


def test_a_war_that_settles_at_once_is_said_to_do_so_by_construction(small_war):
    first = next(each for each in small_war["limits"] if "model of the war" in each.sentence)
    assert "mostly comes at once, by construction" in first.sentence
    assert first.numbers["at_once"] <= first.numbers["soon"]


def test_where_nothing_is_said_of_breach_no_durability_is_claimed(at_war):
    breach = WAR[WAR.index("  breach:") : WAR.index("scenarios:")]
    kinds = at_war((breach, ""))
    assert kinds["durable"][0].sentence.startswith("Cannot test: the case says nothing about breaking a settlement")
    assert "guarantees" not in kinds


def test_where_nobody_could_ever_sign_no_terms_are_claimed(at_war):
    kinds = at_war(("refuses: northern", "refuses: [shared, northern]"))
    assert "Red lines leave no option on Land." in kinds["feasible"][0].sentence
    assert kinds["likely"][0].sentence.startswith(
        "A settlement within 12 months is no chance to speak of (0% on average"
    )
    assert kinds["durable"][0].sentence.startswith("Cannot test: in no draw is a settlement signed")
    assert "terms" not in kinds


@pytest.mark.parametrize("draws", [1, 5])
def test_a_handful_of_draws_ranks_nothing(at_war, draws):
    kinds = at_war(draws=draws)
    told = " ".join(sentences(kinds, "scenarios") + sentences(kinds, "why"))
    assert "most is" not in told
    assert "Only “" not in told
    assert "inf" not in re.findall(r"\w+", told)
    assert "It is taken by" not in told


@pytest.mark.parametrize("only", [("influence",), ("bargaining",), ("war",)])
def test_what_a_run_leaves_out_is_not_answered(write_case, tmp_path, only):
    run = assess(write_case(WAR, stakes=PARTIES), 10, folder=tmp_path / "run", only=only)
    ran = {family.name for family in run.plan.families}
    told = findings(run)
    for finding in told:
        whole(finding)
    assert [finding.kind for finding in told[:4]] == ["feasible", "likely", "durable", "why"]
    assert ("the run leaves out the models for it" in told[0].sentence) == ("bargaining" not in ran)
    assert "the run leaves out the models for it" in told[3].sentence
    assert any(finding.kind == "pressure" for finding in told) == ("influence" in ran)
