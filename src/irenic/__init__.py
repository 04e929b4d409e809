"""Irenic: test your reading of a negotiation before you act on it.

These names are the whole of the notebook API; everything else is reached through them.

>>> import irenic, tempfile
>>> case = irenic.load("two-villages")
>>> case
<Case two-villages: Two villages and one spring; 2 actors, 2 issues, 2 red lines, 1 proposal>
>>> run = irenic.assess(case, draws=100, folder=tempfile.mkdtemp())
>>> irenic.findings(run)[1].sentence
"Cannot test: the case lacks the section 'war'. Where pressure balances says only what holds on each issue alone."
>>> chart = irenic.figures.position_line(run, "water")
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from irenic.case.case import Case as Case
    from irenic.errors import InvalidCase as InvalidCase
    from irenic.errors import IrenicError as IrenicError
    from irenic.examples import load as load
    from irenic.report import figures as figures
    from irenic.report.finding import Finding as Finding
    from irenic.report.findings import findings as findings
    from irenic.study.assess import Run as Run
    from irenic.study.assess import assess as assess
    from irenic.study.choice import choose as choose

_HOME: Final = {
    "Case": "irenic.case.case",
    "Finding": "irenic.report.finding",
    "InvalidCase": "irenic.errors",
    "IrenicError": "irenic.errors",
    "Run": "irenic.study.assess",
    "assess": "irenic.study.assess",
    "choose": "irenic.study.choice",
    "findings": "irenic.report.findings",
    "load": "irenic.examples",
}
_MODULES: Final = {"figures": "irenic.report.figures"}
"""Public names that are modules of their own."""

__all__ = ["Case", "Finding", "InvalidCase", "IrenicError", "Run", "assess", "choose", "figures", "findings", "load"]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that the command starts at once."""
    if name in _MODULES:
        return import_module(_MODULES[name])
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    msg = f"module 'irenic' has no attribute '{name}'"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    return [*__all__, "__all__"]
