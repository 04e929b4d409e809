"""What the definitions of the graph model say, in sets, one state at a time; shares no code with what it checks.

A conflict is ``steps[actor][state]``, a set of states, and ``level[actor][state]``, a number. Numbers of actors and
states are whatever the test counts with.
"""

from itertools import product


def answers(steps, who, start, allowed=lambda *_: True):
    """Return what some actors can bring about: any number of steps, no two running by the same actor."""
    arrivals, todo = set(), [(start, None)]
    while todo:
        here, last = todo.pop()
        for mover in who:
            if mover == last:
                continue
            for there in steps[mover][here]:
                if allowed(mover, here, there) and (there, mover) not in arrivals:
                    arrivals.add((there, mover))
                    todo.append((there, mover))
    return {state for state, _ in arrivals}


def improving(level):
    return lambda mover, before, after: level[mover][after] > level[mover][before]


def improvements(steps, level, actor, state):
    return {to for to in steps[actor][state] if level[actor][to] > level[actor][state]}


def others(steps, actor):
    return [other for other in steps if other != actor]


def nash(steps, level, actor, state):
    return not improvements(steps, level, actor, state)


def gmr(steps, level, actor, state):
    mine = level[actor]
    return all(
        any(mine[answer] <= mine[state] for answer in answers(steps, others(steps, actor), to))
        for to in improvements(steps, level, actor, state)
    )


def smr(steps, level, actor, state):
    mine = level[actor]
    return all(
        any(
            mine[answer] <= mine[state] and all(mine[reply] <= mine[state] for reply in steps[actor][answer])
            for answer in answers(steps, others(steps, actor), to)
        )
        for to in improvements(steps, level, actor, state)
    )


def seq(steps, level, actor, state):
    mine = level[actor]
    return all(
        any(mine[answer] <= mine[state] for answer in answers(steps, others(steps, actor), to, improving(level)))
        for to in improvements(steps, level, actor, state)
    )


FOUR = {"nash": nash, "gmr": gmr, "smr": smr, "seq": seq}


def steps_of_moves(states, owner, can_make, can_undo, actors):
    """Return the steps between states that are tuples of moves made or not, counted from 0."""
    found = {actor: {at: set() for at in range(len(states))} for actor in range(actors)}
    for (a, before), (b, after) in product(enumerate(states), repeat=2):
        changed = [k for k, (x, y) in enumerate(zip(before, after, strict=True)) if x != y]
        for actor in range(actors):
            if changed and all(owner[k] == actor and (can_undo if before[k] else can_make)[k] for k in changed):
                found[actor][a].add(b)
    return found


def sim(states, steps, level, actor, state, joins=lambda _: True):
    """Return whether every improvement is spoilt if each of the others stays or improves on the state as well."""

    def changed(to):
        return {k for k, (x, y) in enumerate(zip(states[state], states[to], strict=True)) if x != y}

    def choices(other):
        return [set(), *(changed(to) for to in improvements(steps, level, other, state) if joins(other))]

    def spoilt(to):
        for chosen in product(*map(choices, others(steps, actor))):
            turned = changed(to).union(*chosen)
            together = tuple(bool(made) != (k in turned) for k, made in enumerate(states[state]))
            if together in states and level[actor][states.index(together)] <= level[actor][state]:
                return True
        return False

    return all(spoilt(to) for to in improvements(steps, level, actor, state))


def sim_after_seq(states, steps, level, actor, state):
    return sim(states, steps, level, actor, state, lambda other: not seq(steps, level, other, state))


def rests(reach, mine, here, leaves, feared, mend):
    """Return whether every step that an actor would take has an answer that it fears, and cannot mend if asked.

    ``reach(to)`` says what others can do, ``mine`` what it can do itself; the rest what it would do.
    """

    def kept_back(to):
        return any(
            feared(answer) and (not mend or all(feared(reply) for reply in mine[answer])) for answer in reach(to)
        )

    return all(kept_back(to) for to in mine[here] if leaves(to))


def strongly(steps, level, band, concept, actor, state):
    follows = improving(level) if concept == "seq" else lambda *_: True
    return rests(
        lambda to: answers(steps, others(steps, actor), to, follows),
        steps[actor],
        state,
        lambda to: level[actor][to] > level[actor][state],
        lambda answer: band[actor][answer] < band[actor][state],
        mend=concept == "smr",
    )


def with_unknown(steps, relation, attitude, concept, actor, state):
    """Return a verdict where ``relation[actor][s][t]`` is ``>`` if t is better than s, ``<``, ``=`` or ``?``."""
    reasons = {"a": ">?", "b": ">", "c": ">?", "d": ">"}[attitude]
    fears = {"a": "<=", "b": "<=", "c": "<=?", "d": "<=?"}[attitude]

    def follows(mover, before, after):
        return concept != "seq" or relation[mover][before][after] in ">?"

    return rests(
        lambda to: set() if concept == "nash" else answers(steps, others(steps, actor), to, follows),
        steps[actor],
        state,
        lambda to: relation[actor][state][to] in reasons,
        lambda answer: relation[actor][state][answer] in fears,
        mend=concept == "smr",
    )


def in_sequence(steps, coalition, state):
    return answers(steps, coalition, state)


def together(form, coalition, state):
    """Return the states that differ from one only in moves of a coalition, in the directions these have."""
    states = [tuple(row) for row in form.made.tolist()]
    found = set()
    for at, other in enumerate(states):
        changed = [k for k, (x, y) in enumerate(zip(states[state], other, strict=True)) if x != y]
        ways = [(form.can_undo if states[state][k] else form.can_make)[k] for k in changed]
        if changed and all(ways) and all(form.owner[k] in coalition for k in changed):
            found.add(at)
    return found


def subsets(members):
    members = list(members)
    return [frozenset(m for k, m in enumerate(members) if bits >> k & 1) for bits in range(1, 2 ** len(members))]


def coalition_rests(reach, level, coalition, concept, state):
    """Return whether a coalition rests; ``reach(coalition, state)`` is what it can bring about."""
    rest = frozenset(range(len(level))) - set(coalition)

    def all_like(some, before, after):
        return all(level[member][after] > level[member][before] for member in some)

    def answered(to):
        if concept == "cr" or not rest:
            return set()
        if concept != "cseq":
            return reach(rest, to)
        kinds = subsets(rest)
        moves = {
            some: {s: {t for t in reach(some, s) if all_like(some, s, t)} for s in range(len(level[0]))}
            for some in kinds
        }
        return answers(moves, kinds, to)

    def kept_back(to):
        return any(
            not all_like(coalition, state, answer)
            and (concept != "csmr" or not any(all_like(coalition, state, reply) for reply in reach(coalition, answer)))
            for answer in answered(to)
        )

    return all(kept_back(to) for to in reach(coalition, state) if all_like(coalition, state, to))
