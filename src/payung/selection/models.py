"""A selection with its shares and ranks, the public notice of it and what people object."""

from django.db import models
from django.db.models import Q

from payung.programmes.rules.setup import Division
from payung.selection.rules.words import ObjectionState, Outcome, State


class Selection(models.Model):
    """One ranking of the eligible of one run. The seed is drawn at the lock, before anybody sees a rank."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey("eligibility.Run", on_delete=models.PROTECT, related_name="+")
    criteria = models.ForeignKey("programmes.Criteria", on_delete=models.PROTECT, related_name="+")
    division = models.CharField(max_length=10)
    months = models.PositiveSmallIntegerField()
    places = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default=State.LOCKED)
    seed = models.CharField(max_length=64)
    request_key = models.UUIDField(unique=True)  # of the act that locked it
    locked_by = models.CharField(max_length=80)
    locked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[*State]), name="selection_state_known"),
            models.CheckConstraint(condition=Q(division__in=[*Division]), name="selection_division_known"),
        ]

    def __str__(self) -> str:
        return f"selection {self.pk}"


class Share(models.Model):
    """What a desa gets of the places, by largest remainder."""

    selection = models.ForeignKey(Selection, on_delete=models.PROTECT, related_name="shares")
    desa_code = models.CharField(max_length=13)
    basis = models.IntegerField()  # what was divided by
    places = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["selection", "desa_code"], name="one_share_a_desa")]

    def __str__(self) -> str:
        return f"{self.desa_code} {self.places}"


class Rank(models.Model):
    """Where an eligible person came out, and why."""

    selection = models.ForeignKey(Selection, on_delete=models.PROTECT, related_name="ranks")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    candidate = models.ForeignKey("intake.Candidate", on_delete=models.PROTECT, related_name="+")
    fund = models.ForeignKey("programmes.Fund", null=True, on_delete=models.PROTECT, related_name="+")
    desa_code = models.CharField(max_length=13)
    occupation = models.CharField(max_length=60)
    score = models.IntegerField()
    draw = models.CharField(max_length=16)  # first digits of SHA-256 over seed and person, in hexadecimal
    rank = models.IntegerField()  # 1 is first, over the whole kabupaten
    place_in_desa = models.IntegerField()  # 1 is first of its desa
    outcome = models.CharField(max_length=10)
    why = models.CharField(max_length=20)  # code of the sentence

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["selection", "person"], name="one_rank_a_person"),
            models.UniqueConstraint(fields=["selection", "rank"], name="one_person_a_rank"),
            models.CheckConstraint(condition=Q(outcome__in=[*Outcome]), name="rank_outcome_known"),
        ]
        indexes = [models.Index(fields=["selection", "desa_code", "place_in_desa"], name="rank_by_desa")]

    def __str__(self) -> str:
        return f"{self.rank} {self.outcome}"


class Notice(models.Model):
    """A public notice (uji publik) of the chosen: the lists per desa and the days they hang out."""

    selection = models.ForeignKey(Selection, on_delete=models.PROTECT, related_name="notices")
    opens_on = models.DateField()
    closes_on = models.DateField()
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(opens_on__lte=models.F("closes_on")), name="notice_days_in_order")
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"


class Objection(models.Model):
    """A sanggahan against or for a name. While open it holds that line only."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="objections")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120, blank=True)  # blank: who objects wants no name
    text = models.CharField(max_length=1000)
    evidence_code = models.CharField(max_length=32, blank=True)  # a sealed file
    evidence_name = models.CharField(max_length=255, blank=True)
    state = models.CharField(max_length=10, default=ObjectionState.OPEN)
    received_by = models.CharField(max_length=80)
    received_at = models.DateTimeField()
    answer = models.CharField(max_length=1000, blank=True)
    minutes = models.CharField(max_length=120, blank=True)  # number of the berita acara
    answered_by = models.CharField(max_length=80, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=[*ObjectionState]), name="objection_state_known")]
        indexes = [models.Index(fields=["person", "state"], name="objection_by_person")]

    def __str__(self) -> str:
        return f"objection {self.pk} {self.state}"
