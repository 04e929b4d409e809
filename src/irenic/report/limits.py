"""What a run does not say, and why not."""

from collections.abc import Iterator

from irenic.report.finding import Finding
from irenic.report.words import listing, percent
from irenic.study.arguments import argued
from irenic.study.assess import Run
from irenic.study.belief import belief
from irenic.study.own_will import own_will
from irenic.study.prospects import said, timing


def limits(run: Run) -> Iterator[Finding]:
    """Yield the limits of the families that answered, the gravest first.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=20, folder=tempfile.mkdtemp())
    >>> next(limits(run)).sentence.split(",")[0]
    'Any combination of options can be signed'
    """
    families = {"families": [family.name for family in run.plan.families]}
    if said(run, "bargaining") is not None:
        yield Finding(
            "limits",
            "Any combination of options can be signed, and salience alone says what is given for what. So terms "
            "come up that nobody has proposed, and anything may be given for anything. How utility is scaled is a "
            "choice.",
        )
    yield from _war(run)
    if run.case.document.arguments and not argued(run):
        yield Finding("limits", "This run does not put the arguments of the sources to the test; irenic argue does.")
    if said(run, "influence") is None:
        return
    yield Finding(
        "limits",
        "Where pressure balances is a baseline: on each issue alone, without trades and without war. It is shown "
        "beside the other answers, not averaged with them.",
        numbers=families,
    )


def _war(run: Run) -> Iterator[Finding]:
    when = timing(run)
    if when is None:
        return
    soon = when.within[when.soon].mean.value
    at_once = when.at_once.mean.value
    quick = f": of {percent(soon)} within {when.soon} months, {percent(at_once)} come in the first" if soon else ""
    yield Finding(
        "limits",
        f"In the model of the war, all know what all want, and every package can be signed in any month. So a "
        f"settlement that comes at all mostly comes at once, by construction{quick}. Whether it comes is better "
        "founded than when.",
        numbers={"soon": soon, "at_once": at_once},
    )
    beside, silent = _beside(run)
    will = own_will(run)
    left_out = ("learning from battles", *silent, *([] if will else ["a mediator with aims of its own"]))
    apart = (
        f" Asked of small games beside it, each alone: {listing(beside)}. They move no chance of a settlement."
        if beside
        else ""
    )
    yield Finding(
        "limits",
        f"It leaves out {listing(left_out)}. What it knows of costs and odds is what was entered.{apart}",
    )
    if will is not None:
        yield Finding(
            "limits",
            "A mediator left to itself uses one lever at a time, binds itself to nothing, and cares about what is "
            "signed, not about what the war costs others. A lever costs it something month by month, leaving all at "
            "once; both are guesses of whoever entered them.",
        )


def _beside(run: Run) -> tuple[list[str], list[str]]:
    """Return what is asked beside the model of the war, and what is not asked for want of inputs."""
    found = belief(run)
    asked = {
        "bluff": found is not None and bool(found.asking),
        "attacks by extremists": found is not None and found.attacks is not None,
        "settlements in steps": found is not None and found.trust is not None,
    }
    return [what for what, told in asked.items() if told], [what for what, told in asked.items() if not told]
