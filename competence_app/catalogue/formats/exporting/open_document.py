"""A framework's workbook as an OpenDocument spreadsheet (.ods): the same sheets, for LibreOffice."""

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from competence_app.catalogue.formats.workbook.layout import Layout
from competence_app.catalogue.formats.workbook.rows import rows_by_sheet
from competence_app.catalogue.rules.schema import Content
from competence_app.ui.cells import workbook_text

ODS_MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in (
        ("office", "office"),
        ("style", "style"),
        ("table", "table"),
        ("text", "text"),
        ("fo", "xsl-fo-compatible"),
    )
)
_MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" m:version="1.3">
<m:file-entry m:full-path="/" m:media-type="{ODS_MEDIA_TYPE}"/>
<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/>
</m:manifest>"""
_HEADER, _CELL = "header", "cell"
_STYLES = (
    f'<style:style style:name="{_HEADER}" style:family="table-cell"><style:text-properties fo:font-weight="bold"/>'
    f'</style:style><style:style style:name="{_CELL}" style:family="table-cell">'
    '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/></style:style>'
)
_MORE_SPACES = re.compile("^ +|(?<= ) +")
_CHARACTER = 0.2  # centimetres


def write_open_document(content: Content) -> bytes:
    """Return an .ods file that says all that the framework says."""
    sheets = list(rows_by_sheet(content))
    widths = sorted({column.width for layout, _ in sheets for column in layout.columns})
    tables = "".join(piece for layout, rows in sheets for piece in _sheet(layout, rows))
    styles = _STYLES + "".join(map(_width, widths))
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    said = f"<office:automatic-styles>{styles}</office:automatic-styles>{body}"
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS_MEDIA_TYPE, ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        document = f'<office:document-content {_NAMES} office:version="1.3">{said}</office:document-content>'
        archive.writestr("content.xml", f'<?xml version="1.0" encoding="UTF-8"?>\n{document}')
    return file.getvalue()


def _width(characters: int) -> str:
    width = f'<style:table-column-properties style:column-width="{characters * _CHARACTER:.1f}cm"/>'
    return f'<style:style style:name="w{characters}" style:family="table-column">{width}</style:style>'


def _sheet(layout: Layout, rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"<table:table table:name={quoteattr(layout.title)}>"
    yield from (f'<table:table-column table:style-name="w{column.width}"/>' for column in layout.columns)
    yield _row([column.header for column in layout.columns], _HEADER)
    yield from (_row(row, _CELL) for row in rows)
    yield "</table:table>"


def _row(texts: Sequence[str], style: str) -> str:
    return f"<table:table-row>{''.join(_cells(texts, style))}</table:table-row>"


def _cells(texts: Sequence[str], style: str) -> Iterator[str]:
    """Yield the cells; of empty ones on end the first says how many they are."""
    for is_said, room in groupby(map(workbook_text, texts), bool):
        if is_said:
            yield from (_cell(text, style) for text in room)
        else:
            yield f'<table:table-cell table:number-columns-repeated="{len([*room])}"/>'


def _cell(text: str, style: str) -> str:
    lines = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell office:value-type="string" table:style-name="{style}">{lines}</table:table-cell>'


def _spaced(line: str) -> str:
    """Return a line in which no space is lost: of several on end the format counts the first alone."""
    spaced = _MORE_SPACES.sub(lambda more: f'<text:s text:c="{len(more[0])}"/>', escape(line))
    return spaced.replace("\t", "<text:tab/>")
