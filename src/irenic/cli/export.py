"""``irenic export``: tidy tables as CSV or JSON, and the schema of the format."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from irenic.cli.options import Quiet, open_case
from irenic.cli.output import complain, say_text, write_file


class Table(StrEnum):
    """What can be exported."""

    positions = "positions"
    numbers = "numbers"
    proposals = "proposals"
    results = "results"
    prospects = "prospects"
    schema = "schema"


class Format(StrEnum):
    """How it is written."""

    csv = "csv"
    json = "json"


def export(
    case: Annotated[str, typer.Argument(metavar="CASE_OR_RUN", help="A case, or the folder of a run.")],
    what: Annotated[Table, typer.Argument(help="Which table.")] = Table.positions,
    form: Annotated[Format, typer.Option("--format", help="The schema is always JSON.")] = Format.csv,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file; else standard output.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Write a table as CSV or JSON, or the schema of the format.

    Tables are tidy: a row a thing, a column a fact. No cell can run as a formula.

    Example: irenic export ukraine-2025 positions -o positions.csv
    """
    text = _text_of(case, what, form)
    if output is None:
        say_text(text)
        return
    # Spreadsheets take a file for UTF-8 only if it begins with a mark.
    write_file(output, text, encoding="utf-8-sig" if output.suffix.lower() == ".csv" else "utf-8")
    if not quiet:
        complain(f"Written to {output}")


def _text_of(case: str, what: Table, form: Format) -> str:
    from irenic.report.export import CASE_TABLES, as_text, prospects, results

    if what is Table.schema:
        from irenic.case.draft import shipped_schema

        return shipped_schema()
    if what in (Table.results, Table.prospects):
        from irenic.study.assess import Run

        return as_text((results if what is Table.results else prospects)(Run(case)), form.value)
    return as_text(CASE_TABLES[what.value](open_case(case)), form.value)
