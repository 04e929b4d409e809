"""What perspectives and scenarios change: whether there is a package, and the chance of a settlement."""

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from irenic.case.case import Case
from irenic.report.finding import Finding, plain
from irenic.report.labels import actor_name, issue_name
from irenic.report.words import count, gain, listing, percent
from irenic.study.assess import Run
from irenic.study.effects import Effect, Measure, Third, Withdrawal, effect, withdrawals
from irenic.study.needs import war_lacks
from irenic.study.plan import Arm
from irenic.study.prospects import closed_issues, feasibility, said, timing
from irenic.study.settlement import SOON

Still: TypeAlias = Sequence[Arm]
"""The arms under which no answer differs."""
SHOWN: Final = 4
"""So many effects of a kind are told; the table has the others."""


def by_perspective(run: Run, still: Still) -> Iterator[Finding]:
    """Yield under which perspective there is a package more often or less often."""
    arms = _arms(run, "perspective.")
    found = _effects(run, "agreement", arms, still)
    if not found:
        return
    clear = sorted((each for each in found if each.difference.clear), key=lambda each: -abs(each.difference.value))
    parts = [f"in {percent(each.after)} of draws under “{run.arm(each.arm).label}”" for each in clear[:SHOWN]]
    same = [each for each in found if not each.difference.clear]
    sentences = []
    if parts:
        was = percent(found[0].before)
        sentences.append(f"Whether there is a package depends on the perspective: {listing(parts)}, instead of {was}.")
    if same:
        other = "other " if parts else ""
        who = f"the {count(len(same), f'{other}perspective')}" if len(same) > 1 or parts else "the one perspective"
        sentences.append(f"Under {who} the share does not clearly differ{'' if parts else ' from that as entered'}.")
    yield Finding("perspectives", " ".join(sentences), numbers={"agreement": [plain(each) for each in found]})


def by_scenario(run: Run, still: Still) -> Iterator[Finding]:
    """Yield what scenarios do to feasibility and to the chance of a settlement soon."""
    arms = _arms(run, "scenario.")
    yield from _without_package(run, arms)
    shut = {arm.name for arm in arms if _never(run, arm)}
    war = said(run, "war") is not None
    left = [arm for arm in arms if arm.name not in shut]
    found = _effects(run, "settled" if war else "agreement", left, still)
    what = _soon(run) if war else "the share of draws with a package"
    clear = [each for each in found if each.difference.clear]
    for verb, sign in (("raises", 1), ("lowers", -1)):
        moved = sorted((e for e in clear if e.difference.value * sign > 0), key=lambda e: -abs(e.difference.value))
        if moved:
            yield _moved(run, moved, verb, what)
    if found and len(clear) < len(found):
        rest = len(found) - len(clear)
        sentence = f"{count(rest, 'scenario')} {'has' if rest == 1 else 'have'} no clear effect on {what}."
        yield Finding("scenarios", sentence, numbers={"unclear": [e.arm for e in found if not e.difference.clear]})
    if war:
        yield from _no_war(arms)
        yield from _withdrawals(run)


def untested(run: Run, still: Still) -> Iterator[Finding]:
    """Yield which perspectives and scenarios change no answer at all.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=20, folder=tempfile.mkdtemp())
    >>> list(untested(run, ()))
    []
    """
    for kind, prefix in (("perspectives", "perspective."), ("scenarios", "scenario.")):
        arms = _arms(run, prefix)
        found = [arm for arm in arms if arm in still]
        same_will = [arm for arm in found if _only_its_stakes(run, arm)]
        found = [arm for arm in found if arm not in same_will]
        if found:
            yield _untested(kind, run.case, found, len(arms))
        if same_will:
            yield _as_it_would(kind, same_will)


def _soon(run: Run) -> str:
    when = timing(run)
    return f"the chance of a settlement within {when.soon if when else SOON} months"


def _arms(run: Run, prefix: str) -> list[Arm]:
    return [arm for arm in run.arms if arm.name.startswith(prefix)]


def _effects(run: Run, measure: Measure, arms: Sequence[Arm], still: Still) -> list[Effect]:
    found = (effect(run, measure, arm.name) for arm in arms if arm not in still)
    return [each for each in found if each is not None]


def _never(run: Run, arm: Arm) -> bool:
    there = feasibility(run, arm.name)
    return there is not None and there.agreement.share == 0


def _without_package(run: Run, arms: Sequence[Arm]) -> Iterator[Finding]:
    there = feasibility(run)
    if there is None or there.agreement.share == 0:
        return
    for arm in arms:
        if _never(run, arm):
            closed = closed_issues(arm.case.document)
            why = listing(issue_name(arm.case.document, issue) for issue in closed)
            reason = f": red lines leave no option on {why}" if closed else ""
            sentence = f"Under “{arm.label}” there is a package in no draw{reason}."
            yield Finding("scenarios", sentence, arm.name, {"arm": arm.name, "closed": list(closed)})


def _moved(run: Run, moved: Sequence[Effect], verb: str, what: str) -> Finding:
    first, *others = moved
    level = [each for each in others if not first.difference.clearly_differs_from(each.difference)]
    rest = [each for each in others if each not in level]
    if not others:
        sentence = f"Only {_told(run, first)} {verb} {what}."
    elif level:
        told = listing(_told(run, each) for each in (first, *level))
        sentence = f"Not enough draws to rank what {verb} {what} most: {told}."
    else:
        sentence = f"What {verb} {what} most is {_told(run, first)}."
    if rest:
        more = [count(len(rest) - SHOWN, "other")] if len(rest) > SHOWN else []
        sentence += f" Less so: {listing([*(_told(run, each) for each in rest[:SHOWN]), *more])}."
    return Finding("scenarios", sentence, numbers={"effects": [plain(each) for each in moved]})


def _told(run: Run, each: Effect) -> str:
    return f"“{run.arm(each.arm).label}” ({gain(each.difference)})"


def _no_war(arms: Sequence[Arm]) -> Iterator[Finding]:
    for arm in arms:
        lacks = war_lacks(arm.case.document)
        if lacks:
            sentence = f"“{arm.label}”: the model of the war cannot test it, since it needs {lacks}."
            yield Finding("scenarios", sentence, arm.name, {"lacks": lacks})


def _withdrawals(run: Run) -> Iterator[Finding]:
    """Yield how much depends on whether others replace the aid that ends; arms alike share a finding."""
    alike: dict[str, list[Withdrawal]] = {}
    for each in withdrawals(run):
        alike.setdefault(_depends(run, each), []).append(each)
    for sentence, found in alike.items():
        labels = listing(f"“{run.arm(each.arm).label}”" for each in found)
        who = listing(actor_name(run.case.document, patron) for patron in found[0].patrons)
        numbers = {each.arm: plain(each) for each in found}
        yield Finding("scenarios", f"Under {labels}, aid ends ({who}). {sentence}", found[0].arm, numbers)


def _depends(run: Run, found: Withdrawal) -> str:
    war = run.case.document.war
    challenger = actor_name(run.case.document, war.challenger) if war else ""
    few, _, much = found.thirds
    odds = f"{challenger}'s chance to win in the end, if nobody talked"
    sentences = [f"Not enough draws to tell how far the effect on {odds}, depends on how much of it others replace."]
    if found.decided("odds"):
        sentences = [
            f"How much of it others replace decides the effect on {odds}: it rises by {_rise(few)}, where they replace "
            f"{percent(few.high)} at most, and by {_rise(much)}, where they replace {percent(much.low)} or more."
        ]
    depends = "depends on it as well" if found.decided("settled") else "does not clearly depend on it"
    return " ".join([*sentences, f"{_soon(run).capitalize()} {depends}."])


def _rise(third: Third) -> str:
    return gain(third.effects["odds"])


def _untested(kind: str, entered: Case, arms: Sequence[Arm], total: int) -> Finding:
    if total == 1:
        who = f"The one {kind.removesuffix('s')} changes"
    else:
        who = f"{len(arms)} of {total} {kind} {'changes' if len(arms) == 1 else 'change'}"
    them = "it changes" if len(arms) == 1 else "they change"
    parts = listing(dict.fromkeys(part for arm in arms for part in _differences(entered, arm.case)))
    rest = f"; what {them} is {parts}, which no model uses on this case" if parts else ""
    labels = listing(f"“{arm.label}”" for arm in arms)
    sentence = f"{who} no answer in any draw{rest}: cannot test {labels}."
    numbers = {"untested": len(arms), "total": total, "arms": [arm.name for arm in arms]}
    return Finding(kind, sentence, numbers=numbers)


def _only_its_stakes(run: Run, arm: Arm) -> bool:
    """Return whether an arm changes what the mediator gains and loses and nothing else, and that was asked."""
    return (
        set(_differences(run.case, arm.case)) == {"the war's mediator"} and said(run, "mediator", arm.name) is not None
    )


def _as_it_would(kind: str, arms: Sequence[Arm]) -> Finding:
    labels, verb = listing(f"“{arm.label}”" for arm in arms), "changes" if len(arms) == 1 else "change"
    sentence = (
        f"{labels} {verb} only what the mediator itself gains and loses. Left to itself, it would do the same in "
        "every draw in which that was asked."
    )
    return Finding(kind, sentence, numbers={"arms": [arm.name for arm in arms]})


def _differences(entered: Case, case: Case) -> Iterator[str]:
    """Yield what differs, by section; in the war, by what it consists of."""
    for section in type(entered.document).model_fields:
        before, after = getattr(entered.document, section), getattr(case.document, section)
        if before == after:
            continue
        if section != "war" or before is None or after is None:
            yield section
            continue
        parts = (part for part in type(before).model_fields if getattr(before, part) != getattr(after, part))
        yield f"the war's {listing(part.replace('_', ' ') for part in parts)}"
