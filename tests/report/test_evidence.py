"""What the report says that its numbers rest on."""

import pytest

from irenic.case.document import Document
from irenic.case.when import When
from irenic.examples import load
from irenic.report.claims import claims
from irenic.report.dates import gap_words, when_words
from irenic.report.evidence import cites, disputes, evidence, how_said, source_entries
from irenic.sources.locator import Locator


@pytest.fixture(scope="module")
def case():
    return load("ukraine-2025")


@pytest.fixture(scope="module")
def rows(case):
    return {row.label: row for group in evidence(case) for row in group.rows}


SMALL = """
sources:
  essay:
    title: An essay
    author: An author
    published: after 2025-02-12
    published_basis: inferred from weekday
    says:
      p1: The author says so.
      p2: {says: The mayor said so., speaker: a, modality: reported}
      p4-p5: Two paragraphs.
positions:
  a:
    x: {wants: mid to high, salience: {value: 80 to 100, judgement: It said so., confidence: high, because: essay#p2}}
capability: {a: 40 to 60}
contradictions:
  who:
    topic: Who did it?
    versions:
      one: {says: One did., because: essay#p1, set: {capability.a: 10 to 20}}
      two: {says: Two did., because: essay#p2}
perspectives:
  e: {label: As the essay has it, source: essay, takes: {who: one}}
"""


@pytest.fixture
def small(write_case):
    return write_case(SMALL)


def test_every_number_and_every_change_of_the_case_is_there(case):
    total = sum(len(group.rows) for group in evidence(case))
    assert total == len(case.numbers) + len(case.changes)
    assert total > 190


def test_a_number_shows_what_was_written_its_percentiles_and_what_the_paragraphs_say(small):
    row = next(row for group in evidence(small) for row in group.rows if row.label == "How much A minds X")
    assert row.written == "80 to 100"
    assert row.percentiles == ("80", "90", "100")
    assert (row.judgement, row.confidence, row.unknown) == ("It said so.", "high", False)
    (cite,) = row.cites
    assert (cite.locator, cite.title, cite.author, cite.withheld) == ("essay#p2", "An essay", "An author", False)
    assert cite.date == "after 12 Feb 2025 (worked out from a weekday)"
    (said,) = cite.said
    assert (said.paragraphs, said.says, said.how) == ("p2", "The mayor said so.", "A, as reported")


def test_a_share_is_shown_in_percent_as_it_was_written(rows):
    assert rows["What a month of war costs Russia"].percentiles == ("0.3%", "1.7%", "3%")


def test_an_unknown_number_says_so_and_spans_its_scale(rows):
    row = rows["The share of withdrawn aid that others replace"]
    assert row.unknown
    assert row.percentiles[0] == "5%" or row.percentiles[0] == "0.05"


def test_a_wish_that_names_options_is_shown_as_places(small):
    row = next(row for group in evidence(small) for row in group.rows if row.label == "What A wants on X")
    assert row.written == "mid to high"
    # 'mid' lies at 50 and 'high' at 100.
    assert row.percentiles == ("50", "75", "100")


def test_changes_name_the_lever_reading_version_or_argument_they_belong_to(rows):
    labels = list(rows)
    sanctions = "Sanctions on Russia and on those who trade with it: what a month of war costs Russia"
    assert any(label.startswith(sanctions) for label in labels)
    reading = "Coughlin: too soft on Russia: what United States can bring to bear"
    assert any(label.startswith(reading) for label in labels)
    assert any(label.startswith("American aid goes on at half strength: ") for label in labels)
    assert any(
        label.startswith("How much does land matter to Russia? “It asks for four regions whole.”") for label in labels
    )
    assert any(label.startswith("The war does not end while Western primacy") for label in labels)


def test_a_locator_over_several_paragraphs_shows_what_each_of_them_says(small):
    (cite,) = cites(small.document, (Locator("essay", 2, 4),))
    assert [said.paragraphs for said in cite.said] == ["p2", "p4-p5"]


def test_a_paragraph_without_a_paraphrase_is_cited_all_the_same(small):
    (cite,) = cites(small.document, (Locator("essay", 3, 3),))
    assert cite.said == ()


def test_a_source_without_a_date_has_none():
    document = Document.model_validate(
        {"irenic": "1", "title": "t", "sources": {"s": {"title": "S", "says": {"p1": "x"}}}}
    )
    (cite,) = cites(document, (Locator("s", 1, 1),))
    assert (cite.date, cite.author, source_entries(document)[0].date) == ("", "", "")


def test_a_stated_date_says_no_more_than_the_date():
    source = {"title": "S", "published": "2025-05-20", "published_basis": "absolute", "says": {"p1": "x"}}
    document = Document.model_validate({"irenic": "1", "title": "t", "sources": {"s": source}})
    (cite,) = cites(document, (Locator("s", 1, 1),))
    assert cite.date == "20 May 2025"


def test_the_author_alone_needs_no_word_on_who_says_it(case):
    assert how_said(case.document, None, "asserted") == ""
    assert how_said(case.document, None, "normative") == "normative"


def test_a_dispute_shows_its_versions_side_by_side_with_who_takes_which(small):
    (dispute,) = disputes(small.document)
    assert dispute.topic == "Who did it?"
    told = [(version.says, version.taken_by, version.changes) for version in dispute.versions]
    assert told == [("One did.", ("As the essay has it",), True), ("Two did.", (), False)]


def test_no_contradiction_of_the_reference_case_is_left_out(case):
    found = disputes(case.document)
    topics = [contradiction.topic for contradiction in case.document.contradictions.values()]
    assert [dispute.topic for dispute in found] == topics
    taken = sum(len(version.taken_by) for dispute in found for version in dispute.versions)
    assert taken == sum(len(perspective.takes) for perspective in case.document.perspectives.values())


def test_no_argument_is_said_to_be_tested(case):
    found = claims(case.document)
    assert len(found) == len(case.document.arguments) >= 29
    assert all(claim.verdict.startswith(("Cannot be tested", "Not tested")) for claim in found)
    assert sum("by any model here" in claim.verdict for claim in found) == 2


def test_an_argument_says_what_it_supposes_and_expects_in_words(case):
    found = dict(zip(case.document.arguments, claims(case.document), strict=True))
    claim = found["european-troops-refused"]
    scenario = case.document.arguments["european-troops-refused"].if_.scenario
    assert claim.condition == case.document.scenarios[scenario].label
    assert [(each.outcome, each.expectation) for each in claim.expected] == [
        ("whether Russia prefers “European force” to fighting on", "no"),
        ("whether there is a package that everybody who must sign can sign", "empty"),
    ]
    assert claim.verdict == "Not tested in this run; to test it: irenic argue"
    assert claim.clashes == (case.document.arguments["guarantees-bring-peace"].says,)
    primacy = found["primacy-blocks-peace"]
    assert primacy.condition == "what United States refuses on Security order is changed"


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [
        ("pressure.x", "Cannot be tested on this case: it lacks positions with 'wants' on at least one issue."),
        ("settlement.within.12", "Cannot be tested on this case: it lacks the section 'war'."),
    ],
)
def test_a_claim_says_what_the_case_lacks_for_it(outcome, verdict):
    argument = {"says": "X.", "by": "s#p1", "if": {"pull": "l"}, "then": {outcome: "rises"}}
    content = {
        "irenic": "1",
        "title": "t",
        "sources": {"s": {"title": "S"}},
        "issues": {"x": {"name": "The issue", "question": "?", "options": {"a": {"at": "0", "label": "A"}}}},
        "levers": {"l": {"label": "A lever", "by": "u"}},
        "arguments": {"a": argument},
    }
    document = Document.model_validate(content)
    (claim,) = claims(document)
    assert claim.verdict == verdict
    assert claim.condition == "A lever"
    assert claim.expected[0].outcome.endswith("settles on The issue" if outcome == "pressure.x" else "within 12 months")


def test_an_outcome_names_the_lever_it_is_about(case):
    levers = [each for claim in claims(case.document) for each in claim.expected if "mediator pulls" in each.outcome]
    assert (
        levers[0].outcome
        == "whether the mediator pulls “Sanctions on Russia and on those who trade with it” of its own will"
    )


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2022-02", "Feb 2022"),
        ("before 2025-05-19", "before 19 May 2025"),
        ("2025-05-06 to 2025-05-08", "6 May 2025 to 8 May 2025"),
        ("2014 to 2015", "2014 to 2015"),
    ],
)
def test_dates_say_as_much_as_is_known_and_no_more(written, words):
    assert when_words(When.parse(written)) == words


@pytest.mark.parametrize(("days", "words"), [(31, "about 1 month later"), (365 * 2, "about 2 years later")])
def test_gaps_are_told_in_months_and_then_in_years(days, words):
    assert gap_words(days) == words
