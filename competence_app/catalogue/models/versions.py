"""The immutable versions of frameworks' texts as rows."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.cache import cache
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.timezone import localdate

from competence_app.catalogue.models.frameworks import Framework
from competence_app.catalogue.models.retiring import Retirement
from competence_app.catalogue.rules.retiring import Ending, RetiringStage
from competence_app.people.models import Restriction


def optional_fields() -> "models.JSONField[Any, Any]":
    """Return a column for the fields that few have: a new one of them needs no migration."""
    return models.JSONField(null=True, help_text="the fields of the schema without a column; empty: all as by default")


class PublishedError(Exception):
    """An attempt to change what has been published."""

    def __init__(self) -> None:
        super().__init__("A published version never changes: publish a new version instead.")


# To count them takes as long as there are people; and a number that moves at once tells who has just finished.
COUNTS_KEPT_FOR = timedelta(minutes=10)


def _latest_completed(frameworks: Collection[int]) -> "models.QuerySet[Framework, Any]":
    """Return the version, as ``answered``, of everybody's latest completed assessment of each of the frameworks.

    But for those whose answers may not be used.
    """
    restricted = Restriction.objects.in_force().about("assessments__practitioner")
    completed = Framework.objects.filter(~restricted, pk__in=frameworks, assessments__finished_at__isnull=False)
    place = Window(
        RowNumber(),
        partition_by=["assessments__framework", "assessments__practitioner"],
        order_by=[F("assessments__started_at").desc(), F("assessments__pk").desc()],
    )
    return completed.annotate(answered=F("assessments__version"), place=place).filter(place=1).values("answered")


def _people_on(versions: Collection["Version"]) -> dict[int, int]:
    """Return how many people's latest completed assessment answers each, walking once along an index for it."""
    counts = {str(version.pk): Count("answered", filter=Q(answered=version.pk)) for version in versions}
    people = _latest_completed({version.framework_id for version in versions}).aggregate(**counts)
    return {int(pk): count for pk, count in people.items()}


def with_a_column(fields: Iterable[str], model: type[models.Model]) -> list[str]:
    """Return those of a schema's fields that the model has a column for; the others stand in ``optional``."""
    columns = {field.name for field in model._meta.concrete_fields}  # noqa: SLF001 - public in all but its name
    return [field for field in fields if field in columns]


class VersionQuerySet(models.QuerySet["Version"]):
    """Questions about many versions."""

    def visible_to(self, user: AbstractBaseUser) -> Self:
        """Keep what ``user`` may see: drafts are there for framework editors alone."""
        return self.all() if getattr(user, "is_framework_editor", False) else self.exclude(state=Version.State.DRAFT)

    def published(self) -> Self:
        """Keep what is in use: published, and not retired, at once or by now."""
        return self.filter(state=Version.State.PUBLISHED).exclude(retirement__retires_on__lte=localdate())

    def open(self) -> Self:
        """Keep what practitioners may start on."""
        return self.published().exclude(retirement__last_start__lt=localdate())

    def current(self) -> Self:
        """Keep the newest published version of each framework."""
        published = Version.objects.published()
        newer = published.filter(framework=OuterRef("framework")).after(OuterRef("published_at"), OuterRef("pk"))
        return self.published().exclude(models.Exists(newer))

    def after(self, published_at: OuterRef | models.Subquery, pk: OuterRef | int) -> Self:
        """Keep what was published after this moment; of two versions of one instant, the one stored later counts."""
        return self.filter(Q(published_at__gt=published_at) | Q(published_at=published_at, pk__gt=pk))

    def in_order(self) -> Self:
        """Order as they were published, the first first; of two at one instant the one stored first."""
        return self.order_by("published_at", "pk")

    def newest_last(self) -> Self:
        """Order by framework: of the published ones of each, the last is the current one."""
        return self.order_by("framework__code", "published_at", "pk")

    def with_people(self) -> list["Version"]:
        """Return them with how many people's latest completed assessment answers each, as ``people``: in two queries.

        The numbers are up to ``COUNTS_KEPT_FOR`` old, unless one of them was published since.
        """
        found = list(self)
        key = "-".join(["people-on", *map(str, sorted({version.framework_id for version in found}))])
        people = cache.get(key, {})
        if any(version.pk not in people for version in found):
            people = _people_on(found)
            cache.set(key, people, COUNTS_KEPT_FOR.total_seconds())
        for version in found:
            version.people = people[version.pk]
        return found

    def update(self, **kwargs: Any) -> int:
        """Change drafts; raise ``PublishedError`` where one of them has been published."""
        self.refuse_published()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete drafts; raise ``PublishedError`` where one of them has been published."""
        self.refuse_published()
        return super().delete()

    def retire(self) -> int:
        """Take the published ones out of use; they stay readable for ever."""
        return super(VersionQuerySet, self.published()).update(state=Version.State.RETIRED)

    def announce(self, retirement: Retirement | None) -> None:
        """Let an announcement stand for the published ones, or none."""
        super(VersionQuerySet, self.published()).update(retirement=retirement)

    def refuse_published(self) -> None:
        """Raise ``PublishedError`` unless all are drafts."""
        if self.exclude(state=Version.State.DRAFT).exists():
            raise PublishedError


class Version(models.Model):
    """One text of a framework: a draft until it is published, then unchangeable for ever."""

    class State(models.TextChoices):
        """Where a version stands."""

        DRAFT = "draft"
        PUBLISHED = "published"
        RETIRED = "retired"

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="versions")
    label = models.CharField(max_length=64)
    title = models.CharField(max_length=500)
    introduction = models.TextField(blank=True)
    language = models.CharField(max_length=35)
    source = models.JSONField()
    scale = models.JSONField()
    targets = models.JSONField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content, whatever its YAML looks like")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    created_at = models.DateTimeField(default=timezone.now, help_text="when the text was last written")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    text = models.TextField(help_text="the YAML, exactly as it was given")
    optional = optional_fields()
    replaced = models.JSONField(
        null=True, help_text="of a draft: the text that it took the place of, by whom, and when"
    )
    origin = models.JSONField(
        null=True, help_text="of a draft: the document that it was made of, and what was read, guessed and left out"
    )

    retirement = models.ForeignKey(
        Retirement, models.PROTECT, null=True, related_name="+", help_text="the announcement that stands"
    )

    objects = VersionQuerySet.as_manager()

    people: int = 0  # where with_people() read it

    class Meta:
        ordering = ("framework__code", "published_at")
        constraints = (
            models.UniqueConstraint(fields=("framework", "label"), name="one_version_per_label"),
            models.CheckConstraint(
                condition=models.Q(state="draft", published_at=None)
                | ~models.Q(state="draft") & ~models.Q(published_at=None),
                name="published_at_set_exactly_when_published",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.label})"

    @property
    def name_on_record(self) -> str:
        """What the record calls it, also once it is published, under another key, or discarded."""
        return f"{self.framework.code} {self.label}"

    @property
    def ending(self) -> Ending | None:
        """How its announced retirement stands today, if one is."""
        return self.retirement.ending if self.retirement else None

    @property
    def is_closed(self) -> bool:
        """Whether its retirement is announced, and nobody starts on it any more."""
        return self.ending is not None and self.ending.is_closed

    @property
    def stands(self) -> State:
        """Where it stands today: retired also from the day that was announced."""
        is_over = self.ending is not None and self.ending.stage is RetiringStage.RETIRED
        return self.State.RETIRED if is_over else self.State(self.state)

    @property
    def changes(self) -> str:
        """What is new in it; empty where that is not said."""
        return str((self.optional or {}).get("changes", ""))

    @property
    def replaced_at(self) -> datetime | None:
        """When the text was written that the draft took the place of."""
        return datetime.fromisoformat(self.replaced["at"]) if self.replaced else None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the draft; raise ``PublishedError`` where it has been published."""
        Version.objects.filter(pk=self.pk).refuse_published()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the draft; raise ``PublishedError`` where it has been published."""
        Version.objects.filter(pk=self.pk).refuse_published()
        return super().delete(*args, **kwargs)
