"""Divisions printed by Brams and Taylor and by others, and counts of deals printed by Abdelnabi et al.

Adjusted winner: the Panama Canal treaty (:cite:t:`brams1996`, chapter 5, with the points of
:cite:t:`raiffa1982`); a divorce from the authors' site; two further worked examples. Deals:
the harbour game of :cite:t:`abdelnabi2024`, whose notebook prints how many of its 720 and 2,880
deals pass; its scores are published under the MIT licence, Copyright 2023 Sahar Abdelnabi.
"""

from fractions import Fraction

import numpy as np
import pytest

from irenic.models.bargaining.adjusted_winner import adjusted_winner
from irenic.models.bargaining.compose import bargain
from irenic.models.bargaining.lotteries import fair_lotteries
from irenic.models.bargaining.offers import first_mover_share
from irenic.models.bargaining.zone import zone_of_agreement

PANAMA = {
    "US defense rights": (22, 9),
    "Use rights": (22, 15),
    "Land and water": (15, 15),
    "Expansion rights": (14, 3),
    "Duration": (11, 15),
    "Expansion routes": (6, 5),
    "Compensation": (4, 11),
    "Jurisdiction": (2, 7),
    "US military rights": (2, 7),
    "Defense role of Panama": (2, 13),
}
DIVISIONS = {
    "Panama Canal": (PANAMA, "Land and water", Fraction(2, 15), Fraction(66)),
    "divorce": ({"Custody": (25, 65), "Alimony": (60, 25), "House": (15, 10)}, "House", Fraction(3, 5), Fraction(69)),
    "four goods": (
        {"1": (86, 19), "2": (75, 81), "3": (30, 60), "4": (9, 40)},
        "2",
        Fraction(95, 156),
        Fraction(6847, 52),
    ),
    "five goods": (
        {"Account": (50, 40), "Home": (20, 30), "Cottage": (15, 10), "Investments": (10, 10), "Other": (5, 10)},
        "Account",
        Fraction(5, 6),
        Fraction(170, 3),
    ),
}


def sides(table):
    return tuple({issue: points[side] for issue, points in table.items()} for side in (0, 1))


@pytest.mark.parametrize("name", DIVISIONS)
def test_a_printed_division_is_reproduced_in_exact_fractions(name):
    table, split, share, points = DIVISIONS[name]
    found = adjusted_winner(*sides(table))
    assert found.split == (split,)
    assert found.share[split] == share
    assert found.points == (points, points)


def test_the_panama_treaty_gives_each_side_its_printed_issues():
    found = adjusted_winner(*sides(PANAMA))
    kept = [issue for issue, part in found.share.items() if part == 1]
    assert kept == ["US defense rights", "Use rights", "Expansion rights", "Expansion routes"]


def test_a_lottery_over_the_panama_issues_is_worth_what_splitting_one_is():
    us, panama = sides(PANAMA)
    over = bargain(
        {
            "us": {issue: {"us": points, "panama": 0} for issue, points in us.items()},
            "panama": {issue: {"us": 0, "panama": points} for issue, points in panama.items()},
        }
    )
    found = fair_lotteries(over, "ex ante")
    for lottery in (found.egalitarian, found.kalai_smorodinsky, found.nash):
        assert np.allclose(lottery.utility.values, [66, 66], atol=1e-6)


def test_equal_patience_gives_the_first_mover_one_over_one_plus_delta():
    assert np.isclose(first_mover_share(0.9, 0.9), 1 / 1.9)


# One row for each issue A to E (and F with the seventh actor), then the minimum the actor signs for.
SEVEN = {
    "Mayor": ([12, 7, 0], [10, 6, 0], [19, 14, 7, 0], [36, 23, 15, 0], [0, 2, 4, 5, 8], [7, 10, 15, 0], 41),
    "Other cities": ([0, 4, 10], [0, 0, 0], [12, 8, 6, 0], [0, 8, 13, 18], [50, 40, 30, 15, 0], [5, 10, 8, 0], 34),
    "Union": ([12, 18, 0], [0, 0, 0], [40, 35, 25, 0], [28, 17, 8, 0], [2, 4, 6, 8, 0], [2, 3, 6, 0], 48),
    "SportCo": ([11, 7, 0], [9, 5, 0], [0, 5, 8, 14], [30, 22, 18, 0], [0, 5, 10, 15, 20], [0, 2, 8, 16], 54),
    "Tourism": ([0, 9, 5], [0, 10, 18], [0, 2, 4, 7], [10, 17, 28, 0], [4, 8, 12, 10, 0], [26, 15, 8, 0], 56),
    "Environment": ([0, 17, 30], [0, 20, 45], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0, 0], [25, 14, 8, 0], 55),
    "Heritage": ([0, 15, 25], [0, 12, 18], [0, 0, 0, 0], [17, 12, 8, 0], [0, 0, 0, 0, 0], [40, 30, 15, 0], 50),
}


def test_the_harbour_game_with_seven_actors_has_its_printed_numbers_of_deals():
    worth = {
        actor: {
            issue: {f"{issue}{n}": v for n, v in enumerate(row, 1)}
            for issue, row in zip("ABCDEF", rows[:-1], strict=True)
        }
        for actor, rows in SEVEN.items()
    }
    zone = zone_of_agreement(bargain(worth, {actor: rows[-1] for actor, rows in SEVEN.items()}))
    assert zone.size == 2880
    assert str(zone.accepted_by_all) == "52"
    assert str(zone.accepted_by_all_but_one(["SportCo", "Tourism"])) == "204"
    printed = {
        "Mayor": 2118,
        "Other cities": 2325,
        "Union": 1917,
        "SportCo": 1348,
        "Tourism": 1083,
        "Environment": 1200,
        "Heritage": 1700,
    }
    assert {actor: number.least for actor, number in zone.accepted_by.items()} == printed
