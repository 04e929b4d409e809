"""Numbers in words: bands of ICD 203, percentages that never round to a certainty, plain lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irenic.report.words import LIKELIHOOD, between, count, likelihood, listing, number, percent
from irenic.study.intervals import Chance, Spread

# Intelligence Community Directive 203 (2015), D.6.e.(2)(a): the seven bands in the middle.
ICD_203 = [
    (0.01, 0.05, "almost no chance"),
    (0.05, 0.20, "very unlikely"),
    (0.20, 0.45, "unlikely"),
    (0.45, 0.55, "roughly even"),
    (0.55, 0.80, "likely"),
    (0.80, 0.95, "very likely"),
    (0.95, 0.99, "almost certain"),
]


@pytest.mark.parametrize(("low", "high", "word"), ICD_203)
def test_a_share_is_called_what_the_directive_calls_it(low, high, word):
    for share in (low, (low + high) / 2, high - 1e-9):
        assert likelihood(Chance(share, 0, 1)).startswith(f"{word} (")


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "no chance to speak of (0% of draws)"),
        (0.001, "no chance to speak of (<1% of draws)"),
        (0.999, "as good as certain (>99% of draws)"),
        (1.0, "as good as certain (100% of draws)"),
    ],
)
def test_the_outermost_bands_speak_of_the_model_only(share, words):
    assert likelihood(Chance(share, 0, 1)) == words


@given(st.floats(0, 1))
def test_every_share_has_a_word_and_its_number_beside_it(share):
    text = likelihood(Chance(share, 0, 1))
    assert any(text == f"{word} ({percent(share)} of draws)" for _, word in LIKELIHOOD)


@given(st.integers(1, 10_000), st.data())
def test_only_none_is_0_percent_and_only_all_is_100(n, data):
    k = data.draw(st.integers(0, n))
    text = percent(k / n)
    assert (text == "0%") == (k == 0)
    assert (text == "100%") == (k == n)


@pytest.mark.parametrize(
    ("share", "text"), [(0.005, "<1%"), (0.006, "1%"), (0.5, "50%"), (0.994, "99%"), (0.995, ">99%")]
)
def test_percentages_at_the_edges(share, text):
    assert percent(share) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (62.4, "62"),
        (0.0312, "0.031"),
        (1.5, "1.5"),
        (-0.2, "-0.2"),
        (0.0, "0"),
        (-0.0, "0"),
        (9.99, "10"),
        (-12.6, "-13"),
        (3.0, "3"),
        (100.0, "100"),
        (9.94, "9.9"),
    ],
)
def test_numbers_have_as_many_digits_as_anybody_can_use(value, text):
    assert number(value) == text


def test_a_range_without_width_is_one_number():
    assert between(Spread(52.2, 62.4, 73.1)) == "52 to 73"
    assert between(Spread(49.9, 50, 50.1)) == "50"
    assert between(Spread(0.0, 0.0, 0.0)) == "0"


@pytest.mark.parametrize(
    ("names", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_read_as_sentences_do(names, text):
    assert listing(names) == text
    assert listing(iter(names)) == text


def test_things_are_counted_in_the_singular_and_the_plural():
    assert [count(n, "other") for n in (0, 1, 2)] == ["0 others", "1 other", "2 others"]
