"""Advice on published conflicts: Elmira's way from the status quo, and the shares of the shared reference.

Elmira is typed in from the graph that :cite:`xu2010` trace their coloured paths on, in the numbers of
:cite:`fang1993`: state 9 stands for all in which Uniroyal abandons its plant. That its improvements end in 5, and
that it needs Uniroyal and the ministry together to go on to 8, is as the literature tells it (Kilgour, Hipel, Fang
and Peng 2001, on coalitions); no printed table was at hand when this was written.
"""

import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from irenic.models.stability.flips import what_flips
from irenic.models.stability.graph import Graph
from irenic.models.stability.inverse import what_it_takes
from irenic.models.stability.paths import Step, paths_from
from irenic.models.stability.plans import least_changes
from literature.test_stability_reference import read

PATH = Path(__file__).parents[3] / "shared" / "reference" / "stability.json"
CASES = {case["case"]: case for case in json.loads(PATH.read_text(encoding="utf-8"))["cases"]} if PATH.exists() else {}
beside = pytest.mark.skipif(not CASES, reason="the shared reference cases are not beside this checkout")

ARCS = {
    "MoE": "12 34 56 78",
    "Uniroyal": "13 19 24 29 39 49 57 59 68 69 79 89",
    "Local Government": "15 51 26 62 73 37 48 84",
}
RANKINGS = {"MoE": "734851269", "Uniroyal": "148593726", "Local Government": "735186429"}
ELMIRA = Graph.of_arcs(list(ARCS), list("123456789"), {a: [tuple(arc) for arc in t.split()] for a, t in ARCS.items()})
LEVELS = np.array([[9 - ranking.index(state) for state in "123456789"] for ranking in RANKINGS.values()])


def test_improvements_lead_from_elmiras_status_quo_to_5_alone():
    found = paths_from(ELMIRA, LEVELS, "1")
    assert found.reached == ("1", "5")
    assert found.sequences("5").listed == ((Step("Local Government", "1", "5"),),)
    assert found.last_movers("5") == ("Local Government",)
    assert found.length("8") is None


def test_any_steps_lead_from_elmiras_status_quo_to_every_state():
    found = paths_from(ELMIRA, LEVELS, "1", "any step")
    assert found.lengths.tolist() == [0, 1, 1, 2, 1, 2, 2, 3, 1]
    ways = found.sequences("8")
    assert ways.number == 6  # who insists, who modifies and who orders can come in any order
    assert {tuple(step.actor for step in way) for way in ways.listed} >= {
        ("Local Government", "MoE", "Uniroyal"),
        ("MoE", "Uniroyal", "Local Government"),
    }


def test_from_5_neither_of_those_who_would_gain_by_8_goes_there_by_improvements():
    assert paths_from(ELMIRA, LEVELS, "5").reached == ("5",)
    both = paths_from(ELMIRA, LEVELS, "5", "any step", actors=["MoE", "Uniroyal"])
    assert both.sequences("8").number == 2
    for actor in (0, 1):
        assert LEVELS[actor, 7] > LEVELS[actor, 4]


def test_elmiras_equilibria_need_no_change_and_its_status_quo_needs_one():
    for state in "589":
        for concept in ("nash", "gmr", "smr", "seq"):
            assert least_changes(ELMIRA, LEVELS, state, concept).cost == 0
    for concept in ("nash", "seq"):
        plan = least_changes(ELMIRA, LEVELS, "1", concept)
        assert plan.cost == 1
        assert any(choice[0].actor == "Local Government" and choice[0].lowered == ("5",) for choice in plan.choices)
    assert least_changes(ELMIRA, LEVELS, "1", "smr").cost == 0


@beside
def test_elmira_is_that_of_the_reference():
    graph, levels = read(CASES["Elmira (9 states, published numbering)"])
    assert graph.first.tolist() == ELMIRA.first.tolist()
    assert graph.to.tolist() == ELMIRA.to.tolist()
    assert np.argsort(levels, axis=1).tolist() == np.argsort(LEVELS, axis=1).tolist()


@pytest.fixture(scope="module", params=CASES or ["none"])
def case(request):
    found = CASES[request.param]
    over, levels = read(found)
    return found, over if isinstance(over, Graph) else over.graph, levels


@beside
def test_exact_shares_are_those_of_the_reference(case):
    reference, graph, _ = case
    for actor, of_states in reference.get("inverse_exact_share_of_strict_rankings", {}).items():
        for state, shares in of_states.items():
            for name, concept in (("R", "nash"), ("GMR", "gmr"), ("SMR", "smr")):
                found = what_it_takes(graph, graph.states[int(state) - 1], concept)
                assert found[graph.actors.index(actor)].share == Fraction(shares[name])


@beside
def test_lengths_from_the_status_quo_are_those_of_the_reference(case):
    reference, graph, levels = case
    names = [k for k in reference if k.startswith("shortest_moves_from")]
    for name in names:
        for mode, key in (("any step", "unilateral moves"), ("improvements", "unilateral improvements")):
            expected = {graph.states[int(s) - 1]: k for s, k in reference[name][key].items()}
            found = paths_from(graph, levels, graph.states[0], mode)
            assert {state: found.length(state) for state in found.reached} == expected


@beside
def test_verdicts_that_flips_start_from_are_those_of_the_reference(case):
    reference, graph, levels = case
    numbers = reference.get("states") or reference["state_labels"]
    labels = [str(one["number"] if isinstance(one, dict) else one) for one in numbers]
    for name, concept in (("R", "nash"), ("GMR", "gmr"), ("SMR", "smr"), ("SEQ", "seq")):
        for at, label in enumerate(labels):
            for flip in what_flips(graph, levels, graph.states[at], concept):
                assert flip.stable == (label in map(str, reference["stable_standard"][name][flip.actor]))
