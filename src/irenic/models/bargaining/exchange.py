"""Bargains from and to the files of Genius, the format in which negotiation scenarios are shared.

A Genius domain has one file for each side: issues with weights, options with evaluations, and a
reservation. By its convention an option is worth the weight of its issue times its evaluation as a
part of the largest one on the issue (:cite:t:`lin2014`). An issue of type ``integer`` is a range of
whole numbers: a number is worth the weight times ``offset + slope × (number - lowerbound)``, held
between 0 and 1, as Genius itself computes it (NegMAS, which reads the same files, does not take the
lower bound off). Numbers count from wherever a file starts counting. Files are foreign: one that
declares a document type or entities is refused unread.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import numpy as np

from irenic.errors import BadUse, listed
from irenic.models.bargaining.bargain import Bargain
from irenic.models.bargaining.compose import bargain
from irenic.models.bargaining.foreign import check_sayable, whole_numbers
from irenic.vocabulary import ACTOR, OPTION

LARGEST: Final = 20_000_000
"""Bytes of a file that are read at the most."""


def read_genius(profiles: Sequence[Path | str]) -> Bargain:
    """Return the bargain of some Genius profiles, one for each side, named after their files.

    Parameters
    ----------
    profiles
        The files that hold evaluations; the file of the domain itself says nothing more.

    Returns
    -------
    Bargain
        Reservations are those of the files, or 0; they are also the disagreement. Discounts are
        not read.

    Raises
    ------
    BadUse
        If a file is not a profile of discrete and integer issues, is not UTF-8, is too large, or declares a
        document type; if sides differ in their issues; or if two files have one name.

    Examples
    --------
    >>> import tempfile
    >>> from irenic.models.bargaining.frontier import efficient_packages
    >>> text = '''<utility_space><objective name="deal">
    ...   <issue index="2" name="price" type="discrete">
    ...     <item index="1" value="low" evaluation="4"/><item index="2" value="high" evaluation="2"/>
    ...   </issue><weight index="2" value="0.5"/></objective><reservation value="0.1"/></utility_space>'''
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "buyer.xml")
    ...     _ = path.write_text(text)
    ...     read_genius([path]).worth.values.tolist()
    [[0.5, 0.25]]
    """
    paths = [Path(path) for path in profiles]
    names = [path.stem for path in paths]
    if len(set(names)) < len(names) or not names:
        msg = f"each side needs a file with a name of its own; there is {', '.join(names) or 'none'}"
        raise BadUse(msg)
    found = {path.stem: _profile(path) for path in paths}
    return bargain({n: table for n, (table, _) in found.items()}, {n: least for n, (_, least) in found.items()})


def write_genius(over: Bargain, folder: Path | str) -> tuple[Path, ...]:
    """Write a bargain as a Genius domain and one profile for each actor, and return the files.

    Utilities are divided, actor by actor, by what its best options are worth together, because in
    Genius weights add up to 1.

    Raises
    ------
    BadUse
        If the bargain says what the format cannot: red lines, terms over two options, ratifiers,
        options worth less than 0, or a disagreement other than the reservation.

    Examples
    --------
    >>> import tempfile
    >>> cake = bargain({"a": {"cake": {"a": 4, "b": 1}}}, {"a": 2})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     files = write_genius(cake, folder)
    ...     again = read_genius(files[1:])
    >>> again.worth.values.tolist(), again.reservation.values.tolist()
    ([[1.0, 0.25]], [0.5])
    """
    check_sayable(
        over,
        "a Genius file",
        options_worth_less_than_0=bool((over.worth < 0).any()),
        an_actor_without_a_reservation=not bool(np.isfinite(over.reservation).all()),
    )
    place = Path(folder)
    domain = ET.Element("negotiation_template")
    domain.append(_space(over, None))
    files = [_write(place / "domain.xml", domain)]
    files += [_write(place / f"{number}-{_plain(a)}.xml", _space(over, a)) for number, a in enumerate(over.actors, 1)]
    return tuple(files)


def _profile(path: Path) -> tuple[dict[str, dict[str, float]], float]:
    """Return what a profile says every option is worth, and its reservation."""
    root = _parsed(path)
    weights = {weight.get("index"): _number(path, weight, "value") for weight in root.iter("weight")}
    table: dict[str, dict[str, float]] = {}
    for issue in root.iter("issue"):
        name, index = issue.get("name", ""), issue.get("index")
        values = _whole_numbers(path, issue) if issue.get("type") == "integer" else _options(path, issue)
        if index not in weights:
            msg = f"{path}: issue {name!r} has no weight"
            raise BadUse(msg)
        table[name] = {option: weights[index] * value for option, value in values.items()}
    if not table:
        msg = f"{path}: there is no issue in it; it is not a Genius profile"
        raise BadUse(msg)
    least = root.find(".//reservation")
    return table, 0.0 if least is None else _number(path, least, "value")


def _options(path: Path, issue: ET.Element) -> dict[str, float]:
    """Return what the options of a discrete issue are worth, as parts of the best of them."""
    items = {item.get("value", ""): _number(path, item, "evaluation") for item in issue.iter("item")}
    if not items:
        msg = (
            f"{path}: issue {issue.get('name', '')!r} of type {issue.get('type', 'discrete')!r} has no options with "
            "evaluations; only issues of the types 'discrete' and 'integer' are read"
        )
        raise BadUse(msg)
    most = max(items.values())
    return {option: value / most if most > 0 else 0.0 for option, value in items.items()}


def _whole_numbers(path: Path, issue: ET.Element) -> dict[str, float]:
    """Return what the numbers of an integer issue are worth, between 0 and 1."""
    where = f"{path}: issue {issue.get('name', '')!r}"
    ends = next((part for part in (issue, *issue.iter("range")) if "lowerbound" in part.attrib), issue)
    numbers = whole_numbers(where, ends.get("lowerbound", ""), ends.get("upperbound", ""))
    line = issue.find("evaluator")
    if line is None or line.get("ftype", "linear") != "linear" or not {"slope", "offset"} <= line.attrib.keys():
        found = "none" if line is None else f"one of type {line.get('ftype', '')!r} with {listed(sorted(line.attrib))}"
        msg = f"{where} needs an evaluator of type 'linear' with slope and offset; there is {found}"
        raise BadUse(msg)
    slope, offset = _number(path, line, "slope"), _number(path, line, "offset")
    return {number: min(max(offset + slope * steps, 0.0), 1.0) for steps, number in enumerate(numbers)}


def _parsed(path: Path) -> ET.Element:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        msg = f"{path}: it is not written in UTF-8 ({error.reason})"
        raise BadUse(msg) from error
    if len(data) > LARGEST or "<!DOCTYPE" in text or "<!ENTITY" in text:
        msg = f"{path}: it is larger than {LARGEST:,} bytes, or declares a document type; such files are not read"
        raise BadUse(msg)
    try:
        return ET.fromstring(text)
    except ET.ParseError as error:
        msg = f"{path}: it is not well-formed: {error}"
        raise BadUse(msg) from error


def _number(path: Path, element: ET.Element, name: str) -> float:
    found = element.get(name, "")
    try:
        value = float(found)
    except ValueError:
        value = float("nan")
    if not np.isfinite(value):
        msg = f"{path}: <{element.tag}> has {name}='{found}', which is not a number"
        raise BadUse(msg)
    return value


def _space(over: Bargain, actor: str | None) -> ET.Element:
    """Return the utility space of an actor, or of the domain, which has no evaluations."""
    space = ET.Element("utility_space", {"number_of_issues": str(len(over.issues))})
    top = ET.SubElement(space, "objective", {"index": "0", "name": "root", "type": "objective", "etype": "objective"})
    total = 0.0 if actor is None else sum(max(_worths(over, actor, issue)) for issue in over.issues)
    for number, (issue, options) in enumerate(over.issues.items(), 1):
        kind = dict.fromkeys(("type", "etype", "vtype"), "discrete")
        entry = ET.SubElement(top, "issue", {"index": str(number), "name": issue, **kind})
        for place, option in enumerate(options, 1):
            item = ET.SubElement(entry, "item", {"index": str(place), "value": option.removeprefix(f"{issue}.")})
            if actor is not None:
                item.set("evaluation", repr(_worths(over, actor, issue)[place - 1]))
    if actor is not None:
        for number, issue in enumerate(over.issues, 1):
            part = max(_worths(over, actor, issue)) / (total or 1.0)
            ET.SubElement(top, "weight", {"index": str(number), "value": repr(part)})
        least = float(over.reservation.sel({ACTOR: actor})) / (total or 1.0)
        ET.SubElement(space, "reservation", {"value": repr(least)})
    return space


def _worths(over: Bargain, actor: str, issue: str) -> list[float]:
    found: list[float] = over.worth.sel({ACTOR: actor, OPTION: list(over.issues[issue])}).to_numpy().tolist()
    return found


def _write(path: Path, root: ET.Element) -> Path:
    ET.indent(root)
    path.write_bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))
    return path


def _plain(name: str) -> str:
    """Return a name as part of a file name."""
    return "".join(letter if letter.isalnum() else "-" for letter in name)
