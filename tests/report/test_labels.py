"""Names a reader knows in place of the short names of a case."""

import pytest

from irenic.examples import load
from irenic.report.labels import actor_name, issue_name, option_label, path_words


@pytest.fixture(scope="module")
def document():
    return load("ukraine-2025").document


def test_actors_issues_and_options_are_called_by_their_labels(document):
    for actor, entry in document.actors.items():
        assert actor_name(document, actor) == entry.name
    for issue, entry in document.issues.items():
        assert issue_name(document, issue) == entry.name
        for option, held in entry.options.items():
            assert option_label(document, issue, option) == held.label


def test_a_source_that_makes_a_proposal_is_called_by_its_author(document):
    source = next(name for name, entry in document.sources.items() if entry.author)
    assert actor_name(document, source) == document.sources[source].author


def test_a_source_without_an_author_is_called_by_its_short_name(write_case):
    case = write_case("sources:\n  paper: {title: A paper}\n")
    assert actor_name(case.document, "paper") == "the author of 'paper'"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("positions.russia.territory.salience", "Russia on Territory: salience"),
        ("positions.russia.territory.earlier.0.wants", "Russia on Territory: wanted earlier"),
        ("capability.europe", "European states: capability"),
        ("war.cost.russia", "War: cost, Russia"),
        ("somewhere.else", "somewhere.else"),
    ],
)
def test_paths_are_put_in_words(document, path, words):
    assert path_words(document, path) == words


def test_every_drawn_number_of_every_case_has_words_without_short_names():
    for name in ("ukraine-2025", "car-emissions", "two-villages"):
        case = load(name)
        for placed in case.drawn:
            words = path_words(case.document, placed.path)
            assert words != placed.path or placed.keys[0] == "correlations"
            assert "_" not in words


def test_the_place_of_an_option_is_called_by_its_label():
    document = load("two-villages").document
    assert path_words(document, "issues.water.options.half.at") == "Water: place of 'Half each'"
