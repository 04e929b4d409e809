"""When an actor rests in a state, as a condition on the states that it does not prefer to it.

Let L be the states that an actor does not prefer to the one it is in, ties included. It rests there if each of its
steps is harmless, and a step to u is harmless if L holds all of one of some *alternatives*:

========  ==================================================================================================
``nash``  {u}
``gmr``   {u}, or {t} for a state t that the others can bring about from u
``smr``   {u}, or {t} with every state that the actor can go on to from t
``seq``   as ``gmr``, for states t that the others can bring about by improvements of whoever steps
========  ==================================================================================================

So each concept is *monotone* in L: a state more in L never makes a stable state unstable. Under ``nash``, ``gmr`` and
``smr`` the alternatives come from the steps alone, and what the others prefer does not matter; under ``seq`` they
depend on what the others prefer, but not on what the actor itself does. Definitions: :cite:t:`fang1993`.

Sets of states are whole numbers: state k is the bit worth 2**k. A clause holds the alternatives of one step; the state
itself, which is always in L, is left out of them.
"""

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

import numpy as np

from irenic.models.stability.kernels.jit import Bools, Ints
from irenic.models.stability.kernels.paths import UNREACHED, lengths

States: TypeAlias = int
"""A set of states: state k is the bit worth 2**k."""
Clause: TypeAlias = frozenset[States]
Condition: TypeAlias = frozenset[Clause]


class Rows(NamedTuple):
    """A graph, as in :mod:`~irenic.models.stability.kernels.paths`, and levels ``(actor, state)``."""

    first: Ints
    to: Ints
    level: Ints


def condition(rows: Rows, actor: int, state: int, concept: str) -> Condition:
    """Return when an actor rests in a state; without clauses if it always does."""
    return frozenset(clauses(rows, actor, state, concept).values())


def clauses(rows: Rows, actor: int, state: int, concept: str) -> dict[int, Clause]:
    """Return the alternatives of every step of an actor from a state, but for those that are always harmless."""
    own = 1 << state
    found = {}
    for step in row(rows, actor, state):
        alternatives = {1 << step}
        if concept != "nash":
            for reply in members(replies(rows, actor, step, concept == "seq")):
                after = as_states(row(rows, actor, reply)) if concept == "smr" else 0
                alternatives.add((after | 1 << reply) & ~own)
        if 0 not in alternatives:
            found[step] = without_larger(alternatives)
    return found


def row(rows: Rows, actor: int, state: int) -> list[int]:
    """Return where an actor can go to from a state."""
    found: list[int] = rows.to[rows.first[actor, state] : rows.first[actor, state + 1]].tolist()
    return found


def replies(rows: Rows, actor: int, start: int, improving: bool) -> States:
    """Return the states that all but one actor can bring about by legal sequences, of improvements or of any steps."""
    others = np.arange(len(rows.first)) != actor
    level = rows.level if improving else np.zeros_like(rows.level)
    found = lengths(rows.first, rows.to, level[None], not improving, others, start)[0]
    return of_flags((found != UNREACHED).any(axis=0))


def not_preferred(level: Ints, state: int) -> States:
    """Return the states that somebody with these levels, ``(state,)``, does not prefer to one of them."""
    return of_flags(level <= level[state])


def of_flags(flags: Bools) -> States:
    """Return the states that are flagged, ``(state,)``."""
    return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")


def as_states(numbers: list[int]) -> States:
    """Return a set of states given by their numbers."""
    found = 0
    for number in numbers:
        found |= 1 << number
    return found


def members(states: States) -> Iterator[int]:
    """Yield the numbers of some states, rising."""
    while states:
        lowest = states & -states
        yield lowest.bit_length() - 1
        states ^= lowest


def without_larger(alternatives: set[States]) -> Clause:
    """Return alternatives without those that hold all of another."""
    single = 0
    for states in alternatives:
        single |= states if states.bit_count() == 1 else 0
    larger = [states for states in alternatives if states.bit_count() > 1 and not states & single]
    least = {states for states in larger if not any(other & states == other != states for other in larger)}
    return frozenset(least | {1 << number for number in members(single)})
