"""Two arguments that contradict each other, in words: how often each is right, and what decides between them."""

from collections.abc import Iterator

from irenic.report.turning_words import belief_that_turns
from irenic.report.words import percent
from irenic.study.arguments import Trial
from irenic.study.assess import Run
from irenic.study.rivals import Rivals, between


def rival_sentences(run: Run, one: Trial, other: Trial) -> Iterator[str]:
    """Yield how an argument fares against one that contradicts it, and which belief decides between them.

    Examples
    --------
    >>> import irenic, tempfile
    >>> from irenic.study.arguments import trials
    >>> case = irenic.load("ukraine-2025")
    >>> run = irenic.assess(case, draws=4, folder=tempfile.mkdtemp(), under=("conquest-spreads",), only=("influence",))
    >>> trial = trials(run, "conquest-spreads")[0]
    >>> list(rival_sentences(run, trial, trial))
    ['They cannot be set against each other: one of them cannot be tested.']
    """
    found = between(run, one, other)
    if found is None:
        yield "They cannot be set against each other: one of them cannot be tested."
        return
    yield (
        f"On the same draws, this one alone is right in {percent(found.one.share)}, the other alone in "
        f"{percent(found.other.share)}, both in {percent(found.both.share)}, neither in {percent(found.neither.share)}."
    )
    yield _decides(run, found)


def _decides(run: Run, found: Rivals) -> str:
    if found.turns is None:
        return "Too few draws in which only one of them is right to say what decides between them."
    if found.turns.yes in (0.0, 1.0):
        winner = "this one" if found.turns.yes else "the other"
        return f"Wherever only one of them is right, it is {winner}, whatever is believed."
    if not found.turns.clear:
        return "Where only one of them is right, it is about as often this one as the other."
    if not found.turns.flips:
        return "No single belief decides between them."
    turned, more = belief_that_turns(run.case, found.turns)
    winner = "the other" if found.turns.yes > 1 / 2 else "this one"
    return f"I{turned[1:]}, it would mostly be {winner} where only one is right.{more}"
