"""What matching has come to, for whoever sent a list."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from payung.matching.models import Decision, Link, Question
from payung.matching.rules import Answer, How


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Of the candidates of one file: how many are new persons, how many known ones, and how many wait for a decision."""

    persons: int
    known: int
    questions: int


def outcome(*, file_id: int) -> Outcome:
    """As it stands now, with what people have decided since."""
    links = Link.objects.filter(candidate__row__file=file_id).values_list("how").annotate(count=Count("candidate_id"))
    count = dict(links)
    standing = Decision.objects.filter(question=OuterRef("pk"), undone_at=None)
    asked = Question.objects.filter(candidate__row__file=file_id)
    taken = asked.filter(Exists(standing.filter(answer=Answer.NIK_TAKEN))).count()
    return Outcome(
        persons=count.get(How.NEW, 0) + taken,
        known=count.get(How.EXACT, 0) + count.get(How.DECIDED, 0) - taken,
        questions=asked.exclude(Exists(standing)).count(),
    )
