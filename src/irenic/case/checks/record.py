"""Checks of forecasts: that they can be read, resolved and believed."""

from irenic.case.checks.changes import check_expected
from irenic.case.checks.faults import Faults


def check_forecasts(faults: Faults) -> None:
    """Check that a forecast speaks of outcomes there are, is made before it is decided, and rests on something."""
    for name, forecast in faults.document.forecasts.items():
        at = ("forecasts", name)
        check_expected(faults, (*at, "then"), forecast.then)
        made, decided = forecast.on.first, forecast.resolves_by.last if forecast.resolves_by else None
        if made and decided and decided < made:
            wrong = f"decided by {decided}, before it was made on {made}"
            faults.add((*at, "resolves_by"), wrong, "a date after 'on'")
        if forecast.resolved.came != "unknown" and not forecast.resolved.basis.stated:
            wrong = f"says '{forecast.resolved.came}' and not how that is known"
            allowed = "{came: …, because: a locator} or {came: …, judgement: a sentence}; unknown where nothing tells"
            faults.add((*at, "resolved"), wrong, allowed)
