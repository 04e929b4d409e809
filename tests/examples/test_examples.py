"""The bundled cases: sound, complete, sourced, and in our own words."""

import re
import shutil
from pathlib import Path

import pytest

from irenic.case.basis import Basis
from irenic.case.case import Case
from irenic.case.check import check_folder
from irenic.case.draft import new_case
from irenic.case.walk import locators
from irenic.errors import UnknownName
from irenic.examples import NAMES, files_of, folder_of, load
from irenic.sources.document import read_document

ARTICLES = Path(__file__).parents[3] / "shared" / "ukraine-2025" / "sources"
needs_articles = pytest.mark.skipif(
    not ARTICLES.is_dir(), reason="the articles are not redistributed and are not beside this checkout"
)
RUN = 8
"""Words in a row that only a copied sentence shares with an article."""


@pytest.fixture(scope="module")
def ukraine():
    return load("ukraine-2025")


@pytest.mark.parametrize("name", NAMES)
def test_a_bundled_case_has_no_problem(name):
    assert check_folder(folder_of(name)).problems == ()


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_of_a_bundled_case_is_the_same_case_without_a_problem(name, tmp_path):
    copy = new_case(tmp_path / name, files_of(name))
    assert check_folder(copy.parent).problems == ()
    assert Case.read(copy).fingerprint == load(name).fingerprint
    assert copy.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=case.schema.json\n")


@pytest.mark.parametrize("name", NAMES)
def test_every_number_of_a_bundled_case_has_a_locator_or_a_judgement(name):
    case = load(name)
    assert [placed.path for placed in case.quantities if not placed.basis.stated] == []
    assert [change.path for change in case.changes if not change.basis.stated] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_overlay_of_a_bundled_case_can_be_applied_to_every_other(name):
    case = load(name)
    for perspective in case.document.perspectives:
        for scenario in list(case.document.scenarios)[::4]:
            assert case.under(perspective=perspective, scenario=scenario).scenarios == (scenario,)


def test_the_reference_case_holds_what_was_extracted_from_the_articles(ukraine):
    document = ukraine.document
    counts = {
        name: len(getattr(document, name))
        for name in ("actors", "issues", "proposals", "events", "levers", "arguments", "contradictions", "sources")
    }
    assert counts == {
        "actors": 13,
        "issues": 9,
        "proposals": 17,
        "events": 18,
        "levers": 15,
        "arguments": 29,
        "contradictions": 14,
        "sources": 5,
    }


def test_eleven_red_lines_lie_on_issues_and_one_lies_on_none(ukraine):
    beside = [line for actor in ukraine.document.actors.values() for line in actor.other_red_lines]
    assert (len(ukraine.red_lines()), len(beside)) == (11, 1)


def test_two_arguments_say_that_no_model_can_test_them(ukraine):
    outside = {name for name, argument in ukraine.document.arguments.items() if argument.outside}
    assert len(outside) == 2
    assert all(not ukraine.document.arguments[name].then for name in outside)
    assert all(a.if_ is not None for name, a in ukraine.document.arguments.items() if name not in outside)


def test_every_article_has_its_perspective(ukraine):
    document = ukraine.document
    assert sorted(perspective.source for perspective in document.perspectives.values()) == sorted(document.sources)


def test_clashes_are_told_from_both_sides(ukraine):
    arguments = ukraine.document.arguments
    for name, argument in arguments.items():
        assert all(name in arguments[other].clashes for other in argument.clashes), name


def test_every_red_line_proposal_event_and_version_has_a_locator(ukraine):
    document = ukraine.document
    bases: list[Basis] = [line.basis for line in ukraine.red_lines()]
    bases += [entry.basis for entry in (*document.proposals.values(), *document.events, *document.levers.values())]
    bases += [v.basis for c in document.contradictions.values() for v in c.versions.values()]
    assert all(basis.because for basis in bases)
    assert all(argument.by for argument in document.arguments.values())


def test_every_paragraph_that_is_cited_is_paraphrased(ukraine):
    notes = {note.words: note.paths for note in ukraine.check()}
    assert "cited, but without a paraphrase under 'says'" not in notes
    assert "rests on nothing that is stated; add 'because' or 'judgement'" not in notes


def test_the_numbers_of_the_textbook_case_are_points_on_the_published_scale():
    """Bueno de Mesquita (1994, p. 78): years of delay, here stretched from 4-10 to 0-100."""
    years = {"netherlands": 4, "belgium": 7, "luxembourg": 4, "germany": 4, "france": 10}
    years |= {"italy": 10, "uk": 10, "ireland": 7, "denmark": 4, "greece": 7}
    capability = {"netherlands": 8, "belgium": 8, "luxembourg": 3, "germany": 16, "france": 16}
    capability |= {"italy": 16, "uk": 16, "ireland": 5, "denmark": 5, "greece": 8}
    document = load("car-emissions").document
    options = document.issues["delay"].options
    held = {actor: by_issue["delay"].wants for actor, by_issue in document.positions.items()}
    wants = {actor: wanted.percentiles(lambda o: options[o].at.percentiles()[1])[1] for actor, wanted in held.items()}
    assert wants == {actor: (year - 4) / 6 * 100 for actor, year in years.items()}
    assert {actor: score.percentiles()[1] for actor, score in document.capability.items()} == capability


@pytest.mark.parametrize("name", ["ukraine", "ukraine-2024", "x" * 400, "nowhere/else"])
def test_a_name_that_is_no_case_is_told_with_those_there_are(name):
    with pytest.raises(
        UnknownName, match=r"no folder or bundled case '.*'; there is ukraine-2025, car-emissions, elmira, k"
    ):
        load(name)


def test_a_folder_wins_over_a_bundled_case_of_the_same_name(tmp_path, monkeypatch):
    (tmp_path / "two-villages").mkdir()
    monkeypatch.chdir(tmp_path)
    assert folder_of("two-villages") == Path("two-villages")
    with pytest.raises(UnknownName, match=r"no bundled case 'three-villages'; .*; did you mean 'two-villages'"):
        files_of("three-villages")


# Against the articles themselves, where somebody has them.


def words(text):
    return re.findall(r"[^\W_]+", text.casefold())


@needs_articles
def test_no_run_of_eight_words_of_an_article_stands_in_the_case():
    runs = set()
    for article in sorted(ARTICLES.glob("*.txt")):
        told = words(" ".join(p.text for p in read_document(article).paragraphs))
        runs |= {tuple(told[i : i + RUN]) for i in range(len(told) - RUN + 1)}
    assert len(runs) > 4000
    for name, text in files_of("ukraine-2025").items():
        ours = words(text)
        copied = [" ".join(ours[i : i + RUN]) for i in range(len(ours) - RUN + 1) if tuple(ours[i : i + RUN]) in runs]
        assert copied == [], name


@pytest.fixture
def attached(tmp_path):
    """The reference case with the articles where ``sources.yaml`` names them."""
    folder = new_case(tmp_path / "ukraine-2025", files_of("ukraine-2025")).parent
    shutil.copytree(ARTICLES, folder / "sources")
    return folder


@needs_articles
def test_every_locator_resolves_where_the_articles_are_attached(attached):
    assert check_folder(attached).problems == ()
    case = Case.read(attached)
    assert [note for note in case.check() if "not attached" in note.words] == []
    texts = {name: read_document(attached / source.file) for name, source in case.document.sources.items()}
    found = list(locators(case.document))
    assert len(found) > 200
    for _, locator in found:
        numbers = [p.number for p in texts[locator.source].paragraphs]
        assert set(locator.paragraphs) <= set(numbers), locator


@needs_articles
def test_an_article_that_was_changed_is_noticed(attached):
    source = Case.read(attached).document.sources["coughlin"]
    file = attached / source.file
    file.write_bytes(file.read_bytes() + b"\nOne more line.\n")
    told = [problem.sentence for problem in check_folder(attached).problems]
    assert len(told) == 2
    assert told[0].startswith("sources.coughlin.sha256: the text is not the one that was cited: its SHA-256 differs; ")
    assert told[1] == "sources.coughlin.paragraphs: the text has 29 paragraphs, not 28; allowed: 29"


@needs_articles
def test_a_locator_beyond_the_end_of_an_attached_article_is_refused(attached):
    file = attached / "case.yaml"
    text = file.read_text(encoding="utf-8").replace("because: coughlin#p23", "because: coughlin#p29")
    file.write_text(text, encoding="utf-8")
    (problem,) = check_folder(attached).problems
    assert problem.sentence == "actors.iran.because: there is no paragraph 29; allowed: p1 to p28"
