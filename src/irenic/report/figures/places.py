"""Where the parties could rest: names and states by concept, and under every perspective."""

from irenic.report.figures.canvas import Chart
from irenic.report.figures.share_table import share_table
from irenic.report.resting_words import shown_places
from irenic.report.state_words import CONCEPT_NAMES
from irenic.study.assess import Run
from irenic.study.plan import AS_ENTERED
from irenic.study.rest.resting import resting


def places(run: Run) -> Chart:
    """Draw in how many draws all would stay: as entered by concept, and by Nash under every perspective.

    A cell is the bluer the higher its number. Where a perspective is silent on a state, its cell is empty.

    Parameters
    ----------
    run
        A finished run of a case with moves and preferences.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("elmira"), draws=4, folder=tempfile.mkdtemp())
    >>> type(places(run)).__name__
    'LayerChart'
    """
    found = resting(run)
    shown = shown_places(run.case.document, found) if found else {}
    under = [arm for arm in run.arms if arm.name != AS_ENTERED and not arm.case.acted and arm.differs("stability")]
    others = {arm.label: other for arm in under if (other := resting(run, arm.name))}
    rows: list[tuple[str, list[float | None]]] = []
    for words, (key, place) in shown.items():
        cells: list[float | None] = [place.rests[concept].share for concept in CONCEPT_NAMES]
        for other in others.values():
            there = other.named.get(key) or other.states.get(key)
            cells.append(there.rests["nash"].share if there else None)
        rows.append((words, cells))
    groups = {"As entered, by concept": list(CONCEPT_NAMES.values())}
    if others:
        groups["By Nash, under"] = list(others)
    ways = len(CONCEPT_NAMES) + len(others)
    words = f"Of {len(rows)} states and names, how often all would stay, by {ways} ways to look at it."
    return share_table(groups, rows, words)
