"""Advice on where parties can rest, in words: plans, how firm verdicts are, why they hold, and the way to a state."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

from irenic.case.document import Document
from irenic.models.stability.certificates import Answer, Certificate, Escape
from irenic.models.stability.flips import Flip
from irenic.models.stability.paths import Paths
from irenic.models.stability.plans import Change, Plan
from irenic.report.state_words import state_words
from irenic.report.words import listing

_LISTED: Final = 3
"""How many states are listed."""


@dataclass(frozen=True)
class Names:
    """What actors and states are called; what has no name is called by its label."""

    actors: Mapping[str, str]
    states: Mapping[str, str]

    def actor(self, label: str) -> str:
        """Return the name of an actor."""
        return self.actors.get(label, label)

    @classmethod
    def of(cls, document: Document, states: Collection[str], now: str) -> Self:
        """Return the names of a case: actors as it calls them, states by what sets them apart from the present."""
        told = {state: f"the state {state_words(document, state)}" for state in states}
        return cls({actor: entry.name for actor, entry in document.actors.items()}, {**told, now: "the present"})

    def state(self, label: str) -> str:
        """Return what a state is called; its label in quotation marks, if it is called nothing."""
        return self.states.get(label, f"'{label}'")

    def either(self, labels: Sequence[str]) -> str:
        """Return the names of states, as a list in words; of many, the first few."""
        left = len(labels) - _LISTED
        more = [f"{left:,} more"] if left > 0 else []
        return listing([*(self.state(label) for label in labels[:_LISTED]), *more])


def plan_sentence(plan: Plan, names: Names) -> str:
    """Return what would have to change for a state to be an equilibrium.

    Examples
    --------
    >>> plan = Plan("truce", "nash", 1.0, ((Change("a", "truce", ("war",)),),), complete=True)
    >>> plan_sentence(plan, Names({"a": "Athens"}, {}))
    "For 'truce' to be an equilibrium, Athens must like 'truce' at least as much as 'war'."
    """
    wanted = names.state(plan.state)
    if plan.cost is None:
        tried = "No" if plan.complete else "Among the changes that were tried, no"
        return f"{tried} change of preferences that lets states cross {wanted} makes it an equilibrium."
    if plan.cost == 0:
        return f"{wanted} is an equilibrium as preferences are entered."
    needs = listing(_change(change, names) for change in plan.choices[0])
    more = len(plan.choices) - 1
    others = "" if not more else f" {_count(more, plan.complete)} would do as well."
    return f"For {wanted} to be an equilibrium, {needs}.{others}"


def flip_sentence(flip: Flip, names: Names) -> str:
    """Return how firm a verdict is.

    Examples
    --------
    >>> firm = Flip("a", "truce", "gmr", True, 1.0, (Change("a", "truce", (), ("war",)),), complete=True)
    >>> flip_sentence(firm, Names({"a": "Athens"}, {}))
    "Athens rests in 'truce'. It would not if it liked 'war' more than 'truce'."
    """
    who, where = names.actor(flip.actor), names.state(flip.state)
    verdict = f"{who} {'rests' if flip.stable else 'does not rest'} in {where}."
    if flip.cost is None:
        certain = "No change" if flip.complete else "No change that was found"
        return f"{verdict} {certain} of its own preferences would alter that."
    first = flip.choices[0]
    states = names.either(first.raised if flip.stable else first.lowered)
    if flip.stable:
        return f"{verdict} It would not if it liked {states} more than {where}."
    return f"{verdict} It would if it liked {where} at least as much as {states}."


def certificate_sentences(certificate: Certificate, names: Names) -> tuple[str, ...]:
    """Return why an actor rests in a state or does not, sentence by sentence.

    Examples
    --------
    >>> from irenic.models.stability.paths import Step
    >>> answer = Answer("strike", (Step("b", "strike", "war"),), "war")
    >>> for sentence in certificate_sentences(Certificate("a", "truce", "gmr", True, (answer,)), Names({}, {})):
    ...     print(sentence)
    a rests in 'truce'.
    If it goes to 'strike', b can go on to 'war', which a does not like more than 'truce'.
    """
    who, where = names.actor(certificate.actor), names.state(certificate.state)
    if certificate.escape is not None:
        return f"{who} does not rest in {where}.", _escape(certificate, certificate.escape, names)
    if not certificate.answers:
        return (f"{who} rests in {where}: it can go to no state that it likes more.",)
    return f"{who} rests in {where}.", *(_answer(certificate, answer, names) for answer in certificate.answers)


def way_sentence(paths: Paths, state: str, names: Names) -> str:
    """Return how a state is reached from the status quo.

    Examples
    --------
    >>> import numpy as np
    >>> from irenic.models.stability.graph import Graph
    >>> from irenic.models.stability.paths import paths_from
    >>> gate = Graph.of_arcs(["guard"], ["shut", "open"], {"guard": [("shut", "open")]})
    >>> way_sentence(paths_from(gate, np.array([[0, 1]]), "shut"), "open", Names({}, {}))
    "'open' is reached from 'shut' in 1 step: guard to 'open'."
    """
    start, end, length = names.state(paths.start), names.state(state), paths.length(state)
    if length is None:
        kind = "any steps" if paths.mode == "any step" else f"steps of the kind '{paths.mode}'"
        return f"{end} is not reached from {start} by {kind} in which nobody moves twice running."
    if length == 0:
        return f"{end} is the status quo."
    found = paths.sequences(state, most=1)
    steps = ", then ".join(f"{names.actor(step.actor)} to {names.state(step.end)}" for step in found.listed[0])
    others = "" if found.number == 1 else f" There are {found.number:,} ways as short."
    return f"{end} is reached from {start} in {length} step{'' if length == 1 else 's'}: {steps}.{others}"


def _change(change: Change, names: Names) -> str:
    who, wanted = names.actor(change.actor), names.state(change.state)
    parts = []
    if change.lowered:
        parts.append(f"must like {wanted} at least as much as {names.either(change.lowered)}")
    if change.raised:
        parts.append(f"must like {names.either(change.raised)} more than {wanted}")
    return f"{who} {listing(parts)}"


def _count(number: int, is_all: bool) -> str:
    at_least = "" if is_all else "At least "
    return f"{at_least}{number:,} other {'change' if number == 1 else 'changes'} as small"


def _answer(certificate: Certificate, answer: Answer, names: Names) -> str:
    who, where = names.actor(certificate.actor), names.state(certificate.state)
    bad = f"which {who} does not like more than {where}"
    if certificate.concept in ("sim", "sim_after_seq"):
        joined = listing(f"{names.actor(s.actor)} going to {names.state(s.end)}" for s in answer.sanction)
        to = names.state(answer.improvement)
        return f"If it goes to {to}, {joined} at the same time makes it {names.state(answer.outcome)}, {bad}."
    steps = listing(f"{names.actor(s.actor)} can go on to {names.state(s.end)}" for s in answer.sanction)
    mended = ""
    if certificate.concept == "smr":
        counters = names.either(answer.countermoves)
        mended = f"; and from there it could only go to {counters}" if counters else "; and it could not leave that"
        mended += ", no better for it" if counters else ""
    return f"If it goes to {names.state(answer.improvement)}, {steps}, {bad}{mended}."


def _escape(certificate: Certificate, escape: Escape, names: Names) -> str:
    to = names.state(escape.improvement)
    if certificate.concept == "nash":
        return f"It can go to {to}, which it likes more."
    if certificate.concept in ("sim", "sim_after_seq"):
        return f"It can go to {to}, and nothing that the others would do at the same time leaves it no better off."
    if not escape.reached:
        return f"It can go to {to}, and the others can do nothing about it."
    states = list(dict.fromkeys(one.state for one in escape.reached))
    if not any(one.countermove for one in escape.reached):
        return f"It can go to {to}; the others can only bring about {names.either(states)}, all of which it likes more."
    mended = {one.state: one.countermove for one in escape.reached if one.countermove}
    moves = listing(f"from {names.state(state)} to {names.state(end)}" for state, end in mended.items())
    return f"It can go to {to}; where the others could then leave it no better off, it would go on, {moves}."
