"""The family of a claim: possible heirs, children for the scholarship, guardians."""

from django.db import models
from django.db.models import F, Q

from payung.claims.models.casework import Claim
from payung.claims.rules.family import Relation


class FamilyMember(models.Model):
    """Somebody of the family, as papers or neighbours say. The account number lies sealed (Kind.ACCOUNT)."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="family")
    name = models.CharField(max_length=200)
    relation = models.CharField(max_length=14)
    birth_date = models.DateField(null=True)
    died_on = models.DateField(null=True)
    marriage_registered = models.BooleanField(null=True)  # of a spouse; None: not known
    separated = models.BooleanField(default=False)  # of a spouse: lives apart, not divorced
    acknowledged = models.BooleanField(null=True)  # of a child: stands on birth certificate or KK
    guardian_name = models.CharField(max_length=200, blank=True)  # of a minor
    guardian_relation = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=200, blank=True)
    bank = models.CharField(max_length=60, blank=True)
    account_sealed = models.BinaryField(max_length=80, null=True)
    account_holder = models.CharField(max_length=120, blank=True)
    child = models.ForeignKey("people.Child", null=True, on_delete=models.PROTECT, related_name="+")  # came from there
    heir = models.ForeignKey("people.Heir", null=True, on_delete=models.PROTECT, related_name="+")  # or from there
    receives = models.BooleanField(default=False)  # the money goes to this one
    taken_off = models.CharField(max_length=200, blank=True)  # why this is nobody of the family
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(relation__in=[*Relation]), name="relation_known"),
            models.CheckConstraint(
                condition=Q(died_on=None) | Q(birth_date=None) | Q(died_on__gte=F("birth_date")),
                name="family_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.relation} of claim {self.claim_id}"
