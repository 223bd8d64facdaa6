"""Lists that came: who died (any layout), and the branch's own report of claims."""

from django.db import models
from django.db.models import Q

from payung.claims.models.casework import Claim
from payung.claims.models.money import Payment
from payung.claims.rules.death_words import Agreement, Said, Settled
from payung.matching.rules.outside import Nearness


class DeathList(models.Model):
    """A list of deaths, kept sealed as it came. The same file twice is said, not read again."""

    kabupaten = models.CharField(max_length=5)
    source = models.CharField(max_length=80)  # who gave it: Dukcapil, desa, hospital
    file_code = models.CharField(max_length=32)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    row_count = models.IntegerField(default=0)
    unread_count = models.IntegerField(default=0)
    unsought_count = models.IntegerField(default=0)  # found by no number, and not looked up by likeness
    refusal = models.CharField(max_length=200, blank=True)  # why nothing of it could be read
    job_id = models.UUIDField(null=True)
    read_at = models.DateTimeField(null=True)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kabupaten", "sha256"], name="one_death_list_a_file")]

    def __str__(self) -> str:
        return f"death list {self.pk}"


class DeathLine(models.Model):
    """One row of a death list that touches one of ours, or that could not be read. Others are counted only."""

    list = models.ForeignKey(DeathList, on_delete=models.PROTECT, related_name="lines")
    sheet = models.CharField(max_length=60, blank=True)
    row = models.IntegerField()
    name = models.CharField(max_length=200, blank=True)
    birth_date = models.DateField(null=True)
    death_date = models.DateField(null=True)
    nik_sealed = models.BinaryField(max_length=64, null=True)
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey("membership.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    agreement = models.CharField(max_length=14)
    settled = models.CharField(max_length=10, default=Settled.WAITING)
    claim = models.ForeignKey(Claim, null=True, on_delete=models.PROTECT, related_name="death_lines")
    lacks = models.CharField(max_length=200, blank=True)  # what of the row could not be read
    weight = models.FloatField(null=True)  # bits, where it is only alike
    gammas = models.CharField(max_length=200, blank=True)  # how: the levels it was compared on
    nearness = models.CharField(max_length=11, blank=True)
    because = models.CharField(max_length=200, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["list", "sheet", "row"], condition=Q(person=None), name="one_death_line_a_row"
            ),
            models.UniqueConstraint(
                fields=["list", "sheet", "row", "person"],
                condition=Q(person__isnull=False),
                name="one_death_line_a_person",
            ),
            models.CheckConstraint(condition=Q(agreement__in=[*Agreement]), name="agreement_known"),
            models.CheckConstraint(
                condition=Q(agreement=Agreement.LIKELY, weight__isnull=False, nearness__in=[*Nearness])
                | (~Q(agreement=Agreement.LIKELY) & Q(weight=None, nearness="")),
                name="alike_by_a_weight",
            ),
            models.CheckConstraint(condition=Q(settled__in=[*Settled]), name="death_line_settled_known"),
        ]
        indexes = [models.Index(fields=["list", "settled"], name="death_line_by_settled")]

    def __str__(self) -> str:
        return f"row {self.row} of death list {self.list_id}"


class DeathDecision(models.Model):
    """What a person said of one line, in order and once a request: this very one, not so, or taken back."""

    line = models.ForeignKey(DeathLine, on_delete=models.PROTECT, related_name="decisions")
    said = models.CharField(max_length=10)
    death_date = models.DateField(null=True)
    because = models.CharField(max_length=200, blank=True)
    request_key = models.UUIDField()
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "request_key"], name="death_decision_once"),
            models.CheckConstraint(condition=Q(said__in=[*Said]), name="death_decision_known"),
        ]

    def __str__(self) -> str:
        return f"{self.said} of death line {self.line_id}"


class BranchReport(models.Model):
    """The branch's own report of claims, in any layout."""

    kabupaten = models.CharField(max_length=5)
    as_of_date = models.DateField()
    file_code = models.CharField(max_length=32)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    row_count = models.IntegerField(default=0)
    unread_count = models.IntegerField(default=0)
    refusal = models.CharField(max_length=200, blank=True)
    job_id = models.UUIDField(null=True)
    read_at = models.DateTimeField(null=True)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kabupaten", "sha256"], name="one_branch_report_a_file")]

    def __str__(self) -> str:
        return f"branch report {self.pk}"


class BranchLine(models.Model):
    """One claim as the branch reports it."""

    report = models.ForeignKey(BranchReport, on_delete=models.PROTECT, related_name="lines")
    sheet = models.CharField(max_length=60, blank=True)
    row = models.IntegerField()
    kpj = models.CharField(max_length=11, blank=True)
    nik_sealed = models.BinaryField(max_length=64, null=True)
    name = models.CharField(max_length=200, blank=True)
    scheme = models.CharField(max_length=4, blank=True)
    event_date = models.DateField(null=True)
    paid_rp = models.BigIntegerField(null=True)
    paid_on = models.DateField(null=True)
    status = models.CharField(max_length=120, blank=True)  # as written
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    claim = models.ForeignKey(Claim, null=True, on_delete=models.PROTECT, related_name="branch_lines")
    payment = models.ForeignKey(Payment, null=True, on_delete=models.PROTECT, related_name="+")
    settled = models.CharField(max_length=10, default="waiting")  # waiting, agrees, opened, paid, not_ours, unread
    lacks = models.CharField(max_length=200, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "sheet", "row"], name="one_branch_line_a_row"),
            models.CheckConstraint(
                condition=Q(settled__in=["waiting", "agrees", "opened", "paid", "not_ours", "unread"]),
                name="branch_line_settled_known",
            ),
        ]

    def __str__(self) -> str:
        return f"row {self.row} of branch report {self.report_id}"
