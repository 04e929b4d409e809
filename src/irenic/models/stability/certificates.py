"""Why an actor rests in a state, or does not: what shows it, so that anybody can check it step by step.

Where it rests, every improvement that it has is shown with an *answer* of the others that leaves it no better off than
the state; under ``smr`` also with all that it could do then, which does not help. Where it does not rest, one
improvement is shown to be an *escape*: with everything that the others can bring about from it, and under
``smr`` with what the actor does where it would be worse off. That list is closed (a further step of the others leads
to nothing new), which is what makes it a proof.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from irenic.errors import BadUse, expect_known
from irenic.models.stability.concepts import AT_ONCE, FOUR
from irenic.models.stability.graph import Graph
from irenic.models.stability.levels import one_ranking
from irenic.models.stability.move_form import MoveForm
from irenic.models.stability.paths import Paths, Step, paths_from
from irenic.models.stability.reach import Mode


@dataclass(frozen=True, slots=True)
class Answer:
    """How the others can answer an improvement so that it is none.

    Parameters
    ----------
    improvement
        Where the improvement leads.
    sanction
        The steps of the others, one after the other from there; under ``sim`` their steps from the state itself,
        taken at the same time as the improvement.
    outcome
        Where that ends. The actor does not prefer it to the state.
    countermoves
        Under ``smr``, all states that the actor can go on to from there. It prefers none of them to the state.
    """

    improvement: str
    sanction: tuple[Step, ...]
    outcome: str
    countermoves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reached:
    """A state that the others can bring about after an improvement.

    Parameters
    ----------
    state, last_mover
        The state, and who takes the last step to it.
    countermove
        Under ``smr``, where the actor would be no better off: a state that it can go on to and prefers. Empty
        where it needs none.
    """

    state: str
    last_mover: str
    countermove: str = ""


@dataclass(frozen=True, slots=True)
class Escape:
    """An improvement that the others cannot answer.

    Parameters
    ----------
    improvement
        Where it leads.
    reached
        Everything that the others can bring about from there, by last mover. Under ``nash``, which does not look so
        far, and under ``sim``, where they do not move afterwards, nothing.
    """

    improvement: str
    reached: tuple[Reached, ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """What shows a verdict.

    Parameters
    ----------
    actor, state, concept, stable
        The verdict: whether the actor rests in the state.
    answers
        Where it rests, an answer to every improvement that it has; none under ``nash``, where it has none.
    escape
        Where it does not rest, an improvement without an answer.
    others
        Under ``sim_after_seq``, what shows for each other actor whether it rests under ``seq``, and so stays.
    """

    actor: str
    state: str
    concept: str
    stable: bool
    answers: tuple[Answer, ...] = ()
    escape: Escape | None = None
    others: tuple["Certificate", ...] = ()


def certificates(
    over: Graph | MoveForm, levels: NDArray[np.int64], state: str, concept: str
) -> tuple[Certificate, ...]:
    """Return for each actor what shows whether it rests in a state.

    Parameters
    ----------
    over
        Who can go where.
    levels
        How much every actor likes every state, ``(actor, state)``.
    state
        The state.
    concept
        ``nash``, ``gmr``, ``smr``, ``seq``; on moves also ``sim``, ``sim_after_seq``.

    Raises
    ------
    BadUse
        If levels do not fit, or moves would have to be added up where there are only steps.
    UnknownName
        If there is no such state or concept.

    Examples
    --------
    A prisoner keeps silent because betraying the other would be answered:

    >>> prisoners = MoveForm.of_moves({"a": ["confess"], "b": ["confess"]})
    >>> levels = np.array([[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> first, _ = certificates(prisoners, levels, "NN", "seq")
    >>> first.stable, [(answer.improvement, answer.outcome) for answer in first.answers]
    (True, [('YN', 'YY')])
    >>> certificates(prisoners, levels, "NN", "nash")[0].escape
    Escape(improvement='YN', reached=())
    """
    graph = over if isinstance(over, Graph) else over.graph
    expect_known("state", [state], graph.states)
    expect_known("concept", [concept], (*FOUR, *AT_ONCE))
    here = _Place(graph, one_ranking(graph, levels), graph.states.index(state))
    if concept in FOUR:
        return tuple(_in_turn(here, actor, concept) for actor in range(len(graph.actors)))
    if isinstance(over, Graph):
        msg = f"'{concept}' adds up what several actors change at once, and a graph does not say what its steps change"
        raise BadUse(msg)
    moves = _Moves(over.decimals, {int(decimal): at for at, decimal in enumerate(over.decimals)})
    turns = tuple(_in_turn(here, actor, "seq") for actor in range(len(graph.actors)))
    joins = [concept == "sim" or not one.stable for one in turns]
    found = [_at_once(here, moves, actor, concept, joins) for actor in range(len(graph.actors))]
    if concept == "sim":
        return tuple(found)
    return tuple(
        Certificate(c.actor, c.state, concept, c.stable, c.answers, c.escape, (*turns[:k], *turns[k + 1 :]))
        for k, c in enumerate(found)
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """A state among the others."""

    graph: Graph
    level: NDArray[np.int64]
    at: int

    def likes(self, actor: int, other: int) -> bool:
        return bool(self.level[actor, other] > self.level[actor, self.at])

    def improvements(self, actor: int) -> list[int]:
        return [to for to in self.graph.steps(actor, self.at).tolist() if self.likes(actor, to)]

    def name(self, state: int) -> str:
        return self.graph.states[state]


@dataclass(frozen=True, slots=True)
class _Moves:
    """What states are made of."""

    decimals: NDArray[np.int64]
    known: dict[int, int]


def _in_turn(here: _Place, actor: int, concept: str) -> Certificate:
    """Show a verdict of those in which others answer by steps of their own, or not at all."""
    of = (here.graph.actors[actor], here.name(here.at), concept)
    answers = []
    for to in here.improvements(actor):
        if concept == "nash":
            return Certificate(*of, stable=False, escape=Escape(here.name(to), ()))
        mode: Mode = "improvements" if concept == "seq" else "any step"
        others = [a for a in here.graph.actors if a != of[0]]
        paths = paths_from(here.graph, here.level, here.name(to), mode, others)
        mends = concept == "smr"
        outcome = next((t for t in _by_length(paths) if _feared(here, actor, t, mends=mends)), None)
        if outcome is None:
            return Certificate(*of, stable=False, escape=_escape(here, actor, paths, mends=mends))
        sanction = paths.sequences(here.name(outcome), most=1).listed[0]
        after = here.graph.steps(actor, outcome).tolist() if mends else []
        answers.append(Answer(here.name(to), sanction, here.name(outcome), tuple(map(here.name, after))))
    return Certificate(*of, stable=True, answers=tuple(answers))


def _by_length(paths: Paths) -> list[int]:
    return [paths.graph.states.index(name) for name in paths.reached]


def _feared(here: _Place, actor: int, outcome: int, *, mends: bool) -> bool:
    """Return whether an actor is no better off, and cannot mend that by a step of its own."""
    if here.likes(actor, outcome):
        return False
    return not mends or not any(here.likes(actor, to) for to in here.graph.steps(actor, outcome).tolist())


def _escape(here: _Place, actor: int, paths: Paths, *, mends: bool) -> Escape:
    reached = []
    for state, mover in np.argwhere(paths.by_last_mover.T >= 0).tolist():
        needed = mends and not here.likes(actor, state)
        better = (to for to in here.graph.steps(actor, state).tolist() if needed and here.likes(actor, to))
        counter = next((here.name(to) for to in better), "")
        reached.append(Reached(here.name(state), here.graph.actors[mover], counter))
    return Escape(paths.start, tuple(reached))


def _at_once(here: _Place, moves: _Moves, actor: int, concept: str, joins: list[bool]) -> Certificate:
    """Show a verdict of those in which others improve on the state at the same time."""
    of = (here.graph.actors[actor], here.name(here.at), concept)
    others = [k for k in range(len(joins)) if k != actor and joins[k]]
    answers = []
    for to in here.improvements(actor):
        answer = next(_spoilt(here, moves, (actor, to), others), None)
        if answer is None:
            return Certificate(*of, stable=False, escape=Escape(here.name(to), ()))
        answers.append(answer)
    return Certificate(*of, stable=True, answers=tuple(answers))


def _spoilt(here: _Place, moves: _Moves, improvement: tuple[int, int], others: list[int]) -> Iterator[Answer]:
    """Yield the ways in which others spoil an improvement by improving on the state themselves."""
    actor, to = improvement
    for chosen in product(*([here.at, *here.improvements(other)] for other in others)):
        combined = int(moves.decimals[to])
        for end in chosen:
            combined ^= int(moves.decimals[here.at] ^ moves.decimals[end])
        outcome = moves.known.get(combined)
        if outcome is not None and not here.likes(actor, outcome):
            steps = tuple(
                Step(here.graph.actors[other], here.name(here.at), here.name(end))
                for other, end in zip(others, chosen, strict=True)
                if end != here.at
            )
            yield Answer(here.name(to), steps, here.name(outcome))
