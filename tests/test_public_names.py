"""The public names are a list; each is documented, and shows how it is used."""

import ast
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import get_type_hints

import altair as alt
import pytest

import irenic

SOURCE = Path(irenic.__file__).parent

PUBLIC = ["Case", "Finding", "InvalidCase", "IrenicError", "Run", "assess", "choose", "figures", "findings", "load"]

# Where a file has no example at all, and why. Whatever is not listed shows how it is used.
NO_EXAMPLE = {
    "cli/*": "commands, shown with what they print in docs/reference/commands.md",
    "models/*/kernels*": "mathematics, shown by the wrapper around it and held by its oracle",
    "case/__init__.py": "two names of files",
    "case/checks/*": "adds to a list of faults; the tests hold broken cases against what it says",
    "case/sections/*": "keys with descriptions, shown by the bundled cases and docs/reference/case-format.md",
    "case/document.py": "likewise",
    "case/check.py": "takes a folder; Case.read shows it",
    "case/edit.py": "changes a file, which an example must not",
    "case/places.py": "part of what Case shows",
    "case/stated_changes.py": "part of what Case shows",
    "case/walk.py": "part of what Case shows",
    "models/bargaining/bargain.py": "what compose.bargain, which shows it, puts together",
    "models/war/credibility_parts.py": "what credibility.whom_can_they_believe, which shows it, puts together",
    "report/chapters/*": "part of the report",
    "report/figures/canvas.py": "marks that the figures are made of",
    "report/figures/deals.py": "one picture, of what two or more could do; tests look at it",
    "report/figures/regret.py": "one picture, of a choice, which takes many games; tests look at it",
    "report/figures/trust.py": "one picture, of a war with trust; tests look at it",
    "report/terminal*.py": "what the commands print, shown in docs/reference/commands.md",
    "sources/document.py": "reads a file from disk",
    "study/credibility.py": "hands the answers of one family to another; docs/models/war.md shows the whole",
    "study/cluster.py": "part of irenic.assess; docs/how-to/cluster.md shows the whole",
    "study/engine.py": "part of irenic.assess, which shows the whole",
    "study/families.py": "a written list",
    "study/ledger.py": "part of irenic.assess, which shows the whole",
    "study/needs.py": "what `irenic check` says a case lacks, held by tests of the plan",
    "study/sensitivity/kernels*": "mathematics, shown by given_data.py and box.py and held by their oracles",
    "study/settlement.py": "joins two families, each of which shows itself; docs/models/settlement.md shows the whole",
    "study/store.py": "part of irenic.assess, which shows the whole",
    "vocabulary.py": "names and their meaning",
}


def without_example():
    """Return the files that define something and have no example; an empty package defines nothing."""
    texts = {path.relative_to(SOURCE).as_posix(): path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")}
    return sorted(place for place, text in texts.items() if len(ast.parse(text).body) > 1 and ">>> " not in text)


def test_the_public_names_are_these():
    assert irenic.__all__ == PUBLIC
    assert set(dir(irenic)) == {*PUBLIC, "__all__"}


def test_there_are_about_ten_of_them():
    assert len(PUBLIC) <= 10


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_is_documented_with_an_example(name):
    text = getattr(irenic, name).__doc__
    assert text.splitlines()[0].endswith(".")
    assert ">>> " in text


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_is_in_the_reference_of_the_documentation(name):
    page = SOURCE.parents[1] / "docs" / "reference" / "python.md"
    home = f"irenic.report.{name}" if name == "figures" else f"irenic.{name}"
    assert f":: {home}\n" in page.read_text(encoding="utf-8")


def test_importing_irenic_imports_none_of_its_parts():
    program = "import sys, irenic; print([name for name in sys.modules if name.startswith('irenic.')])"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_a_name_that_is_not_public_is_refused_as_python_refuses_it():
    with pytest.raises(AttributeError, match="module 'irenic' has no attribute 'lode'"):
        _ = irenic.lode


def test_every_file_has_an_example_or_is_listed_with_a_reason():
    lacking = [place for place in without_example() if not any(fnmatch(place, known) for known in NO_EXAMPLE)]
    assert not lacking


def test_every_listed_reason_is_still_needed():
    lacking = without_example()
    assert not [known for known in NO_EXAMPLE if not any(fnmatch(place, known) for place in lacking)]


def test_every_figure_is_a_function_that_returns_a_chart():
    assert "position_line" in irenic.figures.__all__
    for name in irenic.figures.__all__:
        returned = get_type_hints(getattr(irenic.figures, name))["return"]
        assert issubclass(returned, alt.TopLevelMixin), name
