"""A mediator with a will of its own in the study: what it is given, what it does, and what it is not asked."""

import numpy as np
import pytest

from irenic.arrays.build import build
from irenic.arrays.levers import with_levers
from irenic.arrays.shares import Shares
from irenic.models.bargaining.menu import menu
from irenic.study.assess import assess
from irenic.study.engine import Work
from irenic.study.mediation import what_it_would_do, without_mediator
from irenic.study.outcomes import in_each_draw
from irenic.study.plan import AS_ENTERED
from irenic.study.settlement import EXPLAINED
from irenic.vocabulary import NO_LEVER
from small_war import LEVERS, WITH_HOST, mediated_war


@pytest.fixture
def mediated(write_case):
    """Return a function that reads the small war with a mediator, its levers, and further scenarios."""

    def read(*scenarios, home="0", leave="0.2", leans="0 to 0.5", changes=()):
        text = mediated_war(home, leave, leans)
        text = text.replace("perspectives:\n", "".join(f"  {line}\n" for line in scenarios) + "perspectives:\n")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        return write_case(text, stakes=WITH_HOST)

    return read


def alone(case, draws=EXPLAINED):
    """Return what the mediator of a case does, without a run."""
    shares = Shares(1, 0, draws)
    return what_it_would_do(with_levers(case, build(case, shares), shares, EXPLAINED))


def test_a_run_says_what_the_mediator_does_in_its_first_draws_and_nothing_of_the_others(mediated, tmp_path):
    run = assess(mediated(), 1030, folder=tmp_path / "run", only=["mediator"])
    found = run.answers("mediator")
    assert found.lever.values.tolist() == [NO_LEVER, "squeeze", "halt", "threat", "reminder"]
    asked = found.isel(draw=slice(EXPLAINED))
    for name in ("leaves", "settled_at_will", "settled_unchanged"):
        assert ((asked[name] >= 0) & (asked[name] <= 1 + 1e-12)).all()
        assert found[name].isel(draw=slice(EXPLAINED, None)).isnull().all()
    assert found.used.isel(draw=slice(EXPLAINED, None)).isnull().all()
    assert (asked.used.sel(lever="squeeze") > 0).any()
    assert not np.array_equal(asked.settled_at_will, asked.settled_unchanged)


def test_a_lever_that_changes_nothing_the_game_reads_has_no_answer(mediated, tmp_path):
    found = assess(mediated(), 5, folder=tmp_path / "run", only=["mediator"]).answers("mediator")
    assert found.used.sel(lever=["threat", "reminder"]).isnull().all()
    assert found.used.sel(lever=[NO_LEVER, "squeeze", "halt"]).notnull().all()


def test_a_lever_that_a_scenario_pulls_already_is_not_the_mediators_to_choose(mediated, tmp_path):
    case = mediated("squeezed: {label: Squeezed, pull: squeeze, judgement: J}")
    run = assess(case, 5, folder=tmp_path / "run", only=["mediator"])
    found = run.answers("mediator", "scenario.squeezed")
    assert found.used.sel(lever="squeeze").isnull().all()
    assert found.used.sel(lever=[NO_LEVER, "halt"]).notnull().all()


def test_a_lever_that_a_reading_changes_is_asked_about_anew(mediated, tmp_path):
    harder = "harder: {label: It hurts more, set: {levers.squeeze.does: {war.cost.north: times 9}}, judgement: J}"
    case = mediated(changes=[("perspectives:\n", f"perspectives:\n  {harder}\n")])
    run = assess(case, 10, folder=tmp_path / "run", only=["mediator"])
    assert "mediator" in [family.name for family in run.arm("perspective.harder").families]
    assert not np.array_equal(run.answers("mediator", "perspective.harder").used, run.answers("mediator").used)


def test_the_answers_of_a_run_are_those_of_the_case_alone_whatever_the_pieces(mediated, tmp_path):
    case = mediated()
    runs = [
        assess(case, 30, folder=tmp_path / str(chunk), only=["mediator"], work=Work(workers, chunk))
        for workers, chunk in ((1, 1), (2, 3))
    ]
    assert runs[0].digest == runs[1].digest
    for arm in (AS_ENTERED, "scenario.alone", "perspective.gloomy"):
        expected = alone(runs[0].arm(arm).case)
        found = runs[0].answers("mediator", arm).isel(draw=slice(EXPLAINED))
        assert np.array_equal(found.leaves, expected.leaves)
        assert np.array_equal(found.settled_at_will, expected.settled_at_will)
        assert np.array_equal(found.used.sel(lever=expected.lever), expected.used)


def test_dear_levers_are_left_and_what_follows_is_as_if_there_were_none(mediated):
    found = alone(mediated(home="1000", leave="1000"))
    assert not found.used.sel(lever=["squeeze", "halt"]).any()
    assert not found.leaves.any()
    assert np.array_equal(found.settled_at_will, found.settled_unchanged)


def test_a_mediator_walks_away_where_that_is_free_and_the_parties_settle_without_it(mediated):
    stays = alone(mediated(leave="1000"))
    case = mediated(leave="0", changes=[(LEVERS, "")])
    leaves = alone(case)
    assert not stays.leaves.any()
    assert (leaves.leaves > 0).any()


OFFER = """\
levers:
  offer: {label: Offer a force, by: host, does: {positions.host.guard.wants: force}, judgement: J}
"""


def test_a_lever_may_bring_an_offer_that_was_not_there_before(mediated):
    host = "positions:\n  host: {guard: {wants: nobody, salience: 50, judgement: J}}\n"
    found = alone(mediated(changes=[(LEVERS, OFFER), ("positions:\n", host)]))
    assert (found.used.sel(lever="offer") > 0).any()
    assert (found.settled_at_will > found.settled_unchanged + 0.1).any()


def test_a_mediator_that_is_gone_gives_no_aid_no_text_and_backs_nothing(mediated):
    case = build(
        mediated(changes=[("proposes: {north", "proposes: {host: {value: 20%, judgement: J}, north")]), Shares(1, 0, 5)
    )
    case = case.merge(menu(case))
    gone = without_mediator(case)
    assert case.aid.sel(actor="host").all()
    assert case.proposes.sel(actor="host").all()
    assert not gone.aid.sel(actor="host").any()
    assert not gone.proposes.sel(actor="host").any()
    others = ["north", "south", "friend"]
    assert gone.aid.sel(actor=others).identical(case.aid.sel(actor=others))
    assert gone.aid_entered.identical(case.aid_entered)
    backed = case.contains.sel(option="guard.force")
    assert (case.offered & backed).any()
    assert not (gone.offered & backed).any()
    assert (gone.offered | backed).equals(case.offered | backed)


def test_nothing_can_be_signed_without_a_mediator_that_must_sign(mediated):
    case = build(mediated(changes=[("levers:\n", "signatories: [north, south, host]\nlevers:\n")]), Shares(1, 0, 5))
    assert not without_mediator(case.merge(menu(case))).offered.any()


ONE_MONTH = (
    ("  months: 24\n", "  months: 1\n  end: freeze\n"),
    ("decisive: {value: 20% to 60%", "decisive: {value: 0%"),
    ("refuses: southern, ", ""),
    ("refuses: northern, ", ""),
)
CHOICES = """\
levers:
  pen: {label: The north has it, by: host, does: {war.proposes.north: 100%, war.proposes.south: 0%}, judgement: J}
  quill: {label: The south has it, by: host, does: {war.proposes.north: 0%, war.proposes.south: 100%}, judgement: J}
  bleed: {label: The south bleeds, by: host, does: {war.cost.south: times 5 to 9}, judgement: J}
  sap: {label: The north bleeds, by: host, does: {war.cost.north: times 8 to 15}, judgement: J}
"""


@pytest.mark.parametrize(("leans", "party"), [("1", 0), ("-1", 1)])
def test_l25_a_free_mediator_with_the_wishes_of_a_party_uses_the_lever_under_which_it_does_best(
    mediated, tmp_path, leans, party
):
    """One month without battles, so that there is nothing to promise: the best policy is the best lever."""
    pulls = [f"{name}s: {{label: S, pull: {name}, judgement: J}}" for name in ("pen", "quill", "bleed", "sap")]
    case = mediated(*pulls, leans=leans, leave="1000", changes=[(LEVERS, CHOICES), *ONE_MONTH])
    run = assess(case, EXPLAINED, folder=tmp_path / "run", only=["war", "mediator"])
    arms = [AS_ENTERED, *(f"scenario.{name}s" for name in ("pen", "quill", "bleed", "sap"))]
    wars = [run.answers("war", arm) for arm in arms]
    sure = np.all([war.settled.sum("month") > 1 - 1e-9 for war in wars], axis=0)
    worth = np.stack([war.outlook.isel(party=party) for war in wars])[:, sure]
    used = run.answers("mediator").used.transpose("lever", "draw").to_numpy()[:, sure]
    assert sure.sum() >= 6
    assert (worth.max(axis=0) > worth[0] + 1e-6).any()
    assert np.allclose((used * worth).sum(axis=0), worth.max(axis=0), atol=1e-9)
    assert np.allclose(used.sum(axis=0), 1)


def test_arguments_may_speak_of_what_the_mediator_uses_and_whether_it_leaves(mediated, tmp_path):
    run = assess(mediated(), 30, folder=tmp_path / "run", only=["mediator"])
    answers = run.answers("mediator")
    uses = in_each_draw(run, "mediator.uses.squeeze", "mediator")
    assert np.array_equal(uses[:EXPLAINED], answers.used.sel(lever="squeeze")[:EXPLAINED] > 0)
    assert np.isnan(uses[EXPLAINED:]).all()
    assert in_each_draw(run, "mediator.uses.threat", "mediator") is None
    assert np.array_equal(in_each_draw(run, "mediator.leaves", "mediator"), answers.leaves, equal_nan=True)
