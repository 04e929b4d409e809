"""The command as a user starts it: its time, with everything that Python loads, and its own peak memory."""

import os
import subprocess
import sys
from dataclasses import dataclass
from time import perf_counter

from benchmarks.fresh import fresh


@dataclass(frozen=True)
class Taken:
    """What one call of the command took: seconds, and bytes at the peak."""

    seconds: float
    peak: int


def run(*asked: str) -> Taken:
    """Run ``irenic`` with some arguments, and drop what it prints.

    Raises
    ------
    subprocess.CalledProcessError
        If the command fails.
    """
    return Taken(**fresh(__name__, "called", *asked))


def called(*asked: str) -> dict[str, float]:
    """Start the command from a small process: Linux counts what the one that starts another has as the other's."""
    command = [sys.executable, "-m", "irenic.cli", *asked]
    # As on a user's machine, Python keeps what it has compiled, whatever the one who measures has told it.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = perf_counter()
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(running.pid, 0)
    taken = perf_counter() - start
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command)
    return {"seconds": taken, "peak": usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)}
