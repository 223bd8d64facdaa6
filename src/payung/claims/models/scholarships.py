"""Scholarships that live for years: one a child, and each of its years."""

from django.db import models
from django.db.models import Q

from payung.claims.models.casework import Claim
from payung.claims.models.family import FamilyMember


class Scholarship(models.Model):
    """One child's path, from the level it was at on the day of the event."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="scholarships")
    child = models.OneToOneField(FamilyMember, on_delete=models.PROTECT, related_name="scholarship")
    level = models.CharField(max_length=3)
    years_left = models.PositiveSmallIntegerField()
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=12, blank=True)
    note = models.CharField(max_length=300, blank=True)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(end_reason__in=["", "aged_out", "married", "working", "left", "finished", "died"]),
                name="scholarship_end_known",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, end_reason="") | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                name="scholarship_ended_because",
            ),
        ]

    def __str__(self) -> str:
        return f"scholarship {self.pk}"


class ScholarshipYear(models.Model):
    """One year of one child: owed from its day, asked for with its papers, paid."""

    scholarship = models.ForeignKey(Scholarship, on_delete=models.PROTECT, related_name="years")
    number = models.PositiveSmallIntegerField()  # 1 is the year of the event
    due_date = models.DateField()
    level = models.CharField(max_length=3)
    amount_rp = models.BigIntegerField()
    state = models.CharField(max_length=8, default="owed")  # owed, asked, paid, dropped
    asked_on = models.DateField(null=True)
    paid_on = models.DateField(null=True)
    paid_rp = models.BigIntegerField(default=0)
    decided_by = models.CharField(max_length=80, blank=True)  # a working child that keeps it (Permenaker 1/2025)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scholarship", "number"], name="one_scholarship_year"),
            models.CheckConstraint(
                condition=Q(state__in=["owed", "asked", "paid", "dropped"]), name="scholarship_year_known"
            ),
            models.CheckConstraint(condition=Q(amount_rp__gt=0, paid_rp__gte=0), name="scholarship_year_sums"),
        ]

    def __str__(self) -> str:
        return f"year {self.number} of scholarship {self.scholarship_id}"
