"""The report: one HTML file that opens anywhere, with scripts off, without a network, and on paper.

Everything stands in the file: the pictures as SVG, one style sheet, one small script. A
Content-Security-Policy at its head lets nothing else load or run, so a text of a source that
looks like a script is text and nothing else.
"""

import base64
import hashlib
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from irenic.case.sections.evidence import Mark
from irenic.errors import BadUse
from irenic.report.chapters import CHAPTERS, as_of_words
from irenic.report.chapters.shown import Shown
from irenic.report.plain_text import plain_text
from irenic.report.redaction import MARKS, redacted, withheld
from irenic.study.arguments import argued as argued_names
from irenic.study.assess import Run
from irenic.study.policies import Policies

_HERE: Final = Path(__file__).parent


def report_page(run: Run, mark: Mark = "internal", argued: Run | None = None, chosen: Run | None = None) -> str:
    """Return the report on a run as one HTML page.

    Parameters
    ----------
    run
        A finished run.
    mark
        Who may see the page; sources and people marked for fewer are withheld, and it says so.
    argued
        A run of the same case that puts its arguments to the test, for a card with each of them.
    chosen
        A run of the same case that puts policies to the test, for the choice among them.

    Raises
    ------
    BadUse
        If there is no such mark, or another run is of another case, or tests no arguments or no policies.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=50, folder=tempfile.mkdtemp())
    >>> report_page(run).splitlines()[0]
    '<!doctype html>'
    """
    if mark not in MARKS:
        msg = f"unknown mark '{mark}'; allowed: {', '.join(MARKS)}"
        raise BadUse(msg)
    if argued is not None and not (argued_names(argued) and _of_one_case(argued, run)):
        msg = f"the run in {argued.folder} tests no arguments of this very case; make one with: irenic argue"
        raise BadUse(msg)
    if chosen is not None and not (isinstance(chosen.plan.under, Policies) and _of_one_case(chosen, run)):
        msg = f"the run in {chosen.folder} tests no policies of this very case; make one with: irenic choose"
        raise BadUse(msg)
    hidden = withheld(run.case.document, mark)
    shown = Shown(
        redacted(run, hidden), hidden, argued and redacted(argued, hidden), chosen and redacted(chosen, hidden)
    )
    style, script = _asset("report.css"), _asset("report.js")
    values: dict[str, Any] = {
        "document": shown.document,
        "as_of": as_of_words(shown.document),
        "hidden": hidden,
        "policy": f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'",
        "style": style,
        "script": script,
    }
    environment = _environment()
    written = []
    for chapter in CHAPTERS:
        # Every value in a chapter was escaped on its way in.
        body = environment.get_template(chapter.file).render(hidden=hidden, **chapter.fill(shown))
        written.append((chapter, Markup(body)))
    return environment.get_template("page.html.j2").render(values, chapters=written)


def _of_one_case(one: Run, other: Run) -> bool:
    return one.case.fingerprint == other.case.fingerprint


def save_report(
    run: Run, target: Path, mark: Mark = "internal", argued: Run | None = None, chosen: Run | None = None
) -> Path:
    """Write the report on a run to a file, all of it or nothing.

    Parameters
    ----------
    run, mark, argued, chosen
        See :func:`report_page`.
    target
        The file; one that is there is replaced.

    Raises
    ------
    BadUse
        If the file cannot be written.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=50, folder=tempfile.mkdtemp())
    >>> save_report(run, Path(tempfile.mkdtemp(), "report.html")).name
    'report.html'
    """
    page = report_page(run, mark, argued, chosen)
    unfinished = target.with_name(f".{target.name}.part")
    try:
        unfinished.write_text(page, encoding="utf-8", newline="\n")
        unfinished.replace(target)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        msg = f"the report cannot be written to {target}: {error.strerror}"
        raise BadUse(msg) from error
    return target


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.globals["part"] = environment.get_template("parts.html.j2").module
    return environment


def _shown(value: Any) -> Any:
    """Return a value as a template may write it: text loses the characters that act."""
    return plain_text(value) if type(value) is str else value


def _asset(name: str) -> Markup:
    """Return the style sheet or the script, which are ours and go into the page as they are."""
    text = (_HERE / "assets" / name).read_text(encoding="utf-8")
    return Markup(text)


def _hash(text: str) -> str:
    """Return the source expression that lets exactly this text through the policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
