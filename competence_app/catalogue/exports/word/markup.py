"""The elements of a document of Word: paragraphs of some style, made of runs of words."""

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from competence_app.ui.paragraphs import Run

TAB = "<w:r><w:tab/></w:r>"
CODE, LABEL = "FrameworkCode", "FrameworkLabel"  # styles of letters
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_xml(text: str) -> str:
    """Return a part without the characters that XML cannot hold."""
    return _NO_XML.sub("", text)


def run(text: str, look: str = "") -> str:
    """Return words, of a style of letters where one is named."""
    style = f'<w:rPr><w:rStyle w:val="{look}"/></w:rPr>' if look else ""
    return f'<w:r>{style}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def runs(said: Iterable[Run]) -> str:
    """Return words with their emphasis and links."""
    return "".join(map(_run, said))


def _run(said: Run) -> str:
    looks = {"<w:b/>": said.strong, "<w:i/>": said.emphasis, '<w:u w:val="single"/>': bool(said.href)}
    marked = "".join(mark for mark, is_on in looks.items() if is_on)
    words = run(said.text).replace("<w:r>", f"<w:r><w:rPr>{marked}</w:rPr>" if marked else "<w:r>")
    return linked(words, said.href) if said.href else words


def linked(words: str, address: str) -> str:
    """Return words that lead to an address."""
    field = quoteattr(f' HYPERLINK "{address.replace(chr(34), "%22")}" ')
    return f"<w:fldSimple w:instr={field}>{words}</w:fldSimple>"


def paragraph(style: str, *inner: str) -> str:
    """Return a paragraph."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(inner)}</w:p>'


def table(rows: Iterable[tuple[str, str]], widths: tuple[int, int]) -> str:
    """Return a table of two columns, whose first row is its header; a cell holds paragraphs, a width is in twips."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(_row(cells, widths, is_header=not number) for number, cells in enumerate(rows))
    fixed = '<w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/>'
    return f"<w:tbl><w:tblPr>{fixed}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def _row(cells: tuple[str, str], widths: tuple[int, int], *, is_header: bool) -> str:
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' * is_header}</w:trPr>{inner}</w:tr>"
