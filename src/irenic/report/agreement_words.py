"""Whether the model families agree, in sentences and as a table; disagreement is shown and never averaged."""

from collections.abc import Iterator
from typing import Final

from irenic.report.labels import issue_name, option_label
from irenic.report.words import capitalised, listing, percent
from irenic.study.agreement import FAIR, PRESSURE, SETTLEMENT, Pointing, packages_agree, pointings
from irenic.study.assess import Run

COLUMNS: Final = {PRESSURE: "Pressure balances at", SETTLEMENT: "A settlement has", FAIR: "The even-handed package has"}
"""How each family is called where they stand side by side."""
_WORDS: Final = {PRESSURE: "pressure", SETTLEMENT: "settlements of the war", FAIR: "the even-handed package"}


def agreement_sentences(run: Run) -> tuple[str, ...]:
    """Return on how many issues the families agree, and where they do not.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=50, folder=tempfile.mkdtemp())
    >>> agreement_sentences(run)[0].partition(" point")[0]
    'Pressure and the even-handed package'
    """
    return tuple(_sentences(run))


def agreement_table(run: Run) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return where each family points on each issue: the heads of the columns, and the rows."""
    found, document = pointings(run), run.case.document
    families = [family for family in COLUMNS if any(family in each.options for each in found)]
    rows = []
    for each in found:
        cells = [
            f"{option_label(document, each.issue, each.options[f][0])} ({percent(min(each.options[f][1], 1.0))})"
            if f in each.options
            else "–"
            for f in families
        ]
        rows.append((issue_name(document, each.issue), *cells, "agree" if each.agree else "disagree"))
    return ("Issue", *(COLUMNS[family] for family in families), ""), tuple(rows)


def _sentences(run: Run) -> Iterator[str]:
    found = pointings(run)
    if found:
        yield _where(run, found)
    together = packages_agree(run)
    if together is not None:
        yield (
            "Bargaining, which asks everybody who must sign, and the war, which asks its two parties and counts the "
            f"risk of a breach, say the same of whether there is a package: so in {percent(together.share)} of draws."
        )
    if not found and together is None:
        yield "No two model families answer the same question on this case, so there is nothing to agree on."


def _where(run: Run, found: tuple[Pointing, ...]) -> str:
    families = [family for family in COLUMNS if any(family in each.options for each in found)]
    who = listing(_WORDS[family] for family in families)
    agree = [issue_name(run.case.document, each.issue) for each in found if each.agree]
    apart = [issue_name(run.case.document, each.issue) for each in found if not each.agree]
    head = f"{capitalised(who)} point to the same option on {len(agree)} of {len(found)} issues"
    head += f" ({listing(agree)})" if agree else ""
    return f"{head}; they disagree on {listing(apart)}." if apart else f"{head}."
