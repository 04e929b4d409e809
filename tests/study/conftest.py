"""A war that is small enough for many runs: two parties, a friend who gives aid, a host who mediates."""

import pytest

STAKES = """\
actors:
  east: {name: East, role: party}
  west: {name: West, role: party}
  friend: {name: Friend, role: patron, backs: west}
  host: {name: Host, role: mediator}
issues:
  land:
    name: Land
    question: Who has the land?
    now: half
    options: {west-all: {at: 0, label: West}, half: {at: 50, label: Half}, east-all: {at: 100, label: East}}
  guard:
    name: Guard
    question: Who guards it?
    options: {nobody: {at: 0, label: Nobody}, friend: {at: 100, label: The friend, needs: friend}}
"""
WAR = """\
positions:
  east:
    land: {wants: 80 to 100, salience: 60 to 90, judgement: made up}
    guard: {wants: nobody, salience: 20, judgement: made up}
  west:
    land: {wants: west-all, salience: 60 to 90, judgement: made up}
    guard: {wants: friend, salience: 50, judgement: made up}
  host:
    land: {wants: half, salience: 50, judgement: made up}
proposals:
  split: {label: Split it, by: host, on: 2025-03, terms: {land: half}, judgement: made up}
  guarded: {label: Guard it, by: west, on: 2025-03, terms: {land: west-all, guard: friend}, judgement: made up}
war:
  challenger: east
  defender: west
  months: 6
  front: {positions: 4, now: 1 to 2, judgement: made up}
  battle: {decisive: 20% to 40%, steepness: 1, judgement: made up}
  forces:
    own: {east: 100, west: 60 to 90}
    aid: {friend: 20 to 40}
    substitution: 25%
    judgement: made up
  cost: {east: 1% to 3%, west: 2%}
  patience: {east: 99% to 100%, west: 97%}
  optimism: {east: 1.2 to 1.6, west: 1}
  leader_cost: {west: 0 to 0.2}
  proposes: {east: 30%, west: 40%, host: 30%}
  breach:
    issue: guard
    penalty: {nobody: 0 to 0.1, friend: 0.2 to 0.6}
    drift: -1 to 1
    fading: 10%
    judgement: made up
  judgement: made up
perspectives:
  cautious: {label: East is cautious, set: {war.optimism.east: 0.9}, judgement: made up}
  silent: {label: Nothing to add, judgement: made up}
scenarios:
  aid-halves: {label: Half of the aid stops, set: {war.forces.aid.friend: times 0.5}, judgement: made up}
"""


@pytest.fixture
def write_war(write_case):
    """Return a function that reads the small war with further scenarios, each a line of YAML, and a head."""

    def write(*scenarios, head="", name="small-war"):
        return write_case(WAR + "".join(f"  {line}\n" for line in scenarios), name, head + STAKES)

    return write
