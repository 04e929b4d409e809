"""Every change that levers, scenarios, perspectives and versions state, with what it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass

from irenic.case.basis import BASIS_KEYS, Basis, read_basis
from irenic.case.document import Document
from irenic.case.overlay import Patch, patches_at
from irenic.case.quantity import as_written
from irenic.case.tree import Entries, Keys, path_text, plain


@dataclass(frozen=True, slots=True)
class StatedChange:
    """A change as it is written.

    Parameters
    ----------
    path
        Where it is written, such as ``levers.stop-aid.does[war.forces.aid.usa]``.
    target
        The value it changes.
    written
        What becomes of the value, as the analyst wrote it.
    basis
        What it rests on: its own statement, or that of the lever or overlay around it.
    """

    path: str
    target: str
    written: str
    basis: Basis


def stated_changes(document: Document, root: Entries) -> tuple[StatedChange, ...]:
    """Return every change a case states, in the order of its sections."""
    return tuple(_stated(patch, around) for at, around in _holders(document) for patch in patches_at(root, at))


def _holders(document: Document) -> Iterator[tuple[Keys, Basis]]:
    for name, lever in document.levers.items():
        yield ("levers", name, "does"), lever.basis
    for name, scenario in document.scenarios.items():
        yield ("scenarios", name, "set"), scenario.basis
    for name, perspective in document.perspectives.items():
        yield ("perspectives", name, "set"), perspective.basis
    for topic, contradiction in document.contradictions.items():
        for name, version in contradiction.versions.items():
            yield ("contradictions", topic, "versions", name, "set"), version.basis
    for name, argument in document.arguments.items():
        yield ("arguments", name, "if", "set"), Basis(argument.by)


def _stated(patch: Patch, around: Basis) -> StatedChange:
    written = plain(patch.value)
    own = read_basis(written) if isinstance(written, dict) else Basis()
    if isinstance(written, dict):
        written = {key: value for key, value in written.items() if key not in BASIS_KEYS}
    operation = "" if patch.kind == "set" else f"{patch.kind} "
    return StatedChange(
        path_text(patch.origin), path_text(patch.target), operation + as_written(written), own.or_else(around)
    )
