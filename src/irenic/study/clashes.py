"""What would have to give for a proposal to be signed, summed up over the draws in which it was asked."""

from collections import Counter
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import xarray as xr

from irenic.arrays.consent import consent
from irenic.study.assess import FAMILY, Run
from irenic.study.intervals import Spread
from irenic.study.plan import AS_ENTERED
from irenic.study.prospects import names
from irenic.study.settlement import EXPLAINED
from irenic.vocabulary import (
    ACTOR,
    AGAINST_TERMS,
    CLASHES,
    CLASHES_WITHIN,
    CONFLICT,
    DRAW,
    GIVE_WAY,
    INSTEAD,
    ISSUE,
    OPENS,
    OPENS_WITHIN,
    OPTION,
    PROPOSAL,
    SIGNS,
    STAND,
)

FAMILY_NAME: Final = "trades"
Clash: TypeAlias = tuple[str, ...]
"""Demands that cannot all stand: an actor's name for what it must get, ``actor.issue`` for its red line."""


@dataclass(frozen=True, slots=True)
class Clashes:
    """What cannot stand together, within the terms of a proposal or with all terms open.

    Parameters
    ----------
    proposal
        Its short name; empty with all terms open.
    draws, stuck
        In how many draws it was asked, and in how many not all could sign.
    sets
        In how many draws demands cannot all stand, though they could without any one of them; the
        frequent first.
    opens
        In how many of the stuck draws all could sign if one demand alone went, by demand; the frequent first.
    concession
        By how much all reservations would have to give way instead, over the stuck draws in which that helps;
        and in how many it does.
    """

    proposal: str
    draws: int
    stuck: int
    sets: dict[Clash, int]
    opens: dict[str, int]
    concession: Spread | None = None
    conceding: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """What all could sign if a proposal left one issue open and kept its other terms.

    Parameters
    ----------
    issue
        The issue.
    signed
        In how many draws all could sign then.
    options
        In how many of them the fairest package has an option there, by option; the frequent first.
    against
        What each gains over the proposal's own terms, below 0 if it gives up, by actor who signs.
    """

    issue: str
    signed: int
    options: dict[str, int]
    against: dict[str, Spread]


@dataclass(frozen=True, slots=True)
class Opening:
    """In how many draws all could sign a proposal, and what would open it.

    Parameters
    ----------
    proposal
        Its short name.
    draws, signed
        In how many draws it was asked, and in how many all could sign it as it stands.
    line, without
        The one red line that rules its terms out, and in how many draws all could sign if it alone fell;
        empty and none if there is none, or several.
    issue, changed
        The issue on which it helps most to leave the terms open, and in how many draws all could sign then;
        empty and none if that never helps.
    """

    proposal: str
    draws: int
    signed: int
    line: str
    without: int | None
    issue: str
    changed: int | None


def explained(run: Run, arm: str = AS_ENTERED) -> xr.Dataset | None:
    """Return the answers of the family for the draws in which it is asked; nothing if the run has none."""
    if all(known.name != FAMILY_NAME for known in run.plan.families):
        return None
    if run.arm(arm).case.scenarios and not FAMILY[FAMILY_NAME].under_scenarios:
        return None
    some = run.answers(FAMILY_NAME, arm).isel({DRAW: slice(EXPLAINED)}).load()
    some = some.isel({DRAW: some[OPENS].notnull().all(STAND).to_numpy()})
    return some if some.sizes[DRAW] else None


def without_package(run: Run, arm: str = AS_ENTERED) -> Clashes | None:
    """Return what cannot stand together where there is no package at all."""
    found = explained(run, arm)
    return None if found is None else _clashes("", found[CLASHES], found[OPENS])


def clashes(run: Run, arm: str = AS_ENTERED) -> tuple[Clashes, ...]:
    """Return for every proposal with terms on the issues what cannot stand together within them.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=20, folder=tempfile.mkdtemp())
    >>> [(each.draws, each.stuck) for each in clashes(run)]
    [(20, 6)]
    """
    found = explained(run, arm)
    if found is None:
        return ()
    each = {name: found.sel({PROPOSAL: name}) for name in with_terms(run, found)}
    return tuple(_clashes(name, own[CLASHES_WITHIN], own[OPENS_WITHIN], own[GIVE_WAY]) for name, own in each.items())


def changes(run: Run, proposal: str, arm: str = AS_ENTERED) -> tuple[Change, ...]:
    """Return what could stand in place of each term of a proposal, the change that helps most often first."""
    found, document = explained(run, arm), run.arm(arm).case.document
    if found is None:
        return ()
    own = found.sel({PROPOSAL: proposal})
    agreed = consent(document)
    signing = agreed[ACTOR].to_numpy()[agreed[SIGNS].to_numpy()].tolist()
    made = []
    for issue in document.proposals[proposal].terms:
        options = [o for o in names(own, OPTION) if o.startswith(f"{issue}.")]
        chosen = own[INSTEAD].sel({OPTION: options}).transpose(DRAW, OPTION).to_numpy() > 0
        against = own[AGAINST_TERMS].sel({ISSUE: issue, ACTOR: signing}).transpose(DRAW, ACTOR).to_numpy()
        often = Counter(dict(zip(options, chosen.sum(axis=0).tolist(), strict=True)))
        there = {option.removeprefix(f"{issue}."): number for option, number in often.most_common() if number}
        spread = {actor: Spread.of(against[:, at]) for at, actor in enumerate(signing)} if there else {}
        made.append(Change(issue, int(chosen.any(axis=1).sum()), there, spread))
    return tuple(sorted(made, key=lambda change: -change.signed))


def openings(run: Run, arm: str = AS_ENTERED) -> tuple[Opening, ...]:
    """Return what would open each proposal that not all could sign in every draw."""
    made = []
    for found in clashes(run, arm):
        best = next(iter(changes(run, found.proposal, arm)), None)
        if found.stuck and best is not None:
            lines, signed = ruling_out(found), found.draws - found.stuck
            line = lines[0] if len(lines) == 1 else ""
            without = found.opens.get(line, 0) if line else None
            issue, changed = (best.issue, best.signed) if best.signed > signed else ("", None)
            made.append(Opening(found.proposal, found.draws, signed, line, without, issue, changed))
    return tuple(made)


def ruling_out(found: Clashes) -> tuple[str, ...]:
    """Return the red lines that no way to fill a proposal in meets, whatever else is agreed."""
    return tuple(
        one[0] for one, often in found.sets.items() if len(one) == 1 and "." in one[0] and often == found.stuck
    )


def with_terms(run: Run, found: xr.Dataset) -> list[str]:
    """Return the proposals that have terms on the issues and answers in a run."""
    there = set(names(found, PROPOSAL))
    return [name for name, entry in run.case.document.proposals.items() if entry.terms and name in there]


def _clashes(name: str, sets: xr.DataArray, opens: xr.DataArray, give_way: xr.DataArray | None = None) -> Clashes:
    labels = [str(label) for label in sets[STAND].to_numpy()]
    table = sets.transpose(DRAW, CONFLICT, STAND).to_numpy() > 0
    counted = Counter(tuple(labels[at] for at in np.flatnonzero(one)) for draw in table for one in draw if one.any())
    alone = opens.transpose(DRAW, STAND).to_numpy() > 0
    opened = Counter(dict(zip(labels, alone.sum(axis=0).tolist(), strict=True)))
    needed = np.zeros(0) if give_way is None else give_way.to_numpy()
    needed = needed[needed > 0]
    return Clashes(
        name,
        len(table),
        int(table.any(axis=(1, 2)).sum()),
        dict(counted.most_common()),
        {label: number for label, number in opened.most_common() if number},
        Spread.of(needed) if len(needed) else None,
        len(needed),
    )
