"""The list that all checks report into, and the names a case defines."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from irenic.case.document import Document
from irenic.case.tree import Entries, Keys, find, path_text, where_is
from irenic.case.validate import Kept, as_spelled
from irenic.errors import Problem, listed, nearest_name


@dataclass(slots=True)
class Faults:
    """A document under check, the tree it was read from, and what is wrong so far.

    Names are taken from the tree and not from the document, so that an actor whose entry
    has a problem of its own does not make every mention of it a second problem.
    """

    document: Document
    root: Entries
    problems: list[Problem] = field(default_factory=list)
    kept: Kept = field(default_factory=dict)

    def names(self, *keys: str) -> tuple[str, ...]:
        """Return the names that stand at a path, such as the actors."""
        node = find(self.root, keys)
        return tuple(node.values) if isinstance(node, Entries) else ()

    def has(self, keys: Keys, *any_of: str) -> bool:
        """Return whether one of some keys stands at a path, sound or not."""
        return any(key in self.names(*keys) for key in any_of)

    def add(self, keys: Keys, wrong: str, allowed: str = "", nearest: str = "", *, key: bool = False) -> None:
        """Report a problem at a path; ``key`` points to the last key instead of its value."""
        spelled = as_spelled(self.root, keys, self.kept)
        where = where_is(self.root, spelled, key=key)
        self.problems.append(Problem(where, path_text(spelled), wrong, allowed, nearest))

    def expect(self, keys: Keys, kind: str, found: str, known: Iterable[str], *, key: bool = False) -> bool:
        """Report a name that is not known, and return whether it is."""
        known = tuple(known)
        if found not in known:
            none = "" if known else "; the case has none"
            self.add(keys, f"unknown {kind} '{found}'{none}", listed(known), nearest_name(found, known), key=key)
        return found in known

    def expect_all(self, keys: Keys, kind: str, found: Iterable[str], known: Iterable[str]) -> None:
        """Report every name of a list that is not known."""
        known = tuple(known)
        for index, name in enumerate(found):
            self.expect((*keys, str(index)), kind, name, known)

    def options(self, issue: str) -> tuple[str, ...]:
        """Return the names of the options of an issue."""
        return self.names("issues", issue, "options")
