"""Small random cases, and what follows from the definitions by going through every package of one."""

from itertools import chain, combinations, product

import numpy as np
import xarray as xr
from hypothesis import strategies as st

from irenic.models.bargaining.packages import worths_of

ACTORS = ["a", "b", "third", "nobody"]
ISSUES = {"x": 3, "y": 2, "z": 3}
SAME = 1e-9


@st.composite
def small_cases(draw):
    """Return a case of two draws: A and B sign, some options need the third, red lines here and there."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    options = [f"{issue}.{number}" for issue, many in ISSUES.items() for number in range(many)]
    size = (2, len(ACTORS), len(ISSUES))
    refuses = rng.random((len(ACTORS), len(options))) < draw(st.sampled_from([0.0, 0.2, 0.35]))
    needs = np.zeros((len(options), len(ACTORS)), dtype=bool)
    needs[:, 2] = rng.random(len(options)) < 0.3
    return xr.Dataset(
        {
            # Whole tens and fifths, so that ties are common.
            "position": (("draw", "actor", "issue"), rng.integers(0, 11, size) * 10.0),
            "salience": (("draw", "actor", "issue"), rng.integers(1, 6, size) / 5),
            "has_position": (("actor", "issue"), np.array([[True] * 3] * 3 + [[False] * 3])),
            "place": (("draw", "option"), rng.integers(0, 11, (2, len(options))) * 10.0),
            "refuses": (("actor", "option"), refuses),
            "signs": ("actor", [True, True, False, False]),
            "needs": (("option", "actor"), needs),
            "reservation": (("draw", "actor"), rng.integers(0, 9, (2, len(ACTORS))) / 10),
            "proposed": (("proposal", "option"), rng.random((2, len(options))) < 0.3),
        },
        coords={
            "draw": [0, 1],
            "actor": ACTORS,
            "issue": list(ISSUES),
            "option": options,
            "issue_of_option": ("option", [option.split(".")[0] for option in options]),
            "proposal": ["p", "q"],
        },
    )


class Definition:
    """A case as plain numbers and sets, so that going through every package takes no time."""

    def __init__(self, case):
        self.options = [str(option) for option in case.option.values]
        self.proposed = {
            str(p): {o for o, has in zip(self.options, row, strict=True) if has}
            for p, row in zip(case.proposal.values, case.proposed.values, strict=True)
        }
        self.needs_third = {o for o, row in zip(self.options, case.needs.values, strict=True) if row[2]}
        self.refused = {
            actor: {o for o, no in zip(self.options, row, strict=True) if no}
            for actor, row in zip(ACTORS, case.refuses.values, strict=True)
        }
        table = worths_of(case).values.tolist()
        self.worths = [
            {actor: dict(zip(self.options, row, strict=True)) for actor, row in zip(ACTORS, rows, strict=True)}
            for rows in table
        ]
        self.least = [dict(zip(ACTORS, row, strict=True)) for row in case.reservation.values.tolist()]
        lines = {f"{a}.{o.split('.')[0]}" for a in ACTORS for o in self.refused[a]}
        self.lines = frozenset(lines)
        self.demands = frozenset([*ACTORS, *lines])

    def inside(self, proposal=None):
        """Return the options that a proposal leaves open, by issue; all options for no proposal."""
        named = self.proposed.get(proposal, set())
        by_issue = {issue: [o for o in self.options if o.split(".")[0] == issue] for issue in ISSUES}
        return {issue: [o for o in own if o in named] or own for issue, own in by_issue.items()}

    def asked(self, package):
        """Return everyone whose consent a package needs."""
        return ["a", "b", "third"] if self.needs_third.intersection(package) else ["a", "b"]

    def worth(self, draw, actor, package):
        """Return what a package is worth to an actor."""
        return sum(self.worths[draw][actor][option] for option in package)

    def broken(self, draw, package):
        """Return the demands that a package does not meet, of those whose consent it needs."""
        asked = self.asked(package)
        lines = {f"{a}.{o.split('.')[0]}" for a in asked for o in package if o in self.refused[a]}
        return lines | {a for a in asked if self.worth(draw, a, package) < self.least[draw][a] - SAME}


def every_package(by_issue):
    """Return every package of some options by issue."""
    return list(product(*by_issue.values()))


def subsets(things):
    """Return every part of some things, the small ones first."""
    return chain.from_iterable(combinations(things, size) for size in range(len(things) + 1))
