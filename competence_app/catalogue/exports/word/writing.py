"""The file: what a document of Word needs beside its words stands in ``templates/catalogue/word/``."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.template.loader import render_to_string

from competence_app.catalogue.exports.word.body import body_of
from competence_app.catalogue.exports.word.markup import as_xml
from competence_app.catalogue.layout.facts import NO_TITLES, Roles
from competence_app.catalogue.layout.version import version_document
from competence_app.catalogue.rules.schema import Content

# The parts in the order in which they stand in the file, and the template of each.
_PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "rels.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/styles.xml": "styles.xml",
    "word/numbering.xml": "numbering.xml",
    "word/footer.xml": "footer.xml",
    "docProps/core.xml": "core.xml",
}
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
    "</w:sectPr>"
)  # A4, in twips


def version_word(content: Content, roles: Roles = NO_TITLES, *, status: str = "") -> bytes:
    """Return a version as a document of Word, which is read again with its codes."""
    document = version_document(content, roles, status=status)
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, template in _PARTS.items():
            values = {"cover": document.cover, "version": document.version, "language": document.language}
            _add(archive, name, render_to_string(f"catalogue/word/{template}", values))
        body = "".join(body_of(document))
        _add(archive, "word/document.xml", f"<w:document {_SPACES}><w:body>{body}{_PAGE}</w:body></w:document>")
    return file.getvalue()


def _add(archive: ZipFile, name: str, xml: str) -> None:
    """Write a part as of no day: the same words give the same bytes."""
    part = ZipInfo(name)
    part.compress_type = ZIP_DEFLATED
    archive.writestr(part, as_xml(xml))
