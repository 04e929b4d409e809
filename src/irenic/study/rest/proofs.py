"""Why each party rests in a state or does not, in one draw: certificates that anybody can check."""

from irenic.models.stability.certificates import Certificate, certificates
from irenic.models.stability.conflict import levels_of
from irenic.models.stability.outlook import graph_of
from irenic.study.assess import Run
from irenic.study.rest.first_draws import conflict_in_first_draws


def proofs(run: Run, state: str, concept: str) -> tuple[Certificate, ...]:
    """Return for each party why it rests in a state under a concept or does not, in the first draw as entered.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("elmira"), draws=4, folder=tempfile.mkdtemp())
    >>> [(each.actor, each.stable) for each in proofs(run, "NNNN", "smr")]
    [('ministry', True), ('uniroyal', True), ('town', True)]
    """
    seen = conflict_in_first_draws(run, most=1)
    return certificates(graph_of(seen), levels_of(seen)[0], state, concept)
