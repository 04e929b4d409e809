"""One finding: a sentence, and the numbers that it is made of."""

import math
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a reader can use, with the numbers it is made of.

    Parameters
    ----------
    kind
        ``feasible``, ``likely``, ``durable``, ``why``; more on each of them: ``perspectives``,
        ``proposals``, ``concessions``, ``amendments``, ``trades``, ``exchanges``, ``terms``, ``timing``,
        ``pressure``, ``guarantees``, ``ripeness``, ``trust``, ``scenarios``, ``mediator``, ``resting``; then ``limits``
        and ``basis``.
    sentence
        The finding, in a few short sentences.
    about
        The issue, proposal or arm it is about, where it is about one.
    numbers
        What the sentence says, for programs.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=200, folder=tempfile.mkdtemp())
    >>> [finding.kind for finding in irenic.findings(run)[:4]]
    ['feasible', 'likely', 'durable', 'why']
    """

    kind: str
    sentence: str
    about: str = ""
    numbers: dict[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return the finding as plain data for ``--json``."""
        return asdict(self)


def plain(summary: Any) -> dict[str, Any]:
    """Return a summary of the study as plain data; what is not a finite number is left open.

    Examples
    --------
    >>> from irenic.study.intervals import Spread
    >>> plain(Spread(0.0, 0.5, float("nan")))
    {'low': 0.0, 'middle': 0.5, 'high': None}
    """
    found: dict[str, Any] = _finite(asdict(summary))
    return found


def _finite(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _finite(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_finite(value) for value in data]
    return None if isinstance(data, float) and not math.isfinite(data) else data
