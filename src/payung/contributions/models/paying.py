"""Payment requests with their orders and SP2D, which bills they pay, and BPJS's receipts."""

from django.db import models
from django.db.models import F, Q

from payung.contributions.models.billing import Bill
from payung.contributions.states import PaymentEvent, PaymentState, Scheme


class Payment(models.Model):
    """One SPP-LS with its SPM and SP2D, of one fund, from the budget's account of one scheme."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    fund = models.ForeignKey("programmes.Fund", on_delete=models.PROTECT, related_name="+")
    scheme = models.CharField(max_length=3)
    account_code = models.CharField(max_length=40, blank=True)  # of the budget, as the office wrote it
    amount_rp = models.BigIntegerField()
    state = models.CharField(max_length=9, default=PaymentState.REQUESTED)
    spp_number = models.CharField(max_length=80)
    spp_date = models.DateField()
    spm_number = models.CharField(max_length=80, blank=True)
    spm_date = models.DateField(null=True)
    sp2d_number = models.CharField(max_length=80, blank=True)
    sp2d_date = models.DateField(null=True)
    scan_code = models.CharField(max_length=32, blank=True)  # of the SP2D
    scan_name = models.CharField(max_length=255, blank=True)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    verified_by = models.CharField(max_length=80, blank=True)
    ordered_by = models.CharField(max_length=80, blank=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "spp_number"],
                condition=~Q(state=PaymentState.WITHDRAWN),
                name="one_payment_an_spp",
            ),
            models.UniqueConstraint(
                fields=["programme", "sp2d_number"], condition=~Q(sp2d_number=""), name="one_payment_an_sp2d"
            ),
            models.CheckConstraint(condition=Q(state__in=[*PaymentState]), name="payment_state_known"),
            models.CheckConstraint(condition=Q(scheme__in=[*Scheme]), name="payment_scheme_known"),
            models.CheckConstraint(condition=Q(amount_rp__gt=0), name="payment_above_nothing"),
            models.CheckConstraint(
                condition=(Q(verified_by="") | ~Q(verified_by=F("made_by")))
                & (Q(ordered_by="") | (~Q(ordered_by=F("made_by")) & ~Q(ordered_by=F("verified_by")))),
                name="payment_maker_is_not_checker",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PaymentState.VERIFIED, PaymentState.ORDERED, PaymentState.DISBURSED])
                | ~Q(verified_by=""),
                name="payment_verified_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PaymentState.ORDERED, PaymentState.DISBURSED])
                | (~Q(ordered_by="") & ~Q(spm_number="") & Q(spm_date__isnull=False)),
                name="payment_ordered_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=PaymentState.DISBURSED) | (~Q(sp2d_number="") & Q(sp2d_date__isnull=False)),
                name="payment_disbursed_by_sp2d",
            ),
        ]

    def __str__(self) -> str:
        return f"payment {self.spp_number}"


class Share(models.Model):
    """How much of a payment is for which bill."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="shares")
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="shares")
    amount_rp = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payment", "bill"], name="one_share_a_bill"),
            models.CheckConstraint(condition=Q(amount_rp__gt=0), name="share_above_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.amount_rp} of payment {self.payment_id}"


class PaymentAct(models.Model):
    """One thing done to a payment, once a request."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="acts")
    event = models.CharField(max_length=8)  # "request", or of PaymentEvent
    note = models.CharField(max_length=200, blank=True)
    request_key = models.UUIDField(unique=True)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(event__in=["request", *PaymentEvent]), name="payment_act_known")
        ]

    def __str__(self) -> str:
        return f"{self.event} of payment {self.payment_id}"


class Receipt(models.Model):
    """BPJS received the whole of a bill on a day: from that day its months cover. Written once."""

    bill = models.OneToOneField(Bill, on_delete=models.PROTECT, related_name="receipt")
    received_date = models.DateField()
    amount_rp = models.BigIntegerField()
    reference = models.CharField(max_length=80)
    scan_code = models.CharField(max_length=32, blank=True)
    scan_name = models.CharField(max_length=255, blank=True)
    request_key = models.UUIDField(unique=True)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"receipt of bill {self.bill_id}"
