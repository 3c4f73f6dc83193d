"""A document of Word comes out word for word, by its styles or without them."""

import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from competence_app.catalogue.formats.document import word
from competence_app.catalogue.formats.document.notes import Note
from competence_app.catalogue.formats.document.proposing import propose
from competence_app.catalogue.formats.document.word import word_paragraphs
from competence_app.catalogue.formats.problems import UnreadableError
from competence_app.catalogue.formats.recognising import recognised
from competence_app.catalogue.formats.registry import WORD
from tests.catalogue.formats.document.files import saved, word_of
from tests.catalogue.formats.document.samples import NOTHING, is_read_or_refused, said, shipped, tree

W = nsdecls("w")
BOXED = (
    "<w:p><w:r><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></w:r></w:p>"
    "<f:Fallback xmlns:f='x'><w:p><w:r><w:t>twice</w:t></w:r></w:p></f:Fallback>"
)
PLAIN = {"title": "Normal", "text": "Normal", "entry": "List Bullet", "heading 1": "Normal", "heading 2": "Normal"}


def proposed(data: bytes):
    notes: list[Note] = []
    return propose(word_paragraphs(data, notes), "listening", NOTHING, notes)


def with_body(xml: str, **parts: str):
    """Return a document whose body is this XML."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{xml}</w:body></w:document>")
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return file.getvalue()


def texts(xml: str):
    return [paragraph.text for paragraph in word_paragraphs(with_body(xml), [])]


@pytest.mark.parametrize("styles", [None, PLAIN])
def test_seed_comes_out_as_the_shipped_framework(styles):
    data = word_of(shipped(), styles) if styles else word_of(shipped())

    made = proposed(data).content

    assert recognised(data, "seed") is WORD
    assert tree(made.domains) == tree(shipped().domains)
    assert (made.title, made.introduction) == (shipped().title, shipped().introduction)


def test_what_is_doubtful_is_told_by_its_paragraph():
    assert "Paragraph 3: “Knowledge” is taken for what people know" in said(proposed(word_of(shipped())), "guessed")


def test_headings_in_bold_letters_are_headings_where_no_style_says_so():
    document = docx.Document()
    document.add_paragraph("Listening", style="Title")
    for title in ("Skills for wards that are open at night, and for homes.", "Manners"):
        document.add_paragraph().add_run(title).bold = True
        for deed in ("ask", "listen"):
            document.add_paragraph(f"An ability to {deed} of {title.lower()}")

    assert [domain.title[:7] for domain in proposed(saved(document)).content.domains] == ["Skills ", "Manners"]


def test_table_of_contents_is_left_out():
    document = docx.Document()
    document.styles.add_style("TOC 1", 1)
    document.add_paragraph("Skills 3", style="TOC 1")
    document.add_paragraph("", style="TOC 1")
    document.add_heading("Skills")
    for deed in ("ask", "listen", "wait"):
        document.add_paragraph(f"An ability to {deed}")

    made = proposed(saved(document))

    assert said(made, "left-out") == ["Paragraph 1: this stands on every page, or belongs to the page: “Skills 3”"]
    assert made.content.title == "Skills"


def test_statements_in_tables_are_read():
    document = docx.Document()
    table = document.add_table(2, 2)
    for number, cell in enumerate(table._cells):  # noqa: SLF001 - python-docx has no other way to all of them
        cell.text = f"An ability to do {number} things"

    assert len(proposed(saved(document)).content.competences) == 4


def test_lists_in_lists_are_told():
    xml = (
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>One</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>Two</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr><w:r><w:t>Three</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='x'/></w:numPr></w:pPr><w:r><w:t>- Four</w:t></w:r></w:p>"
    )

    read = word_paragraphs(with_body(xml), [])

    assert [(paragraph.text, paragraph.mark, paragraph.depth) for paragraph in read] == [
        ("One", "•", 1),
        ("Two", "•", 2),
        ("Three", "", 0),
        ("Four", "-", 1),
    ]


@pytest.mark.parametrize(
    ("xml", "read"),
    [
        (
            "<w:p><w:r><w:t>abil</w:t><w:t>ity</w:t><w:tab/><w:t>to</w:t><w:br/><w:t>ask</w:t></w:r></w:p>",
            "ability to ask",
        ),
        ("<w:p><w:r><w:t>self</w:t><w:noBreakHyphen/><w:t>care</w:t></w:r></w:p>", "self-care"),
        ("<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:t>old</w:t></w:r></w:del></w:p>", "new"),
        ("<w:p><w:r><w:t>here</w:t></w:r><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom></w:p>", "here"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>seen</w:t></w:r></w:p>", "seen"),
        ("<w:p><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>seen</w:t></w:r></w:p><w:t>stray</w:t><w:r/>", "seen"),
        (
            "<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:instrText>5</w:instrText><w:t>plain</w:t></w:r></w:p>",
            "plain",
        ),
        (
            BOXED,
            "boxed",
        ),
    ],
)
def test_words_of_a_paragraph_are_those_that_people_see(xml, read):
    assert texts(xml) == [read]


def test_styles_may_go_round_in_a_circle():
    styles = (
        f"<w:styles {W}><w:style w:styleId='A'><w:basedOn w:val='B'/><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>"
        "<w:style w:styleId='B'><w:basedOn w:val='A'/></w:style></w:styles>"
    )
    xml = (
        "<w:p><w:pPr><w:pStyle w:val='B'/></w:pPr><w:r><w:t>Skills</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:r><w:t>Manners</w:t></w:r></w:p>"
    )

    read = word_paragraphs(with_body(xml, styles=styles), [])

    assert [(paragraph.text, paragraph.level) for paragraph in read] == [("Skills", 4), ("Manners", 2)]


@pytest.mark.parametrize(
    "xml",
    [
        "<w:p>",
        "</w:body></w:document><!DOCTYPE x>",
    ],
)
def test_broken_document_is_refused(xml):
    with pytest.raises(UnreadableError, match="it cannot be read: open it in its program"):
        texts(xml)


def test_entities_are_refused():
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE d [<!ENTITY a "aaaa">]><d>&a;</d>')

    with pytest.raises(UnreadableError, match="it cannot be read"):
        word_paragraphs(file.getvalue(), [])


def test_document_that_unpacks_without_end_is_refused():
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (word.MAX_UNPACKED + 1))

    assert len(file.getvalue()) < 32_000
    with pytest.raises(UnreadableError, match="it holds far more than a framework"):
        word_paragraphs(file.getvalue(), [])


def test_too_many_elements_are_refused(monkeypatch):
    monkeypatch.setattr(word, "MAX_MARKS", 3)

    with pytest.raises(UnreadableError, match="it holds far more than a framework"):
        texts("<w:p/>" * 9)


@given(data=st.binary() | st.text(st.sampled_from("<>/wprt:An ability to\n")).map(with_body))
def test_any_bytes_give_a_framework_or_problems(data):
    assert is_read_or_refused(data, WORD)


PIECES = ["<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>An ability to ask:</w:t>", "<w:t>one</w:t>", "<w:b/>"]
PIECES += ["<w:ilvl w:val='3'/>", "<w:outlineLvl w:val='1'/>"]


@given(pieces=st.lists(st.sampled_from(PIECES)))
def test_any_elements_give_a_framework_or_problems(pieces):
    assert is_read_or_refused(with_body("".join(pieces)), WORD)


STYLED = ["Framework statement", "Framework part", "Framework rated part", "Framework fact", "Framework aside list"]
STYLED += ["Title", "heading 1", "heading 2", "Normal"]
NAMED = "".join(f"<w:style w:styleId='S{n}'><w:name w:val='{name}'/></w:style>" for n, name in enumerate(STYLED))
WRITTEN = st.sampled_from(
    [
        *(
            "An ability to ask",
            "K1<w:tab/>An ability to ask",
            "K1<w:tab/>",
            "..<w:tab/>Wait",
            "",
            " ",
            "• one",
            "1. one",
        ),
        *("Code: K1", "Code: a b", "Version: 1", "Kind: what people do", "Kind: no", "Language: de", "word " * 1200),
        *(f"Language: de{'-abcdefgh' * 5}", f"Version: {'1' * 65}", f"Code: {'a' * 65}"),
    ]
)


@given(paragraphs=st.lists(st.tuples(st.integers(0, len(STYLED) - 1), WRITTEN), max_size=12))
def test_any_styles_give_a_framework_or_problems(paragraphs):
    said = [(n, text.replace("<w:tab/>", "</w:t><w:tab/><w:t>")) for n, text in paragraphs]
    styled = "<w:p><w:pPr><w:pStyle w:val='S{}'/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>"
    xml = "".join(styled.format(n, text) for n, text in said)

    assert is_read_or_refused(with_body(xml, styles=f"<w:styles {W}>{NAMED}</w:styles>"), WORD)


def test_heading_between_others_that_holds_no_statements_itself_is_left_out():
    document = docx.Document()
    document.add_paragraph("Listening", style="Title")
    for level, title in enumerate(("Skills", "Of speech", "Face to face"), start=1):
        document.add_heading(title, level)
    for deed in ("ask", "listen", "wait"):
        document.add_paragraph(f"An ability to {deed}")

    made = proposed(saved(document))

    assert [(one.title, [below.title for below in one.domains]) for one in made.content.domains] == [
        ("Skills", ["Face to face"])
    ]
    assert said(made, "left-out") == ["Paragraph 3: no statement stands below this heading: “Of speech”"]
