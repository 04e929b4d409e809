"""Policies held against each other, for a terminal and for programs."""

from typing import Any, Final

from irenic.report.choice_rows import HEADS, policy_row
from irenic.report.choice_words import choice_sentences, goal_words, not_tried, policy_words, reading_words
from irenic.report.finding import plain
from irenic.report.terminal import Block, Heading, Line, Table
from irenic.report.words import count, percent, points
from irenic.study.choice import Choice
from irenic.study.policies import AS_THINGS_ARE
from irenic.study.regret import better_ones

SHOWN: Final = 12
"""How many policies a table shows, those with the least greatest regret; all are in ``--json``."""
_RIGHT: Final = frozenset({"Brings", "Change", "Soon", "Package", "Costs", "Most regret", "Regret"})


def choice_page(choice: Choice) -> list[Block]:
    """Return what to choose, the table of policies, and which is best under each reading."""
    run = choice.run
    readings = count(len(choice.readings), "reading")
    made = f"{run.case.document.title}: {len(choice.policies)} policies under {readings}"
    blocks: list[Block] = [Line(f"{made}, on the same {run.plan.draws:,} draws from seed {run.plan.seed}.")]
    blocks += [Line(sentence, 2, "- ") for sentence in choice_sentences(choice)]
    blocks += [Heading("Policies, the least greatest regret first"), *_policies(choice)]
    blocks += [Heading("Under each reading"), Table(("Under", "Best", "Brings", "Regret"), _readings(choice), _RIGHT)]
    left = list(not_tried(choice))
    if left:
        blocks += [Heading("Not tried"), *(Line(sentence, 2, "- ") for sentence in left)]
    return blocks


def _policies(choice: Choice) -> list[Block]:
    order = choice.first.ranking.order
    shown = list(dict.fromkeys([*order[:SHOWN], choice.policies.index(AS_THINGS_ARE)]))
    told = (
        f"Brings: the chance of {goal_words(choice, choice.goal)}, as entered; Change: in points, against as things "
        "are, with its 95% interval, draw by draw; Soon, Package: the chance of a settlement within a year, and of a "
        "package that all could sign. Costs: what the mediator's levers cost it, a share of all at stake; others' are "
        "not known. Most regret: by how much the best policy does better under the reading that is worst for it. On "
        "whose terms a settlement is, no goal asks."
    )
    rest = len(order) - len(shown)
    more = [Line(f"{rest} more, with greater regret, are in --json.", 2)] if rest > 0 else []
    return [Table(HEADS, [policy_row(choice, at) for at in shown], _RIGHT), Line(told, 2), *more]


def _readings(choice: Choice) -> list[tuple[str, ...]]:
    """Return the best policy under each reading, and what the choice loses against it."""
    ranking, document = choice.first.ranking, choice.run.case.document
    rows: list[tuple[str, ...]] = []
    for at, reading in enumerate(choice.readings):
        best = int(ranking.means[at].argmax())
        brings, lost = percent(float(ranking.means[at, best])), points(float(ranking.regret[at, ranking.choice]))
        under = reading_words(choice, reading).strip("“”")
        rows.append((under, policy_words(document, choice.policies[best]), brings, lost))
    return rows


def choice_data(choice: Choice) -> dict[str, Any]:
    """Return every policy under every reading, for programs."""
    run, plan = choice.run, choice.run.plan
    dominated = choice.dominated()
    return {
        "case": run.case.name,
        "run": str(run.folder),
        "draws": plan.draws,
        "seed": plan.seed,
        "goal": choice.goal,
        "choice": list(choice.policy) if choice.first.ranking.enough else None,
        "clear": choice.first.ranking.clear,
        "sentences": list(choice_sentences(choice)),
        "not_tried": list(not_tried(choice)),
        "better_elsewhere": {
            choice.readings[reading]: {"policy": list(choice.policies[best]), "more": plain(more)}
            for reading, (best, more) in better_ones(choice.first.values, choice.first.ranking.choice).items()
        },
        "goals": {goal: _goal(choice, goal) for goal in choice.by_goal},
        "policies": [
            {
                "levers": list(policy),
                "label": policy_words(run.case.document, policy),
                "cost": {reading: _cost(choice, policy, reading) for reading in choice.readings},
                "dominated_by": list(dominated[policy]) if policy in dominated else None,
            }
            for policy in choice.policies
        ],
    }


def _cost(choice: Choice, policy: tuple[str, ...], reading: str) -> dict[str, Any] | None:
    spent = choice.cost(policy, reading)
    return None if spent is None else plain(spent)


def _goal(choice: Choice, goal: Any) -> dict[str, Any]:
    """Return one goal: what every policy brings, by reading, in the order of the policies."""
    chosen = choice.by_goal[goal]
    ranking = chosen.ranking
    names = [list(policy) for policy in choice.policies]
    return {
        "choice": names[ranking.choice] if ranking.enough else None,
        "sure": ranking.sure,
        "clear": ranking.clear,
        "same": [names[at] for at in ranking.twins],
        "not_told_apart": [names[at] for at in ranking.rivals],
        "draws": ranking.draws,
        "greatest_regret": ranking.greatest.tolist(),
        "readings": {
            reading: {
                "means": ranking.means[row].tolist(),
                "regret": ranking.regret[row].tolist(),
                "change": [plain(chosen.change(row, at)) for at in range(len(names))],
            }
            for row, reading in enumerate(chosen.readings)
        },
    }
