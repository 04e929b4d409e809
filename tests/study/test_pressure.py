"""What the baselines say on an issue, on cases that can be worked out by hand."""

import numpy as np
import pytest

from irenic.errors import BadUse
from irenic.study.assess import assess
from irenic.study.intervals import Chance, Middle, Spread
from irenic.study.pressure import answered, drawn, option_places, pressure, shift, speakers

TOSS = "{choices: {0: 50%, 100: 50%}}"
# A stands at 0 and weighs three times as much as B, who stands at 0 or at 100 by the toss of a coin.
COIN = f"""\
positions:
  a: {{x: {{wants: low, salience: 60, judgement: made up}}}}
  b: {{x: {{wants: {TOSS}, refuses: low, salience: 20, judgement: made up}}}}
capability:
  a: {{value: 50, judgement: made up}}
  b: {{value: 50, judgement: made up}}
scenarios:
  up: {{label: A gives way, set: {{positions.a.x.wants: high}}, judgement: made up}}
  farther: {{label: The middle moves, set: {{issues.x.options.mid.at: 30}}, judgement: made up}}
"""


@pytest.fixture
def run_of(write_case, tmp_path):
    def run(text, draws=200, **more):
        return assess(write_case(text, **more), draws, folder=tmp_path / "run")

    return run


def test_pressure_is_what_it_is_by_hand(run_of):
    run = run_of(COIN)
    up = drawn(run, "positions.b.x.wants") == 100
    answer = pressure(run, "x")
    assert answer.compromise == Spread.of(np.where(up, 25.0, 0.0))
    assert answer.median == Spread(0.0, 0.0, 0.0)
    # 25 is as near to 0 as to 50: the lower option counts.
    assert answer.nearest == {"low": Chance.of(up | True), "mid": Chance.of(up & False), "high": Chance.of(up & False)}
    assert answer.nearest_median["low"].share == 1
    assert answer.agree.share == 1
    assert (answer.best, answer.best_median) == ("low", "low")
    assert answer.refused == {"b": Chance.of(up | True)}
    assert answer.speakers == ("a", "b")
    assert (answer.issue, answer.arm) == ("x", "as-entered")


def test_an_arm_has_its_own_options_and_its_own_answers(run_of):
    run = run_of(COIN)
    up = drawn(run, "positions.b.x.wants") == 100
    moved = pressure(run, "x", "scenario.farther")
    assert list(option_places(run, "x", "scenario.farther")[:, 0]) == [0, 30, 100]
    assert moved.nearest["mid"] == Chance.of(up)
    assert moved.agree == Chance.of(~up)
    assert moved.refused == {"b": Chance.of(~up)}
    assert moved.best_median == "low"
    given = pressure(run, "x", "scenario.up")
    assert given.compromise == Spread.of(np.where(up, 100.0, 75.0))
    assert given.best == "high" if up.mean() > 0.5 else "mid"


def test_a_shift_is_the_difference_draw_by_draw(run_of):
    run = run_of(COIN)
    moved = shift(run, "x", run.arm("scenario.up"))
    assert (moved.issue, moved.arm) == ("x", "scenario.up")
    # From 25 to 100 or from 0 to 75: always by 75, though either spreads by 25.
    assert moved.median == Middle(75.0, 75.0, 75.0)
    assert moved.spread == Spread(75.0, 75.0, 75.0)
    still = shift(run, "x", run.arm("scenario.farther"))
    assert still.median == Middle(0.0, 0.0, 0.0)


def test_draws_without_an_answer_do_not_count(run_of):
    # B alone speaks; it cares in half of the draws.
    run = run_of(f"positions:\n  b: {{x: {{wants: high, salience: {TOSS}, judgement: made up}}}}\n", 300)
    cares = drawn(run, "positions.b.x.salience") > 0
    assert 0 < cares.sum() < 300
    answer = pressure(run, "x")
    assert answer.nearest["high"] == Chance.of(np.full(cares.sum(), True))
    assert answered(run) == ("x",)
    assert speakers(run, "x") == ("b",)


WEIGHTLESS = """\
positions:
  a: {x: {wants: low, salience: 0, judgement: made up}}
capability:
  a: {value: 50, judgement: made up}
scenarios:
  cares: {label: It cares, set: {positions.a.x.salience: 10}, judgement: made up}
"""


def test_an_issue_without_any_weight_has_no_answer(run_of):
    run = run_of(WEIGHTLESS)
    assert answered(run) == ()
    assert answered(run, "scenario.cares") == ("x",)
    with pytest.raises(BadUse, match="nobody with weight holds a position on 'x'"):
        pressure(run, "x")
    moved = shift(run, "x", run.arm("scenario.cares"))
    assert np.isnan(moved.median.value)
    assert np.isnan(moved.spread.middle)


MANY = """\
actors:
{actors}
issues:
  x: &line
    name: X
    question: What becomes of X?
    options:
      low: {{at: 0, label: Low}}
      high: {{at: 100, label: High}}
  y: *line
positions:
{positions}
scenarios:
  speaks: {{label: One more speaks, set: {{positions.a0: {{y: {{wants: 40}}}}}}, judgement: made up}}
"""


def test_one_more_speaker_elsewhere_moves_nothing_by_the_last_bit(run_of):
    names = [f"a{n}" for n in range(12)]
    actors = "\n".join(f"  {name}: {{name: {name}, role: party}}" for name in names)
    held = "\n".join(f"  {n}: {{x: {{wants: unknown, salience: unknown, judgement: made up}}}}" for n in names[1:])
    # On X nothing changes, but one more actor, without weight there, is summed over in this arm.
    run = run_of("", 3000, stakes=MANY.format(actors=actors, positions=held))
    moved = shift(run, "x", run.arm("scenario.speaks"))
    assert moved.spread == Spread(0.0, 0.0, 0.0)
    before, after = (run.answers("influence", arm)["compromise"] for arm in ("as-entered", "scenario.speaks"))
    assert np.array_equal(before.sel(issue="x"), after.sel(issue="x"))
    assert after.sel(issue="y").notnull().all()


def test_numbers_of_an_arm_are_its_own_where_it_changes_them(run_of):
    run = run_of(COIN)
    assert set(drawn(run, "positions.a.x.wants", "scenario.up")) == {100.0}
    assert set(drawn(run, "positions.a.x.wants")) == {0.0}
    assert np.array_equal(drawn(run, "positions.b.x.wants", "scenario.up"), drawn(run, "positions.b.x.wants"))
