"""Documents as numbered paragraphs, and locators that name them."""

import hashlib
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irenic.errors import BadLocator, IrenicError, UnreadableDocument
from irenic.sources.document import LARGEST_DOCUMENT, read_document
from irenic.sources.locator import Locator


def laid(tmp_path, data):
    file = tmp_path / "text.txt"
    file.write_bytes(data)
    return file


def test_paragraphs_are_the_lines_that_are_not_blank(tmp_path):
    document = read_document(laid(tmp_path, b"Title\r\n\r\n  First. \n\t\n\nSecond."))
    assert [(p.number, p.line, p.text) for p in document.paragraphs] == [
        (1, 1, "Title"),
        (2, 3, "First."),
        (3, 6, "Second."),
    ]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("naïve – “quoted”".encode(), "naïve – “quoted”"),
        ("naïve – “quoted”".encode("cp1252"), "naïve – “quoted”"),
        (b"\xef\xbb\xbfWith a mark", "With a mark"),
    ],
)
def test_old_and_new_encodings_give_the_same_text(data, text, tmp_path):
    (paragraph,) = read_document(laid(tmp_path, data)).paragraphs
    assert paragraph.text == text


@given(st.lists(st.sampled_from(["word", " ", "", "\t", "two words"]), max_size=20))
def test_every_paragraph_is_found_again_on_its_line(tmp_path_factory, lines):
    file = laid(tmp_path_factory.getbasetemp(), "\n".join(lines).encode())
    document = read_document(file)
    assert [p.text for p in document.paragraphs] == [line.strip() for line in lines if line.strip()]
    assert all(lines[p.line - 1].strip() == p.text for p in document.paragraphs)
    assert [p.number for p in document.paragraphs] == list(range(1, len(document.paragraphs) + 1))


@given(st.binary(max_size=100))
def test_any_bytes_are_a_document_or_unreadable(tmp_path_factory, data):
    file = laid(tmp_path_factory.getbasetemp(), data)
    try:
        document = read_document(file)
    except UnreadableDocument:
        return
    assert document.sha256 == hashlib.sha256(data).hexdigest()


def test_a_document_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UnreadableDocument, match=r"gone\.txt cannot be read: No such file or directory"):
        read_document(tmp_path / "gone.txt")


def test_a_folder_or_a_pipe_is_no_document(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (tmp_path, tmp_path / "pipe.txt"):
        with pytest.raises(UnreadableDocument, match="is not a file that can be read"):
            read_document(path)


def test_a_huge_document_is_refused_before_it_is_read(tmp_path):
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(LARGEST_DOCUMENT + 500_000)
    with pytest.raises(UnreadableDocument, match=r"huge.txt is 2[01] MB; at most 20 MB"):
        read_document(tmp_path / "huge.txt")


@pytest.mark.parametrize(("data", "told"), [(b"a\0b", "is not a text file"), (b"\x81\xff", "neither UTF-8 nor")])
def test_what_is_no_text_is_told(data, told, tmp_path):
    with pytest.raises(UnreadableDocument, match=told):
        read_document(laid(tmp_path, data))


sources = st.from_regex(r"[a-z][a-z-]{0,9}", fullmatch=True)


@given(sources, st.integers(1, 999_999), st.integers(0, 20))
def test_a_locator_reads_back_as_it_is_written(source, first, more):
    last = min(first + more, 999_999)
    locator = Locator(source, first, last)
    assert Locator.parse(str(locator)) == locator
    assert list(locator.paragraphs) == list(range(first, last + 1))
    assert Locator.parse(f"{source}#p{first}-{last}") == locator


@given(st.one_of(st.text(max_size=20), st.text(alphabet="ab#p0123-", max_size=14)))
def test_any_text_is_a_locator_or_refused(text):
    try:
        locator = Locator.parse(text)
    except BadLocator as error:
        assert isinstance(error, IrenicError)  # noqa: PT017 -- most texts are none, so raises() would not do
        return
    assert 1 <= locator.first <= locator.last


@pytest.mark.parametrize("text", ["", "s", "s#", "s#12", "s#p0", "#p1", "s#p1-", "s #p1", "s#p1,p2", "s#p1234567"])
def test_what_is_no_locator_is_told_with_an_example(text):
    with pytest.raises(BadLocator, match="is not a locator; write source#p12 or source#p12-p14"):
        Locator.parse(text)


def test_a_locator_that_runs_backwards_is_told_the_right_way_round():
    with pytest.raises(BadLocator, match="'s#p9-p3' runs backwards; write s#p3-p9"):
        Locator.parse("s#p9-p3")
