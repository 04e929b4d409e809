"""``irenic export``: tidy tables as CSV, JSON or Parquet, a whole run as NetCDF, and the schema of the format."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from irenic.cli.options import Quiet, open_case
from irenic.cli.output import complain, say_text, whole_file, write_file
from irenic.errors import BadUse

if TYPE_CHECKING:
    from irenic.case.case import Case


class Table(StrEnum):
    """What can be exported."""

    positions = "positions"
    numbers = "numbers"
    proposals = "proposals"
    states = "states"
    graph = "graph"
    equilibria = "equilibria"
    results = "results"
    prospects = "prospects"
    draws = "draws"
    answers = "answers"
    run = "run"
    schema = "schema"


class Format(StrEnum):
    """How it is written."""

    csv = "csv"
    json = "json"
    parquet = "parquet"
    netcdf = "netcdf"
    graphml = "graphml"


WHOLE: Final = {Table.draws: Format.parquet, Table.answers: Format.parquet, Table.run: Format.netcdf}
"""What is written of every draw."""
ONE_FORMAT: Final = {**WHOLE, Table.graph: Format.graphml}
"""What is written in one format alone; anything else is CSV or JSON."""


def export(
    case: Annotated[str, typer.Argument(metavar="CASE_OR_RUN", help="A case, or the folder of a run.")],
    what: Annotated[Table, typer.Argument(help="Which table.")] = Table.positions,
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="Else parquet for draws and answers, netcdf for run, graphml for graph, json for schema, or csv.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file; else standard output.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Write a table as CSV, JSON or Parquet, a whole run as NetCDF, or the schema of the format.

    Tables are tidy: a row a thing, a column a fact. No cell can run as a formula. The draws, the answers and the whole
    of a run are files for other programs, and need: pip install 'irenic[export]'.

    Example: irenic export ukraine-2025 positions -o positions.csv
    """
    _expect_fit(what, form)
    if what in WHOLE:
        _hand_over(case, what, output)
        if not quiet:
            complain(f"Written to {output}")
        return
    text = _text_of(case, what, "json" if form is Format.json else "csv")
    if output is None:
        say_text(text)
        return
    # Spreadsheets take a file for UTF-8 only if it begins with a mark.
    write_file(output, text, encoding="utf-8-sig" if output.suffix.lower() == ".csv" else "utf-8")
    if not quiet:
        complain(f"Written to {output}")


def _expect_fit(what: Table, form: Format | None) -> None:
    """Refuse a format that a table is not written in; the schema is JSON whatever is asked for."""
    allowed = (ONE_FORMAT[what],) if what in ONE_FORMAT else (Format.csv, Format.json)
    if form is not None and form not in allowed:
        msg = f"'{what.value}' is not written as {form.value}; allowed: {' or '.join(each.value for each in allowed)}"
        raise BadUse(msg)


def _hand_over(folder: str, what: Table, output: Path | None) -> None:
    from irenic.study.assess import Run
    from irenic.study.hand_over import save_answers, save_draws, save_netcdf

    if output is None:
        msg = f"'{what.value}' is no text for a terminal; name a file with -o"
        raise BadUse(msg)
    run = Run(folder)
    save = {Table.draws: save_draws, Table.answers: save_answers, Table.run: save_netcdf}[what]
    with whole_file(output) as draft:
        save(run, draft)


def _text_of(case: str, what: Table, form: Literal["csv", "json"]) -> str:
    from irenic.report.export import CASE_TABLES, RUN_TABLES, as_text

    if what is Table.schema:
        from irenic.case.draft import shipped_schema

        return shipped_schema()
    if what is Table.graph:
        from irenic.report.graphml import graphml

        return graphml(_case_of(case))
    if what.value in RUN_TABLES:
        from irenic.study.assess import Run

        return as_text(RUN_TABLES[what.value](Run(case)), form)
    return as_text(CASE_TABLES[what.value](_case_of(case)), form)


def _case_of(name: str) -> "Case":
    """Return a case by its name or folder, or the case of a run."""
    from irenic.study.store import holds_run

    if not holds_run(Path(name)):
        return open_case(name)
    from irenic.study.assess import Run

    return Run(name).case
