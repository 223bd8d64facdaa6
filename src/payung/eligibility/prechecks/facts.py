"""Requests and answers as they are told to pages and to other rooms."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from payung.eligibility.models import Answer, Request
from payung.eligibility.rules.words import AnswerState, Register, RequestState


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """`without_nik_count`: persons who could not be asked about, as they have no current NIK."""

    id: int
    programme_id: int
    register: Register
    code: str
    letter_number: str
    state: RequestState
    person_count: int
    list_sha256: str
    made_by: str
    made_at: datetime
    without_nik_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFacts:
    """`blank_count`: lines that were asked and say nothing. `stranger_places`: where the first of those stand."""

    id: int
    programme_id: int
    register: Register
    request_id: int | None
    code: str
    file_name: str
    answered_date: date
    source: str
    others_good_because: str
    state: AnswerState
    job_id: UUID | None
    refusal: str
    row_count: int
    result_count: int
    unread_count: int
    blank_count: int
    stranger_count: int
    stranger_places: str
    unsought_count: int
    received_by: str
    received_at: datetime


def request_facts(request: Request, *, without_nik_count: int = 0) -> RequestFacts:
    return RequestFacts(
        id=request.pk,
        programme_id=request.programme_id,
        register=Register(request.register),
        code=request.code,
        letter_number=request.letter_number,
        state=RequestState(request.state),
        person_count=request.person_count,
        list_sha256=request.list_sha256,
        made_by=request.made_by,
        made_at=request.made_at,
        without_nik_count=without_nik_count,
    )


def answer_facts(answer: Answer) -> AnswerFacts:
    return AnswerFacts(
        id=answer.pk,
        programme_id=answer.programme_id,
        register=Register(answer.register),
        request_id=answer.request_id,
        code=answer.code,
        file_name=answer.file_name,
        answered_date=answer.answered_date,
        source=answer.source,
        others_good_because=answer.others_good_because,
        state=AnswerState(answer.state),
        job_id=answer.job_id,
        refusal=answer.refusal,
        row_count=answer.row_count,
        result_count=answer.result_count,
        unread_count=answer.unread_count,
        blank_count=answer.blank_count,
        stranger_count=answer.stranger_count,
        stranger_places=answer.stranger_places,
        unsought_count=answer.unsought_count or 0,
        received_by=answer.received_by,
        received_at=answer.received_at,
    )
