"""Job roles, by which frameworks set their targets."""

from django.core.validators import RegexValidator
from django.db import models

CODE = RegexValidator(
    r"^(?!\.{1,2}\Z)[A-Za-z0-9._-]+\Z",
    "Use letters, digits, dots, hyphens and underscores only, and not just one or two dots.",
)  # as frameworks name job roles


class JobRole(models.Model):
    """One job that people hold; frameworks set their targets by its code."""

    code = models.CharField(max_length=64, unique=True, validators=[CODE])
    title = models.CharField(max_length=100)

    class Meta:
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title

    @property
    def name_on_record(self) -> str:
        """What the record calls it."""
        return self.title
