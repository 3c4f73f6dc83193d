"""The address at which a calendar reads somebody's dates."""

from base64 import urlsafe_b64encode
from hmac import compare_digest
from secrets import token_hex
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac

from competence_app.people.rules.tokens import digest_of


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    """Questions about many feeds."""

    def at(self, token: str) -> Self:
        """Keep the one with this token, whose owner's account is open."""
        return self.filter(digest=digest_of(token), owner__is_active=True).select_related("owner")


class CalendarFeed(models.Model):
    """One person's address for calendars: whoever has its token reads the dates that are due, and nothing else.

    The token is 256 bits made of the row's salt and the service's secret key, and is not stored itself: a copy of the
    database opens no feed.
    """

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="calendar_feed")
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = CalendarFeedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Calendar of {self.owner}"

    @classmethod
    def new(cls, owner: models.Model) -> Self:
        """Return a feed with a token of its own, not stored yet."""
        feed = cls(owner_id=owner.pk, salt=token_hex(16))
        feed.digest = digest_of(feed._derived)
        return feed

    @property
    def token(self) -> str:
        """What its address holds; empty where the secret key is another than when it was made."""
        return self._derived if compare_digest(digest_of(self._derived), self.digest) else ""

    @property
    def _derived(self) -> str:
        made = salted_hmac("calendar feed", f"{self.owner_id} {self.salt}", algorithm="sha256").digest()
        return urlsafe_b64encode(made).decode().rstrip("=")
