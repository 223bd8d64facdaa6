"""Pairs of persons that look like one, the weights that say so, and what people ruled."""

from django.db import models
from django.db.models import F, Q

from payung.matching.models.who import Join
from payung.matching.rules.pairs import Ruling, Verdict


class Weights(models.Model):
    """Parameters trained on a register at one moment. The latest of a kabupaten counts; none is changed or deleted."""

    kabupaten = models.CharField(max_length=5)
    version = models.PositiveIntegerField()
    trained_at = models.DateTimeField()
    trained_by = models.CharField(max_length=80)
    data_sha256 = models.CharField(max_length=64)  # of the normalised register it was trained on
    person_count = models.PositiveIntegerField()
    parameters = models.JSONField()  # as `gateways.linkage` writes them: no name that fewer than five persons have
    pictures = models.JSONField(default=dict)  # counts of its run: weights by bit, pairs by blocking rule

    class Meta:
        verbose_name_plural = "weights"
        constraints = [models.UniqueConstraint(fields=["kabupaten", "version"], name="one_version_of_weights")]

    def __str__(self) -> str:
        return f"weights {self.kabupaten} {self.version}"


class Pair(models.Model):
    """Two persons that a run joined or asks about. Computed anew by each run; rulings on it stay."""

    kabupaten = models.CharField(max_length=5)
    low = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    high = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    weight = models.FloatField()  # bits
    gammas = models.CharField(max_length=200)  # by `rules.levels`: "card:slip_born_same name:near"
    verdict = models.CharField(max_length=5)
    because = models.CharField(
        max_length=16, blank=True
    )  # why a sure weight is asked all the same: twins, father_son …
    weights = models.ForeignKey(Weights, null=True, on_delete=models.PROTECT, related_name="+")  # None: shipped ones
    found_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["low", "high"], name="one_row_a_pair"),
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="pair_in_order"),
            models.CheckConstraint(condition=Q(verdict__in=[Verdict.JOIN, Verdict.ASK]), name="pair_verdict_known"),
        ]
        indexes = [models.Index(fields=["kabupaten", "verdict", "-weight"], name="pairs_best_first")]

    def __str__(self) -> str:
        return f"pair {self.low_id} {self.high_id}"


class Run(models.Model):
    """The register looked through once for persons written down twice. `ended_at` None: it works, or it died."""

    kabupaten = models.CharField(max_length=5)
    job_id = models.UUIDField(unique=True)
    made_by = models.CharField(max_length=80)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    person_count = models.PositiveIntegerField(default=0)  # persons as written, joined ones too
    joined = models.PositiveIntegerField(default=0)  # joins it made
    asked = models.PositiveIntegerField(default=0)  # pairs that wait for a person at its end
    weights = models.ForeignKey(Weights, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["kabupaten", "-begun_at"], name="latest_run")]

    def __str__(self) -> str:
        return f"run {self.kabupaten} {self.begun_at:%Y-%m-%d}"


class PairRuling(models.Model):
    """What a person said of two persons. Outranks every run; undone by a later act, never changed or deleted."""

    kabupaten = models.CharField(max_length=5)
    low = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    high = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    ruling = models.CharField(max_length=3)
    weight = models.FloatField(null=True)  # as it was shown
    join = models.OneToOneField(Join, null=True, on_delete=models.PROTECT, related_name="by_ruling")  # that it made
    reason = models.CharField(max_length=120)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    undone_by = models.CharField(max_length=80, blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_because = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["low", "high"], condition=Q(undone_at=None), name="ruled_once"),
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="ruling_in_order"),
            models.CheckConstraint(condition=Q(ruling__in=[*Ruling]), name="ruling_known"),
        ]

    def __str__(self) -> str:
        return f"{self.ruling}: {self.low_id} {self.high_id}"


class JoinByRule(models.Model):
    """Why a join was made that no person made: by a weight. `Join.made_by` is who had the register looked through."""

    join = models.OneToOneField(Join, on_delete=models.PROTECT, primary_key=True, related_name="by_rule")
    weight = models.FloatField()  # bits
    weights = models.ForeignKey(Weights, null=True, on_delete=models.PROTECT, related_name="+")  # None: shipped ones

    class Meta:
        verbose_name_plural = "joins by rule"

    def __str__(self) -> str:
        return f"join {self.join_id} at {self.weight:.1f} bits"
