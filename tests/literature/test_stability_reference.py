"""Every case of the shared reference, state by state; skipped where that folder is not."""

import json
from pathlib import Path

import numpy as np
import pytest

from irenic.models.stability.coalitions import brought_about, coalitions_rest
from irenic.models.stability.concepts import stable
from irenic.models.stability.graph import Graph
from irenic.models.stability.move_form import MoveForm

PATH = Path(__file__).parents[3] / "shared" / "reference" / "stability.json"
CASES = {case["case"]: case for case in json.loads(PATH.read_text(encoding="utf-8"))["cases"]} if PATH.exists() else {}
pytestmark = pytest.mark.skipif(not CASES, reason="the shared reference cases are not beside this checkout")

DIRECTIONS = {
    "reversible": (True, True),
    "irreversible N->Y only": (True, False),
    "irreversible Y->N only": (False, True),
    "fwd": (True, False),
}
CONCEPTS = {"R": "nash", "GMR": "gmr", "SMR": "smr", "SEQ": "seq", "SIM": "sim"}


def concepts_of(over):
    return {name: concept for name, concept in CONCEPTS.items() if name != "SIM" or isinstance(over, MoveForm)}


def labels_of(case):
    """Return the names of the states in the file, in the order of their decimal values."""
    return [str(s["number"]) for s in case["states"]] if "states" in case else list(map(str, case["state_labels"]))


def read(case):
    """Return the graph or moves of a case, and its levels."""
    actors = tuple(actor["name"] for actor in case["decision_makers"])
    labels = labels_of(case)
    level = np.zeros((len(actors), len(labels)), dtype=np.int64)
    for number, actor in enumerate(actors):
        for place, group in enumerate(case["rankings"][actor]):
            for state in group if isinstance(group, list) else [group]:
                level[number, labels.index(str(state))] = -place
    if "arcs" in case:
        arcs = {actor: [tuple(map(str, step)) for step in steps] for actor, steps in case["arcs"].items()}
        return Graph.of_arcs(actors, labels, arcs), level
    if "states" in case:
        options = case["options"]
        owner = [actors.index(option["controlled_by"][0]) for option in options]
        directions = [DIRECTIONS[option["move"]] for option in options]
        made = np.array([[letter == "Y" for letter in state["yn"]] for state in case["states"]])
    else:
        bits = {bit: number for number, a in enumerate(case["decision_makers"]) for bit in a["option_bits"]}
        owner = [bits[bit] for bit in range(len(bits))]
        directions = [DIRECTIONS[case["irreversible"].get(str(bit), "reversible")] for bit in range(len(bits))]
        made = np.array(case["state_labels"])[:, None] >> np.arange(len(bits)) & 1 == 1
    can_make, can_undo = np.array(directions).T
    return MoveForm(actors, tuple(map(str, range(len(owner)))), np.array(owner), can_make, can_undo, made), level


@pytest.fixture(scope="module", params=CASES or ["none"])
def case(request):
    found = CASES[request.param]
    return found, *read(found)


def named(case, states):
    """Return the numbers of states by their names in the file."""
    return sorted(labels_of(case).index(str(state)) for state in states)


def test_every_step_is_the_same(case):
    reference, over, _ = case
    graph = over if isinstance(over, Graph) else over.graph
    if "arcs" in reference:
        assert len(graph.to) == sum(map(len, reference["arcs"].values()))
    for number, actor in enumerate(over.actors):
        for state, to in reference.get("reachable", {}).get(actor, {}).items():
            (at,) = named(reference, [state])
            assert graph.steps(number, at).tolist() == named(reference, to), (actor, state)


def test_each_actor_rests_in_the_same_states(case):
    reference, over, level = case
    found = stable(over, level, list(concepts_of(over).values()))
    for row, name in enumerate(concepts_of(over)):
        for number, actor in enumerate(over.actors):
            expected = named(reference, reference["stable_standard"][name][actor])
            assert np.flatnonzero(found[row, number]).tolist() == expected, (name, actor)


def test_the_equilibria_are_the_same(case):
    reference, over, level = case
    found = stable(over, level, list(concepts_of(over).values())).all(axis=-2)
    for row, name in enumerate(concepts_of(over)):
        assert np.flatnonzero(found[row]).tolist() == named(reference, reference["equilibria_standard"][name])


def test_what_one_of_two_concepts_holds_is_the_same_actor_by_actor(case):
    reference, over, level = case
    ways = {"SEQ and SIM (both, per DM)": np.logical_and, "SEQ or SIM (either, per DM)": np.logical_or}
    for name in ways.keys() & reference["equilibria_standard"]:
        seq, sim = stable(over, level, ["seq", "sim"])
        found = ways[name](seq, sim).all(axis=0)
        assert np.flatnonzero(found).tolist() == named(reference, reference["equilibria_standard"][name])


def test_coalitions_bring_about_the_same(case):
    reference, over, _ = case
    for pair, reach in reference.get("reachable_by_each_pair", {}).items():
        found = brought_about(over, pair.split("+"))
        for state, to in reach.items():
            (at,) = named(reference, [state])
            others = [other for other in np.flatnonzero(found[at]).tolist() if other != at]
            assert others == named(reference, to), (pair, state)


def test_coalitions_improve_in_the_same_states(case):
    reference, over, level = case
    for some, improvements in reference.get("coalition_improvements", {}).items():
        rests = coalitions_rest(over, level, [some.split("+")], concepts=["cr"])[0, 0]
        assert np.flatnonzero(~rests).tolist() == named(reference, improvements)
