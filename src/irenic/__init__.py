"""Irenic: test your reading of a negotiation before you act on it.

>>> import irenic
>>> case = irenic.load("two-villages")
>>> case
<Case two-villages: Two villages and one spring; 2 actors, 2 issues, 2 red lines, 1 proposal>
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from irenic.case.case import Case as Case
    from irenic.errors import InvalidCase as InvalidCase
    from irenic.errors import IrenicError as IrenicError
    from irenic.examples import load as load
    from irenic.study.assess import Run as Run
    from irenic.study.assess import assess as assess

_HOME: Final = {
    "Case": "irenic.case.case",
    "InvalidCase": "irenic.errors",
    "IrenicError": "irenic.errors",
    "Run": "irenic.study.assess",
    "assess": "irenic.study.assess",
    "load": "irenic.examples",
}

__all__ = ["Case", "InvalidCase", "IrenicError", "Run", "assess", "load"]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that the command starts at once."""
    if name not in _HOME:
        msg = f"module 'irenic' has no attribute '{name}'"
        raise AttributeError(msg)
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__all__"]
