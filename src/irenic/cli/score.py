"""``irenic score``: how good the forecasts of a case were.

``--json`` prints ``case``; ``forecasts``, each with ``name``, ``what``, ``made``, ``chance``, ``outcomes``,
``decided``, ``came``, ``why``, ``by`` and ``because``; and ``scores``: ``null`` where there are too few, or
``names``, ``brier``, ``log``, ``failed``, ``against``, ``parts`` and ``log_is_infinite``, as
:mod:`irenic.study.score` describes them.
"""

from irenic.cli.options import AsJson, CaseName, Quiet, open_case
from irenic.cli.output import say, say_json


def score(case: CaseName, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Score the forecasts of a case that state a chance and are resolved, against simple rules.

    Example: irenic score ukraine-2025
    """
    from irenic.report.terminal_score import forecasts_page, score_data, score_page

    scored = open_case(case)
    if as_json:
        say_json(score_data(scored))
    else:
        say([*score_page(scored), *([] if quiet else forecasts_page(scored))])
