"""Numbers of a case and conditions on them, said as a sentence would say them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from irenic.case.document import Document
from irenic.case.scales import LINE, NAMED_LINE, SCORE, SHARE
from irenic.report.labels import actor_name, issue_name, option_label, path_words
from irenic.report.words import listing, number

if TYPE_CHECKING:
    # Named for the reader of the types only, so that `irenic show` need not load what finds conditions.
    from irenic.case.case import Case
    from irenic.case.walk import Placed
    from irenic.study.sensitivity.discovery import Condition

_OF_A_POSITION: Final = {
    "": "{} on {}",
    "wants": "what {} wants on {}",
    "salience": "how much {} minds {}",
    "refuses": "what {} refuses on {}",
    "accepts": "all that {} accepts on {}",
    "earlier.wants": "what {} wanted earlier on {}",
}
"""What an actor holds on an issue."""
_OF_THE_WAR: Final = {
    "phases": "in how many steps a settlement is carried out",
    "cost.{}": "what a month of war costs {}",
    "patience.{}": "how much the next month counts for {}",
    "optimism.{}": "by what factor {} overrates its odds",
    "leader_cost.{}": "what signing costs the leader of {} at home",
    "proposes.{}": "the weight of the texts of {}",
    "forces.own.{}": "what {} fields by itself",
    "forces.aid.{}": "the aid of {}",
    "forces.substitution": "the share of withdrawn aid that others replace",
    "front.now": "where the front stands",
    "battle.decisive": "the chance that a month moves the front",
    "battle.steepness": "how strongly superior force tells",
    "breach.drift": "how far a year of peace shifts the front",
    "breach.fading": "the chance that a guarantee lapses within a year",
    "ceasefire_first": "the chance that talks require a ceasefire before terms",
    "mediator.leaning": "how far the mediator leans to the challenger",
    "mediator.home_cost": "what it costs the mediator to act against its own hardliners",
    "mediator.exit_cost": "what walking away costs the mediator",
    "mediator.reset_prize": "what better relations with the challenger are worth to the mediator",
    "mediator.misjudges": "the chance that a side the mediator takes for weak is tough",
    "mediator.overlooks": "the chance that a side the mediator takes for tough is weak",
    "mediator.war_cost": "what the war costs the mediator itself",
    "mediator.favour": "how much the mediator would shift if it were wholly on one side",
    "mediator.force": "what a side loses if the mediator forces a settlement",
    "trust.loss": "what being cheated costs",
    "trust.gain": "what a trustworthy side would get by cheating",
    "trust.temptation": "what an untrustworthy side would get by cheating",
    "trust.trustworthy.{}": "the chance that {} keeps its word, in the eyes of the other",
    "attacks.chance": "the chance of an attack by extremists while trust is young",
    "attacks.prevented": "the share of such attacks that moderates prevent",
    "resolve.months": "how many months of fighting follow a demand that is refused",
    "resolve.upper_hand": "what a tough side takes from a weak one in such fighting",
    "resolve.parties.{}.chance": "the chance that {} is tough, in the eyes of the other",
    "resolve.parties.{}.tough": "what war costs {} if it is tough, as a share of what is entered",
    "resolve.parties.{}.weak": "by what factor war costs {} more if it is weak",
}
"""Numbers of the war; an actor that a number belongs to stands in braces."""
_OF_A_WISH: Final = {
    "chance": "how likely it is that {} has the wish “{}”",
    "place": "which place among the wishes of {} “{}” has",
    "weight": "how much weight {} gives to the wish “{}”",
}
"""Numbers of a preference; its holder and its name stand in braces."""
_SHARES_OF_THE_STAKE: Final = ("war.cost.", "war.leader_cost.", "war.breach.penalty.", "war.mediator.home_cost")
"""Amounts that are shares of the whole stake, and so are said in percent."""
_SMALL: Final = 0.001
"""A share below this needs more digits than a tenth of a percent."""


def number_words(document: Document, path: str) -> str:
    """Return what a number of a case is, as part of a sentence.

    Examples
    --------
    >>> from irenic.examples import load
    >>> document = load("ukraine-2025").document
    >>> number_words(document, "war.leader_cost.ukraine"), number_words(document, "capability.usa")
    ('what signing costs the leader of Ukraine at home', 'what United States can bring to bear')
    """
    match path.split("."):
        case ["positions", actor, issue, *what]:
            known = _OF_A_POSITION.get(".".join(part for part in what if not part.isdigit()), "")
            return known.format(actor_name(document, actor), issue_name(document, issue)) or path_words(document, path)
        case ["capability", actor]:
            return f"what {actor_name(document, actor)} can bring to bear"
        case ["issues", issue, "options", option, "at"]:
            return f"where “{option_label(document, issue, option)}” lies on {issue_name(document, issue)}"
        case ["issues", issue, "options", option, "needs"]:
            return f"whose consent “{option_label(document, issue, option)}” needs"
        case ["sources", source]:
            return f"“{document.sources[source].title}”"
        case ["preferences", actor, *rest]:
            return _of_a_wish(actor_name(document, actor), rest) or path_words(document, path)
        case ["war", *rest]:
            return _of_the_war(document, rest) or path_words(document, path)
    return "who must sign" if path == "signatories" else path_words(document, path)


def _of_a_wish(whose: str, keys: list[str]) -> str:
    if keys == ["coders"]:
        return f"which account of what {whose} wants is right"
    if not keys or keys == ["ranking"]:
        return f"what {whose} wants"
    *_, name, what = ["", *keys]
    return _OF_A_WISH.get(what, "").format(whose, name.replace("-", " "))


def _of_the_war(document: Document, keys: list[str]) -> str:
    war = document.war
    if keys[:2] == ["breach", "penalty"] and war and war.breach and len(keys) == 3:
        return f"what a breach costs under “{option_label(document, war.breach.issue, keys[2])}”"
    names = [actor_name(document, key) for key in keys if key in document.actors]
    pattern = ".".join("{}" if key in document.actors else key for key in keys)
    return _OF_THE_WAR.get(pattern, "").format(*names)


def value_words(case: "Case", path: str, value: float) -> str:
    """Return a value of a number of a case with its unit, to a tenth of a percent.

    Examples
    --------
    >>> from irenic.examples import load
    >>> case = load("ukraine-2025")
    >>> value_words(case, "war.patience.russia", 0.97343), value_words(case, "war.leader_cost.ukraine", 0.0299)
    ('97.3%', '3%')
    >>> value_words(case, "positions.russia.territory.wants", 92.4), value_words(case, "war.breach.drift", -0.78)
    ('92 on the line from 0 to 100', '-0.78')
    """
    placed = _placed(case, path)
    scale = placed.quantity.scale if placed else None
    if scale == SHARE or path.startswith(_SHARES_OF_THE_STAKE):
        return f"{round(100 * value, 1):g}%" if abs(value) >= _SMALL else f"{number(100 * value)}%"
    if scale in (LINE, NAMED_LINE):
        return f"{number(value)} on the line from 0 to 100"
    return f"{number(value)} of 100" if scale == SCORE else f"{value:.3g}"


def condition_words(case: "Case", condition: "Condition") -> str:
    """Return a condition in words.

    Examples
    --------
    >>> from irenic.examples import load
    >>> from irenic.study.sensitivity.discovery import Condition
    >>> case = load("ukraine-2025")
    >>> condition_words(case, Condition("war.forces.substitution", above=False, edge=0.4, chance=0.0))
    'the share of withdrawn aid that others replace is below 40%'
    """
    side = "above" if condition.above else "below"
    value = value_words(case, condition.name, condition.edge)
    return f"{number_words(case.document, condition.name)} is {side} {value}"


def conditions_words(case: "Case", conditions: Iterable["Condition"]) -> str:
    """Return conditions that hold together; a number that lies between two values is said once.

    Examples
    --------
    >>> from irenic.examples import load
    >>> from irenic.study.sensitivity.discovery import Condition
    >>> low, high = (Condition("war.breach.drift", above, edge, 0.0) for above, edge in ((True, -0.5), (False, 0.5)))
    >>> conditions_words(load("ukraine-2025"), (low, high))
    'how far a year of peace shifts the front is between -0.5 and 0.5'
    """
    by_name: dict[str, list[Condition]] = {}
    for condition in conditions:
        by_name.setdefault(condition.name, []).append(condition)
    said = []
    for name, found in by_name.items():
        if len(found) == 1:
            said.append(condition_words(case, found[0]))
            continue
        low, high = sorted(condition.edge for condition in found)
        ends = f"{value_words(case, name, low)} and {value_words(case, name, high)}"
        said.append(f"{number_words(case.document, name)} is between {ends}")
    return listing(said)


def basis_words(case: "Case", path: str) -> str:
    """Return what a number rests on: its locators, a judgement, or that nothing is stated.

    Examples
    --------
    >>> from irenic.examples import load
    >>> basis_words(load("ukraine-2025"), "war.battle.decisive")
    'trumps-war#p19; a judgement'
    """
    placed = _placed(case, path)
    basis = placed.basis if placed else None
    if basis is None or not basis.stated:
        return "nothing that is stated"
    parts = [", ".join(map(str, basis.because))] if basis.because else []
    return "; ".join([*parts, "a judgement"] if basis.judgement else parts)


def _placed(case: "Case", path: str) -> "Placed | None":
    return next((placed for placed in case.drawn if placed.path == path), None)
