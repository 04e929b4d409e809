"""All that can be wrong with a case folder, found in one go."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from irenic.case import CASE_FILE
from irenic.case.checks.changes import (
    check_arguments,
    check_correlations,
    check_levers,
    check_perspectives,
    check_scenarios,
)
from irenic.case.checks.evidence import check_contradictions, check_events, check_evidence
from irenic.case.checks.faults import Faults
from irenic.case.checks.fighting import check_war
from irenic.case.checks.moves import check_moves, check_patched_moves, check_preferences
from irenic.case.checks.record import check_forecasts
from irenic.case.checks.stakes import check_actors, check_issues, check_positions, check_proposals
from irenic.case.document import Document
from irenic.case.folder import NOTHING_INSTEAD, Folder, read_folder
from irenic.case.overlay import patches_at, with_patches, with_perspectives, with_scenarios
from irenic.case.tree import Entries, Keys
from irenic.case.validate import nothing_understood, revalidate, validate
from irenic.errors import Problem, UnfitPatches

_CHECKS: Final[Mapping[str, Callable[[Faults], None]]] = {
    "actors": check_actors,
    "signatories": check_actors,
    "issues": check_issues,
    "positions": check_positions,
    "proposals": check_proposals,
    "war": check_war,
    "moves": check_moves,
    "preferences": check_preferences,
    "levers": check_levers,
    "scenarios": check_scenarios,
    "perspectives": check_perspectives,
    "contradictions": check_contradictions,
    "correlations": check_correlations,
    "arguments": check_arguments,
    "events": check_events,
    "forecasts": check_forecasts,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A case folder as read and checked.

    Parameters
    ----------
    folder
        Where it is.
    root
        Its tree, every value with its place.
    document
        What could be understood; the whole case if there is no problem.
    files
        The files it was read from, with the SHA-256 of each.
    problems
        What is wrong, in the order of the files.
    """

    folder: Path
    root: Entries
    document: Document
    files: Mapping[str, str]
    problems: tuple[Problem, ...]


def check_folder(path: Path, instead: Mapping[str, str] = NOTHING_INSTEAD) -> Checked:
    """Read a case folder and find everything that is wrong with it.

    Parameters
    ----------
    path
        The folder, or the ``case.yaml`` in it.
    instead
        Texts that take the place of files, to see what a change would do before it is made.
    """
    folder = read_folder(path, instead)
    if CASE_FILE in folder.unreadable:
        return _only_read(folder, nothing_understood(), folder.problems)
    read = validate(folder.root)
    if folder.unreadable:  # what is not read cannot be referred to: no reference is judged
        return _only_read(folder, read.document, (*folder.problems, *read.problems))
    document = read.document
    faults = Faults(document, folder.root, list(read.problems), read.kept)
    for check in _CHECKS.values():
        check(faults)
    check_evidence(faults, folder.path)
    found = dict.fromkeys([*folder.problems, *faults.problems])
    if not folder.problems:
        for problem in _overlay_problems(document, folder.root):
            found.setdefault(problem)
    return Checked(folder.path, folder.root, document, folder.files, tuple(sorted(found)))


def _only_read(folder: Folder, document: Document, problems: tuple[Problem, ...]) -> Checked:
    return Checked(folder.path, folder.root, document, folder.files, tuple(sorted(dict.fromkeys(problems))))


def _overlay_problems(document: Document, root: Entries) -> Iterator[Problem]:
    """Apply every overlay on its own, and check the sections it changes."""
    for change in _overlays(document):
        try:
            patched = change(root)
        except UnfitPatches as error:
            yield from error.problems
        else:
            yield from _problems_of(document, root, patched)


def _overlays(document: Document) -> Iterator[Callable[[Entries], Entries]]:
    for name in document.perspectives:
        yield partial(with_perspectives, names=[name])
    for name in document.scenarios:
        yield partial(with_scenarios, names=[name])
    places: list[Keys] = [("levers", name, "does") for name in document.levers]
    for name, contradiction in document.contradictions.items():
        places += [("contradictions", name, "versions", version, "set") for version in contradiction.versions]
    places += [("arguments", name, "if", "set") for name in document.arguments]
    for at in places:
        yield partial(_with_patches_at, at=at)


def _with_patches_at(root: Entries, at: Keys) -> Entries:
    return with_patches(root, patches_at(root, at))


def _problems_of(document: Document, root: Entries, patched: Entries) -> list[Problem]:
    read = revalidate(document, root, patched)
    faults = Faults(read.document, patched, list(read.problems), read.kept)
    if root.values.get("moves") is not patched.values.get("moves"):
        check_patched_moves(faults, document)
    for name, check in _CHECKS.items():
        if root.values.get(name) is not patched.values.get(name):
            check(faults)
    return faults.problems
