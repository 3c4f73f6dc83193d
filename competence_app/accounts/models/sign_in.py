"""What was entered to get in, right or wrong."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Max, Q
from django.utils import timezone

from competence_app.accounts.rules.guessing import ADDRESS, CODES, NETWORK, PAIR, Guesses, Limit, Wrong


class SignInQuerySet(models.QuerySet["SignIn"]):
    """Questions about many attempts."""

    def guesses(self, address: str, network: str, now: datetime) -> Guesses:
        """Return what was entered of late by these two, in one query."""
        of_both = Q(address=address, network=network)
        asked = {
            "pair": (of_both, PAIR),
            "address": (Q(address=address), ADDRESS),
            "network": (Q(network=network), NETWORK),
            "codes": (Q(address=address, outcome=SignIn.Outcome.CODE), CODES),
        }
        counted = {name: _wrong(about, limit, now) for name, (about, limit) in asked.items()}
        found = self.filter(Q(address=address) | Q(network=network, at__gt=now - NETWORK.within)).aggregate(
            known=Count("pk", filter=of_both & Q(outcome=SignIn.Outcome.RIGHT)),
            **{f"{name}_count": Count("pk", filter=wrong) for name, wrong in counted.items()},
            **{f"{name}_at": Max("at", filter=wrong) for name, wrong in counted.items()},
        )
        wrong = {name: Wrong(found[f"{name}_count"], found[f"{name}_at"]) for name in counted}
        return Guesses(**wrong, is_known=found["known"] > 0)

    def forgive(self, address: str, network: str) -> None:
        """Count nothing against whoever knew it in the end."""
        self.filter(address=address, network=network, outcome__in=SignIn.Outcome.not_right()).update(
            outcome=SignIn.Outcome.FORGIVEN
        )

    def before(self, moment: datetime) -> Self:
        """Keep those that are older."""
        return self.filter(at__lt=moment)


def _wrong(about: Q, limit: Limit, now: datetime) -> Q:
    return about & Q(outcome__in=SignIn.Outcome.not_right(), at__gt=now - limit.within)


class SignIn(models.Model):
    """One password that was entered with one address from one network, each of which is a digest here."""

    class Outcome(models.TextChoices):
        """What came of it."""

        RIGHT = "right", "Signed in"
        WRONG = "wrong", "Not signed in"
        CODE = "code", "Not signed in: the password was right, the code was not"
        FORGIVEN = "forgiven", "Not signed in, and then signed in"

        @classmethod
        def not_right(cls) -> "list[SignIn.Outcome]":
            """Return what is counted."""
            return [cls.WRONG, cls.CODE]

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sign_ins")
    address = models.CharField(max_length=32)
    network = models.CharField(max_length=32)
    at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=8, choices=Outcome)

    objects = SignInQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=["address", "at"], name="sign_ins_of_address"),
            models.Index(fields=["network", "at"], name="sign_ins_from_network"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome__in=["right", "wrong", "code", "forgiven"]), name="sign_in_outcome_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.outcome}, {self.at:%d %B %Y %H:%M}"
