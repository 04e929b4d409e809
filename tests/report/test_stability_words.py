"""What the advice on stability says, sentence by sentence."""

import numpy as np

from irenic.models.stability.certificates import certificates
from irenic.models.stability.flips import Flip, what_flips
from irenic.models.stability.graph import Graph
from irenic.models.stability.move_form import MoveForm
from irenic.models.stability.paths import paths_from
from irenic.models.stability.plans import Change, Plan, least_changes
from irenic.report.stability_words import Names, certificate_sentences, flip_sentence, plan_sentence, way_sentence

NAMES = Names(
    {"a": "Anna", "b": "Bob"}, {"NN": "'silence'", "YN": "'Anna talks'", "NY": "'Bob talks'", "YY": "'both talk'"}
)
PRISONERS = MoveForm.of_moves({"a": ["confess"], "b": ["confess"]})
LEVELS = np.array([[3, 4, 1, 2], [3, 1, 4, 2]])


def told(state, concept, actor=0):
    return " ".join(certificate_sentences(certificates(PRISONERS, LEVELS, state, concept)[actor], NAMES))


def test_why_an_actor_rests_or_not_is_told_for_every_concept():
    assert told("NN", "nash") == "Anna does not rest in 'silence'. It can go to 'Anna talks', which it likes more."
    assert told("YY", "nash") == "Anna rests in 'both talk': it can go to no state that it likes more."
    answered = "If it goes to 'Anna talks', Bob can go on to 'both talk', which Anna does not like more than 'silence'"
    assert told("NN", "gmr") == f"Anna rests in 'silence'. {answered}."
    assert told("NN", "smr") == (
        f"Anna rests in 'silence'. {answered}; and from there it could only go to 'Bob talks', no better for it."
    )
    assert told("NN", "sim") == (
        "Anna rests in 'silence'. If it goes to 'Anna talks', Bob going to 'Bob talks' at the same time makes it "
        "'both talk', which Anna does not like more than 'silence'."
    )
    assert told("NY", "sim") == (
        "Anna does not rest in 'Bob talks'. It can go to 'both talk', and nothing that the others would do at the "
        "same time leaves it no better off."
    )
    assert told("NY", "gmr") == (
        "Anna does not rest in 'Bob talks'. It can go to 'both talk'; the others can only bring about 'Anna talks', "
        "all of which it likes more."
    )
    assert told("NY", "seq").endswith("and the others can do nothing about it.")


def test_countermoves_are_told_where_they_let_an_actor_go_or_are_missing():
    arcs = {"a": [("s", "t"), ("u", "t")], "b": [("t", "u")]}
    graph = Graph.of_arcs(["a", "b"], ["s", "t", "u"], arcs)
    levels = np.array([[1, 2, 0], [0, 0, 0]])
    (_, why) = certificate_sentences(certificates(graph, levels, "s", "smr")[0], NAMES)
    assert (
        why == "It can go to 't'; where the others could then leave it no better off, it would go on, from 'u' to 't'."
    )
    stuck = Graph.of_arcs(["a", "b"], ["s", "t", "u"], {"a": [("s", "t")], "b": [("t", "u")]})
    assert certificate_sentences(certificates(stuck, levels, "s", "smr")[0], NAMES)[1].endswith(
        "it could not leave that."
    )


def test_plans_are_told_with_what_each_must_come_to_like():
    assert plan_sentence(least_changes(PRISONERS.graph, LEVELS, "NN", "nash"), NAMES) == (
        "For 'silence' to be an equilibrium, Anna must like 'silence' at least as much as 'Anna talks' and Bob must "
        "like 'silence' at least as much as 'Bob talks'."
    )
    assert plan_sentence(least_changes(PRISONERS.graph, LEVELS, "YY", "nash"), NAMES) == (
        "'both talk' is an equilibrium as preferences are entered."
    )
    raised = Plan("s", "seq", 2.0, ((Change("b", "s", ("t",), ("u",)),),) * 3, complete=False)
    assert plan_sentence(raised, NAMES) == (
        "For 's' to be an equilibrium, Bob must like 's' at least as much as 't' and must like 'u' more than 's'. "
        "At least 2 other changes as small would do as well."
    )
    for complete, start in ((True, "No change"), (False, "Among the changes that were tried, no change")):
        assert plan_sentence(Plan("s", "seq", None, (), complete), NAMES).startswith(start)


def test_how_firm_a_verdict_is_is_told():
    assert flip_sentence(what_flips(PRISONERS.graph, LEVELS, "NN", "nash")[1], NAMES) == (
        "Bob does not rest in 'silence'. It would if it liked 'silence' at least as much as 'Bob talks'."
    )
    assert flip_sentence(Flip("a", "s", "nash", True, None, (), complete=False), NAMES) == (
        "Anna rests in 's'. No change that was found of its own preferences would alter that."
    )


def test_the_way_to_a_state_is_told():
    paths = paths_from(PRISONERS.graph, LEVELS, "NN", "any step")
    assert way_sentence(paths, "YY", NAMES) == (
        "'both talk' is reached from 'silence' in 2 steps: Bob to 'Bob talks', then Anna to 'both talk'. "
        "There are 2 ways as short."
    )
    assert way_sentence(paths, "NN", NAMES) == "'silence' is the status quo."
    assert way_sentence(paths_from(PRISONERS.graph, LEVELS, "YY"), "NN", NAMES) == (
        "'silence' is not reached from 'both talk' by steps of the kind 'improvements' in which nobody moves twice "
        "running."
    )
