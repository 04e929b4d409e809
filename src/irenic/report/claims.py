"""The arguments of a case: what each claims would follow, and whether that can be tested yet."""

from dataclasses import dataclass

from irenic.case.document import Document
from irenic.case.outcomes import Outcome, check_outcome
from irenic.case.sections.changes import Argument
from irenic.report.belief_words import number_words
from irenic.report.evidence import Cite, cites
from irenic.report.labels import actor_name, issue_name
from irenic.report.state_words import CONCEPT_NAMES, name_label
from irenic.report.words import count, listing
from irenic.study.families import FAMILIES


@dataclass(frozen=True, slots=True)
class Expected:
    """An outcome that an argument names, what its author expects of it, and which families give it."""

    outcome: str
    expectation: str
    families: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """An argument in words.

    Parameters
    ----------
    says, modality, cites
        The claim, how it is made, and where.
    condition
        What would be done.
    expected
        What would follow.
    clashes
        The claims it contradicts.
    verdict
        Whether it can be tested, and what it lacks.
    """

    says: str
    modality: str
    cites: tuple[Cite, ...]
    condition: str
    expected: tuple[Expected, ...]
    clashes: tuple[str, ...]
    verdict: str


def claims(document: Document) -> tuple[Claim, ...]:
    """Return every argument of a case.

    Examples
    --------
    >>> from irenic.examples import load
    >>> claims(load("ukraine-2025").document)[0].verdict
    'Not tested in this run; to test it: irenic argue'
    """
    found = []
    for argument in document.arguments.values():
        expects = tuple(expected(document, name, text) for name, text in argument.then.items())
        clashes = tuple(document.arguments[other].says for other in argument.clashes)
        where = cites(document, argument.by)
        condition = condition_words(document, argument)
        verdict = _verdict(document, argument, expects)
        found.append(Claim(argument.says, argument.modality, where, condition, expects, clashes, verdict))
    return tuple(found)


def _outcome(document: Document, name: str) -> Outcome:
    sections = ("actors", "issues", "proposals", "levers")
    known = {section.removesuffix("s"): tuple(getattr(document, section)) for section in sections}
    states = tuple(document.moves.states) if document.moves else ()
    return check_outcome(name, {**known, "state": states})


def expected(document: Document, name: str, expectation: str) -> Expected:
    """Return an outcome that an argument names in words.

    Examples
    --------
    >>> from irenic.examples import load
    >>> expected(load("ukraine-2025").document, "victory.russia", "above 50%").outcome
    'the chance that Russia wins outright'
    """
    outcome = _outcome(document, name)
    words = outcome.words
    for want, part in zip(outcome.pattern.split("."), name.split("."), strict=True):
        if want.startswith("<"):
            words = words.replace(want, _part(document, want, part))
    return Expected(words, expectation, outcome.families)


def _part(document: Document, want: str, part: str) -> str:
    match want:
        case "<months>":
            return count(int(part), "month")
        case "<actor>":
            return actor_name(document, part)
        case "<issue>":
            return issue_name(document, part)
        case "<proposal>":
            return document.proposals[part].label
        case "<state>":
            return name_label(document, part)
        case "<concept>":
            return CONCEPT_NAMES[part]
    return document.levers[part].label


def condition_words(document: Document, argument: Argument) -> str:
    """Return the ``if`` of an argument in words."""
    held = argument.if_
    if held is None:
        return ""
    parts = [document.scenarios[held.scenario].label] if held.scenario else []
    parts += [document.levers[lever].label for lever in held.pull]
    parts += [f"{number_words(document, path)} is changed" for path in held.set]
    return listing(parts)


def _verdict(document: Document, argument: Argument, expects: tuple[Expected, ...]) -> str:
    if argument.outside:
        return f"Cannot be tested by any model here: {argument.outside}"
    named = {family for each in expects for family in each.families}
    lacks = dict.fromkeys(family.lacks(document) for family in FAMILIES if family.name in named)
    lacking = [what for what in lacks if what]
    if lacking:
        return f"Cannot be tested on this case: it lacks {listing(lacking)}."
    return "Not tested in this run; to test it: irenic argue"
