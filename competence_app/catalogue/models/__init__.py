"""Frameworks, their versions as rows, who looks a draft through, and what tables are known."""

from competence_app.catalogue.models.columns import KnownColumns
from competence_app.catalogue.models.signing_off import Comment, Reviewer
from competence_app.catalogue.models.versions import (
    LONGEST_INTERVAL,
    Competence,
    Domain,
    Framework,
    PublishedError,
    Version,
    VersionQuerySet,
    with_a_column,
)

__all__ = [
    "LONGEST_INTERVAL",
    "Comment",
    "Competence",
    "Domain",
    "Framework",
    "KnownColumns",
    "PublishedError",
    "Reviewer",
    "Version",
    "VersionQuerySet",
    "with_a_column",
]
