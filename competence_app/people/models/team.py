"""Teams, and who leads them."""

from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models


class TeamQuerySet(models.QuerySet["Team"]):
    """Questions about many teams."""

    def led_by(self, user: AbstractBaseUser) -> Self:
        """Keep those that ``user`` leads: all, of whoever leads the organisation."""
        return self.all() if getattr(user, "is_organisation_lead", False) else self.filter(leads=user)

    def called(self, text: str) -> Self:
        """Keep the one with just this name, whatever capitals."""
        return self.filter(name__iexact=text)

    def like(self, text: str) -> Self:
        """Keep those with ``text`` in their names."""
        return self.filter(name__icontains=text)


class Team(models.Model):
    """One ward or community team, with those who lead it."""

    name = models.CharField(max_length=100, unique=True)
    leads: "models.ManyToManyField[Any, Any]" = models.ManyToManyField("User", related_name="teams_led", blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def name_on_record(self) -> str:
        """What the record calls it."""
        return self.name
