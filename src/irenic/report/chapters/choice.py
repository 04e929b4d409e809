"""The chapter on what a third party should choose."""

from typing import Any, Final

from irenic.report.chapters.shown import Plate, Shown, Table
from irenic.report.choice_rows import HEADS, policy_row
from irenic.report.choice_words import choice_sentences, goal_words, not_tried, reading_words
from irenic.report.figures.regret import SHOWN, regret
from irenic.report.svg import svg_of
from irenic.report.words import points
from irenic.study.choice import Choice, choice_of

QUESTION: Final = "Which levers of third parties would one regret least, whoever reads the conflict right?"
_UNASKED: Final = "Not asked in this report; to ask it: irenic choose, and give its run to irenic report --choice."


def choice_chapter(shown: Shown) -> dict[str, Any]:
    """Return what to choose among the policies of third parties, if a run that asks was given."""
    choice = choice_of(shown.chosen) if shown.chosen else None
    return {
        "question": QUESTION,
        "sentences": list(choice_sentences(choice)) if choice else [],
        "cannot": "" if choice else _UNASKED,
        "plates": [_regret(choice)] if choice else [],
        "notes": list(not_tried(choice)) if choice else [],
    }


def _regret(choice: Choice) -> Plate:
    ranking = choice.first.ranking
    heads = (*HEADS, *(f"Regret under {reading_words(choice, reading)}" for reading in choice.readings))
    rows = tuple(
        (*policy_row(choice, at), *(points(float(lost)) for lost in ranking.regret[:, at])) for at in ranking.order
    )
    goal = goal_words(choice, choice.goal)
    left = max(len(rows) - SHOWN, 0)
    more = f" The {SHOWN} policies with the least, of {len(rows)}; the table has all." if left else ""
    framed = "; the choice is framed" if ranking.enough else ""
    return Plate(
        "What each policy would be regretted by, under each reading",
        f"By how many percentage points the best policy of a reading gives more chance of {goal}: white and 0 where no "
        f"policy does better, the more orange the more. Each row is a set of levers pulled together{framed}.",
        svg_of(regret(choice)),
        f"Means over {ranking.draws:,} draws, the same for all.{more} Readings have no weights: that a policy is best "
        "under many of them is no reason to believe them. On whose terms a settlement is, no goal asks.",
        Table("Every policy, the least greatest regret first", heads, rows),
    )
