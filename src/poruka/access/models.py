"""Appointments (who holds which role) and looks (who has seen whose record, when and why)."""

from django.conf import settings
from django.db import models

from poruka.access.roles import of_scope


class Appointment(models.Model):
    """The role in which a signed-in user acts, and whose affairs it deals with (an institution, an office, their own).

    ``institution_id`` is a penal institution, ``office`` any other office (a recruitment centre, a court, a unit ...),
    ``person_id`` the register's number of a convict who signs in for themselves. Only the one that the role needs
    is set.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="appointment")
    role = models.CharField(max_length=40)
    institution_id = models.CharField(max_length=64, blank=True)
    office = models.CharField(max_length=64, blank=True)
    person_id = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="officer_has_an_institution",
                condition=models.Q(role__in=of_scope("institution")) ^ models.Q(institution_id=""),
                violation_error_message=(
                    "Установу має лише працівник або начальник установи, і вони завжди."
                    " / Officers and heads of institutions have an institution, and nobody else has."
                ),
            ),
            models.CheckConstraint(
                name="office_role_has_an_office",
                condition=models.Q(role__in=of_scope("office")) ^ models.Q(office=""),
                violation_error_message=(
                    "Орган має лише той, хто в ньому працює, і завжди."
                    " / Those who work in an office have it, and nobody else has."
                ),
            ),
            models.CheckConstraint(
                name="person_has_their_number",
                condition=models.Q(role__in=of_scope("person")) ^ models.Q(person_id=""),
                violation_error_message=(
                    "Номер особи має лише сама особа, і завжди. / The person has their number, and nobody else has."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} / {self.role} {self.institution_id or self.office or self.person_id}".strip()


class Look(models.Model):
    """Somebody has looked at a person's record, or at a list of people. Rows are only ever added.

    ``person_id`` is the register's number of the person and stays when the person leaves the register; it is empty
    for a list, where ``detail`` says which list and how many people it showed.
    """

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor_name = models.CharField(max_length=200)
    role = models.CharField(max_length=40)
    institution_id = models.CharField(max_length=64, blank=True)
    purpose = models.CharField(max_length=40)
    person_id = models.CharField(max_length=64, blank=True)
    page = models.CharField(max_length=40)
    detail = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = (models.Index(fields=["person_id", "-id"], name="look_person"),)
        constraints = (
            models.CheckConstraint(
                name="look_has_a_purpose",
                condition=~models.Q(purpose=""),
                violation_error_message="Перегляд без мети неможливий. / Nobody looks without a purpose.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name}: {self.page} {self.person_id}"
