"""Beliefs drawn in bulk: held against the scalar definition, and against what the grammar promises."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, kstest, norm, spearmanr, triang

from irenic.arrays.sample import _Ends, _Streams, _values_at, draw, shares_for
from irenic.arrays.shares import Shares
from irenic.case.belief import Changed, Exact, Step, value_at
from irenic.case.quantity import read_quantity
from irenic.case.scales import AMOUNT, LINE, NUMBER, SHARE
from irenic.examples import load

# A case of one number, whatever form it has: its draws can be held against its shares.
FORMS_ON_THE_LINE = [
    "37",
    "unknown",
    "40 to 60",
    "0 to 30",
    "90 to 100",
    "40 to 60 (80%)",
    "50 to 50",
    "{low: 20, high: 70, mode: 30}",
    "{low: 20, high: 70, mode: 70, level: 100}",
    "{low: 20, high: 70, mode: 20, level: 100, shape: triangular}",
    "{low: 20, high: 70, mode: 65, shape: triangular}",
    "{low: 20, high: 70, shape: uniform}",
    "{low: 20, high: 70, shape: uniform, level: 100}",
    "{low: 5, high: 70, shape: lognormal}",
    "{low: 40, high: 60, at_least: 38}",
    "{low: 40, high: 60, at_least: 45, at_most: 57}",
    "{low: 20, high: 70, mode: 30, at_most: 72}",
    "{low: 5, high: 70, shape: lognormal, at_least: 4}",
    "{choices: {10: 20%, 40: 50%, 90: 30%}}",
    "{choices: {90: 0.5, 10: 0.5}}",
    "{choices: {55: 100%}}",
    "{coders: [40, 50 to 60, unknown]}",
    "{coders: {ann: 10 to 20, bob: {low: 30, high: 80, mode: 50}}}",
]
POSITIONS = """\
positions:
  a: {{x: {{wants: {wants}, salience: 50, judgement: made up}}}}
  b: {{x: {{wants: 50, salience: 50, judgement: made up}}}}
capability:
  a: {{value: 50, judgement: made up}}
  b: {{value: 50, judgement: made up}}
"""
PATH = "positions.a.x.wants"


def drawn_belief(case, path):
    return next(placed.quantity for placed in case.drawn if placed.path == path)


@pytest.mark.parametrize("form", [*FORMS_ON_THE_LINE, "low", "low to mid", "{choices: {low: 30%, high: 70%}}"])
def test_the_bulk_sampler_agrees_with_the_definition_of_every_form(write_case, form):
    case = write_case(POSITIONS.format(wants=form))
    shares = Shares(5, 0, 400)
    quantity = drawn_belief(case, PATH)
    places = {"low": 0.0, "mid": 50.0, "high": 100.0}
    expected = [value_at(share, quantity.belief, quantity.scale, places.__getitem__) for share in shares.of(PATH)]
    assert draw(case, shares)[PATH] == pytest.approx(expected, abs=2e-6, rel=1e-9)


NUMBERS = st.floats(0, 100, allow_nan=False).map(lambda value: round(value, 3))
RANGES = st.tuples(NUMBERS, NUMBERS).filter(lambda pair: pair[1] - pair[0] > 0.01)
LEVELS = st.integers(5, 99)


@st.composite
def written(draw_from, depth=1):
    """Return any form of the grammar, as it would stand in a case."""
    kinds = ["exact", "short", "level", "long", "unknown", "choices"] + ["coders"] * depth
    kind = draw_from(st.sampled_from(kinds))
    low, high = draw_from(RANGES)
    if kind == "exact":
        return str(low)
    if kind == "unknown":
        return "unknown"
    if kind == "short":
        return f"{low} to {high}"
    if kind == "level":
        return f"{low} to {high} ({draw_from(LEVELS)}%)"
    if kind == "choices":
        chance = draw_from(st.integers(0, 100))
        return {"choices": {str(low): f"{chance}%", str(high): f"{100 - chance}%"}}
    if kind == "coders":
        return {"coders": draw_from(st.lists(written(depth=0), min_size=1, max_size=4))}
    return draw_from(long_forms(low, high))


@st.composite
def long_forms(draw_from, low, high):
    form = {"low": low, "high": high, "shape": draw_from(st.sampled_from(["normal", "uniform", "triangular", "pert"]))}
    form["level"] = draw_from(LEVELS)
    if form["shape"] in ("triangular", "pert"):
        form["mode"] = low + (high - low) * draw_from(st.sampled_from([0.1, 0.25, 0.5, 0.8]))
    if draw_from(st.booleans()):
        form["at_least"] = low
        form["at_most"] = high
    return form


@given(written(), st.integers(0, 1000))
def test_the_bulk_sampler_agrees_with_the_definition_of_any_belief(form, seed):
    quantity = read_quantity(form, LINE)
    case = load_once()
    placed = case.document.positions["hill"]["channel"]
    changed = placed.model_copy(update={"wants": quantity})
    positions = {**case.document.positions, "hill": {**case.document.positions["hill"], "channel": changed}}
    other = replace(case, document=case.document.model_copy(update={"positions": positions}))
    shares = Shares(seed, 0, 40)
    path = "positions.hill.channel.wants"
    expected = [value_at(share, quantity.belief, LINE, float) for share in shares.of(path)]
    assert draw(other, shares, [path])[path] == pytest.approx(expected, abs=1e-6, rel=1e-9)


def test_draws_of_the_usual_form_have_the_percentiles_as_written(write_case):
    case = write_case(POSITIONS.format(wants="40 to 60"))
    values = draw(case, Shares(1, 0, 200_000))[PATH]
    assert np.quantile(values, [0.05, 0.5, 0.95]) == pytest.approx([40, 50, 60], abs=0.15)
    assert kstest(values, norm(50, 10 / norm.ppf(0.95)).cdf).pvalue > 0.01


def test_another_level_moves_the_percentiles(write_case):
    case = write_case(POSITIONS.format(wants="40 to 60 (80%)"))
    assert np.quantile(draw(case, Shares(1, 0, 200_000))[PATH], [0.1, 0.9]) == pytest.approx([40, 60], abs=0.15)


def test_a_range_at_the_end_of_the_scale_keeps_both_percentiles(write_case):
    values = draw(write_case(POSITIONS.format(wants="90 to 100")), Shares(1, 0, 200_000))[PATH]
    assert np.quantile(values, [0.05, 0.5, 0.95]) == pytest.approx([90, 95, 100], abs=0.1)
    assert values.max() == 100
    assert (values == 100).mean() == pytest.approx(0.05, abs=0.002)


def test_peaked_shapes_that_hold_everything_are_the_textbook_ones(write_case):
    form = "{low: 20, high: 70, mode: 30, level: 100, shape: %s}"
    values = draw(write_case(POSITIONS.format(wants=form % "triangular")), Shares(1, 0, 50_000))[PATH]
    assert kstest(values, triang(0.2, 20, 50).cdf).pvalue > 0.01
    values = draw(write_case(POSITIONS.format(wants=form % "pert")), Shares(1, 0, 50_000))[PATH]
    assert kstest(values, beta(1.8, 4.2, 20, 50).cdf).pvalue > 0.01


def test_choices_come_as_often_as_their_chances_say(write_case):
    case = write_case(POSITIONS.format(wants="{choices: {10: 20%, 40: 50%, 90: 30%}}"))
    values, counts = np.unique(draw(case, Shares(1, 0, 100_000))[PATH], return_counts=True)
    assert list(values) == [10, 40, 90]
    assert counts / 100_000 == pytest.approx([0.2, 0.5, 0.3], abs=0.006)


def test_coders_are_each_right_equally_often(write_case):
    case = write_case(POSITIONS.format(wants="{coders: [10, 20 to 30, 80]}"))
    values = draw(case, Shares(1, 0, 90_000))[PATH]
    assert (values == 10).mean() == pytest.approx(1 / 3, abs=0.006)
    assert (values == 80).mean() == pytest.approx(1 / 3, abs=0.006)
    between = values[(values != 10) & (values != 80)]
    assert np.quantile(between, [0.05, 0.95]) == pytest.approx([20, 30], abs=0.3)


def test_limits_cut_off_and_do_not_heap_up(write_case):
    case = write_case(POSITIONS.format(wants="{low: 40, high: 60, at_least: 45, at_most: 57}"))
    values = draw(case, Shares(1, 0, 50_000))[PATH]
    deviation = 10 / norm.ppf(0.95)
    assert values.min() >= 45
    assert values.max() <= 57
    below, above = norm.cdf([(45 - 50) / deviation, (57 - 50) / deviation])
    assert kstest(values, lambda x: (norm.cdf((x - 50) / deviation) - below) / (above - below)).pvalue > 0.01


CROSSING = """\
actors:
  a: {name: A, role: party}
  b: {name: B, role: party}
issues:
  x:
    name: X
    question: Which?
    judgement: made up
    options:
      low: {at: 30 to 50, label: Low}
      mid: {at: 40 to 60, label: Middle}
      high: {at: 45 to 80, label: High}
"""


def test_options_keep_their_order_where_their_places_could_cross(write_case):
    values = draw(write_case(POSITIONS.format(wants="low"), stakes=CROSSING), Shares(1, 0, 10_000))
    low, mid, high = (values[f"issues.x.options.{name}.at"] for name in ("low", "mid", "high"))
    assert (low <= mid).all()
    assert (mid <= high).all()
    # Sorting moves places from one option to another, but makes none up.
    written = {"low": "30 to 50", "mid": "40 to 60", "high": "45 to 80"}
    drawn = [
        [value_at(s, read_quantity(text, LINE).belief, LINE, float) for s in _first(f"issues.x.options.{name}.at")]
        for name, text in written.items()
    ]
    assert np.column_stack([low, mid, high])[:100] == pytest.approx(np.sort(np.array(drawn).T), abs=1e-9)


def _first(path):
    return Shares(1, 0, 100).of(path)


def test_a_position_that_names_an_option_lies_where_the_option_is_drawn(write_case):
    case = write_case(POSITIONS.format(wants="mid"), stakes=CROSSING)
    values = draw(case, Shares(1, 0, 2000))
    assert np.array_equal(values[PATH], values["issues.x.options.mid.at"])
    assert np.array_equal(draw(case, Shares(1, 0, 2000), [PATH])[PATH], values[PATH])


@cache
def load_once(name="two-villages"):
    return load(name)


@given(st.sets(st.sampled_from([p.path for p in load("two-villages").drawn]), max_size=12), st.integers(0, 5))
def test_a_number_drawn_alone_has_the_draws_it_has_among_all(paths, seed):
    case = load_once()
    part = draw(case, Shares(seed, 0, 30), sorted(paths, reverse=True))
    whole = draw(case, Shares(seed, 0, 30))
    assert list(part) == sorted(paths, reverse=True)
    assert all(np.array_equal(part[path], whole[path]) for path in paths)


def test_adding_and_reordering_numbers_changes_no_other_draw(write_case):
    forward = """\
    positions:
      a: {x: {wants: 20 to 40, salience: 30 to 60, judgement: made up}}
      b: {x: {wants: 70 to 90, judgement: made up}}
    """
    backward = """\
    positions:
      b: {x: {wants: 70 to 90, salience: 10 to 20, judgement: made up}}
      a: {x: {salience: 30 to 60, wants: 20 to 40, judgement: made up}}
    capability: {a: {value: 10 to 20, judgement: made up}}
    """
    one = draw(write_case(forward, "one"), Shares(1, 0, 500))
    two = draw(write_case(backward, "two"), Shares(1, 0, 500))
    for path in (PATH, "positions.a.x.salience", "positions.b.x.wants", "capability.b"):
        assert np.array_equal(one[path], two[path])
    assert not np.array_equal(one["capability.a"], two["capability.a"])


CORRELATED = """\
positions:
  a: {x: {wants: 20 to 60, salience: 30 to 50, judgement: made up}}
  b: {x: {wants: 40 to 80, salience: 10 to 60, judgement: made up}}
capability:
  a: {value: 30 to 60, judgement: made up}
  b: {value: {low: 10, high: 90, mode: 20, level: 100}, judgement: made up}
"""
LINK = """\
correlations:
  - {{together: [{together}], opposed: [{opposed}], strength: {strength}, judgement: made up}}
"""
A, B, C = "positions.a.x.wants", "capability.b", "positions.b.x.salience"


@pytest.mark.parametrize("strength", [0.2, 0.6, 0.95])
def test_a_correlation_is_as_strong_as_stated_and_has_its_sign(write_case, strength):
    link = LINK.format(together=f"{A}, {B}", opposed=C, strength=strength)
    values = draw(write_case(CORRELATED + link), Shares(1, 0, 40_000))
    expected = 6 / np.pi * np.arcsin(strength / 2)  # Spearman's, for a normal copula
    assert spearmanr(values[A], values[B]).statistic == pytest.approx(expected, abs=0.02)
    assert spearmanr(values[A], values[C]).statistic == pytest.approx(-expected, abs=0.02)
    assert abs(spearmanr(values[A], values["capability.a"]).statistic) < 0.02


def test_full_strength_is_in_step_and_no_strength_is_nothing(write_case):
    tight = draw(write_case(CORRELATED + LINK.format(together=f"{A}, {B}", opposed=C, strength=1)), Shares(1, 0, 2000))
    assert spearmanr(tight[A], tight[B]).statistic > 0.999999
    assert spearmanr(tight[A], tight[C]).statistic < -0.999999
    plain = write_case(CORRELATED, "plain")
    loose = write_case(CORRELATED + LINK.format(together=f"{A}, {B}", opposed=C, strength=0), "loose")
    alone, none = draw(plain, Shares(1, 0, 2000)), draw(loose, Shares(1, 0, 2000))
    assert none[A] == pytest.approx(alone[A], abs=1e-9)


def test_a_correlation_leaves_every_number_its_own_distribution(write_case):
    link = LINK.format(together=f"{A}, {B}", opposed=C, strength=0.8)
    values = draw(write_case(CORRELATED + link), Shares(1, 0, 50_000))
    assert kstest(values[A], norm(40, 20 / norm.ppf(0.95)).cdf).statistic < 0.03  # clipped at 0, hence not a p-value
    assert kstest(values[B], beta(1.5, 4.5, 10, 80).cdf).pvalue > 0.01


def test_the_order_of_the_members_of_a_correlation_changes_no_draw(write_case):
    one = write_case(CORRELATED + LINK.format(together=f"{A}, {B}", opposed="", strength=0.5), "one")
    two = write_case(CORRELATED + LINK.format(together=f"{B}, {A}", opposed="", strength=0.5), "two")
    assert np.array_equal(draw(one, Shares(1, 0, 100))[A], draw(two, Shares(1, 0, 100))[A])


def test_the_strength_that_is_kept_is_the_one_that_was_used(write_case):
    # With strength 0 or 1 by the toss of a coin, the draw shows which of them was used.
    link = LINK.format(together=f"{A}, capability.a", opposed="", strength="{choices: {0: 50%, 1: 50%}}")
    values = draw(write_case(CORRELATED + link), Shares(1, 0, 2000))
    strength = values["correlations.0.strength"]
    assert set(strength) == {0.0, 1.0}
    score = (values[A] - 40) / 20 * norm.ppf(0.95)
    other = (values["capability.a"] - 45) / 15 * norm.ppf(0.95)
    inside = (values[A] > 0) & (values["capability.a"] > 0)
    assert score[inside & (strength == 1)] == pytest.approx(other[inside & (strength == 1)], abs=1e-6)
    assert (np.abs(score - other)[inside & (strength == 0)] > 1e-6).all()


LEVERS = """\
positions:
  a: {x: {wants: 20 to 60, salience: 30 to 50, judgement: made up}}
  b: {x: {wants: 40 to 80, salience: 10 to 60, judgement: made up}}
capability:
  a: {value: 30 to 40, judgement: made up}
  b: {value: 30 to 40, judgement: made up}
levers:
  arms: {label: Arms, by: [b], does: {capability.a: times 1.2 to 1.8}, judgement: made up}
scenarios:
  armed: {label: Arms come, pull: [arms], judgement: made up}
  more: {label: More, set: {capability.a: plus 5}, judgement: made up}
  half: {label: Half, set: {positions.a.x.salience: times 50%}, judgement: made up}
"""


def test_a_scenario_changes_the_draws_it_meets_one_by_one(write_case):
    case = write_case(LEVERS)
    shares = Shares(1, 0, 1000)
    entered, more, half = (draw(c, shares) for c in (case, case.under(scenario="more"), case.under(scenario="half")))
    assert more["capability.a"] == pytest.approx(entered["capability.a"] + 5, abs=1e-12)
    salience = "positions.a.x.salience"
    assert half[salience] == pytest.approx(entered[salience] / 2, abs=1e-12)
    assert all(np.array_equal(entered[path], more[path]) for path in entered if path != "capability.a")


def test_an_uncertain_factor_has_draws_of_its_own(write_case):
    case = write_case(LEVERS)
    shares = Shares(1, 0, 50_000)
    before = draw(case, shares, ["capability.a"])["capability.a"]
    after = draw(case.under(scenario="armed"), shares, ["capability.a"])["capability.a"]
    inside = after < 100
    factor = after[inside] / before[inside]
    assert np.quantile(factor, [0.05, 0.5, 0.95]) == pytest.approx([1.2, 1.5, 1.8], abs=0.01)
    assert abs(np.corrcoef(factor, before[inside])[0, 1]) < 0.02


def test_what_is_changed_beyond_the_scale_stays_at_its_end(write_case):
    text = LEVERS.replace("plus 5", "plus 80")
    values = draw(write_case(text).under(scenario="more"), Shares(1, 0, 100))["capability.a"]
    assert values.max() == 100


def test_a_factor_never_turns_a_number_around():
    # 'times 0 to 1' has 5 % of its normal below 0; there, the factor is 0.
    factor = read_quantity("0 to 1", NUMBER).belief
    belief = Changed(Exact(10.0), (Step("times", factor, "one"), Step("plus", Exact(20.0), "two")))
    values = _Streams(Shares(1, 0, 5000), load_once()).values("any", belief, AMOUNT)
    assert values.min() == 20
    assert (values == 20).mean() == pytest.approx(0.05, abs=0.01)


def test_steps_are_taken_in_their_order():
    belief = Changed(Exact(10.0), (Step("plus", Exact(5.0), "one"), Step("times", Exact(2.0), "two")))
    assert list(_Streams(Shares(1, 0, 2), load_once()).values("any", belief, AMOUNT)) == [30.0, 30.0]


def test_a_share_at_the_very_edge_of_a_choice_belongs_to_the_next():
    belief = read_quantity({"choices": {"10": "25%", "40": "50%", "90": "25%"}}, LINE).belief
    edges = np.array([0.25 - 2**-53, 0.25, 0.75 - 2**-53, 0.75])
    assert list(_values_at(edges, belief, LINE, _Ends({}, 4))) == [10, 40, 40, 90]
    assert [value_at(share, belief, LINE, float) for share in edges] == [10, 40, 40, 90]


def test_a_changed_belief_has_no_value_at_one_share():
    with pytest.raises(TypeError, match="a stream for each of its steps"):
        _values_at(np.array([0.5]), Changed(Exact(1.0), ()), SHARE, _Ends({}, 1))


def test_sobol_shares_of_a_case_spread_over_all_its_numbers():
    case = load("two-villages")
    shares = shares_for(case, 0, 512, 1, "sobol")
    values = draw(case, shares)
    assert set(shares.paths) == set(values)
    assert np.quantile(values["capability.hill"], [0.05, 0.5, 0.95]) == pytest.approx([30, 45, 60], abs=0.3)


def test_what_a_case_leaves_out_is_unknown(write_case):
    case = write_case("positions:\n  a: {x: {wants: 20, judgement: made up}}\n")
    values = draw(case, Shares(1, 0, 20_000))
    for path in ("capability.a", "positions.a.x.salience"):
        assert kstest(values[path] / 100, "uniform").pvalue > 0.01
    assert "capability.b" not in values


def test_scales_without_ends_are_not_cut():
    belief = read_quantity("-3 to 3", NUMBER).belief
    values = _Streams(Shares(1, 0, 20_000), load_once()).values("any", belief, NUMBER)
    assert values.min() < -4
