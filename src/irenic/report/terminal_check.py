"""What ``irenic check`` says: problems, counts, what is open, what is switched off."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from irenic.case.belief import Unknown
from irenic.case.case import Case
from irenic.case.document import SECTIONS, Document
from irenic.case.red_lines import red_lines
from irenic.errors import Problem
from irenic.report.terminal import Block, Fixed, Heading, Line
from irenic.report.terminal_numbers import numbers_data, numbers_page
from irenic.report.words import count, listing
from irenic.study.needs import bargaining_lacks, influence_lacks, stability_lacks, war_lacks

FEW_NUMBERS: Final = 40
"""As many numbers are echoed without being asked for."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Something Irenic does with a case, and what it needs for it.

    Parameters
    ----------
    answers
        The question it answers.
    lacks
        Says what a case lacks for it, or nothing. Kept light, because ``irenic check`` asks it.
    """

    answers: str
    lacks: Callable[[Document], str]


def _lacks_stakes(document: Document) -> str:
    needed = {
        "red lines ('refuses' or 'accepts' in a position)": bool(red_lines(document)),
        "proposals with 'terms'": any(proposal.terms for proposal in document.proposals.values()),
    }
    return listing(what for what, there in needed.items() if not there)


ANALYSES: Final = (
    Analysis("What could everybody sign who must?", bargaining_lacks),
    Analysis("When would they sign, what, would it hold, and what stands in the way?", war_lacks),
    Analysis("Where does the pressure of all actors balance on each issue?", influence_lacks),
    Analysis("Where could the parties stay, and what leads there?", stability_lacks),
    Analysis("Which proposals cross whose red lines?", _lacks_stakes),
    Analysis("Whose reading of the case changes the answer?", lambda d: "" if d.perspectives else "perspectives"),
    Analysis("What would change the answer?", lambda d: "" if d.scenarios else "scenarios"),
)


def switched_off(document: Document) -> list[tuple[str, str]]:
    """Return the questions a case cannot be asked, each with what it lacks.

    Examples
    --------
    >>> from irenic.examples import load
    >>> switched_off(load("two-villages").document)[0]
    ('When would they sign, what, would it hold, and what stands in the way?', "the section 'war'")
    """
    return [(each.answers, lacks) for each in ANALYSES if (lacks := each.lacks(document))]


def problems_page(problems: Sequence[Problem]) -> list[Block]:
    """Return all problems, a line each, and how many there are."""
    files = len({problem.where.file for problem in problems})
    total = f"{count(len(problems), 'problem')} in {count(files, 'file')}."
    return [*(Fixed(str(problem)) for problem in problems), Line(total)]


def problems_data(name: str, problems: Sequence[Problem]) -> dict[str, Any]:
    """Return the problems as plain data for ``--json``."""
    return {"case": name, "sound": False, "problems": [problem.as_dict() for problem in problems]}


def check_page(case: Case, called: str, *, numbers: bool | None = None) -> list[Block]:
    """Return what there is to say of a case without problems.

    Parameters
    ----------
    case
        The case.
    called
        What the user called it, for the commands that may follow.
    numbers
        Whether to echo its numbers; left open, if they are few.
    """
    echo = len(case.numbers) <= FEW_NUMBERS if numbers is None else numbers
    blocks: list[Block] = [
        Line(f"No problems: {case.name}, “{case.document.title}”"),
        Line(f"{_counted(case) or 'Nothing but a title'}.", indent=2),
        Line(_numbers_sentence(case), indent=2),
        *_open_page(case),
        *_switched_off_page(case.document),
    ]
    if echo and case.numbers:
        blocks += [Heading("Numbers: the middle, and the ends of nine draws in ten"), *numbers_page(case)]
    return [*blocks, Heading("Next"), *_next(case, called, echo=echo)]


def _next(case: Case, called: str, *, echo: bool) -> list[Block]:
    commands = {} if echo else {f"irenic check {called} --numbers": "every number with its range"}
    commands[f"irenic show {called}"] = "the case in words"
    if not influence_lacks(case.document):
        commands[f"irenic assess {called}"] = "what the models say"
    wide = max(len(command) for command in commands)
    return [Fixed(f"  {command:{wide}}  {told}") for command, told in commands.items()]


def check_data(case: Case) -> dict[str, Any]:
    """Return the same as plain data for ``--json``."""
    return {
        "case": case.name,
        "sound": True,
        "problems": [],
        "title": case.document.title,
        "counts": _counts(case),
        "open": [{"what": note.words, "paths": list(note.paths)} for note in case.check()],
        "switched_off": [{"question": question, "lacks": lacks} for question, lacks in switched_off(case.document)],
        "numbers": numbers_data(case, case.numbers),
    }


def _counts(case: Case) -> dict[str, int]:
    held = {name: getattr(case.document, name) for name in SECTIONS}
    counts = {name: len(there) for name, there in held.items() if isinstance(there, dict | tuple)}
    positions = case.document.positions.values()
    counts["positions"] = sum(p.wants is not None for by_issue in positions for p in by_issue.values())
    return {**counts, "red_lines": len(case.red_lines()), "numbers": len(case.numbers)}


def _counted(case: Case) -> str:
    """Return how much of everything there is, in the order of the format."""
    counts = _counts(case)
    del counts["numbers"]
    words = [f"{number} {_named(name, number)}" for name, number in counts.items() if number]
    return listing(words)


def _named(section: str, number: int) -> str:
    plural = {"capability": "capabilities"}.get(section, section.replace("_", " "))
    return plural if number != 1 else section.replace("_", " ").removesuffix("s")


def _numbers_sentence(case: Case) -> str:
    bases = [placed.basis for placed in case.numbers]
    kinds = Counter("source" if basis.because else "judgement" if basis.judgement else "nothing" for basis in bases)
    unknown = sum(isinstance(placed.quantity.belief, Unknown) for placed in case.numbers)
    told = {"source": "a source", "judgement": "judgement alone", "nothing": "nothing that is stated"}
    parts = listing(f"{kinds[kind]} from {what}" for kind, what in told.items() if kinds[kind])
    return f"{count(len(bases), 'number')}: {parts or 'none'}; {unknown or 'none'} unknown."


def _open_page(case: Case) -> list[Block]:
    found = case.check()
    if not found:
        return [Heading("Left open"), Line("Nothing.", indent=2)]
    return [Heading("Left open"), *(Line(str(note), indent=2, bullet="- ") for note in found)]


def _switched_off_page(document: Document) -> list[Block]:
    off = [Line(f"{question} Lacks {lacks}.", 2, "- ") for question, lacks in switched_off(document)]
    unused = []
    if document.war and document.war.phases > 1 and document.war.trust is None:
        unused.append("the steps of a settlement (war.phases), for want of war.trust")
    blocks: list[Block] = [Heading("Switched off"), *off] if off else []
    if unused:
        told = f"Read and checked, but used by no model of this version: {listing(unused)}."
        blocks += [Heading("Not used yet"), Line(told, indent=2)]
    return blocks
