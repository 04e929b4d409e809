"""A war small enough to be played in a moment: two parties, a patron, two issues, five places of the front."""

PARTIES = """\
actors:
  north: {name: North, role: party}
  south: {name: South, role: party}
  friend: {name: Friend, role: patron, backs: south}
issues:
  land:
    name: Land
    question: Who holds the valley?
    options:
      southern: {at: 0, label: The valley is southern}
      shared: {at: 50, label: The valley is shared}
      northern: {at: 100, label: The valley is northern}
  guard:
    name: Guard
    question: Who guards the peace?
    options:
      nobody: {at: 0, label: Nobody guards it}
      force: {at: 100, label: A force guards it}
    now: nobody
"""
"""The actors and issues, in place of those of the shared fixture."""

WAR = """\
positions:
  north:
    land: {wants: 80 to 100, refuses: southern, salience: 60 to 90, judgement: J}
    guard: {wants: nobody, salience: 5 to 20, judgement: J}
  south:
    land: {wants: 0 to 20, refuses: northern, salience: 60 to 90, judgement: J}
    guard: {wants: force, salience: 20 to 60, judgement: J}
capability:
  north: {value: 50 to 60, judgement: J}
  south: {value: 40 to 60, judgement: J}
proposals:
  partition: {label: Partition, by: friend, on: undated, terms: {land: shared}, judgement: J}
  conquest: {label: Conquest, by: north, on: undated, terms: {land: northern}, judgement: J}
  parley: {label: Parley, by: friend, on: undated, beyond: Words, judgement: J}
war:
  challenger: north
  defender: south
  months: 24
  front: {positions: 5, now: 2, judgement: J}
  battle: {decisive: {value: 20% to 60%, judgement: J}, steepness: {value: 1, judgement: J}}
  forces:
    own: {north: {value: 100, judgement: J}, south: {value: 50 to 70, judgement: J}}
    aid: {friend: {value: 30 to 60, judgement: J}}
    substitution: {value: unknown, judgement: J}
  cost: {north: {value: 1% to 5%, judgement: J}, south: {value: 1% to 5%, judgement: J}}
  patience: {north: {value: 95% to 99%, judgement: J}, south: {value: 95% to 99%, judgement: J}}
  optimism: {north: {value: 1 to 1.5, judgement: J}, south: {value: 1 to 1.5, judgement: J}}
  leader_cost: {south: {value: 0 to 0.2, judgement: J}}
  proposes: {north: {value: 50%, judgement: J}, south: {value: 50%, judgement: J}}
  breach:
    issue: guard
    penalty: {nobody: {value: 0 to 0.1, judgement: J}, force: {value: 0.2 to 0.8, judgement: J}}
    drift: {value: -1 to 1, judgement: J}
    fading: {value: 10% to 30%, judgement: J}
scenarios:
  alone: {label: The friend leaves, set: {war.forces.aid.friend: 0}, judgement: J}
  stubborn: {label: The south wants it all, set: {positions.south.land.refuses: [shared, northern]}, judgement: J}
  slow: {label: Step by step, set: {war.phases: 6}, judgement: J}
  apart: {label: The north signs alone, set: {signatories: [north]}, judgement: J}
perspectives:
  gloomy: {label: The gloomy view, set: {war.leader_cost.south: 0.6 to 0.9}, judgement: J}
"""
"""Everything else: a proposal that could be signed, one that crosses a red line, one without terms."""

WITH_HOST = PARTIES.replace("issues:\n", "  host: {name: Host, role: mediator, backs: south}\nissues:\n").replace(
    "label: A force guards it", "label: A force guards it, needs: host"
)
"""The same with a host who mediates, and without whom there is no force."""

LEVERS = """\
levers:
  squeeze: {label: Squeeze the north, by: host, does: {war.cost.north: times 2 to 4}, judgement: J}
  halt: {label: Stop the aid, by: host, does: {war.forces.aid.host: 0}, judgement: J}
  threat: {label: Threaten to leave, by: host, does: {war.mediator.exit_cost: times 0.5}, judgement: J}
  reminder: {label: Say it again, by: host, does: {war.cost.north: times 1}, judgement: J}
"""
"""What the host can do. The last two change nothing in a month of war."""


def mediated_war(home="0", leave="0.2", leans="0 to 0.5"):
    """Return the rest of the war with the host: what levers and leaving cost it, and whom it leans to."""
    stakes = f"home_cost: {home}, exit_cost: {leave}, reset_prize: 0.1, leaning: {leans}, judgement: J"
    text = LEVERS + WAR.replace("  breach:\n", f"  mediator: {{actor: host, {stakes}}}\n  breach:\n")
    return text.replace("aid: {friend", "aid: {host: {value: 20 to 30, judgement: J}, friend")


TRUST = """\
  trust:
    loss: {value: 0.5 to 2, judgement: J}
    gain: {value: 0.1 to 0.6, judgement: J}
    temptation: {value: 1.2 to 2, judgement: J}
    trustworthy: {north: {value: 20% to 60%, judgement: J}, south: {value: 40% to 90%, judgement: J}}
  attacks: {chance: {value: 20% to 60%, judgement: J}, prevented: {value: 30% to 70%, judgement: J}}
  resolve:
    months: {value: 2 to 6, judgement: J}
    upper_hand: {value: 60% to 90%, judgement: J}
    parties:
      north: {chance: 20% to 60%, tough: 50%, weak: 2, judgement: J}
      south: {chance: 20% to 60%, tough: 50%, weak: 2, judgement: J}
  mediator:
    actor: friend
    home_cost: {value: 0, judgement: J}
    exit_cost: {value: 0, judgement: J}
    reset_prize: {value: 0, judgement: J}
    leaning: {value: -1 to 0, judgement: J}
    misjudges: {value: 5% to 20%, judgement: J}
    overlooks: {value: 5% to 20%, judgement: J}
    war_cost: {value: 0 to 0.2, judgement: J}
    favour: {value: 10% to 50%, judgement: J}
    force: {value: 10% to 50%, judgement: J}
"""
"""What that war may say besides, of whom the parties can believe: indented, to follow on its section."""


def with_trust(text=WAR):
    """Return the war with all of it."""
    return text.replace("scenarios:\n", TRUST + "scenarios:\n", 1)
