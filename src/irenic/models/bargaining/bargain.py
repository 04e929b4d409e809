"""The bargain: what every option is worth to every actor, and what nobody will sign.

Three things that are often taken for one are kept apart. The *reservation* is the utility below
which an actor walks away. A *red line* is an option, or a pair of options, that an actor will not
sign whatever it gets in return; it is never traded. The *disagreement* is what an actor gets if
talks break down, from which gains are counted; it is the reservation, unless said otherwise.

Utilities are sums of what the chosen options are worth (:cite:t:`keeney1976`), plus *linkages*:
what two options are worth together beyond that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np
import xarray as xr

from irenic.errors import BadUse, UnknownName
from irenic.models.bargaining.kernels.elimination import Link, Stakes
from irenic.models.bargaining.kernels.grid import Bools, Floats, Ints, floor_of, scale_of, to_fine
from irenic.vocabulary import ACTOR, ISSUE, ISSUE_OF_OPTION, OPTION, PACKAGE


@dataclass(frozen=True, slots=True)
class Linkage:
    """What two options of different issues are worth to an actor together, beyond the sum."""

    actor: str
    options: tuple[str, str]
    worth: float


@dataclass(frozen=True, slots=True)
class RuledOut:
    """Two options of different issues that an actor will not sign together, though perhaps each alone."""

    actor: str
    options: tuple[str, str]


@dataclass(frozen=True)
class Bargain:
    """What is bargained over; made by :func:`bargain`, which checks it.

    Parameters
    ----------
    worth
        What each option is worth to each actor, by actor and option, with ``issue_of_option``.
    reservation, disagreement
        By actor. A reservation of minus infinity is no reservation.
    refuses
        The options beyond each actor's red lines, by actor and option.
    linkages, ruled_out
        Terms and red lines over two options.
    ratifiers
        Actors who have to accept, but whose gains do not count in what is fair.
    """

    worth: xr.DataArray
    reservation: xr.DataArray
    disagreement: xr.DataArray
    refuses: xr.DataArray
    linkages: tuple[Linkage, ...] = ()
    ruled_out: tuple[RuledOut, ...] = ()
    ratifiers: tuple[str, ...] = ()

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """Everyone whose consent is needed."""
        return tuple(self.worth[ACTOR].to_numpy().tolist())

    @cached_property
    def issues(self) -> dict[str, tuple[str, ...]]:
        """The options of every issue."""
        options = self.worth[OPTION].to_numpy()
        return {issue: tuple(options[rows].tolist()) for issue, rows in self._rows.items()}

    @property
    def size(self) -> int:
        """How many packages there are, red lines or not."""
        return prod(map(len, self.issues.values()))

    @cached_property
    def voting(self) -> Bools:
        """Whose gains count in what is fair: all but the ratifiers."""
        return np.array([actor not in self.ratifiers for actor in self.actors])

    @cached_property
    def scale(self) -> float:
        """Fine steps in a utility of 1, see :mod:`~irenic.models.bargaining.kernels.grid`."""
        largest = sum(np.abs(self._by_issue(issue)).max(initial=0.0) for issue in self.issues)
        largest += sum(abs(linkage.worth) for linkage in self.linkages)
        bounds = np.concatenate([self.reservation.to_numpy(), self.disagreement.to_numpy()])
        return scale_of(max(float(largest), float(np.abs(bounds[np.isfinite(bounds)]).max(initial=0.0))))

    @cached_property
    def unlimited(self) -> Stakes:
        """The stakes without any red line, in fine steps."""
        columns = tuple(to_fine(self._by_issue(issue), self.scale) for issue in self.issues)
        is_open = tuple(np.ones(len(column), dtype=bool) for column in columns)
        return Stakes(columns, is_open, tuple(self._linkage(linkage) for linkage in self.linkages))

    @cached_property
    def stakes(self) -> Stakes:
        """The stakes inside all red lines, in fine steps."""
        is_open = tuple(~closed for closed in self.closed(self.actors))
        links = tuple(self.link(pair) for pair in self.ruled_out)
        return Stakes(self.unlimited.columns, is_open, self.unlimited.links + links)

    @cached_property
    def floor(self) -> Ints:
        """The reservations in fine steps: the least sum that is accepted."""
        return floor_of(self.reservation.to_numpy(), self.scale)

    def closed(self, actors: Sequence[str]) -> tuple[Bools, ...]:
        """Return which options of every issue some actors refuse."""
        whose = [actor in actors for actor in self.actors]
        refused: Bools = np.logical_or.reduce(self.refuses.transpose(ACTOR, OPTION).to_numpy()[whose], axis=0)
        return tuple(refused[rows] for rows in self._rows.values())

    def link(self, pair: RuledOut) -> Link:
        """Return a red line over two options as a link."""
        first, second, at = self._place(pair.options)
        sizes = [len(options) for options in self.issues.values()]
        allowed = np.ones((sizes[first], sizes[second]), dtype=bool)
        allowed[at] = False
        return Link(first, second, np.zeros((*allowed.shape, len(self.actors)), dtype=np.int64), allowed)

    def packages(self, numbers: Ints) -> xr.DataArray:
        """Return packages of option numbers, ``(package, issue)``, as labels of options."""
        columns = [np.array(options)[numbers[:, i]] for i, options in enumerate(self.issues.values())]
        return xr.DataArray(np.column_stack(columns), dims=(PACKAGE, ISSUE), coords={ISSUE: list(self.issues)})

    def utility(self, numbers: Ints) -> xr.DataArray:
        """Return what packages of option numbers are worth, by package and actor."""
        total = sum((self._by_issue(issue)[numbers[:, i]] for i, issue in enumerate(self.issues)), np.zeros(()))
        for link in self.unlimited.links:
            total = total + link.worth[numbers[:, link.first], numbers[:, link.second]] / self.scale
        return xr.DataArray(total, dims=(PACKAGE, ACTOR), coords={ACTOR: list(self.actors)})

    def numbers(self, package: Mapping[str, str]) -> Ints:
        """Return a package, given as an option for every issue, as option numbers.

        Raises
        ------
        BadUse
            If an issue is left out.
        UnknownName
            If an option is not among those of its issue.
        """
        missing = [issue for issue in self.issues if issue not in package]
        if missing:
            msg = f"a package has an option on every issue; this one lacks {', '.join(missing)}"
            raise BadUse(msg)
        for issue, options in self.issues.items():
            if package[issue] not in options:
                kind = f"option of '{issue}'"
                raise UnknownName(kind, package[issue], options)
        return np.array([options.index(package[issue]) for issue, options in self.issues.items()])

    def _by_issue(self, issue: str) -> Floats:
        """Return what the options of an issue are worth, ``(option, actor)``."""
        return self._table[self._rows[issue]]

    @cached_property
    def _table(self) -> Floats:
        """Return what every option is worth, ``(option, actor)``."""
        found: Floats = self.worth.transpose(OPTION, ACTOR).to_numpy()
        return found

    @cached_property
    def _rows(self) -> dict[str, Ints]:
        """Return where the options of every issue stand in the tables."""
        belongs = np.asarray(self.worth[ISSUE_OF_OPTION].to_numpy())
        return {issue: np.flatnonzero(np.equal(belongs, issue)) for issue in dict.fromkeys(belongs.tolist())}

    def _linkage(self, linkage: Linkage) -> Link:
        first, second, at = self._place(linkage.options)
        sizes = [len(options) for options in self.issues.values()]
        worth = np.zeros((sizes[first], sizes[second], len(self.actors)))
        worth[(*at, self.actors.index(linkage.actor))] = linkage.worth
        return Link(first, second, to_fine(worth, self.scale), np.ones(worth.shape[:2], dtype=bool))

    def _place(self, options: tuple[str, str]) -> tuple[int, int, tuple[int, int]]:
        """Return the issues of two options, and their numbers there."""
        at = {o: (i, n) for i, named in enumerate(self.issues.values()) for n, o in enumerate(named)}
        (first, one), (second, other) = at[options[0]], at[options[1]]
        return first, second, (one, other)
