"""Regret against tables worked out by hand, and against the definition written in loops."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from irenic.errors import BadUse
from irenic.study.regret import better_ones, brings_no_more, rank, regret_of

# Three readings, four policies. Worked out by hand: the best of each row less the row.
MEANS = np.array([[0.50, 0.40, 0.10, 0.45], [0.20, 0.40, 0.60, 0.45], [0.30, 0.35, 0.30, 0.10]])
REGRET = np.array([[0.00, 0.10, 0.40, 0.05], [0.40, 0.20, 0.00, 0.15], [0.05, 0.00, 0.05, 0.25]])
GREATEST = [0.40, 0.20, 0.40, 0.25]


def certain(means, draws=40):
    """Return values that are the same in every draw."""
    return np.repeat(np.asarray(means, dtype=float)[:, :, None], draws, axis=2)


def test_regret_and_the_least_greatest_regret_are_those_of_a_table_worked_out_by_hand():
    found = rank(certain(MEANS))
    assert np.allclose(found.regret, REGRET)
    assert np.allclose(found.greatest, GREATEST)
    assert (found.choice, found.order) == (1, (1, 3, 0, 2))
    assert (found.sure, found.rivals, found.twins, found.clear) == (1.0, (), (), True)


def test_the_choice_need_not_be_best_under_any_reading_nor_on_average():
    found = rank(certain([[1.0, 0.6, 0.0], [0.0, 0.45, 1.0]]))
    assert found.choice == 1
    assert found.means.mean(axis=0).argmax() == 1 or found.greatest[1] < found.greatest[[0, 2]].min()
    wide = rank(certain([[0.9, 0.5, 0.0], [0.3, 0.5, 0.9]]))
    assert wide.means.mean(axis=0).argmax() == 0
    assert wide.choice == 1


@settings(max_examples=15)
@given(arrays(float, (3, 4, 5), elements=st.floats(0, 1)))
def test_regret_is_what_its_definition_says(values):
    means = values.mean(axis=-1)
    by_hand = [[max(row) - one for one in row] for row in means.tolist()]
    assert np.allclose(regret_of(means), by_hand)
    worst = [max(row[policy] for row in by_hand) for policy in range(4)]
    assert worst[rank(values).choice] <= min(worst) + 1e-9


@settings(max_examples=15)
@given(arrays(float, (2, 3, 8), elements=st.floats(0, 1)), st.permutations(range(3)))
def test_the_order_of_policies_changes_no_regret(values, order):
    assert np.allclose(rank(values).greatest[order], rank(values[:, order]).greatest)


@settings(max_examples=15)
@given(arrays(float, (2, 3, 8), elements=st.floats(0, 1)))
def test_a_reading_that_is_told_twice_changes_nothing(values):
    once, twice = rank(values), rank(np.concatenate([values, values]))
    assert (once.choice, once.sure, once.rivals) == (twice.choice, twice.sure, twice.rivals)


def test_of_policies_that_bring_the_same_the_first_is_chosen_and_the_others_are_twins_not_rivals():
    found = rank(certain([[0.2, 0.5, 0.5], [0.2, 0.5, 0.5]]))
    assert (found.choice, found.twins, found.rivals, found.sure) == (1, (2,), (), 1.0)


def test_policies_that_chance_could_swap_are_not_told_apart():
    noise = np.random.default_rng(1).normal(0, 1, (1, 2, 50))
    found = rank(noise)
    assert found.rivals == (1 - found.choice,)
    assert not found.near
    assert not found.clear
    assert found.sure < 0.95


def test_a_difference_that_is_surely_less_than_a_point_needs_no_more_draws():
    small = np.random.default_rng(1).normal(0, 0.005, (1, 2, 50))
    found = rank(small)
    assert found.rivals
    assert found.near
    assert found.clear


def test_a_paired_difference_is_told_apart_though_each_policy_by_itself_is_not():
    """The draws differ by much more than the policies do, as with common random numbers."""
    wide = np.random.default_rng(1).uniform(0, 1, 100)
    found = rank(np.array([[wide, wide + 0.05]]))
    assert (found.choice, found.rivals, found.sure) == (1, (), 1.0)


def test_few_draws_name_no_choice():
    assert not rank(certain(MEANS, 29)).enough
    assert rank(certain(MEANS, 30)).enough


def test_the_same_seed_gives_the_same_resamples_and_another_seed_others():
    values = np.random.default_rng(1).normal(0, 1, (2, 3, 50))
    assert rank(values, 1).sure == rank(values, 1).sure
    assert len({rank(values, seed).sure for seed in range(1, 5)}) > 1


def test_where_another_policy_is_better_beyond_doubt_it_is_named_with_its_gain():
    found = better_ones(certain(MEANS), choice=1)
    assert {reading: best for reading, (best, _) in found.items()} == {0: 0, 1: 2}
    assert [round(more.value, 2) for _, more in found.values()] == [0.1, 0.2]


def test_a_gain_of_less_than_a_point_or_in_doubt_does_not_count_as_better():
    assert not better_ones(certain([[0.5, 0.509]]), choice=0)
    doubt = np.random.default_rng(1).normal(0, 1, (1, 2, 30))
    assert not better_ones(doubt, choice=int(doubt.mean(axis=-1).argmin()))


def test_a_policy_brings_no_more_than_another_only_if_that_is_so_under_every_reading_beyond_doubt():
    assert brings_no_more(certain([[0.50, 0.495], [0.3, 0.6]]), 0, (1,)).tolist() == [True]
    assert brings_no_more(certain([[0.50, 0.48], [0.3, 0.6]]), 0, (1,)).tolist() == [False]
    noise = np.random.default_rng(1).normal(0, 1, (1, 2, 30))
    assert brings_no_more(noise, 0, (1,)).tolist() == [False]
    assert brings_no_more(certain(MEANS, 5), 0, (0,)).tolist() == [False]


@pytest.mark.parametrize("values", [np.zeros((2, 2)), np.zeros((0, 2, 3)), np.full((1, 2, 3), np.nan)])
def test_gaps_and_other_shapes_are_refused(values):
    with pytest.raises(BadUse, match=r"allowed: \(reading, policy, draw\), without gaps"):
        rank(values)
