"""A round of verval: what each desa was asked of its members before a bill, and what it said."""

from django.db import models
from django.db.models import F, Q

from payung.contributions.states import VervalAnswer, VervalEvent, VervalState


class VervalRound(models.Model):
    """Every desa is asked about its members, before the bill of a term."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    first_month = models.DateField()  # of the term to be billed
    last_month = models.DateField()
    due_date = models.DateField()  # until when answers are wanted; the links end with it
    opened_by = models.CharField(max_length=80)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=80, blank=True)
    request_key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme"], condition=Q(closed_at=None), name="one_open_verval_a_programme"
            ),
            models.CheckConstraint(condition=Q(first_month__lte=F("last_month")), name="verval_months_in_order"),
        ]

    def __str__(self) -> str:
        return f"verval {self.pk}"


class VervalDesa(models.Model):
    """One desa's part of a round. Its link is a secret of which only the hash is kept."""

    round = models.ForeignKey(VervalRound, on_delete=models.PROTECT, related_name="desas")
    desa_code = models.CharField(max_length=13)
    link_sha256 = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, default=VervalState.WAITING)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=120, blank=True)  # the name that the desa gave, or the officer's key
    on_paper = models.BooleanField(default=False)
    scan_code = models.CharField(max_length=32, blank=True)  # of the signed minutes
    scan_name = models.CharField(max_length=255, blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    minutes_number = models.CharField(max_length=80, blank=True)  # as the desa writes it on them

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "desa_code"], name="one_verval_a_desa"),
            models.UniqueConstraint(fields=["link_sha256"], condition=~Q(link_sha256=""), name="one_verval_a_link"),
            models.CheckConstraint(condition=Q(state__in=[*VervalState]), name="verval_state_known"),
            models.CheckConstraint(
                condition=~Q(state=VervalState.ANSWERED) | (Q(answered_at__isnull=False) & ~Q(answered_by="")),
                name="verval_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"verval of {self.desa_code}"


class VervalLine(models.Model):
    """One member in one round, and what the desa said."""

    desa = models.ForeignKey(VervalDesa, on_delete=models.PROTECT, related_name="lines")
    membership = models.ForeignKey("membership.Membership", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()  # in the desa's list, as its paper prints it
    answer = models.CharField(max_length=12, blank=True)  # nothing: not answered
    happened_on = models.DateField(null=True)
    note = models.CharField(max_length=200, blank=True)  # where somebody moved, who the employer is
    holds = models.BooleanField(default=False)  # it is this answer that holds the membership

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["desa", "membership"], name="one_verval_line_a_member"),
            models.UniqueConstraint(fields=["desa", "number"], name="one_verval_line_a_number"),
            models.CheckConstraint(condition=Q(answer__in=["", *VervalAnswer]), name="verval_answer_known"),
            models.CheckConstraint(
                condition=Q(holds=False) | ~Q(answer__in=["", VervalAnswer.WORKING]), name="verval_holds_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.answer}"


class VervalAct(models.Model):
    """One thing done in a round, once a request: by the office, or by a desa over its link."""

    round = models.ForeignKey(VervalRound, on_delete=models.PROTECT, related_name="acts")
    desa = models.ForeignKey(VervalDesa, null=True, on_delete=models.PROTECT, related_name="acts")
    event = models.CharField(max_length=8)
    name = models.CharField(max_length=120, blank=True)  # that somebody of the desa gave
    line_count = models.IntegerField(default=0)
    lines_sha256 = models.CharField(max_length=64, blank=True)  # of what was said of them
    scan_code = models.CharField(max_length=32, blank=True)
    request_key = models.UUIDField(unique=True)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(event__in=[*VervalEvent]), name="verval_event_known")]

    def __str__(self) -> str:
        return f"{self.event} of verval {self.round_id}"
