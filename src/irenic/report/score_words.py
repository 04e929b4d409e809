"""How good the forecasts of a case were, in sentences: scores, rules to hold them against, parts."""

from collections.abc import Iterator, Mapping

from irenic.case.sections.record import Forecast
from irenic.report.words import count, listing, percent
from irenic.study.averages import Average
from irenic.study.score import BASE_RATE, FEWEST, FEWEST_ALIKE, HALF, Scores, resolved, score, too_few_alike


def counted(forecasts: Mapping[str, Forecast]) -> str:
    """Return how many forecasts there are, and of how many it is known what came and what was said.

    Examples
    --------
    >>> from irenic.examples import load
    >>> counted(load("ukraine-2025").document.forecasts)
    '20 forecasts: 1 resolved, 0 with a stated chance, 0 with both.'
    """
    known = sum(forecast.resolved.came != "unknown" for forecast in forecasts.values())
    stated = sum(forecast.chance is not None for forecast in forecasts.values())
    both = len(resolved(forecasts))
    return f"{count(len(forecasts), 'forecast')}: {known} resolved, {stated} with a stated chance, {both} with both."


def score_sentences(forecasts: Mapping[str, Forecast]) -> tuple[str, ...]:
    """Return how good the forecasts were, or that this cannot be told.

    Examples
    --------
    >>> from irenic.examples import load
    >>> score_sentences(load("ukraine-2025").document.forecasts)[0].partition(":")[0]
    'Not enough resolved forecasts to score'
    """
    found = resolved(forecasts)
    scores = score(found)
    if scores is None:
        return (
            f"Not enough resolved forecasts to score: {len(found)} state a chance and are resolved, and a mean over "
            f"fewer than {FEWEST} has no interval.",
        )
    return (*_scores(scores), *_parts(scores, [chance for chance, _ in found.values()]))


def _scores(scores: Scores) -> Iterator[str]:
    yield (
        f"Brier score {_between(scores.brier)}, over {count(len(scores.names), 'forecast')}: 0 is perfect, and to say "
        f"50% always gives 0.25."
    )
    yield _log(scores)
    for rule, words in ((HALF, "to say 50% always"), (BASE_RATE, "to state the share that came true, every time")):
        against = scores.against[rule]
        verdict = "the forecasts are better" if against.gain.value > 0 else "the forecasts are worse"
        if not against.gain.clear:
            verdict = "no difference that so few forecasts can show"
        known = ", which nobody knows beforehand" if rule == BASE_RATE else ""
        yield (
            f"Against the rule {words}{known} (Brier {against.brier:.3f}, log {against.log:.3f}): {verdict}; the gain "
            f"is {_between(against.gain)}."
        )


def _log(scores: Scores) -> str:
    if not scores.failed:
        return f"Log score {_between(scores.log)}: 0 is perfect, and to say 50% always gives -0.693."
    failed = listing(f"“{name}”" for name in scores.failed)
    left = len(scores.names) - len(scores.failed)
    rest = f" The other {left} have {_between(scores.log)}." if left else ""
    return f"Log score minus infinity: {failed} gave no chance at all to what came; nothing is clipped.{rest}"


def _parts(scores: Scores, chances: list[float]) -> Iterator[str]:
    if scores.parts is None:
        rare = listing(percent(chance) for chance in too_few_alike(chances))
        yield f"Not enough forecasts to say what the score is made of: fewer than {FEWEST_ALIKE} state {rare}."
        return
    parts = scores.parts
    yield (
        f"The Brier score is made of {parts.reliability:.3f} for chances that were off (reliability), less "
        f"{parts.resolution:.3f} for telling cases apart (resolution), plus {parts.uncertainty:.3f} for how uncertain "
        "all of it was."
    )


def _between(average: Average) -> str:
    known = average.draws >= FEWEST
    return f"{average.value:.3f}" + (f" ({average.low:.3f} to {average.high:.3f})" if known else "")
