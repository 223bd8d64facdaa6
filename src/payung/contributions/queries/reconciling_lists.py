"""Lists of BPJS and of other payers, as they were taken in: what was read of them, and which rows were not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import QuerySet

from payung.accounts.rules import Actor
from payung.contributions.models import EvidenceList, InsurerList, UnreadRow
from payung.contributions.rules.reconciling_words import Lack

Models = type[InsurerList] | type[EvidenceList]


class ListKind(StrEnum):
    INSURER = "insurer"
    EVIDENCE = "evidence"


MODELS: Mapping[ListKind, Models] = {ListKind.INSURER: InsurerList, ListKind.EVIDENCE: EvidenceList}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFacts:
    """A list as it stands. `day`: what it is as of, or when it came. `passed_count`: of an evidence list, not ours.

    `likely_count`: of its lines, those only like one of ours; `unsought_count`: of those passed, not looked up so.
    """

    id: int
    kind: ListKind
    programme_id: int
    day: date
    payer: str
    file_name: str
    file_code: str
    sha256: str
    line_count: int
    unread_count: int
    passed_count: int
    likely_count: int
    unsought_count: int
    refusal: str
    job_id: UUID | None
    read_at: datetime | None
    compared_at: datetime | None
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadFacts:
    sheet: str
    row: int
    name: str
    lack: Lack


def list_facts(kind: ListKind, row: InsurerList | EvidenceList) -> ListFacts:
    return ListFacts(
        id=row.pk,
        kind=kind,
        programme_id=row.programme_id,
        day=row.as_of_date if isinstance(row, InsurerList) else row.received_date,
        payer=row.payer if isinstance(row, EvidenceList) else "",
        file_name=row.file_name,
        file_code=row.file_code,
        sha256=row.sha256,
        line_count=row.line_count,
        unread_count=row.unread_count,
        passed_count=row.passed_count if isinstance(row, EvidenceList) else 0,
        likely_count=(row.likely_count or 0) if isinstance(row, EvidenceList) else 0,
        unsought_count=(row.unsought_count or 0) if isinstance(row, EvidenceList) else 0,
        refusal=row.refusal,
        job_id=row.job_id,
        read_at=row.read_at,
        compared_at=row.compared_at if isinstance(row, InsurerList) else None,
        made_by=row.made_by,
        made_at=row.made_at,
    )


def one_list(*, kind: ListKind, list_id: int, actor: Actor) -> ListFacts | None:
    found = MODELS[kind].objects.filter(id=list_id, programme__kabupaten=actor.kabupaten).first()
    return list_facts(kind, found) if found else None


def lists(*, kind: ListKind, programme_id: int) -> list[ListFacts]:
    """The lists of a programme, the latest first."""
    by_day = "-as_of_date" if kind is ListKind.INSURER else "-received_date"
    found = MODELS[kind].objects.filter(programme=programme_id).order_by(by_day, "-id")
    return [list_facts(kind, one) for one in found]


def unread(*, kind: ListKind, list_id: int) -> QuerySet[UnreadRow]:
    """The rows that were not read, or not wholly, in the order of the file; `told_unread` reads them."""
    found = UnreadRow.objects.filter(**{f"{kind}_list": list_id})
    return found.order_by("id")


def told_unread(found: QuerySet[UnreadRow]) -> list[UnreadFacts]:
    return [UnreadFacts(sheet=one.sheet, row=one.row, name=one.name, lack=Lack(one.lack)) for one in found]
