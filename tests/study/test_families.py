"""The families as a run has them: each arm with answers of its own, labelled as the case as entered is."""

import re

import numpy as np
import pytest

from irenic.arrays.build import build
from irenic.arrays.shares import Shares
from irenic.case.case import Case
from irenic.errors import BadUse
from irenic.examples import NAMES, load
from irenic.study.assess import assess
from irenic.study.families import FAMILIES, labels
from irenic.study.plan import AS_ENTERED
from irenic.study.settlement import EXPLAINED

DRAWS = 40
WANTS = {"influence", "war", "trust", "bargaining", "fairness", "frictions", "trades"}
"""What the small war has inputs for: nobody mediates in it."""


def by_hand(case):
    """Return what every family says of a case, as a dataset is built of it alone."""
    dataset, said = build(case, Shares(1, 0, DRAWS)), {}
    for family in FAMILIES:
        if not family.lacks(case.document):
            said[family.name] = family.run(dataset, said)
    return said


def assert_same(found, expected):
    """Compare answers wherever both have a label; the run keeps true and false as 1 and 0."""
    for name, values in expected.data_vars.items():
        known = {dim: expected[dim] for dim in values.dims if dim in values.coords}
        assert np.array_equal(found[name].sel(known).transpose(*values.dims), values.astype(float), equal_nan=True), (
            name
        )


def test_every_arm_has_the_answers_that_its_own_dataset_gives(write_war, tmp_path):
    run = assess(write_war(), DRAWS, folder=tmp_path / "run")
    assert {family.name for family in run.plan.families} == WANTS
    for arm in (AS_ENTERED, "perspective.cautious", "scenario.aid-halves"):
        expected = by_hand(run.arm(arm).case)
        for family in run.arm(arm).families:
            assert_same(run.answers(family.name, arm), expected[family.name])
    settled = [run.answers("war", arm.name).outlook for arm in run.arms if "war" in {f.name for f in arm.families}]
    assert len(settled) == 3
    assert not np.array_equal(settled[0], settled[1])
    assert not np.array_equal(settled[0], settled[2])


def test_fairness_frictions_and_trades_are_asked_of_readings_and_not_of_scenarios(write_war, tmp_path):
    run = assess(write_war(), 5, folder=tmp_path / "run")
    assert [family.name for family in run.arm("scenario.aid-halves").families] == ["war", "trust", "bargaining"]
    assert {family.name for family in run.arm("perspective.cautious").families} >= {"fairness", "frictions", "trades"}
    for family in ("fairness", "frictions", "trades"):
        why = f"'{family}' has no answer under 'scenario.aid-halves': it is not run under scenarios"
        with pytest.raises(BadUse, match=re.escape(why)):
            run.answers(family, "scenario.aid-halves")
        same = run.answers(family, "perspective.silent").drop_vars("arm")
        assert same.identical(run.answers(family).drop_vars("arm"))


def test_frictions_and_trades_are_asked_for_in_the_first_draws_of_a_run_only(write_war, tmp_path):
    run = assess(write_war(), 1030, folder=tmp_path / "run")
    answers = run.answers("frictions")
    for name in ("loss", "settled_without", "settled_with"):
        assert not answers[name].isel(draw=slice(EXPLAINED)).isnull().any()
        assert answers[name].isel(draw=slice(EXPLAINED, None)).isnull().all()
    traded = run.answers("trades")
    for name in ("opens", "give_way", "left_on_the_table", "even_share"):
        assert traded[name].isel(draw=slice(EXPLAINED)).notnull().any()
        assert traded[name].isel(draw=slice(EXPLAINED, None)).isnull().all()
    lost = answers.settled_without - answers.settled_with
    assert np.allclose(answers.loss.sum("friction", skipna=False), lost, equal_nan=True)
    assert not run.answers("war").outlook.isnull().any()


def test_a_family_asked_for_alone_says_what_it_says_among_all(write_war, tmp_path):
    case = write_war()
    whole = assess(case, 5, folder=tmp_path / "whole")
    for name in WANTS:
        alone = assess(case, 5, folder=tmp_path / name, only=[name])
        for arm in (AS_ENTERED, "perspective.cautious"):
            assert alone.answers(name, arm).identical(whole.answers(name, arm))


def test_every_family_comes_after_those_whose_answers_it_takes():
    for at, family in enumerate(FAMILIES):
        assert set(family.takes) <= {before.name for before in FAMILIES[:at]}


LONELY = "alone: {label: The west signs alone, set: {signatories: [west]}, judgement: made up}"
OTHERS = "others: {label: East does not sign, set: {signatories: [west, host]}, judgement: made up}"


def test_an_arm_that_lacks_what_a_family_needs_has_no_answer_of_it(write_war, tmp_path):
    run = assess(write_war(LONELY, OTHERS), 5, folder=tmp_path / "run")
    for family in ("war", "bargaining"):
        alone = run.answers(family, "scenario.alone")
        assert all(alone[name].isnull().all() for name in alone.data_vars)
        assert not run.answers(family).isnull().all().to_array().any()
    others = run.answers("war", "scenario.others")
    assert all(others[name].isnull().all() for name in others.data_vars)


def test_bargaining_without_a_war_before_it_takes_the_present_as_the_least(write_war, tmp_path):
    run = assess(write_war(OTHERS), 5, folder=tmp_path / "run")
    found = run.answers("bargaining", "scenario.others")
    # The host wants the half that holds now: what holds now is all that there is to be had for it.
    assert np.allclose(found.shortfall.sel(proposal="guarded", actor="host"), 1.0)
    assert (found.accepts.sel(proposal="split", actor="host") == 1).all()
    assert not found.agreement.isnull().any()


CHANGES = {
    "fewer-months": "fewer-months: {label: Three months, set: {war.months: 3}, judgement: made up}",
    "more-months": "more-months: {label: Eight months, set: {war.months: 8}, judgement: made up}",
    "no-friend": (
        "no-friend: {label: Nobody guards, judgement: made up, set: {issues.guard.options: "
        "{nobody: {at: 0, label: Nobody}, locals: {at: 100, label: Locals}}, positions.west.guard.wants: locals, "
        "proposals.guarded.terms: {land: west-all}, war.breach.penalty: {nobody: 0.1}}}"
    ),
    "newcomer": "newcomer: {label: One more, set: {actors.late: {name: Late, role: bystander}}, judgement: made up}",
    "draft": (
        "draft: {label: One more text, judgement: made up, set: {proposals.late: "
        "{label: Late, by: host, on: 2025-04, terms: {land: east-all}}}}"
    ),
    "turned": ("turned: {label: West attacks, set: {war.challenger: west, war.defender: east}, judgement: made up}"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_an_arm_adds_is_left_out_and_what_it_lacks_is_missing(write_war, tmp_path, name):
    run = assess(write_war(CHANGES[name]), DRAWS, folder=tmp_path / "run")
    known = labels(run.case.document)
    own, expected = run.arm(f"scenario.{name}"), by_hand(run.arm(f"scenario.{name}").case)
    compared = 0
    for family in own.families:
        found = run.answers(family.name, own.name)
        for answer, dims in family.answers.items():
            values = expected[family.name][answer]
            for dim in dims[1:]:
                assert found[dim].to_numpy().tolist() == known[dim].tolist()
            both = {dim: [label for label in known[dim].tolist() if label in values[dim]] for dim in dims[1:]}
            assert np.array_equal(found[answer].sel(both), values.sel(both).transpose(*dims), equal_nan=True), answer
            for dim in dims[1:]:
                gone = [label for label in known[dim].tolist() if label not in both[dim]]
                assert found[answer].sel({dim: gone}).isnull().all()
                compared += len(gone) + len(values[dim]) - len(both[dim])
    assert (compared > 0) == (name != "turned")


def test_a_first_proposal_that_only_an_arm_has_is_left_out(write_war, tmp_path):
    case = write_war(CHANGES["draft"])
    text = (case.folder / "case.yaml").read_text()
    begin, rest = text.split("proposals:\n", 1)
    (case.folder / "case.yaml").write_text(begin + "war:\n" + rest.split("war:\n", 1)[1])
    run = assess(Case.read(case.folder), 5, folder=tmp_path / "run")
    assert run.answers("bargaining", "scenario.draft").sizes["proposal"] == 0
    assert not run.answers("bargaining", "scenario.draft").agreement.isnull().any()


@pytest.mark.parametrize("name", NAMES)
def test_every_dimension_of_an_answer_has_its_labels(name):
    known = labels(load(name).document)
    for family in FAMILIES:
        assert all(dims[0] == "draw" for dims in family.answers.values())
        assert {dim for dims in family.answers.values() for dim in dims} <= {"draw", *known}
