"""What a third party should pull: policies held against each other under every reading, on the same draws."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final, Literal, TypeAlias

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from irenic.case.case import Case
from irenic.errors import BadUse
from irenic.study.assess import Run, assess
from irenic.study.averages import Average
from irenic.study.engine import IN_THREADS, Work
from irenic.study.outcomes import in_each_draw
from irenic.study.plan import AS_ENTERED, Arm
from irenic.study.policies import JUDGES, Policies, Policy, policies_of, why_not
from irenic.study.pressure import drawn
from irenic.study.prospects import HORIZONS
from irenic.study.regret import Ranking, brings_no_more, rank
from irenic.study.settlement import SOON
from irenic.vocabulary import POLICY, READING

Values = NDArray[np.float64]
Goal: TypeAlias = Literal["holds", "soon", "package"]
"""A settlement that comes soon and holds; one that comes soon; a package that all could sign."""

DRAWS: Final = 200
"""How many draws are made where nobody says how many: the fewest from which it is told which belief turns an answer."""
HOME_COST: Final = "war.mediator.home_cost"


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """The choice for one goal.

    Parameters
    ----------
    values
        What each policy brings in every draw with an answer everywhere, shape ``(reading, policy, draw)``.
    kept
        Which draws of the run these are.
    readings
        The arms of the readings that have an answer, as entered first.
    ranking
        The policies ranked.
    """

    values: Values
    kept: NDArray[np.bool_]
    readings: tuple[str, ...]
    ranking: Ranking

    def change(self, reading: int, policy: int) -> Average:
        """Return what a policy adds to things as they are under a reading, draw by draw."""
        return Average.of(self.values[reading, policy] - self.values[reading, 0])


@dataclass(frozen=True, eq=False)
class Choice:
    """Policies of third parties held against each other.

    Parameters
    ----------
    run
        The run they were put to the test in.
    policies
        Those that can be pulled under every reading, as things are first.
    by_goal
        The choice for each goal that the run has an answer to, the first of which is the choice.
    """

    run: Run
    policies: tuple[Policy, ...]
    by_goal: dict[Goal, Chosen]

    @property
    def goal(self) -> Goal:
        """The goal that decides: the first that there is an answer to."""
        return next(iter(self.by_goal))

    @property
    def first(self) -> Chosen:
        """The choice for the goal that decides."""
        return self.by_goal[self.goal]

    @property
    def readings(self) -> tuple[str, ...]:
        """The arms of the readings that have an answer on it."""
        return self.first.readings

    @property
    def policy(self) -> Policy:
        """The policy with the least greatest regret."""
        return self.policies[self.first.ranking.choice]

    @property
    def clashes(self) -> dict[Policy, tuple[str, ...]]:
        """The policies that cannot be pulled, with the arms of the readings under which that is so.

        A larger set that holds one which cannot be pulled is not named again.
        """
        there = _arms(self.run)
        readings = readings_in(self.run)
        found = {
            policy: tuple(name for name in readings if (name, frozenset(policy)) not in there)
            for policy in policies_in(self.run).all
        }
        gone = {policy: where for policy, where in found.items() if where}
        return {p: where for p, where in gone.items() if not any(set(other) < set(p) for other in gone)}

    @property
    def left_out(self) -> dict[str, str]:
        """The levers of the case that are no part of any policy, with the reason, or nothing if they were not asked."""
        document, asked = self.run.case.document, policies_in(self.run).levers
        return {name: why_not(document, name) for name in document.levers if name not in asked}

    def mediators(self, policy: Policy) -> int:
        """Return how many levers of a policy are the mediator's."""
        document = self.run.case.document
        mediator = document.war.mediator.actor if document.war and document.war.mediator else None
        return sum(mediator in document.levers[name].by for name in policy)

    def cost(self, policy: Policy, reading: str = AS_ENTERED) -> Average | None:
        """Return what the mediator's levers cost it, a share of all at stake; nothing where the case does not say.

        The levers of others have costs, too, which no case says.
        """
        known = any(placed.path == HOME_COST for placed in self.run.arm(reading).case.drawn)
        pulled = self.mediators(policy)
        return Average.of(pulled * drawn(self.run, HOME_COST, reading)) if known and pulled else None

    def cheaper(self, one: Policy, other: Policy) -> bool:
        """Return whether a policy surely costs less: part of the other, or less of the mediator's and no more else."""
        if set(one) < set(other):
            return True
        of_others = {name for name in one if not self.mediators((name,))}
        return of_others <= set(other) and self.mediators(one) < self.mediators(other)

    def dominated(self) -> dict[Policy, Policy]:
        """Return the policies that cost more than another and bring no more under any reading, with that other."""
        found = {}
        for at, policy in enumerate(self.policies):
            others = tuple(i for i, other in enumerate(self.policies) if self.cheaper(other, policy))
            enough = brings_no_more(self.first.values, at, others) if others else np.zeros(0, dtype=bool)
            if enough.any():
                found[policy] = self.policies[others[int(np.flatnonzero(enough)[0])]]
        return found

    def thriftiest(self) -> Policy:
        """Return the cheapest policy that is not told apart from the choice; the choice itself if none is cheaper."""
        ranking = self.first.ranking
        near = [self.policies[at] for at in (*ranking.rivals, *ranking.twins)]
        less = [policy for policy in near if self.cheaper(policy, self.policy)]
        return min(less, key=lambda policy: (len(policy), self.mediators(policy)), default=self.policy)

    def table(self, goal: Goal | None = None) -> xr.Dataset:
        """Return what every policy brings under every reading, and its regret there, labelled."""
        chosen = self.by_goal[goal or self.goal]
        ranking = chosen.ranking
        names = [" + ".join(policy) for policy in self.policies]
        dims = (READING, POLICY)
        return xr.Dataset(
            {"mean": (dims, ranking.means), "regret": (dims, ranking.regret)},
            coords={READING: list(chosen.readings), POLICY: names},
        )

    def __repr__(self) -> str:
        """Return the choice in one line."""
        name = " + ".join(self.policy) or "as things are"
        ranking = self.first.ranking
        word = "" if ranking.clear else "; not enough draws to rank"
        readings, policies = len(self.readings), len(self.policies)
        return f"<Choice of {name} from {policies} policies, {readings} readings, {ranking.draws} draws{word}>"

    def _repr_html_(self) -> str:
        """Return the choice as a notebook shows it."""
        return f"<p>{escape(repr(self)[1:-1])}</p>{self.table().regret.T.to_pandas().to_html(float_format='%.3f')}"


def choose(  # noqa: PLR0913 - what to choose from, what to compute and where to keep it are all one's own to say
    case: Case,
    levers: Collection[str] = (),
    by: Collection[str] = (),
    most: int = 2,
    draws: int = DRAWS,
    seed: int = 1,
    folder: Path | str | None = None,
    work: Work = IN_THREADS,
) -> Choice:
    """Hold the levers of third parties against each other, singly and in sets, under every reading of a case.

    Parameters
    ----------
    case
        The case as entered.
    levers
        The levers to choose from; left out, all that change something the models read.
    by
        The actors whose levers are wanted; left out, all third parties.
    most
        How many levers are pulled together.
    draws, seed, folder, work
        See :func:`irenic.assess`.

    Raises
    ------
    UnknownName
        If there is no such lever or actor.
    BadUse
        If there is nothing to choose from, or nothing to compute.

    Examples
    --------
    >>> import irenic, tempfile
    >>> case = irenic.load("ukraine-2025")
    >>> found = irenic.choose(case, by=["china"], draws=4, folder=tempfile.mkdtemp())
    >>> found
    <Choice of as things are from 2 policies, 6 readings, 4 draws; not enough draws to rank>
    """
    policies = policies_of(case, levers, by, most)
    run = assess(case, draws, seed, folder=folder, work=work, only=JUDGES, under=policies)
    return choice_of(run)


def choice_of(run: Run) -> Choice:
    """Return the choice among the policies of a finished run.

    Raises
    ------
    BadUse
        If the run puts no policies to the test, or no draw has an answer everywhere.
    """
    arms = _arms(run)
    readings = readings_in(run)
    policies = tuple(p for p in policies_in(run).all if all((name, frozenset(p)) in arms for name in readings))
    found: dict[Goal, Chosen] = {}
    for goal, read in GOALS.items():
        values = {name: [read(run, arms[name, frozenset(p)].name) for p in policies] for name in readings}
        chosen = _chosen({name: [v for v in row if v is not None] for name, row in values.items()}, policies, run)
        if chosen is not None:
            found[goal] = chosen
    if not found:
        msg = f"no draw of the run in {run.folder} has an answer under every policy and every reading"
        raise BadUse(msg)
    return Choice(run, policies, found)


def policies_in(run: Run) -> Policies:
    """Return the policies that a run puts to the test.

    Raises
    ------
    BadUse
        If it tests none.
    """
    if not isinstance(run.plan.under, Policies):
        msg = f"the run in {run.folder} tests no policies; make one with: irenic choose"
        raise BadUse(msg)
    return run.plan.under


def readings_in(run: Run) -> tuple[str, ...]:
    """Return the arms under which nothing is pulled: as entered, and each perspective."""
    return tuple(arm.name for arm in run.arms if not arm.case.acted)


def _arms(run: Run) -> dict[tuple[str, frozenset[str]], Arm]:
    """Return every arm by the name of its reading and what is pulled there."""
    readings = {arm.case.perspectives: arm.name for arm in run.arms if not arm.case.acted}
    return {(readings[arm.case.perspectives], frozenset(arm.case.levers)): arm for arm in run.arms}


def _chosen(values: dict[str, list[Values]], policies: tuple[Policy, ...], run: Run) -> Chosen | None:
    """Return the choice over the readings under which every policy has an answer in some draw."""
    whole = {name: np.array(row) for name, row in values.items() if len(row) == len(policies)}
    whole = {name: table for name, table in whole.items() if np.isfinite(table).any(axis=1).all()}
    if not whole:
        return None
    table = np.array([*whole.values()])
    kept: NDArray[np.bool_] = np.isfinite(table).all(axis=(0, 1))
    if not kept.any():
        return None
    return Chosen(table[:, :, kept], kept, tuple(whole), rank(table[:, :, kept], run.plan.seed))


def _soon(run: Run, arm: str) -> Values | None:
    war = run.case.document.war
    return in_each_draw(run, f"settlement.within.{min(SOON, war.months)}", "war", arm) if war else None


def _holds(run: Run, arm: str) -> Values | None:
    """Return the chance that a settlement comes soon and holds; 0 where none comes, which can hold nothing."""
    months, soon = held_for(run), _soon(run, arm)
    if not months or soon is None:
        return None
    held = in_each_draw(run, f"settlement.survives.{months}", "war", arm)
    return np.where(soon > 0, soon * (np.nan if held is None else held), soon)


def held_for(run: Run) -> int:
    """Return for how many months a settlement that came soon is looked at; 0 if the game ends before."""
    war = run.case.document.war
    return max(min(HORIZONS[-1], war.months - SOON), 0) if war else 0


def _package(run: Run, arm: str) -> Values | None:
    return in_each_draw(run, "packages.feasible", "bargaining", arm)


GOALS: Final[dict[Goal, Callable[[Run, str], Values | None]]] = {"holds": _holds, "soon": _soon, "package": _package}
"""How far each goal is reached in every draw under an arm, the one that decides first."""
