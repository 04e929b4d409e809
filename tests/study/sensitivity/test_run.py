"""What is asked of a finished run, on cases whose truth is known by construction."""

import numpy as np
import pytest
import xarray as xr

import irenic
from irenic.errors import BadUse, UnknownName
from irenic.study.sensitivity.asked import what_to_find_out, what_would_flip_it, when_does_it
from irenic.study.sensitivity.drawn import ENOUGH, drawn_beside
from irenic.study.sensitivity.moves import what_moves

CASE = """
positions:
  a: {x: {wants: 10 to 90, salience: 60 to 90}}
  b: {x: {wants: 10 to 90, salience: 60 to 90}}
capability: {a: 100, b: 1}
perspectives:
  firm: {label: A is firm, set: {positions.a.x.wants: 80}, judgement: made up}
  strong: {label: B is strong, set: {capability.b: 100 to 100, capability.a: 1}, judgement: made up}
"""
WANTS, OTHER = "positions.a.x.wants", "positions.b.x.wants"


@pytest.fixture
def run(write_case, tmp_path):
    return irenic.assess(write_case(CASE), draws=1000, folder=tmp_path / "run")


def balance(run, arm="as-entered"):
    return run.answers("influence", arm).compromise.sel(issue="x")


def test_the_number_that_decides_is_found_and_the_others_are_not(run):
    moves = what_moves(run, balance(run), words="where the balance lies")
    assert [driver.path for driver in moves.found] == [WANTS]
    first = moves.drivers[0]
    assert first.first.value > 0.9
    assert first.low.outcome.value == pytest.approx(10, abs=8)
    assert first.high.outcome.value == pytest.approx(90, abs=8)
    assert first.low.edge < 30 < 70 < first.high.edge
    assert {str(driver.first) for driver in moves.drivers[1:]} == {"not distinguishable from 0"}
    assert (moves.outcome, moves.draws, moves.missing, moves.enough) == ("where the balance lies", 1000, 0, True)
    # Three places of options and two capabilities are exact.
    assert moves.fixed == 5
    assert len(moves.drivers) + moves.fixed == run.draws().sizes["quantity"]


def test_what_moves_an_outcome_under_a_perspective_is_what_was_drawn_under_it(run):
    arms = ("perspective.firm", "perspective.strong")
    firm, strong = (what_moves(run, balance(run, arm), arm) for arm in arms)
    assert WANTS not in {driver.path for driver in firm.drivers}
    assert [driver.path for driver in strong.found] == [OTHER]


def test_missing_outcomes_are_counted_and_change_nothing_else(run):
    gappy = balance(run).where(np.arange(1000) % 4 > 0)
    moves = what_moves(run, gappy)
    assert (moves.draws, moves.missing) == (750, 250)
    assert [driver.path for driver in moves.found] == [WANTS]
    beside = drawn_beside(run, gappy)
    kept = run.draws().sel(quantity=WANTS).to_numpy()[np.arange(1000) % 4 > 0]
    np.testing.assert_array_equal(beside.values[beside.paths.index(WANTS)], kept)


def test_too_few_draws_or_an_outcome_that_never_differs_say_nothing(run):
    few = balance(run).where(np.arange(1000) < ENOUGH - 1)
    for outcome in (few, 0 * balance(run), balance(run) * np.nan):
        moves = what_moves(run, outcome)
        assert not moves.enough
        assert moves.drivers == ()


def test_an_outcome_that_does_not_fit_the_run_is_refused(run):
    with pytest.raises(BadUse, match="the outcome has 10 along 'draw'; allowed: 1,000 along 'draw'"):
        what_moves(run, balance(run)[:10])
    with pytest.raises(BadUse, match="the outcome has a single number"):
        what_moves(run, balance(run).mean())
    with pytest.raises(UnknownName, match=r"no arm 'perspective\.soft'"):
        what_moves(run, balance(run), "perspective.soft")


def test_conditions_are_found_with_their_threshold(run):
    found = when_does_it(run, balance(run) > 70)
    (condition,) = found.boxes[0].conditions
    assert (condition.name, condition.above) == (WANTS, True)
    assert condition.edge == pytest.approx(70, abs=4)
    assert found.boxes[0].density.share > 0.95


def test_a_belief_that_flips_a_verdict_is_found_with_its_threshold(run):
    found = what_would_flip_it(run, (balance(run) > 70).astype(float))
    assert [(flip.name, flip.above) for flip in found.flips] == [(WANTS, True)]
    assert found.flips[0].threshold == pytest.approx(70, abs=4)


@pytest.mark.parametrize("ask", [when_does_it, what_would_flip_it])
def test_what_is_neither_true_nor_false_is_refused(run, ask):
    with pytest.raises(BadUse, match="'compromise' is not true or false in every draw"):
        ask(run, balance(run))


def test_what_decides_between_actions_is_worth_knowing(run):
    line = balance(run).drop_vars(["issue", "arm"], errors="ignore") / 100
    worth = xr.concat([line, 0.5 + 0 * line], "policy").assign_coords(policy=["wait", "settle"])
    worth = worth.where(worth.draw > 9)
    found = what_to_find_out(run, worth)
    assert next(iter(found.single)) == WANTS
    assert found.single[WANTS].value == pytest.approx(found.everything.value, abs=0.01)
    assert str(found.single[OTHER]) == "not distinguishable from 0"
    assert found.means[found.best] == max(found.means.values())
    assert found.missing == 10


def test_utilities_without_actions_are_refused(run):
    with pytest.raises(BadUse, match="allowed: draws and named actions"):
        what_to_find_out(run, balance(run))
