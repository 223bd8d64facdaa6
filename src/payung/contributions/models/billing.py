"""Dues and the bills that hold them, with the codes (kode iuran) under which BPJS takes the money.

Dues are written with their bill in one statement. That a due is paid is a fact of its bill, never written to the due.
"""

from django.db import models
from django.db.models import F, Q

from payung.contributions.models.verifying import VervalRound
from payung.contributions.states import BillEvent, BillState


class Bill(models.Model):
    """What one fund owes for one term: the dues of its members, less what earlier overpayments pay for."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    fund = models.ForeignKey("programmes.Fund", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()  # of the programme, from 1
    first_month = models.DateField()
    last_month = models.DateField()
    state = models.CharField(max_length=9, default=BillState.DRAWN_UP)
    member_count = models.IntegerField()
    due_count = models.IntegerField()  # person-months
    jkk_rp = models.BigIntegerField()  # sum of its dues
    jkm_rp = models.BigIntegerField()
    compensated_jkk_rp = models.BigIntegerField(default=0)  # what earlier overpayments pay for
    compensated_jkm_rp = models.BigIntegerField(default=0)
    compensated_months = models.IntegerField(default=0)
    dues_sha256 = models.CharField(max_length=64)  # of its dues, as its papers print them
    law_sha256 = models.CharField(max_length=64)  # of the law that priced them
    verval = models.ForeignKey(VervalRound, null=True, on_delete=models.PROTECT, related_name="bills")
    asked_count = models.IntegerField(default=0)  # members of the fund of whom the desa was asked
    confirmed_count = models.IntegerField(default=0)  # and said: alive and working
    silent_desa_count = models.IntegerField(default=0)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    request_key = models.UUIDField(unique=True)
    cancelled_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="one_bill_a_number"),
            models.CheckConstraint(condition=Q(state__in=[*BillState]), name="bill_state_known"),
            models.CheckConstraint(condition=Q(first_month__lte=F("last_month")), name="bill_months_in_order"),
            models.CheckConstraint(
                condition=Q(jkk_rp__gte=F("compensated_jkk_rp"), jkm_rp__gte=F("compensated_jkm_rp")),
                name="bill_not_below_nothing",
            ),
            models.CheckConstraint(
                condition=Q(state=BillState.CANCELLED) & ~Q(cancelled_because="")
                | ~Q(state=BillState.CANCELLED) & Q(cancelled_because=""),
                name="bill_cancelled_because",
            ),
        ]

    def __str__(self) -> str:
        return f"bill {self.number}"


class Code(models.Model):
    """A kode iuran. One that expired unpaid is followed by another."""

    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="codes")
    code = models.CharField(max_length=40)
    head_count = models.IntegerField()
    amount_rp = models.BigIntegerField()
    issued_date = models.DateField()
    expires_date = models.DateField()
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="one_bill_a_code"),
            models.CheckConstraint(condition=Q(issued_date__lte=F("expires_date")), name="code_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.code


class BillAct(models.Model):
    """One thing done to a bill, once a request."""

    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="acts")
    event = models.CharField(max_length=10)  # "raise", or of BillEvent
    note = models.CharField(max_length=200, blank=True)
    request_key = models.UUIDField(unique=True)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(event__in=["raise", *BillEvent]), name="bill_act_known")]

    def __str__(self) -> str:
        return f"{self.event} of bill {self.bill_id}"


class Due(models.Model):
    """One member's one month. Nothing of it changes but that it becomes void with its bill.

    Dues are written before their bill, under an id that is already its own; the bill's coming seals them (migration
    0002): it is refused unless their sums are its sums, and the membership, person, months and fund of each belong
    together. So only the bill is a foreign key here: the others would cost more than the row, once for each row.
    """

    membership = models.ForeignKey(
        "membership.Membership", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    fund = models.ForeignKey(
        "programmes.Fund", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="dues")
    month = models.DateField()
    jkk_rp = models.IntegerField()
    jkm_rp = models.IntegerField()
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "month"], condition=Q(void=False), name="one_due_a_month"),
            models.CheckConstraint(condition=Q(jkk_rp__gte=0, jkm_rp__gte=0), name="due_not_negative"),
        ]

    def __str__(self) -> str:
        return f"due of {self.membership_id} for {self.month}"
