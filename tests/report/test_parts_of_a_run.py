"""A run of one family alone is told and shown as far as it goes."""

import pytest
from tests.small_war import WITH_HOST, mediated_war

import irenic
from irenic.report.page import report_page
from irenic.report.terminal_run import run_data, run_page
from irenic.study.families import FAMILIES

MOVES = """
moves:
  north: {halt: {label: Halts the troops}}
  south: {yield: {label: Gives way}}
  states: {quiet: {when: north.halt, label: The guns are silent}}
preferences:
  north: [south.yield, north.halt]
  south: [north.halt, not south.yield]
"""


@pytest.mark.parametrize("family", [family.name for family in FAMILIES])
def test_every_family_alone_gives_a_page_and_a_report(write_case, tmp_path, family):
    case = write_case(mediated_war() + MOVES, stakes=WITH_HOST)
    run = irenic.assess(case, draws=6, folder=tmp_path / "run", only=[family])
    assert run_page(run)
    assert run_data(run)["findings"]
    assert "What was found" in report_page(run)
