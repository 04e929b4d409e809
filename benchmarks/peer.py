"""Programs that are asked the same in an environment of their own, ``.bench-venv``, and never imported.

They are under other licences than Irenic (NegMAS is AGPL, Gambit is GPL), or heavy (EMA workbench).
What goes over are numbers.
"""

import json
import subprocess
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
PYTHON: Final = HERE.parent / ".bench-venv" / "bin" / "python"
ABSENT: Final = "the peer is not installed: make bench does it"


def ask(script: str, question: Any) -> Any:
    """Return what a script of ``peers`` answers; None where the peers are not installed.

    Parameters
    ----------
    script
        The name of the script.
    question
        Plain data for its standard input.
    """
    if not PYTHON.exists():
        return None
    command = [PYTHON, "-W", "ignore", HERE / "peers" / script]
    done = subprocess.run(command, input=json.dumps(question), capture_output=True, check=False, text=True)
    if "ModuleNotFoundError" in done.stderr:  # the environment was made before this peer was wanted
        return None
    done.check_returncode()
    return json.loads(done.stdout)
