"""Every case of the shared reference, bit for bit; skipped where that folder is not."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from irenic.models.bargaining import offers
from irenic.models.bargaining.compose import bargain
from irenic.models.bargaining.fairness import fair_packages
from irenic.models.bargaining.frontier import efficient_packages
from irenic.models.bargaining.lotteries import fair_lotteries
from irenic.models.bargaining.zone import zone_of_agreement

PATH = Path(__file__).parents[3] / "shared" / "reference" / "bargaining.json"
REFERENCE = (
    json.loads(PATH.read_text(encoding="utf-8"))
    if PATH.exists()
    else {"cases": [], "rubinstein": [], "coalition_rule": []}
)
CASES = {case["id"]: case for case in REFERENCE["cases"]}
pytestmark = pytest.mark.skipif(not CASES, reason="the shared reference cases are not beside this checkout")

PURE = {
    "nash": "nash",
    "utilitarian": "utilitarian",
    "egalitarian_leximin": "egalitarian",
    "kalai_smorodinsky_leximin_ideal_IR": "kalai_smorodinsky",
    "utilitarian_relative_gain": "relative_utilitarian",
}
READINGS = {"ex_post_IR": "ex post", "ex_ante_all_packages": "ex ante"}


def read(case):
    names = [issue["name"] for issue in case["issues"]]
    labels = [issue["options"] for issue in case["issues"]]
    worth = {
        party["name"]: {
            n: dict(zip(o, row, strict=True)) for n, o, row in zip(names, labels, party["table"], strict=True)
        }
        for party in case["parties"]
    }
    return bargain(worth, {party["name"]: party["reservation"] for party in case["parties"]})


@pytest.fixture(scope="module", params=CASES or ["none"])
def case(request):
    found = CASES[request.param]
    return found, read(found)


def test_counts_and_frontier_are_the_same_bit_for_bit(case):
    reference, over = case
    expected, found = reference["results"], efficient_packages(over)
    zone = zone_of_agreement(over)
    assert zone.size == expected["n_outcomes"]
    assert str(zone.accepted_by_all) == str(expected["n_individually_rational"])
    assert found.size == expected["pareto"]["n_distinct_utility_vectors"]
    assert int(found.ties.sum()) == expected["pareto"]["n_packages"]
    vectors = np.rint(found.utility.values * 1e9).astype(int).tolist()
    assert hashlib.sha256(json.dumps(vectors).encode()).hexdigest() == expected["pareto"]["sha256_of_vectors"]
    for extreme in expected["pareto"]["extremes"]:
        best = found.utility.sel(actor=extreme["best_for"])
        assert np.isclose(float(best.max()), extreme["utilities"][over.actors.index(extreme["best_for"])], atol=2e-9)


def test_pure_solutions_are_the_same_packages(case):
    reference, over = case
    frontier = efficient_packages(over)
    found, names = fair_packages(frontier), list(over.issues)
    for key, name in PURE.items():
        expected = {
            tuple(f"{i}.{label}" for i, label in zip(names, one["labels"], strict=True))
            for one in reference["results"]["pure"][key]
        }
        assert expected <= set(map(tuple, found.packages(name).values.tolist())), key
        assert len(found.utility(name)) == len({tuple(one["utilities"]) for one in reference["results"]["pure"][key]})
    every = fair_packages(frontier, ideal="all").utility("kalai_smorodinsky").values
    wanted = [one["utilities"] for one in reference["results"]["pure"]["kalai_smorodinsky_leximin_ideal_all"]]
    assert np.allclose(sorted(every.tolist()), sorted(wanted), atol=2e-9)


@pytest.mark.parametrize("key", READINGS)
def test_lotteries_reach_the_same_levels(case, key):
    reference, over = case
    expected, found = reference["results"]["lottery"][key], fair_lotteries(over, READINGS[key])
    assert np.isclose(found.kalai_smorodinsky.level, expected["kalai_smorodinsky"]["t"], atol=1e-7)
    assert np.isclose(found.egalitarian.level, expected["egalitarian"]["t"], atol=1e-7)
    assert np.allclose(found.ideal.values, expected["kalai_smorodinsky"]["ideal"], atol=1e-7)
    assert np.isclose(found.nash.level, expected["nash"]["log_product"], atol=1e-7)
    assert np.allclose(found.nash.utility.values, expected["nash"]["utilities"], atol=1e-6)
    assert max(found.nash.gap, found.egalitarian.gap, found.kalai_smorodinsky.gap) <= 1e-8


@pytest.mark.parametrize("game", REFERENCE["rubinstein"], ids=lambda game: f"{game['delta1']}-{game['delta2']}")
def test_offers_in_turn_give_the_same_shares(game):
    factors = game["delta1"], game["delta2"]
    assert np.isclose(offers.first_mover_share(*factors), game["first_mover_share"], atol=1e-14)
    for deadline, share in game["finite_T"].items():
        assert np.isclose(offers.first_mover_share_by(int(deadline), *factors), share, atol=1e-12)


def test_the_rule_of_all_but_one_counts_the_same_deals():
    (game,) = (game for game in REFERENCE["coalition_rule"] if game["game"] == "base")
    zone = zone_of_agreement(read(CASES["harbour_6p"]))
    assert zone.accepted_by_all_but_one(game["veto_parties"]).least == game["at_least_n_minus_1_with_vetoes"]
    assert {actor: number.least for actor, number in zone.accepted_by.items()} == game["acceptable_to_each"]
