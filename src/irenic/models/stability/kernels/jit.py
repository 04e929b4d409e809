"""How the kernels of this family are compiled, and what they are made of.

Numba keeps what it compiled on disk and does not notice when a *second* file changes. So no compiled function
of this family calls one of another file: each file stands alone, and plain Python carries the arrays between them.
"""

from collections.abc import Callable
from typing import TypeAlias, TypeVar, cast

import numpy as np
from numba import njit
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int64]
Short: TypeAlias = NDArray[np.int32]
Bools: TypeAlias = NDArray[np.bool_]

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Compile a function so that threads run it side by side, and keep the result on disk."""
    return cast(Function, njit(nogil=True, cache=True, error_model="numpy")(function))
