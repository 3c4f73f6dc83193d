"""Writing to the audit record."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model

from competence_app.audit.models import Entry


def record(verb: str, what: Model, *, by: AbstractBaseUser | None, about: AbstractBaseUser | None = None) -> None:
    """Note that ``by`` (nobody: the command line) did ``verb`` to ``what``, which is about the person ``about``."""
    Entry.objects.create(
        verb=verb,
        what=f"{what._meta.label_lower} {what.pk}",  # noqa: SLF001 - Django's documented way to a model's label
        by_id=by.pk if by else None,
        about_id=about.pk if about else None,
    )
