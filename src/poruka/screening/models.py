"""Stored runs of the law over the register: what was asked, of what, and what was answered for each person."""

from django.db import models


class Run(models.Model):
    """One run of the statute book over the register.

    It keeps everything needed to repeat it: the facts it read (``input``, without names), their hash, the law version,
    the digest of the rules and the readings. ``output_hash`` is the SHA-256 of the answers as canonical lines; a
    repeat that gives another hash is a defect. ``counts`` holds persons by verdict, by failed condition, by condition
    that cannot be told, by missing fact and by open question. ``conditions``, ``facts`` and ``questions`` say what
    each bit of a determination's masks stands for.
    """

    as_of = models.DateField()
    engine = models.CharField(max_length=16)
    law_version = models.CharField(max_length=120)
    rules_digest = models.CharField(max_length=64)
    readings = models.JSONField(default=dict)
    input = models.BinaryField()
    input_hash = models.CharField(max_length=64)
    output_hash = models.CharField(max_length=64)
    counts = models.JSONField(default=dict)
    conditions = models.JSONField(default=list)
    facts = models.JSONField(default=list)
    questions = models.JSONField(default=list)
    asked_by = models.CharField(max_length=150)
    started = models.DateTimeField()
    finished = models.DateTimeField()

    class Meta:
        ordering = ("-id",)
        get_latest_by = "id"

    def __str__(self) -> str:
        return f"{self.as_of.isoformat()} {self.law_version}"


class Verdict(models.TextChoices):
    """The three answers at the level of the register (interfaces.md, 3)."""

    BARRED = "barred", "barred"
    MAY_APPLY = "may_apply", "may apply"
    CANNOT_TELL = "cannot_tell", "cannot tell"


class Determination(models.Model):
    """What one run answered for one person. The masks have a bit for each condition, fact or question of the run."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="determinations")
    person = models.ForeignKey("register.Person", on_delete=models.CASCADE, related_name="determinations")
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    failed_mask = models.BigIntegerField(default=0)
    unknown_mask = models.BigIntegerField(default=0)
    missing_mask = models.BigIntegerField(default=0)
    question_mask = models.BigIntegerField(default=0)
    holds_from = models.DateField(null=True)
    holds_until = models.DateField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("run", "person"), name="one_answer_a_person_a_run"),
            models.CheckConstraint(
                condition=models.Q(verdict__in=Verdict.values), name="verdict_is_one_of_the_three_answers"
            ),
        )
        indexes = (models.Index(fields=("run", "verdict")), models.Index(fields=("run", "holds_from")))

    def __str__(self) -> str:
        return f"{self.person_id}: {self.verdict}"
