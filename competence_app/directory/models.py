"""The tokens of directories, and what a directory calls the people and teams that it knows."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from competence_app.directory import wording
from competence_app.people.models import Team, User
from competence_app.people.models.name import NameColumn
from competence_app.people.rules.tokens import digest_of

LONGEST_ID = 200


class TokenQuerySet(models.QuerySet["Token"]):
    """Questions about many tokens."""

    def called(self, name: str) -> Self:
        """Keep the one with this name."""
        return self.filter(name__iexact=name)

    def of(self, token: str) -> Self:
        """Keep the one that this is."""
        return self.filter(digest=digest_of(token))


class Token(models.Model):
    """What lets one directory administer people, by the name of whoever answers for it; it is not stored itself."""

    name: "models.CharField[str, str]" = NameColumn(max_length=100)  # nobody else's for good: the record has it
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)  # to the minute

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ("made_at", "pk")
        constraints = (
            models.UniqueConstraint(
                Lower("name"), name="token_name_is_its_own", violation_error_message=wording.NAME_USED
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def bare_name(self) -> str:
        """By which the record knows it."""
        return self.name

    def is_good(self, now: datetime) -> bool:
        """Whether it lets anybody in at that moment."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


class Listing(models.Model):
    """What a directory knows one thing by, and since when it is off its list."""

    external_id = models.CharField(max_length=LONGEST_ID, blank=True, db_index=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.external_id


class PersonListing(Listing):
    """One person as a directory lists them."""

    person = models.OneToOneField(User, models.CASCADE, related_name="listing")


class TeamListing(Listing):
    """One team as a directory lists it."""

    team = models.OneToOneField(Team, models.CASCADE, related_name="listing")


LISTED = Q(listing=None) | Q(listing__removed_at=None)
