"""What compiling must not change."""

import ast
import os
import subprocess
import sys
from pathlib import Path

from irenic.models.stability import kernels
from irenic.models.stability.kernels import four

KERNELS = Path(kernels.__path__[0])
PLAIN = "definition_says and 4 or maze or one_way or few"
"""Tests that reach every compiled function of the concepts and are quick without compiling."""


def test_no_compiled_function_calls_one_of_another_file():
    """Numba's disk cache does not notice when another file changes, and would return what was right once."""
    for path in KERNELS.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        marks = {ast.unparse(mark) for node in tree.body for mark in getattr(node, "decorator_list", ())}
        if "compiled" in marks:
            imports = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
            ours = {name.removeprefix("irenic.models.stability.kernels.") for name in imports if "irenic" in name}
            assert ours <= {"jit", "four"}, path.name


def test_the_numbers_that_compiled_files_share_are_these():
    """Who changes one of them changes arcs.py and cells.py as well, if only by a space: then Numba compiles again."""
    assert (four.NASH, four.GMR, four.SMR, four.SEQ) == (0, 1, 2, 3)


def test_without_compiling_the_verdicts_are_the_same():
    tests = [str(Path(__file__).parent / name) for name in ("test_concepts.py", "test_coalitions.py")]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", PLAIN, *tests],
        cwd=Path(__file__).parents[3],
        env=os.environ | {"NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
