"""Runs that several tests of the report share, and a case in which every text is hostile."""

import fcntl
import os
import shutil
from contextlib import contextmanager

import pytest
from ruamel.yaml import YAML

import irenic
from irenic.arrays.levers import with_levers
from irenic.examples import NAMES, folder_of
from irenic.report.page import report_page
from irenic.study import engine

HOSTILE = (
    "<script>alert('hostile')</script><img src=x onerror=alert(1)></script></style></title>]]>--> "
    "javascript:alert(2) \" onmouseover=\"alert(3) ' autofocus onfocus='alert(4) "
    "<a href='javascript:alert(5)'>press</a> {{ 7*7 }} ${7*7} &lt;script&gt; "
    "\u202eturned\u2066 \u0007bell \u001b[31m \u0627\u0644\u0633\u0644\u0627\u0645 \u2028end"
)
"""Everything that ever broke out of a page, in one text."""
# fmt: off
TEXTS = frozenset({
    "title", "summary", "name", "people", "note", "label", "question", "beyond", "status", "says", "topic", "what",
    "stance", "author", "publisher", "judgement", "outside", "why", "meaning",
})
# fmt: on


FEW = 8
"""Draws of the reference case: its war makes every one of them dear."""
VALLEY = """\
irenic: 1
title: The war of the valley
actors:
  hill: {name: Hill, role: party}
  vale: {name: Vale, role: party}
  crown: {name: The Crown, role: patron, backs: vale}
issues:
  land:
    name: Land
    question: Whose is the valley?
    options:
      vale-all: {at: 0, label: All of it is Vale's}
      halves: {at: 50, label: It is divided}
      hill-all: {at: 100, label: All of it is Hill's}
  keeper:
    name: Keeper
    question: Who keeps the peace?
    options:
      nobody: {at: 0, label: Nobody}
      crown: {at: 100, label: The Crown does}
positions:
  hill:
    land: {wants: 90 to 100, salience: 60 to 80}
    keeper: {wants: 0 to 20, salience: 5 to 20}
  vale:
    land: {wants: 0 to 10, salience: 60 to 80, refuses: [hill-all]}
    keeper: {wants: 80 to 100, salience: 20 to 40}
capability: {hill: 50 to 60, vale: 40 to 60}
proposals:
  partition: {label: A partition, by: hill, on: 2025-01, terms: {land: halves}}
  surrender: {label: A surrender, by: hill, on: 2025-02, terms: {land: hill-all}}
  open: {label: Anything but all, by: vale, on: 2025-03, terms: {land: [halves, hill-all], keeper: crown}}
scenarios:
  no-aid: {label: The Crown looks away, set: {war.forces.aid.crown: 0}}
  louder: {label: Hill shouts, set: {capability.hill: 90}}
war:
  challenger: hill
  defender: vale
  months: 6
  front: {positions: 3, now: 1}
  battle: {decisive: 20% to 60%, steepness: 1}
  forces: {own: {hill: 100, vale: 40 to 60}, aid: {crown: 20 to 40}}
  cost: {hill: 1% to 8%, vale: 1% to 8%}
  patience: {hill: 0.9 to 0.99, vale: 0.9 to 0.99}
  optimism: {hill: 1 to 1.6, vale: 1 to 1.6}
  proposes: {hill: 0.5, vale: 0.5}
  breach: {issue: keeper, penalty: {nobody: 0 to 0.05, crown: 0.3 to 0.9}, drift: 0, fading: 5%}
"""


@pytest.fixture(scope="session")
def runs(tmp_path_factory):
    """Return a function that gives the run of a bundled case, made once."""
    made = {}

    def run(name):
        assert name in NAMES
        if name not in made:
            with _alone(tmp_path_factory, name) as folder:
                made[name] = _assessed(irenic.load(name), FEW if name == "ukraine-2025" else 60, folder / "run")
        return made[name]

    return run


@pytest.fixture(scope="session")
def hostile_run(tmp_path_factory):
    """Return a run of the reference case with a hostile text in front of and behind every text."""
    with _alone(tmp_path_factory, "hostile") as around:
        folder = around / "hostile-case"
        if not folder.exists():
            _poison(shutil.copytree(folder_of("ukraine-2025"), folder))
        return _assessed(irenic.load(folder), 4, around / "run")


def _poison(folder):
    yaml = YAML(typ="rt")
    yaml.allow_unicode = False
    yaml.width = 10_000
    for file in folder.glob("*.yaml"):
        content = yaml.load(file)
        poisoned = _poisoned(content, "")
        with file.open("w", encoding="utf-8") as stream:
            yaml.dump(poisoned, stream)


@contextmanager
def _alone(tmp_path_factory, name):
    """Give a folder that all processes of a test run share, to one of them at a time: dear runs are made once."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"shared-{name}"
    folder.mkdir(exist_ok=True)
    with (folder.parent / f"shared-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def _assessed(case, draws, folder):
    """Return a run in which what takes longest by far is asked in one draw only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("irenic.study.settlement.EXPLAINED", 1)
        patch.setattr(engine, "with_levers", lambda case, dataset, shares, _: with_levers(case, dataset, shares, 1))
        return irenic.assess(case, draws=draws, folder=folder)


@pytest.fixture(scope="session")
def valley_run(tmp_path_factory):
    """Return the run of a small war: two issues, three places of the front, six months, one scenario."""
    folder = tmp_path_factory.mktemp("valley") / "valley"
    folder.mkdir()
    (folder / "case.yaml").write_text(VALLEY, encoding="utf-8")
    return _assessed(irenic.load(folder), 12, folder.parent / "run")


@pytest.fixture(scope="session")
def pages(runs, hostile_run):
    """Return the reports that many tests read, each made once."""
    runs_by_name = {"reference": runs("ukraine-2025"), "hostile": hostile_run, "small": runs("two-villages")}
    return {name: report_page(run) for name, run in runs_by_name.items()}


def _poisoned(item, key):
    if isinstance(item, dict):
        # A mapping under 'says' holds paraphrases by paragraph.
        text = key == "says"
        return {n: _poisoned(v, "says" if text and isinstance(v, str) else "" if text else n) for n, v in item.items()}
    if isinstance(item, list):
        return [_poisoned(value, key) for value in item]
    return f"{HOSTILE} {item} {HOSTILE}" if isinstance(item, str) and key in TEXTS else item
