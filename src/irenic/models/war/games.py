r"""The labelled case as the games that the kernels play.

What a dataset of this family holds (names from ``irenic.vocabulary``; ``draw`` may be left out
wherever a quantity is certain):

=====================  ==========================  ====================================================
variable               dimensions                  unit
=====================  ==========================  ====================================================
``own_force``          draw, party                 any, the same as ``aid``
``aid``                draw, actor                 0 for whoever gives none
``aid_entered``        draw, actor                 as ``aid``, in the case as entered
``backs``              actor, party                true or false
``substitution``       draw                        0-1
``decisive``           draw                        0-1, a month
``steepness``          draw                        factor
``front_now``          draw                        positions; the nearest one strictly inside counts
``war_cost``           draw, party                 share of the whole stake, a month
``patience``           draw, party                 0-1, a month
``optimism``           draw, party                 factor on the odds
``leader_cost``        draw, party                 share of the whole stake
``proposes``           draw, actor                 weights; they count relative to each other
``mediates``           actor                       true or false
``package_utility``    draw, party, package        0-1 over *all* packages, before leader costs
``mediator_utility``   draw, package               0-1; left out: the mediator has no wishes
``within_red_lines``   draw, package               true or false
``offered``            draw, package               true or false
``penalty``            draw, package               share of the whole stake; 0 where nothing is said
``drift``              draw                        positions a year, up is the challenger's way
``fading``             draw                        0-1, a year
``ceasefire_first``    draw                        0-1
=====================  ==========================  ====================================================

Its coordinates ``party`` (two names of actors, the challenger first), ``front`` (0 to the last
position) and ``month`` (1 to the horizon) say how large the game is.

Decisions
---------
* *Patrons.* ``aid`` is what is given under the scenario at hand, ``aid_entered`` what was given in the
  case as entered. What is missing is replaced up to ``substitution``, if anybody else still
  backs that party: :math:`F_B = own + US\,a + EU + e\,US\,(1 - a)`.
* *Texts.* The parties and the mediator put texts on the table. Weights of others are left out,
  and the rest counts as the whole.
* *Land.* While the war lasts, each side enjoys the share of the whole stake that the front gives it:
  ``k / N`` for the challenger, the rest for the defender; victory is the whole.
* *Fading.* A guarantee does not shrink; its guarantor is gone, for good and for everybody, with a
  chance that makes ``fading`` a year. On average that is the same share.
* *A year of peace* moves the front by ``drift`` steps on average, at most one a month, and never to an end.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from irenic.errors import BadUse
from irenic.models.war.kernels.battle import believed, forces, odds
from irenic.models.war.kernels.finish import finish
from irenic.models.war.kernels.game import BINDING, REVISABLE, SELF_ENFORCING, Games, Plan
from irenic.vocabulary import (
    ACTOR,
    AID,
    AID_ENTERED,
    BACKS,
    CEASEFIRE_FIRST,
    DECISIVE,
    DRAW,
    DRIFT,
    FADING,
    FRONT,
    FRONT_NOW,
    LEADER_COST,
    MEDIATES,
    MEDIATOR_UTILITY,
    MONTH,
    OFFERED,
    OPTIMISM,
    OWN_FORCE,
    PACKAGE,
    PACKAGE_UTILITY,
    PARTY,
    PATIENCE,
    PENALTY,
    PROPOSES,
    STEEPNESS,
    SUBSTITUTION,
    WAR_COST,
    WITHIN_RED_LINES,
)

Floats: TypeAlias = NDArray[np.float64]
Inputs: TypeAlias = Mapping[str, NDArray[Any]]
"""What games are made of, by the names of the variables: the draws first, then as listed above. Proposing is by side:
challenger, defender, mediator. ``front`` and ``month`` are the labels."""
Contract: TypeAlias = Literal["binding", "self-enforcing", "revisable"]
End: TypeAlias = Literal["fight to the finish", "freeze"]

_CONTRACTS: Final[dict[Contract, int]] = {
    "binding": BINDING,
    "self-enforcing": SELF_ENFORCING,
    "revisable": REVISABLE,
}
_NEEDED: Final = {
    OWN_FORCE: (PARTY,),
    AID: (ACTOR,),
    AID_ENTERED: (ACTOR,),
    BACKS: (ACTOR, PARTY),
    SUBSTITUTION: (),
    DECISIVE: (),
    STEEPNESS: (),
    FRONT_NOW: (),
    WAR_COST: (PARTY,),
    PATIENCE: (PARTY,),
    OPTIMISM: (PARTY,),
    LEADER_COST: (PARTY,),
    PROPOSES: (ACTOR,),
    MEDIATES: (ACTOR,),
    PACKAGE_UTILITY: (PARTY, PACKAGE),
    WITHIN_RED_LINES: (PACKAGE,),
    OFFERED: (PACKAGE,),
    PENALTY: (PACKAGE,),
    DRIFT: (),
    FADING: (),
    CEASEFIRE_FIRST: (),
}
_OF_BATTLE: Final = (OWN_FORCE, AID, AID_ENTERED, BACKS, SUBSTITUTION, DECISIVE, STEEPNESS, OPTIMISM)
_SHARES: Final = (SUBSTITUTION, DECISIVE, PATIENCE, FADING, CEASEFIRE_FIRST)
_AMOUNTS: Final = (OWN_FORCE, AID, AID_ENTERED, STEEPNESS, OPTIMISM, PROPOSES, PENALTY)


@dataclass(frozen=True, slots=True)
class Rules:
    """How settlements are kept, and what follows the last month.

    Parameters
    ----------
    contract
        ``self-enforcing``: a settlement is broken as soon as that pays. ``binding``: it cannot be
        broken. ``revisable``: nothing is promised for longer than a month.
    end
        What the war is worth after the last month: it is fought to the finish without any more
        talks, or the line freezes where it stands.
    noise
        How far the choice to break is from exact, as a share of the whole stake; 0 is exact.
    """

    contract: Contract = "self-enforcing"
    end: End = "fight to the finish"
    noise: float = 0.0


def games_of(case: xr.Dataset, rules: Rules) -> tuple[Games, Plan]:
    """Return the games of a dataset, one for each draw, and what is the same in all of them.

    Raises
    ------
    BadUse
        If a variable is missing or holds what it cannot.

    Examples
    --------
    >>> from irenic.arrays.build import build
    >>> from irenic.arrays.shares import Shares
    >>> from irenic.examples import load
    >>> from irenic.models.bargaining.menu import menu
    >>> case = build(load("ukraine-2025"), Shares(seed=1, start=0, stop=1))
    >>> case = case.merge(menu(case))
    >>> games, plan = games_of(case, Rules())
    >>> games.held.shape, plan.available.shape
    ((1, 3, 13), (60, 1, 1))
    """
    return games_from(inputs_of(case), rules)


def inputs_of(case: xr.Dataset) -> Inputs:
    """Return the variables of a dataset without their labels, checked once for all games that are made of them.

    Raises
    ------
    BadUse
        If a variable is missing or holds what it cannot.
    """
    _check_sizes(case)
    inputs = {name: values(case, name) for name in _NEEDED}
    for name, found in inputs.items():
        _check_range(name, found)
    wishes = values(case, MEDIATOR_UTILITY, (PACKAGE,)) if MEDIATOR_UTILITY in case else np.zeros((1, 1))
    texts = _texts(case, inputs[PROPOSES])
    labels = {name: case[name].to_numpy() for name in (FRONT, MONTH)}
    return inputs | {MEDIATOR_UTILITY: wishes, PROPOSES: texts, FRONT_NOW: front_now(case), **labels}


def games_from(inputs: Inputs, rules: Rules) -> tuple[Games, Plan]:
    """Return the games of some inputs; as :func:`games_of`, where many games differ in a few of them."""
    up, down = _own_odds(inputs)
    draws, positions, months = len(up), len(inputs[FRONT]), len(inputs[MONTH])
    discount = np.concatenate([inputs[PATIENCE], np.ones((draws, 1))], axis=-1)
    cost = np.pad(inputs[WAR_COST], ((0, 0), (0, 1)))
    held = _land(positions, draws)
    rearm = np.clip(inputs[DRIFT][:, None] * [1, -1] / 12, 0, 1)
    end = held if rules.end == "freeze" else _fought_out(up, down, discount, cost, held)
    allowed = (inputs[WITHIN_RED_LINES] != 0) & (inputs[OFFERED] != 0)
    games = Games(
        utility=_utility(inputs),
        allowed=allowed[:, None],
        penalty=np.repeat(inputs[PENALTY][:, None], 2, axis=1),
        up=up[:, None],
        down=down[:, None],
        cost=cost[:, None],
        proposes=inputs[PROPOSES][:, None],
        held=held,
        end=end[:, None],
        discount=discount,
        rearm=rearm,
        lapse=1 - (1 - inputs[FADING]) ** (1 / 12),
        noise=np.full(draws, rules.noise),
        truce=inputs[CEASEFIRE_FIRST],
        start=inputs[FRONT_NOW].astype(np.int64),
    )
    return games, Plan(np.ones((months, 1, 1), bool), np.array([-1]), _CONTRACTS[rules.contract], False)


def values(case: xr.Dataset, name: str, others: tuple[str, ...] | None = None) -> Floats:
    """Return a variable as numbers, the draws first and its other dimensions in the order of the contract."""
    dims = (DRAW, *(_NEEDED[name] if others is None else others))
    found = case[name]
    for dim in dims:
        if dim not in found.dims:
            found = found.expand_dims({dim: case.sizes.get(dim, 1)})
    return found.transpose(*dims).to_numpy().astype(float)


def own_odds(case: xr.Dataset) -> tuple[Floats, Floats]:
    """Return the chances that a month moves the front up and down, ``(draw, 3)``: as each side sees it, and truly."""
    return _own_odds({name: values(case, name) for name in _OF_BATTLE})


def _own_odds(inputs: Inputs) -> tuple[Floats, Floats]:
    backs = inputs[BACKS].astype(bool)
    fielded = forces(inputs[OWN_FORCE], inputs[AID], inputs[AID_ENTERED], backs, inputs[SUBSTITUTION])
    return believed(*odds(fielded, inputs[DECISIVE], inputs[STEEPNESS]), inputs[OPTIMISM])


def front_now(case: xr.Dataset) -> NDArray[np.int64]:
    """Return the position nearest to where the front stands; a war that goes on stands strictly inside."""
    return np.clip(np.rint(values(case, FRONT_NOW)), 1, case.sizes[FRONT] - 2).astype(np.int64)


def _land(positions: int, draws: int) -> Floats:
    """Return what the line is worth to each side while it stands; nothing to the mediator."""
    share = np.linspace(0, 1, positions)
    return np.tile(np.array([share, 1 - share, np.zeros(positions)]), (draws, 1, 1))


def _fought_out(up: Floats, down: Floats, discount: Floats, cost: Floats, held: Floats) -> Floats:
    """Return the value of a war without talks, to each side by its own odds."""
    flow = (1 - discount[..., None]) * held - cost[..., None]
    value = finish(up, down, discount, flow, held[..., [0, -1]])
    value[:, 2] = 0.0  # the mediator has no stake in the line
    return value


def _utility(inputs: Inputs) -> Floats:
    """Return what a settlement is worth to the parties, leader costs taken off, and to the mediator."""
    parties = inputs[PACKAGE_UTILITY] - inputs[LEADER_COST][..., None]
    wishes = np.broadcast_to(inputs[MEDIATOR_UTILITY], parties[:, 0].shape)
    return np.concatenate([parties, wishes[:, None]], axis=1)


def _texts(case: xr.Dataset, weights: Floats) -> Floats:
    """Return whose text is on the table: challenger, defender, mediator; even between the parties if nobody's is."""
    actors, parties = list(case[ACTOR].to_numpy()), case[PARTY].to_numpy()
    mediated = weights[:, case[MEDIATES].to_numpy()].sum(axis=-1)
    three = np.stack([*(weights[:, actors.index(party)] for party in parties), mediated], axis=-1)
    three[three.sum(axis=-1) == 0] = [0.5, 0.5, 0.0]
    shares: Floats = three / three.sum(axis=-1, keepdims=True)
    return shares


def _check_sizes(case: xr.Dataset) -> None:
    """Check that all is there, and of a size that a war can have."""
    missing = [name for name in (*_NEEDED, FRONT, MONTH) if name not in case.variables]
    if missing:
        msg = f"the dataset lacks {', '.join(missing)}"
        raise BadUse(msg)
    if case.sizes[PARTY] != 2 or not set(case[PARTY].to_numpy()) <= set(case[ACTOR].to_numpy()):
        msg = f"'{PARTY}' must name two actors, the challenger first; found {case[PARTY].to_numpy().tolist()}"
        raise BadUse(msg)
    if case.sizes[FRONT] < 3 or case.sizes[MONTH] < 1 or case.sizes[PACKAGE] < 1:
        msg = "a war needs three positions of the front, one month and one package at least"
        raise BadUse(msg)


def _check_range(name: str, found: Floats) -> None:
    low = 0.0 if name in (*_SHARES, *_AMOUNTS) else -np.inf
    high = 1.0 if name in _SHARES else np.inf
    if not ((found >= low) & (found <= high) & np.isfinite(found)).all():
        allowed = {(0.0, 1.0): "between 0 and 1", (0.0, np.inf): "from 0"}.get((low, high), "numbers")
        msg = f"'{name}' has values that are missing or not {allowed}"
        raise BadUse(msg)
    if name == OPTIMISM and not (found > 0).all():
        msg = f"'{name}' must be above 0: it is a factor on the odds"
        raise BadUse(msg)
    if name == PATIENCE and not (found < 1).all():
        msg = f"'{name}' must be below 100%: a war that costs something each month for ever has no value otherwise"
        raise BadUse(msg)
