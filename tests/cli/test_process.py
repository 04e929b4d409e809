"""The command as a program of its own: how it starts, and how it ends when things go wrong."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

import irenic
from irenic.cli.app import app

HEAVY = {"altair", "dask", "distributed", "h5netcdf", "h5py", "numba", "pandas", "pyarrow", "scipy", "xarray", "zarr"}
COMMAND = [sys.executable, "-m", "irenic.cli"]
SPY = """
import atexit, json, sys
atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr))
from irenic.cli import main
main(sys.argv[1:])
"""
ATTENTIVE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from irenic.cli import main
main(sys.argv[1:])
"""
"""The command as from a terminal: a shell makes what it starts in the background deaf to interrupts."""


def run(*arguments, **options):
    return subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, check=False, timeout=60, **options)


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["check", "ukraine-2025", "--numbers"], ["new", "mine"], ["diff", "two-villages", "two-villages"]],
)
def test_the_quick_verbs_import_nothing_heavy(tmp_path, arguments):
    done = subprocess.run(
        [sys.executable, "-c", SPY, *arguments], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    loaded = {module.partition(".")[0] for module in json.loads(done.stderr.splitlines()[-1])}
    assert "irenic" in loaded
    assert not HEAVY & loaded


def test_help_does_not_even_load_what_lays_out_text():
    done = subprocess.run([sys.executable, "-c", SPY, "--help"], capture_output=True, text=True, check=True)
    assert not {"rich", "pydantic", "ruamel", "numpy"} & set(json.loads(done.stderr.splitlines()[-1]))


def test_the_module_does_what_the_command_does():
    done = run("examples", "-q")
    assert (done.returncode, done.stdout.split()[0]) == (0, "ukraine-2025")


def test_a_reader_that_goes_away_ends_it_quietly():
    with subprocess.Popen([*COMMAND, "show", "ukraine-2025"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        child.stdout.close()
        told = child.stderr.read()
    assert (child.returncode, told) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("arguments", [["show", "two-villages"], ["check", "two-villages", "--json"], ["--help"]])
def test_a_full_disk_is_a_sentence(arguments):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*COMMAND, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "No space left on device\n")


def test_a_terminal_without_unicode_gets_marks_instead_of_an_error():
    done = run("show", "ukraine-2025", "red-lines", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert "?" in done.stdout


def test_an_interrupted_run_is_resumed_to_the_same_bytes(tmp_path):
    plan = ["assess", "two-villages", "--draws", "8192", "--workers", "1", "-o"]
    done = tmp_path / "run" / "done"
    command = [sys.executable, "-c", ATTENTIVE, *plan, "run"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path) as child:
        # On a fresh machine the kernels are compiled first, which may take a minute or two.
        until = time.monotonic() + 240
        while time.monotonic() < until and not (done.exists() and 1 in done.read_bytes()):
            time.sleep(0.01)
        child.send_signal(signal.SIGINT)
        told = child.stderr.read()
    assert child.returncode == 130
    assert b"The same command goes on where it stopped." in told
    assert 0 < done.read_bytes().count(1) < len(done.read_bytes())
    # The rest in this process: what is under test is the folder, not the start of the program.
    again = CliRunner().invoke(app, [*plan, str(tmp_path / "run"), "-q"])
    assert again.exit_code == 0
    irenic.assess(irenic.load("two-villages"), draws=8192, folder=tmp_path / "straight")
    assert files_of(tmp_path / "run") == files_of(tmp_path / "straight")


def files_of(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
