"""The JSON Schema that editors use: as shipped, as generated, and true of every bundled case."""

import json
from importlib import resources

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from irenic.case.document import SECTIONS, Document
from irenic.case.draft import shipped_schema, starter
from irenic.case.json_schema import json_schema, schema_text
from irenic.examples import NAMES, files_of

SCHEMA = json.loads(shipped_schema())
VALIDATOR = Draft202012Validator(SCHEMA)


def as_an_editor_reads(files):
    """Return a case as YAML 1.2 types it, with the files of sections put in their places."""
    yaml = YAML(typ="safe", pure=True)
    whole = {}
    for name, text in files.items():
        read = yaml.load(text)
        whole |= read if name == "case.yaml" else {name.removesuffix(".yaml"): read}
    return json.loads(json.dumps(_keyed(whole), default=str))


def _keyed(value):
    if isinstance(value, dict):
        return {str(key): _keyed(inner) for key, inner in value.items()}
    return [_keyed(inner) for inner in value] if isinstance(value, list) else value


def test_the_shipped_schema_is_the_one_that_is_generated():
    assert shipped_schema() == schema_text()
    assert resources.files("irenic.case").joinpath("case.schema.json").is_file()


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(json_schema())
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


def test_every_section_stands_in_the_schema_with_what_it_means():
    assert set(SCHEMA["properties"]) == set(Document.model_fields) >= set(SECTIONS)
    assert all(entry.get("description") for entry in SCHEMA["properties"].values())
    assert SCHEMA["required"] == ["irenic", "title"]


@pytest.mark.parametrize("name", [*NAMES, "starter"])
def test_every_bundled_case_fits_the_schema(name):
    files = starter() if name == "starter" else files_of(name)
    found = [
        f"{'.'.join(map(str, error.path))}: {error.message}"
        for error in VALIDATOR.iter_errors(as_an_editor_reads(files))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("broken", "at"),
    [
        ({"irenic": 2}, ["irenic"]),
        ({"actor": {}}, []),
        ({"actors": {"a": {"name": "A"}}}, ["actors", "a"]),
        ({"actors": {"a": {"name": "A", "role": "mediatr"}}}, ["actors", "a", "role"]),
        ({"capability": {"a": 101}}, ["capability", "a"]),
        ({"capability": {"a": "40-60"}}, ["capability", "a"]),
        ({"capability": {"a": {"low": 1, "high": 2, "mod": 1}}}, ["capability", "a"]),
        ({"actors": {"a": {"name": "A", "role": "party", "because": "s p1"}}}, ["actors", "a", "because"]),
        ({"events": {"a": 1}}, ["events"]),
        ({"signatories": ["us hawks"]}, ["signatories"]),
    ],
)
def test_a_broken_case_does_not_fit_the_schema_at_the_place_of_the_fault(broken, at):
    case = {"irenic": 1, "title": "T", **broken}
    assert at in [list(error.path) for error in VALIDATOR.iter_errors(case)]


@pytest.mark.parametrize(
    "written", [50, "50", "40 to 60", "40 to 60 (80%)", "unknown", "-0", {"value": "40 to 60", "judgement": "j"}]
)
def test_every_form_of_a_number_fits_the_schema(written):
    assert VALIDATOR.is_valid({"irenic": 1, "title": "T", "capability": {"a": written}})
