"""A PDF comes out word for word, in one column or several, though its words are broken at the ends of lines."""

import json
from io import BytesIO, TextIOWrapper

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdfium2 import PdfiumError

from competence_app.catalogue.formats.document import pages, pdf
from competence_app.catalogue.formats.document.notes import Note
from competence_app.catalogue.formats.document.pdf import pdf_paragraphs
from competence_app.catalogue.formats.document.proposing import propose
from competence_app.catalogue.formats.problems import UnreadableError
from competence_app.catalogue.formats.recognising import recognised
from competence_app.catalogue.formats.registry import PDF
from tests.catalogue.formats.document.files import pdf_of
from tests.catalogue.formats.document.samples import NOTHING, said, shipped, tree

SEED = pdf_of(shipped())
BOLD = """
#text(size: 20pt)[Listening]

We listen to everybody who comes to us, and to those who come with them, at any time.

*Skills*

An ability to ask

An ability to listen

*Manners*

An ability to wait
"""


def proposed(data: bytes):
    notes: list[Note] = []
    return propose(pdf_paragraphs(data, notes), "listening", NOTHING, notes)


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_seed_comes_out_as_the_shipped_framework(columns):
    data = pdf_of(shipped(), columns=columns)

    made = proposed(data)

    assert recognised(data, "seed") is PDF
    assert tree(made.content.domains) == tree(shipped().domains)
    assert (made.content.title, made.content.introduction) == (shipped().title, shipped().introduction)
    assert "Page 1, line 1: this stands on every page, or belongs to the page: “Ward frameworks”" in said(
        made, "left-out"
    )


def test_word_that_was_joined_by_guess_is_told():
    made = proposed(pdf_of(shipped(), columns=2))

    assert "Page 1, line 19: a hyphen ended a line: “component” is how the word is written here" in said(
        made, "guessed"
    )


def test_lines_in_bold_letters_are_headings_where_none_are_larger():
    made = proposed(typst.compile(BOLD.encode())).content

    assert (made.title, [domain.title for domain in made.domains]) == ("Listening", ["Skills", "Manners"])


def blank():
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    return writer


def written(writer: PdfWriter):
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def locked():
    writer = PdfWriter(PdfReader(BytesIO(pdf_of(shipped()))))
    writer.encrypt("secret", algorithm="RC4-128")
    return written(writer)


def test_pdf_with_a_password_is_refused():
    with pytest.raises(UnreadableError, match="it is protected by a password: open it in its program"):
        pdf_paragraphs(locked(), [])


def test_pages_that_are_pictures_are_refused():
    with pytest.raises(UnreadableError, match="its pages are pictures and hold no text"):
        pdf_paragraphs(written(blank()), [])


def test_blank_page_has_no_lines():
    assert list(pages.set_lines(written(blank()))) == []


def test_broken_pdf_is_refused():
    with pytest.raises(UnreadableError, match="it cannot be read: open it in its program"):
        pdf_paragraphs(b"%PDF-1.7 and nothing more", [])


@pytest.mark.parametrize(("name", "most"), [("MAX_PAGES", 1), ("MAX_CHARACTERS", 100)])
def test_pdf_that_is_far_too_long_is_refused(monkeypatch, name, most):
    monkeypatch.setattr(pages, name, most)

    with pytest.raises(pages.UnreadError, match="too-large"):
        list(pages.set_lines(pdf_of(shipped())))


def test_pdf_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(pdf, "_SECONDS", 0.001)

    with pytest.raises(UnreadableError, match="it took too long to read"):
        pdf_paragraphs(pdf_of(shipped()), [])


def test_reader_that_breaks_is_a_broken_file(monkeypatch):
    monkeypatch.setattr(pdf, "_READER", "competence_app.nowhere")

    with pytest.raises(UnreadableError, match="it cannot be read"):
        pdf_paragraphs(pdf_of(shipped()), [])


@pytest.mark.parametrize(("data", "said_first"), [(SEED, "Ward frameworks"), (b"%PDF-", "broken")])
def test_reader_writes_lines_or_why_there_are_none(monkeypatch, capsys, data, said_first):
    limits = []
    monkeypatch.setattr("resource.setrlimit", lambda what, how: limits.append((what, how)))
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(data)))

    pages.main()

    out = json.loads(capsys.readouterr().out)
    assert (out if isinstance(out, str) else out[0][1]) == said_first
    assert len(limits) == 2


def ends(data: bytes) -> bool:
    """Tell whether reading ends with lines or with a reason."""
    try:
        return len(list(pages.set_lines(data))) >= 0
    except (pages.UnreadError, PdfiumError) as error:
        return bool(str(error))


@given(data=st.binary().map(lambda data: b"%PDF-1.7\n" + data))
def test_any_bytes_give_lines_or_a_reason(data):
    assert ends(data)


@given(begin=st.integers(0, len(SEED)), patch=st.binary(max_size=40))
def test_spoilt_pdf_gives_lines_or_a_reason(begin, patch):
    assert ends(SEED[:begin] + patch + SEED[begin + 9 :])
