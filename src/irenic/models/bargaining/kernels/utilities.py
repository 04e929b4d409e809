"""What options are worth to actors who want places on a line.

Shapes: ``position`` and ``salience`` are ``(draw, actor, issue)``, ``held`` is ``(actor, issue)``,
``place`` is ``(draw, option)``; ``issue`` gives the issue of each option by number, and options of
one issue stand together. Results are ``(draw, actor, option)``.

References
----------
Single-peaked, city-block preferences weighted by salience: :cite:t:`hinich1997`; sums of
single-issue values: :cite:t:`keeney1976`.
"""

import numpy as np

from irenic.models.bargaining.kernels.grid import Bools, Floats, Ints


def goodness(position: Floats, place: Floats, issue: Ints) -> Floats:
    r"""Return :math:`1 - |x_o - \hat x_{ji}| / 100`: how close each option is to what each actor wants."""
    return np.asarray(1 - np.abs(place[:, None, :] - position[:, :, issue]) / 100)


def worth(good: Floats, salience: Floats, held: Bools, issue: Ints) -> Floats:
    r"""Return what each option adds to the utility of each actor.

    It is :math:`s_{ji} (g_{jo} - \min_{o'} g_{jo'}) / \sum_l s_{jl} (\max g_{jl} - \min g_{jl})`: for every
    actor the worst of all packages has utility 0 and the best 1, and a step on a line counts
    for its length times the salience of the issue, on whichever line it is. An actor to whom
    all packages are equal gets 0 from each.
    """
    starts = starts_of(issue)
    weighted = np.where(held, salience, 0.0)[:, :, issue] * good
    least, most = np.minimum.reduceat(weighted, starts, axis=2), np.maximum.reduceat(weighted, starts, axis=2)
    span = (most - least).sum(axis=2)
    raised = weighted - least[:, :, issue]
    result: Floats = np.divide(raised, span[:, :, None], out=np.zeros_like(raised), where=span[:, :, None] > 0)
    return result


def starts_of(issue: Ints) -> Ints:
    """Return where the options of each issue begin."""
    return np.flatnonzero(np.diff(issue, prepend=-1))


def best_within(worths: Floats, allowed: Bools, issue: Ints) -> Floats:
    """Return what the best package within what is allowed is worth to each actor, ``(draw, actor)``.

    ``allowed`` is ``(option,)`` or ``(actor, option)``; with nothing allowed it is minus infinity.
    """
    inside = np.where(allowed, worths, -np.inf)
    best: Floats = np.maximum.reduceat(inside, starts_of(issue), axis=2).sum(axis=2)
    return best
