"""Who is to come through the organisation's sign-in service."""

from typing import Self

from django.conf import settings
from django.db import models

from competence_app.accounts.rules.single_sign_on import LONGEST_SUBJECT


class AwaitedQuerySet(models.QuerySet["Awaited"]):
    """Questions about many."""

    def called(self, name: str) -> Self:
        """Keep whom the service there is now calls so."""
        return self.filter(issuer=settings.OIDC_ISSUER, name=name)


class Awaited(models.Model):
    """Somebody whose account a directory made, and what it says that the service calls them: nobody got in yet."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="awaited")
    issuer = models.CharField(max_length=200)
    name = models.CharField(max_length=LONGEST_SUBJECT)

    objects = AwaitedQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("issuer", "name"), name="awaited_name_is_one_persons"),)

    def __str__(self) -> str:
        return self.name
