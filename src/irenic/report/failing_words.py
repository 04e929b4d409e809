"""Under which conditions an argument fails, and which single belief would turn its verdict, in words.

As entered, and under each perspective.
"""

from collections.abc import Iterator, Sequence

import xarray as xr

from irenic.report.turning_words import belief_that_turns, where_sentences
from irenic.study.arguments import Trial, deciding
from irenic.study.assess import Run
from irenic.study.sensitivity.asked import what_would_flip_it, when_does_it
from irenic.study.sensitivity.drawn import ENOUGH, in_all_draws
from irenic.study.verdicts import Tally

_HALF = 0.5


def failing_sentences(run: Run, trial: Trial) -> Iterator[str]:
    """Yield when what decides the verdict fails, or comes about where it mostly fails, and what would flip it.

    The numbers are those with what is supposed.

    Parameters
    ----------
    run
        A finished run under what arguments suppose.
    trial
        An argument under one reading.

    Examples
    --------
    >>> import irenic, tempfile
    >>> from irenic.study.arguments import trials
    >>> case = irenic.load("ukraine-2025")
    >>> run = irenic.assess(case, draws=4, folder=tempfile.mkdtemp(), under=("conquest-spreads",), only=("influence",))
    >>> list(failing_sentences(run, trials(run, "conquest-spreads")[0]))
    []
    """
    tally = deciding(trial).tally if trial.answers else None
    if tally is None or trial.arm is None:
        return
    if tally.draws < ENOUGH:
        yield f"Not enough draws to say when it fails: {tally.draws:,} with an answer, {ENOUGH} are needed."
        return
    if tally.author.share in (0.0, 1.0):
        yield f"It is as the author says in {'every draw' if tally.author.share else 'no draw'}, whatever is believed."
        return
    mostly = tally.author.share > _HALF
    yield from _conditions(run, trial, _draws(tally, for_author=not mostly), "fails" if mostly else "comes about")
    yield _flip(run, trial, _draws(tally, for_author=True))


def elsewhere_sentences(run: Run, found: Sequence[Trial]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the same for each perspective in words, under which it is another than as entered.

    Parameters
    ----------
    run
        A finished run under what arguments suppose.
    found
        An argument under every reading, as entered first.

    Examples
    --------
    >>> import irenic, tempfile
    >>> from irenic.study.arguments import trials
    >>> case = irenic.load("ukraine-2025")
    >>> run = irenic.assess(case, draws=4, folder=tempfile.mkdtemp(), under=("conquest-spreads",), only=("influence",))
    >>> list(elsewhere_sentences(run, trials(run, "conquest-spreads")))
    []
    """
    entered, *others = found
    known = tuple(failing_sentences(run, entered))
    for trial in others:
        sentences = tuple(failing_sentences(run, trial))
        if sentences and sentences != known:
            yield run.arm(trial.reading).label, sentences


def _draws(tally: Tally, *, for_author: bool) -> xr.DataArray:
    """Return whether each draw is for the author, or is not; NaN where it has no answer."""
    return in_all_draws(tally.sides.where, (tally.sides.signs > 0) == for_author)


def _conditions(run: Run, trial: Trial, holds: xr.DataArray, what: str) -> Iterator[str]:
    found = when_does_it(run, holds, trial.arm or "")
    for sentence in where_sentences(run.case, found, f"it {what}"):
        yield f"I{sentence[1:]}"
    if found.enough and not found.boxes:
        yield f"No conditions on a few numbers say better than chance when it {what}."


def _flip(run: Run, trial: Trial, author: xr.DataArray) -> str:
    found = what_would_flip_it(run, author, trial.arm or "")
    if not found.clear:
        return "It comes about in about every second draw, so there is no majority that a belief could turn."
    if not found.flips:
        return "No single belief would turn what most draws say."
    turned, more = belief_that_turns(run.case, found)
    return f"I{turned[1:]}, most draws would say the opposite.{more}"
