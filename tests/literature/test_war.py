"""The family ``war`` against numbers found elsewhere.

No paper that could be opened prints a table of values for these games, so none is claimed. What there is: closed
forms of the literature, met as limits in ``tests/models/war/test_limits.py``, and the numbers of an
independent computation for the design, read here where that folder exists.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from irenic.models.war.bias import credible_leanings, failing_biases
from irenic.models.war.kernels.finish import chance_of_victory, finish, length_of_war
from irenic.models.war.kernels.learning import fight_and_learn
from irenic.models.war.screening import best_demand, risk_threshold
from irenic.models.war.spoilers import trust_that_survives_an_attack
from irenic.models.war.stalling import cost_that_ends_it, most_stalling_length
from irenic.models.war.talk import best_of_talk
from irenic.models.war.trust import trust_needed

FOLDER = Path(__file__).parents[3] / "shared" / "reference" / "war.json"


@pytest.fixture(scope="module")
def numbers():
    if not FOLDER.exists():
        pytest.skip("the reference numbers of the design are not on this machine")
    return json.loads(FOLDER.read_text())


P, Q = np.array([0.45]), np.array([0.35])


def discounted(end):
    one = np.array([0.95])
    return finish(P, Q, one, np.zeros((1, 11)), np.array([end]))[0, 5]


CLOSED = {
    "ruin_prob k=5 N=10 p=.45 q=.35": lambda: chance_of_victory(P, Q, 11)[0, 5],
    "ruin_duration same": lambda: length_of_war(P, Q, 11)[0, 5],
    "discounted_hit_N k=5 d=.95": lambda: discounted([0.0, 1.0]),
    "discounted_hit_0 k=5": lambda: discounted([1.0, 0.0]),
    "Fearon x*=p+(h-cA)/2": lambda: best_demand(0.4, 0.1, (0.0, 0.4)).share,
    "Fearon Pr(war)=(h-cA-2l)/(2(h-l))": lambda: best_demand(0.4, 0.1, (0.0, 0.4)).war,
    "neutrality: Pr(war) same at p=.55": lambda: best_demand(0.55, 0.1, (0.0, 0.4)).war,
    "corner: x=p+l, Pr(war)=0 when l>(h-cA)/2": lambda: best_demand(0.4, 0.1, (0.2, 0.4)).share,
    "two-type risk threshold pi*=(cH-cL)/(cH+cA)": lambda: risk_threshold(0.1, (0.05, 0.3)),
    "Kydd credible bias lower bound e=.1 m=.2": lambda: credible_leanings((0.1, 0.0), 0.2, (0.05, 0.3))[0],
    "Kydd lower bound e=0 is 1/2": lambda: credible_leanings((0.0, 0.0), 0.2, (0.05, 0.3))[0],
    "trust threshold one shot t*=L/(L+1-T)": lambda: trust_needed(1.0, 0.5),
    "trust threshold phased a=.5": lambda: trust_needed(1.0, 0.5, 0.5),
    "stalling: no deal iff (a-b)(p-s)>PV costs": lambda: cost_that_ends_it((0.99, 0.8), 0.1, 0.8, 0.3),
    "stalling hump peak tau*=ln(ln dB/ln dA)/ln(dA/dB)": lambda: most_stalling_length((0.99, 0.9)),
}


@pytest.mark.parametrize("name", CLOSED)
def test_a_closed_form_gives_the_number_of_the_design(numbers, name):
    assert float(CLOSED[name]()) == pytest.approx(numbers[name]["want"], abs=1e-9)


@pytest.mark.parametrize("index", range(5))
def test_the_best_of_talk_gives_the_numbers_of_the_design(numbers, index):
    wanted = numbers["HMS"][index]
    ceiling = best_of_talk(wanted["q"], wanted["p"], wanted["theta"])
    assert ceiling.mediation == pytest.approx(wanted["mediation"], abs=1e-9)
    assert ceiling.arbitration == pytest.approx(wanted["arbitration"], abs=1e-9)


@pytest.mark.parametrize(
    ("name", "prior", "cost"),
    [("common", (5, 5), 0.01), ("optim", (7, 3), 0.01), ("optim_cost", (7, 3), 0.03), ("stubborn", (70, 30), 0.01)],
)
def test_learning_gives_the_numbers_of_the_design(numbers, name, prior, cost):
    chance, victory, battles, _ = numbers["smithstam"][name]
    found = fight_and_learn(np.array([prior, prior[::-1]], float), np.array([cost, cost]), np.array(0.5), 5, (11, 400))
    assert found.settled.sum() == pytest.approx(chance, abs=1e-9)
    assert found.victory == pytest.approx(victory, abs=1e-9)
    assert found.battles == pytest.approx(battles, abs=1e-9)


def test_bands_and_zones_are_those_of_the_design(numbers):
    zone = [0.6, trust_that_survives_an_attack(0.6, 0.2, 0.5)]
    # The design searched for this one by bisection, to eleven digits.
    assert zone == pytest.approx(numbers["spoiler_zone"], abs=1e-9)
    assert np.array(failing_biases(0.6, 0.8, 0.05)) == pytest.approx(numbers["favretto_fail_band"], abs=1e-9)
