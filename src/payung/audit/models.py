"""The chain and its events. They point to no other table, so that nothing can take them along."""

from django.db import models
from django.db.models import Q

from payung.audit.rules import GENESIS


class Chain(models.Model):
    """Where the chain of a kabupaten ends: the row that an action locks last."""

    kabupaten = models.CharField(max_length=5, unique=True)
    length = models.BigIntegerField(default=0)
    head = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(length__gte=0), name="chain_length_not_negative")]

    def __str__(self) -> str:
        return f"{self.kabupaten} {self.length} {self.head[:12]}…"


class Event(models.Model):
    """One act. Written once, with the hash of the event before it; `rules.hash_of` says over what."""

    kabupaten = models.CharField(max_length=5)
    number = models.BigIntegerField()  # from 1, without gaps
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    act = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    facts = models.TextField()  # canonical JSON, as hashed
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kabupaten", "number"], name="event_numbered_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="event_number_from_one"),
        ]
        indexes = [
            models.Index(fields=["kabupaten", "subject", "number"], name="event_by_subject"),
            models.Index(fields=["kabupaten", "actor", "number"], name="event_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.kabupaten} {self.number} {self.act}"
