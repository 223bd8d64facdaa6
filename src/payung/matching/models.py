"""Which person a candidate is, what a person must decide, and joins that can be undone."""

from django.db import models
from django.db.models import F, Q

from payung.matching.rules import Answer, How, QuestionKind


class Link(models.Model):
    """The person that a candidate is. One person may have many: several proposals."""

    candidate = models.OneToOneField("intake.Candidate", on_delete=models.PROTECT, primary_key=True, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=8)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(how__in=[*How]), name="link_how_known")]

    def __str__(self) -> str:
        return f"{self.candidate_id} is {self.person_id}"


class Question(models.Model):
    """A doubt about a candidate and a person that the rules may not settle, and what a person answered."""

    kabupaten = models.CharField(max_length=5)
    kind = models.CharField(max_length=16)
    candidate = models.ForeignKey("intake.Candidate", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=12, blank=True)  # blank: open
    reason = models.CharField(max_length=200, blank=True)
    answered_by = models.CharField(max_length=80, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kabupaten", "kind", "candidate"], name="one_question_a_candidate"),
            models.CheckConstraint(condition=Q(kind__in=[*QuestionKind]), name="question_kind_known"),
            models.CheckConstraint(condition=Q(answer__in=["", *Answer]), name="question_answer_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Join(models.Model):
    """A person's decision that two persons are one, or a rule's; undone by a later decision, never deleted."""

    kept = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    joined = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    undone_by = models.CharField(max_length=80, blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["joined"], condition=Q(undone_at=None), name="joined_once"),
            models.CheckConstraint(condition=~Q(kept=F("joined")), name="join_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.joined_id} is {self.kept_id}"
