"""Measure everything, or what the command line names, and print it section by section.

``python -m benchmarks war start`` measures two sections; ``war=20`` measures one at another size.
"""

import os
import platform
import subprocess
import sys
from types import ModuleType
from typing import Final

from benchmarks import (
    advice,
    assess,
    bargaining,
    baselines,
    beyond,
    engine,
    exchange,
    gambit,
    obstacles,
    sampling,
    scale,
    sensitivity,
    stability,
    start,
    war,
    whole,
)
from benchmarks.rows import table

MEASURED: Final = (
    start,
    bargaining,
    beyond,
    obstacles,
    exchange,
    war,
    gambit,
    stability,
    baselines,
    sampling,
    sensitivity,
    engine,
    scale,
    advice,
    assess,
    whole,
)
"""Every measurement, in the order of the table: the long ones last."""
INTERRUPTED: Final = 130
"""The exit status of a command that Ctrl-C ended."""


def main(asked: list[str]) -> int:
    """Print each section as soon as it is measured, and return the exit status.

    A section that fails does not keep the others from being measured; an interruption keeps all that is printed.
    """
    known = {module.__name__.removeprefix("benchmarks."): module for module in MEASURED}
    chosen = [one.partition("=")[::2] for one in asked] or [(name, "") for name in known]
    if wrong := [name for name, _ in chosen if name not in known]:
        sys.exit(f"no section is called {', '.join(wrong)}; there are: {', '.join(known)}")
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors. Read the ratios.")
    print("Ratio: how many times as much the comparison needed; above 1, Irenic is better.")
    failed = []
    for name, size in chosen:
        try:
            _measure(name, known[name], int(size or known[name].FULL))
        except KeyboardInterrupt:
            print(f"\nInterrupted in '{name}'; what stands above is measured.")
            return INTERRUPTED
        except subprocess.CalledProcessError as error:
            failed.append(name)
            print(f"'{name}' failed: {error}\n{error.stderr or ''}", file=sys.stderr)
    if failed:
        print(f"\nNot measured whole, because something failed: {', '.join(failed)}")
    return int(bool(failed))


def _measure(name: str, module: ModuleType, size: int) -> None:
    """Print one section, even where it could not be finished."""
    print(f"measuring {name}: {module.LASTS} …", file=sys.stderr, flush=True)
    rows = []
    try:
        rows.extend(module.measure(size))
    finally:
        if rows:
            busy = f"{os.getloadavg()[0]:.1f} processors busy in the last minute"
            print(f"\n{name}: {module.TITLE} ({busy})\n\n{table(rows)}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
