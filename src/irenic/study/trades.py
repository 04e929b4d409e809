"""What could be traded, summed up over the draws in which it was asked."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import xarray as xr

from irenic.study.assess import Run
from irenic.study.clashes import explained, with_terms
from irenic.study.intervals import Spread
from irenic.study.plan import AS_ENTERED
from irenic.study.prospects import Values, names
from irenic.vocabulary import (
    ACTOR,
    DRAW,
    ENOUGH,
    EVEN_SHARE,
    FILLED_IN,
    ISSUE,
    LEFT_ON_THE_TABLE,
    OPTION,
    PROPOSAL,
    TRADE_GAIN,
    TRADED,
    WON,
)


@dataclass(frozen=True, slots=True)
class Move:
    """One issue of an exchange: from which option to which, in how many draws, and who gains or gives by it."""

    issue: str
    before: str
    after: str
    draws: int
    gains: dict[str, float]


@dataclass(frozen=True, slots=True)
class Trade:
    """The exchanges from a proposal, its open issues settled each for itself.

    Parameters
    ----------
    proposal
        Its short name.
    asked, draws
        In how many draws it could be filled in, and in how many of these an exchange betters somebody.
    moves
        What moves, the frequent first.
    gains
        What each gains by the exchange in all, by actor who is asked.
    left
        What all could still gain at once over the proposal as filled in; none if there is never a package.
    """

    proposal: str
    asked: int
    draws: int
    moves: tuple[Move, ...]
    gains: dict[str, Spread]
    left: Spread | None


@dataclass(frozen=True, slots=True)
class Division:
    """Adjusted winner over the draws.

    Parameters
    ----------
    draws
        In how many draws there is something to divide.
    even
        What each side wins of what is disputed.
    won
        In how many draws each side wins most of an issue, by issue and actor; only what is disputed.
    split
        In how many draws an issue is split, by issue; the frequent first.
    enough
        In how many draws it is as much as its reservation to a side, by actor.
    """

    draws: int
    even: Spread
    won: dict[str, dict[str, int]]
    split: dict[str, int]
    enough: dict[str, int]


def trades(run: Run, arm: str = AS_ENTERED) -> tuple[Trade, ...]:
    """Return for every proposal with terms on the issues who could give what to whom.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=20, folder=tempfile.mkdtemp())
    >>> [each.proposal for each in trades(run)]
    ['elders']
    """
    found = explained(run, arm)
    return () if found is None else tuple(_trade(found.sel({PROPOSAL: name})) for name in with_terms(run, found))


def division(run: Run, arm: str = AS_ENTERED) -> Division | None:
    """Return what each of two sides would win by adjusted winner; nothing where there are not two."""
    found = explained(run, arm)
    if found is None or bool(found[EVEN_SHARE].isnull().all()):
        return None
    there = found.isel({DRAW: found[EVEN_SHARE].notnull().to_numpy()})
    won = there[WON].transpose(DRAW, ACTOR, ISSUE).to_numpy()
    sides = [at for at in range(won.shape[1]) if not np.isnan(won[:, at]).all()]
    actors, issues = names(there, ACTOR), names(there, ISSUE)
    disputed = [at for at in range(len(issues)) if not np.isnan(won[:, sides, at]).all()]
    split = Counter(
        {issues[at]: int(((won[:, sides[0], at] > 0) & (won[:, sides[0], at] < 1)).sum()) for at in disputed}
    )
    enough = there[ENOUGH].transpose(DRAW, ACTOR).to_numpy()
    return Division(
        there.sizes[DRAW],
        Spread.of(there[EVEN_SHARE].to_numpy()),
        {issues[at]: {actors[side]: int((won[:, side, at] > 0.5).sum()) for side in sides} for at in disputed},
        {issue: number for issue, number in split.most_common() if number},
        {actors[side]: int((enough[:, side] > 0).sum()) for side in sides},
    )


def _concerned(values: xr.DataArray) -> list[str]:
    """Return the actors for whom there is any value but 0, in the order of the case."""
    some = (values.fillna(0) != 0).any([dim for dim in values.dims if dim != ACTOR])
    return [str(actor) for actor, has in zip(values[ACTOR].to_numpy(), some.to_numpy(), strict=True) if has]


def _trade(own: xr.Dataset) -> Trade:
    before, after = (own[name].transpose(DRAW, OPTION).to_numpy() for name in (FILLED_IN, TRADED))
    asked = ~np.isnan(before).any(axis=1)
    moved = asked & (before != after).any(axis=1)
    gains = own[TRADE_GAIN].isel({DRAW: moved})
    actors = _concerned(gains)
    total = gains.sum(ISSUE).sel({ACTOR: actors}).transpose(DRAW, ACTOR).to_numpy()
    left = own[LEFT_ON_THE_TABLE].to_numpy()
    return Trade(
        str(own[PROPOSAL].item()),
        int(asked.sum()),
        int(moved.sum()),
        tuple(_moves(before[moved], after[moved], names(own, OPTION), gains.sel({ACTOR: actors}))),
        {actor: Spread.of(total[:, at]) for at, actor in enumerate(actors)} if moved.any() else {},
        None if np.isnan(left).all() else Spread.of(left),
    )


def _moves(before: Values, after: Values, options: Sequence[str], gains: xr.DataArray) -> Iterator[Move]:
    """Yield the moves of some exchanges, the frequent first."""
    found: dict[tuple[str, str], list[int]] = {}
    for draw, (old, new) in enumerate(zip(before, after, strict=True)):
        gone = {option.partition(".")[0]: option for option, less in zip(options, old > new, strict=True) if less}
        for option in (option for option, more in zip(options, new > old, strict=True) if more):
            found.setdefault((gone[option.partition(".")[0]], option), []).append(draw)
    for (old_option, new_option), draws in sorted(found.items(), key=lambda item: -len(item[1])):
        issue, _, first = old_option.partition(".")
        worth = gains.sel({ISSUE: issue}).isel({DRAW: draws}).median(DRAW).to_numpy().tolist()
        actors = gains[ACTOR].to_numpy().tolist()
        yield Move(issue, first, new_option.partition(".")[2], len(draws), dict(zip(actors, worth, strict=True)))
