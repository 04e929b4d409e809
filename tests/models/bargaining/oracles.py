"""What the definitions say, by listing every package: slow, plain, and sharing no code with the kernels."""

from fractions import Fraction
from functools import cache
from itertools import combinations, product

from hypothesis import strategies as st

from irenic.models.bargaining.bargain import Linkage, RuledOut
from irenic.models.bargaining.compose import bargain, with_terms

KNOWN = {}
"""Every bargain asked about, kept so that no two of them share an identity."""


def every_package(over):
    return list(product(*over.issues.values()))


def table(over, name):
    """Return an array by actor and option as a dictionary."""
    array = getattr(over, name).transpose("actor", "option")
    rows = zip(array.actor.values.tolist(), array.values.tolist(), strict=True)
    return {(a, o): value for a, row in rows for o, value in zip(array.option.values.tolist(), row, strict=True)}


@cache
def plain(at):
    over = KNOWN[at]
    limits = zip(over.reservation.actor.values.tolist(), over.reservation.values.tolist(), strict=True)
    return table(over, "worth"), table(over, "refuses"), dict(limits)


def tables(over):
    """Return the tables of a bargain, which are read out only once."""
    KNOWN.setdefault(id(over), over)
    return plain(id(over))


def worth(over, package, actor):
    total = Fraction(0)
    for option in package:
        total += Fraction(tables(over)[0][actor, option])
    for linkage in over.linkages:
        if linkage.actor == actor and set(linkage.options) <= set(package):
            total += Fraction(linkage.worth)
    return round(total * 10**9)


def crosses(over, package, actor):
    refused = [option for option in package if tables(over)[1][actor, option]]
    pairs = [pair for pair in over.ruled_out if pair.actor == actor and set(pair.options) <= set(package)]
    return bool(refused or pairs)


def accepts(over, package, actor):
    limit = tables(over)[2][actor]
    enough = limit == float("-inf") or worth(over, package, actor) >= round(Fraction(limit) * 10**9)
    return enough and not crosses(over, package, actor)


def accepted_by_all(over):
    return [package for package in every_package(over) if all(accepts(over, package, a) for a in over.actors)]


def voters(over):
    return [actor for actor in over.actors if actor not in over.ratifiers]


def efficient(over):
    """Return the efficient vectors of those who vote, and the packages of each."""
    values = {}
    for package in accepted_by_all(over):
        values.setdefault(tuple(worth(over, package, a) for a in voters(over)), []).append(package)

    def beats(other, one):
        return other != one and all(o >= v for o, v in zip(other, one, strict=True))

    return {one: found for one, found in values.items() if not any(beats(other, one) for other in values)}


def minimal(sets):
    return {one for one in sets if not any(other < one for other in sets)}


def subsets(items):
    return [frozenset(chosen) for size in range(len(items) + 1) for chosen in combinations(sorted(items), size)]


@st.composite
def bargains(draw, *, points=True, terms=True, most_actors=3, most_issues=4):
    """Small bargains, dense with ties; with points, or with thirds and sevenths that no float holds."""
    number = (
        st.integers(0, 6).map(float)
        if points
        else st.builds(lambda a, b: a / b, st.integers(0, 7), st.sampled_from([3, 7]))
    )
    actors = [f"a{n}" for n in range(draw(st.integers(1, most_actors)))]
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=most_issues))
    issues = {f"i{n}": [f"o{k}" for k in range(size)] for n, size in enumerate(sizes)}
    table = {a: {i: {o: draw(number) for o in options} for i, options in issues.items()} for a in actors}
    limits = {a: draw(st.sampled_from([float("-inf"), 0.0, 2.0, 5.0, 9.0, 14.0])) for a in actors}
    options = [f"{i}.{o}" for i, named in issues.items() for o in named]
    refuses = {a: draw(st.lists(st.sampled_from(options), max_size=2, unique=True)) for a in actors}
    ratifiers = draw(st.sampled_from([(), (actors[-1],)])) if len(actors) > 1 else ()
    over = bargain(table, limits, refuses=refuses, ratifiers=ratifiers)
    pairs = [(o, p) for o in options for p in options if o.split(".")[0] < p.split(".")[0]]
    if not terms or not pairs:
        return over
    linked = st.builds(Linkage, st.sampled_from(actors), st.sampled_from(pairs), st.integers(-4, 4).map(float))
    closed = st.builds(RuledOut, st.sampled_from(actors), st.sampled_from(pairs))
    return with_terms(
        over, linkages=draw(st.lists(linked, max_size=3)), ruled_out=draw(st.lists(closed, max_size=2, unique=True))
    )
