"""Which policy a third party should choose, how sure that is, and where it stops being so, in words."""

from collections.abc import Iterator

import numpy as np
import xarray as xr

from irenic.case.document import Document
from irenic.report.labels import actor_name
from irenic.report.turning_words import belief_that_turns, where_sentences
from irenic.report.words import count, gain, listing, percent, points
from irenic.study.averages import Average
from irenic.study.choice import Choice, Goal, held_for, readings_in
from irenic.study.plan import AS_ENTERED
from irenic.study.policies import Policy
from irenic.study.regret import POINT, better_ones
from irenic.study.sensitivity.asked import what_would_flip_it, when_does_it
from irenic.study.sensitivity.drawn import ENOUGH, in_all_draws
from irenic.study.settlement import SOON
from irenic.study.verdicts import FEWEST

_HALF = 0.5
_NAMED = 5
"""How many rivals are named."""


def policy_words(document: Document, policy: Policy) -> str:
    """Return a policy by the labels of its levers.

    Examples
    --------
    >>> from irenic.examples import load
    >>> document = load("ukraine-2025").document
    >>> policy_words(document, ()), policy_words(document, ("rearmament", "chinese-backing"))
    ('As things are', "Arm Europe + More backing for Russia's economy and policy")
    """
    return " + ".join(document.levers[name].label for name in policy) or "As things are"


def goal_words(choice: Choice, goal: Goal) -> str:
    """Return what is wanted, as part of a sentence."""
    if goal == "holds":
        return f"a settlement within {SOON} months that holds for {count(held_for(choice.run), 'month')}"
    return f"a settlement within {SOON} months" if goal == "soon" else "a package that all who must sign accept"


def reading_words(choice: Choice, reading: str) -> str:
    """Return whose reading it is."""
    return "the case as entered" if reading == AS_ENTERED else f"“{choice.run.arm(reading).label}”"


def choice_sentences(choice: Choice) -> Iterator[str]:
    """Yield what to choose, how sure that is, what it costs, and where it stops being so."""
    ranking = choice.first.ranking
    if not ranking.enough:
        yield f"Not enough draws to name a choice: {ranking.draws:,} with an answer everywhere, {FEWEST} are needed."
        return
    yield _choice(choice)
    yield _sure(choice)
    yield from _cost(choice)
    yield from _better(choice)
    for rival in _held_against(choice):
        yield from _turns(choice, rival)
    yield from _other_goals(choice)


def not_tried(choice: Choice) -> Iterator[str]:
    """Yield which policies and levers were not tried, and why."""
    document = choice.run.case.document
    for policy, readings in choice.clashes.items():
        everywhere = len(readings) == len(readings_in(choice.run))
        where = "" if everywhere else f" under {listing(reading_words(choice, name) for name in readings)}"
        why = "their changes clash" if len(policy) > 1 else "it does not fit the case"
        yield f"Left out: {_quoted(document, policy)}, as {why}{where}."
    for lever, reason in choice.left_out.items():
        if reason:
            yield f"Left out: “{document.levers[lever].label}” {reason.rstrip('.')}."


def _quoted(document: Document, policy: Policy) -> str:
    return listing(f"“{document.levers[name].label}”" for name in policy) or "to leave things as they are"


def _choice(choice: Choice) -> str:
    ranking = choice.first.ranking
    at, document = ranking.choice, choice.run.case.document
    worst = int(ranking.regret[:, at].argmax())
    chosen = f"Least regret: {_quoted(document, choice.policy)}"
    if ranking.greatest[at] <= POINT / 1000:
        told = "no policy does better under any reading"
    else:
        most, goal = points(float(ranking.greatest[at])), goal_words(choice, choice.goal)
        where = reading_words(choice, choice.readings[worst])
        told = f"the most that another policy would bring is {most} more chance of {goal}, under {where}"
    change = choice.first.change(0, at)
    added = f", against {percent(float(ranking.means[0, 0]))} as things are" if choice.policy else ""
    doubt = "" if not choice.policy else f" ({'up' if change.value > 0 else 'down'} by {gain(change)})"
    brings = f"Under {reading_words(choice, choice.readings[0])} it brings {percent(float(ranking.means[0, at]))}"
    return f"{chosen}; {told}. {brings}{added}{doubt}."


def _sure(choice: Choice) -> str:
    ranking, document = choice.first.ranking, choice.run.case.document
    stays = f"It is the choice in {percent(ranking.sure)} of resamples of the {ranking.draws:,} draws"
    if not ranking.rivals:
        return f"{stays}, and is told apart from every other policy."
    named = [_quoted(document, choice.policies[at]) for at in ranking.rivals[:_NAMED]]
    more = len(ranking.rivals) - len(named)
    others = "; ".join(named) + (f"; and {count(more, 'other')}" if more else "")
    if ranking.near:
        return f"{stays}; within a point of it, and so as good: {others}."
    return f"{stays}: not enough draws to rank it before {others}."


def _cost(choice: Choice) -> Iterator[str]:
    document = choice.run.case.document
    spent = choice.cost(choice.policy)
    if spent is not None:
        yield f"It costs the mediator {cost_words(spent)} of all at stake for it, at home."
    silent = [name for name in choice.policy if not choice.mediators((name,))]
    owners = dict.fromkeys(owner for name in silent for owner in document.levers[name].by)
    if owners:
        yield f"What it costs {listing(actor_name(document, owner) for owner in owners)}, the case does not say."
    less = choice.thriftiest()
    if less != choice.policy:
        yield f"Cheaper, and as far as these draws tell as good: {_quoted(document, less)}."
    dominated = choice.dominated()
    if dominated:
        yield (
            f"Of {len(choice.policies)} policies, {len(dominated)} cost more than another and under no reading bring "
            "more than a point more."
        )


def cost_words(spent: Average) -> str:
    """Return a mean cost as a share, with its interval where the draws allow one.

    Examples
    --------
    >>> cost_words(Average(0.15, 0.14, 0.16, 200)), cost_words(Average(0.15, -np.inf, np.inf, 4))
    ('15% (14% to 16%)', '15%')
    """
    interval = f" ({percent(spent.low)} to {percent(spent.high)})" if np.isfinite(spent.low) else ""
    return f"{percent(spent.value)}{interval}"


def _better(choice: Choice) -> Iterator[str]:
    """Say under which readings another policy is better."""
    found = better_ones(choice.first.values, choice.first.ranking.choice)
    document = choice.run.case.document
    for reading, (best, more) in found.items():
        where = reading_words(choice, choice.readings[reading])
        yield f"Under {where} it is not best: {_quoted(document, choice.policies[best])} brings {gain(more)} more."
    if not found and len(choice.readings) > 1:
        yield "Under no reading does another policy clearly bring more than a point more."


def _held_against(choice: Choice) -> tuple[int, ...]:
    """Return the closest rival of the choice, and as things are: what it is held against, draw by draw."""
    ranking = choice.first.ranking
    same = {ranking.choice, *ranking.twins}
    closest = [at for at in (*ranking.rivals, *ranking.order) if at not in same][:1]
    return tuple(dict.fromkeys([*closest, *([0] if 0 not in same else [])]))


def _turns(choice: Choice, rival: int) -> Iterator[str]:
    """Say in which draws a rival is better, under which conditions, and which belief would turn most draws."""
    chosen, run = choice.first, choice.run
    more = chosen.values[0, rival] - chosen.values[0, chosen.ranking.choice]
    name = _quoted(run.case.document, choice.policies[rival])
    better, worse = (percent(float(side.mean())) for side in (more < -POINT, more > POINT))
    yield (
        f"Draw by draw under {reading_words(choice, choice.readings[0])}, it does better than {name} by more than a "
        f"point in {better} of draws, and worse in {worse}."
    )
    if len(more) < ENOUGH:
        yield f"Not enough draws to say which belief turns that: {len(more):,} with an answer, {ENOUGH} are needed."
        return
    found = when_does_it(run, in_all_draws(chosen.kept, more > POINT), choice.readings[0])
    for sentence in where_sentences(run.case, found, "it does worse"):
        yield f"I{sentence[1:]}"
    yield _belief(choice, in_all_draws(chosen.kept, more < 0), found.enough and not found.boxes)


def _belief(choice: Choice, better: xr.DataArray, silent: bool) -> str:
    found = what_would_flip_it(choice.run, better, choice.readings[0])
    nowhere = "No conditions on a few numbers say better than chance when it does worse. " if silent else ""
    if not found.clear:
        return (
            f"{nowhere}In about as many draws it does better as not, so there is no majority that a belief could turn."
        )
    side = "better" if found.yes > _HALF else "no better"
    if not found.flips:
        return f"{nowhere}In most draws it does {side}, and no single belief would turn that."
    turned, more = belief_that_turns(choice.run.case, found)
    return f"{nowhere}In most draws it does {side}; {turned}, most would say the opposite.{more}"


def _other_goals(choice: Choice) -> Iterator[str]:
    document = choice.run.case.document
    for goal, chosen in list(choice.by_goal.items())[1:]:
        ranking = chosen.ranking
        clear = "" if ranking.clear else ", though there are not enough draws to rank it"
        best = choice.policies[ranking.choice]
        what = goal_words(choice, goal)
        if best == choice.policy:
            yield f"If {what} is what counts, the choice is the same{clear}."
        else:
            yield f"If {what} is what counts, least regret has {_quoted(document, best)}{clear}."
