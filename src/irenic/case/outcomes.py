"""What an argument may say will happen: outcomes of the models, and what is expected of them.

An outcome is a name with dots, some of whose parts the case fills in (an actor, an issue, a
number of months). The models that give these outcomes arrive one by one; the grammar is
complete from the start, so that an argument written today is checked today.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from irenic.errors import BadValue, listed, nearest_name

EXPECTATIONS: Final = ("rises", "falls", "unchanged", "yes", "no", "empty", "not empty", "above N", "below N")
_EXPECTATION: Final = re.compile(r"rises|falls|unchanged|yes|no|empty|not empty|(?:above|below) \d+(?:\.\d+)?%?")


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome a model family can give.

    Parameters
    ----------
    pattern
        Its name; the parts in angle brackets are filled in by the case.
    families
        The model families that give it.
    words
        What it is, for reports, with the same parts in angle brackets.
    explained_by
        The families that say why it is what it is.
    """

    pattern: str
    families: tuple[str, ...]
    words: str
    explained_by: tuple[str, ...] = ()


CONCEPTS: Final = ("nash", "seq", "smr", "gmr")
"""How far whoever would leave a state looks ahead, from its own next step to any answer at all."""
OUTCOMES: Final = (
    Outcome("settlement.within.<months>", ("war",), "the chance of a settlement within <months>", ("frictions",)),
    Outcome("settlement.terms.<actor>", ("war",), "what a settlement gives <actor>"),
    Outcome("settlement.way-out", ("war",), "the least gain over fighting on that the best package gives a party"),
    Outcome("settlement.ripe", ("war",), "whether both parties are stuck, hurting, and see a way out"),
    Outcome("settlement.survives.<months>", ("war",), "the chance that a signed settlement still holds after <months>"),
    Outcome("guarantee.needed", ("war",), "the weakest guarantee under which nobody gains by breaking the settlement"),
    Outcome("demand.<actor>", ("trust",), "how much <actor> asks for"),
    Outcome("victory.<actor>", ("war",), "the chance that <actor> wins outright"),
    Outcome("value.<actor>", ("war",), "what fighting on is worth to <actor>"),
    Outcome("accepts.<actor>.<proposal>", ("bargaining",), "whether <actor> prefers “<proposal>” to fighting on"),
    Outcome("trust.needed", ("trust",), "the trust a party needs to take the first step"),
    Outcome("mediator.credible", ("trust",), "whether the parties can believe the mediator"),
    Outcome("mediator.uses.<lever>", ("mediator",), "whether the mediator pulls “<lever>” of its own will"),
    Outcome("mediator.leaves", ("mediator",), "the chance that the mediator gives up"),
    Outcome(
        "packages.feasible", ("bargaining", "war"), "whether there is a package that everybody who must sign can sign"
    ),
    Outcome(
        "rests.<state>.<concept>", ("stability",), "whether all would stay where “<state>” is true, under <concept>"
    ),
    Outcome("reached.<state>", ("stability",), "whether steps that each prefers lead to “<state>” from the present"),
    Outcome("improves.<actor>", ("stability",), "whether <actor> has a step that it prefers to the present"),
    Outcome("pressure.<issue>", ("influence",), "where the weighted pull of all actors settles on <issue>"),
)


def check_outcome(name: str, known: Mapping[str, tuple[str, ...]]) -> Outcome:
    """Return the outcome that a name means.

    Parameters
    ----------
    name
        As the argument writes it, such as ``settlement.within.12``.
    known
        For each part in angle brackets that the case fills in, the names it may take:
        ``actor``, ``issue``, ``proposal``, ``lever``.

    Raises
    ------
    BadValue
        If there is no such outcome, or a part of it names nothing in the case.

    Examples
    --------
    >>> check_outcome("victory.russia", {"actor": ("russia",)}).words
    'the chance that <actor> wins outright'
    """
    outcome = outcome_of(name)
    for want, part in zip(outcome.pattern.split("."), name.split("."), strict=True):
        _check_part(want, part, known)
    return outcome


def outcome_of(name: str) -> Outcome:
    """Return the outcome that a name means, whatever the case fills in.

    Raises
    ------
    BadValue
        If there is no such outcome.

    Examples
    --------
    >>> outcome_of("victory.russia").families
    ('war',)
    """
    parts = name.split(".")
    for outcome in OUTCOMES:
        pattern = outcome.pattern.split(".")
        if len(pattern) == len(parts) and all(p == q or p.startswith("<") for p, q in zip(pattern, parts, strict=True)):
            return outcome
    patterns = [outcome.pattern for outcome in OUTCOMES]
    raise BadValue(
        wrong=f"unknown outcome '{name}'", allowed=listed(patterns, 30), nearest=nearest_name(name, patterns)
    )


def _check_part(want: str, part: str, known: Mapping[str, tuple[str, ...]]) -> None:
    if want == "<months>":
        if not (part.isdecimal() and len(part) <= 3 and 1 <= int(part) <= 600):
            raise BadValue(wrong=f"'{part}' is not a number of months", allowed="1 to 600")
    elif want.startswith("<"):
        kind = want.strip("<>")
        known = {**known, "concept": CONCEPTS}
        if part not in known[kind]:
            raise BadValue(
                wrong=f"unknown {kind} '{part}'{'' if known[kind] else '; the case has none'}",
                allowed=listed(known[kind]),
                nearest=nearest_name(part, known[kind]),
            )


def read_expectation(text: str) -> str:
    """Return an expectation with its spaces folded.

    Raises
    ------
    BadValue
        If it is none of :data:`EXPECTATIONS`.

    Examples
    --------
    >>> read_expectation("above  50%")
    'above 50%'
    """
    folded = " ".join(text.split())
    if not _EXPECTATION.fullmatch(folded):
        raise BadValue(
            wrong=f"unknown expectation '{folded}'",
            allowed=listed(EXPECTATIONS),
            nearest=nearest_name(folded, EXPECTATIONS),
        )
    return folded
