"""The grammar of numbers: what is read, what is refused, and what the percentiles are."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats

import strategies
from irenic.case.belief import Changed, Choices, Coders, Exact, Range, Step, Unknown, percentiles, value_at
from irenic.case.quantity import LONG_KEYS, as_written, read_quantity
from irenic.case.scales import AMOUNT, FACTOR, LINE, NAMED_LINE, NUMBER, SCORE, SHARE
from irenic.case.tree import Arithmetic, plain, read_tree
from irenic.errors import BadValue

NESTED = st.recursive(
    st.one_of(st.none(), st.booleans(), st.text(max_size=10), st.floats(), st.integers()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from([*LONG_KEYS, "x"]), inner),
    ),
    max_leaves=8,
)


@given(st.one_of(st.text(), NESTED), st.sampled_from([*strategies.SCALES, NAMED_LINE]))
@example("1e999", NUMBER)
@example("-1e308 to 1e308", NUMBER)
@example({"low": "1", "high": "1000000", "shape": "lognormal", "level": "1%"}, AMOUNT)
@example("9" * 5000, NUMBER)
@example("²", SCORE)
@example(math.nan, SCORE)
def test_whatever_is_written_is_a_quantity_or_a_bad_value(written, scale):
    try:
        quantity = read_quantity(written, scale)
    except BadValue:
        return
    low, middle, high = quantity.percentiles(lambda _: 50.0)
    assert scale.low <= low <= middle <= high <= scale.high
    assert math.isfinite(low)
    assert math.isfinite(high)


@given(strategies.scaled_beliefs())
def test_what_is_written_out_reads_back_the_same(scaled):
    scale, written = scaled
    quantity = read_quantity(written, scale)
    tree = read_tree(f"number: {quantity.written}", "case.yaml")
    assert tree.problems == ()
    again = read_quantity(plain(tree.root)["number"], scale)
    if isinstance(quantity.belief, Coders):
        assert again.belief.names == quantity.belief.names
    assert again.belief == quantity.belief
    assert again.written == quantity.written


@given(st.dictionaries(st.text(min_size=1), st.text(), min_size=1, max_size=3))
def test_texts_of_any_kind_are_written_so_that_they_read_back(written):
    spaced = {" ".join(key.split()) or "k": " ".join(text.split()) for key, text in written.items()}
    spaced = {key: text for key, text in spaced.items() if (key + text).isprintable()}
    tree = read_tree(f"entry: {as_written(spaced)}", "case.yaml")
    assert tree.problems == ()
    assert {key: text or "" for key, text in plain(tree.root)["entry"].items()} == spaced


@given(strategies.scaled_beliefs())
def test_percentiles_are_ordered_and_on_the_scale(scaled):
    scale, written = scaled
    low, middle, high = read_quantity(written, scale).percentiles()
    assert scale.low <= low <= middle <= high <= scale.high


@given(st.sampled_from(strategies.SCALES).flatmap(lambda s: st.tuples(st.just(s), strategies.ends_on(s))))
def test_the_percentiles_of_a_to_b_are_a_and_b(scaled):
    scale, (low, high) = scaled
    quantity = read_quantity(f"{low} to {high}", scale)
    found = quantity.percentiles()
    tolerance = 1e-9 * max(1.0, abs(float(low)), abs(float(high)))
    assert found == pytest.approx((float(low), (float(low) + float(high)) / 2, float(high)), abs=tolerance)


@given(st.floats(1, 99), st.floats(1, 50))
def test_another_level_means_another_pair_of_percentiles(level, half):
    quantity = read_quantity(f"{-half} to {half} ({level:.2f}%)", NUMBER)
    normal = stats.norm(scale=half / stats.norm.ppf(0.5 + round(level, 2) / 200))
    assert quantity.percentiles() == pytest.approx(tuple(normal.ppf([0.05, 0.5, 0.95])), abs=1e-6 * half)


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(1, 9)), min_size=1, max_size=5, unique_by=lambda c: c[0]))
def test_percentiles_of_choices_do_not_depend_on_the_order_they_are_written_in(choices):
    """The oracle repeats every value as often as its weight says and sorts."""
    total = sum(weight for _, weight in choices)
    quantity = read_quantity({"choices": {str(v): f"{w / total:.12f}" for v, w in choices}}, SCORE)
    column = sorted(v for v, w in choices for _ in range(w * 1000))
    found = quantity.percentiles()
    for share, value in zip((0.05, 0.5, 0.95), found, strict=True):
        place = share * len(column)
        near = {column[int(place) - 1], column[min(int(place), len(column) - 1)]}
        assert value in near


def test_beyond_the_end_of_the_scale_a_range_stays_at_the_end():
    quantity = read_quantity("90 to 100", SCORE)
    assert value_at(0.999, quantity.belief, SCORE, float) == 100
    assert value_at(0.001, quantity.belief, SCORE, float) < 90


def test_every_form_is_read_as_the_belief_it_stands_for():
    read = {written: read_quantity(written, SCORE).belief for written in ("50", "40 to 60", "unknown")}
    assert read == {"50": Exact(50.0), "40 to 60": Range(40.0, 60.0), "unknown": Unknown()}
    assert read_quantity({"choices": {"40": "30%", "60": "0.7"}}, SCORE).belief == Choices((40.0, 60.0), (0.3, 0.7))
    coders = read_quantity({"coders": {"anna": "40", "ben": "50 to 60"}}, SCORE).belief
    assert coders == Coders(("anna", "ben"), (Exact(40.0), Range(50.0, 60.0)))
    assert read_quantity({"coders": ["40"]}, SCORE).belief.names == ("coder 1",)
    assert read_quantity("20% to 40%", SHARE).belief == Range(0.2, 0.4)
    assert read_quantity("line to 60", NAMED_LINE).names == ("line",)


def test_the_options_a_number_names_are_found_in_every_form():
    def named(written):
        return read_quantity(written, NAMED_LINE).names

    assert named({"coders": ["low", "mid to 60", "unknown"]}) == ("low", "mid")
    assert named({"choices": {"low": "1"}}) == ("low",)
    assert named("unknown") == named("50") == ()
    assert named(Arithmetic("low to high", (("plus", "5", "p"),))) == ("low", "high")


def test_the_basis_of_a_number_is_no_part_of_what_is_written_out():
    quantity = read_quantity({"value": "40", "judgement": "seen", "because": "s#p1", "confidence": "low"}, SCORE)
    assert quantity.written == "40"
    assert (quantity.basis.judgement, quantity.basis.confidence, len(quantity.basis.because)) == ("seen", "low", 1)


@pytest.mark.parametrize(
    "written", [None, "", [], {}, {"coders": []}, {"coders": {}}, {"choices": {}}, {"value": None}, True]
)
def test_nothing_is_not_a_number(written):
    with pytest.raises(BadValue):
        read_quantity(written, SCORE)


def test_nothing_is_written_out_as_a_word():
    assert as_written({"low": None, "high": ["a, b", "c"]}) == '{low: nothing, high: ["a, b", c]}'


def changed(base, *steps, scale=AMOUNT):
    return read_quantity(Arithmetic(base, tuple((kind, by, f"p{i}") for i, (kind, by) in enumerate(steps))), scale)


def test_arithmetic_is_read_with_the_paths_of_its_steps():
    quantity = changed("10", ("times", "1 to 2"), ("times", "50%"))
    assert quantity.belief == Changed(
        Exact(10.0), (Step("times", Range(1.0, 2.0), "p0"), Step("times", Exact(0.5), "p1"))
    )
    assert quantity.written == "10, times 1 to 2, times 50%"


def test_percentiles_of_exact_arithmetic_are_exact():
    assert changed("10", ("times", "2"), ("times", "3")).percentiles() == (60, 60, 60)
    assert changed("10", ("plus", "-25"), scale=NUMBER).percentiles() == (-15, -15, -15)
    assert changed("90", ("plus", "25"), scale=SCORE).percentiles() == (100, 100, 100)


def test_percentiles_of_a_sum_of_two_ranges_are_those_of_the_sum():
    """Two independent normals: the variances add up."""
    found = changed("-10 to 10", ("plus", "-20 to 40"), scale=NUMBER).percentiles()
    reach = math.hypot(10, 30)
    assert found == pytest.approx((10 - reach, 10, 10 + reach), abs=0.8)


def test_percentiles_of_a_product_follow_both_numbers():
    found = changed("unknown", ("times", "0.5"), scale=SCORE).percentiles()
    assert found == pytest.approx((2.5, 25, 47.5), abs=0.3)


def test_a_changed_belief_has_no_value_at_one_share():
    with pytest.raises(TypeError):
        value_at(0.5, changed("1", ("times", "2")).belief, FACTOR, float)


def test_an_option_stands_for_its_place():
    quantity = read_quantity("low to high", NAMED_LINE)
    places = {"low": 20.0, "high": 60.0}
    assert quantity.percentiles(places.__getitem__) == pytest.approx((20, 40, 60))
    mixed = read_quantity({"choices": {"high": "90%", "low": "10%"}}, NAMED_LINE)
    assert mixed.names == ("high", "low")
    assert mixed.percentiles(places.__getitem__) == (20, 60, 60)


@given(st.floats(0.01, 0.99), st.floats(1, 40), st.floats(60, 99))
def test_a_limit_cuts_the_distribution_off_and_keeps_its_form(share, low, high):
    written = {"low": f"{low:.3f}", "high": f"{high:.3f}", "at_least": f"{low:.3f}", "at_most": f"{high:.3f}"}
    quantity = read_quantity(written, LINE)
    a, b = round(low, 3), round(high, 3)
    sigma = (b - a) / 2 / stats.norm.ppf(0.95)
    oracle = stats.truncnorm((a - b) / 2 / sigma, (b - a) / 2 / sigma, loc=(a + b) / 2, scale=sigma)
    assert value_at(share, quantity.belief, LINE, float) == pytest.approx(oracle.ppf(share), abs=1e-6)


@given(st.floats(0.01, 0.99))
def test_a_lognormal_with_limits_is_a_truncated_normal_of_the_logarithms(share):
    written = {"low": "1", "high": "16", "shape": "lognormal", "at_least": "0.5", "at_most": "32"}
    quantity = read_quantity(written, AMOUNT)
    sigma = math.log(16) / 2 / stats.norm.ppf(0.95)
    middle = math.log(4)
    ends = ((math.log(limit) - middle) / sigma for limit in (0.5, 32))
    oracle = stats.truncnorm(*ends, loc=middle, scale=sigma)
    assert value_at(share, quantity.belief, AMOUNT, float) == pytest.approx(math.exp(oracle.ppf(share)), rel=1e-6)


def test_a_lognormal_limit_at_zero_cuts_nothing_off():
    bare = read_quantity({"low": "1", "high": "16", "shape": "lognormal"}, AMOUNT)
    limited = read_quantity({"low": "1", "high": "16", "shape": "lognormal", "at_least": "0"}, AMOUNT)
    assert percentiles(limited.belief, AMOUNT, float) == percentiles(bare.belief, AMOUNT, float)
