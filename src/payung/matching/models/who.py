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
    """A doubt about a candidate and a person that the rules may not settle. Open while no decision stands."""

    kabupaten = models.CharField(max_length=5)
    kind = models.CharField(max_length=16)
    candidate = models.ForeignKey("intake.Candidate", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")  # who had the NIK then
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kabupaten", "kind", "candidate"], name="one_question_a_candidate"),
            models.CheckConstraint(condition=Q(kind__in=[*QuestionKind]), name="question_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Decision(models.Model):
    """What a person answered to a question. Undone by a later act, never changed or deleted."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="decisions")
    answer = models.CharField(max_length=12)
    holder = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")  # who had the NIK, as shown
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")  # who it is now
    took_nik = models.BooleanField(default=False)  # it ended the holder's NIK: an undoing gives it back
    reason = models.CharField(max_length=120)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    undone_by = models.CharField(max_length=80, blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_because = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question"], condition=Q(undone_at=None), name="answered_once"),
            models.CheckConstraint(condition=Q(answer__in=[*Answer]), name="decision_answer_known"),
        ]

    def __str__(self) -> str:
        return f"{self.answer} to {self.question_id}"


class Join(models.Model):
    """A decision that two persons are one; undone by a later one, never deleted.

    The joins that stand are a forest; `same_as` of a person is the root of its tree, so it never leads further.
    """

    kept = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    joined = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=120)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    undone_by = models.CharField(max_length=80, blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_because = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["joined"], condition=Q(undone_at=None), name="joined_once"),
            models.CheckConstraint(condition=~Q(kept=F("joined")), name="join_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.joined_id} is {self.kept_id}"
