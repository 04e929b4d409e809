"""Why each proposal fails or does not, and for whom, in a sentence."""

import math
from collections.abc import Iterator
from typing import Final, TypeAlias

from irenic.case.document import Document
from irenic.report.finding import Finding, plain
from irenic.report.labels import actor_name, issue_name, option_label
from irenic.report.proposals import proposal_table
from irenic.report.words import likelihood, listing, percent
from irenic.study.assess import Run
from irenic.study.prospects import Standing, said, standings

Views: TypeAlias = dict[str, tuple[Standing, ...]]
"""How the proposals stand, by perspective."""
_NEARLY_ALWAYS: Final = 0.95
"""Who can accept a proposal in so many draws is not told as one for whom it fails."""
_FEW: Final = 3
"""So many proposals are named as those that all could sign most often."""

_READ_AS: Final = "Below, what a proposal leaves open is filled in as suits best."
_THIRD_PARTIES: Final = "Third parties are asked about every way to fill it in that needs them."


def proposal_findings(run: Run) -> Iterator[Finding]:
    """Yield how many proposals cross red lines, then a sentence on each; those alike share one.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=20, folder=tempfile.mkdtemp())
    >>> next(proposal_findings(run)).sentence
    'The one proposal on the table crosses no stated red line of those who must sign it.'
    """
    document = run.case.document
    yield from _overview(document)
    yield from _likeliest(run)
    if said(run, "bargaining") is not None and any(entry.terms for entry in document.proposals.values()):
        needed = any(option.needs for issue in document.issues.values() for option in issue.options.values())
        yield Finding("proposals", f"{_READ_AS} {_THIRD_PARTIES}" if needed else _READ_AS)
    told: dict[str, list[Standing]] = {}
    views = {arm.name: standings(run, arm.name) for arm in run.arms if arm.name.startswith("perspective.")}
    order = sorted(standings(run), key=lambda each: (not each.blocked_by, -each.signable.share))
    for each in order:
        told.setdefault(_sentence(run, each, views), []).append(each)
    for sentence, alike in told.items():
        labels = listing(f"“{document.proposals[each.proposal].label}”" for each in alike)
        numbers = {each.proposal: plain(each) for each in alike}
        about = alike[0].proposal if len(alike) == 1 else ""
        yield Finding("proposals", f"{labels}: {sentence}", about, numbers)
    yield from _same_everywhere(run, views)
    silent = [entry.label for entry in document.proposals.values() if not entry.terms]
    if silent:
        labels = listing(f"“{label}”" for label in silent)
        sentence = f"{labels}: no terms on the issues, so cannot test."
        yield Finding("proposals", sentence, numbers={"silent": len(silent)})


def _likeliest(run: Run) -> Iterator[Finding]:
    """Yield what all could sign most often, with how much each settles; nothing where there is hardly a choice."""
    document, found = run.case.document, [each for each in standings(run) if each.signable.share > 0]
    if len(found) <= 1 or all(len(document.proposals[p.proposal].terms) == len(document.issues) for p in found):
        return
    best = sorted(found, key=lambda each: -each.signable.share)[:_FEW]
    parts = listing(
        f"“{document.proposals[each.proposal].label}” ({percent(each.signable.share)} of draws, with terms on "
        f"{len(document.proposals[each.proposal].terms)} of {len(document.issues)} issues)"
        for each in best
    )
    sentence = f"All could sign most often: {parts}. By construction, the less a proposal settles, the easier it is."
    yield Finding("proposals", sentence, numbers={each.proposal: each.signable.share for each in best})


def _sentence(run: Run, found: Standing, views: Views) -> str:
    return " ".join(_stopped(run.case.document, found) if found.blocked_by else _open(run, found, views))


def _stopped(document: Document, found: Standing) -> Iterator[str]:
    """Say whose red lines stop a proposal, and who could accept it all the same."""
    yield "cannot be signed."
    for reason, actors in _reasons(document, found).items():
        who = listing(actor_name(document, actor) for actor in actors)
        yield f"{who} {'refuses' if len(actors) == 1 else 'refuse'} {reason}."
    # Who wants nothing accepts everything, which is not worth a word.
    could = [a for a in found.accepts if a not in found.blocked_by and document.positions.get(a)]
    if could:
        words = (f"{actor_name(document, a)} in {percent(found.accepts[a].share)} of draws" for a in could)
        yield f"Acceptable to {listing(words)}."


def _reasons(document: Document, found: Standing) -> dict[str, list[str]]:
    """Return what is refused, and by whom."""
    row = next(row for row in proposal_table(document) if row.proposal == found.proposal)
    proposed = document.proposals[found.proposal].terms
    reasons: dict[str, list[str]] = {}
    for actor in found.blocked_by:
        for line in row.cells[actor].lines:
            if set(proposed[line.issue]) <= set(line.refused):
                quoted = listing(f"“{option_label(document, line.issue, option)}”" for option in proposed[line.issue])
                reasons.setdefault(f"{quoted} ({issue_name(document, line.issue)})", []).append(actor)
    return reasons


def _open(run: Run, found: Standing, views: Views) -> Iterator[str]:
    """Say how often a proposal could be signed, and for whom it is too little."""
    document = run.case.document
    if found.doubtful_for:
        who = listing(actor_name(document, actor) for actor in found.doubtful_for)
        yield f"inside the red lines of {who} only under some of the terms left open."
    else:
        yield "no red line is crossed."
    yield f"That the parties could all sign: {likelihood(found.signable)}{_by_perspective(found.proposal, views)}."
    than = "fighting on" if said(run, "war") is not None else "the present state"
    short = [actor for actor, chance in found.accepts.items() if chance.share < _NEARLY_ALWAYS]
    for actor in short:
        if not math.isnan(found.lacks[actor]):  # it is, where only a red line stands in the way
            often, by = percent(1 - found.accepts[actor].share), percent(found.lacks[actor])
            yield f"Less than {than} to {actor_name(document, actor)} in {often} of draws, by {by} of the stake."
    if not short and found.signable.share < _NEARLY_ALWAYS:
        yield "Each could accept some way to fill in what is left open, but often not the same."


def _by_perspective(proposal: str, views: Views) -> str:
    """Return the range over the perspectives; nothing if there is none."""
    shares = [each.signable.share for view in views.values() for each in view if each.proposal == proposal]
    if not shares:
        return ""
    low, high = percent(min(shares)), percent(max(shares))
    if low != high:
        return f"; by perspective, {low} to {high}"
    return f"; {low} under every perspective" if len(views) > 1 else f"; {low} under the one perspective"


def _same_everywhere(run: Run, views: Views) -> Iterator[Finding]:
    """Yield whether the perspectives differ on which proposals are stopped by red lines."""
    entered = _blocked(standings(run))
    differ = [arm for arm, view in views.items() if _blocked(view) != entered]
    if differ:
        sentence = f"Red lines stop other proposals under {listing(f'“{run.arm(arm).label}”' for arm in differ)}."
    else:
        who = "every perspective" if len(views) > 1 else "the one perspective"
        sentence = f"Red lines stop the same proposals, for the same actors, under {who}."
    if views and any(entered.values()):
        yield Finding("proposals", sentence, numbers={"differ": differ})


def _blocked(view: tuple[Standing, ...]) -> dict[str, tuple[str, ...]]:
    return {each.proposal: each.blocked_by for each in view}


def _overview(document: Document) -> Iterator[Finding]:
    rows = proposal_table(document)
    testable = [row for row in rows if document.proposals[row.proposal].terms]
    if not testable or not testable[0].cells:
        return
    blocked = [row for row in testable if row.blocked_by()]
    doubtful = [row for row in testable if not row.blocked_by() and row.doubtful_for()]
    numbers = {
        "blocked": {row.proposal: list(row.blocked_by()) for row in blocked},
        "doubtful": {row.proposal: list(row.doubtful_for()) for row in doubtful},
        "inside": [row.proposal for row in testable if row not in blocked and row not in doubtful],
    }
    if len(testable) == 1:
        where = "on the table" if len(rows) == 1 else "with terms on the issues"
        sentence = _only_proposal(where, blocked=bool(blocked), doubtful=bool(doubtful))
    else:
        sentence = _counted(len(testable), len(blocked), len(doubtful))
    yield Finding("proposals", sentence, numbers=numbers)


def _only_proposal(where: str, *, blocked: bool, doubtful: bool) -> str:
    verb = "crosses a" if blocked else "may cross a" if doubtful else "crosses no"
    return f"The one proposal {where} {verb} stated red line of those who must sign it."


def _counted(testable: int, blocked: int, doubtful: int) -> str:
    inside = testable - blocked - doubtful
    parts = [f"{blocked} {_cross(blocked)} a stated red line of somebody who must sign"]
    if doubtful:
        parts.append(f"{doubtful} may, depending on the terms left open")
    parts.append(f"{inside} {_cross(inside)} none")
    head = f"Of {testable} proposals with terms on the issues, {listing(parts)}."
    return f"{head} Crossing none does not make one acceptable."


def _cross(number: int) -> str:
    return "crosses" if number == 1 else "cross"
