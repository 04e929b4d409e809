"""Checks of levers, scenarios, perspectives, correlations and arguments."""

from irenic.case.checks.faults import Faults
from irenic.case.outcomes import check_outcome, read_expectation
from irenic.case.overlay import CHANGEABLE, is_path
from irenic.case.sections.changes import Argument
from irenic.case.tree import Keys
from irenic.case.walk import quantities
from irenic.errors import BadValue, listed, nearest_name


def check_levers(faults: Faults) -> None:
    """Check that levers are pulled by actors and reach into the case; one that reaches nothing says why."""
    for name, lever in faults.document.levers.items():
        at = ("levers", name)
        faults.expect_all((*at, "by"), "actor", lever.by, faults.names("actors"))
        faults.expect_all((*at, "on"), "actor", lever.on, faults.names("actors"))
        _check_targets(faults, (*at, "does"), lever.does)
        if not faults.has(at, "does", "outside"):
            faults.add(at, "does nothing", "'does' with a path, or 'outside' with the reason", key=True)


def check_scenarios(faults: Faults) -> None:
    """Check that scenarios pull levers that exist and set values that exist."""
    for name, scenario in faults.document.scenarios.items():
        at = ("scenarios", name)
        faults.expect_all((*at, "pull"), "lever", scenario.pull, faults.names("levers"))
        faults.expect_all((*at, "builds_on"), "scenario", scenario.builds_on, faults.names("scenarios"))
        _check_targets(faults, (*at, "set"), scenario.set)


def check_perspectives(faults: Faults) -> None:
    """Check that perspectives belong to sources, take versions of contradictions, and set values."""
    for name, perspective in faults.document.perspectives.items():
        at = ("perspectives", name)
        if perspective.source is not None:
            faults.expect((*at, "source"), "source", perspective.source, faults.names("sources"))
        faults.expect_all((*at, "builds_on"), "perspective", perspective.builds_on, faults.names("perspectives"))
        for topic, version in perspective.takes.items():
            if faults.expect((*at, "takes", topic), "contradiction", topic, faults.names("contradictions"), key=True):
                versions = faults.names("contradictions", topic, "versions")
                faults.expect((*at, "takes", topic), "version", version, versions)
        _check_targets(faults, (*at, "set"), perspective.set)
    for name, contradiction in faults.document.contradictions.items():
        for key, version_entry in contradiction.versions.items():
            _check_targets(faults, ("contradictions", name, "versions", key, "set"), version_entry.set)


def _check_targets(faults: Faults, at: Keys, patches: dict[str, object]) -> None:
    for path in patches:
        section = path.split(".", maxsplit=1)[0]
        if section not in CHANGEABLE:
            nearest = nearest_name(section, CHANGEABLE)
            meant = path.replace(section, nearest, 1) if nearest else ""
            wrong = f"'{path}' does not begin with a section that a patch may change"
            faults.add((*at, path), wrong, listed(CHANGEABLE), meant, key=True)
        elif not is_path(path):
            faults.add((*at, path), f"'{path}' is not a path", "a path such as war.cost.russia", key=True)


def check_correlations(faults: Faults) -> None:
    """Check that correlations name numbers of the case, each in one correlation at most."""
    known = [placed.path for placed in quantities(faults.document) if placed.keys[0] != "correlations"]
    seen: set[str] = set()
    for index, correlation in enumerate(faults.document.correlations):
        at = ("correlations", str(index))
        members = [*(("together", i, p) for i, p in enumerate(correlation.together))]
        members += [("opposed", i, p) for i, p in enumerate(correlation.opposed)]
        if len(members) < 2:
            faults.add(at, "a correlation needs at least two numbers", "paths under 'together' and 'opposed'")
        for key, position, path in members:
            if faults.expect((*at, key, str(position)), "number", path, known) and path in seen:
                faults.add((*at, key, str(position)), f"'{path}' stands in a correlation already")
            seen.add(path)


def check_arguments(faults: Faults) -> None:
    """Check that arguments say what would follow from what, or why no model can test them."""
    for name, argument in faults.document.arguments.items():
        at = ("arguments", name)
        _check_condition(faults, at, argument)
        faults.expect_all((*at, "clashes"), "argument", argument.clashes, faults.names("arguments"))
        if faults.has(at, "then") == faults.has(at, "outside"):
            faults.add(at, "needs either 'then' or 'outside'", "outcomes to test, or why none can be tested", key=True)
        check_expected(faults, (*at, "then"), argument.then)


def check_expected(faults: Faults, at: Keys, expected: dict[str, str]) -> None:
    """Check that outcomes are those of the models, and that what is expected of them can be understood."""
    known = {
        "actor": faults.names("actors"),
        "issue": faults.names("issues"),
        "proposal": faults.names("proposals"),
        "lever": faults.names("levers"),
        "state": faults.names("moves", "states"),
    }
    for outcome, expectation in expected.items():
        try:
            check_outcome(outcome, known)
        except BadValue as error:
            faults.add((*at, outcome), error.wrong, error.allowed, error.nearest, key=True)
        try:
            read_expectation(expectation)
        except BadValue as error:
            faults.add((*at, outcome), error.wrong, error.allowed, error.nearest)


def _check_condition(faults: Faults, at: Keys, argument: Argument) -> None:
    if argument.if_ is None:
        return
    if argument.if_.scenario is not None:
        faults.expect((*at, "if", "scenario"), "scenario", argument.if_.scenario, faults.names("scenarios"))
    faults.expect_all((*at, "if", "pull"), "lever", argument.if_.pull, faults.names("levers"))
    _check_targets(faults, (*at, "if", "set"), argument.if_.set)
