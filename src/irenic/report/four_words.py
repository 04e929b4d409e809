"""Feasible, likely, durable, why: what a run says to the four questions, for the case as entered."""

from collections.abc import Iterator
from typing import Any, Final

from irenic.arrays.consent import consent
from irenic.case.document import Document
from irenic.models.war.frictions import ENFORCEMENT
from irenic.report.finding import Finding, plain
from irenic.report.labels import actor_name, issue_name, option_label
from irenic.report.words import gain, likelihood, listing, odds, percent, percents
from irenic.study.assess import Run
from irenic.study.averages import Average
from irenic.study.intervals import Chance
from irenic.study.needs import bargaining_lacks, war_lacks
from irenic.study.pressure import answered, pressure
from irenic.study.prospects import (
    Durability,
    Feasibility,
    Obstacles,
    Timing,
    durability,
    feasibility,
    names,
    obstacles,
    ripeness,
    said,
    terms,
    timing,
)
from irenic.vocabulary import ACTOR, SIGNS

FRICTION_WORDS: Final = {
    "beliefs": "too much trust in victory",
    "red lines": "red lines",
    "leader cost": "what signing costs leaders at home",
    "missing lever": "what third parties do not offer",
    "unequal patience": "unequal patience",
    "order of talks": "the demand for a ceasefire before terms",
    ENFORCEMENT: "that nobody enforces a settlement",
}
"""What stands in the way, as a sentence names it."""
_SETTLED_TERM: Final = 0.95
"""From here on, a term counts as one that hardly varies."""


def headlines(run: Run) -> Iterator[Finding]:
    """Yield one finding for each of the four words.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=20, folder=tempfile.mkdtemp())
    >>> [finding.kind for finding in headlines(run)]
    ['feasible', 'likely', 'durable', 'why']
    """
    yield _feasible(run)
    yield _likely(run)
    yield _durable(run)
    yield _why(run)


def details(run: Run) -> Iterator[Finding]:
    """Yield what else there is to say to the last three words: terms, timing, guarantees, ripeness."""
    yield from _terms(run)
    when = timing(run)
    if when is None:
        return
    yield _timing(run.case.document, when)
    lasting = durability(run)
    if lasting is not None and lasting.suffices:
        yield _guarantees(run.case.document, lasting)
    yield _ripeness(run)


def signing(document: Document) -> tuple[str, ...]:
    """Return the names of all who must sign a settlement."""
    found = consent(document)
    everybody = zip(names(found, ACTOR), found[SIGNS].to_numpy().tolist(), strict=True)
    return tuple(actor_name(document, actor) for actor, signs in everybody if signs)


def _feasible(run: Run) -> Finding:
    document, found = run.case.document, feasibility(run)
    if found is None:
        return _cannot("feasible", bargaining_lacks(document))
    than = "fighting on" if found.at_war is not None else "the present state"
    sentences = [
        f"There is a package that {_together(signing(document))} prefer to {than}, inside every red line: "
        f"{likelihood(found.agreement)}.",
        f"So many draws put the share at {percent(found.agreement.low)} to {percent(found.agreement.high)}.",
        *_missing(document, found),
    ]
    return Finding("feasible", " ".join(sentences), numbers=plain(found))


def _missing(document: Document, found: Feasibility) -> Iterator[str]:
    if found.closed:
        yield f"Red lines leave no option on {listing(issue_name(document, issue) for issue in found.closed)}."
    if found.concession is not None:
        less = f"{percent(found.concession.middle)} ({percents(found.concession)})"
        yield f"Where there is none, one would exist if every side made do with {less} less of its stake."
    if found.at_war is not None and percent(found.at_war.share) != percent(found.agreement.share):
        yield f"The model of the war, which counts the risk of a breach as well, finds one in {_of(found.at_war)}."


def _likely(run: Run) -> Finding:
    when = timing(run)
    if when is None:
        return _cannot(
            "likely", war_lacks(run.case.document), " Where pressure balances says only what holds on each issue alone."
        )
    soon = when.within[when.soon]
    others = [
        f"within {months} months it is {percent(each.mean.value)}"
        for months, each in when.within.items()
        if months != when.soon
    ]
    rest = f" On average, {listing(others)}." if others else ""
    shares = f"below 5% in {_of(when.hopeless)} and above 95% in {percent(when.sure.share)}"
    split = (
        f" The draws disagree: the chance is {shares}."
        if when.hopeless.share + when.sure.share >= 0.5 and min(when.hopeless.share, when.sure.share) > 0
        else ""
    )
    sentence = f"A settlement within {when.soon} months is {odds(soon)}.{rest}{split}"
    return Finding("likely", sentence, numbers=plain(when))


def _durable(run: Run) -> Finding:
    document = run.case.document
    if said(run, "war") is None:
        return _cannot("durable", war_lacks(document))
    found = durability(run)
    if found is None:
        return Finding(
            "durable", "Cannot test: the case says nothing about breaking a settlement, so it is taken to hold."
        )
    told = [months for months in sorted(found.survival) if found.told[months]]
    if not told:
        return Finding("durable", "Cannot test: in no draw is a settlement signed, or not early enough to watch it.")
    # Two horizons are enough to see it wear off.
    parts = [
        f"after {months} months with a chance of {percent(_share(found.mean[months]))} on average "
        f"({percents(found.survival[months])} over the draws)"
        for months in told[-2:]
    ]
    sentence = (
        f"Once signed, a settlement still holds {listing(parts)}. For {told[-1]} months, "
        f"{found.told[told[-1]]:,} of {run.plan.draws:,} draws can tell."
    )
    return Finding("durable", sentence, numbers=plain(found))


def _why(run: Run) -> Finding:
    found, when = obstacles(run), timing(run)
    if found is None or when is None:
        return _cannot("why", war_lacks(run.case.document))
    sentences = [
        f"Without any obstacle, a settlement within {when.soon} months has a chance of "
        f"{percent(_chance(found.without))} on average; with all of them, {percent(_chance(found.present))}.",
        *_ranked(found),
        _worked_out(run, found, percent(_chance(when.within[when.soon].mean))),
    ]
    return Finding("why", " ".join(sentences), numbers=plain(found))


def _worked_out(run: Run, found: Obstacles, overall: str) -> str:
    """Say in how many draws this was asked, and what the chance is in all if it looks different there."""
    asked = f"This was worked out for {found.draws:,} of {run.plan.draws:,} draws"
    return f"{asked}." if overall == percent(_chance(found.present)) else f"{asked}; over all, the chance is {overall}."


def _ranked(found: Obstacles) -> Iterator[str]:
    """Say which obstacles take something, and which takes most if the draws allow to tell."""
    clear = sorted((pair for pair in found.loss.items() if pair[1].low > 0), key=lambda pair: -pair[1].value)
    if not clear:
        yield "No obstacle clearly takes anything from it: not enough draws, or nothing to take."
        return
    first, *others = clear
    level = [pair for pair in others if not first[1].clearly_differs_from(pair[1])]
    rest = [pair for pair in others if pair not in level]
    if level:
        yield f"It is taken by {listing(_taken(*pair) for pair in (first, *level))}; not enough draws to rank them."
    else:
        yield f"Most of it is taken by {_taken(*first)}."
    if rest:
        yield f"Less is taken by {listing(_taken(*pair) for pair in rest)}."
    unclear = [FRICTION_WORDS[name] for name in found.loss if name not in dict(clear) and found.loss[name].value != 0]
    if unclear:
        yield f"Nothing clear is taken by {listing(unclear)}."


def _taken(friction: str, loss: Average) -> str:
    return f"{FRICTION_WORDS[friction]} ({gain(loss)})"


def _terms(run: Run) -> Iterator[Finding]:
    document, found = run.case.document, terms(run)
    best = {issue: max(options, key=options.__getitem__) for issue, options in found.items()}
    fixed = [issue for issue in found if found[issue][best[issue]] >= _SETTLED_TERM]
    open_ones = [issue for issue in found if issue not in fixed]
    for issues, head in (
        (fixed, "If they sign, these terms hardly vary: "),
        (
            open_ones,
            "The other terms vary; most likely are " if fixed else "If they sign, the terms vary; most likely are ",
        ),
    ):
        if issues:
            parts = (_term(document, issue, best[issue], found[issue][best[issue]]) for issue in issues)
            numbers = {issue: found[issue] for issue in issues}
            yield Finding("terms", f"{head}{'; '.join(parts)}.", numbers=numbers)
    yield from _disagreement(run, best)


def _disagreement(run: Run, best: dict[str, str]) -> Iterator[Finding]:
    """Say where the terms of a settlement are others than where pressure alone points."""
    document = run.case.document
    other = {}
    for issue in answered(run):
        alone = pressure(run, issue)
        if len(alone.speakers) > 1 and issue in best and alone.best != best[issue]:
            other[issue] = alone.best
    if other:
        parts = (f"{issue_name(document, issue)}, “{option_label(document, issue, to)}”" for issue, to in other.items())
        sentence = f"The models disagree: pressure on each issue alone points elsewhere on {'; '.join(parts)}."
        yield Finding("terms", sentence, numbers={"pressure": other, "terms": {issue: best[issue] for issue in other}})


def _term(document: Document, issue: str, option: str, chance: float) -> str:
    return f"{issue_name(document, issue)}, “{option_label(document, issue, option)}” ({percent(_share(chance))})"


def _timing(document: Document, when: Timing) -> Finding:
    war = document.war
    wins = listing(f"{actor_name(document, party)} {percent(each.mean.value)}" for party, each in when.victory.items())
    challenger = actor_name(document, war.challenger) if war else ""
    months = war.months if war else 0
    sentence = (
        f"With talks, outright victory within {months} months has these chances on average: {wins}. If nobody "
        f"ever talked, {challenger} would win in the end with {percent(when.alone.mean.value)} on average "
        f"({percents(when.alone.spread)})."
    )
    return Finding("timing", sentence, numbers={"victory": plain(when)["victory"], "alone": plain(when)["alone"]})


def _guarantees(document: Document, found: Durability) -> Finding:
    issue = document.war.breach.issue if document.war and document.war.breach else ""
    label = {option: f"“{option_label(document, issue, option)}”" for option in found.suffices}
    enough = listing(f"with {label[option]} in {percent(chance.share)}" for option, chance in found.suffices.items())
    sentences = [
        f"Nobody would ever gain by a breach that costs {percent(found.needed.middle)} ({percents(found.needed)}) of "
        f"everything at stake, under the package that needs least. {issue_name(document, issue)}: it costs that much "
        f"{enough} of draws."
    ]
    sentences += [
        f"{label[option]} is refused by {listing(actor_name(document, actor) for actor in actors)}."
        for option, actors in found.refused.items()
        if actors and option in label
    ]
    return Finding("guarantees", " ".join(sentences), numbers=plain(found))


def _ripeness(run: Run) -> Finding:
    document, found = run.case.document, ripeness(run)
    if found is None:
        return _cannot("ripeness", war_lacks(document))
    stuck, hurt = (
        listing(f"{actor_name(document, party)} in {percent(chance.share)}" for party, chance in shares.items())
        for shares in (found.stalemate, found.hurting)
    )
    sentence = (
        f"Ripe, with a way out and both sides stuck and hurting: {likelihood(found.ripe)}. There is a way out in "
        f"{percent(found.way_out.share)} of draws. Seeing hardly a victory within a year: {stuck}. Worse off by a "
        f"month more of war: {hurt}."
    )
    return Finding("ripeness", sentence, numbers=plain(found))


def _cannot(kind: str, lacks: str, more: str = "") -> Finding:
    reason = f"the case lacks {lacks}" if lacks else "the run leaves out the models for it, or they have no answer"
    return Finding(kind, f"Cannot test: {reason}.{more}", numbers={"lacks": lacks})


def _together(actors: Any) -> str:
    """Return names joined; two of them are 'both'."""
    everybody = list(actors)
    return f"{listing(everybody)} both" if len(everybody) == 2 else listing(everybody)


def _of(chance: Chance) -> str:
    return f"{percent(chance.share)} of draws"


def _chance(average: Average) -> float:
    return _share(average.value)


def _share(value: float) -> float:
    """Return a chance that rounding may have put a hair outside 0 to 1."""
    return 1.0 if value > 1 - 1e-9 else 0.0 if value < 1e-9 else value
