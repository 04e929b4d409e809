"""What would have to give, and who could give what to whom, in sentences."""

from collections.abc import Iterator
from typing import Final

from irenic.case.document import Document
from irenic.report.finding import Finding, plain
from irenic.report.labels import actor_name, issue_name, option_label
from irenic.report.words import count, listing, percent
from irenic.study.assess import Run
from irenic.study.clashes import Change, Clashes, changes, clashes, ruling_out, without_package
from irenic.study.intervals import Spread
from irenic.study.prospects import said
from irenic.study.trades import Move, Trade, division, trades

_SIZE: Final = 0.005
"""A gain or loss below this share of the stake is not worth a word."""
_OFTEN: Final = 0.25
"""Moves in fewer of the exchanges are left out."""
_FEW: Final = 4
"""So many moves, or demands that would do alone, are told at the most."""


def concession_findings(run: Run) -> Iterator[Finding]:
    """Yield what stands in the way where there is no package, then for every proposal; those alike share one.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=20, folder=tempfile.mkdtemp())
    >>> [finding.kind for finding in concession_findings(run)]
    ['concessions', 'amendments']
    """
    whole, each = without_package(run), [found for found in clashes(run) if found.stuck]
    if whole is None or not (whole.stuck or each):
        return
    document = run.case.document
    least = (
        "what fighting on is worth to it, and signing costs its leader"
        if said(run, "war")
        else "what the present is worth to it"
    )
    opening = (
        f"Worked out for {whole.draws:,} of {run.plan.draws:,} draws: which red lines, and which of the parties' least "
        f"demands, cannot all stand though they could without any one of them. A party's least is {least}."
    )
    yield Finding("concessions", opening, numbers={"draws": whole.draws})
    if whole.stuck:
        sentence = f"With all terms open, there is no package in {_of(whole.stuck, whole)}. {_why(document, whole)}"
        yield Finding("concessions", sentence.strip(), numbers=_plain(whole))
    told: dict[str, list[Clashes]] = {}
    for found in each:
        told.setdefault(" ".join(_giving(run, found)), []).append(found)
    for sentence, alike in told.items():
        labels = listing(f"“{document.proposals[found.proposal].label}”" for found in alike)
        numbers = {found.proposal: _plain(found) for found in alike}
        yield Finding("amendments", f"{labels}: {sentence}", alike[0].proposal if len(alike) == 1 else "", numbers)


def trade_findings(run: Run) -> Iterator[Finding]:
    """Yield who could give what to whom from every proposal, and how two sides would divide the issues.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=20, folder=tempfile.mkdtemp())
    >>> [finding.kind for finding in trade_findings(run)]
    ['trades', 'exchanges', 'exchanges']
    """
    document, found = run.case.document, trades(run)
    yield from _division(run)
    if found:
        opening = (
            "Each issue that a proposal leaves open, or on which red lines rule its terms out, is settled for itself, "
            "by the most even option inside all red lines. From there, an exchange changes up to three issues at once "
            "and leaves nobody worse off whose consent it needs. In brackets after a change: in how many draws."
        )
        yield Finding("exchanges", opening)
    told: dict[str, list[Trade]] = {}
    for each in found:
        told.setdefault(" ".join(_trading(document, each)), []).append(each)
    for sentence, alike in told.items():
        labels = listing(f"“{document.proposals[each.proposal].label}”" for each in alike)
        numbers = {each.proposal: plain(each) for each in alike}
        yield Finding("exchanges", f"{labels}: {sentence}", alike[0].proposal if len(alike) == 1 else "", numbers)


def demand_words(document: Document, demand: str) -> str:
    """Return a demand in words.

    Examples
    --------
    >>> from irenic.examples import load
    >>> document = load("ukraine-2025").document
    >>> demand_words(document, "russia"), demand_words(document, "russia.alignment")
    ('the least that Russia accepts', 'the red line of Russia on Alignment')
    """
    actor, _, issue = demand.partition(".")
    if not issue:
        return f"the least that {actor_name(document, actor)} accepts"
    return f"the red line of {actor_name(document, actor)} on {issue_name(document, issue)}"


def _giving(run: Run, found: Clashes) -> Iterator[str]:
    document, lines = run.case.document, ruling_out(found)
    if lines:
        words = listing(demand_words(document, line) for line in lines)
        yield f"{words} {'rules' if len(lines) == 1 else 'each rule'} its terms out."
        yield _alone(found, lines)
    else:
        yield f"there is no package within its terms in {_of(found.stuck, found)}."
    yield from filter(None, [_why(document, found, lines)])
    if found.concession is not None:
        yield f"One would exist if every side made do with {_range(found.concession)} less of its stake."
    yield from _opened(document, found, changes(run, found.proposal))


def _alone(found: Clashes, lines: tuple[str, ...]) -> str:
    """Say how often it would be enough that a red line fell."""
    if len(lines) > 1:
        return "It would not be enough that one of them fell."
    opened = found.opens.get(lines[0], 0)
    if not opened:
        return "It would not be enough that it fell."
    return f"If it alone fell, all could sign in {_of(opened, found)}."


def _why(document: Document, found: Clashes, lines: tuple[str, ...] = ()) -> str:
    """Say which demands clash most often, those apart that rule the terms out anyhow; and which would do alone."""
    sets = {one: often for one, often in found.sets.items() if one[0] not in lines or len(one) > 1}
    if not sets:
        return ""
    most, often = min(sets.items(), key=lambda item: (-item[1], len(item[0])))
    words = listing(demand_words(document, demand) for demand in most)
    verb = "is never met" if len(most) == 1 else "cannot both stand" if len(most) == 2 else "cannot all stand"
    also = "Besides, " if lines else "The most frequent clash: "
    sentence = f"{also}{words} {verb} ({_of(often, found)})."
    if lines or not found.opens:
        return sentence
    do = [f"{demand_words(document, one)} ({number})" for one, number in list(found.opens.items())[:_FEW]]
    return f"{sentence} It would be enough if one alone gave way, in so many of these draws: {listing(do)}."


def _opened(document: Document, found: Clashes, made: tuple[Change, ...]) -> Iterator[str]:
    """Say what all could sign if the proposal left open the issue on which that helps most."""
    if not made or made[0].signed <= found.draws - found.stuck:
        yield "Leaving one of its issues open would not help."
        return
    best = made[0]
    option, often = next(iter(best.options.items()))
    where = f"“{option_label(document, best.issue, option)}”"
    head = f"With {issue_name(document, best.issue)} left open, all could sign in {_of(best.signed, found)}"
    share = "always" if often == best.signed else f"in {often}"
    parts = [_gained(actor_name(document, actor), spread) for actor, spread in best.against.items()]
    against = listing(part for part in parts if part)
    yield f"{head}, {share} with {where} there{f'; against its own terms, {against}' if against else ''}."


def _gained(name: str, spread: Spread) -> str:
    if abs(spread.middle) < _SIZE:
        return ""
    if spread.middle < 0:
        return f"{name} gives up {_range(Spread(-spread.high, -spread.middle, -spread.low))} of its stake"
    return f"{name} gains {_range(spread)}"


def _trading(document: Document, found: Trade) -> Iterator[str]:
    if not found.draws:
        yield f"there is nothing to exchange in any of {found.asked:,} draws."
        return
    yield f"an exchange makes somebody better off in {found.draws:,} of {found.asked:,} draws."
    for move in [move for move in found.moves if move.draws >= _OFTEN * found.draws][:_FEW]:
        yield _moved(document, move)
    parts = [_gained(actor_name(document, actor), spread) for actor, spread in found.gains.items()]
    gains = listing(part for part in parts if part)
    if gains:
        yield f"In all, {gains}."
    if found.left is not None and found.left.high >= _SIZE:
        yield f"Before that, all could gain {_range(found.left)} of the stake at once: its distance to the frontier."


def _moved(document: Document, move: Move) -> str:
    before, after = (f"“{option_label(document, move.issue, option)}”" for option in (move.before, move.after))
    sides = {"give": -1, "get": 1}
    parts = []
    for verb, sign in sides.items():
        actors = [actor_name(document, actor) for actor, gain in move.gains.items() if sign * gain >= _SIZE]
        if actors:
            parts.append(f"{listing(actors)} {verb}{'s' if len(actors) == 1 else ''}")
    who = ", ".join(parts)
    return f"{issue_name(document, move.issue)} from {before} to {after} ({move.draws:,}){f': {who}' if who else ''}."


def _division(run: Run) -> Iterator[Finding]:
    document, found = run.case.document, division(run)
    if found is None:
        return
    winners: dict[str, list[str]] = {}
    for issue, often in found.won.items():
        winner = max(often, key=often.__getitem__)
        winners.setdefault(winner, []).append(f"{issue_name(document, issue)} ({often[winner]})")
    wins = listing(f"{actor_name(document, side)} most of {listing(issues)}" for side, issues in winners.items())
    sentences = [
        f"Adjusted winner, a rule that divides issues between two sides by points, gives each {_range(found.even)} of "
        f"what the two dispute inside all red lines, by its own points: {wins}, in so many of {found.draws:,} draws.",
    ]
    if found.split:
        shared, often_split = next(iter(found.split.items()))
        sentences.append(
            f"They would have to split an issue, most often {issue_name(document, shared)} ({often_split})."
        )
    than = "fighting on" if said(run, "war") else "the present"
    enough = listing(f"for {actor_name(document, side)} in {number:,}" for side, number in found.enough.items())
    sentences.append(f"Against what {than} is worth, that is enough {enough} of these draws.")
    yield Finding("trades", " ".join(sentences), numbers=plain(found))


def _of(number: int, found: Clashes) -> str:
    return f"{number:,} of {count(found.draws, 'draw')}"


def _range(spread: Spread) -> str:
    low, middle, high = (
        f"-{percent(-end)}" if end < 0 else percent(end) for end in (spread.low, spread.middle, spread.high)
    )
    return middle if low == high else f"{middle} ({low} to {high})"


def _signed(share: float) -> str:
    return f"-{percent(-share)}" if share <= -_SIZE else percent(max(share, 0.0) + 0.0)


def _plain(found: Clashes) -> dict[str, object]:
    """Return clashes as plain data; what JSON cannot have as a key becomes a list."""
    sets = [{"demands": list(one), "draws": often} for one, often in found.sets.items()]
    return {
        "draws": found.draws,
        "stuck": found.stuck,
        "conflicts": sets,
        "enough_alone": found.opens,
        "concession": None if found.concession is None else plain(found.concession),
    }
