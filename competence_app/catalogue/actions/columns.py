"""What the columns of a table mean, kept for the next one with the same headers."""

from collections.abc import Sequence

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied

from competence_app.catalogue.formats.table.columns import Meanings
from competence_app.catalogue.models import KnownColumns
from competence_app.catalogue.queries import headers_digest


def remember(headers: Sequence[str], meanings: Meanings, *, by: AbstractBaseUser) -> None:
    """Keep what the columns with these headers mean, in place of what was said of them before.

    It has no line in the record: the draft that comes of it has, and nothing else does.
    """
    if not getattr(by, "is_framework_editor", False):
        raise PermissionDenied
    KnownColumns.objects.update_or_create(headers=headers_digest(headers), defaults={"meanings": list(meanings)})
