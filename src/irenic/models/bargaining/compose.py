"""A bargain written down by hand: a table of worths for every actor, as in a textbook."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

import numpy as np
import xarray as xr

from irenic.errors import BadUse, UnknownName, listed
from irenic.models.bargaining.bargain import Bargain, Linkage, RuledOut
from irenic.vocabulary import ACTOR, ISSUE_OF_OPTION, OPTION

Table: TypeAlias = Mapping[str, Mapping[str, Mapping[str, float]]]
"""What every option is worth, by actor, issue and option."""


def bargain(
    worth: Table,
    reservation: Mapping[str, float] | None = None,
    *,
    disagreement: Mapping[str, float] | None = None,
    refuses: Mapping[str, Sequence[str]] | None = None,
    ratifiers: Sequence[str] = (),
) -> Bargain:
    """Return a bargain from tables.

    Parameters
    ----------
    worth
        By actor, issue and option; every actor values the same issues and options.
    reservation
        The utility below which each actor walks away; 0 where none is given.
    disagreement
        What each actor gets if talks break down; the reservation where none is given, and 0
        for an actor without a limit.
    refuses
        The options that each actor will not sign, written ``issue.option``.
    ratifiers
        Actors who have to accept, but whose gains do not count in what is fair.

    Raises
    ------
    BadUse
        If actors value different options, or a number is not finite.
    UnknownName
        If a name is not in the table.

    Examples
    --------
    >>> villages = bargain(
    ...     {
    ...         "east": {"water": {"shared": 30, "east": 60}, "road": {"built": 40, "not": 0}},
    ...         "west": {"water": {"shared": 50, "east": 0}, "road": {"built": 20, "not": 50}},
    ...     },
    ...     {"east": 35, "west": 20},
    ...     refuses={"west": ["water.east"]},
    ... )
    >>> villages.size, villages.actors
    (4, ('east', 'west'))
    """
    first = next(iter(worth.values()), {})
    options = [(issue, option) for issue, named in first.items() for option in named]
    table = xr.DataArray(
        [_row(worth, actor, options) for actor in worth],
        dims=(ACTOR, OPTION),
        coords={
            ACTOR: list(worth),
            OPTION: [f"{issue}.{option}" for issue, option in options],
            ISSUE_OF_OPTION: (OPTION, [issue for issue, _ in options]),
        },
    )
    least = _by_actor(table, reservation or {}, dict.fromkeys(worth, 0.0))
    fallback = {a: v if np.isfinite(v) else 0.0 for a, v in zip(worth, least.to_numpy().tolist(), strict=True)}
    refused = xr.zeros_like(table, dtype=bool)
    for actor, closed in (refuses or {}).items():
        _known("actor", [actor], worth)
        _known("option", closed, refused[OPTION].to_numpy().tolist())
        refused.loc[{ACTOR: actor, OPTION: list(closed)}] = True
    _known("actor", ratifiers, worth)
    losing = _by_actor(table, disagreement or {}, fallback)
    found = Bargain(table, least, losing, refused, ratifiers=tuple(ratifiers))
    _check(found)
    return found


def with_terms(over: Bargain, *, linkages: Sequence[Linkage] = (), ruled_out: Sequence[RuledOut] = ()) -> Bargain:
    """Return a bargain with terms and red lines over two options of different issues besides.

    Raises
    ------
    BadUse
        If both options lie on one issue.
    UnknownName
        If an actor or an option is not there.

    Examples
    --------
    >>> villages = bargain({"east": {"water": {"shared": 30, "east": 60}, "road": {"built": 40, "not": 0}}})
    >>> both = with_terms(villages, ruled_out=[RuledOut("east", ("water.shared", "road.built"))])
    >>> len(both.stakes.links)
    1
    """
    issue_of = dict(zip(over.worth[OPTION].to_numpy(), over.worth[ISSUE_OF_OPTION].to_numpy(), strict=True))
    terms: tuple[Linkage | RuledOut, ...] = (*linkages, *ruled_out)
    for term in terms:
        _known("actor", [term.actor], over.actors)
        _known("option", term.options, issue_of)
        if issue_of[term.options[0]] == issue_of[term.options[1]]:
            msg = f"'{term.options[0]}' and '{term.options[1]}' lie on one issue, and no package has both"
            raise BadUse(msg)
    return replace(over, linkages=(*over.linkages, *linkages), ruled_out=(*over.ruled_out, *ruled_out))


def _row(worth: Table, actor: str, options: list[tuple[str, str]]) -> list[float]:
    found = {(issue, option): value for issue, named in worth[actor].items() for option, value in named.items()}
    if found.keys() != set(options):
        differing = sorted(f"{issue}.{option}" for issue, option in found.keys() ^ set(options))
        msg = f"every actor values the same options; '{actor}' differs on {listed(differing)}"
        raise BadUse(msg)
    return [found[key] for key in options]


def _by_actor(table: xr.DataArray, given: Mapping[str, float], otherwise: Mapping[str, float]) -> xr.DataArray:
    actors = table[ACTOR].to_numpy().tolist()
    _known("actor", given, actors)
    return xr.DataArray([float(given.get(a, otherwise[a])) for a in actors], dims=ACTOR, coords={ACTOR: actors})


def _known(kind: str, names: Iterable[str], allowed: Collection[str]) -> None:
    for name in names:
        if name not in allowed:
            raise UnknownName(kind, name, allowed)


def _check(found: Bargain) -> None:
    if not found.issues or not found.actors:
        msg = "a bargain has at least one actor, one issue and one option"
        raise BadUse(msg)
    for what, values in (("worth", found.worth), ("disagreement", found.disagreement)):
        if not np.isfinite(values.to_numpy()).all():
            msg = f"every {what} is a finite number"
            raise BadUse(msg)
    least = found.reservation.to_numpy()
    if (np.isnan(least) | (least == np.inf)).any():
        msg = "a reservation is a number, or minus infinity for none"
        raise BadUse(msg)
