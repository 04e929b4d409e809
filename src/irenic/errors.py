"""Every deliberate error of Irenic, as a tree under :class:`IrenicError`.

An error says what is wrong, what was found, what is allowed and where. A case
reports all of its problems at once: one :class:`InvalidCase` holds them all.
"""

import difflib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Final


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in a file, counted from 1 as editors count.

    Examples
    --------
    >>> print(Where("case.yaml", 12, 5))
    case.yaml:12:5
    """

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """Return ``file:line:column``, which terminals and editors turn into a link."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong with a case, and how to mend it.

    Parameters
    ----------
    where
        The place in the file.
    path
        The path in the case, such as ``positions.russia.territory``; empty for the whole.
    wrong
        What is wrong, in words.
    allowed
        What would be right, in words; empty where ``wrong`` says it already.
    nearest
        The allowed name closest to the one found, or empty.

    Examples
    --------
    >>> print(Problem(Where("case.yaml", 3, 1), "actors", "unknown key 'actor'", nearest="actors"))
    case.yaml:3:1: actors: unknown key 'actor'; did you mean 'actors'?
    """

    where: Where
    path: str
    wrong: str
    allowed: str = ""
    nearest: str = ""

    def __str__(self) -> str:
        """Return the problem as one line."""
        return f"{self.where}: {self.sentence}"

    @property
    def sentence(self) -> str:
        """The problem without its place."""
        path = f"{self.path}: " if self.path else ""
        allowed = f"; allowed: {self.allowed}" if self.allowed else ""
        nearest = f"; did you mean '{self.nearest}'?" if self.nearest else ""
        return _visible(f"{path}{self.wrong}{allowed}{nearest}")

    def as_dict(self) -> dict[str, object]:
        """Return the problem as plain data for ``--json``."""
        plain = asdict(self)
        return {**plain.pop("where"), **plain}


_MOST_COMPARED: Final = 500
"""Names among which a near one is looked for; among more, looking would take longer than it helps."""


def _visible(text: str) -> str:
    """Spell out control characters: what a hostile file holds must not steer a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def nearest_name(found: str, allowed: Iterable[str]) -> str:
    """Return the allowed name that is closest to the one found, or nothing.

    Examples
    --------
    >>> nearest_name("rusia", ["russia", "ukraine"])
    'russia'
    >>> nearest_name("x", ["russia", "ukraine"])
    ''
    """
    by_folded = {name.casefold(): name for name in allowed}
    if len(by_folded) > _MOST_COMPARED:
        return ""
    close = difflib.get_close_matches(found.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else ""


def listed(names: Iterable[str], most: int = 12) -> str:
    """Return names as a readable list that never floods a terminal.

    Examples
    --------
    >>> listed(["a", "b", "c"], most=2)
    'a, b and 1 more'
    """
    names = list(names)
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"


class IrenicError(Exception):
    """The root: catch this to catch everything Irenic raises on purpose.

    Examples
    --------
    >>> import irenic
    >>> try:
    ...     case = irenic.load("two-vilages")
    ... except irenic.IrenicError as error:
    ...     print(error)
    no folder or bundled case 'two-vilages'; there is ukraine-2025, car-emissions, elmira, korea, prisoners-dilemma,
    chicken, two-villages; did you mean 'two-villages'?
    """


class InvalidCase(IrenicError):
    """A case has problems; all of them are listed.

    Parameters
    ----------
    problems
        What is wrong, in the order of the files.

    Examples
    --------
    >>> print(InvalidCase([Problem(Where("case.yaml", 3, 1), "actors", "a party is missing")]))
    1 problem
      case.yaml:3:1: actors: a party is missing
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems))
        count = len(self.problems)
        head = "1 problem" if count == 1 else f"{count} problems"
        super().__init__("\n".join([head, *(f"  {problem}" for problem in self.problems)]))


class UnknownName(IrenicError):
    """A name was asked for that is not there.

    Parameters
    ----------
    kind
        What the name should have named, such as ``"scenario"``.
    found
        The name as given.
    allowed
        The names that exist.
    """

    def __init__(self, kind: str, found: str, allowed: Iterable[str]) -> None:
        allowed = list(allowed)
        nearest = nearest_name(found, allowed)
        hint = f"; did you mean '{nearest}'?" if nearest else ""
        super().__init__(f"no {kind} '{found}'; there is {listed(allowed) or 'none'}{hint}")


def expect_known(kind: str, names: Collection[str], known: Collection[str]) -> None:
    """Refuse names that are not there.

    Raises
    ------
    UnknownName
        For the first of them.
    """
    for name in names:
        if name not in known:
            raise UnknownName(kind, name, known)


class UnfitPatches(IrenicError):
    """Patches that do not fit the case, or conflict so that their order would matter.

    Parameters
    ----------
    problems
        What does not fit, each placed at the patch.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnreadableDocument(IrenicError):
    """A source document cannot be read as text."""


class BadLocator(IrenicError):
    """A reference to a paragraph is not written as ``source#p12``."""


class BadUse(IrenicError):
    """A command or function was called with something it cannot take."""


class RunMismatch(IrenicError):
    """A run folder holds another run, or was written by another version."""


class MissingPackage(IrenicError):
    """Something was asked for that needs a package which is not installed.

    Parameters
    ----------
    what
        What was asked for, in words.
    package
        The package that it needs.
    extra
        The extra of Irenic that brings it.

    Examples
    --------
    >>> print(MissingPackage("a cluster", "distributed", "cluster"))
    a cluster needs the package 'distributed', which is not installed; install it with: pip install 'irenic[cluster]'
    """

    def __init__(self, what: str, package: str, extra: str) -> None:
        wrong = f"{what} needs the package '{package}', which is not installed"
        super().__init__(f"{wrong}; install it with: pip install 'irenic[{extra}]'")


class ClusterLost(IrenicError):
    """A Dask cluster does not answer, or stopped working before a run was finished."""


class BadValue(IrenicError):
    """A value in a case cannot be understood.

    Parameters
    ----------
    wrong
        What is wrong, in words.
    allowed
        What would be right.
    nearest
        What was probably meant.
    at
        The keys below the value that lead to the wrong part of it.
    """

    def __init__(self, *, wrong: str, allowed: str = "", nearest: str = "", at: tuple[str, ...] = ()) -> None:
        self.wrong = wrong
        self.allowed = allowed
        self.nearest = nearest
        self.at = at
        super().__init__(wrong)


@contextmanager
def below(key: str) -> Iterator[None]:
    """Read what stands under a key: a :class:`BadValue` raised inside points there."""
    try:
        yield
    except BadValue as error:
        raise BadValue(wrong=error.wrong, allowed=error.allowed, nearest=error.nearest, at=(key, *error.at)) from error
