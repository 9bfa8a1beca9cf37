"""Cases and their records; the log over all of them; the sealed parts; the signed checkpoints.

Rows of ``cases_case``, ``cases_record`` and ``cases_checkpoint`` are only ever added: the database itself refuses to
change or remove one (``chain/guards.py``). Records are written by ``chain/store.py`` alone.
"""

from django.db import models

from poruka.cases.chain.case_ids import shown
from poruka.cases.chain.columns import HASH, CanonicalJSON, Happened, Instant, Position
from poruka.cases.chain.record import Record as ChainRecord
from poruka.law.calendar import KYIV


class Case(models.Model):
    """One person's way through the programme: the first, or after a new sentence the second, and so on."""

    id = models.CharField("номер справи", max_length=12, primary_key=True)
    person = models.ForeignKey(
        "register.Person", models.PROTECT, related_name="cases", db_index=False, verbose_name="особа"
    )
    ordinal = models.PositiveSmallIntegerField("котра справа особи", default=1)
    opened_at = Instant("відкрито")

    class Meta:
        db_table = "cases_case"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("person", "ordinal"), name="case_of_a_person"),)

    def __str__(self) -> str:
        return shown(self.id)


class Record(models.Model):
    """A record as stored; ``whole`` is the record itself, which the pure parts of the system work with."""

    seq = Position("місце в журналі", primary_key=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="records", db_index=False, verbose_name="справа")
    number = models.IntegerField("номер у справі")
    type = models.CharField("вид запису", max_length=64)
    made_by = models.CharField("хто записав", max_length=150)
    made_as = models.CharField("у якій ролі", max_length=64)
    office = models.CharField("від якого органу", max_length=64, blank=True)
    made_at = Instant("коли записано")
    happened_at = Happened("коли сталося")
    fields = CanonicalJSON("зміст")
    sealed = models.CharField("відбиток закритої частини", max_length=HASH, blank=True)
    supersedes = models.IntegerField("замість запису", null=True, blank=True)
    law_version = models.CharField("редакція закону", max_length=120)
    key = models.CharField("ключ дії", max_length=80, unique=True)
    previous = models.CharField("хеш попереднього запису", max_length=HASH)
    hash = models.CharField("хеш запису", max_length=HASH)

    class Meta:
        db_table = "cases_record"
        ordering = ("seq",)
        constraints = (models.UniqueConstraint(fields=("case", "number"), name="record_number_in_case"),)
        indexes = (models.Index(fields=("hash",), name="record_by_hash"),)

    def __str__(self) -> str:
        return f"{self.case_id} / {self.number}: {self.type}"

    @property
    def whole(self) -> ChainRecord:
        """The record without the database."""
        return ChainRecord(
            seq=self.seq,
            case=self.case_id,
            number=self.number,
            type=self.type,
            made_by=self.made_by,
            made_as=self.made_as,
            office=self.office,
            made_at=self.made_at,
            happened_at=self.happened_at,
            fields=self.fields,
            sealed=self.sealed,
            supersedes=self.supersedes,
            law_version=self.law_version,
            key=self.key,
            previous=self.previous,
            hash=self.hash,
        )


class Sealed(models.Model):
    """The sealed part of a record, read only through ``access``. The record holds the commitment to it.

    Erasing leaves the row without content and salt, and names the record under which it was erased.
    """

    record = models.OneToOneField(Record, models.PROTECT, primary_key=True, related_name="compartment")
    salt = models.BinaryField("сіль", null=True)
    content = CanonicalJSON("закритий зміст", null=True)
    erased_by = models.ForeignKey(
        Record, models.PROTECT, null=True, related_name="erased", verbose_name="стерто записом"
    )

    class Meta:
        db_table = "cases_sealed"

    def __str__(self) -> str:
        return f"{self.record_id}"


class LogHead(models.Model):
    """The one row of the log's state: how many records there are, the frontier of the tree over them, the last of them.

    Whoever adds a record holds this row until the end of the transaction, so records are added one after another.
    """

    id = models.PositiveSmallIntegerField(primary_key=True)
    size = models.BigIntegerField("кількість записів")
    frontier = models.BinaryField("край дерева")
    last_case = models.CharField("справа останнього запису", max_length=12)
    last_number = models.IntegerField("номер останнього запису")

    class Meta:
        db_table = "cases_loghead"

    def __str__(self) -> str:
        return f"{self.size}"


class Checkpoint(models.Model):
    """What the log was at a moment, signed: ``note`` is the text an outsider keeps, the rest repeats it for reading."""

    size = models.BigIntegerField("кількість записів")
    root = models.CharField("корінь дерева", max_length=HASH)
    made_at = Instant("коли підписано")
    key_id = models.CharField("номер ключа", max_length=8)
    public_key = models.CharField("відкритий ключ", max_length=300)
    note = models.TextField("підписаний текст")

    class Meta:
        db_table = "cases_checkpoint"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.size} @ {self.made_at.astimezone(KYIV):%Y-%m-%d %H:%M}"


from poruka.cases.projected import CaseOffice, CaseState, CaseTask, Office  # noqa: E402 - models of this app, in a room of their own

__all__ = ["Case", "CaseOffice", "CaseState", "CaseTask", "Checkpoint", "LogHead", "Office", "Record", "Sealed"]
