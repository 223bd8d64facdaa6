"""What a person decided of a death: certain, no death after all, or found alive."""

from django.db import models
from django.db.models import Q

from payung.claims.models.casework import Claim
from payung.claims.rules.death_words import Certainty


class DeathWord(models.Model):
    """One decision, once a request; the last one counts. A certain death has its day and its document."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="death_words")
    said = models.CharField(max_length=10)
    death_date = models.DateField(null=True)
    was_kind = models.CharField(max_length=12)  # of the claim until then: an accident that killed becomes a death
    note = models.CharField(max_length=200)
    evidence_code = models.CharField(max_length=32, blank=True)
    evidence_name = models.CharField(max_length=255, blank=True)
    evidence_sha256 = models.CharField(max_length=64, blank=True)
    request_key = models.UUIDField()
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "request_key"], name="death_word_once"),
            models.CheckConstraint(condition=Q(said__in=[*Certainty]), name="death_word_known"),
            models.CheckConstraint(
                condition=~Q(said=Certainty.CERTAIN) | (Q(death_date__isnull=False) & ~Q(evidence_code="")),
                name="certain_death_has_its_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.said} of claim {self.claim_id}"
