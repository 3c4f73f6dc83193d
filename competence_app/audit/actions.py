"""Writing to the audit record."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model
from django.utils.timezone import localdate

from competence_app.audit.models import Entry


def record(verb: str, what: Model, *, by: AbstractBaseUser | None, about: AbstractBaseUser | None = None) -> None:
    """Note that ``by`` (nobody: the command line) did ``verb`` to ``what``, which is about the person ``about``."""
    Entry.objects.create(
        verb=verb,
        what=_named(what),
        by_id=by.pk if by else None,
        by_name=_name_of(by) if by else "",
        about_id=about.pk if about else None,
    )


def record_once_a_day(verb: str, what: Model, *, by: AbstractBaseUser, about: AbstractBaseUser) -> None:
    """Note the same, unless it is noted of today already: what is repeated at will must not bury the rest."""
    noted = Entry.objects.about(about).filter(verb=verb, what=_named(what), by=by.pk, at__date=localdate())
    if not noted.exists():
        record(verb, what, by=by, about=about)


def _name_of(by: AbstractBaseUser) -> str:
    name: str = getattr(by, "bare_name", "") or by.get_username()  # which of those with this name, the key says
    return name


def _named(what: Model) -> str:
    return f"{what._meta.label_lower} {what.pk}"  # noqa: SLF001 - Django's documented way to a model's label
