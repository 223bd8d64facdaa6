"""Takes an answer in: its lines become a plan, the plan becomes rows by chunks, and one step makes them count.

Killed at any moment it goes on: the plan is written once, each chunk commits with its checkpoint, and the last step
finds the answer as it left it.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from payung.audit import actions as audit
from payung.eligibility.asking import OPEN
from payung.eligibility.models import Answer, Request, RequestLine, Result, UnreadLine
from payung.eligibility.prechecks import files, plan_file
from payung.eligibility.prechecks.files import Part
from payung.eligibility.prechecks.matching_lines import LineMatcher
from payung.eligibility.prechecks.reading import found_sheets, lines
from payung.eligibility.rules.answers import Listener, Said
from payung.eligibility.rules.lines import Plan, PlannedResult, PlannedUnread, planned
from payung.eligibility.rules.words import AnswerState, Outcome, Register, RequestState
from payung.eligibility.vocabulary import lexicon
from payung.gateways.bulk_rows import fresh_ids, insert_rows
from payung.gateways.lists import read_table_in_child
from payung.gateways.spreadsheets.inspection import Refusal
from payung.intake.files import clear_folder
from payung.intake.rules.text import fold
from payung.intake.vocabulary import headings
from payung.jobs import actions as jobs
from payung.programmes import load as shipped
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts

READ, PUT = "baca", "simpan"  # the steps, as a page tells them
CHUNK = 2000
GOOD_OF: Mapping[Register, Outcome] = {
    Register.DUKCAPIL: Outcome.ALIVE,
    Register.BPJS: Outcome.NOT_ACTIVE,
    Register.DTSEN: Outcome.NOT_LISTED,  # who is not in their list is not in their register
}
_RESULT = ("answer_id", "register", "person_id", "sheet", "number", "outcome", "answered_date", "valid_until", "words")
_RESULT_MORE = ("payer", "desil", "resident_since_date", "died_date", "head_of_family", "disability")
_UNREAD = ("answer_id", "sheet", "number", "person_id", "code", "words")
_UNSETTLED = ("settled_by", "settled_as", "settled_because", "remembered")
_ALIKE = (
    *("line_id", "name", "birth_date", "outcome", "payer", "desil", "died_date"),
    *("weight", "gammas", "nearness", "outside"),
)


def take_in(*, answer_id: int, job_id: UUID, now: datetime) -> None:
    """The answer has been read, or is refused, and says so; nothing happens to one that was before."""
    answer = Answer.objects.get(id=answer_id)
    if answer.state != AnswerState.RECEIVED:
        return
    if not files.has(answer.code, Part.PLAN):
        _plan(answer, job_id)
    counts = plan_file.read_counts(answer.code)
    _put(answer, job_id, counts)
    _finish(answer, counts, now=now)
    files.remove(answer.code, Part.PLAN, Part.HELD)


def _plan(answer: Answer, job_id: UUID) -> None:
    programme = programme_of(answer)
    with clear_folder(job_id) as folder:
        clear = folder / "jawaban"
        files.unseal(answer.code, into=clear)
        plan = _read(answer, programme, clear, job_id)
    if isinstance(plan, Refusal):
        plan_file.write_refusal(answer.code, plan.code)
    else:
        plan_file.write_plan(answer.code, plan, others=_vouched(answer, plan))


def _read(answer: Answer, programme: ProgrammeFacts, clear: Path, job_id: UUID) -> Plan | Refusal:
    register, words = Register(answer.register), lexicon()
    table = read_table_in_child(clear, words=frozenset(words.headings))
    if isinstance(table, Refusal):
        return table
    with table:
        sheets = found_sheets(table, words)
        if not sheets:
            return Refusal(code="HEADER_NOT_FOUND", detail="tidak ada kolom NIK")
        jobs.begin(job_id=job_id, step=READ, total=sum(len(found.sheet) for found in sheets))
        listener = Listener(
            register=register,
            lexicon=words,
            answered_date=answer.answered_date,
            own=own_names(programme),
            remembered=remembered(programme.kabupaten, register),
        )
        matcher = LineMatcher(kabupaten=programme.kabupaten, programme_id=programme.id, register=register)
        told = lines(sheets=sheets, listener=listener, of_lists=headings())
        plan = planned(matcher.matched(told), held=files.held(answer.code))
        plan.unsought = matcher.unsought
        return plan


def own_names(programme: ProgrammeFacts) -> tuple[str, ...]:
    """Our wadah and NPW names, this period's and the last's, as they are compared; where none is entered, the kabupaten."""
    periods = [one for one in (programme.id, programme.previous_id) if one is not None]
    funds = [fund for one in periods for fund in programmes.funds(programme_id=one)]
    names = {name for fund in funds for name in (fund.wadah, fund.npw) if name.strip()}
    limits = shipped.limits(None)
    if not names and limits.kabupaten == programme.kabupaten:
        names = {f"Pemkab {limits.kabupaten_name}"}
    return tuple(sorted(lexicon().payers.name(name) for name in names))


def remembered(kabupaten: str, register: Register) -> dict[str, Outcome]:
    """What words of this register people have settled for good, the latest decision last."""
    settled = UnreadLine.objects.filter(
        answer__programme__kabupaten=kabupaten, answer__register=register, remembered=True
    ).exclude(settled_as="")
    rows = settled.order_by("settled_at", "id").values_list("words", "settled_as")
    return {fold(words): Outcome(outcome) for words, outcome in rows}


def _vouched(answer: Answer, plan: Plan) -> Iterator[tuple[int, Said]]:
    """Those of the request whom neither this answer nor one before names, where the office vouches for them."""
    if not answer.others_good_because or answer.request is None:
        return
    named = {one.person_id for one in plan.results} | {one.person_id for one in plan.unread}
    waiting = UnreadLine.objects.filter(answer__request=answer.request, settled_at=None).exclude(person=None)
    named |= set(waiting.values_list("person_id", flat=True))
    said = Said(outcome=GOOD_OF[Register(answer.register)], words=f"tidak disebut: {answer.others_good_because}"[:200])
    rest = answer.request.lines.filter(answered=False).order_by("id")
    for person_id in rest.values_list(Coalesce("person__same_as_id", "person_id"), flat=True):
        if person_id not in named:
            named.add(person_id)
            yield person_id, said


def _put(answer: Answer, job_id: UUID, counts: plan_file.Counts) -> None:
    """The rows stand, invisible until the answer is finished."""
    done = jobs.begin(job_id=job_id, step=PUT, total=counts.entries).done
    valid_until = answer.answered_date + timedelta(days=programme_of(answer).precheck_valid_days)
    entries = plan_file.read_entries(answer.code, after=done)
    while chunk := list(islice(entries, CHUNK)):
        results = [one for one in chunk if isinstance(one, PlannedResult)]
        unread = [one for one in chunk if isinstance(one, PlannedUnread)]
        with transaction.atomic():
            put_results(answer, results, valid_until=valid_until)
            _put_unread(answer, unread)
            jobs.advance(job_id=job_id, step=PUT, before=done, done=done + len(chunk))
        done += len(chunk)


def put_results(answer: Answer, results: list[PlannedResult], *, valid_until: date) -> None:
    insert_rows(
        table="eligibility_result",
        columns=(*_RESULT, *_RESULT_MORE),
        rows=(
            (
                *(answer.pk, answer.register, one.person_id, one.sheet[:64], one.number or None),
                *(str(one.said.outcome), answer.answered_date, valid_until, one.said.words, one.said.payer),
                *(one.said.desil, one.said.resident_since_date, one.said.died_date),
                *(one.said.head_of_family, one.said.disability),
            )
            for one in results
        ),
    )


def _put_unread(answer: Answer, unread: list[PlannedUnread]) -> None:
    insert_rows(
        table="eligibility_unreadline",
        columns=(*_UNREAD, *_UNSETTLED),
        rows=(_unread_row(answer, one) for one in unread if one.alike is None),
    )
    alike = [one for one in unread if one.alike is not None]
    ids = fresh_ids(table="eligibility_unreadline", count=len(alike))
    insert_rows(
        table="eligibility_unreadline",
        columns=(*_UNREAD, *_UNSETTLED, "id"),
        rows=((*_unread_row(answer, one), id_) for id_, one in zip(ids, alike, strict=True)),
    )
    insert_rows(
        table="eligibility_alikeline",
        columns=_ALIKE,
        rows=(
            (
                *(id_, one.alike.name, one.alike.birth_date, str(one.said.outcome), one.said.payer, one.said.desil),
                *(one.said.died_date, *one.alike.likeness, one.alike.outside),
            )
            for id_, one in zip(ids, alike, strict=True)
            if one.alike is not None
        ),
    )


def _unread_row(answer: Answer, one: PlannedUnread) -> tuple[object, ...]:
    what = (answer.pk, one.sheet[:64], one.number, one.person_id, str(one.code), one.said.words)
    return (*what, "", "", "", False)


def _finish(answer: Answer, counts: plan_file.Counts, *, now: datetime) -> None:
    """The results count, the request knows who is answered, and the chain knows that it was done."""
    with transaction.atomic():
        moved = Answer.objects.filter(id=answer.pk, state=AnswerState.RECEIVED).update(
            state=AnswerState.REFUSED if counts.refusal else AnswerState.READ,
            refusal=counts.refusal,
            row_count=counts.rows,
            result_count=counts.results,
            unread_count=counts.unread,
            blank_count=counts.blank,
            stranger_count=counts.strangers,
            stranger_places=counts.stranger_places,
            unsought_count=counts.unsought,
        )
        if not moved:
            return
        note_answered(answer)
        audit.record(
            kabupaten=programme_of(answer).kabupaten,
            act="eligibility.read_answer",
            actor=answer.received_by,
            subject=f"answer:{answer.pk}",
            facts={
                "refusal": counts.refusal,
                "rows": counts.rows,
                "results": counts.results,
                "unread": counts.unread,
                "strangers": counts.strangers,
            },
            now=now,
        )


def note_answered(answer: Answer) -> None:
    """Every open request knows which of its persons have their answer by now."""
    theirs = Result.objects.filter(Q(person_id=OuterRef("person_id")) | Q(person_id=OuterRef("person__same_as_id")))
    open_lines = RequestLine.objects.filter(
        request__programme=answer.programme_id, request__register=answer.register, answered=False
    )
    open_lines.filter(Exists(theirs.filter(answer=answer.pk))).update(answered=True)
    _move_requests(answer)


def _move_requests(answer: Answer) -> None:
    requests: QuerySet[Request] = Request.objects.filter(
        programme=answer.programme_id, register=answer.register, state__in=OPEN
    )
    for request in requests:
        left = request.lines.filter(answered=False).count()
        state = RequestState.ANSWERED if left == 0 else RequestState.PARTLY
        if left < request.person_count and request.state != state:
            request.state = state
            request.save(update_fields=["state"])


def programme_of(answer: Answer) -> ProgrammeFacts:
    found = programmes.by_id(programme_id=answer.programme_id)
    if found is None:
        raise LookupError(f"there is no programme {answer.programme_id}")
    return found
