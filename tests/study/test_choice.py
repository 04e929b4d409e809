"""The choice among policies on cases whose best policy is known by construction."""

import numpy as np
import pytest
from tests.levers_case import LEVERS, STAKES
from tests.small_war import WITH_HOST, mediated_war

from irenic.errors import BadUse, UnknownName
from irenic.study.assess import Run, assess
from irenic.study.choice import JUDGES, choice_of, choose
from irenic.study.engine import Work
from irenic.study.plan import plan
from irenic.study.policies import MOST_ARMS, Policies, policies_of
from irenic.vocabulary import MONTH, SETTLED, SURVIVAL

BOTH = ("open", "yield")


@pytest.fixture
def case(write_case):
    return write_case(LEVERS, stakes=STAKES)


@pytest.fixture
def choice(case, tmp_path):
    return choose(case, draws=40, folder=tmp_path / "run")


@pytest.fixture(scope="module")
def war(tmp_path_factory):
    """Return the choice in a war: one lever decides, one cannot matter."""
    from irenic.case.case import Case

    folder = tmp_path_factory.mktemp("war")
    text = mediated_war(home="0.1")
    head = "irenic: 1\ntitle: A test\nsummary: A case made for a test.\n"
    (folder / "case.yaml").write_text(head + WITH_HOST + text, encoding="utf-8")
    return choose(Case.read(folder), ["squeeze", "reminder"], draws=8, folder=folder / "run")


def means(choice, policy):
    return choice.first.ranking.means[:, choice.policies.index(policy)].tolist()


def test_the_set_that_is_needed_under_one_reading_and_harmless_under_the_other_is_chosen(choice):
    assert (choice.goal, choice.policy) == ("package", BOTH)
    assert choice.readings == ("as-entered", "perspective.hard")
    assert choice.first.ranking.greatest[choice.policies.index(BOTH)] == 0
    assert (choice.first.ranking.sure, choice.first.ranking.clear) == (1.0, True)


def test_a_lever_alone_does_what_it_was_made_to_do_under_each_reading(choice):
    assert means(choice, ()) == [0, 0]
    assert means(choice, ("open",)) == [1, 0]
    assert means(choice, ("yield",)) == [0, 0]
    assert means(choice, BOTH) == [1, 1]


def test_a_lever_that_cannot_matter_is_dominated_by_the_same_without_it(choice):
    assert choice.dominated()["open", "idle"] == ("open",)
    assert choice.dominated()["idle",] == ()
    assert BOTH not in choice.dominated()


def test_one_lever_at_a_time_the_one_that_decides_is_chosen(case, tmp_path):
    alone = choose(case, most=1, draws=40, folder=tmp_path / "alone")
    assert alone.policy == ("open",)
    assert all(len(policy) < 2 for policy in alone.policies)


def test_sets_that_clash_are_left_out_and_named_and_larger_ones_with_them(case, tmp_path):
    three = choose(case, most=3, draws=40, folder=tmp_path / "three")
    assert three.clashes == {("open", "shut"): ("as-entered", "perspective.hard")}
    assert not any({"open", "shut"} <= set(policy) for policy in three.policies)
    assert ("open", "yield", "idle") in three.policies
    assert three.policy == BOTH
    assert three.policies[three.first.ranking.twins[0]] == ("open", "yield", "idle")


def test_a_set_that_does_not_fit_one_reading_is_named_with_it(write_case, tmp_path):
    text = LEVERS.replace("{positions.a.x.refuses: [low, mid]}", "{positions.a.x: {refuses: low, wants: high}}")
    case = write_case(text, stakes=STAKES)
    found = choose(case, ["idle", "open"], draws=10, folder=tmp_path / "run")
    assert found.clashes == {("idle",): ("perspective.hard",)}
    assert found.policies == ((), ("open",))


def test_levers_that_are_no_policy_are_named_with_the_reason(choice):
    assert {name: reason.split(":")[0] for name, reason in choice.left_out.items()} == {
        "venue": "changes no number",
        "own": "is in the hands of a party, not of a third party",
        "words": "changes nothing that war or bargaining reads",
    }


def test_the_levers_of_one_actor_are_taken_alone(case):
    assert policies_of(case, by=["far"]).levers == ("yield", "idle")
    assert policies_of(case, ["idle", "open"], by=["far"]).levers == ("idle",)
    assert policies_of(case, ["idle", "open"]).all == ((), ("open",), ("idle",), ("open", "idle"))


@pytest.mark.parametrize(
    ("asked", "error", "wrong"),
    [
        ({"levers": ["opne"]}, UnknownName, "opne"),
        ({"by": ["hots"]}, UnknownName, "hots"),
        ({"by": ["b"]}, BadUse, "has no lever of b that a third party can pull"),
        ({"levers": ["venue"]}, BadUse, "'venue' changes no number: A room"),
        ({"most": 0}, BadUse, "sets of 0 levers; allowed: 1 or more"),
    ],
)
def test_what_cannot_be_chosen_from_is_refused(case, asked, error, wrong):
    with pytest.raises(error, match=wrong):
        policies_of(case, **asked)


def test_more_policies_than_can_be_run_are_refused(write_case):
    many = "".join(f"  l{i}: {{label: L, by: far, does: {{positions.a.x.salience: times 1}}}}\n" for i in range(40))
    case = write_case(LEVERS.replace("levers:\n", f"levers:\n{many}"), stakes=STAKES)
    with pytest.raises(BadUse, match=f"allowed: {MOST_ARMS:,}; name fewer levers"):
        policies_of(case, most=4)


def test_a_run_without_policies_has_no_choice(case, tmp_path):
    run = assess(case, draws=5, folder=tmp_path / "other")
    with pytest.raises(BadUse, match="tests no policies; make one with: irenic choose"):
        choice_of(run)


def test_policies_are_part_of_what_determines_a_run(case):
    every, one = (plan(case, 5, 1, only=JUDGES, under=Policies(("open", "yield"), most)) for most in (2, 1))
    assert every.fingerprint != one.fingerprint
    assert every.manifest["under"] == {"levers": ["open", "yield"], "most": 2}


def test_the_bytes_do_not_depend_on_the_workers_and_the_run_reads_back_as_it_was(choice, case, tmp_path):
    again = choose(case, draws=40, folder=tmp_path / "again", work=Work(workers=1, chunk=5))
    assert again.run.digest == choice.run.digest
    back = choice_of(Run(choice.run.folder))
    assert back.run.plan == choice.run.plan
    assert back.table().equals(choice.table())
    assert repr(back) == "<Choice of open + yield from 10 policies, 2 readings, 40 draws>"
    assert "regret" not in back._repr_html_().splitlines()[0]
    assert "and the policies of third parties" in back.run._repr_html_()


def test_in_a_war_the_chance_that_a_settlement_comes_and_holds_is_the_product_of_both(war):
    answers = war.run.answers("war", "lever.squeeze")
    soon = answers[SETTLED].sel({MONTH: slice(1, 12)}).sum(MONTH).to_numpy()
    held = np.nan_to_num(answers[SURVIVAL].sel({MONTH: 12}).to_numpy())
    assert np.allclose(war.by_goal["soon"].values[0, war.policies.index(("squeeze",))], soon)
    assert np.allclose(war.first.values[0, war.policies.index(("squeeze",))], soon * held)
    assert list(war.by_goal) == ["holds", "soon", "package"]
    assert 0 < war.first.values.mean() < 1


def test_in_a_war_a_lever_that_cannot_matter_changes_no_bit(war):
    values, at = war.first.values, war.policies.index
    assert np.array_equal(values[:, at(("reminder",))], values[:, at(())])
    assert not np.array_equal(values[:, at(("squeeze",))], values[:, at(())])
    assert war.dominated()["reminder",] == ()


def test_what_the_case_says_a_lever_costs_counts_once_for_each_lever_of_the_mediator(war):
    assert war.cost(()) is None
    assert war.cost(("squeeze",)).value == pytest.approx(0.1)
    assert war.cost(("squeeze", "halt")).value == pytest.approx(0.2)
    assert war.cheaper(("halt",), ("squeeze", "reminder"))
    assert not war.cheaper(("halt",), ("squeeze",))


def test_where_the_case_has_no_mediator_with_costs_no_cost_is_made_up(choice):
    assert choice.cost(("open",)) is None
    assert not choice.cheaper(("open",), ("yield",))
    assert choice.cheaper((), ("yield",))


def test_war_and_bargaining_read_nothing_of_what_the_mediator_itself_gains_or_loses(war, tmp_path):
    run = assess(war.run.case, 5, folder=tmp_path / "run", only=JUDGES, under=Policies(("threat",), 1))
    for family in JUDGES:
        assert run.answers(family).drop_vars("arm").identical(run.answers(family, "lever.threat").drop_vars("arm"))
    with pytest.raises(BadUse, match="changes only what the mediator itself gains or loses"):
        policies_of(war.run.case, ["threat"])


def test_the_cheapest_policy_that_is_not_told_apart_stands_beside_the_choice(case, tmp_path):
    few = choose(case, ["idle", "yield"], draws=40, folder=tmp_path / "run")
    assert few.policy == few.thriftiest() == ()
    assert len(few.first.ranking.twins) == 3
