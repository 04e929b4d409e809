"""Runs that several tests of the report share, and a case in which every text is hostile."""

import shutil

import pytest
from ruamel.yaml import YAML

import irenic
from irenic.examples import NAMES, folder_of
from irenic.report.page import report_page

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


@pytest.fixture(scope="session")
def runs(tmp_path_factory):
    """Return a function that gives the run of a bundled case, made once."""
    made = {}

    def run(name):
        assert name in NAMES
        if name not in made:
            made[name] = irenic.assess(irenic.load(name), draws=60, folder=tmp_path_factory.mktemp("run") / name)
        return made[name]

    return run


@pytest.fixture(scope="session")
def hostile_run(tmp_path_factory):
    """Return a run of the reference case with a hostile text in front of and behind every text."""
    folder = tmp_path_factory.mktemp("hostile") / "hostile-case"
    shutil.copytree(folder_of("ukraine-2025"), folder)
    yaml = YAML(typ="rt")
    yaml.allow_unicode = False
    yaml.width = 10_000
    for file in folder.glob("*.yaml"):
        content = yaml.load(file)
        poisoned = _poisoned(content, "")
        with file.open("w", encoding="utf-8") as stream:
            yaml.dump(poisoned, stream)
    return irenic.assess(irenic.load(folder), draws=30, folder=folder.parent / "run")


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
