"""Frameworks, their versions as rows, who looks a draft through, and what tables are known."""

from competence_app.catalogue.models.columns import KnownColumns
from competence_app.catalogue.models.frameworks import LONGEST_INTERVAL, Framework
from competence_app.catalogue.models.retiring import Retirement
from competence_app.catalogue.models.rows import Competence, Domain
from competence_app.catalogue.models.signing_off import Comment, Reviewer
from competence_app.catalogue.models.versions import PublishedError, Version, VersionQuerySet, with_a_column

__all__ = [
    "LONGEST_INTERVAL",
    "Comment",
    "Competence",
    "Domain",
    "Framework",
    "KnownColumns",
    "PublishedError",
    "Retirement",
    "Reviewer",
    "Version",
    "VersionQuerySet",
    "with_a_column",
]
