"""How the kernels of this family are compiled.

Numba keeps what it compiled on disk and does not notice when a *second* file changes. So no
compiled function of this family calls one of another file: each file stands alone, and plain
Python in :mod:`solve` carries the arrays between them. A test keeps it so. What they share are
constants and tuples of arrays in :mod:`game`, which a test pins.
"""

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Compile a function so that threads run it side by side, and keep the result on disk."""
    return cast(Function, njit(nogil=True, cache=True, error_model="numpy")(function))
