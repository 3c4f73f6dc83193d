"""What editors said of the columns of tables."""

from django.db import models


class KnownColumns(models.Model):
    """What somebody said the columns of a table are, for the next table with the same headers."""

    headers = models.CharField(max_length=64, unique=True, help_text="SHA-256 of them, in their order")
    meanings = models.JSONField(help_text="one for each, in their order")

    def __str__(self) -> str:
        return ", ".join(self.meanings)
