"""What carries an argument: the parts add up, and a friction that is taken away is what carries."""

import numpy as np
import pytest
from tests.small_war import PARTIES, WAR

from irenic.errors import BadUse
from irenic.report.carrier_words import carrier_sentence
from irenic.study.arguments import families_for, trials
from irenic.study.assess import assess
from irenic.study.carriers import WITHOUT_OBSTACLES, what_carries
from irenic.study.plan import AS_ENTERED

ARGUMENTS = """\
sources:
  s: {title: A source, author: Somebody, published: 2025-01-01, says: {p1: Something is claimed.}}
arguments:
  eased:
    says: With nothing to fear at home, the South signs.
    by: s#p1
    if: {set: {war.leader_cost.south: 0}}
    then: {settlement.within.12: rises}
  idle:
    says: A word changes everything.
    by: s#p1
    if: {set: {war.leader_cost.south: times 1}}
    then: {settlement.within.12: rises}
  elsewhere:
    says: A strong South does not lose.
    by: s#p1
    if: {set: {war.forces.own.south: 400}}
    then: {victory.north: falls}
"""


@pytest.fixture
def run(write_case, tmp_path):
    afraid = WAR.replace("leader_cost: {south: {value: 0 to 0.2", "leader_cost: {south: {value: 0.3 to 0.5", 1)
    case = write_case(ARGUMENTS + afraid, stakes=PARTIES)
    names = tuple(case.document.arguments)
    return assess(case, draws=30, folder=tmp_path / "run", under=names, only=families_for(case, names))


def test_the_parts_add_up_and_a_friction_that_is_taken_away_is_what_carries(run):
    trial = trials(run, "eased")[0]
    found = what_carries(run, trial)
    assert found.draws == 24
    assert sum(part.value for part in found.parts.values()) == pytest.approx(found.change.value, abs=1e-12)
    before, after = (run.answers("frictions", arm).settled_with for arm in (AS_ENTERED, "argument.eased"))
    assert found.change.value == pytest.approx(np.nanmean(after - before))
    assert next(iter(found.parts)) == "leader cost"
    assert found.parts["leader cost"].low > 0
    assert found.parts[WITHOUT_OBSTACLES].value == pytest.approx(0, abs=1e-9)
    assert "It works through what signing costs leaders at home (takes less by" in carrier_sentence(run, trial)


def test_it_is_asked_of_settlements_alone_and_of_the_case_as_entered(run):
    assert all(part.value == 0 for part in what_carries(run, trials(run, "idle")[0]).parts.values())
    assert carrier_sentence(run, trials(run, "idle")[0]).startswith("Nothing that makes up the chance of a settlement")
    assert what_carries(run, trials(run, "elsewhere")[0]) is None
    assert what_carries(run, trials(run, "eased")[1]) is None
    with pytest.raises(BadUse, match="'frictions' has no answer under"):
        run.answers("frictions", "perspective.gloomy")
