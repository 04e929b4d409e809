"""What Hypothesis makes cases, numbers and formulas of; for tests of every layer."""

from hypothesis import strategies as st

from irenic.case.scales import AMOUNT, FACTOR, LINE, NUMBER, SCORE, SHARE

SCALES = (LINE, SCORE, SHARE, AMOUNT, NUMBER, FACTOR)

names = st.from_regex(r"[a-z][a-z0-9-]{0,6}", fullmatch=True)
"""Short names of actors, issues and options."""


def numbers_on(scale):
    """Return numbers of a scale, with few digits, as text that a person could write."""
    low, high = max(scale.low, -1000), min(scale.high, 1000)
    return st.floats(low, high).map(lambda value: f"{value:.4f}".rstrip("0").rstrip("."))


@st.composite
def ends_on(draw, scale):
    """Return two different numbers of a scale as text, the lower first."""
    low, high = sorted((draw(numbers_on(scale)), draw(numbers_on(scale))), key=float)
    if float(high) - float(low) < 0.01:
        low, high = f"{max(scale.low, 0.0):g}", f"{min(scale.high, 1.0):g}"
    return low, high


@st.composite
def _short_ranges(draw, scale):
    low, high = draw(ends_on(scale))
    level = draw(st.sampled_from(["", " (80%)", " (50%)", " (99%)"]))
    return f"{low} to {high}{level}"


@st.composite
def _long_ranges(draw, scale):
    low, high = draw(ends_on(scale))
    written = {"low": low, "high": high}
    shape = draw(st.sampled_from([None, "normal", "uniform", "triangular", "pert"]))
    if shape is not None:
        written["shape"] = shape
    if shape in ("triangular", "pert") and draw(st.booleans()):
        share = draw(st.floats(0.05, 0.95))
        written["mode"] = f"{float(low) + share * (float(high) - float(low)):.6f}"
    if draw(st.booleans()):
        written["level"] = draw(st.sampled_from(["50%", "80", "95%"]))
    if draw(st.booleans()):
        written["at_least"] = low
    if draw(st.booleans()):
        written["at_most"] = high
    return written


@st.composite
def _choices(draw, scale):
    values = draw(st.lists(numbers_on(scale), min_size=1, max_size=4, unique_by=float))
    weights = draw(st.lists(st.integers(1, 9), min_size=len(values), max_size=len(values)))
    return {"choices": {v: repr(w / sum(weights)) for v, w in zip(values, weights, strict=True)}}


def beliefs_on(scale):
    """Return what may be written for a number, in every form of the grammar."""
    short = st.one_of(numbers_on(scale), _short_ranges(scale))
    if scale.bounded:
        short = st.one_of(short, st.just("unknown"))
    simple = st.one_of(short, _long_ranges(scale), _choices(scale))
    coders = st.one_of(
        st.lists(simple, min_size=1, max_size=3), st.dictionaries(names, simple, min_size=1, max_size=3)
    ).map(lambda values: {"coders": values})
    return st.one_of(simple, coders, simple.map(lambda value: {"value": value}))


@st.composite
def scaled_beliefs(draw):
    """Return a scale, and what may be written for a number on it."""
    scale = draw(st.sampled_from(SCALES))
    return scale, draw(beliefs_on(scale))


moves = st.sampled_from(["a.go", "a.stay", "b.pay", "b.no-deal"])


@st.composite
def formulas(draw, depth=3):
    """Return a formula as nested tuples; ``(move,)``, ``("not", f)`` or ``(connective, f, g)``."""
    if depth == 0 or draw(st.integers(0, 3)) == 0:
        return (draw(moves),)
    by = draw(st.sampled_from(["not", "and", "or", "if", "iff"]))
    parts = 1 if by == "not" else 2
    return (by, *(draw(formulas(depth - 1)) for _ in range(parts)))


_VALUES = [
    "50",
    "40 to 60",
    "unknown",
    "a",
    "x",
    "l",
    "2025-05",
    "s#p1",
    "times 2",
    "plus 1 to 2",
    "yes",
    "party",
    "²",
    "1",
]
# One word a line would bury what this file says, hence the split.
_SECTIONS = [
    "irenic",
    "title",
    "sources",
    "actors",
    "signatories",
    "issues",
    "positions",
    "capability",
    "correlations",
    "proposals",
    "war",
    "moves",
    "preferences",
    "levers",
    "scenarios",
    "perspectives",
    "contradictions",
    "arguments",
    "events",
]
_INNER = [
    "a",
    "b",
    "i",
    "x",
    "y",
    "name",
    "role",
    "wants",
    "refuses",
    "salience",
    "value",
    "because",
    "judgement",
    "options",
    "at",
    "label",
    "does",
    "set",
    "pull",
    "builds_on",
    "takes",
    "versions",
    "says",
    "if",
    "then",
    "by",
    "on",
    "terms",
    "together",
    "opposed",
    "strength",
    "infeasible",
    "never",
    "front",
    "now",
    "forces",
    "own",
    "cost",
    "coders",
    "choices",
    "low",
    "high",
    "mode",
    "p1",
    "p2-p1",
    "capability.a",
    "positions.a.i.wants",
    "issues.i.options.x.at",
    "war.front.now",
    "actors.a.name",
    "levers.l.by",
]
_LEAVES = st.one_of(st.none(), st.text(max_size=12), names, st.sampled_from(_VALUES))
keys = st.one_of(names, st.sampled_from(_SECTIONS), st.sampled_from(_INNER), st.text(min_size=1, max_size=5))
trees = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=25,
)
"""Nested lists and dictionaries that look like parts of a case and mostly are not."""
