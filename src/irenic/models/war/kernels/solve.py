"""The Fight-and-Talk game of a batch of draws, from what each side wants to what comes of it."""

from typing import Final, NamedTuple

import numpy as np

from irenic.models.war.kernels.backward import backward, lasting, signing_now
from irenic.models.war.kernels.forward import Chain, first_settlements, forward
from irenic.models.war.kernels.game import (
    BINDING,
    REVISABLE,
    SELF_ENFORCING,
    WAR,
    Bools,
    Floats,
    Game,
    Games,
    Ints,
    Plan,
    Play,
)
from irenic.models.war.kernels.menu import frontier, undominated

AT_ONCE: Final = 256
"""Packages that are followed together where they do not depend on each other: few enough for a processor's cache."""


class Outcome(NamedTuple):
    """What comes of the game; every array has the draws first."""

    value: Floats  # (3 sides, position): of the war with its talks, in the first month
    refuse: Floats  # (3 sides, position): of fighting on, in the first month
    signing: Floats  # (2 parties, package): of every package, allowed or not, if signed in the first month
    settled: Floats  # (month)
    package: Floats  # (package)
    fought: Floats  # (month)
    silent: Floats  # (month)
    victory: Floats  # (month, 2 parties)
    signed: Floats  # (months)
    holds: Floats  # (months)
    used: Floats  # (lever)
    temptation: Floats  # (2 parties): the most that fighting can come to be worth while a settlement lasts


def solve(games: Games, plan: Plan) -> Outcome:
    """Solve the game draw by draw.

    Parameters
    ----------
    games
        The batch: every array with the draws as its first axis.
    plan
        What is the same in all of them.
    """
    each = [_solve(_draw(games, k), plan) for k in range(len(games.start))]
    return Outcome(*(np.stack(parts) for parts in zip(*each, strict=True)))


def chance_of_settlement(games: Games, plan: Plan, months: int) -> Floats:
    """Return the chance of the first settlement in each of the first months, ``(draw, month)``, and nothing more."""
    return np.stack([_first(_draw(games, k), plan, months) for k in range(len(games.start))])


def _draw(games: Games, k: int) -> Game:
    """Return one draw of a batch, in the memory layout that the kernels are compiled for."""
    return Game(
        np.ascontiguousarray(games.utility[k]),
        np.ascontiguousarray(games.allowed[k]),
        np.ascontiguousarray(games.penalty[k]),
        np.ascontiguousarray(games.up[k]),
        np.ascontiguousarray(games.down[k]),
        np.ascontiguousarray(games.cost[k]),
        np.ascontiguousarray(games.proposes[k]),
        np.ascontiguousarray(games.held[k]),
        np.ascontiguousarray(games.end[k]),
        np.ascontiguousarray(games.discount[k]),
        np.ascontiguousarray(games.rearm[k]),
        float(games.lapse[k]),
        float(games.noise[k]),
        float(games.truce[k]),
        int(games.start[k]),
    )


def _first(game: Game, plan: Plan, months: int) -> Floats:
    """Return the chance of the first settlement of one draw, by month."""
    small = _cut(game, _menu(game, plan))
    play = backward(small, plan)
    packages, place = _chosen(small, plan, play)
    unbroken = np.ones((1, *play.refuse.shape[1::-1], 2, play.refuse.shape[-1]))
    return first_settlements(_chain(small, plan, play, place, unbroken), len(packages), game.start, months)


def _solve(game: Game, plan: Plan) -> Outcome:
    """Return the outcome of one draw."""
    menu = _menu(game, plan)
    small = _cut(game, menu)
    play = backward(small, plan)
    packages, place = _chosen(small, plan, play)
    chain = _chain(small, plan, play, place, _hold(small, plan, play, packages))
    chances = forward(chain, len(packages), game.start)
    package = np.zeros(game.utility.shape[1])
    package[menu[packages]] = chances.package
    return Outcome(
        play.value[0, WAR],
        np.concatenate([game.held[:, :1], play.refuse[0, 0, :, 1:-1], game.held[:, -1:]], axis=1),
        _signing(game, plan, play, menu),
        chances.settled,
        package,
        *chances[2:],
        _temptation(game, play),
    )


def _menu(game: Game, plan: Plan) -> Ints:
    """Return the packages to look at; at least one, so that there is something to index."""
    if plan.contract == SELF_ENFORCING:
        kept = np.flatnonzero(game.allowed.any(axis=0))
    elif plan.divisible:
        kept = frontier(game.utility, game.allowed[0])
    else:
        kept = undominated(game.utility, game.allowed)
    return kept if len(kept) else np.zeros(1, np.int64)


def _cut(game: Game, kept: Ints) -> Game:
    """Return the game with some of its packages."""
    return game._replace(
        utility=np.ascontiguousarray(game.utility[:, kept]),
        allowed=np.ascontiguousarray(game.allowed[:, kept]),
        penalty=np.ascontiguousarray(game.penalty[:, kept]),
    )


def _temptation(game: Game, play: Play) -> Floats:
    """Return the greatest R of either party wherever the front can have drifted after a settlement now.

    While nobody breaks a settlement it is worth U to whoever keeps it, so a penalty of R less U
    at its worst is what it takes that nobody ever does.
    """
    months, _, _, positions = play.refuse.shape
    places, t = np.arange(positions), np.arange(months)[:, None]
    low = np.maximum(1, game.start - t * (game.rearm[1] > 0))
    high = np.minimum(positions - 2, game.start + t * (game.rearm[0] > 0))
    there = (places >= low) & (places <= high)
    most: Floats = np.where(there[:, None], play.refuse[:, 0, :2], -np.inf).max(axis=(0, 2))
    return most


def _signing(game: Game, plan: Plan, play: Play, menu: Ints) -> Floats:
    """Return S of every package in the first month, also of those that were not looked at."""
    if plan.contract == BINDING:
        return game.utility[:2]
    at: Floats = play.signing[0, game.start, :2]
    if plan.contract == SELF_ENFORCING:
        signing = np.empty((2, game.utility.shape[1]))
        signing[:, menu] = at
        others = np.setdiff1d(np.arange(game.utility.shape[1]), menu)
        refuse = np.ascontiguousarray(play.refuse[:, 0])
        for few in np.split(others, range(AT_ONCE, len(others), AT_ONCE)):
            if len(few):
                signing[:, few] = signing_now(_cut(game, few), refuse)
        return signing
    now: Floats = (1 - game.discount[:2, None]) * game.utility[:2]
    later: Floats = at[:, :1] - now[:, menu[:1]]
    return now + later


def _chosen(game: Game, plan: Plan, play: Play) -> tuple[Ints, Ints]:
    """Return the packages that can come to be signed, and the place of every package among them."""
    chosen: Bools = np.zeros(game.utility.shape[1] + 1, bool)
    chosen[play.pick[play.pick >= 0]] = True
    if plan.divisible:  # the neighbour that a package is mixed with
        chosen[1:] |= chosen[:-1]
    packages = np.flatnonzero(chosen[:-1])
    place = np.full(len(chosen), -1)
    place[packages] = np.arange(len(packages))
    return packages, place


def _chain(game: Game, plan: Plan, play: Play, place: Ints, hold: Floats) -> Chain:
    """Return how one state follows another."""
    return Chain(
        play.lever,
        place[play.pick],
        play.mix,
        play.agree,
        play.lasts,
        hold,
        np.ascontiguousarray(game.up[:, 2]),
        np.ascontiguousarray(game.down[:, 2]),
        game.proposes,
        plan.onward,
        game.rearm,
        game.lapse,
        game.truce,
    )


def _hold(game: Game, plan: Plan, play: Play, packages: Ints) -> Floats:
    """Return the chance that what is signed is not broken, ``(package, posture, month, guarantee, position)``."""
    months, postures, _, positions = play.refuse.shape
    if plan.contract == SELF_ENFORCING:
        only = _cut(game, packages)
        by_posture = [lasting(only, np.ascontiguousarray(play.refuse[:, g])) for g in range(postures)]
        return np.ascontiguousarray(np.moveaxis(np.array(by_posture), -1, 0))
    alike = np.ones((1, postures, months, 2, positions))
    if plan.contract == REVISABLE:
        alike[0] = (play.pick[:, :, WAR, :, 0] >= 0).transpose(1, 0, 2)[:, :, None]
    return alike
