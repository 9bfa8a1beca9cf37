"""Public releases as stored: never changed, never removed; the database itself refuses (migration 0001)."""

import json
from typing import Any

from django.db import models


class Release(models.Model):
    """A dated release. ``content`` is its canonical form, to the byte; ``sha256`` is the hash of that."""

    number = models.PositiveIntegerField("номер випуску", primary_key=True)
    as_of = models.DateField("станом на", unique=True)
    made_at = models.DateTimeField("коли зроблено")
    sha256 = models.CharField("хеш SHA-256", max_length=64)
    content = models.TextField("зміст")

    class Meta:
        db_table = "statistics_release"
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number}: {self.as_of.isoformat()}"

    @property
    def document(self) -> dict[str, Any]:
        """The release itself."""
        found: dict[str, Any] = json.loads(self.content)
        return found
