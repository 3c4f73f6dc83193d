"""What a version's text consists of, as rows: its domains, and its competences with their parts."""

from typing import Any, TypeVar

from django.db import models

from competence_app.catalogue.models.versions import Version, optional_fields

Row = TypeVar("Row", bound="VersionRow")


class VersionRowQuerySet(models.QuerySet[Row]):
    """Rows of versions' texts, which change only in drafts."""

    def update(self, **kwargs: Any) -> int:
        """Change rows of drafts; raise ``PublishedError`` where one belongs to a published version."""
        Version.objects.filter(pk__in=self.values("version")).refuse_published()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete rows of drafts; raise ``PublishedError`` where one belongs to a published version."""
        Version.objects.filter(pk__in=self.values("version")).refuse_published()
        return super().delete()


class VersionRow(models.Model):
    """One row of a version's text, which changes only in a draft."""

    version_id: int

    objects = VersionRowQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row; raise ``PublishedError`` where its version has been published."""
        Version.objects.filter(pk=self.version_id).refuse_published()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row; raise ``PublishedError`` where its version has been published."""
        Version.objects.filter(pk=self.version_id).refuse_published()
        return super().delete(*args, **kwargs)


class Domain(VersionRow):
    """One heading of a version; a sub-domain has a parent."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="domains")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="domains")
    code = models.CharField(max_length=64)
    title = models.CharField(max_length=500)
    kind = models.CharField(max_length=10)
    optional = optional_fields()
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("version", "code"), name="one_domain_per_code"),)

    def __str__(self) -> str:
        return self.title


class Competence(VersionRow):
    """One statement of a version: a competence, or (with a parent) a part of one."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="competences")
    domain = models.ForeignKey(Domain, models.CASCADE, related_name="competences")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="parts")
    code = models.CharField(max_length=64)
    text = models.TextField()
    rate = models.CharField(max_length=5, blank=True, help_text="whole or parts; empty on a part")
    replaces = models.JSONField(default=list)
    change = models.CharField(max_length=10, blank=True)
    optional = optional_fields()
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("version", "code"), name="one_competence_per_code"),)

    def __str__(self) -> str:
        return f"{self.code} {self.text}"
