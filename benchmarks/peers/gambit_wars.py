"""Small wars, solved by Gambit subgame by subgame; see ``gambit.py`` of the benchmarks for what they are.

Whoever has the word names a package or nothing, others consent or not, a settlement is kept or broken, chance
decides battles and drift. All sides know all that has happened, so that each choice begins a subgame. Gambit
solves them from the last on, each with the values it found for those below; solved at one go, its path of logit
equilibria ends, on some of these trees, before the nodes that are hardly reached have settled.
"""

import io
import json
import sys
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Any, TypeAlias

import pygambit

Values: TypeAlias = tuple[Fraction, ...]
SIDES = ("challenger", "defender", "mediator", "text")
"""The mediator decides nothing; who writes its text cares for nothing but a text that is signed."""
REFUSED = -2
"""What a text is worth to whoever wrote it if it is not signed: less than any that is."""
CLOSE = 1e-9
"""A side that gains less by breaking a settlement than this is not tempted."""


class War:
    """One war; every method that returns values says what they are from a month on."""

    def __init__(self, numbers: dict[str, Any]) -> None:
        self.months, self.contract, self.start = numbers["months"], numbers["contract"], numbers["start"]
        self.utility, self.penalty = exact(numbers["utility"]), exact(numbers["penalty"])
        self.up, self.down, self.rearm = exact(numbers["up"]), exact(numbers["down"]), exact(numbers["rearm"])
        self.cost, self.proposes = exact(numbers["cost"]), exact(numbers["proposes"])
        self.held, self.end, self.discount = exact(numbers["held"]), exact(numbers["end"]), exact(numbers["discount"])
        self.packages, self.last = range(len(self.utility[0])), len(self.held[0]) - 1
        self.subgames = self.both = 0
        self.war, self.peace = cache(self._war), cache(self._peace)

    def _war(self, month: int, place: int) -> Values:
        """Return what a month of war is worth as it begins."""
        if place in (0, self.last) or month == self.months:
            worth = self.held if place in (0, self.last) else self.end
            return (*(worth[side][place] for side in range(3)), Fraction(0))
        fight = self.battle(month, place)
        refused = (*fight[:3], Fraction(REFUSED))
        signed = [self.signed(month, place, y) for y in self.packages]
        talks = [self.choice(side, *(self.choice(1 - side, one, fight) for one in signed), fight) for side in range(2)]
        read = [self.choice(0, self.choice(1, (*one[:3], one[2]), refused), refused) for one in signed]
        return self.chance(dict(enumerate(self.proposes)), [*talks, self.choice(3, *read)])

    def battle(self, month: int, place: int, broken: Sequence[int] = (), y: int = 0) -> Values:
        """Return what a month of fighting is worth: nobody signs, or parties broke a package and pay for it."""
        paid = [self.penalty[side][y] if side in broken else 0 for side in range(2)] + [0]
        flow = [(1 - d) * self.held[side][place] - self.cost[side] - paid[side] for side, d in enumerate(self.discount)]
        ways = {1: self.up, -1: self.down, 0: 1 - self.up - self.down}
        return self.chance(ways, [self.then(flow, self.war(month + 1, place + step)) for step in ways])

    def signed(self, month: int, place: int, y: int) -> Values:
        """Return what signing a package is worth, which holds for good, for as long as both keep it, or for a month."""
        if self.contract == "binding":
            return (*(self.utility[side][y] for side in range(3)), Fraction(0))
        return self.month_of_peace(month, place, y)

    def month_of_peace(self, month: int, place: int, y: int) -> Values:
        """Return what a month with a package is worth, in which the front drifts, but to no end."""
        flow = [(1 - d) * self.utility[side][y] for side, d in enumerate(self.discount)]
        up = self.rearm[0] if place + 1 < self.last else Fraction(0)
        down = self.rearm[1] if place > 1 else Fraction(0)
        ways = {step: odds for step, odds in {1: up, -1: down, 0: 1 - up - down}.items() if odds}
        places = [(month + 1, place + step) for step in ways]
        after = [self.war(*at) if self.contract == "revisable" else self.peace(*at, y) for at in places]
        return self.chance(ways, [self.then(flow, later) for later in after])

    def _peace(self, month: int, place: int, y: int) -> Values:
        """Return what a standing settlement is worth; each side may break it, pay, and fight."""
        if month == self.months:
            return (*(self.utility[side][y] for side in range(3)), Fraction(0))
        kept = self.month_of_peace(month, place, y)
        broken = [self.battle(month, place, [side], y) for side in range(2)]
        alone = [self.choice(side, broken[side], kept)[side] > kept[side] + CLOSE for side in range(2)]
        if all(alone):  # a rule of the game and no equilibrium: who expects the other to break it saves the penalty
            self.both += 1
            return self.battle(month, place, [0, 1], y)
        return self.choice(0, broken[0], self.choice(1, broken[1], kept))

    def then(self, flow: list[Fraction], later: Values) -> Values:
        """Add what a month brings to what follows it; the text that was on the table is forgotten."""
        ahead = [now + d * value for now, d, value in zip(flow, self.discount, later[:3], strict=True)]
        return (*ahead, Fraction(0))

    def choice(self, player: int, *ends: Values) -> Values:
        """Let somebody choose among subgames."""
        names = " ".join(f'"{number}"' for number in range(len(ends)))
        return self.solved(f'p "" {player + 1} 1 "" {{ {names} }} 0', ends)

    def chance(self, ways: Mapping[int, Fraction], ends: list[Values]) -> Values:
        """Let chance lead to one of some subgames."""
        listed = " ".join(f'"{name}" {odds}' for name, odds in ways.items())
        return self.solved(f'c "" 1 "" {{ {listed} }} 0', ends)

    def solved(self, node: str, ends: Sequence[Values]) -> Values:
        """Have Gambit solve a subgame whose own subgames are worth what it found, and return what it is worth."""
        head = 'EFG 2 R "subgame" { ' + " ".join(f'"{name}"' for name in SIDES) + ' } ""'
        leaves = [f't "" {n} "" {{ {", ".join(map(str, end))} }}' for n, end in enumerate(ends, 1)]
        game = pygambit.read_efg(io.StringIO("\n".join([head, node, *leaves])))
        payoffs = pygambit.nash.logit_solve(game, maxregret=1e-14).equilibrium.payoffs
        self.subgames += 1
        return tuple(Fraction(float(payoffs[name])).limit_denominator(10**14) for name in SIDES)


def exact(numbers: Any) -> Any:
    """Return decimal numbers as fractions, so that chances add up to 1."""
    return [exact(number) for number in numbers] if isinstance(numbers, list) else Fraction(repr(numbers))


def main() -> None:
    """Solve the wars on the standard input."""
    answers = []
    for numbers in json.load(sys.stdin):
        war = War(numbers)
        values = list(map(float, war.war(0, war.start)[:3]))
        answers.append({"values": values, "subgames": war.subgames, "both": war.both})
    print(json.dumps(answers))


if __name__ == "__main__":
    main()
