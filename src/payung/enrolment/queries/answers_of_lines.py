"""What BPJS has said of our lines, and what it has not said yet: by batch, by reason, by person."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.enrolment.models import AnswerRow, BatchLine, ReasonWord
from payung.enrolment.queries.answers import RowFacts, told_rows
from payung.enrolment.rules.answer_words import learnt_key
from payung.enrolment.states import Kind, LineState, Reason, State
from payung.matching.queries import kept

_AT_ONCE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Lines of one batch that BPJS has not answered, `days` after it was sent (or, not noted as sent, made)."""

    batch_id: int
    number: int
    kind: Kind
    fund_name: str
    since_date: date
    days: int
    line_count: int
    waiting_count: int
    is_sent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusals:
    """How many lines are refused for a reason, and how BPJS said it last."""

    reason: Reason
    count: int
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRejection:
    """BPJS's last refusal of a person who has not been accepted since: its words, and what they mean."""

    person_id: int
    programme_id: int
    kind: Kind
    reason: Reason
    words: str
    said_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    folded: str
    example: str
    reason: Reason
    learnt_by: str
    learnt_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlearnt:
    """Words that refuse and that nobody has explained, and on how many lines they stand."""

    example: str
    count: int


def waiting(*, programme_id: int, today: date) -> list[Waiting]:
    """Batches at BPJS with lines it has not answered, the oldest first."""
    open_ = BatchLine.objects.filter(programme=programme_id, batch__state__in=[State.EXPORTED, State.SENT])
    found = (
        open_.values("batch_id", "batch__number", "batch__kind", "batch__state", "batch__fund__name")
        .annotate(
            since=Coalesce(Max("batch__sent_date"), TruncDate(Max("batch__exported_at"))),
            lines=Count("id"),
            left=Count("id", filter=Q(state=LineState.WAITING)),
        )
        .filter(left__gt=0)
        .order_by("since", "batch_id")
    )
    return [
        Waiting(
            batch_id=one["batch_id"],
            number=one["batch__number"],
            kind=Kind(one["batch__kind"]),
            fund_name=one["batch__fund__name"],
            since_date=one["since"],
            days=(today - one["since"]).days,
            line_count=one["lines"],
            waiting_count=one["left"],
            is_sent=one["batch__state"] == State.SENT,
        )
        for one in found
    ]


def rejected(*, programme_id: int) -> list[Refusals]:
    """Refused lines of a programme by reason, most first; lines of whoever was accepted since are left out."""
    accepted = BatchLine.objects.filter(programme=programme_id, state=LineState.ACCEPTED).values("line_id")
    refused = BatchLine.objects.filter(programme=programme_id, state=LineState.REJECTED).exclude(line_id__in=accepted)
    found = refused.values("reason").annotate(many=Count("line_id", distinct=True), example=Max("reason_text"))
    return [
        Refusals(reason=Reason(one["reason"] or Reason.UNMAPPED), count=one["many"], example=one["example"] or "")
        for one in found.order_by("-many", "reason")
    ]


def answers_of_person(*, person_ids: Sequence[int], actor: Actor) -> list[RowFacts]:
    """Every row that was about one human being (a person with those joined to it), the latest answer first."""
    found = AnswerRow.objects.filter(
        line__person__in=person_ids,
        answer__programme__kabupaten=actor.kabupaten,
        answer__done_at__isnull=False,
        line__line__desa_code__startswith=actor.scope,
    )
    return told_rows(found.order_by("-answer__answered_date", "-id"), kabupaten=actor.kabupaten)


def last_rejections(*, person_ids: Collection[int]) -> dict[int, LastRejection]:
    """By person (as asked; read through `same_as`): the last refusal, unless the person was accepted after it."""
    asked = sorted(set(person_ids))
    if not asked:
        return {}
    roots = dict(zip(asked, kept(person_ids=asked).tolist(), strict=True))
    last = dict[int, LastRejection | None]()
    for chunk in _chunks(sorted(set(roots.values()))):
        said = BatchLine.objects.filter(
            Q(person__in=chunk) | Q(person__same_as__in=chunk),
            state__in=[LineState.ACCEPTED, LineState.REJECTED],
            batch__kind__in=[Kind.NEW, Kind.CONTINUE, Kind.MOVE],
        ).annotate(kept_id=Coalesce("person__same_as_id", "person_id"))
        columns = ("kept_id", "programme_id", "batch__kind", "state", "reason", "reason_text", "said_date")
        for row in said.order_by("said_date", "id").values_list(*columns):
            last[row[0]] = _rejection(*row)
    return {one: told for one, root in roots.items() if (told := last.get(root)) is not None}


def refused_persons(*, kabupaten: str) -> list[int]:
    """Everybody (the kept person) whom BPJS ever refused, also if it accepted them since."""
    refused = BatchLine.objects.filter(programme__kabupaten=kabupaten, state=LineState.REJECTED)
    found = refused.order_by().values_list(Coalesce("person__same_as_id", "person_id"), flat=True)
    return sorted(found.distinct())


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


def _rejection(
    person_id: int, programme_id: int, kind: str, state: str, reason: str, words: str, said: date
) -> LastRejection | None:
    if state != LineState.REJECTED:
        return None
    return LastRejection(
        person_id=person_id,
        programme_id=programme_id,
        kind=Kind(kind),
        reason=Reason(reason or Reason.UNMAPPED),
        words=words,
        said_date=said,
    )


def learnt(*, kabupaten: str) -> list[Learnt]:
    """What people said that BPJS's words mean, the latest first."""
    return [
        Learnt(
            folded=one.folded,
            example=one.example,
            reason=Reason(one.reason),
            learnt_by=one.learnt_by,
            learnt_date=timezone.localtime(one.learnt_at).date(),
        )
        for one in ReasonWord.objects.filter(kabupaten=kabupaten).order_by("-learnt_at", "folded")
    ]


def unlearnt(*, kabupaten: str) -> list[Unlearnt]:
    """Words on refused lines whose meaning nobody has said, most lines first; texts that differ in numbers are one."""
    refused = BatchLine.objects.filter(
        programme__kabupaten=kabupaten, state=LineState.REJECTED, reason__in=["", Reason.UNMAPPED]
    ).exclude(reason_text="")
    groups = dict[str, Unlearnt]()
    for text, many in refused.order_by().values_list("reason_text").annotate(many=Count("id")):
        folded = learnt_key(text)
        before = groups.get(folded)
        groups[folded] = Unlearnt(example=text, count=many + (before.count if before else 0))
    return sorted(groups.values(), key=lambda one: (-one.count, one.example))
