"""Persons, the NIKs they had, their households, heirs and children. NIK and KK lie sealed, found by a keyed index.

Triggers (migrations) hold what must not happen: an identity ends once and changes in nothing else, a correction is
never unwritten, `same_as` leads to a person that is kept itself.
"""

from django.db import models
from django.db.models import Q

from payung.people.rules import Field, SchoolLevel


class Household(models.Model):
    """Those of one family card."""

    kabupaten = models.CharField(max_length=5)
    kk_index = models.BinaryField(max_length=16)
    kk_sealed = models.BinaryField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kabupaten", "kk_index"], name="one_household_a_kk")]

    def __str__(self) -> str:
        return f"household {self.pk}"


class Person(models.Model):
    """One human being as far as we know. Never merged in place: `same_as` points to the person that is kept."""

    kabupaten = models.CharField(max_length=5)
    name = models.CharField(max_length=200)
    sex = models.CharField(max_length=1)
    birth_date = models.DateField()
    desa_code = models.CharField(max_length=13)
    address = models.CharField(max_length=200, blank=True)
    dusun = models.CharField(max_length=60, blank=True)
    rt = models.CharField(max_length=12, blank=True)
    occupation = models.CharField(max_length=60)
    phone = models.CharField(max_length=20, blank=True)
    household = models.ForeignKey(Household, null=True, on_delete=models.PROTECT, related_name="persons")
    same_as = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="others")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sex__in=["L", "P"]), name="person_sex_known"),
            models.CheckConstraint(
                condition=Q(same_as=None) | ~Q(same_as=models.F("id")), name="person_not_same_as_self"
            ),
        ]
        indexes = [models.Index(fields=["kabupaten", "desa_code"], name="person_by_desa")]

    def __str__(self) -> str:
        return f"person {self.pk}"


class Identity(models.Model):
    """A NIK that is or was a person's. The index is keyed with the kabupaten, so one house can hold many."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identities")
    nik_index = models.BinaryField(max_length=16)
    nik_sealed = models.BinaryField(max_length=64)
    from_date = models.DateField()
    to_date = models.DateField(null=True)  # None: current
    because = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name_plural = "identities"
        constraints = [
            models.UniqueConstraint(fields=["nik_index"], condition=Q(to_date=None), name="one_person_a_current_nik"),
            models.CheckConstraint(
                condition=Q(to_date=None) | Q(to_date__gte=models.F("from_date")), name="identity_days_in_order"
            ),
        ]
        indexes = [models.Index(fields=["nik_index"], name="identity_by_nik")]

    def __str__(self) -> str:
        return f"identity {self.pk}"


class Heir(models.Model):
    """An ahli waris, as a list or the family named one."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="heirs")
    name = models.CharField(max_length=200)
    relation = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    ended_at = models.DateTimeField(null=True)  # no longer named

    def __str__(self) -> str:
        return f"heir {self.pk}"


class Child(models.Model):
    """A child of a person, for scholarships; entered on the person's page."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="children")
    name = models.CharField(max_length=200)
    birth_date = models.DateField()
    level = models.CharField(max_length=3, blank=True)  # blank: not at school
    ended_at = models.DateTimeField(null=True)  # taken off the page

    class Meta:
        verbose_name_plural = "children"
        constraints = [models.CheckConstraint(condition=Q(level__in=["", *SchoolLevel]), name="child_level_known")]

    def __str__(self) -> str:
        return f"child {self.pk}"


class PersonChange(models.Model):
    """A correction of what was written of a person: the old and the new."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="changes")
    field = models.CharField(max_length=12)
    old = models.CharField(max_length=200, blank=True)
    new = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=120)
    changed_by = models.CharField(max_length=80)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(field__in=[*Field]), name="change_field_known")]

    def __str__(self) -> str:
        return f"{self.field} of person {self.person_id}"
