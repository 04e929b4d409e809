"""Published inputs of the spatial-model literature, and the baselines that follow from them.

Scholz, Calbert and Smith (2011), Unravelling Bueno de Mesquita's Group Decision Model, ICAART
2011, pages 18-30, doi 10.5220/0003121500180030. Table 1 (page 19) prints the inputs, which are
those of Bueno de Mesquita (1994), page 78. The paper prints medians and means of the rounds of
its model (Table 2, page 28), but not those of the inputs; the latter follow from Table 1 by
arithmetic, which is done here in fractions. The files of ``../shared/reference`` hold what other
programs gave for the same inputs.
"""

import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from irenic.arrays.build import build
from irenic.arrays.shares import Shares
from irenic.examples import load
from irenic.models.influence.baselines import where_pressure_balances
from irenic.models.influence.kernels import weighted_mean, weighted_median

# Table 1: capability in hundredths, position in years of delay, salience in hundredths.
TABLE_1 = {
    "netherlands": (8, 4, 80),
    "belgium": (8, 7, 40),
    "luxembourg": (3, 4, 20),
    "germany": (16, 4, 80),
    "france": (16, 10, 60),
    "italy": (16, 10, 60),
    "uk": (16, 10, 90),
    "ireland": (5, 7, 10),
    "denmark": (5, 4, 100),
    "greece": (8, 7, 70),
}
PULL = sum(Fraction(c * s * x) for c, x, s in TABLE_1.values())
WEIGHT = sum(Fraction(c * s) for c, _, s in TABLE_1.values())

FIRST = "eum_emission_scholz_code"
REFERENCE = Path(__file__).parents[2] / ".." / "shared" / "reference" / "influence.json"


def test_the_bundled_case_carries_the_printed_table():
    case = load("car-emissions")
    dataset = build(case, Shares(1, 0, 1)).isel(draw=0)
    assert list(dataset["actor"].to_numpy()) == list(TABLE_1)
    for actor, (capability, years, salience) in TABLE_1.items():
        one = dataset.sel(actor=actor, issue="delay")
        assert float(one["capability"]) == capability
        assert float(one["salience"]) == pytest.approx(salience / 100)
        assert float(one["position"]) == pytest.approx((years - 4) / 6 * 100)


def test_car_emissions_balance_where_table_1_says():
    answer = where_pressure_balances(build(load("car-emissions"), Shares(1, 0, 3)))
    years = 4 + answer.compromise.sel(issue="delay").to_numpy() * 6 / 100
    # By hand: of a weight of 6,770, 2,480 want 4 years, 930 want 7 and 3,360 want 10; half of it is reached at 7.
    assert WEIGHT == 2480 + 930 + 3360
    assert PULL * 677 == WEIGHT * 5003
    assert years == pytest.approx([5003 / 677] * 3, abs=1e-12)
    assert list(answer.median_low.sel(issue="delay").to_numpy()) == [50.0] * 3
    assert list(answer.median_high.sel(issue="delay").to_numpy()) == [50.0] * 3


@pytest.fixture(scope="module")
def reference():
    if not REFERENCE.is_file():
        pytest.skip("the reference numbers are not beside this repository (../shared/reference)")
    return {case["id"]: case for case in json.loads(REFERENCE.read_text(encoding="utf-8"))["cases"]}


def baselines(inputs, salience):
    weights = np.array(inputs["capability"]) * np.array(inputs[salience]).ravel()
    positions = np.array(inputs["position"]).ravel()
    return float(weighted_mean(positions, weights)), tuple(map(float, weighted_median(positions, weights)))


def test_other_programs_start_car_emissions_from_the_same_baselines(reference):
    # Round 0 of the re-codings is the input, so its mean and median are the baselines.
    cases = [case for name, case in reference.items() if name.startswith("eum_emission") and "schelling" not in name]
    assert len(cases) == 13
    for case in cases:
        inputs = case["inputs"] if isinstance(case["inputs"], dict) else reference[FIRST]["inputs"]
        mean, medians = baselines(inputs, "salience_0_100")
        assert mean == pytest.approx(case["outputs"]["mean"][0], abs=1e-6)
        assert medians == (case["outputs"]["median"][0],) * 2


def test_the_oil_price_example_balances_as_recorded(reference):
    case = reference["eum_sultan_scholz_code"]
    mean, medians = baselines(case["inputs"], "salience")
    assert mean == pytest.approx(case["aggregates"]["weighted_mean"], abs=1e-9)
    assert medians[0] == case["aggregates"]["weighted_median_lower"]


def test_the_energy_policy_example_balances_as_recorded_at_every_turn(reference):
    case = reference["ktab_smp_SOE-Policy"]
    turns = case["outputs"]["positions_by_turn"]
    assert len(turns) == len(case["outputs"]["weighted_mean_by_turn"]) > 1
    for turn, positions in enumerate(turns):
        mean, medians = baselines({**case["inputs"], "position": positions}, "salience_0_1")
        assert mean == pytest.approx(case["outputs"]["weighted_mean_by_turn"][turn], abs=0.01)
        assert medians[0] == pytest.approx(case["outputs"]["weighted_median_by_turn"][turn], abs=0.01)
