"""What tests of every layer share: a case out of a few lines of YAML, with something to compute."""

from textwrap import dedent

import pytest
from hypothesis import settings

from irenic.case.case import Case

# No deadline: a slow machine is not a bug. The same examples every time: a failure is about the change at hand.
# New examples are looked for with `pytest --hypothesis-profile=search`.
settings.register_profile("irenic", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("irenic")

HEAD = """\
irenic: 1
title: A test
summary: A case made for a test.
"""
STAKES = """\
actors:
  a: {name: A, role: party}
  b: {name: B, role: party}
issues:
  x:
    name: X
    question: What becomes of X?
    options:
      low: {at: 0, label: Low}
      mid: {at: 50, label: Middle}
      high: {at: 100, label: High}
"""


@pytest.fixture
def write_case(tmp_path):
    """Return a function that reads a case from YAML; ``stakes`` gives two actors and one issue."""

    def write(text, name="test-case", stakes=STAKES):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        (folder / "case.yaml").write_text(HEAD + stakes + dedent(text), encoding="utf-8")
        return Case.read(folder)

    return write
