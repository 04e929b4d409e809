"""Checks certificates of verdicts, knowing nothing but the conflict; shares no code with what writes them.

A certificate is a dictionary.
"""

from collections import namedtuple
from itertools import product

Conflict = namedtuple("Conflict", "arcs like made")
"""``arcs[actor]`` is a set of pairs of states, ``like[actor][state]`` a number, higher is better, and ``made[state]``
the set of moves made in it, which is asked for only where steps are taken at once."""


class Rejected(Exception):
    """What a certificate says is not so."""


def expect(holds, wrong):
    if not holds:
        raise Rejected(wrong)


def check(certificate, conflict):
    """Raise `Rejected` unless a certificate proves its verdict."""
    me, state, concept = certificate["actor"], certificate["state"], certificate["concept"]
    arcs, like, _ = conflict
    expect(me in arcs, "no such actor")
    expect(state in like[me], "no such state")
    better = {to for start, to in arcs[me] if start == state and like[me][to] > like[me][state]}
    joining = check_others(certificate, conflict)
    if certificate["stable"]:
        expect(certificate["escape"] is None, "rests and escapes")
        answered = [answer["improvement"] for answer in certificate["answers"]]
        expect(sorted(answered) == sorted(better), "not every improvement is answered, once")
        expect(concept != "nash" or not better, "an improvement is enough")
        for answer in certificate["answers"]:
            if concept in ("sim", "sim_after_seq"):
                check_joint_answer(answer, state, joining, conflict, me)
            else:
                check_answer(answer, state, concept, conflict, me)
        return
    expect(not certificate["answers"], "does not rest and answers")
    escape = certificate["escape"]
    expect(escape is not None, "nothing shows that it leaves")
    expect(escape["improvement"] in better, "the escape is no improvement")
    if concept in ("sim", "sim_after_seq"):
        expect(not any(worse_together(escape["improvement"], state, joining, conflict, me)), "can be spoilt")
    elif concept != "nash":
        check_escape(escape, state, concept, conflict, me)


def counted(concept, actor, start, to, conflict):
    """Return whether a step is one of those that answers under a concept are made of."""
    rises = conflict.like[actor][to] > conflict.like[actor][start]
    return (start, to) in conflict.arcs[actor] and (concept != "seq" or rises)


def check_answer(answer, state, concept, conflict, me):
    arcs, like, _ = conflict
    here, last = answer["improvement"], None
    expect(answer["sanction"], "an answer without a step")
    for step in answer["sanction"]:
        expect(step["start"] == here, "the steps do not follow on each other")
        expect(step["actor"] not in (me, last), "not its turn")
        expect(counted(concept, step["actor"], here, step["end"], conflict), "no such step")
        here, last = step["end"], step["actor"]
    expect(answer["outcome"] == here, "ends elsewhere")
    expect(like[me][here] <= like[me][state], "the outcome is better")
    if concept == "smr":
        expect(set(answer["countermoves"]) == {t for s, t in arcs[me] if s == here}, "not all countermoves")
        expect(all(like[me][t] <= like[me][state] for t in answer["countermoves"]), "a countermove mends it")


def check_escape(escape, state, concept, conflict, me):
    arcs, like, _ = conflict
    reached = {(one["state"], one["last_mover"]) for one in escape["reached"]}
    others = [actor for actor in arcs if actor != me]
    for mover in others:
        for start, to in arcs[mover]:
            if not counted(concept, mover, start, to, conflict):
                continue
            comes = start == escape["improvement"] or any(s == start and last != mover for s, last in reached)
            expect(not comes or (to, mover) in reached, "the others can bring about more")
    for one in escape["reached"]:
        if like[me][one["state"]] > like[me][state]:
            continue
        expect(concept == "smr" and one["countermove"], "the others have an answer")
        expect((one["state"], one["countermove"]) in arcs[me], "no such countermove")
        expect(like[me][one["countermove"]] > like[me][state], "the countermove does not mend it")


def check_others(certificate, conflict):
    """Return who may improve at the same time: all others, or those shown not to rest under seq."""
    others = {actor for actor in conflict.arcs if actor != certificate["actor"]}
    if certificate["concept"] != "sim_after_seq":
        return others
    expect({one["actor"] for one in certificate["others"]} == others, "not all others are judged")
    for one in certificate["others"]:
        expect((one["state"], one["concept"]) == (certificate["state"], "seq"), "the others are judged elsewhere")
        check(one, conflict)
    return {one["actor"] for one in certificate["others"] if not one["stable"]}


def together(ends, state, made):
    """Return the states in which all moves are changed that one of some steps from a state changes."""
    changed = set()
    for end in ends:
        changed |= made[state] ^ made[end]
    return [other for other in made if made[other] == made[state] ^ changed]


def check_joint_answer(answer, state, joining, conflict, me):
    movers = [step["actor"] for step in answer["sanction"]]
    expect(len(set(movers)) == len(movers) and set(movers) <= joining, "somebody may not join")
    for step in answer["sanction"]:
        expect(step["start"] == state, "not from the state")
        expect(counted("seq", step["actor"], state, step["end"], conflict), "no improvement of its own")
    like, made = conflict.like, conflict.made
    ends = [answer["improvement"], *(step["end"] for step in answer["sanction"])]
    expect(together(ends, state, made) == [answer["outcome"]], "ends elsewhere")
    expect(like[me][answer["outcome"]] <= like[me][state], "the outcome is better")


def worse_together(improvement, state, joining, conflict, me):
    """Yield every outcome no better than the state that others can bring about at the same time."""
    arcs, like, made = conflict
    own = [[state, *(t for s, t in arcs[a] if s == state and like[a][t] > like[a][s])] for a in sorted(joining)]
    for ends in product(*own):
        yield from (to for to in together([improvement, *ends], state, made) if like[me][to] <= like[me][state])
