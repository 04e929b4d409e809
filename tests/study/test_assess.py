"""Runs: the same plan gives the same bytes, however it is computed and however often it is interrupted."""

import os
import signal
import subprocess
import sys
from textwrap import dedent

import numpy as np
import pytest

import irenic
from irenic.arrays.build import build
from irenic.arrays.sample import draw, shares_for
from irenic.errors import BadUse, RunMismatch, UnknownName
from irenic.models.influence.baselines import where_pressure_balances
from irenic.study import engine, store
from irenic.study.assess import Run, assess
from irenic.study.engine import Work
from irenic.study.plan import AS_ENTERED, plan
from irenic.study.store import create

DRAWS = 4 * 1024 + 100
# One side alone signs, so there is nothing to bargain about, and a run takes a moment.
STORY = """\
signatories: [a]
positions:
  a: {x: {wants: 20 to 40, salience: 30 to 60, judgement: made up}}
  b: {x: {wants: mid, salience: unknown, judgement: made up}}
capability:
  a: {value: 30 to 60, judgement: made up}
  b: {value: 40 to 70, judgement: made up}
correlations:
  - {together: [capability.a, capability.b], strength: 20% to 60%, judgement: made up}
scenarios:
  armed: {label: Arms come, set: {capability.a: times 1.2 to 1.5}, judgement: made up}
perspectives:
  doubter: {label: The doubter, set: {positions.a.x.wants: 0 to 10}, judgement: made up}
  silent: {label: Nothing to add, judgement: made up}
"""


@pytest.fixture
def case(write_case):
    return write_case(STORY)


@pytest.fixture
def whole(case, tmp_path):
    return assess(case, DRAWS, 3, folder=tmp_path / "whole")


def files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_plan_gives_the_same_bytes(case, whole, tmp_path):
    again = assess(case, DRAWS, 3, folder=tmp_path / "again")
    assert again.digest == whole.digest
    assert files(again.folder) == files(whole.folder)
    assert assess(case, DRAWS, 4, folder=tmp_path / "other").digest != whole.digest


@pytest.mark.parametrize("work", [Work(workers=1), Work(workers=4), Work(workers=2, chunk=3), Work(chunk=100)])
def test_workers_and_chunks_change_no_byte(case, whole, tmp_path, work):
    assert files(assess(case, DRAWS, 3, folder=tmp_path / "again", work=work).folder) == files(whole.folder)


@pytest.mark.parametrize("points", ["random", "sobol"])
def test_a_run_holds_the_draws_and_answers_of_every_arm(case, tmp_path, points):
    run = assess(case, 1500, 3, points, tmp_path / "run")
    shares = shares_for(case, 0, 1500, 3, points)
    entered = draw(case, shares)
    for arm in run.arms:
        kept = run.draws(arm.name)
        expected = draw(arm.case, shares, arm.changed)
        assert list(kept["quantity"].to_numpy()) == list(expected)
        for path, values in expected.items():
            assert np.array_equal(kept.sel(quantity=path).to_numpy(), values)
        answers = run.answers("influence", arm.name)
        if points == "random":
            own = where_pressure_balances(build(arm.case, shares)).dataset
            for name in own:
                assert np.array_equal(answers[name].to_numpy(), own[name].to_numpy(), equal_nan=True)
    assert list(run.draws()["quantity"].to_numpy()) == list(entered)


def test_an_arm_that_changes_nothing_has_the_answers_of_the_case_as_entered(whole):
    assert whole.arm("perspective.silent").families == ()
    same = whole.answers("influence", "perspective.silent")
    assert same.drop_vars("arm").identical(whole.answers("influence").drop_vars("arm"))
    assert whole.draws("perspective.silent").sizes == {"quantity": 0, "draw": DRAWS}


def test_a_run_of_fewer_draws_has_the_first_draws_of_a_longer_one(case, whole, tmp_path):
    short = assess(case, 700, 3, folder=tmp_path / "short")
    assert short.draws().identical(whole.draws().isel(draw=slice(700)))


class Stopped(Exception):
    """What an interrupted worker dies of."""


def interrupted(case, folder, pieces, draws=DRAWS):
    """Assess, and be interrupted when so many pieces of one block under one arm are kept."""
    left, whole_piece = [None] * pieces, engine._run_piece

    def one_piece(*which):
        if not left:
            raise Stopped
        left.pop()
        whole_piece(*which)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "_run_piece", one_piece)
        with pytest.raises(Stopped):
            assess(case, draws, 3, folder=folder, work=Work(workers=1))


def kept(folder):
    return sorted(path.name for path in (folder / "pieces").glob("*")) if (folder / "pieces").exists() else []


def test_an_interrupted_run_goes_on_and_gives_the_same_bytes(case, whole, tmp_path):
    folder = tmp_path / "again"
    for pieces in (0, 1, 2, 4):
        interrupted(case, folder, pieces)
    with pytest.raises(RunMismatch, match=r"not finished: 4 blocks are missing; assess the case again"):
        Run(folder)
    seen = []
    again = assess(case, DRAWS, 3, folder=folder, work=Work(progress=lambda done, total: seen.append((done, total))))
    assert seen[0] == (1024 + 3 * 1024 // 4, DRAWS)
    assert seen[-1] == (DRAWS, DRAWS)
    assert seen == sorted(seen)
    assert files(again.folder) == files(whole.folder)


def test_a_run_of_every_family_stopped_between_arms_gives_the_same_bytes(write_war, tmp_path):
    case, draws = write_war(), 1030
    whole = assess(case, draws, 3, folder=tmp_path / "whole", work=Work(workers=1))
    assert len(whole.plan.families) == 7
    for pieces in (1, 1, 4):
        interrupted(case, tmp_path / "again", pieces, draws)
    again = assess(case, draws, 3, folder=tmp_path / "again", work=Work(workers=3, chunk=2))
    assert files(again.folder) == files(whole.folder)


def test_what_is_computed_of_a_block_under_some_arms_is_kept_and_not_computed_again(case, tmp_path, monkeypatch):
    folder = tmp_path / "run"
    interrupted(case, folder, 6)
    assert (folder / "done").read_bytes() == b"\1\0\0\0\0"
    assert kept(folder) == ["1-0.npy", "1-1.npy"]
    computed, whole_piece = [], engine._run_piece

    def one_piece(plan, store, entered, block, arm):
        computed.append((block, arm))
        whole_piece(plan, store, entered, block, arm)

    monkeypatch.setattr(engine, "_run_piece", one_piece)
    assess(case, DRAWS, 3, folder=folder)
    assert sorted(computed) == [(1, 2), (1, 3), *((block, arm) for block in (2, 3, 4) for arm in range(4))]
    assert not (folder / "pieces").exists()


def test_ctrl_c_while_progress_is_told_stops_a_run_that_goes_on_later(case, whole, tmp_path):
    def stop(done, _):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        assess(case, DRAWS, 3, folder=tmp_path / "again", work=Work(workers=1, progress=stop))
    with pytest.raises(RunMismatch, match="not finished"):
        Run(tmp_path / "again")
    assert files(assess(case, DRAWS, 3, folder=tmp_path / "again").folder) == files(whole.folder)


@pytest.mark.parametrize("step", ["write", "_drop"])
def test_a_run_stopped_around_the_mark_of_a_block_goes_on_and_leaves_nothing_behind(
    case, whole, tmp_path, monkeypatch, step
):
    folder = tmp_path / "again"

    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(store.Store, step, stop)
        with pytest.raises(KeyboardInterrupt):
            assess(case, DRAWS, 3, folder=folder, work=Work(workers=1))
    assert (folder / "done").read_bytes()[0] == (step == "_drop")
    assert {"0-0.npy", "0-1.npy", "0-2.npy", "0-3.npy"} <= set(kept(folder))
    assert files(assess(case, DRAWS, 3, folder=folder).folder) == files(whole.folder)


def test_a_finished_run_whose_last_pieces_were_left_behind_is_cleared_of_them(case, whole, monkeypatch):
    before = files(whole.folder)
    (whole.folder / "pieces").mkdir()
    (whole.folder / "pieces" / "4-3.npy").write_bytes(b"left behind")
    (whole.folder / "pieces" / "4-2.partial").write_bytes(b"half of it")
    monkeypatch.setattr(engine, "draw", None)
    assert files(assess(case, DRAWS, 3, folder=whole.folder).folder) == before
    assert not (whole.folder / "pieces").exists()


def test_an_error_in_a_block_is_not_lost_and_the_block_is_computed_again(case, whole, tmp_path, monkeypatch):
    def fail(*_):
        msg = "the disk is full"
        raise OSError(msg)

    with monkeypatch.context() as patch:
        patch.setattr(engine, "label", fail)
        with pytest.raises(OSError, match="the disk is full"):
            assess(case, DRAWS, 3, folder=tmp_path / "again")
    assert assess(case, DRAWS, 3, folder=tmp_path / "again").digest == whole.digest


KILLED = """
import os, signal, sys
from irenic.case.case import Case
from irenic.study.assess import assess
from irenic.study.engine import Work

def die(done, total):
    if done >= 1024:
        os.kill(os.getpid(), signal.SIGKILL)

assess(Case.read(sys.argv[1]), int(sys.argv[2]), 3, folder=sys.argv[3], work=Work(workers=3, progress=die))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_a_killed_run_goes_on_and_gives_the_same_bytes(case, whole, tmp_path):
    folder = tmp_path / "again"
    script = [sys.executable, "-c", dedent(KILLED), str(case.folder), str(DRAWS), str(folder)]
    assert subprocess.run(script, check=False).returncode == -signal.SIGKILL
    # Blocks are computed side by side, so it may be that none was whole yet; but something was kept.
    assert (folder / "done").read_bytes().count(0)
    assert (folder / "done").read_bytes().count(1) or kept(folder)
    assert files(assess(case, DRAWS, 3, folder=folder).folder) == files(whole.folder)


def test_what_a_killed_run_had_half_written_is_cleared_away(case, whole, tmp_path):
    folder = tmp_path / "again"
    interrupted(case, folder, 5)
    (folder / "results.zarr" / "draws" / "as-entered" / "value" / "c.0123.partial").write_bytes(b"half of a chunk")
    (folder / "pieces" / "1-1.partial").write_bytes(b"half of a piece")
    assert files(assess(case, DRAWS, 3, folder=folder).folder) == files(whole.folder)


@pytest.mark.parametrize("step", ["_copy_case", "_lay_out"])
def test_a_run_that_was_stopped_before_its_first_draw_begins_anew(case, whole, tmp_path, monkeypatch, step):
    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(store, step, stop)
        with pytest.raises(KeyboardInterrupt):
            assess(case, DRAWS, 3, folder=tmp_path / "again")
    with pytest.raises(RunMismatch, match="holds no run"):
        Run(tmp_path / "again")
    with pytest.raises(RunMismatch, match="is not empty and holds no run"):
        assess(case, DRAWS, 4, folder=tmp_path / "again")
    (tmp_path / "again" / "letter.txt").write_text("precious")
    with pytest.raises(RunMismatch, match="is not empty and holds no run"):
        assess(case, DRAWS, 3, folder=tmp_path / "again")
    (tmp_path / "again" / "letter.txt").unlink()
    assert files(assess(case, DRAWS, 3, folder=tmp_path / "again").folder) == files(whole.folder)


def test_a_run_that_is_there_is_not_computed_again(case, whole, monkeypatch):
    monkeypatch.setattr(engine, "draw", None)
    before = {path: path.stat().st_mtime_ns for path in whole.folder.rglob("*") if path.is_file()}
    assert assess(case, DRAWS, 3, folder=whole.folder).digest == whole.digest
    assert {path: path.stat().st_mtime_ns for path in whole.folder.rglob("*") if path.is_file()} == before


def test_the_folder_of_another_run_is_refused_and_left_as_it_was(case, whole):
    before = files(whole.folder)
    with pytest.raises(RunMismatch, match="holds another run; name another folder, or remove it"):
        assess(case, DRAWS, 4, folder=whole.folder)
    assert files(whole.folder) == before


@pytest.mark.parametrize("name", ["letter.txt", "done", "case/case.yaml", "results.zarr/zarr.json", ".run.json"])
def test_a_folder_that_holds_something_else_is_refused_and_left_as_it_was(case, tmp_path, name):
    folder = tmp_path / "mine"
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_text("precious")
    before = files(folder)
    with pytest.raises(RunMismatch, match="is not empty and holds no run; name another folder"):
        assess(case, 10, folder=folder)
    assert files(folder) == before


def test_a_file_in_place_of_a_folder_is_refused_and_left_as_it_was(case, tmp_path):
    file = tmp_path / "mine"
    file.write_text("precious")
    with pytest.raises(RunMismatch, match="holds no run"):
        assess(case, 10, folder=file)
    assert file.read_text() == "precious"


def test_an_empty_folder_is_used(case, tmp_path):
    (tmp_path / "empty").mkdir()
    assert assess(case, 10, folder=str(tmp_path / "empty")).folder == tmp_path / "empty"


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"draws": 1}', "\udce4"])
def test_a_folder_with_another_programs_file_holds_no_run(case, tmp_path, text):
    (tmp_path / "run.json").write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(RunMismatch, match="holds no run of Irenic"):
        Run(tmp_path)
    with pytest.raises(RunMismatch, match="run"):
        assess(case, 10, folder=tmp_path)


def test_a_folder_without_anything_holds_no_run(tmp_path):
    with pytest.raises(RunMismatch, match="holds no run of Irenic"):
        Run(tmp_path / "nowhere")


def test_a_run_opened_again_knows_its_case_as_it_was(case, whole):
    (case.folder / "case.yaml").write_text("irenic: 1\n")
    again = Run(str(whole.folder))
    assert again.case.fingerprint == case.fingerprint
    assert again.plan.manifest == whole.plan.manifest
    assert again.answers("influence").identical(whole.answers("influence"))


def test_left_out_the_folder_is_one_of_today_below_runs_and_found_again(case, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    first = assess(case, 10)
    assert first.folder.parent.name == "runs"
    assert first.folder.name.endswith(first.plan.fingerprint[:8])
    kept = first.folder.with_name("2001-01-01-" + first.plan.fingerprint[:8])
    first.folder.rename(kept)
    assert assess(case, 10).folder == kept
    assert assess(case, 10, seed=2).folder.name != kept.name
    assert len(list((tmp_path / "runs").iterdir())) == 2


def test_unknown_arms_and_families_are_named_with_the_nearest(whole):
    with pytest.raises(UnknownName, match=r"scenario\.armed"):
        whole.arm("scenario.armd")
    with pytest.raises(UnknownName, match=r"scenario\.armed"):
        whole.answers("influence", "scenario.armd")
    with pytest.raises(UnknownName, match=r"scenario\.armed"):
        whole.draws("scenario.armd")
    with pytest.raises(UnknownName, match="influence"):
        whole.answers("influenc")


@pytest.mark.parametrize("wrong", [{"workers": 0}, {"workers": -1}, {"chunk": 0}])
def test_work_that_cannot_be_done_is_refused(wrong):
    with pytest.raises(BadUse, match="allowed: 1 or more of each"):
        Work(**wrong)


def test_a_run_says_in_one_line_what_it_is(whole):
    expected = f"<Run of test-case: 4,196 draws, seed 3, 4 arms; in {whole.folder}>"
    assert repr(whole) == expected


def test_a_notebook_shows_a_run_with_hostile_text_escaped(write_case, tmp_path):
    case = write_case(STORY)
    text = (case.folder / "case.yaml").read_text()
    (case.folder / "case.yaml").write_text(text.replace("A test", "<script>alert('&')</script>"))
    run = assess(irenic.load(case.folder), 10, folder=tmp_path / "<b>run")
    shown = run._repr_html_()
    assert "&lt;script&gt;alert(&#x27;&amp;&#x27;)&lt;/script&gt;" in shown
    assert "<script" not in shown
    assert "<b>" not in shown
    assert "10 from seed 1" in shown
    assert "influence" in shown


def test_large_answers_stay_on_disk_and_say_the_same(whole, monkeypatch):
    from irenic.study import assess as module

    small, values = whole.answers("influence").load(), whole.draws().load()
    monkeypatch.setattr(module, "_SMALL", 0)
    again = Run(whole.folder)
    assert not again.draws()._in_memory
    assert again.answers("influence").identical(small)
    assert again.draws().identical(values)


def test_a_run_is_one_file_for_every_array_and_block_and_no_more(case, whole, tmp_path):
    arms = len([arm for arm in whole.arms if arm.changed])
    arrays = arms + sum(len(family.answers) for family in whole.plan.families)
    short = assess(case, 1024, 3, folder=tmp_path / "short")
    # Fewer than that where a block of an array has no answer at all: it is not written.
    assert len(files(whole.folder)) - len(files(short.folder)) <= (whole.plan.blocks - 1) * arrays


def test_the_case_is_copied_file_by_file(case, tmp_path):
    create(plan(case, 10, 1), tmp_path / "run")
    assert files(tmp_path / "run" / "case" / case.name) == files(case.folder)


def test_the_draws_as_entered_come_first(whole):
    assert whole.arms[0].name == AS_ENTERED
    assert whole.case.name == "test-case"
    assert os.fspath(whole.folder).endswith("whole")
