"""Families that answer the same question: where each points is read from its own answers, and nothing is averaged."""

import numpy as np
import pytest

import irenic
from irenic.report.agreement_words import agreement_sentences, agreement_table
from irenic.study.agreement import FAIR, PRESSURE, SETTLEMENT, packages_agree, pointings
from irenic.study.pressure import option_places
from small_war import PARTIES, WAR


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("agreement") / "small"
    folder.mkdir()
    text = "irenic: 1\ntitle: T\n" + PARTIES + WAR.replace("months: 24", "months: 6")
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    families = ("influence", "war", "bargaining", "fairness")
    return irenic.assess(irenic.load(folder), draws=12, folder=folder.parent / "run", only=families)


def test_each_family_points_where_its_own_answers_say(run):
    found = {each.issue: each.options for each in pointings(run)}["land"]
    options = list(run.case.document.issues["land"].options)
    mean = run.answers("influence").compromise.sel(issue="land").values
    near = np.abs(option_places(run, "land") - mean).argmin(axis=0)
    shares = [(near == index).mean() for index in range(len(options))]
    assert found[PRESSURE] == (options[int(np.argmax(shares))], pytest.approx(max(shares)))
    war = run.answers("war")
    weight = war.settled.sum("month")
    chances = (war.settled_with_option.fillna(0) * weight).sum("draw") / weight.sum()
    settled = [float(chances.sel(option=f"land.{option}")) for option in options]
    assert found[SETTLEMENT] == (options[int(np.argmax(settled))], pytest.approx(max(settled)))
    nash = run.answers("fairness").nash
    fair = nash.where(nash.sum("option") > 0, drop=True)
    often = [float((fair.sel(option=f"land.{option}") > 0).mean()) for option in options]
    assert found[FAIR] == (options[int(np.argmax(often))], pytest.approx(max(often)))


def test_whether_two_families_agree_on_a_package_is_asked_draw_by_draw(run):
    same = (run.answers("bargaining").agreement.values > 0) == (run.answers("war").feasible.values > 0)
    assert packages_agree(run).share == pytest.approx(same.mean())


def test_agreement_and_disagreement_are_both_told_by_issue(run):
    found = pointings(run)
    heads, rows = agreement_table(run)
    assert heads == ("Issue", "Pressure balances at", "A settlement has", "The even-handed package has", "")
    assert [row[-1] for row in rows] == ["agree" if each.agree else "disagree" for each in found]
    told = agreement_sentences(run)
    agreeing = sum(each.agree for each in found)
    assert f"point to the same option on {agreeing} of {len(found)} issues" in told[0]
    assert ("they disagree on" in told[0]) == (agreeing < len(found))
    assert told[1].startswith("Bargaining, which asks everybody who must sign")


def test_one_family_alone_has_nothing_to_agree_on(tmp_path):
    run = irenic.assess(irenic.load("two-villages"), draws=8, folder=tmp_path / "run", only=("influence",))
    assert (pointings(run), packages_agree(run)) == ((), None)
    assert agreement_sentences(run)[0].startswith("No two model families answer the same question")
