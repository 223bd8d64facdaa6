"""What a person found out about something odd in the lists: a question that was answered, never a refusal."""

from django.db import models
from django.db.models import Q


class Explained(models.Model):
    """An oddity that somebody looked into. It comes back when its count grows, or when the answer is taken back."""

    kabupaten = models.CharField(max_length=5)
    kind = models.CharField(max_length=16)
    subject = models.CharField(
        max_length=80
    )  # which one, without a NIK: "phone:412" (a person who has it), "desa:63.02…"
    count = models.PositiveIntegerField()  # how many it counted when it was looked into
    said = models.CharField(max_length=120)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    undone_by = models.CharField(max_length=80, blank=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "explained"
        constraints = [
            models.UniqueConstraint(
                fields=["kabupaten", "kind", "subject"], condition=Q(undone_at=None), name="explained_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
