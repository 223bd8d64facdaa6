"""Accounts, entries and their postings, and the months that are closed.

An entry is sealed by being there: its postings are written first, under an id that is already its own, and the entry
last. Triggers refuse an entry whose postings do not balance, whose count is another than it says, that would leave an
account on its wrong side, or that lies in a closed month; postings under an entry that is there; and any change of
either. The foreign key, looked at when the transaction ends, refuses postings whose entry never came.
"""

from django.db import models
from django.db.models import F, Q

from payung.ledger.states import AccountKind, EntryKind


class Account(models.Model):
    """One account of one fund: the row that is locked, in the order of its id, before an entry is written."""

    kabupaten = models.CharField(max_length=5)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    fund = models.ForeignKey("programmes.Fund", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kabupaten", "fund", "kind"], name="one_account_a_kind"),
            models.CheckConstraint(condition=Q(kind__in=[*AccountKind]), name="account_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of fund {self.fund_id}"


class Entry(models.Model):
    """One thing that happened, on a day, because of a paper or an act."""

    kabupaten = models.CharField(max_length=5)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14)
    on_date = models.DateField()
    about = models.CharField(max_length=200)
    source = models.CharField(max_length=60)  # as `bill:12`, `decree:3`
    posting_count = models.PositiveSmallIntegerField()
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")
    request_key = models.UUIDField(unique=True)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[*EntryKind]), name="entry_kind_known"),
            models.CheckConstraint(condition=Q(posting_count__gte=2), name="entry_of_two_postings_at_least"),
            models.CheckConstraint(
                condition=Q(kind=EntryKind.REVERSAL, reverses__isnull=False)
                | (~Q(kind=EntryKind.REVERSAL) & Q(reverses=None)),
                name="entry_reverses_another",
            ),
        ]
        indexes = [models.Index(fields=["programme", "on_date"], name="entry_by_day")]

    def __str__(self) -> str:
        return f"entry {self.pk} {self.kind}"


class Posting(models.Model):
    """What an entry does to one account: debit above nothing, credit below."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="postings")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="postings")
    fund = models.ForeignKey("programmes.Fund", on_delete=models.PROTECT, related_name="+", db_index=False)
    amount_rp = models.BigIntegerField()
    person_months = models.BigIntegerField(default=0)  # OB

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "account"], name="one_posting_an_account"),
            models.CheckConstraint(condition=~Q(amount_rp=0) | ~Q(person_months=0), name="posting_moves_something"),
        ]

    def __str__(self) -> str:
        return f"{self.amount_rp} on account {self.account_id}"


class MonthClose(models.Model):
    """A month whose books are closed, and all before it. Written once."""

    kabupaten = models.CharField(max_length=5)
    month = models.DateField()  # its first day
    last_date = models.DateField()  # of the month: no entry of this day or before comes any more
    entry_count = models.IntegerField()
    balances_sha256 = models.CharField(max_length=64)  # of the trial balance at its end
    request_key = models.UUIDField(unique=True)
    closed_by = models.CharField(max_length=80)
    closed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kabupaten", "month"], name="month_closed_once"),
            models.CheckConstraint(condition=Q(month__lt=F("last_date")), name="closed_to_its_last_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kabupaten} {self.month}"
