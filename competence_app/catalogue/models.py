"""Frameworks, and the immutable versions of their texts as rows."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property

from competence_app.catalogue import schema


class Framework(models.Model):
    """One lasting identity, such as ``therapeutic-relationship``; its texts are its versions."""

    code = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class VersionQuerySet(models.QuerySet["Version"]):
    """Questions about many versions."""

    def published(self) -> Self:
        """Keep what practitioners may start on."""
        return self.filter(state=Version.State.PUBLISHED)

    def current(self) -> Self:
        """Keep the newest published version of each framework."""
        newer = Version.objects.published().filter(
            framework=models.OuterRef("framework"), published_at__gt=models.OuterRef("published_at")
        )
        return self.published().exclude(models.Exists(newer))


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
    text = models.TextField(help_text="the YAML, exactly as it was given")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content, whatever its YAML looks like")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ("framework__code", "published_at")
        constraints = (
            models.UniqueConstraint(fields=("framework", "label"), name="one_version_per_label"),
            models.CheckConstraint(
                condition=models.Q(state="draft", published_at=None) | ~models.Q(state="draft") & ~models.Q(published_at=None),
                name="published_at_set_exactly_when_published",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.label})"


class Domain(models.Model):
    """One heading of a version; a sub-domain has a parent."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="domains")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="domains")
    code = models.CharField(max_length=64)
    title = models.CharField(max_length=500)
    kind = models.CharField(max_length=10)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("version", "code"), name="one_domain_per_code"),)

    def __str__(self) -> str:
        return self.title


class Competence(models.Model):
    """One statement of a version: a competence, or (with a parent) a part of one."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="competences")
    domain = models.ForeignKey(Domain, models.CASCADE, related_name="competences")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="parts")
    code = models.CharField(max_length=64)
    text = models.TextField()
    rate = models.CharField(max_length=5, blank=True, help_text="whole or parts; empty on a part")
    replaces = models.JSONField(default=list)
    change = models.CharField(max_length=10, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("version", "code"), name="one_competence_per_code"),)

    def __str__(self) -> str:
        return f"{self.code} {self.text}"
