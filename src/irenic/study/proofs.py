"""Why each party rests in a state or does not, in one draw: certificates that anybody can check."""

from irenic.arrays.conflict import conflict
from irenic.arrays.sample import shares_for
from irenic.models.stability.certificates import Certificate, certificates
from irenic.models.stability.outlook import graph_of
from irenic.study.assess import Run
from irenic.vocabulary import DRAW, LEVEL, MOVER, STATE


def proofs(run: Run, state: str, concept: str) -> tuple[Certificate, ...]:
    """Return for each party why it rests in a state under a concept or does not, in the first draw as entered.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("elmira"), draws=4, folder=tempfile.mkdtemp())
    >>> [(each.actor, each.stable) for each in proofs(run, "NNNN", "smr")]
    [('ministry', True), ('uniroyal', True), ('town', True)]
    """
    seen = conflict(run.case, shares_for(run.case, 0, 1, run.plan.seed, run.plan.points))
    level = seen[LEVEL].transpose(DRAW, MOVER, STATE).to_numpy()[0]
    return certificates(graph_of(seen), level, state, concept)
