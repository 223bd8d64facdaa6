"""What may be known of the office's files and their rows, within an actor's part of the map."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from payung.accounts.rules import Actor
from payung.intake.models import Candidate, ReceivedFile, Row, SenderMapping
from payung.intake.opened import opened_result
from payung.intake.recording import Face, Key
from payung.intake.rules.headings import Layout
from payung.intake.rules.proposals import WAITS, RowState, Source, asked_by
from payung.intake.rules.text import column_index
from payung.intake.states import ANSWERED, WAITING, State
from payung.jobs import queries as jobs


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """A received list. `candidates` are those of now; `waiting` rows are of its import, `waiting_now` tells of now."""

    id: int
    code: str
    programme_id: int
    kabupaten: str
    file_name: str
    sha256: str
    source: Source
    sender: str
    desa_code: str
    occupation: str
    letter_name: str
    registration_date: date
    state: State
    mends_id: int | None
    received_by: str
    received_at: datetime
    rows: int
    candidates: int
    waiting: int
    known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportProgress:
    """How a file's import stands. `problems`: of the file as a whole, in words, once it is checked.

    It waits until its job has ended, which may go on beyond this room; `job_broken` where that then broke.
    """

    waits: bool
    broken: bool
    job_broken: bool
    problems: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFacts:
    """What a row has come to, and who said so."""

    id: int
    place: int
    sheet: str
    number: int
    state: RowState
    codes: str
    decided_by: str
    decided_at: datetime | None
    reason: str
    receipt_code: str


def told_file(file: ReceivedFile) -> FileFacts:
    return FileFacts(
        id=file.pk,
        code=file.code,
        programme_id=file.programme_id,
        kabupaten=file.kabupaten,
        file_name=file.file_name,
        sha256=file.sha256,
        source=Source(file.source),
        sender=file.sender,
        desa_code=file.desa_code,
        occupation=file.occupation,
        letter_name=file.letter_name,
        registration_date=file.registration_date,
        state=State(file.state),
        mends_id=file.mends_id,
        received_by=file.received_by,
        received_at=file.received_at,
        rows=file.row_count,
        candidates=file.candidate_count,
        waiting=file.waiting_count,
        known=file.known_count,
    )


def file_facts(*, file_id: int) -> FileFacts | None:
    file = ReceivedFile.objects.filter(id=file_id).first()
    return told_file(file) if file else None


def file_of_row(*, row_id: int) -> FileFacts | None:
    file = ReceivedFile.objects.filter(rows=row_id).first()
    return told_file(file) if file else None


def import_progress(*, file_id: int) -> ImportProgress:
    """Asked again and again while somebody waits."""
    file = ReceivedFile.objects.get(id=file_id)
    broken = import_broken(file)
    works = file.state in WAITING or (file.job_id is not None and jobs.is_open(file.job_id))
    problems: list[str] = []
    if file.state in ANSWERED and not works:
        with opened_result(file) as result:
            problems = [f"{one['message']} {one['remedy']}" for one in result.facts["problems"]]
    return ImportProgress(
        waits=works and not broken,
        broken=broken,
        job_broken=file.job_id is not None and jobs.failed(file.job_id),
        problems=problems,
    )


def import_broken(file: ReceivedFile) -> bool:
    """Whether its job has ended badly: nobody else can say so, for a worker may have died of it."""
    if file.state in WAITING and file.job_id is not None:
        return jobs.failed(file.job_id)
    return file.state == State.FAILED


def seen_files(*, actor: Actor) -> QuerySet[ReceivedFile]:
    """The files in the actor's part of the map; who sees the kabupaten also sees those of no desa."""
    found = ReceivedFile.objects.filter(kabupaten=actor.kabupaten)
    if actor.scope == actor.kabupaten:
        return found
    return found.filter(Q(desa_code=actor.scope) | Q(desa_code__startswith=f"{actor.scope}."))


def files(*, programme_id: int, actor: Actor, words: str = "", source: str = "", state: str = "") -> list[FileFacts]:
    """The programme's files that this actor may see, the latest first."""
    found = seen_files(actor=actor).filter(programme=programme_id)
    if words := words.strip():
        found = found.filter(Q(file_name__icontains=words) | Q(sender__icontains=words))
    if source:
        found = found.filter(source=source)
    if state:
        found = found.filter(state=state)
    return [told_file(file) for file in found.order_by("-received_at", "-id")]


def waiting_now(*, file_ids: Sequence[int]) -> Mapping[int, int]:
    """How many rows of each file wait now."""
    found = Row.objects.filter(file__in=file_ids, state__in=WAITS).values_list("file_id").annotate(count=Count("id"))
    return dict(found)


def rows(*, file_id: int, places: Sequence[int]) -> dict[int, RowFacts]:
    """The rows at these places of the file's answer. A place without a row was passed over: it had gone on before."""
    found = Row.objects.filter(file=file_id, place__in=places).select_related("candidate")
    return {row.place: _told_row(row) for row in found}


def rows_to_settle(*, file_id: int) -> Counter[str]:
    """How many rows wait for one question alone, by its code: these can be settled together."""
    found = Row.objects.filter(file=file_id, state=RowState.DECISION).values_list("codes").annotate(count=Count("id"))
    counts: Counter[str] = Counter()
    for codes, count in found:
        asked = asked_by(codes)
        if len(asked) == 1:
            counts[next(iter(asked))] += count
    return counts


def waiting_codes(*, file_id: int) -> Counter[str]:
    """How often each finding stands on the rows that wait now."""
    found = Row.objects.filter(file=file_id, state__in=WAITS).values_list("codes").annotate(count=Count("id"))
    counts: Counter[str] = Counter()
    for codes, count in found:
        for code in codes.split():
            counts[code] += count
    return counts


def waiting_places(*, file_id: int, code: str = "") -> list[int]:
    """Where the rows that wait now stand in the answer, those for a person first."""
    found = Row.objects.filter(file=file_id, state__in=WAITS)
    if code:
        found = found.filter(codes__contains=code)
    return list(found.order_by("state", "place").values_list("place", flat=True))


def waiting_under_keys(*, file_id: int) -> dict[Key, int]:
    """Of a marked file: the row that waits under each key, which may by now be one of a list that came back for it."""
    tips = {id_: (sheet, number) for id_, sheet, number, _ in _moving(Q(file=file_id))}
    waiting = {(sheet, number): id_ for id_, sheet, number, state in _moving(Q(file=file_id)) if state in WAITS}
    while tips:
        ahead: dict[int, Key] = {}
        for id_, mends, state in _ahead(list(tips)):
            ahead[id_] = tips[mends]
            if state in WAITS:
                waiting[tips[mends]] = id_
        tips = ahead
    return waiting


def _moving(which: Q) -> list[tuple[int, str, int, str]]:
    found = Row.objects.filter(which, state__in=[*WAITS, RowState.MENDED])
    return list(found.values_list("id", "sheet", "number", "state"))


def _ahead(ids: Sequence[int]) -> list[tuple[int, int, str]]:
    """The rows that have come back for these."""
    found: list[tuple[int, int, str]] = []
    for start in range(0, len(ids), 2000):
        piece = Row.objects.filter(mends__in=ids[start : start + 2000])
        found += piece.values_list("id", "mends_id", "state")
    return found


def remembered_layouts(*, kabupaten: str, sender: str) -> dict[str, Layout]:
    """What somebody has shown for lists of this sender, by the hash of the heading; the latest first."""
    found = SenderMapping.objects.filter(kabupaten=kabupaten, sender=sender).order_by("-made_at")[:50]
    return {one.headings_hash: _layout(one) for one in found}


def _layout(one: SenderMapping) -> Layout:
    pairs = (pair.partition("=") for pair in one.columns.split())
    return Layout(
        header_rows=tuple(map(int, one.header_rows.split())),
        columns={name: column_index(letters) for name, _, letters in pairs},
    )


def returned_as(*, row_ids: Sequence[int]) -> dict[int, Face]:
    """Of those of these rows whose candidate was returned: what the sender had written."""
    found: dict[int, Face] = {}
    for start in range(0, len(row_ids), 2000):
        piece = Candidate.objects.filter(row__in=row_ids[start : start + 2000]).exclude(returned_at=None)
        for row_id, index, name, born in piece.values_list("row_id", "nik_index", "name", "birth_date"):
            found[row_id] = (bytes(index), name, born.isoformat())
    return found


def _told_row(row: Row) -> RowFacts:
    """What the row has come to, and who said so: where its candidate was returned, who returned it."""
    candidate: Candidate | None = getattr(row, "candidate", None)
    if row.state == RowState.RETURNED and candidate:
        row.decided_by, row.decided_at, row.reason = (
            candidate.returned_by,
            candidate.returned_at,
            candidate.returned_because,
        )
    return RowFacts(
        id=row.pk,
        place=row.place,
        sheet=row.sheet,
        number=row.number,
        state=RowState(row.state),
        codes=row.codes,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        reason=row.reason,
        receipt_code=candidate.receipt_code if candidate else "",
    )
