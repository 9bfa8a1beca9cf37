"""Persons, sentences and convictions exactly as format 1 has them, each row with where it came from."""

from typing import Self, TypeVar

from django.db import models

from poruka.access.actors import Actor
from poruka.law.facts import CONVICTIONS, PERSONS, SENTENCES
from poruka.law.text import Text
from poruka.register.models.alphabet import alphabetical
from poruka.register.models.columns import constraints, day, not_before, text, whole, yes_no


class PersonQuerySet(models.QuerySet["Person"]):
    """Every read of persons goes through ``seen_by``."""

    def seen_by(self, actor: Actor) -> Self:
        """The persons an actor may see: everybody, or those of the actor's own institution."""
        if actor.sees_all:
            return self
        return self.filter(institution_id=actor.institution_id) if actor.institution_id else self.none()


Row = TypeVar("Row", bound=models.Model)


class OfPersonQuerySet(models.QuerySet[Row]):
    """Rows about a person are seen by those who see the person."""

    def seen_by(self, actor: Actor) -> Self:
        if actor.sees_all:
            return self
        return self.filter(person__institution_id=actor.institution_id) if actor.institution_id else self.none()


class Institution(models.Model):
    """A penal institution: the code that the register uses, and names where somebody has given them."""

    institution_id = models.CharField("код установи", max_length=64, primary_key=True)
    name_uk = models.CharField("назва українською", max_length=200, blank=True)
    name_en = models.CharField("назва англійською", max_length=200, blank=True)
    oblast = models.CharField("код області (ISO 3166-2)", max_length=16, blank=True)
    kind = models.CharField("вид установи", max_length=32, blank=True)

    class Meta:
        db_table = "register_institution"
        ordering = ("institution_id",)

    def __str__(self) -> str:
        return self.name.uk

    @property
    def name(self) -> Text:
        """The name; the code where nobody has given one."""
        return Text(self.name_uk or self.institution_id, self.name_en or self.name_uk or self.institution_id)


class Imported(models.Model):
    """A row of an extract: which import gave it its present values, from which row of the file."""

    imported_in = models.ForeignKey(
        "register.Import", models.PROTECT, related_name="+", db_index=False, verbose_name="імпорт"
    )
    imported_row = models.BigIntegerField("рядок файлу")
    fingerprint = models.BigIntegerField("відбиток значень")

    class Meta:
        abstract = True


class Person(Imported):
    """A person in the register."""

    person_id = text(PERSONS, "person_id", primary_key=True)
    family_name = text(PERSONS, "family_name")
    given_name = text(PERSONS, "given_name")
    patronymic = text(PERSONS, "patronymic")
    birth_date = day(PERSONS, "birth_date")
    sex = text(PERSONS, "sex")
    citizenship = text(PERSONS, "citizenship")
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="persons")
    custody = text(PERSONS, "custody")
    rank_group = text(PERSONS, "rank_group")
    responsible_office = yes_no(PERSONS, "responsible_office")
    corruption_trial = yes_no(PERSONS, "corruption_trial")
    earlier_imprisonment = yes_no(PERSONS, "earlier_imprisonment")
    earlier_parole = yes_no(PERSONS, "earlier_parole")
    trade = text(PERSONS, "trade")
    name_order = models.GeneratedField(
        expression=alphabetical("family_name", "given_name"), output_field=models.TextField(null=True), db_persist=True
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        db_table = "register_person"
        ordering = ("person_id",)
        constraints = tuple(constraints(PERSONS))
        indexes = (
            models.Index(fields=["family_name", "given_name"], name="person_by_name"),
            models.Index(fields=["name_order", "person_id"], name="person_in_alphabet"),
        )

    def __str__(self) -> str:
        return self.person_id or ""

    @property
    def full_name(self) -> str:
        """Family name, given name, patronymic, as far as they are known."""
        return " ".join(part for part in (self.family_name, self.given_name, self.patronymic) if part)


class Sentence(Imported):
    """A sentence of a person."""

    sentence_id = text(SENTENCES, "sentence_id", primary_key=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="sentences")
    penalty = text(SENTENCES, "penalty")
    term_years = whole(SENTENCES, "term_years")
    term_months = whole(SENTENCES, "term_months")
    term_days = whole(SENTENCES, "term_days")
    starts_on = day(SENTENCES, "starts_on")
    credited_days = whole(SENTENCES, "credited_days")
    ends_on = day(SENTENCES, "ends_on")
    in_force_on = day(SENTENCES, "in_force_on")
    serving = yes_no(SENTENCES, "serving")
    court = text(SENTENCES, "court")
    case_number = text(SENTENCES, "case_number")

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        db_table = "register_sentence"
        ordering = ("sentence_id",)
        constraints = (*constraints(SENTENCES), not_before(SENTENCES, "ends_on", "starts_on"))

    def __str__(self) -> str:
        return self.sentence_id or ""


class Conviction(Imported):
    """One offence a person was convicted of."""

    conviction_id = text(CONVICTIONS, "conviction_id", primary_key=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="convictions")
    sentence = models.ForeignKey(Sentence, models.PROTECT, null=True, blank=True, related_name="convictions")
    code = text(CONVICTIONS, "code", default="UA2001")
    article = text(CONVICTIONS, "article")
    part = whole(CONVICTIONS, "part")
    items = text(CONVICTIONS, "items")
    stage = text(CONVICTIONS, "stage", default="completed")
    participation = text(CONVICTIONS, "participation", default="perpetrator")
    committed_on = day(CONVICTIONS, "committed_on")
    abuse_of_office = yes_no(CONVICTIONS, "abuse_of_office")
    especially_grave = yes_no(CONVICTIONS, "especially_grave")
    record = text(CONVICTIONS, "record")
    expunges_on = day(CONVICTIONS, "expunges_on")
    intentional = yes_no(CONVICTIONS, "intentional")
    severity = text(CONVICTIONS, "severity")

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        db_table = "register_conviction"
        ordering = ("conviction_id",)
        constraints = (*constraints(CONVICTIONS), not_before(CONVICTIONS, "expunges_on", "committed_on"))

    def __str__(self) -> str:
        return self.conviction_id or ""
