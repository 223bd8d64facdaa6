"""A selection with the terms it was locked on, its shares and ranks, the public notice, and what people object."""

from django.db import models
from django.db.models import F, Q

from payung.programmes.rules.setup import Division, QuotaKind
from payung.selection.rules.words import Counting, ObjectionKind, Outcome, Why
from payung.selection.states import ObjectionState, State


class Selection(models.Model):
    """One ranking of the eligible of one run. The seed is drawn at the lock, before anybody sees a rank.

    What the ranking hangs on is frozen with it: limits, purses and shares, and a hash over the eligible with their facts.
    """

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey("eligibility.Run", on_delete=models.PROTECT, related_name="+")
    criteria = models.ForeignKey("programmes.Criteria", on_delete=models.PROTECT, related_name="+")
    division = models.CharField(max_length=10)
    first_month = models.DateField()
    months = models.PositiveSmallIntegerField()
    asked_places = models.PositiveIntegerField(null=True)  # None: as many as quotas and funds allow
    places = models.PositiveIntegerField()
    eligible_count = models.PositiveIntegerField()
    eligible_sha256 = models.CharField(max_length=64)
    law_sha256 = models.CharField(max_length=64)  # of the law that priced a place
    state = models.CharField(max_length=10, default=State.LOCKED)
    seed = models.CharField(max_length=64)
    request_key = models.UUIDField(unique=True)  # of the act that locked it
    locked_by = models.CharField(max_length=80)
    locked_at = models.DateTimeField()
    chosen_count = models.PositiveIntegerField(default=0)
    ranks_sha256 = models.CharField(max_length=64, blank=True)
    ranked_by = models.CharField(max_length=80, blank=True)
    ranked_at = models.DateTimeField(null=True)
    set_aside_because = models.CharField(max_length=200, blank=True)
    set_aside_by = models.CharField(max_length=80, blank=True)
    set_aside_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[*State]), name="selection_state_known"),
            models.CheckConstraint(condition=Q(division__in=[*Division]), name="selection_division_known"),
            models.CheckConstraint(
                condition=~Q(state=State.SET_ASIDE) | ~Q(set_aside_because=""), name="selection_set_aside_with_reason"
            ),
            models.UniqueConstraint(fields=["programme"], condition=~Q(state="set_aside"), name="one_selection_stands"),
        ]

    def __str__(self) -> str:
        return f"selection {self.pk}"


class Limit(models.Model):
    """A quota as it was at the lock."""

    selection = models.ForeignKey(Selection, on_delete=models.PROTECT, related_name="limits")
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=60, blank=True)
    places = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["selection", "kind", "key"], name="one_limit_a_key"),
            models.CheckConstraint(condition=Q(kind__in=[*QuotaKind]), name="limit_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.places}"


class Purse(models.Model):
    """A fund as it was at the lock: what a place costs it, and how many it pays."""

    selection = models.ForeignKey(Selection, on_delete=models.PROTECT, related_name="purses")
    fund = models.ForeignKey("programmes.Fund", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()  # the order in which funds are asked, from 0
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    ceiling_rp = models.BigIntegerField()  # without what decrees had taken
    place_rp = models.BigIntegerField()
    places = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["selection", "fund"], name="one_purse_a_fund"),
            models.UniqueConstraint(fields=["selection", "number"], name="one_purse_a_number"),
        ]

    def __str__(self) -> str:
        return self.code


class PurseGroup(models.Model):
    """An occupation for which a purse may pay; one without any pays for all."""

    purse = models.ForeignKey(Purse, on_delete=models.PROTECT, related_name="groups")
    occupation = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["purse", "occupation"], name="one_group_a_purse")]

    def __str__(self) -> str:
        return self.occupation


class Share(models.Model):
    """What a desa gets of the places, by largest remainder."""

    selection = models.ForeignKey(Selection, on_delete=models.PROTECT, related_name="shares")
    desa_code = models.CharField(max_length=13)
    eligible = models.IntegerField()
    basis = models.IntegerField()  # what was divided by
    places = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["selection", "desa_code"], name="one_share_a_desa")]

    def __str__(self) -> str:
        return f"{self.desa_code} {self.places}"


class Holder(models.Model):
    """Who had a place of an earlier decree at the lock: takes no part in this selection."""

    selection = models.ForeignKey(Selection, on_delete=models.PROTECT, related_name="holders", db_index=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["selection", "person"], name="one_holder_a_person")]

    def __str__(self) -> str:
        return f"holder {self.person_id}"


class Rank(models.Model):
    """Where an eligible person came out, and why. Never changed. By the hundred thousand: only indexes that are read by."""

    selection = models.ForeignKey(Selection, on_delete=models.PROTECT, related_name="ranks", db_index=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    candidate = models.ForeignKey("intake.Candidate", on_delete=models.PROTECT, related_name="+", db_index=False)
    fund = models.ForeignKey("programmes.Fund", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    desa_code = models.CharField(max_length=13)
    occupation = models.CharField(max_length=60)
    score = models.IntegerField()
    draw = models.CharField(max_length=16)  # first digits of SHA-256 over seed and receipt code (rules/draw.py)
    rank = models.IntegerField()  # 1 is first, over the whole kabupaten
    place_in_desa = models.IntegerField()  # 1 is first of its desa
    reserve_number = models.IntegerField(null=True)  # 1 is first of the reserve of its desa
    outcome = models.CharField(max_length=10)
    why = models.CharField(max_length=20)  # code of the sentence

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["selection", "person"], name="one_rank_a_person"),
            models.UniqueConstraint(fields=["selection", "rank"], name="one_person_a_rank"),
            models.CheckConstraint(condition=Q(outcome__in=[*Outcome]), name="rank_outcome_known"),
            models.CheckConstraint(condition=Q(why__in=[*Why]), name="rank_why_known"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.CHOSEN, fund__isnull=False) | Q(outcome=Outcome.RESERVE, fund=None),
                name="rank_chosen_has_a_fund",
            ),
        ]
        indexes = [models.Index(fields=["selection", "desa_code", "place_in_desa"], name="rank_by_desa")]

    def __str__(self) -> str:
        return f"{self.rank} {self.outcome}"


class Notice(models.Model):
    """A public notice (uji publik) of the chosen: the lists per desa and the days they hang out."""

    selection = models.ForeignKey(Selection, on_delete=models.PROTECT, related_name="notices")
    opens_on = models.DateField()
    closes_on = models.DateField()  # the last day on which an objection is received
    days = models.PositiveSmallIntegerField()
    counting = models.CharField(max_length=10)
    request_key = models.UUIDField(unique=True)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(opens_on__lte=F("closes_on")), name="notice_days_in_order"),
            models.CheckConstraint(condition=Q(counting__in=[*Counting]), name="notice_counting_known"),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"


class Objection(models.Model):
    """A sanggahan against a name, or about a name that is missing. While open it holds that line only."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="objections")
    kind = models.CharField(max_length=10, default=ObjectionKind.AGAINST)
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    about_name = models.CharField(max_length=120, blank=True)  # of somebody we do not know, who was left out
    by_name = models.CharField(max_length=120, blank=True)  # blank: who objects wants no name
    text = models.CharField(max_length=1000)
    evidence_code = models.CharField(max_length=32, blank=True)  # a sealed file
    evidence_name = models.CharField(max_length=255, blank=True)
    evidence_sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, default=ObjectionState.OPEN)
    request_key = models.UUIDField(unique=True)
    received_by = models.CharField(max_length=80)
    received_at = models.DateTimeField()
    answer = models.CharField(max_length=1000, blank=True)
    minutes = models.CharField(max_length=120, blank=True)  # number of the berita acara
    answered_by = models.CharField(max_length=80, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[*ObjectionState]), name="objection_state_known"),
            models.CheckConstraint(
                condition=Q(kind=ObjectionKind.AGAINST, person__isnull=False)
                | Q(kind=ObjectionKind.OMISSION, person__isnull=False)
                | Q(kind=ObjectionKind.OMISSION, person=None) & ~Q(about_name=""),
                name="objection_is_about_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state=ObjectionState.OPEN) | ~Q(answer="") & ~Q(minutes="") & ~Q(answered_by=""),
                name="objection_answered_with_minutes",
            ),
            models.CheckConstraint(
                condition=~Q(answered_by=F("received_by")), name="objection_receiver_does_not_answer"
            ),
        ]
        indexes = [models.Index(fields=["person", "state"], name="objection_by_person")]

    def __str__(self) -> str:
        return f"objection {self.pk} {self.state}"


class Promotion(models.Model):
    """Somebody of the reserve list who takes the place of a name that an objection struck."""

    selection = models.ForeignKey(Selection, on_delete=models.PROTECT, related_name="promotions")
    objection = models.OneToOneField(Objection, on_delete=models.PROTECT, related_name="promotion")
    struck = models.ForeignKey(Rank, on_delete=models.PROTECT, related_name="+")
    rank = models.OneToOneField(Rank, on_delete=models.PROTECT, related_name="promotion")
    fund = models.ForeignKey("programmes.Fund", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"promotion of {self.rank_id}"
