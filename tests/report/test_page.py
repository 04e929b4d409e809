"""The report as a file: what it holds, what it withholds, and that nothing in it can act."""

import base64
import hashlib
import html
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

import irenic
from irenic.errors import BadUse
from irenic.report.chapters import CHAPTERS
from irenic.report.page import report_page, save_report
from irenic.report.redaction import redacted, withheld

REPORT = Path(irenic.__file__).parent / "report"
VOID = {"meta", "br", "input", "img", "link", "hr"}


class Page(HTMLParser):
    """A page taken apart by the standard library's parser, which shares no code with ours."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.open, self.texts, self.crossed = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.crossed.append(tag)

    def handle_data(self, data):
        if not self.open or self.open[-1] not in ("script", "style"):
            self.texts.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.texts).split())

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def reference(pages):
    return pages["reference"]


@pytest.fixture(scope="module")
def page(reference):
    return Page(reference)


@pytest.fixture(scope="module")
def hostile(pages):
    return pages["hostile"]


def test_the_same_run_gives_the_same_bytes(runs, reference):
    assert report_page(runs("ukraine-2025")) == reference


def test_elements_are_closed_in_the_order_they_were_opened(page):
    assert (page.open, page.crossed) == ([], [])


def test_chapters_stand_in_their_order_and_every_link_inside_the_page_leads_somewhere(page):
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert [name for name in ids if name in {chapter.name for chapter in CHAPTERS}] == [c.name for c in CHAPTERS]
    targets = [link["href"] for link in page.all("a")]
    assert targets
    assert all(target.startswith("#") and target[1:] in ids for target in targets)
    assert {button["popovertarget"] for button in page.all("button")} <= set(ids)


def test_the_summary_the_condition_and_the_four_words_come_first(page):
    order = [
        "Mediation of the war in Ukraine",
        "As of 20 May 2025",
        "The United States mediates between",
        "if the inputs are as entered",
        "feasible",
        "likely",
        "durable",
        "why",
        "Feasible: what all could sign",
        "The issues, one by one",
    ]
    places = [page.text.index(words) for words in order[:4]]
    body = page.text.index("What was found", page.text.index("How it was made"))
    places += [page.text.index(words, body) for words in order[4:]]
    assert places == sorted(places)


def test_every_word_of_the_frame_has_a_sentence_and_a_chapter_with_a_picture(runs, reference, page):
    found = irenic.findings(runs("ukraine-2025"))
    start = page.text.index("What was found", page.text.index("How it was made"))
    frame = page.text[start : page.text.index("Feasible: what all could sign", start)]
    for word in ("feasible", "likely", "durable", "why"):
        first = next(finding.sentence for finding in found if finding.kind == word)
        assert " ".join(first.split()) in frame
        section = reference[reference.index(f'<section id="{word}"') :]
        section = section[: section.index("</section>")]
        assert "<svg" in section
        assert html.escape(first, quote=False).split("“")[0] in section.replace("&#39;", "'")


def test_the_top_is_short_and_what_it_leaves_out_stands_in_its_chapter_once(runs, page):
    found = irenic.findings(runs("ukraine-2025"))
    start = page.text.index("What was found", page.text.index("How it was made"))
    top = page.text[start : page.text.index("Feasible: what all could sign", start)]
    for kind, chapter in (("mediator", "What the mediator would do"), ("pressure", "The issues, one by one")):
        for finding in (each for each in found if each.kind == kind):
            sentence = " ".join(finding.sentence.split())
            assert sentence not in top
            assert page.text.count(sentence) == 1
            assert page.text.index(sentence) > page.text.index(chapter, start)
    stopped = [each for each in found if "cannot be signed." in each.sentence]
    assert stopped
    assert all(page.text.count(" ".join(each.sentence.split())) == 1 for each in stopped)
    for word in ("terms", "guarantees"):
        assert " ".join(next(each.sentence for each in found if each.kind == word).split()) in top


@pytest.mark.parametrize("name", ["two-villages", "car-emissions"])
def test_a_case_without_a_war_says_that_it_cannot_test_when_how_long_and_why(runs, name):
    text = report_page(runs(name))
    for word in ("likely", "durable", "why"):
        section = text[text.index(f'<section id="{word}"') :]
        section = section[: section.index("</section>")]
        assert section.count("Cannot test: the case") == 1
        assert "<svg" not in section
    assert "what fighting on is worth cannot be tested" in Page(text).text


def test_a_small_war_has_all_the_pictures_of_the_four_words(valley_run):
    found = Page(report_page(valley_run))
    assert (found.open, found.crossed) == ([], [])
    for title in (
        "What both could get",
        "What goes with what on the two weightiest issues",
        "When the war is settled",
        "Every answer under every perspective and scenario",
        "How long a settlement holds",
        "Which guarantee is strong enough",
        "What stands in the way",
        "Who could accept what",
    ):
        assert f"{title} " in found.text, title


def test_the_limits_name_no_section_that_a_model_reads(page):
    limits = page.text[page.text.rindex("What this report cannot say") :]
    assert "Entered and not used" not in limits
    assert "not answered by this version" not in limits
    # Packages are made of all options, and this case has a mediator with a will of its own.
    assert "nothing is said of a package that contains them" not in limits
    assert "no will of its own" not in limits


def test_what_levers_and_scenarios_change_is_said_without_short_names(page, runs):
    document = runs("ukraine-2025").case.document
    start = page.text.rindex("Levers and scenarios")
    told = page.text[start : page.text.index("Every number, and what it rests on", start)]
    assert "What a month of war costs Russia: times 1.1 to 2" in told
    assert "Who must sign: Russia and United States" in told
    assert "United States on Security order: wants “Talks on a European security architecture”" in told
    names = [name for issue in document.issues.values() for name in issue.options if "-" in name]
    assert [name for name in [*names, "positions.", "issues.", "War:"] if name in told] == []


def test_every_picture_has_a_description_and_every_table_a_caption(page):
    pictures = page.all("svg")
    assert len(pictures) == 28
    assert all(picture["role"] == "img" and len(picture["aria-label"]) > 20 for picture in pictures)
    assert len(page.all("table")) == len(page.all("caption"))
    assert all(head.get("scope") in ("col", "row") for head in page.all("th"))


def test_headings_never_skip_a_level(page):
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_no_number_that_was_computed_stands_in_a_picture_as_its_title(reference):
    descriptions = re.findall(r'<svg[^>]* aria-label="([^"]*)"', reference)
    assert not any(re.search(r"\d\.\d|\d%", text) for text in descriptions)


def test_the_policy_lets_only_the_one_style_and_the_one_script_through(reference, page):
    (policy,) = [m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy
    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", reference, re.DOTALL)
        found = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{found}'" in policy


def test_nothing_in_the_page_points_outside_or_acts(page):
    for tag, attributes in page.tags:
        assert tag not in {"img", "link", "iframe", "object", "embed", "base", "form", "image", "use"}
        assert not any(name.startswith("on") or name in {"src", "style", "srcset", "action"} for name in attributes)


def test_ranges_keep_their_direction_among_text_that_runs_the_other_way(reference):
    assert '<bdi dir="ltr" class="number">80 to 100</bdi>' in reference


def test_every_number_can_be_pressed_and_shows_the_paraphrase_author_and_date(reference, page, runs):
    case = runs("ukraine-2025").case
    popovers = [attributes for _, attributes in page.tags if "popover" in attributes]
    assert len(popovers) == len(case.numbers) + len(case.changes)
    start = reference.index("Where “Europe pays most” lies on Burden</th>")
    basis = reference[start : reference.index("</tr>", start)]
    (because, *_) = case.document.issues["burden"].because
    source = case.document.sources[because.source]
    assert html.escape(source.says[because.first, because.last].says) in basis
    assert html.escape(source.title) in basis
    assert source.author in basis
    assert str(source.published.first.year) in basis


def test_proposals_say_in_words_who_cannot_sign_and_why(page):
    assert "cannot sign Crimea: Ukraine refuses “Ukraine recognises it as Russian”" in page.text
    assert "refuses it, need not sign Territory: European states refuses" in page.text


def test_how_it_was_made_names_the_run_and_no_place_on_this_machine(runs, reference, page):
    run = runs("ukraine-2025")
    assert run.case.fingerprint in page.text
    assert "8 from seed 1" in page.text
    assert run.folder.name in page.text
    assert str(run.folder.parent) not in reference
    assert str(REPORT) not in reference


def test_options_that_no_proposal_has_are_named_and_no_others(page, runs):
    document = runs("ukraine-2025").case.document
    told = page.text[page.text.index("Options that no proposal has") : page.text.index("What the case leaves open")]
    for issue, entry in document.issues.items():
        for name, option in entry.options.items():
            offered = any(name in proposal.terms.get(issue, ()) for proposal in document.proposals.values())
            assert (f"“{option.label}”" in told) is not offered, option.label


@pytest.mark.parametrize("name", ["two-villages", "car-emissions"])
def test_a_small_case_has_every_chapter_and_says_where_there_is_nothing(runs, name):
    found = Page(report_page(runs(name)))
    assert (found.open, found.crossed) == ([], [])
    assert found.text.count("How it was made") == 2
    assert "No argument is entered." in found.text
    assert "No tie among the actors is entered" in found.text
    assert "No source is entered" in found.text


def test_no_template_marks_text_as_safe_and_no_module_writes_html_by_hand():
    templates = list((REPORT / "templates").glob("*.j2"))
    assert {template.name for template in templates} == {c.file for c in CHAPTERS} | {"page.html.j2", "parts.html.j2"}
    for template in templates:
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe|autoescape|Markup", text), template.name
    # Three texts go in as they are: our assets, a chapter already escaped, and a checked picture.
    users = {file.name: file.read_text(encoding="utf-8").count("Markup(") for file in REPORT.rglob("*.py")}
    assert {name: number for name, number in users.items() if number} == {"page.py": 2, "svg.py": 2}


def test_hostile_text_adds_no_element_and_no_attribute(hostile, page):
    found = Page(hostile)
    assert (found.open, found.crossed) == ([], [])
    assert {tag for tag, _ in found.tags} <= {tag for tag, _ in page.tags} | {"desc"}
    assert len(found.all("script")) == 1
    known = {name for _, attributes in page.tags for name in attributes}
    assert {name for _, attributes in found.tags for name in attributes} <= known
    assert not any("javascript:" in (link["href"] or "") for link in found.all("a"))


def test_hostile_text_is_shown_as_it_was_written(hostile):
    assert "<script>alert('hostile')</script><img src=x onerror=alert(1)>" in Page(hostile).text
    assert "{{ 7*7 }} ${7*7} &lt;script&gt;" in Page(hostile).text


def test_no_character_of_a_source_can_turn_or_break_the_page(hostile):
    assert not set(hostile) & set("\u202e\u2066\u2028\u0007\u001b\u0000")
    assert "\ufffd" in hostile
    assert "\u0627\u0644\u0633\u0644\u0627\u0645" in hostile


def test_hostile_text_stays_inside_the_data_for_the_script(hostile):
    arms = re.findall(r"data-arms='([^']*)'", hostile)
    assert len(arms) == 11
    assert not any("<" in each or "\\u0000" in each for each in arms)


SECRET = """
sources:
  open: {title: The open paper, author: Public Author, mark: public, says: {p1: An open word.}}
  mole:
    title: The secret minutes
    author: Covert Author
    publisher: Covert House
    stance: A covert stance
    mark: restricted
    says: {p1: A covert word.}
actors:
  a: {name: A, role: party, people: Secret Person, note: A secret note, mark: restricted}
  b: {name: B, role: party, people: Open Person, note: An open note, mark: public}
issues:
  x:
    name: X
    question: What becomes of X?
    because: mole#p1
    options: {low: {at: 0, label: Low}, high: {at: 100, label: High}}
positions:
  a:
    x:
      wants: {value: 0 to 40, because: mole#p1, judgement: "As mole#p1 says, and The secret minutes."}
      because: open#p1
  b: {x: {wants: 60 to 100, because: open#p1, earlier: [{on: 2024, wants: low, because: mole#p1}]}}
capability: {a: {value: 40 to 60, because: [open#p1, mole#p1]}, b: 40 to 60}
proposals:
  p: {label: A plan, by: mole, on: undated, terms: {x: low}, because: mole#p1}
perspectives:
  m:
    label: Covert Author is right
    source: mole
    set:
      capability.a: {value: 70 to 90, because: mole#p1}
      positions.a.x.wants: 0 to 20
      positions.a.x.refuses: [high]
  o: {label: Openly, source: open, set: {capability.a: {value: 10 to 20, because: open#p1}}}
scenarios:
  s: {label: Something, set: {capability.b: times 1 to 2}, because: mole#p1}
arguments:
  c: {says: A claim., by: mole#p1, if: {scenario: s}, then: {pressure.x: rises}}
events:
  - {on: 2025-01, who: a, what: "It happened (mole#p1).", because: mole#p1}
"""
HIDDEN = ("mole", "secret minutes", "Covert", "covert", "Secret Person", "secret note")


@pytest.fixture(scope="module")
def secret_run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("secret") / "case"
    folder.mkdir()
    text = "irenic: 1\ntitle: A test\nsummary: Covert Author tells it.\n" + SECRET
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    return irenic.assess(irenic.load(folder), draws=20, folder=folder.parent / "run")


@pytest.mark.parametrize("mark", ["public", "internal"])
def test_what_is_marked_above_the_report_is_nowhere_in_it(secret_run, mark):
    text = report_page(secret_run, mark)
    assert [word for word in HIDDEN if word in text] == []
    assert "An open word." in text
    assert "Open Person" in text
    found = Page(text).text
    assert "Something is withheld. 1 source and the people and the note of 1 actor are marked above" in found
    assert "Withheld source 1" in found
    assert "Reading of withheld source 1" in found
    assert "This source is withheld from this report." in found


def test_a_report_for_the_highest_mark_withholds_nothing(secret_run):
    text = report_page(secret_run, "restricted")
    assert [word for word in HIDDEN if word not in text] == []
    assert "Something is withheld" not in text


def test_withholding_changes_no_answer_and_not_the_run_itself(secret_run):
    shown = redacted(secret_run, withheld(secret_run.case.document, "public"))
    assert shown.answers("influence").equals(secret_run.answers("influence"))
    assert "mole" in secret_run.case.document.sources
    assert "mole" not in shown.case.document.sources
    assert shown.case.fingerprint == secret_run.case.fingerprint


def test_a_report_can_withhold_people_and_no_source(write_case):
    case = write_case(
        """
        positions: {a: {x: {wants: low}}}
        """,
        stakes="""\
actors:
  a: {name: A, role: party, people: Somebody Secret, mark: restricted}
  b: {name: B, role: party, mark: restricted}
issues:
  x: {name: X, question: "What of X?", options: {low: {at: 0, label: Low}, high: {at: 100, label: High}}}
""",
    )
    run = irenic.assess(case, draws=5, folder=case.folder.parent / "run")
    text = report_page(run)
    assert "Somebody Secret" not in text
    # B has no people and no note, so nothing of it is withheld.
    assert "the people and the note of 1 actor are marked above" in Page(text).text


def test_a_withheld_source_takes_no_name_that_is_taken(secret_run):
    document = secret_run.case.document
    taken = document.model_copy(update={"sources": {**document.sources, "withheld-1": document.sources["open"]}})
    assert withheld(taken, "public").sources == {"mole": "withheld-2"}


def test_an_unknown_mark_is_refused(runs):
    with pytest.raises(BadUse, match="unknown mark 'secret'"):
        report_page(runs("two-villages"), "secret")


def test_a_report_replaces_the_file_that_was_there_and_leaves_nothing_else(runs, tmp_path):
    target = tmp_path / "report.html"
    target.write_text("old", encoding="utf-8")
    assert save_report(runs("two-villages"), target) == target
    assert target.read_text(encoding="utf-8") == report_page(runs("two-villages"))
    assert [file.name for file in tmp_path.iterdir()] == ["report.html"]


def test_a_report_that_cannot_be_written_is_a_plain_error_and_leaves_nothing(runs, tmp_path):
    with pytest.raises(BadUse, match=r"cannot be written to .*report\.html: No such file or directory"):
        save_report(runs("two-villages"), tmp_path / "missing" / "report.html")
    (tmp_path / "folder").mkdir()
    with pytest.raises(BadUse, match="cannot be written"):
        save_report(runs("two-villages"), tmp_path / "folder")
    assert [file.name for file in tmp_path.iterdir()] == ["folder"]
