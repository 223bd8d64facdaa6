"""Memberships, the numbers (KPJ) of persons, and what was done to a membership."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from payung.membership.states import EndReason, Event, HoldReason, State


class Card(models.Model):
    """A KPJ: it is one person's. A person may have several, of former jobs."""

    kabupaten = models.CharField(max_length=5)
    kpj = models.CharField(max_length=11)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    seen_date = models.DateField()  # when BPJS first told it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kabupaten", "kpj"], name="one_person_a_kpj")]

    def __str__(self) -> str:
        return f"card {self.pk}"


class Membership(models.Model):
    """A named person whom BPJS accepted, for the months of one annex line. `ended_month` is the last that is owed."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    fund = models.ForeignKey("programmes.Fund", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    line = models.OneToOneField("decrees.Line", on_delete=models.PROTECT, related_name="+")
    kpj = models.CharField(max_length=11)
    registered_date = models.DateField()  # by BPJS; of a continuing member the first registration
    first_month = models.DateField()
    last_month = models.DateField()
    state = models.CharField(max_length=8, default=State.RUNNING)
    held_because = models.CharField(max_length=12, blank=True)
    end_reason = models.CharField(max_length=14, blank=True)
    ended_date = models.DateField(null=True)  # the day on which it happened
    ended_month = models.DateField(null=True)  # last month that is owed; before the first where none is
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person"], condition=~Q(state=State.ENDED), name="one_membership_a_person"
            ),
            models.CheckConstraint(condition=Q(state__in=[*State]), name="membership_state_known"),
            models.CheckConstraint(condition=Exact(Length("kpj"), 11), name="membership_kpj_of_11"),
            models.CheckConstraint(condition=Q(first_month__lte=F("last_month")), name="membership_months_in_order"),
            models.CheckConstraint(
                condition=(Q(state=State.HELD) & Q(held_because__in=[*HoldReason]))
                | (~Q(state=State.HELD) & Q(held_because="")),
                name="membership_held_because",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=State.ENDED)
                    & Q(end_reason__in=[*EndReason], ended_date__isnull=False, ended_month__isnull=False)
                )
                | (~Q(state=State.ENDED) & Q(end_reason="", ended_date=None, ended_month=None)),
                name="membership_ended_because",
            ),
        ]

    def __str__(self) -> str:
        return f"membership {self.pk} {self.state}"


class Act(models.Model):
    """What was done to one membership, under the key of its request: done once, also where one act is of many."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="acts")
    event = models.CharField(max_length=8)
    reason = models.CharField(max_length=14, blank=True)  # of HoldReason or EndReason
    note = models.CharField(max_length=200, blank=True)
    happened_on = models.DateField(null=True)
    source = models.CharField(max_length=60, blank=True)  # as `verval:4`, or nothing: a person at a page
    evidence_code = models.CharField(max_length=32, blank=True)
    evidence_name = models.CharField(max_length=255, blank=True)
    request_key = models.UUIDField()
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "request_key"], name="membership_act_once"),
            models.CheckConstraint(condition=Q(event__in=[*Event]), name="membership_event_known"),
        ]

    def __str__(self) -> str:
        return f"{self.event} of membership {self.membership_id}"
