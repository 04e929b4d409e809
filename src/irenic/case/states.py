"""Which combinations of moves can occur: every formula in all of them at once, as one long whole number.

Combination ``c`` is that in which move ``k`` is made where bit ``k`` of ``c`` is set, so the first move of a
case is worth 1, the second 2, the third 4. A *truth* is a whole number whose bit ``c`` says whether something
holds in combination ``c``: so ``and`` is ``&``, and a formula over twenty moves is read in one go.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from irenic.case.formula import Formula, Joined, Move, Not
from irenic.case.sections.moves import Moves
from irenic.errors import BadValue, listed, nearest_name

MOST_MOVES: Final = 20
"""The most moves of a case: they have about a million combinations, each of which is looked at."""
MOST_STATES: Final = 1024
"""The most combinations that may be left; far more than anybody can read about."""


@dataclass(frozen=True, slots=True)
class States:
    """The combinations of moves that can occur, and which of them are one state.

    Parameters
    ----------
    moves
        The moves, as ``actor.move``, in the order of the case.
    feasible
        The truth of "can occur".
    now
        The combination that is in force.
    same
        Truths; all combinations within one of them are a single state. The lowest stands for all, and so
        formulas are held against that one, in which the fewest moves are made.
    """

    moves: tuple[str, ...]
    feasible: int
    now: int
    same: tuple[int, ...] = ()

    @property
    def combinations(self) -> tuple[int, ...]:
        """All combinations that can occur, in rising order."""
        return tuple(combinations_in(self.feasible))

    def __iter__(self) -> Iterator[int]:
        """Return the combination that stands for each state, in rising order."""
        return combinations_in(self._standing)

    def __len__(self) -> int:
        """Return how many states there are."""
        return self._standing.bit_count()

    @property
    def _standing(self) -> int:
        """The truth of "stands for a state"."""
        left = self.feasible
        for group in self.same:
            members = group & self.feasible
            left ^= members ^ (members & -members)
        return left

    def standing_for(self, combination: int) -> int:
        """Return the combination that stands for the state of another.

        Examples
        --------
        >>> States(("a.go", "b.go"), 0b1111, 0, (0b1010,)).standing_for(3)
        1
        """
        for group in self.same:
            members = group & self.feasible
            if members >> combination & 1:
                return (members & -members).bit_length() - 1
        return combination

    def where(self, formula: Formula) -> int:
        """Return the truth of a formula among the combinations that stand for a state."""
        return truth(formula, self.moves) & self._standing

    def label(self, combination: int) -> str:
        """Return a combination as ``Y`` for each move that is made in it, and ``N`` for each that is not.

        Examples
        --------
        >>> States(("a.go", "b.go", "b.pay"), 255, 0).label(0b011)
        'YYN'
        """
        return "".join("NY"[combination >> move & 1] for move in range(len(self.moves)))


def combinations_in(truth: int) -> Iterator[int]:
    """Yield the combinations in which something holds, in rising order.

    Examples
    --------
    >>> list(combinations_in(0b1011))
    [0, 1, 3]
    """
    return (combination for combination, bit in enumerate(reversed(f"{truth:b}")) if bit == "1")


def states_of(moves: Moves) -> States:
    """Return the combinations of moves that can occur.

    Raises
    ------
    BadValue
        If there are too many moves, or too many combinations are left, or the present is none of them, or a
        state is to be one with two groups of others.

    Examples
    --------
    >>> from irenic.examples import load
    >>> found = states_of(load("two-villages").document.moves)
    >>> found.moves, [found.label(each) for each in found]
    (('hill.shut', 'hill.share', 'valley.mend'), ['NNN', 'YNN', 'NYN', 'NNY', 'YNY', 'NYY'])
    """
    labels = tuple(f"{actor}.{name}" for actor, own in moves.by_actor.items() for name in own)
    if len(labels) > MOST_MOVES:
        raise BadValue(
            wrong=f"{len(labels)} moves have more combinations than can be looked at", allowed=f"up to {MOST_MOVES}"
        )
    feasible = _everywhere(len(labels))
    for rule in moves.infeasible:
        feasible &= ~truth(rule.never, labels)
    made = [move.now for own in moves.by_actor.values() for move in own.values()]
    now = sum(1 << place for place, done in enumerate(made) if done)
    found = States(labels, feasible, now, tuple(truth(formula, labels) for formula in moves.same))
    if not feasible >> now & 1:
        raise BadValue(wrong=f"the moves made now cannot occur together: {found.label(now)}")
    if feasible.bit_count() > MOST_STATES:
        allowed = f"up to {MOST_STATES:,}; say under 'infeasible' which cannot occur, or leave moves out"
        raise BadValue(wrong=f"{feasible.bit_count():,} combinations of moves can occur", allowed=allowed)
    _refuse_shared(found)
    return found


def _refuse_shared(states: States) -> None:
    seen = 0
    for index, group in enumerate(states.same):
        shared = group & seen & states.feasible
        if shared:
            state = states.label((shared & -shared).bit_length() - 1)
            wrong = f"{state} would be one with two groups of combinations"
            raise BadValue(wrong=wrong, allowed="formulas of which no two are true together", at=("same", str(index)))
        seen |= group


def truth(formula: Formula, moves: Sequence[str]) -> int:
    """Return where a formula holds among all combinations of some moves.

    Raises
    ------
    BadValue
        If it speaks of another move.

    Examples
    --------
    >>> from irenic.case.formula import read_formula
    >>> bin(truth(read_formula("a.go and not b.go"), ["a.go", "b.go"]))
    '0b10'
    """
    match formula:
        case Move(label=label):
            if label not in moves:
                raise BadValue(
                    wrong=f"unknown move '{label}'", allowed=listed(moves), nearest=nearest_name(label, moves)
                )
            return _made(moves.index(label), len(moves))
        case Not(part):
            return truth(part, moves) ^ _everywhere(len(moves))
        case Joined("and", left, right):
            return truth(left, moves) & truth(right, moves)
        case Joined("or", left, right):
            return truth(left, moves) | truth(right, moves)
        case Joined("if", left, right):
            return truth(left, moves) | (truth(right, moves) ^ _everywhere(len(moves)))
        case Joined(_, left, right):
            return truth(left, moves) ^ truth(right, moves) ^ _everywhere(len(moves))


def _everywhere(moves: int) -> int:
    return (1 << (1 << moves)) - 1


def _made(move: int, moves: int) -> int:
    """Return where one move is made: ``2**move`` combinations without it, as many with it, and so on."""
    length = 1 << move
    found = ((1 << length) - 1) << length
    for doubling in range(move + 1, moves):
        found |= found << (1 << doubling)
    return found
