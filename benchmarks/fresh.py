"""A function run in a process of its own: ``python -m benchmarks.fresh benchmarks.sampling run 1000``."""

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any


def fresh(module: str, function: str, *arguments: object) -> Any:
    """Return what a function of a module returns when it is called in a new process.

    Parameters
    ----------
    module, function
        Where it is found.
    arguments
        What it is called with; these and the result must be plain data.
    """
    command = [sys.executable, "-m", "benchmarks.fresh", module, function, *map(json.dumps, arguments)]
    here = Path(__file__).parents[1]
    done = subprocess.run(command, cwd=here, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def main() -> None:
    """Call what the command line names, and print what it returns."""
    module, function, *arguments = sys.argv[1:]
    called = getattr(import_module(module), function)
    print(json.dumps(called(*map(json.loads, arguments))))


if __name__ == "__main__":
    main()
