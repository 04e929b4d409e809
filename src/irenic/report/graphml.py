"""The states of a case and the steps between them as GraphML, which programs for graphs read."""

from xml.etree import ElementTree as Xml

from irenic.arrays.conflict import conflict
from irenic.arrays.shares import Shares
from irenic.case.case import Case
from irenic.report.labels import actor_name
from irenic.report.plain_text import plain_text
from irenic.report.state_words import state_words
from irenic.vocabulary import MOVER, STATE, STATUS_QUO, STEP_BY, STEP_FROM, STEP_TO

_KEYS = (("words", "node", "string"), ("now", "node", "boolean"), ("actor", "edge", "string"))


def graphml(case: Case) -> str:
    """Return a directed graph: a node for each state, an edge for each step, with the actor who can take it.

    Raises
    ------
    BadUse
        If the case has no moves.

    References
    ----------
    The format: http://graphml.graphdrawing.org.

    Examples
    --------
    >>> from irenic.examples import load
    >>> text = graphml(load("prisoners-dilemma"))
    >>> text.count("<node"), text.count("<edge")
    (4, 8)
    """
    seen = conflict(case, Shares(seed=1, start=0, stop=1))
    root = Xml.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for name, part, kind in _KEYS:
        Xml.SubElement(root, "key", {"id": name, "for": part, "attr.name": name, "attr.type": kind})
    graph = Xml.SubElement(root, "graph", id=case.name, edgedefault="directed")
    states, movers = (list(map(str, seen[dim].to_numpy())) for dim in (STATE, MOVER))
    for label, now in zip(states, seen[STATUS_QUO].to_numpy().tolist(), strict=True):
        node = Xml.SubElement(graph, "node", id=label)
        _tell(node, words=state_words(case.document, label), now=str(now).lower())
    steps = (seen[name].to_numpy().tolist() for name in (STEP_BY, STEP_FROM, STEP_TO))
    for by, start, end in zip(*steps, strict=True):
        edge = Xml.SubElement(graph, "edge", source=states[start], target=states[end])
        _tell(edge, actor=actor_name(case.document, movers[by]))
    Xml.indent(root, " ")
    return Xml.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _tell(part: Xml.Element, **facts: str) -> None:
    for name, text in facts.items():
        Xml.SubElement(part, "data", key=name).text = plain_text(text)
