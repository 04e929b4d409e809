"""Every example of the README and of the documentation runs and prints what the page says.

A page is run from its top in an empty folder. Blocks of ``python`` share one namespace; where they
have prompts, what they print is compared. In blocks of ``console``, every line after a ``$`` is run
and what it prints is compared; ``...`` stands for anything. A block that follows the comment
``<!-- file: NAME -->`` is written to that file, for the commands below it.
"""

import doctest
import importlib.util
import io
import re
import shlex
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from irenic.cli import main

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
NEVER_RUN = {"sh"}  # set-up on another machine, such as a clone
FILE = re.compile(r"<!-- file: (?P<name>[\w./-]+) -->")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text, its line, and the file it is to be written to."""

    language: str
    text: str
    line: int
    file: str = ""


@pytest.fixture(autouse=True)
def plain_terminal(tmp_path, monkeypatch):
    """Run in an empty folder, on a terminal that is wide and has no colours."""
    monkeypatch.chdir(tmp_path)
    for name, value in {"NO_COLOR": "1", "COLUMNS": "100", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)


def blocks_of(text):
    """Return the fenced blocks of a page."""
    found, file = [], ""
    for token in MarkdownIt().parse(text):
        if token.type == "html_block" and (match := FILE.search(token.content)):
            file = match["name"]
        elif token.type == "fence":
            found.append(Block(token.info.strip(), token.content, token.map[0] + 1, file))
            file = ""
        elif token.type.endswith("_open"):
            file = ""
    return found


class Page:
    """A page that is being run in a folder."""

    def __init__(self, name, folder):
        self.name = name
        self.folder = folder
        self.namespace = {"__name__": "__main__"}
        self.exit_code = 0

    def run(self, block):
        """Run one block, or write it to its file."""
        if block.file:
            target = self.folder / block.file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.text, encoding="utf-8")
        elif block.language == "python" and ">>>" in block.text:
            self._run_session(block)
        elif block.language == "python":
            exec(compile(block.text, f"{self.name}:{block.line}", "exec"), self.namespace)
        elif block.language == "console":
            self._run_commands(block)

    def _run_session(self, block):
        test = doctest.DocTestParser().get_doctest(block.text, {}, self.name, self.name, block.line)
        test.globs = self.namespace
        said = []
        runner = doctest.DocTestRunner(optionflags=FLAGS, verbose=False)
        runner.run(test, out=said.append, clear_globs=False)
        assert not runner.failures, "".join(said)

    def _run_commands(self, block):
        assert block.text.startswith("$ "), f"{self.name}:{block.line}: a console block starts with '$ '"
        for part in block.text.removeprefix("$ ").split("\n$ "):
            command, _, wanted = part.partition("\n")
            got = self._output_of(command)
            same = doctest.OutputChecker().check_output(tidy(wanted), tidy(got), FLAGS)
            assert same, f"{self.name}:{block.line}: $ {command}\nthe page says\n{wanted}\nit says\n{got}"
            if command != "echo $?":
                self._last_must_be_good(block, part, command, got)

    def _last_must_be_good(self, block, part, command, got):
        told = f"{part}\n$ echo $?" in block.text
        assert told or self.exit_code == 0, f"{self.name}: $ {command}\nexit {self.exit_code}\n{got}"

    def _output_of(self, command):
        if command == "echo $?":
            return f"{self.exit_code}\n"
        program, *arguments = shlex.split(command)
        if program == "cat":
            return "".join((self.folder / name).read_text(encoding="utf-8") for name in arguments)
        assert program == "irenic", f"{self.name}: only irenic and cat are run, not {program}"
        with redirect_stdout(io.StringIO()) as said, redirect_stderr(said), pytest.raises(SystemExit) as ended:
            main(arguments)
        self.exit_code = ended.value.code or 0
        return said.getvalue()


def run_page(name, text, folder):
    """Run a page from its top, in a folder that is empty."""
    running = Page(name, folder)
    for block in blocks_of(text):
        running.run(block)


def tidy(text):
    """Return an output without blank lines, which doctest would take for an end."""
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines() if line.strip())


def name_of(page):
    """Return how a page is called in messages."""
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_example_of_a_page_runs_and_prints_what_the_page_says(page, tmp_path):
    run_page(name_of(page), page.read_text(encoding="utf-8"), tmp_path)


def test_the_conflict_that_a_page_writes_down_can_be_assessed(write_case):
    page = (ROOT / "docs" / "how-to" / "rest.md").read_text(encoding="utf-8")
    written = next(block.text for block in blocks_of(page) if block.language == "yaml")
    document = write_case(written).document
    assert document.moves.states["peace"].label == "The gate is open, and nobody comes in"
    assert len(document.preferences["a"].named) == 3


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_example_hides_from_the_runner(page):
    known = {"python", "console", "yaml", "xml", "text", "bibtex", *NEVER_RUN}
    for block in blocks_of(page.read_text(encoding="utf-8")):
        assert block.language in known or block.language.startswith("{"), f"{name_of(page)}:{block.line}"
        assert "```" not in block.text, f"{name_of(page)}:{block.line}: a block within a block is not run"
        assert not (block.language.startswith("{") and ">>>" in block.text), f"{name_of(page)}:{block.line}"


@pytest.mark.parametrize(
    "lie",
    [
        "```python\n>>> 1 + 1\n3\n```",
        "```python\nassert 1 + 1 == 3\n```",
        "```console\n$ cat page.txt\nit holds this\n```",
        "```console\n$ irenic no-such-verb\n...\n```",
        "```console\n$ irenic no-such-verb\n...\n$ echo $?\n0\n```",
    ],
)
def test_a_page_that_lies_is_found_out(lie, tmp_path):
    page = "<!-- file: page.txt -->\n```text\nit holds that\n```\n" + lie
    with pytest.raises(AssertionError):
        run_page("page.md", page, tmp_path)


def test_a_page_that_tells_the_truth_passes(tmp_path):
    page = "<!-- file: a/page.txt -->\n```text\nit holds\nthis\n```\n\n```console\n$ cat a/page.txt\nit ...\n```"
    run_page("page.md", page, tmp_path)


# ---- Links and words


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_to_a_file_leads_somewhere(page):
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)\s#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{name_of(page)} links to {target}"


def test_the_case_of_the_readme_is_fifteen_lines():
    (case,) = [block for block in blocks_of((ROOT / "README.md").read_text(encoding="utf-8")) if block.file]
    assert len(case.text.splitlines()) == 15


def test_the_reference_of_the_format_is_the_one_the_sections_give():
    tables = module_at(ROOT / "docs" / "format_tables.py")
    page = tables.PAGE.read_text(encoding="utf-8")
    assert tables.page_with_tables(page) == page, "run: python docs/format_tables.py"


def test_the_reference_of_the_format_names_every_key():
    from irenic.case.json_schema import json_schema

    text = (ROOT / "docs" / "reference" / "case-format.md").read_text(encoding="utf-8")
    schema = json_schema()
    for holder, part in {"case": schema, **schema["$defs"]}.items():
        for key, value in part.get("properties", {}).items():
            meaning = value.get("description", "")
            assert re.search(rf"\| `{key}`( \(must\))? \| .+ \| {re.escape(meaning)} \|", text), f"{holder}.{key}"


def module_at(path):
    """Return a Python file as a module, without making it importable by name."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_picture_of_the_readme_is_the_one_the_case_gives(tmp_path, monkeypatch):
    committed = ROOT / "docs" / "images" / "ukraine-2025-territory.svg"
    pictures = module_at(ROOT / "docs" / "make_images.py")
    monkeypatch.setattr(pictures, "IMAGES", tmp_path)
    pictures.main()
    drawn = tmp_path / committed.name
    assert words_of(committed) == words_of(drawn), "run: python docs/make_images.py"
    assert len(words_of(drawn)) > 10


def words_of(picture):
    """Return the texts of an SVG; the rest of it may differ with the fonts of the machine."""
    return re.findall(r">([^<>]+)<", picture.read_text(encoding="utf-8"))


def test_every_decision_has_a_number_of_its_own_and_says_why_and_what_it_costs():
    pages = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert len({page.name[:4] for page in pages}) == len(pages) >= 6
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for heading in ("## Decision", "## Why", "## What it costs"):
            assert heading in text, f"{page.name} lacks '{heading}'"


def test_every_reference_that_is_cited_is_in_the_list():
    listed = set(
        re.findall(r"^@\w+\{(\w+),", (ROOT / "docs" / "references.bib").read_text(encoding="utf-8"), re.MULTILINE)
    )
    sources = [*(ROOT / "src").rglob("*.py"), *(ROOT / "docs").rglob("*.md")]
    cited = set()
    for source in sources:
        for keys in re.findall(r"(?::cite:\w+:|\{cite:\w+\})`([^`]+)`", source.read_text(encoding="utf-8")):
            cited.update(key.strip() for key in keys.split(","))
    assert "achen2006" in cited
    assert cited <= listed
