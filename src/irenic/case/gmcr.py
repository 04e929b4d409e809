"""Files of GMCR+, a program for the graph model, read into a case.

Such a file is JSON: options by number, decision makers who control them, patterns of options that cannot occur, and
for each decision maker statements over options in their order, or a ranking of the states. What cannot be said in a
case is refused and not passed over. The file does not say which state is in force; the lowest that can occur is
entered as the present, and the case says so.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

from irenic.case import CASE_FILE
from irenic.case.formula import LONGEST, read_formula
from irenic.case.states import MOST_MOVES, combinations_in, truth
from irenic.case.tree import LARGEST_FILE
from irenic.errors import BadUse

SUFFIX: Final = ".gmcr"
Pattern: TypeAlias = Sequence[tuple[int, str]]
"""Options by number with ``Y`` or ``N``: all of them hold."""

_TAKEN: Final = ("infeasible", "same", "states", "because", "judgement", "confidence", "not", "and", "or", "if", "iff")
_DIRECTIONS: Final = {"both": "", "fwd": ", reversible: no", "back": ", again: no"}


def files_of_gmcr(path: Path) -> dict[str, str]:
    """Return the files of a case that says what a file of GMCR+ says.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    BadUse
        If it cannot be read, or says what a case cannot: options that nobody or several control,
        misperceptions, or no feasible state.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> data = {
    ...     "options": [{"name": "Pay", "permittedDirection": "fwd"}],
    ...     "decisionMakers": [{"name": "Mill", "options": [0], "preferences": [[[0, "N"]]]}],
    ...     "infeasibles": [],
    ... }
    >>> _ = (folder / "mill.gmcr").write_text(json.dumps(data))
    >>> print(files_of_gmcr(folder / "mill.gmcr")["case.yaml"].partition("moves:")[2])
    <BLANKLINE>
      mill:
        pay: {label: "Pay", reversible: no}
    preferences:
      mill:
        - not mill.pay
    <BLANKLINE>
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            msg = f"it has more than {LARGEST_FILE:,} bytes"
            raise BadUse(msg)
        data = json.loads(path.read_text(encoding="utf-8"))
        return {CASE_FILE: _Conflict.of(data).case(path.stem)}
    except (BadUse, OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        msg = f"{path} is no file of GMCR+ that can be read: {error}"
        raise BadUse(msg) from error


@dataclass(frozen=True, slots=True)
class _Conflict:
    """What a file says, with the names that its parts get in a case.

    Parameters
    ----------
    actors
        The decision makers: the name, the label, and what the file says of each.
    moves
        By number of the option, its label as ``actor.move``.
    options
        What the file says of each option.
    rules
        Patterns that cannot occur.
    ranked
        Whether rankings count, and not statements.
    """

    actors: Sequence[tuple[str, str, Mapping[str, Any]]]
    moves: Mapping[int, str]
    options: Sequence[Mapping[str, Any]]
    rules: Sequence[Pattern]
    ranked: bool

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "_Conflict":
        """Read what a file says."""
        makers, options = data["decisionMakers"], data["options"]
        _refuse(data, makers, len(options))
        names = _distinct([maker["name"] for maker in makers])
        moves: dict[int, str] = {}
        for name, maker in zip(names, makers, strict=True):
            own = _distinct([options[number]["name"] for number in maker["options"]])
            moves.update({number: f"{name}.{move}" for number, move in zip(maker["options"], own, strict=True)})
        actors = [(name, str(maker["name"]), maker) for name, maker in zip(names, makers, strict=True)]
        return cls(actors, moves, options, data["infeasibles"], bool(data.get("useManualPreferenceRanking")))

    def case(self, name: str) -> str:
        """Return the text of the case."""
        states = self._states()
        present = {move for place, move in enumerate(self.moves.values()) if states[0] >> place & 1}
        lines = [
            "# yaml-language-server: $schema=case.schema.json",
            "#",
            f"# Read from {json.dumps(name + SUFFIX)}. That file does not say which state is in force;",
            "# the first one that can occur is entered as the present. Look at every 'now', and say what",
            "# a statement rests on.",
            "",
            "irenic: 1",
            f"title: {json.dumps(name)}",
            "",
            "actors:",
            *(f"  {actor}: {{name: {json.dumps(label)}, role: party}}" for actor, label, _ in self.actors),
            "",
            "moves:",
            *self._moves(present),
            *self._rules(),
            *(self._names(states) if self.ranked else ()),
            "preferences:",
            *self._preferences(),
        ]
        return "\n".join(lines) + "\n"

    def _states(self) -> list[int]:
        """Return the combinations that can occur, in rising order; the first option of the first actor is worth 1."""
        moves = tuple(self.moves.values())
        feasible = (1 << (1 << len(moves))) - 1
        for rule in self.rules:
            feasible &= ~truth(read_formula(self._pattern(rule)), moves)
        found = list(combinations_in(feasible))
        if not found:
            msg = "no state is feasible"
            raise BadUse(msg)
        return found

    def _moves(self, present: set[str]) -> Iterator[str]:
        for actor, _, maker in self.actors:
            yield f"  {actor}:" + ("" if maker["options"] else " {}")
            for number in maker["options"]:
                label, option = self.moves[number], self.options[number]
                extra = _DIRECTIONS[option.get("permittedDirection", "both")] + (
                    ", now: yes" if label in present else ""
                )
                yield f"    {label.partition('.')[2]}: {{label: {json.dumps(str(option['name']))}{extra}}}"

    def _rules(self) -> Iterator[str]:
        if self.rules:
            yield "  infeasible:"
            yield from (f"    - {self._pattern(rule)}" for rule in self.rules)

    def _names(self, states: Sequence[int]) -> Iterator[str]:
        yield "  states:"
        for number, state in enumerate(states, 1):
            pattern = [(option, "NY"[state >> place & 1]) for place, option in enumerate(self.moves)]
            yield f"    state-{number}: {self._pattern(pattern)}"

    def _preferences(self) -> Iterator[str]:
        for actor, _, maker in self.actors:
            stated = maker.get("preferenceRanking", []) if self.ranked else maker.get("preferences", [])
            if not stated:
                yield f"  {actor}: []"
            elif self.ranked:
                yield f"  {actor}:"
                yield "    ranking:"
                yield from (f"      - {_ranked(place)}" for place in stated)
            else:
                yield f"  {actor}:"
                yield from (f"    - {self._statement(statement)}" for statement in stated)

    def _statement(self, statement: Mapping[str, Any] | Pattern) -> str:
        if not isinstance(statement, Mapping):
            return self._pattern(statement)
        members = [self._pattern(member) for member in statement["members"]]
        return _short(" or ".join(f"({member})" for member in members) if len(members) > 1 else members[0])

    def _pattern(self, pattern: Pattern) -> str:
        marks = {"Y": "", "N": "not "}
        return _short(" and ".join(f"{marks[mark]}{self.moves[number]}" for number, mark in pattern))


def _refuse(data: Mapping[str, Any], makers: Sequence[Mapping[str, Any]], options: int) -> None:
    """Refuse what a case cannot say."""
    controlled = [number for maker in makers for number in maker["options"]]
    if sorted(controlled) != list(range(options)):
        msg = "each option must be controlled by exactly one decision maker"
        raise BadUse(msg)
    if options > MOST_MOVES:
        msg = f"it has {options} options; a case may have {MOST_MOVES}"
        raise BadUse(msg)
    if any(maker.get("misperceptions") for maker in makers):
        msg = "it has misperceptions, which a case cannot say"
        raise BadUse(msg)
    if data.get("useManualPreferenceVectors"):
        msg = "its preferences are vectors of an old version; save it with a newer one"
        raise BadUse(msg)


def _ranked(place: int | Sequence[int]) -> str:
    """Return a place of a ranking: a state, or several that are tied."""
    return f"state-{place}" if isinstance(place, int) else "[" + ", ".join(f"state-{state}" for state in place) + "]"


def _short(formula: str) -> str:
    if len(formula) > LONGEST:
        msg = f"a statement becomes a formula of {len(formula)} characters; allowed: at most {LONGEST}"
        raise BadUse(msg)
    return formula


def _distinct(labels: Sequence[Any]) -> list[str]:
    """Return names for labels: letters, digits and dashes, each once."""
    names: list[str] = []
    for label in labels:
        plain = re.sub(r"[^\w]+|_", "-", str(label).lower()).strip("-") or "unnamed"
        plain = plain if plain[0].isalpha() and plain not in _TAKEN else f"a-{plain}"
        count, name = 1, plain
        while name in names:
            count, name = count + 1, f"{plain}-{count + 1}"
        names.append(name)
    return names
