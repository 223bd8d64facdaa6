"""What the law owes, what BPJS paid, and the difference between them with its owner."""

from django.db import models
from django.db.models import F, Q

from payung.claims.models.casework import Claim


class Computation(models.Model):
    """What one claim owed by the facts of a moment. Never changed; a later one stands beside it."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="computations")
    regime = models.CharField(max_length=60)
    law_sha256 = models.CharField(max_length=64)
    facts_sha256 = models.CharField(max_length=64)  # of what was asked of the law
    total_now_rp = models.BigIntegerField()
    scholarship_total_rp = models.BigIntegerField()
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    approved_by = models.CharField(max_length=80, blank=True)
    approved_at = models.DateTimeField(null=True)
    reported_by = models.CharField(max_length=80)  # as the claim: three different people where money is decided
    request_key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(total_now_rp__gte=0, scholarship_total_rp__gte=0), name="computation_not_negative"
            ),
            models.CheckConstraint(
                condition=~Q(made_by=F("reported_by"))
                & ~Q(approved_by=F("made_by"))
                & ~Q(approved_by=F("reported_by")),
                name="computation_of_three_people",
            ),
            models.CheckConstraint(
                condition=Q(approved_by="", approved_at=None) | (~Q(approved_by="") & Q(approved_at__isnull=False)),
                name="computation_approved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"computation {self.pk} of claim {self.claim_id}"


class ComputedLine(models.Model):
    """One amount of a computation, with its arithmetic and its article; or a note (no amount)."""

    computation = models.ForeignKey(Computation, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=28, blank=True)  # blank: a note
    amount_rp = models.BigIntegerField(default=0)
    formula = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)
    for_a_person = models.BooleanField(default=False)  # the sources leave it open

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["computation", "number"], name="one_computed_line_a_number"),
            models.CheckConstraint(condition=Q(amount_rp__gte=0), name="computed_line_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.code} of computation {self.computation_id}"


class Payment(models.Model):
    """What BPJS paid at once, as its letter, the bank book or its branch's report says."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="payments")
    paid_on = models.DateField()
    payee = models.CharField(max_length=200, blank=True)
    total_rp = models.BigIntegerField()
    source = models.CharField(max_length=40)  # "letter", "branch:4"
    paper_number = models.CharField(max_length=80, blank=True)
    scan_code = models.CharField(max_length=32, blank=True)
    scan_name = models.CharField(max_length=255, blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    request_key = models.UUIDField(unique=True)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(total_rp__gt=0), name="claim_payment_positive")]

    def __str__(self) -> str:
        return f"payment {self.pk} of claim {self.claim_id}"


class PaymentLine(models.Model):
    """What of a payment is for what; blank where BPJS did not say."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="lines")
    code = models.CharField(max_length=28, blank=True)
    amount_rp = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payment", "code"], name="one_payment_line_a_code"),
            models.CheckConstraint(condition=Q(amount_rp__gt=0), name="payment_line_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.code} of payment {self.payment_id}"


class Difference(models.Model):
    """Where what was paid is not what was owed, line by line: open until it is mended or a person decides."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="differences")
    code = models.CharField(max_length=28)  # a line code
    owed_rp = models.BigIntegerField()
    paid_rp = models.BigIntegerField()
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=80)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=80, blank=True)
    closing = models.CharField(max_length=10, blank=True)  # "mended" by a later payment, "accepted" by a decision
    because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "code"], condition=Q(closed_at=None), name="one_open_difference_a_code"
            ),
            models.CheckConstraint(condition=~Q(owed_rp=F("paid_rp")), name="difference_differs"),
            models.CheckConstraint(
                condition=Q(closing__in=["", "mended", "accepted"]), name="difference_closing_known"
            ),
            models.CheckConstraint(
                condition=~Q(closing="accepted") | (~Q(closed_by=F("opened_by")) & ~Q(because="")),
                name="difference_accepted_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} of claim {self.claim_id}"
