"""Certificates of verdicts: an independent checker accepts them all, and none that has been tampered with."""

from copy import deepcopy
from dataclasses import asdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from irenic.errors import BadUse, UnknownName
from irenic.models.stability.certificates import certificates
from irenic.models.stability.concepts import AT_ONCE, FOUR
from irenic.models.stability.move_form import MoveForm
from models.stability import conflicts as drawn
from models.stability import oracle
from models.stability.checker import Conflict, Rejected, check
from models.stability.small_conflicts import arcs_of, conflicts, liking


def every_certificate(seed):
    """Yield every certificate of a random conflict, as data, with the conflict as the checker reads it."""
    rng = np.random.default_rng(seed)
    over = drawn.move_form(rng) if rng.random() < 0.5 else drawn.graph(rng)
    by_moves = isinstance(over, MoveForm)
    graph = over.graph if by_moves else over
    level = drawn.levels(rng, len(graph.actors), len(graph.states))
    made = (
        {s: frozenset(np.flatnonzero(row)) for s, row in zip(over.states, over.made, strict=True)} if by_moves else {}
    )
    plain = Conflict(arcs_of(graph), liking(graph, level), made)
    for concept in (*FOUR, *AT_ONCE) if by_moves else FOUR:
        for state in graph.states:
            for found in certificates(over, level, state, concept):
                yield found, plain


@given(st.integers(0, 10**9))
@settings(max_examples=60)
def test_the_checker_accepts_every_certificate(seed):
    for found, plain in every_certificate(seed):
        check(asdict(found), plain)


@given(conflicts(), st.sampled_from(FOUR))
@settings(max_examples=100)
def test_verdicts_are_those_of_the_definitions(conflict, concept):
    graph, levels = conflict
    for at, state in enumerate(graph.states):
        for actor, found in enumerate(certificates(graph, levels, state, concept)):
            assert found.stable == oracle.FOUR[concept](drawn.steps(graph), levels, actor, at)
            assert (found.actor, found.state, found.concept) == (graph.actors[actor], state, concept)


def accepts(certificate, conflict):
    try:
        check(certificate, conflict)
    except Rejected:
        return False
    return True


def tampered(good, states):
    """Yield copies of a certificate, each with one thing in it that cannot be so and still prove it."""
    yield from whole(good)
    for k, answer in enumerate(good["answers"]):
        for other in set(states) - {answer["outcome"]}:
            yield changed(good, ("answers", k, "outcome"), other)
        for j, step in enumerate(answer["sanction"]):
            yield changed(good, ("answers", k, "sanction", j, "actor"), good["actor"])
            for other in set(states) - {step["start"]}:
                yield changed(good, ("answers", k, "sanction", j, "start"), other)
        for rest in without_one(answer["countermoves"]):
            yield changed(good, ("answers", k, "countermoves"), rest)
    for k, one in enumerate(good["escape"]["reached"] if good["escape"] else ()):
        if one["countermove"]:
            yield changed(good, ("escape", "reached", k, "countermove"), "")


def whole(good):
    """Yield copies in which the verdict is another, or a part is left out or is about something else."""
    yield changed(good, ("stable",), not good["stable"])
    for part in ("answers", "others"):
        for rest in without_one(good[part]):
            yield changed(good, (part,), rest)
    for k in range(len(good["answers"])):
        yield changed(good, ("answers", k, "improvement"), good["state"])
    if good["escape"]:
        yield changed(good, ("escape",), None)
        yield changed(good, ("escape", "improvement"), good["state"])
        for rest in without_one(good["escape"]["reached"]):
            yield changed(good, ("escape", "reached"), rest)


def without_one(things):
    return [things[:k] + things[k + 1 :] for k in range(len(things))]


def changed(certificate, path, value):
    copy = deepcopy(certificate)
    inner = copy
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return copy


@given(st.integers(0, 10**9))
@settings(max_examples=30)
def test_the_checker_rejects_what_has_been_tampered_with(seed):
    for found, plain in every_certificate(seed):
        for copy in tampered(asdict(found), list(plain.like[found.actor])):
            assert not accepts(copy, plain)


@given(st.integers(0, 10**9))
@settings(max_examples=30)
def test_the_checker_rejects_a_certificate_of_another_conflict_unless_its_verdict_is_true_there(seed):
    """What the checker accepts is true, wherever the certificate comes from."""
    rng = np.random.default_rng(seed)
    graph = drawn.graph(rng)
    shape = len(graph.actors), len(graph.states)
    one, other = drawn.levels(rng, *shape), drawn.levels(rng, *shape)
    for concept in FOUR:
        for at, state in enumerate(graph.states):
            for actor, found in enumerate(certificates(graph, one, state, concept)):
                if accepts(asdict(found), Conflict(arcs_of(graph), liking(graph, other), None)):
                    assert found.stable == oracle.FOUR[concept](drawn.steps(graph), other, actor, at)


def test_an_answer_is_as_short_as_can_be():
    graph = MoveForm.of_moves({"a": ["x"], "b": ["y", "z"]})
    level = np.array([[1, 2, 1, 0, 1, 0, 1, 0], [0] * 8])
    (answer,) = certificates(graph, level, "NNN", "gmr")[0].answers
    assert len(answer.sanction) == 1


def test_what_cannot_be_asked_is_refused():
    form = MoveForm.of_moves({"a": ["x"]})
    level = np.array([[0, 1]])
    with pytest.raises(BadUse, match="'sim' adds up"):
        certificates(form.graph, level, "N", "sim")
    with pytest.raises(UnknownName, match="no state 'z'"):
        certificates(form, level, "z", "nash")
    with pytest.raises(UnknownName, match="no concept 'x'"):
        certificates(form, level, "N", "x")
