"""The rules of the house that no other tool checks."""

import ast
import itertools
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "irenic"
MODULES = sorted(SOURCE.rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

LONGEST_FILE = 400

# What users may install besides the base; `dev` is for those who work on Irenic.
EXTRAS = ("cluster", "export")
# Every licence that a package of the product may have, as packages spell them.
PERMISSIVE = (
    "MIT",
    "MIT License",
    "BSD License",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "Apache Software License",
    "PSF-2.0",
    "ISC License (ISCL)",
    "Zlib",
    "CC0-1.0",
    "Unlicense",
)
# Packages of the product with another licence, each with the reason it is there.
OTHER_LICENCES = {"partd": "says BSD; the licence that comes with it is the one of three clauses"}


def closure(*wanted):
    """Return every installed package that some requirements bring, by normal name."""
    found = {}
    todo = [Requirement(text) for text in wanted]
    seen = set()
    while todo:
        requirement = todo.pop()
        for extra in {"", *requirement.extras}:
            name = canonicalize_name(requirement.name)
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            try:
                found[name] = distribution(requirement.name)
            except PackageNotFoundError:
                pytest.fail(f"{requirement} is needed and not installed")
            inner = [Requirement(text) for text in found[name].requires or ()]
            todo += [r for r in inner if r.marker is None or r.marker.evaluate({"extra": extra})]
    return found


def licences_of(package):
    """Return the licences a package states, the most exact statement first."""
    metadata = package.metadata
    if expression := metadata.get("License-Expression"):
        return [part.strip("() ") for part in re.split(r" AND | OR ", expression)]
    classified = [text.split(" :: ")[-1] for text in metadata.get_all("Classifier", []) if text.startswith("License")]
    return classified or [metadata.get("License", "none stated")]


def pinned():
    """Return the lines of constraints.txt, without comments."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def tracked_files():
    """Return the text files that belong to the project."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this is no git checkout, so nobody knows which files belong to the project")
    files = [ROOT / name for name in listed.stdout.splitlines()]
    return [file for file in files if file.is_file() and file.suffix not in {".png", ".woff2", ".zip"}]


def declared():
    """Return the requirements of the product and of its extras for users, by normal name."""
    extras = PROJECT["project"]["optional-dependencies"]
    wanted = [*PROJECT["project"]["dependencies"], *(text for extra in EXTRAS for text in extras[extra])]
    return {canonicalize_name(Requirement(text).name) for text in wanted}


def test_every_package_of_the_product_and_its_extras_has_a_permissive_licence():
    stated = {name: licences_of(package) for name, package in closure(f"irenic[{','.join(EXTRAS)}]").items()}
    other = {name: found for name, found in stated.items() if not set(found) <= set(PERMISSIVE)}
    assert set(other) == set(OTHER_LICENCES), other


def test_the_licence_is_the_apache_licence_in_full():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    headings = re.findall(r"^   (\d)\. ", text, flags=re.MULTILINE)
    assert headings == [str(number) for number in range(1, 10)]
    assert text.lstrip().startswith("Apache License\n                           Version 2.0, January 2004")
    assert "END OF TERMS AND CONDITIONS" in text
    assert PROJECT["project"]["license"] == "Apache-2.0"


def test_every_package_that_is_brought_in_is_pinned_at_the_version_under_test():
    packages = closure("irenic[dev]")
    del packages["irenic"]
    wanted = {f"{name}=={package.version}" for name, package in packages.items()}
    missing = wanted - {line.split(" ;")[0] for line in pinned()}
    assert not missing, f"write into constraints.txt: {sorted(missing)}"


def test_pins_hold_names_and_versions_only():
    for line in pinned():
        assert re.fullmatch(r"[a-z0-9][a-z0-9-]*==[0-9][\w.]*( ; sys_platform == \"\w+\")?", line), line
    assert pinned() == sorted(pinned())


def test_a_dependency_that_is_declared_is_also_imported():
    imported = {name.split(".")[0] for module in MODULES for name in imports_of(module)}
    # Brought in for others: Altair draws PNG and SVG through vl-convert, ruamel.yaml is fast through its C part.
    silent = {"vl-convert-python", "ruamel-yaml-clib"}
    unused = {name for name in declared() - silent if name.split("-")[0] not in imported}
    assert not unused


def test_whatever_is_imported_is_declared():
    imported = {name.split(".")[0] for module in MODULES for name in imports_of(module)}
    ours = {"irenic", "ruamel", *sys.stdlib_module_names}  # ruamel is the first half of ruamel.yaml
    # pydantic brings its core, which it re-exports in part only.
    assert imported - ours - {"pydantic_core"} <= declared() | {"vl_convert"}


def imports_of(module):
    """Return the full names of the modules that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


def test_the_contracts_of_the_layers_are_all_there():
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    assert [contract["type"] for contract in contracts] == ["layers", "independence", "forbidden", "forbidden"]
    layers = contracts[0]
    assert layers["exhaustive"]
    names = [name.strip(" ()") for layer in layers["layers"] for name in layer.split("|")]
    there = {path.stem for path in SOURCE.glob("*.py")} | {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert there - {"__init__"} <= set(names)


def test_kernels_import_numpy_scipy_and_numba_only():
    allowed = {"numpy", "scipy", "numba"} | set(sys.stdlib_module_names)
    kernels = [module for module in MODULES if "kernels" in module.relative_to(SOURCE).with_suffix("").parts]
    assert kernels
    for module in kernels:
        own = ".".join(("irenic", *module.relative_to(SOURCE).with_suffix("").parts))
        others = {name for name in imports_of(module) if not name.startswith(own.rsplit("kernels", 1)[0] + "kernels")}
        assert {name.split(".")[0] for name in others} <= allowed, module


def test_kernels_never_raise_warn_print_or_draw():
    for module in MODULES:
        if "kernels" not in module.relative_to(SOURCE).with_suffix("").parts:
            continue
        tree = ast.parse(module.read_text(encoding="utf-8"))
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.Raise | ast.Assert)], module
        called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        assert not [name for name in called if re.search(r"print|warn|\blog(ging|ger)\b|random", name)], module


def test_randomness_enters_in_one_place():
    for module in MODULES:
        named = {name for name in imports_of(module) if name.split(".")[-1] in {"random", "secrets"}}
        if module.relative_to(SOURCE).as_posix() != "arrays/shares.py":
            assert not named, module
            assert "np.random" not in module.read_text(encoding="utf-8"), module


def test_no_file_of_the_source_is_longer_than_anybody_reads():
    lengths = {module: len(module.read_text(encoding="utf-8").splitlines()) for module in MODULES}
    assert not {module: length for module, length in lengths.items() if length > LONGEST_FILE}


def test_one_file_knows_dask_and_one_the_packages_of_other_files():
    places = {
        "study/cluster.py": {"dask", "distributed"},
        "study/hand_over.py": {"h5netcdf", "h5py", "pyarrow"},
    }
    optional = set().union(*places.values())
    for module in MODULES:
        used = {name.split(".")[0] for name in imports_of(module)} & optional
        assert used <= places.get(module.relative_to(SOURCE).as_posix(), set()), module


NETWORK = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "requests", "httpx", "aiohttp", "webbrowser"}

# Run with an audit hook that nothing can take off again: whatever opens a connection from Python dies.
OFFLINE = """
import sys
def refuse(event, arguments):
    if event.startswith("socket.") and event not in {"socket.__new__", "socket.gethostname"}:
        raise RuntimeError(f"the network was used: {event} {arguments}")
sys.addaudithook(refuse)
from irenic.cli import main
for arguments in (["check", "ukraine-2025"], ["report", "two-villages", "--draws", "50", "-o", "report.html"]):
    try:
        main(arguments)
    except SystemExit as ended:
        assert not ended.code, ended.code
import irenic, pathlib
(folder,) = pathlib.Path("runs").iterdir()
irenic.figures.position_line(irenic.Run(folder), "water").save("a.png")
"""


def test_no_file_of_the_source_imports_what_opens_connections():
    for module in MODULES:
        assert not {name.split(".")[0] for name in imports_of(module)} & NETWORK, module


def test_nothing_leaves_the_machine_while_a_case_is_checked_assessed_drawn_and_reported(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "report.html").exists()


def test_the_hook_that_watches_the_network_would_notice(tmp_path):
    program = OFFLINE.split("from irenic", maxsplit=1)[0] + "import socket\nsocket.create_connection(('127.0.0.1', 9))"
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "the network was used" in done.stderr


# What is raised besides errors of Irenic, each where the language or a library asks for it.
OTHER_ERRORS = {
    "__init__.py": {"AttributeError"},  # what Python expects of a module that has no such name
    "arrays/sample.py": {"TypeError"},  # a case of a match that the types exclude
    "case/belief.py": {"TypeError"},  # a case of a match that the types exclude
    "case/tree.py": {"TypeError", "_Refused"},  # likewise; and a signal that does not leave the file
    "case/fields.py": {"carried"},  # a BadValue in the form that pydantic collects
}
CLI_ERRORS = {"SystemExit", "typer.Exit"}
"""How a command tells the shell its exit code."""


def errors_of_irenic():
    """Return the names of all deliberate errors."""
    from irenic import errors

    return {name for name, thing in vars(errors).items() if isinstance(thing, type) and issubclass(thing, Exception)}


def raised_by(module):
    """Return the names of what a file raises; a bare ``raise`` passes on what came."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Raise) and node.exc is not None:
            thing = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            yield ast.unparse(thing)


def test_everything_raised_on_purpose_is_an_error_of_irenic():
    for module in MODULES:
        place = module.relative_to(SOURCE).as_posix()
        allowed = errors_of_irenic() | OTHER_ERRORS.get(place, set())
        if place.startswith("cli/"):
            allowed |= CLI_ERRORS
        assert set(raised_by(module)) <= allowed, place


def test_errors_that_are_not_of_irenic_are_listed_only_where_they_are_raised():
    for place, names in OTHER_ERRORS.items():
        assert names <= set(raised_by(SOURCE / place)), place


def test_every_error_is_a_leaf_of_one_tree():
    from irenic import errors

    for name in errors_of_irenic():
        assert issubclass(getattr(errors, name), errors.IrenicError)


def test_no_file_names_a_place_on_somebodys_machine():
    machine = re.compile(r"(?<![\w.])/(?:home|root|Users|work|opt)/[\w.]+")
    hits = [(file.name, hit) for file, text in texts() for hit in machine.findall(text)]
    assert not hits


def test_no_file_names_a_package_index():
    words = ("index-url", "find-links", "pypi.org", "pythonhosted.org", "devpi", "artifactory")
    hits = [(file.name, word) for (file, text), word in itertools.product(texts(), words) if word in text.lower()]
    assert not hits


def texts():
    """Return every file of the project with its text, except this one, which names what it looks for."""
    files = [file for file in tracked_files() if file != Path(__file__)]
    return [(file, file.read_text(encoding="utf-8", errors="replace")) for file in files]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel without a network."""
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    with zipfile.ZipFile(next(target.glob("*.whl"))) as archive:
        return archive.namelist()


def test_the_wheel_holds_every_file_of_the_package(wheel):
    ours = [path.relative_to(ROOT / "src") for path in SOURCE.rglob("*") if path.is_file()]
    # Caches of tools are not of the package.
    names = {path.as_posix() for path in ours if not re.search(r"/(\.|__pycache__)", path.as_posix())}
    data = {name for name in names if not name.endswith(".py")}
    assert {"irenic/case/case.schema.json", "irenic/case/starter.yaml", "irenic/py.typed"} <= data
    assert "irenic/examples/ukraine-2025/case.yaml" in data
    assert names <= set(wheel)


def test_the_wheel_holds_nothing_else(wheel):
    assert not [name for name in wheel if not name.startswith(("irenic/", "irenic-0"))]
    assert [name for name in wheel if name.endswith("licenses/LICENSE")]


def test_the_makefile_explains_every_target():
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    targets = {"demo", "test", "check", "bench", "docs", "fix"}
    explained = {match[1] for line in lines if (match := re.match(r'\t@echo "make (\w+) ', line))}
    defined = {match[1] for line in lines if (match := re.match(r"(\w+):", line))}
    assert targets <= explained & defined


def test_the_vision_is_shorter_than_ten_lines_and_says_what_irenic_is_not():
    text = (ROOT / "VISION.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) < 10
    assert "not" in text


def test_the_citation_file_agrees_with_the_package():
    from ruamel.yaml import YAML

    citation = YAML(typ="safe").load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(citation)
    assert str(citation["version"]) == PROJECT["project"]["version"]
    assert citation["license"] == PROJECT["project"]["license"]


def test_the_shipped_schema_is_the_one_the_sections_give():
    from irenic.case.draft import shipped_schema
    from irenic.case.json_schema import schema_text

    assert shipped_schema() == schema_text()
