"""The model families there are, and what each needs of a case. A written list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from irenic.arrays.conflict import conflict
from irenic.arrays.levers import levers_of
from irenic.arrays.moves import labels_of
from irenic.arrays.shares import Shares
from irenic.case.case import Case
from irenic.case.document import Document
from irenic.case.red_lines import red_lines
from irenic.case.sections.moves import Moves
from irenic.case.states import states_of
from irenic.models.bargaining.demands import MOST as CONFLICTS
from irenic.models.bargaining.fair_packages import what_would_be_fair
from irenic.models.bargaining.packages import what_could_all_sign
from irenic.models.influence.baselines import where_pressure_balances
from irenic.models.stability.concepts import FOUR
from irenic.models.stability.outlook import what_lies_ahead
from irenic.models.stability.reach import MODES
from irenic.models.war.frictions import FRICTIONS
from irenic.study.credibility import BELIEFS, whom_to_believe
from irenic.study.mediation import what_it_would_do
from irenic.study.needs import bargaining_lacks, influence_lacks, mediator_lacks, stability_lacks, war_lacks
from irenic.study.settlement import EXPLAINED, reservations, war_with_talks, what_stops_it, what_to_trade
from irenic.vocabulary import (
    ACCEPTS,
    ACTOR,
    AGAINST_TERMS,
    AGREEMENT,
    AWAY,
    CLASHES,
    CLASHES_WITHIN,
    COMPROMISE,
    CONCEPT,
    CONCESSION,
    CONFLICT,
    DRAW,
    EFFICIENT,
    EFFICIENT_PACKAGES,
    ENOUGH,
    EQUILIBRIUM,
    EVEN_SHARE,
    FEASIBLE,
    FIGHTING_ON,
    FILLED_IN,
    FRICTION,
    GIVE_WAY,
    GUARANTEE_NEEDED,
    HURTING,
    IMPROVES,
    INSTEAD,
    ISSUE,
    KALAI_SMORODINSKY,
    LEAVES,
    LEFT_ON_THE_TABLE,
    LENGTH,
    LEVER,
    LOSS,
    MEDIAN_HIGH,
    MEDIAN_LOW,
    MODE,
    MONTH,
    MOVER,
    NAMED_STATE,
    NASH,
    NASH_UTILITY,
    NEAREST,
    NO_LEVER,
    OPENS,
    OPENS_WITHIN,
    OPTION,
    OUTLOOK,
    PARTY,
    PROPOSAL,
    RESTS,
    RIPE,
    SETTLED,
    SETTLED_AT_WILL,
    SETTLED_UNCHANGED,
    SETTLED_WITH,
    SETTLED_WITH_OPTION,
    SETTLED_WITHOUT,
    SHORTFALL,
    SIGNABLE,
    STALEMATE,
    STAND,
    STATE,
    SURVIVAL,
    TERMS,
    TRADE_GAIN,
    TRADED,
    TRUE_ODDS,
    USED,
    VICTORY,
    WAY_OUT,
    WON,
)


@dataclass(frozen=True, slots=True)
class Family:
    """A model family, or a part of one, as the study runs it.

    Parameters
    ----------
    name
        Its name, which is also its group in a run.
    question
        What it answers, in words.
    reads
        The sections of a case its answer can depend on; if an overlay changes none of them,
        the answer is that of the case as entered, and is not computed again.
    lacks
        Says what a case lacks for it, or nothing.
    answers
        The variables it gives, with their dimensions.
    run
        Computes them from the dataset of some draws and the answers of the families before it.
    under_scenarios
        Whether it is run under scenarios, too, or only under the readings of the case.
    takes
        The names of the families whose answers it takes, if the case has them.
    pulls
        In how many draws, the first of a run, it is given the case with each lever of the mediator pulled as
        well, along the dimension ``lever``; none, if 0, and then it is given all draws of the case as it is.
    sees
        Gives what it reads of some draws of a case, where that is not the dataset of all others.
    """

    name: str
    question: str
    reads: tuple[str, ...]
    lacks: Callable[[Document], str]
    answers: dict[str, tuple[str, ...]]
    run: Callable[[xr.Dataset, Mapping[str, xr.Dataset]], xr.Dataset]
    under_scenarios: bool = True
    takes: tuple[str, ...] = ()
    pulls: int = 0
    sees: Callable[[Case, Shares], xr.Dataset] | None = None


def labels(document: Document) -> dict[str, NDArray[Any]]:
    """Return the labels of every dimension that an answer may have, besides draws and arms."""
    war = document.war
    options = [f"{issue}.{option}" for issue, entry in document.issues.items() for option in entry.options]
    return {
        ACTOR: np.array(list(document.actors)),
        ISSUE: np.array(list(document.issues)),
        OPTION: np.array(options),
        PROPOSAL: np.array(list(document.proposals)),
        PARTY: np.array([war.challenger, war.defender] if war else []),
        MONTH: np.arange(1, war.months + 1 if war else 1),
        FRICTION: np.array(FRICTIONS),
        LEVER: np.array([NO_LEVER, *levers_of(document)]),
        CONFLICT: np.arange(1, CONFLICTS + 1),
        STAND: np.array(demands(document)),
        CONCEPT: np.array(FOUR),
        MODE: np.array(MODES),
        **_of_moves(document.moves),
    }


def _of_moves(moves: Moves | None) -> dict[str, NDArray[Any]]:
    if moves is None:
        return {dim: np.array([], dtype=str) for dim in (MOVER, STATE, NAMED_STATE)}
    movers = [actor for actor, own in moves.by_actor.items() if own]
    return {
        MOVER: np.array(movers),
        STATE: np.array(labels_of(states_of(moves))),
        NAMED_STATE: np.array(list(moves.states), dtype=str),
    }


def demands(document: Document) -> tuple[str, ...]:
    """Return the labels of all that somebody may insist on: what it must get, and its red lines by issue."""
    return (*document.actors, *dict.fromkeys(f"{line.actor}.{line.issue}" for line in red_lines(document)))


_STAKES: Final = ("actors", "signatories", "issues", "positions", "proposals", "correlations", "war")
"""What bargaining and war depend on; each of them on all of it, since they hand their answers to each other."""

INFLUENCE: Final = Family(
    name="influence",
    question="Where does the pressure of all actors balance on each issue?",
    reads=("actors", "issues", "positions", "capability", "correlations"),
    lacks=influence_lacks,
    answers=dict.fromkeys((COMPROMISE, MEDIAN_LOW, MEDIAN_HIGH), (DRAW, ISSUE)),
    run=lambda dataset, _: where_pressure_balances(dataset).dataset,
)
WAR: Final = Family(
    name="war",
    question="When would they sign, what, and would it hold?",
    reads=_STAKES,
    lacks=war_lacks,
    answers={
        SETTLED: (DRAW, MONTH),
        VICTORY: (DRAW, MONTH, PARTY),
        SURVIVAL: (DRAW, MONTH),
        SETTLED_WITH_OPTION: (DRAW, OPTION),
        TERMS: (DRAW, PARTY),
        FIGHTING_ON: (DRAW, PARTY),
        OUTLOOK: (DRAW, PARTY),
        FEASIBLE: (DRAW,),
        GUARANTEE_NEEDED: (DRAW,),
        TRUE_ODDS: (DRAW,),
        LENGTH: (DRAW,),
        WAY_OUT: (DRAW,),
        STALEMATE: (DRAW, PARTY),
        HURTING: (DRAW, PARTY),
        RIPE: (DRAW,),
    },
    run=lambda dataset, _: war_with_talks(dataset),
)
TRUST: Final = Family(
    name="trust",
    question="Whom can the parties believe, and what can talk alone do?",
    reads=_STAKES,
    lacks=war_lacks,
    answers=BELIEFS,
    run=whom_to_believe,
    takes=(WAR.name,),
)
BARGAINING: Final = Family(
    name="bargaining",
    question="What could everybody sign who must?",
    reads=_STAKES,
    lacks=bargaining_lacks,
    answers={
        AGREEMENT: (DRAW,),
        ACCEPTS: (DRAW, PROPOSAL, ACTOR),
        SHORTFALL: (DRAW, PROPOSAL, ACTOR),
        SIGNABLE: (DRAW, PROPOSAL),
    },
    run=lambda dataset, before: what_could_all_sign(reservations(dataset, before)).dataset,
    takes=(WAR.name,),
)
FAIRNESS: Final = Family(
    name="fairness",
    question="Which packages are efficient and fair?",
    reads=_STAKES,
    lacks=bargaining_lacks,
    answers={
        EFFICIENT_PACKAGES: (DRAW,),
        EFFICIENT: (DRAW, OPTION),
        NASH: (DRAW, OPTION),
        KALAI_SMORODINSKY: (DRAW, OPTION),
        NASH_UTILITY: (DRAW, ACTOR),
        CONCESSION: (DRAW,),
    },
    run=lambda dataset, before: what_would_be_fair(reservations(dataset, before)).dataset,
    takes=(WAR.name,),
    under_scenarios=False,
)
WHY: Final = Family(
    name="frictions",
    question="What stands in the way of a settlement?",
    reads=_STAKES,
    lacks=war_lacks,
    answers={LOSS: (DRAW, FRICTION), SETTLED_WITHOUT: (DRAW,), SETTLED_WITH: (DRAW,)},
    run=lambda dataset, _: what_stops_it(dataset),
    under_scenarios=False,
)

MEDIATOR: Final = Family(
    name="mediator",
    question="What would the mediator do of its own will?",
    reads=(*_STAKES, "levers"),
    lacks=mediator_lacks,
    answers={
        USED: (DRAW, LEVER),
        LEAVES: (DRAW,),
        SETTLED_AT_WILL: (DRAW,),
        SETTLED_UNCHANGED: (DRAW,),
    },
    run=lambda dataset, _: what_it_would_do(dataset),
    pulls=EXPLAINED,
)

TRADES: Final = Family(
    name="trades",
    question="What could be traded, and what would have to give?",
    reads=_STAKES,
    lacks=bargaining_lacks,
    answers={
        CLASHES: (DRAW, CONFLICT, STAND),
        OPENS: (DRAW, STAND),
        CLASHES_WITHIN: (DRAW, PROPOSAL, CONFLICT, STAND),
        OPENS_WITHIN: (DRAW, PROPOSAL, STAND),
        GIVE_WAY: (DRAW, PROPOSAL),
        INSTEAD: (DRAW, PROPOSAL, OPTION),
        AGAINST_TERMS: (DRAW, PROPOSAL, ISSUE, ACTOR),
        FILLED_IN: (DRAW, PROPOSAL, OPTION),
        TRADED: (DRAW, PROPOSAL, OPTION),
        TRADE_GAIN: (DRAW, PROPOSAL, ISSUE, ACTOR),
        LEFT_ON_THE_TABLE: (DRAW, PROPOSAL),
        WON: (DRAW, ACTOR, ISSUE),
        EVEN_SHARE: (DRAW,),
        ENOUGH: (DRAW, ACTOR),
    },
    run=what_to_trade,
    takes=(WAR.name,),
    under_scenarios=False,
)

STABILITY: Final = Family(
    name="stability",
    question="Where can the parties rest, and can they get there?",
    reads=("moves", "preferences", "derives", "correlations"),
    lacks=stability_lacks,
    answers={IMPROVES: (DRAW, MOVER), RESTS: (DRAW, CONCEPT, NAMED_STATE), NEAREST: (DRAW, MODE, NAMED_STATE)},
    run=lambda dataset, _: what_lies_ahead(dataset).dataset,
    sees=conflict,
)
STATES: Final = Family(
    name="states",
    question="Which of all states are places to rest?",
    reads=STABILITY.reads,
    lacks=stability_lacks,
    answers={EQUILIBRIUM: (DRAW, CONCEPT, STATE), AWAY: (DRAW, MODE, STATE)},
    run=lambda _, before: before[STABILITY.name],
    takes=(STABILITY.name,),
    # There are hundreds of them, which under every scenario would be more than anybody reads.
    under_scenarios=False,
    sees=conflict,
)

FAMILIES: Final = (INFLUENCE, WAR, TRUST, BARGAINING, FAIRNESS, WHY, MEDIATOR, TRADES, STABILITY, STATES)
"""Every family of this version, each after those whose answers it takes."""
