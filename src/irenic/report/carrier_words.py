"""What carries an argument, in words: through which obstacle to a settlement what it supposes works."""

from irenic.report.four_words import FRICTION_WORDS
from irenic.report.words import capitalised, gain, listing
from irenic.study.arguments import Trial
from irenic.study.assess import Run
from irenic.study.averages import Average
from irenic.study.carriers import WITHOUT_OBSTACLES, Carriers, what_carries
from irenic.study.settlement import SOON


def carrier_sentence(run: Run, trial: Trial) -> str:
    """Return what an argument works through; an empty text if it is not about a settlement, or not as entered.

    Examples
    --------
    >>> import irenic, tempfile
    >>> from irenic.study.arguments import trials
    >>> case = irenic.load("ukraine-2025")
    >>> run = irenic.assess(case, draws=4, folder=tempfile.mkdtemp(), under=("conquest-spreads",), only=("influence",))
    >>> carrier_sentence(run, trials(run, "conquest-spreads")[0])
    ''
    """
    found = what_carries(run, trial)
    if found is None:
        return ""
    soon, where = f"the chance of a settlement within {SOON} months", f"worked out for {found.draws:,} draws as entered"
    if all(part.value == part.low == part.high == 0 for part in found.parts.values()):
        return f"Nothing that makes up {soon}, {where}, changes."
    change = f"{'rises' if found.change.value >= 0 else 'falls'} by {gain(found.change)}"
    return f"{capitalised(soon)}, {where}, {change}. {_through(found)}"


def _through(found: Carriers) -> str:
    clear = [(name, part) for name, part in found.parts.items() if part.clear]
    if not clear:
        return "Not enough draws to say what carries that."
    first, *others = clear
    level = [pair for pair in others if not _size(first[1]).clearly_differs_from(_size(pair[1]))]
    less = [pair for pair in others if pair not in level]
    ranked = "; not enough draws to rank them" if level else ""
    more = f"; less through {listing(_told(*pair) for pair in less)}" if less else ""
    return f"It works through {listing(_told(*pair) for pair in (first, *level))}{ranked}{more}."


def _size(part: Average) -> Average:
    """Return how much a part moves, whichever way."""
    return part if part.value >= 0 else Average(-part.value, -part.high, -part.low, part.draws)


def _told(name: str, part: Average) -> str:
    if name == WITHOUT_OBSTACLES:
        return f"what could be settled if nothing stood in the way ({_way(part, 'more', 'less')} by {gain(part)})"
    return f"{FRICTION_WORDS[name]} ({_way(part, 'takes less', 'takes more')} by {gain(part)})"


def _way(part: Average, up: str, down: str) -> str:
    return up if part.value >= 0 else down
