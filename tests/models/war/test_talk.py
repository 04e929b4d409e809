import numpy as np
import pytest

from irenic.errors import BadUse
from irenic.models.war.talk import best_of_talk


@pytest.mark.parametrize(
    ("strong", "upper_hand", "left", "peace"),
    [
        (0.2, 0.8, 0.8, 0.808421052631579),
        (0.3, 0.8, 0.8, 0.7622222222222222),
        (0.25, 0.9, 0.7, 0.875),
        (0.4, 0.75, 0.9, 0.5115789473684211),
        (0.15, 0.85, 0.75, 0.8684595959595959),
    ],
)
def test_l21_the_best_that_talk_can_do_is_what_an_independent_computation_found(strong, upper_hand, left, peace):
    ceiling = best_of_talk(strong, upper_hand, left)
    assert ceiling.mediation == pytest.approx(peace, abs=1e-9)
    assert ceiling.arbitration == pytest.approx(peace, abs=1e-9)


def test_l21_a_mediator_without_force_does_as_well_as_an_arbitrator():
    rng = np.random.default_rng(21)
    for _ in range(40):
        upper_hand, left = rng.uniform(0.55, 1), rng.uniform(0.3, 0.98)
        ceiling = best_of_talk(rng.uniform(0.02, 0.6), upper_hand, left)
        if upper_hand * left > 0.5:
            assert ceiling.mediation == pytest.approx(ceiling.arbitration, abs=1e-9)
        assert ceiling.mediation <= ceiling.arbitration + 1e-9


@pytest.mark.parametrize(("strong", "always"), [(0.64, True), (0.55, False)])
def test_an_even_split_is_always_taken_when_strength_is_common_enough(strong, always):
    p, theta = 0.8, 0.8
    enough = (p * theta - 0.5) / (0.5 - theta / 2)  # of the odds of being strong
    assert (strong / (1 - strong) >= enough) is always
    assert (best_of_talk(strong, p, theta).mediation > 1 - 1e-9) is always


def test_where_a_war_is_never_worth_it_talk_makes_peace():
    assert best_of_talk(0.3, 0.6, 0.5).mediation == pytest.approx(1)


def test_where_even_the_strong_would_take_half_without_knowing_more_talk_makes_peace():
    rng = np.random.default_rng(5)
    for _ in range(20):
        strong, upper_hand, left = rng.uniform(0.3, 0.9), rng.uniform(0.6, 1), rng.uniform(0.5, 0.95)
        fights = upper_hand * left * (1 - strong) + left / 2 * strong
        assert (best_of_talk(strong, upper_hand, left).mediation > 1 - 1e-9) == (fights <= 0.5)


@pytest.mark.parametrize("numbers", [(0, 0.8, 0.8), (1, 0.8, 0.8), (0.2, 0.5, 0.8), (0.2, 1.1, 0.8), (0.2, 0.8, 1)])
def test_numbers_out_of_range_are_refused(numbers):
    with pytest.raises(BadUse, match="between 0 and 1"):
        best_of_talk(*numbers)
