"""The same tasks on a real Dask cluster of processes: the same bytes, whatever becomes of its workers."""

import os
import re
import signal
import sys
from concurrent.futures import CancelledError

import pytest
from distributed import LocalCluster
from typer.testing import CliRunner

from irenic.cli.app import app
from irenic.errors import BadUse, ClusterLost, MissingPackage, RunMismatch
from irenic.study import cluster as module
from irenic.study.assess import Run, assess
from irenic.study.cluster import Cluster, connected
from irenic.study.engine import Work, run_task_there
from irenic.study.ledger import Task
from irenic.study.plan import plan
from irenic.study.store import Store, create, digest

DRAWS = 8 * 1024 + 100
STORY = """\
signatories: [a]
positions:
  a: {x: {wants: 20 to 40, salience: 30 to 60, judgement: made up}}
  b: {x: {wants: mid, salience: unknown, judgement: made up}}
capability:
  a: {value: 30 to 60, judgement: made up}
  b: {value: 40 to 70, judgement: made up}
scenarios:
  armed: {label: Arms come, set: {capability.a: times 1.2 to 1.5}, judgement: made up}
perspectives:
  doubter: {label: The doubter, set: {positions.a.x.wants: 0 to 10}, judgement: made up}
"""


def local(workers):
    return LocalCluster(n_workers=workers, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0")


@pytest.fixture(scope="module")
def cluster():
    """Two worker processes, which know no more of a run than its folder."""
    with local(2) as running:
        yield running


@pytest.fixture
def case(write_case):
    return write_case(STORY)


@pytest.fixture
def whole(case, tmp_path):
    return assess(case, DRAWS, 3, folder=tmp_path / "whole")


def on(running, **options):
    return Work(cluster=running.scheduler_address, **options)


def pids(running):
    return {name: worker.pid for name, worker in running.workers.items()}


def test_a_cluster_gives_the_bytes_that_threads_give_even_if_a_worker_is_killed(cluster, case, whole, tmp_path):
    seen, killed = [], []

    def kill(done, total):
        seen.append((done, total))
        if done and not killed:
            killed.extend(pids(cluster).items())
            os.kill(killed[0][1], signal.SIGKILL)

    run = assess(case, DRAWS, 3, folder=tmp_path / "there", work=on(cluster, progress=kill))
    with connected(cluster.scheduler_address) as found:
        found.client.wait_for_workers(2)
    name, pid = killed[0]
    assert pids(cluster)[name] != pid
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == ((0, DRAWS), (DRAWS, DRAWS))
    assert run.digest == whole.digest


def test_a_run_interrupted_on_a_cluster_goes_on_in_threads_and_the_other_way_round(cluster, case, whole, tmp_path):
    def stop(done, _):
        if done > 2048:
            raise KeyboardInterrupt

    for first, then in ((on(cluster, progress=stop), Work()), (Work(progress=stop), on(cluster, chunk=5))):
        folder = tmp_path / f"begun-{first.cluster is None}"
        with pytest.raises(KeyboardInterrupt):
            assess(case, DRAWS, 3, folder=folder, work=first)
        with pytest.raises(RunMismatch, match="not finished"):
            Run(folder)
        assert assess(case, DRAWS, 3, folder=folder, work=then).digest == whole.digest


def test_the_command_takes_a_cluster(cluster, case, whole, tmp_path):
    command = ["assess", str(case.folder), "--draws", str(DRAWS), "--seed", "3", "-q", "-o", str(tmp_path / "there")]
    done = CliRunner().invoke(app, [*command, "--cluster", cluster.scheduler_address])
    assert (done.exit_code, done.stdout.strip()) == (0, str(tmp_path / "there"))
    assert digest(tmp_path / "there") == whole.digest


def test_a_cluster_whose_workers_keep_dying_loses_nothing_that_was_done(cluster, case, whole, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster.scheduler, "allowed_failures", 0)
    told = []

    def kill(done, _):
        told.append(done)
        if len(told) == 3:
            for pid in pids(cluster).values():
                os.kill(pid, signal.SIGKILL)

    with pytest.raises(ClusterLost, match="died over the same work again and again"):
        assess(case, DRAWS, 3, folder=tmp_path / "there", work=on(cluster, progress=kill))
    later = []
    again = assess(case, DRAWS, 3, folder=tmp_path / "there", work=Work(progress=lambda done, _: later.append(done)))
    assert later[0] >= told[-1] > 0
    assert again.digest == whole.digest


class Gone:
    """What Dask's client is once its scheduler has gone away: a real one takes half a minute to be sure."""

    def nthreads(self):
        msg = "Timed out trying to connect to tcp://127.0.0.1:9 after 30 s"
        raise OSError(msg)


def test_a_scheduler_that_goes_away_says_that_nothing_done_is_lost(cluster):
    told = r"the cluster at tcp://.* went away; what is done is kept, and the same command goes on from there"
    with pytest.raises(ClusterLost, match=told):
        Cluster(Gone(), "tcp://127.0.0.1:9").threads()
    with pytest.raises(ClusterLost, match=told), connected(cluster.scheduler_address):
        raise CancelledError


def test_a_worker_refuses_a_folder_that_holds_no_run_or_another_one(case, tmp_path):
    planned, nothing = plan(case, 10, 1), Task((), ())
    create(planned, tmp_path / "run")
    assert run_task_there(str(tmp_path / "run"), planned.fingerprint, nothing) == nothing
    with pytest.raises(RunMismatch, match=r"sees no run in .*nowhere; all machines must see that folder"):
        run_task_there(str(tmp_path / "nowhere"), planned.fingerprint, nothing)
    with pytest.raises(RunMismatch, match=r"would compute another run than the one in .*; it has irenic .*, numba "):
        run_task_there(str(tmp_path / "run"), "of other versions", nothing)


def test_a_worker_that_was_given_up_adds_nothing_to_a_finished_run(whole):
    before = whole.digest
    with pytest.raises(FileNotFoundError):
        Store(whole.plan, whole.folder).keep(0, 0, {}, {})
    assert whole.digest == before


def test_a_cluster_without_a_scheduler_or_a_worker_says_what_to_start(monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.2)
    with pytest.raises(
        ClusterLost, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9; start one with: dask sch"
    ):
        connect("tcp://127.0.0.1:9")
    with local(0) as running, pytest.raises(ClusterLost, match=r"has no worker; start one with: dask worker tcp://"):
        connect(running.scheduler_address)


@pytest.mark.parametrize("address", ["", "cluster", "smoke://signals:1", "127.0.0.1"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(
        BadUse, match=rf"'{re.escape(address)}' is no address of a Dask scheduler; allowed: such as tcp://"
    ):
        connect(address)


def test_without_dask_a_cluster_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(
        MissingPackage, match=r"a cluster needs the package 'distributed', .*pip install 'irenic\[cluster"
    ):
        connect("tcp://127.0.0.1:9")


def connect(address):
    with connected(address):
        pytest.fail("connected")


def test_a_cluster_brings_its_own_workers():
    with pytest.raises(BadUse, match="3 workers and a cluster; allowed: one of both"):
        Work(workers=3, cluster="tcp://127.0.0.1:8786")
