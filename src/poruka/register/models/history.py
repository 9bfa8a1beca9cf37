"""How the register came to be what it is: imports, what they rejected, what they found odd, what they changed."""

from django.db import models

from poruka.law.text import Text
from poruka.register.flags import FLAGS
from poruka.register.models.people import OfPersonQuerySet, Person

TABLE_LENGTH = 16
KEY_LENGTH = 64
CELL_LENGTH = 200


class Import(models.Model):
    """One extract taken in. Only a ``done`` import has an end; one found ``running`` by the next is ``interrupted``."""

    class State(models.TextChoices):
        """Running now; finished; killed on the way (what it had written stays, person by person)."""

        RUNNING = "running", "триває"
        DONE = "done", "завершено"
        INTERRUPTED = "interrupted", "перервано"

    sha256 = models.CharField("хеш вхідних даних", max_length=64, db_index=True)
    source = models.CharField("назва файлу чи папки", max_length=CELL_LENGTH)
    today = models.DateField("день, на який перевірено дати")
    started_at = models.DateTimeField("початок", auto_now_add=True)
    finished_at = models.DateTimeField("кінець", null=True, blank=True)
    state = models.CharField("стан", max_length=16, choices=State.choices, default=State.RUNNING)
    counts = models.JSONField("кількості", default=dict)

    class Meta:
        db_table = "register_import"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                name="import_ends_when_done",
                condition=models.Q(state="done", finished_at__isnull=False)
                | ~models.Q(state="done") & models.Q(finished_at__isnull=True),
                violation_error_message=(
                    "Лише завершений імпорт має час завершення. / Only a finished import has a time of finishing."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk}: {self.source} ({self.state})"


class Rejection(models.Model):
    """Why one row of an extract did not enter the register."""

    imported_in = models.ForeignKey(Import, models.CASCADE, related_name="rejections")
    file = models.CharField(max_length=CELL_LENGTH)
    row = models.BigIntegerField()
    column = models.CharField(max_length=64, blank=True)
    value = models.CharField(max_length=CELL_LENGTH, blank=True)
    reason_uk = models.TextField()
    reason_en = models.TextField()

    class Meta:
        db_table = "register_rejection"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.file}:{self.row}"

    @property
    def reason(self) -> Text:
        return Text(self.reason_uk, self.reason_en)


class Flag(models.Model):
    """Something accepted although it is odd; it stays until an import no longer finds it."""

    imported_in = models.ForeignKey(Import, models.PROTECT, related_name="flags", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="flags")
    table = models.CharField(max_length=TABLE_LENGTH)
    row_key = models.CharField(max_length=KEY_LENGTH)
    kind = models.CharField(max_length=32, choices=[(kind, flag.title.uk) for kind, flag in FLAGS.items()])
    value = models.CharField("що записано", max_length=CELL_LENGTH, blank=True)
    expected = models.CharField("чого слід було чекати", max_length=CELL_LENGTH, blank=True)

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        db_table = "register_flag"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("table", "row_key", "kind"),
                name="flag_once_a_row",
                violation_error_message=("Таку позначку цей рядок уже має. / The row has this flag already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind}: {self.table} {self.row_key}"

    @property
    def text(self) -> Text:
        """What is odd, as a sentence with the values in it."""
        return FLAGS[self.kind].sentence(self.value, self.expected)


class Change(models.Model):
    """An earlier value of one cell, kept when a newer extract brought another; both are written as in format 1."""

    imported_in = models.ForeignKey(Import, models.PROTECT, related_name="changes")
    person = models.ForeignKey(Person, models.CASCADE, related_name="changes")
    table = models.CharField(max_length=TABLE_LENGTH)
    row_key = models.CharField(max_length=KEY_LENGTH)
    column = models.CharField(max_length=32)
    old = models.CharField(max_length=CELL_LENGTH, null=True, blank=True)  # noqa: DJ001 - null is "was not known"
    new = models.CharField(max_length=CELL_LENGTH, null=True, blank=True)  # noqa: DJ001 - null is "is not known"
    at = models.DateTimeField()

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        db_table = "register_change"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="change_changes_something",
                condition=~models.Q(old=models.F("new")),
                violation_error_message=(
                    "Нове значення має відрізнятися від старого. / The new value must differ from the old one."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.table} {self.row_key} {self.column}: {self.old} -> {self.new}"
