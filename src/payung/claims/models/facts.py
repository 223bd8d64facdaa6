"""What a claim costs and what it took: facts from which the law computes."""

from django.db import models
from django.db.models import F, Q

from payung.claims.models.casework import Claim


class Inability(models.Model):
    """Days on which a doctor certified that the person could not work, both included."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="inabilities")
    from_date = models.DateField()
    to_date = models.DateField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "inabilities"
        constraints = [
            models.UniqueConstraint(fields=["claim", "from_date"], name="one_inability_a_day"),
            models.CheckConstraint(condition=Q(from_date__lte=F("to_date")), name="inability_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"inability of claim {self.claim_id}"


class Injury(models.Model):
    """A part of the body that was lost, or lost its function; `part` is a word of the law's table."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="injuries")
    part = models.CharField(max_length=60)
    function_lost_percent = models.DecimalField(max_digits=5, decimal_places=2, default=100)
    table_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    units = models.PositiveSmallIntegerField(null=True)
    doctor = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name_plural = "injuries"
        constraints = [
            models.CheckConstraint(
                condition=Q(function_lost_percent__gt=0, function_lost_percent__lte=100), name="injury_percent_possible"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} of claim {self.claim_id}"


class TransportCost(models.Model):
    """What one way to treatment, or of the body home, cost."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="transports")
    mode = models.CharField(max_length=4)
    cost_rp = models.BigIntegerField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(mode__in=["land", "sea", "air"]), name="transport_mode_known"),
            models.CheckConstraint(condition=Q(cost_rp__gt=0), name="transport_cost_positive"),
        ]

    def __str__(self) -> str:
        return f"transport of claim {self.claim_id}"


class AidCost(models.Model):
    """Dentures, hearing aid, glasses or prosthesis."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="aids")
    kind = models.CharField(max_length=12)
    cost_rp = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["denture", "hearing_aid", "glasses", "prosthesis"]), name="aid_known"
            ),
            models.CheckConstraint(condition=Q(cost_rp__gt=0), name="aid_cost_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of claim {self.claim_id}"
