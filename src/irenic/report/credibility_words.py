"""Whom the parties can believe and what talk alone can do, in sentences; a part that was not told has none."""

from collections.abc import Iterator, Mapping
from typing import Final

from irenic.report.finding import Finding, plain
from irenic.report.labels import actor_name
from irenic.report.words import count, gain, listing, percent, percents
from irenic.study.assess import Run
from irenic.study.averages import Average, Odds
from irenic.study.belief import Asking, Attacked, Belief, Mediating, Trusting, belief, demand_moved
from irenic.study.intervals import Chance, Spread
from irenic.study.plan import AS_ENTERED

KIND: Final = "trust"
"""The kind of all these findings."""
_SHOWN: Final = 3
"""So many arms that move a demand are told."""


def credibility_findings(run: Run) -> Iterator[Finding]:
    """Yield what there is to say of trust, attacks, the mediator, demands, waiting and talk.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=20, folder=tempfile.mkdtemp())
    >>> list(credibility_findings(run))  # there is no war
    []
    """
    found = belief(run)
    if found is not None:
        yield from _of_trust(run, found)
        yield from _of_the_mediator(run, found)
        yield from _of_demands(run, found)
        yield from _of_talk(run, found)


def _of_trust(run: Run, found: Belief) -> Iterator[Finding]:
    if found.trust is not None:
        yield Finding(KIND, _trust(run, found.trust), "trust", plain(found.trust))
        yield from _other_steps(run, found.trust.steps)
    if found.attacks is not None:
        yield Finding(KIND, _attacks(run, found.attacks), "attacks", plain(found.attacks))


def _of_the_mediator(run: Run, found: Belief) -> Iterator[Finding]:
    if found.mediator is not None:
        yield Finding(KIND, _mediator(run, found.mediator), "mediator", plain(found.mediator))


def _of_demands(run: Run, found: Belief) -> Iterator[Finding]:
    if found.asking:
        numbers = {party: plain(each) for party, each in found.asking.items()}
        yield Finding(KIND, _asking(run, found.asking), "demand", numbers)
        for party in found.asking:
            yield from _moved(run, party)


def _of_talk(run: Run, found: Belief) -> Iterator[Finding]:
    if found.stalls:
        numbers = {party: plain(chance) for party, chance in found.stalls.items()}
        yield Finding(KIND, _stalling(run, found.stalls), "stalling", numbers)
    if found.talk is not None:
        yield Finding(KIND, _talk(found.talk, found.asked), "talk", plain(found.talk))


def _trust(run: Run, found: Trusting) -> str:
    if found.steps == 1:
        what = "A settlement that is carried out at once"
        than = ""
    else:
        what = f"The first of {found.steps} steps of a settlement"
        than = f" All at once would need {_middle(found.at_once)}."
    sentence = f"{what} needs a trust of {_middle(found.needed)} in the other's word.{than}"
    return " ".join([sentence, *_enough(run, found), *_shows(run, found)])


def _enough(run: Run, found: Trusting) -> Iterator[str]:
    if found.enough:
        yield f"That trust is there: {_in_draws(run, found.enough)}."


def _shows(run: Run, found: Trusting) -> Iterator[str]:
    """Say whether steps that are smaller than the whole sort the trustworthy from the rest."""
    if found.steps > 1 and found.shows:
        yield (
            "So small a step shows who is untrustworthy only if such a side would cheat in it at once: of draws, "
            f"{_each(run, found.shows)}. Elsewhere it would wait, the step teaches nothing, and the trust that it "
            "spares is needed later."
        )


def _other_steps(run: Run, steps: int) -> Iterator[Finding]:
    """Yield the trust needed under the arms with another number of steps."""
    for arm in run.arms:
        found = belief(run, arm.name) if arm.name != AS_ENTERED and any(f.name == KIND for f in arm.families) else None
        if found is not None and found.trust is not None and found.trust.steps != steps:
            numbers = {"arm": arm.name, **plain(found.trust)}
            yield Finding(KIND, f"Under “{arm.label}”: {_trust(run, found.trust)}", arm.name, numbers)


def _attacks(run: Run, found: Attacked) -> str:
    sentences = [f"To outlive an attack by extremists, a deal needs a trust of {_middle(found.needed)}."]
    if found.outlives:
        sentences.append(f"That much is there: {_in_draws(run, found.outlives)}.")
    if found.broken:
        ends = listing(
            f"{actor_name(run.case.document, party)} with {percent(odds.mean.value)} ({percents(odds.spread)})"
            for party, odds in found.broken.items()
        )
        sentences.append(f"Where a side trusts enough to begin one, an attack from the other side ends it for {ends}.")
    return " ".join(sentences)


def _mediator(run: Run, found: Mediating) -> str:
    document = run.case.document
    who = actor_name(document, document.war.mediator.actor) if document.war and document.war.mediator else ""
    sentences = [
        f"Whether {who} can be believed depends on the view. Whoever arms one side is no honest broker: it does in "
        f"{percent(found.arms.share)} of draws."
    ]
    if found.believed and found.both is not None:
        sentences.append(
            f"Kydd: a side believes counsel of restraint from a mediator that leans to it. By its leaning, it is "
            f"believed, of draws, by {_each(run, found.believed)}, and by both in {percent(found.both.share)}: both at "
            "once can only believe one that leans to neither."
        )
    if found.fails is not None:
        sentences.append(
            "Favretto: a bias fails that is too large to be fair and too small to enforce; this one does in "
            f"{percent(found.fails.share)} of draws."
        )
    return " ".join(sentences)


def _asking(run: Run, found: Mapping[str, Asking]) -> str:
    document = run.case.document
    asks, risks, refusals = (
        listing(
            f"{actor_name(document, party)} {percent(odds.mean.value)} ({percents(odds.spread)})"
            for party, odds in ((party, getattr(each, part)) for party, each in found.items())
        )
        for part in ("demand", "bluff", "refused")
    )
    return (
        f"With one demand, take it or leave it, each side would ask for this share of everything at stake, by its own "
        f"odds: {asks}. The risk of war that it takes knowingly, not knowing the other's resolve: {risks}. The chance "
        f"that the other refuses, as it sees the odds itself: {refusals}. By construction, aid moves what is asked for "
        "and not the risk that is taken knowingly, unless everything is asked for."
    )


def _moved(run: Run, party: str) -> Iterator[Finding]:
    """Yield under which perspectives and scenarios a party asks for more, and for less."""
    arms = [arm for arm in run.arms[1:] if any(family.name == KIND for family in arm.families)]
    changes = {arm.name: change for arm in arms if (change := demand_moved(run, party, arm.name)) is not None}
    clear = {arm: change for arm, change in changes.items() if change.clear}
    parts = []
    for word, sign in (("more", 1), ("less", -1)):
        moved = sorted(
            (each for each in clear.items() if sign * each[1].value > 0), key=lambda each: -abs(each[1].value)
        )
        if moved:
            parts.append(f"{word} under {_arms(run, moved)}")
    if parts:
        sentence = f"{actor_name(run.case.document, party)} asks for {listing(parts)}."
        yield Finding(KIND, sentence, f"demand.{party}", {arm: plain(change) for arm, change in clear.items()})


def _arms(run: Run, moved: list[tuple[str, Average]]) -> str:
    told = [f"“{run.arm(arm).label}” ({gain(change)})" for arm, change in moved[:_SHOWN]]
    more = [count(len(moved) - _SHOWN, "other")] if len(moved) > _SHOWN else []
    return listing([*told, *more])


def _stalling(run: Run, found: Mapping[str, Chance]) -> str:
    gains = {party: chance for party, chance in found.items() if chance.share > 0}
    if not gains:
        return (
            "In no draw does a side gain so much by waiting for victory that no split would suit both: war costs more "
            "than patience is worth."
        )
    return f"A side gains so much by waiting for victory that no split suits both, of draws: {_each(run, gains)}."


def _talk(found: Odds, asked: int) -> str:
    return (
        f"Talk alone, by a mediator without levers between two equal sides, can bring peace with a chance of "
        f"{percent(found.mean.value)} at best ({percents(found.spread)}, over {count(asked, 'draw')})."
    )


def _each(run: Run, found: Mapping[str, Chance]) -> str:
    document = run.case.document
    return listing(f"{actor_name(document, party)} ({percent(chance.share)})" for party, chance in found.items())


def _in_draws(run: Run, found: Mapping[str, Chance]) -> str:
    document = run.case.document
    shares = listing(f"{actor_name(document, party)} in {percent(chance.share)}" for party, chance in found.items())
    return f"{shares} of draws"


def _middle(spread: Spread) -> str:
    return f"{percent(spread.middle)} ({percents(spread)})"
