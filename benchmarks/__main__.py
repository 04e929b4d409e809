"""Measure everything and print one table."""

import os
import platform
import sys
from typing import Final

from benchmarks import assess, bargaining, baselines, exchange, gambit, sampling, sensitivity, start, war
from benchmarks.rows import table

MEASURED: Final = (baselines, bargaining, exchange, sampling, sensitivity, assess, start, war, gambit)
"""Every measurement, in the order of the table."""


def main() -> None:
    """Print the table; what is being measured goes to the standard error."""
    rows = []
    for module in MEASURED:
        print(f"measuring {module.__name__.removeprefix('benchmarks.')} …", file=sys.stderr)
        rows += module.measure(module.FULL)
    print(table(rows))
    machine = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors"
    print(f"\n{machine}, {os.getloadavg()[0]:.1f} of them busy in the last minute.")
    print("Ratio: how many times as much the comparison needed; above 1, Irenic is better.")


if __name__ == "__main__":
    main()
