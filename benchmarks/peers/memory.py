"""The peak memory of a process; needs nothing but Python, so that any environment can ask."""

import resource
import sys
from pathlib import Path

STATUS = Path("/proc/self/status")


def peak() -> int:
    """Return the most memory that this process has had so far, in bytes.

    Linux counts in ``ru_maxrss`` what the process that started this one had at that moment; its own most is in
    ``VmHWM``.
    """
    if STATUS.exists():
        lines = STATUS.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
