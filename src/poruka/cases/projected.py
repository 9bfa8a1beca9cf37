"""What list pages read: where each case stands, who owes what. Derived from the records, written with them.

Nothing here is a source of truth: ``projection.rebuild`` makes all of it anew from the records, and a test compares.
"""

from django.db import models
from django.utils import timezone


class Office(models.Model):
    """An office a case can involve, other than a penal institution: its number, kind, name and oblast."""

    id = models.CharField("номер", max_length=64, primary_key=True)
    kind = models.CharField("вид", max_length=24)
    name_uk = models.CharField("назва українською", max_length=200)
    name_en = models.CharField("назва англійською", max_length=200)
    oblast = models.CharField("код області (ISO 3166-2)", max_length=16, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name_uk


class CaseState(models.Model):
    """Where a case stands: its stage, since when, and the next time limit that ends."""

    case = models.OneToOneField("cases.Case", models.CASCADE, primary_key=True, related_name="state")
    person = models.ForeignKey("register.Person", models.CASCADE, related_name="+")
    institution_id = models.CharField("установа", max_length=64, blank=True)
    stage = models.CharField("стан", max_length=32)
    phase = models.CharField("етап", max_length=16)
    owner = models.CharField("у кого справа", max_length=32)
    since = models.DateTimeField("відколи", null=True)
    records = models.IntegerField("записів")
    next_due = models.DateTimeField("найближчий строк", null=True)

    class Meta:
        ordering = ("case_id",)
        indexes = (models.Index(fields=("stage", "since")), models.Index(fields=("institution_id", "stage")))

    def __str__(self) -> str:
        return f"{self.case_id}: {self.stage}"


class CaseOffice(models.Model):
    """An office that the records of a case involve; whoever works there sees the case."""

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="offices")
    kind = models.CharField("вид", max_length=24)
    office = models.CharField("орган", max_length=64)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("case", "kind", "office"), name="office_once_a_case"),)
        indexes = (models.Index(fields=("kind", "office")),)

    def __str__(self) -> str:
        return f"{self.case_id}: {self.kind} {self.office}"


class TasksOfToday(models.Manager["CaseTask"]):
    """The tasks whose time has come: a consent is not asked for before the time to reflect has passed."""

    def get_queryset(self) -> "models.QuerySet[CaseTask]":
        return super().get_queryset().filter(since__lte=timezone.now())


class CaseTask(models.Model):
    """Something owed in a case by a role; ``task`` is the id of the clock or record type that says what.

    Tasks still to come are written too, so that nothing has to be written again when their time comes; ``objects``
    leaves them out, ``written`` does not.
    """

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="tasks")
    task = models.CharField("завдання", max_length=40)
    types = models.CharField("види записів", max_length=200)
    owner = models.CharField("чиє", max_length=32)
    since = models.DateTimeField("відколи")
    due = models.DateTimeField("строк", null=True)
    statutory = models.BooleanField("строк закону")
    alarm = models.BooleanField("тривога")

    objects = TasksOfToday()
    written = models.Manager["CaseTask"]()

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("owner", "due")), models.Index(fields=("alarm", "due")))

    def __str__(self) -> str:
        return f"{self.case_id}: {self.task}"
