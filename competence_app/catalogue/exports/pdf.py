"""PDFs of a version: templates in ``templates/catalogue/pdf/``. They bear no date: they depend on its words alone."""

from dataclasses import asdict

from competence_app.catalogue.layout.facts import NO_TITLES, Roles
from competence_app.catalogue.layout.form import form_document
from competence_app.catalogue.layout.version import version_document
from competence_app.catalogue.rules.schema import Content
from competence_app.ui.typesetting import typeset


def version_pdf(content: Content, roles: Roles = NO_TITLES, *, status: str = "") -> bytes:
    """Return all that a version says, to be read and printed."""
    document = version_document(content, roles, status=status)
    return typeset("catalogue/pdf/version.typ", asdict(document), day=None)


def form_pdf(content: Content, roles: Roles = NO_TITLES, *, status: str = "") -> bytes:  # noqa: ARG001 - as all
    """Return a form to rate on by hand."""
    return typeset("catalogue/pdf/form.typ", asdict(form_document(content, status=status)), day=None)
