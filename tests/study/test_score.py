"""Scores of forecasts, held against their definitions, closed forms, and what no score may do."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from irenic.study.score import BASE_RATE, FEWEST, HALF, parts, resolved, score, too_few_alike

CHANCES = st.integers(0, 10).map(lambda tenths: tenths / 10)
FORECASTS = st.lists(st.tuples(CHANCES, st.booleans()), min_size=FEWEST, max_size=60)


def named(pairs):
    return {f"f{number}": pair for number, pair in enumerate(pairs)}


def brier_as_brier_wrote_it(pairs):
    """Brier (1950), equation 2: the sum over both classes of the squared error, averaged over the occasions."""
    total = Fraction(0)
    for chance, came in pairs:
        p = Fraction(chance).limit_denominator(10)
        for f, e in ((p, int(came)), (1 - p, int(not came))):
            total += (f - e) ** 2
    return total / len(pairs)


def murphy_in_words(pairs):
    """For every chance that is stated: how often it is, and how often what it was given to came."""
    groups = {}
    for chance, came in pairs:
        groups.setdefault(chance, []).append(came)
    overall = Fraction(sum(came for _, came in pairs), len(pairs))
    reliability = resolution = Fraction(0)
    for chance, held in groups.items():
        rate = Fraction(sum(held), len(held))
        reliability += len(held) * (Fraction(chance).limit_denominator(10) - rate) ** 2
        resolution += len(held) * (rate - overall) ** 2
    return reliability / len(pairs), resolution / len(pairs), overall * (1 - overall)


@given(FORECASTS)
def test_the_brier_score_is_half_of_what_brier_defined(pairs):
    assert score(named(pairs)).brier.value == pytest.approx(float(brier_as_brier_wrote_it(pairs) / 2))


@given(FORECASTS)
def test_the_log_score_is_the_mean_log_of_the_chance_given_to_what_came(pairs):
    product = math.prod(Fraction(p if came else 1 - p).limit_denominator(10) for p, came in pairs)
    found = score(named(pairs)).log_score
    assert found == (-math.inf if product == 0 else pytest.approx(math.log(product) / len(pairs)))


@given(FORECASTS)
def test_the_parts_are_those_of_murphy_and_add_up_to_the_score(pairs):
    chances, came = (np.array(values, float) for values in zip(*pairs, strict=True))
    found = parts(chances, came)
    expected = murphy_in_words(pairs)
    assert (found.reliability, found.resolution, found.uncertainty) == pytest.approx(tuple(map(float, expected)))
    assert found.reliability - found.resolution + found.uncertainty == pytest.approx(score(named(pairs)).brier.value)


@given(FORECASTS)
def test_the_rules_have_the_scores_they_have_by_definition(pairs):
    against = score(named(pairs)).against
    rate = sum(came for _, came in pairs) / len(pairs)
    entropy = sum(p * math.log(p) for p in (rate, 1 - rate) if p)
    assert against[HALF].brier == pytest.approx(0.25)
    assert against[HALF].log == pytest.approx(-math.log(2))
    assert against[BASE_RATE].brier == pytest.approx(rate * (1 - rate))
    assert against[BASE_RATE].log == pytest.approx(entropy)
    for rule in against.values():
        assert rule.gain.value == pytest.approx(rule.brier - score(named(pairs)).brier.value)


@given(st.floats(0.01, 0.99), CHANCES)
def test_no_other_chance_is_expected_to_score_better_than_the_true_one(truth, stated):
    def expected(chance):
        brier = truth * (1 - chance) ** 2 + (1 - truth) * chance**2
        if chance in (0.0, 1.0):
            return brier, math.inf
        return brier, -(truth * math.log(chance) + (1 - truth) * math.log(1 - chance))

    assert all(best <= other + 1e-12 for best, other in zip(expected(truth), expected(stated), strict=True))


def test_a_chance_of_nought_for_what_came_is_infinite_and_named_and_never_clipped():
    found = score(named([(0.0, True), *[(0.5, True)] * 6, (1.0, False)]))
    assert found.failed == ("f0", "f7")
    assert found.log_score == -math.inf
    assert found.log.value == pytest.approx(-math.log(2))
    assert found.log.draws == 6


def test_certainty_that_comes_true_is_perfect():
    found = score(named([(1.0, True), (0.0, False)] * 5))
    assert (found.brier.value, found.log_score) == (0.0, 0.0)
    assert (found.parts.reliability, found.parts.resolution, found.parts.uncertainty) == (0.0, 0.25, 0.25)


def test_fewer_than_six_resolved_forecasts_are_not_scored():
    assert score(named([(0.5, True)] * (FEWEST - 1))) is None
    assert score(named([(0.5, True)] * FEWEST)) is not None


def test_a_score_is_taken_apart_only_where_every_chance_is_stated_often_enough():
    assert score(named([(0.2, False)] * 5 + [(0.8, True)] * 4)).parts is None
    assert too_few_alike([0.2] * 5 + [0.8] * 4) == (0.8,)
    assert score(named([(0.2, False)] * 5 + [(0.8, True)] * 5)).parts is not None


def test_only_forecasts_with_a_chance_and_an_end_are_scored(write_case):
    case = write_case(
        """\
        sources: {s: {title: S, paragraphs: 9}}
        forecasts:
          sure: {what: A, by: s#p1, on: 2025-01, chance: 100%, resolved: {came: no, because: s#p2}}
          silent: {what: B, by: s#p1, on: 2025-01, words: Likely, resolved: {came: yes, judgement: Seen}}
          open: {what: C, by: s#p1, on: 2025-01, chance: 0.4}
          done: {what: D, by: s#p1, on: 2025-01, chance: 0.4, resolved: {came: yes, because: s#p2}}
        """
    )
    assert resolved(case.document.forecasts) == {"sure": (1.0, False), "done": (0.4, True)}
