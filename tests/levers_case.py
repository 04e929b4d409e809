"""A case without a war whose best policy is known by construction, in three of its levers and two readings.

A package needs an option that nobody refuses. As entered, B refuses all that A does not, until ``open`` lets the middle
in. Read hard, A refuses the middle as well, until ``yield`` lets it in: that lever helps under this reading only, and
only together with the other. ``idle`` multiplies by one. ``shut`` wants of B what clashes with ``open``.
"""

STAKES = """\
actors:
  a: {name: A, role: party}
  b: {name: B, role: party}
  host: {name: Host, role: mediator}
  far: {name: Far, role: bystander}
issues:
  x:
    name: X
    question: How much of X?
    options: {low: {at: 0, label: Low}, mid: {at: 50, label: Mid}, high: {at: 100, label: High}}
"""
LEVERS = """\
positions:
  a: {x: {wants: 100, salience: 40 to 60, refuses: low, judgement: made up}}
  b: {x: {wants: 0, salience: 50, refuses: [mid, high], judgement: made up}}
levers:
  open: {label: Open B, by: host, does: {positions.b.x.refuses: high}, judgement: made up}
  yield: {label: Move A, by: far, does: {positions.a.x.refuses: low}, judgement: made up}
  idle: {label: Say it again, by: far, does: {positions.a.x.salience: times 1}, judgement: made up}
  shut: {label: B stays shut, by: host, does: {positions.b.x.refuses: [mid, high]}, judgement: made up}
  venue: {label: A room, by: far, outside: A room changes no number.}
  own: {label: A threat of A, by: a, does: {positions.a.x.salience: times 2}, judgement: made up}
  words: {label: New words, by: far, does: {capability.a: times 2}, judgement: made up}
capability:
  a: {value: 50, judgement: made up}
  b: {value: 50, judgement: made up}
perspectives:
  hard: {label: A is hard, set: {positions.a.x.refuses: [low, mid]}, judgement: made up}
"""
