"""Who did or saw what: rows are added, never changed."""

from datetime import datetime
from typing import Any, NoReturn, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models


def _refuse() -> NoReturn:
    msg = "The audit record is append-only."
    raise TypeError(msg)


class EntryQuerySet(models.QuerySet["Entry"]):
    """Questions about many entries."""

    def about(self, person: AbstractBaseUser) -> Self:
        """Keep what was done to the person's things, by whomever."""
        return self.filter(about=person.pk)

    def since(self, moment: datetime) -> Self:
        """Keep what was done from this moment on."""
        return self.filter(at__gte=moment)

    def before(self, moment: datetime) -> Self:
        """Keep what was done before this moment."""
        return self.filter(at__lt=moment)

    def of_what(self, verb: str, model: type[models.Model], key: int) -> Self:
        """Keep those that say that ``verb`` was done to the row with this key, which may be gone."""
        return self.filter(verb=verb, what=f"{model._meta.label_lower} {key}")  # noqa: SLF001 - see ``record``

    def rename(self, person: AbstractBaseUser, name: str) -> int:
        """Put what is made of the person's key in the place of their name: nothing else, which the database sees to."""
        theirs, of_them = self.filter(by=person.pk), self.filter(about=person.pk).exclude(about_name="")
        changed = super(EntryQuerySet, theirs).update(by_name=name)
        return changed + super(EntryQuerySet, of_them).update(about_name=name)

    def update(self, **_kwargs: Any) -> NoReturn:
        """Raise ``TypeError``: the record is append-only."""
        _refuse()

    def delete(self) -> NoReturn:
        """Raise ``TypeError``: the record is append-only."""
        _refuse()


class Pruning(models.Model):
    """That entries from before a moment may go, within the transaction in which this row comes and goes itself.

    Nobody else sees it, so that nobody else's ``DELETE`` is let through. The database lets no moment be less than a
    year ago.
    """

    before = models.DateTimeField()

    def __str__(self) -> str:
        return f"before {self.before:%Y-%m-%d %H:%M}"


class Entry(models.Model):
    """One thing that one person did, or one look at another person's answers."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    by_name = models.CharField(max_length=254)  # at that time, alone where a program did it; empty where nobody did
    verb = models.CharField(max_length=40)
    what = models.CharField(max_length=200)
    about = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    about_name = models.CharField(max_length=254, default="", db_default="")  # at that time; not kept of what is older
    what_name = models.CharField(  # noqa: DJ001 - without a default, so that SQLite adds it and rebuilds no table
        max_length=200, null=True, help_text="at that time, of what has a name that may be told"
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name_plural = "entries"
        indexes = (
            models.Index(fields=["about", "-at"], name="audit_about"),
            models.Index(fields=["by", "-at"], name="audit_by"),
            models.Index(fields=["-at", "-id"], name="audit_at"),
            models.Index(fields=["verb", "-at"], name="audit_verb"),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.what}"

    @property
    def label(self) -> str:
        """What kind of thing it is about, as in ``assessments.assessment``."""
        return self.what.partition(" ")[0]

    @property
    def key(self) -> int:
        """The thing's primary key; the thing may be gone."""
        return int(self.what.partition(" ")[2])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry; raise ``TypeError`` on an attempt to change one."""
        if self.pk:
            _refuse()
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Raise ``TypeError``: the record is append-only."""
        _refuse()
