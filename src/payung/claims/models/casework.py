"""What was told, the claim that came of it, and what happened to it."""

from django.db import models
from django.db.models import F, Q

from payung.claims.rules.told import Place, Reporter, YesNo
from payung.claims.states import OVER, Event, EventKind, Scheme, State


class Claim(models.Model):
    """One event of one person. `scheme` and `state` stand in the tables of `states.py`."""

    kabupaten = models.CharField(max_length=5)
    code = models.CharField(max_length=12, unique=True)  # for outsiders: random, says nothing
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey("membership.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    scheme = models.CharField(max_length=4)
    state = models.CharField(max_length=14)
    event_date = models.DateField()  # of the accident, the death, or when last seen
    event_time = models.TimeField(null=True)
    death_date = models.DateField(
        null=True
    )  # of an accident that killed later, or of a loss that a court found a death
    place = models.CharField(max_length=12, blank=True)
    place_text = models.CharField(max_length=200, blank=True)
    doing = models.CharField(max_length=200, blank=True)
    chronology = models.TextField(max_length=2000, blank=True)
    body_part_text = models.CharField(max_length=200, blank=True)
    facility = models.CharField(max_length=120, blank=True)  # where first treated
    handedness = models.CharField(max_length=5, default="right")
    outcome = models.CharField(max_length=20, blank=True)  # word of `law` CaseOutcome, once the doctor has said
    medical_cost_rp = models.BigIntegerField(default=0)
    home_care_cost_rp = models.BigIntegerField(default=0)
    told_at = models.DateTimeField()  # first told to us: the clock
    reported_by = models.CharField(max_length=80)  # who wrote the report down, or imported the list
    officer = models.CharField(max_length=80, blank=True)  # the case officer
    officer_name = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "event_date"], condition=~Q(state__in=[*OVER]), name="one_open_claim_an_event"
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=~Q(state=State.WITHDRAWN) & ~Q(kind=EventKind.ACCIDENT),
                name="one_claim_a_death",
            ),
            models.CheckConstraint(condition=Q(kind__in=[*EventKind]), name="claim_kind_known"),
            models.CheckConstraint(condition=Q(scheme__in=[*Scheme]), name="claim_scheme_known"),
            models.CheckConstraint(condition=Q(state__in=[*State]), name="claim_state_known"),
            models.CheckConstraint(condition=Q(place__in=["", *Place]), name="claim_place_known"),
            models.CheckConstraint(
                condition=~Q(kind=EventKind.ACCIDENT) | Q(scheme=Scheme.JKK), name="accident_is_of_jkk"
            ),
            models.CheckConstraint(
                condition=Q(death_date=None) | Q(death_date__gte=F("event_date")), name="claim_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(medical_cost_rp__gte=0, home_care_cost_rp__gte=0), name="claim_costs_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(officer="") | ~Q(officer=F("reported_by")), name="officer_is_not_reporter"
            ),
        ]
        indexes = [models.Index(fields=["kabupaten", "state"], name="claim_by_state")]

    def __str__(self) -> str:
        return f"claim {self.pk} {self.scheme} {self.state}"


class Report(models.Model):
    """What somebody told: kept with the little that is known at first."""

    kabupaten = models.CharField(max_length=5)
    code = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=12)
    reporter = models.CharField(max_length=12)
    reporter_name = models.CharField(max_length=120, blank=True)
    reporter_phone = models.CharField(max_length=20, blank=True)
    told_name = models.CharField(max_length=200)  # of the person it is about, as told
    told_kpj = models.CharField(max_length=11, blank=True)
    desa_code = models.CharField(max_length=13, blank=True)
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    event_date = models.DateField(null=True)
    event_time = models.TimeField(null=True)
    place_text = models.CharField(max_length=200, blank=True)
    doing = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)
    told_at = models.DateTimeField()
    claim = models.ForeignKey(Claim, null=True, on_delete=models.PROTECT, related_name="reports")
    set_aside = models.CharField(max_length=200, blank=True)  # why it becomes no claim
    reported_by = models.CharField(max_length=80)
    request_key = models.UUIDField(unique=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[*EventKind]), name="report_kind_known"),
            models.CheckConstraint(condition=Q(reporter__in=[*Reporter]), name="reporter_known"),
            models.CheckConstraint(condition=Q(claim=None) | Q(set_aside=""), name="report_claim_or_set_aside"),
            models.CheckConstraint(
                condition=Q(claim=None) | Q(person__isnull=False), name="report_of_a_claim_has_its_person"
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"


class ClaimStep(models.Model):
    """One thing that happened to a claim, once a request. A letter has its number, day and scan."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="steps")
    event = models.CharField(max_length=16)
    from_scheme = models.CharField(max_length=4)
    from_state = models.CharField(max_length=14)
    to_scheme = models.CharField(max_length=4)
    to_state = models.CharField(max_length=14)
    happened_on = models.DateField()
    note = models.CharField(max_length=500, blank=True)
    paper_number = models.CharField(max_length=80, blank=True)
    paper_date = models.DateField(null=True)
    scan_code = models.CharField(max_length=32, blank=True)
    scan_name = models.CharField(max_length=255, blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    request_key = models.UUIDField()
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "request_key"], name="claim_step_once"),
            models.CheckConstraint(condition=Q(event__in=[*Event]), name="claim_event_known"),
        ]
        indexes = [models.Index(fields=["claim", "made_at"], name="claim_step_in_order")]

    def __str__(self) -> str:
        return f"{self.event} of claim {self.claim_id}"


class DeathAnswers(models.Model):
    """The five questions of a death: where, doing what, on the way, hour of the attack, hour of death."""

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="death")
    place = models.CharField(max_length=12, blank=True)
    doing = models.CharField(max_length=200, blank=True)
    was_working = models.CharField(max_length=7, default=YesNo.UNKNOWN)
    on_the_way = models.CharField(max_length=7, default=YesNo.UNKNOWN)
    attack_at = models.DateTimeField(null=True)
    attack_unknown = models.BooleanField(default=False)  # asked, and nobody knows
    died_at = models.DateTimeField(null=True)
    died_unknown = models.BooleanField(default=False)
    answered_by = models.CharField(max_length=80)
    answered_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "death answers"
        constraints = [
            models.CheckConstraint(condition=Q(place__in=["", *Place]), name="death_place_known"),
            models.CheckConstraint(
                condition=Q(was_working__in=[*YesNo], on_the_way__in=[*YesNo]), name="death_answers_known"
            ),
            models.CheckConstraint(
                condition=Q(attack_at=None) | Q(died_at=None) | Q(died_at__gte=F("attack_at")),
                name="death_after_the_attack",
            ),
        ]

    def __str__(self) -> str:
        return f"answers of claim {self.claim_id}"
