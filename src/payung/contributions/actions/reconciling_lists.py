"""Lists of BPJS and of other payers are taken in: kept as they came, then read row by row.

Reading begins anew where a worker died: lines count only once their list is read whole.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from payung.accounts.rules import Actor, Role
from payung.audit.actions import record
from payung.audit.rules import without_niks
from payung.contributions.actions.billing_asked import plain_because, programme_of
from payung.contributions.lists.reading import Read, found_sheets, rows
from payung.contributions.lists.vocabulary import list_headings
from payung.contributions.models import EvidenceLine, EvidenceList, InsurerLine, InsurerList, UnreadRow
from payung.contributions.queries.reconciling_lists import MODELS, ListFacts, ListKind, list_facts
from payung.contributions.rules.reconciling_refusals import day_ahead
from payung.contributions.rules.reconciling_words import Lack
from payung.contributions.rules.refusals import not_yours
from payung.gateways.bulk_rows import insert_rows
from payung.gateways.lists import Table, read_table_in_child
from payung.gateways.sealed_uploads import SealedUpload, kept_file, kept_path
from payung.gateways.sealing import Kind, sealer
from payung.gateways.spreadsheets.inspection import Refusal
from payung.intake.files import clear_folder
from payung.jobs import actions as jobs
from payung.matching.queries import LikenessSeeker, Lookalike, outside_index
from payung.matching.rules.identities import Written
from payung.matching.rules.outside import NO_LIKENESS
from payung.membership import queries as memberships
from payung.people import queries as people
from payung.programmes import queries as programmes
from payung.shared.dates import Month

TAKERS = (Role.OPERATOR, Role.HEAD)
READ = "baca"  # the step, as a page tells it
_AT_ONCE = 5000
_INSURER = ("list_id", "sheet", "row", "kpj", "nik_sealed", "person_id", "name", "paid_from", "paid_through")
_EVIDENCE = (
    *("list_id", "sheet", "row", "person_id", "kpj", "first_month", "last_month", "name"),
    *("weight", "gammas", "nearness", "birth_date", "outside"),
)
_FOUND_BY_NOBODY = frozenset({Lack.NO_NUMBER, Lack.DAMAGED})


def take_insurer_list(
    *, programme_id: int, upload: SealedUpload | Path, as_of: date, actor: Actor, now: datetime
) -> ListFacts:
    """BPJS's list is kept and read. The same file once more is the list of before. Raises NotFound, NotYours, Refused."""
    kept = keep_insurer_list(programme_id=programme_id, upload=upload, as_of=as_of, actor=actor, now=now)
    return read_list(kind=ListKind.INSURER, list_id=kept.id, job_id=None, now=now)


def take_evidence_list(
    *,
    programme_id: int,
    upload: SealedUpload | Path,
    payer: str,
    received_date: date,
    actor: Actor,
    now: datetime,
) -> ListFacts:
    """A list of whom `payer` pays for is kept and read. The same file once more is the list of before. Raises Refused."""
    kept = keep_evidence_list(
        programme_id=programme_id, upload=upload, payer=payer, received_date=received_date, actor=actor, now=now
    )
    return read_list(kind=ListKind.EVIDENCE, list_id=kept.id, job_id=None, now=now)


def keep_insurer_list(
    *, programme_id: int, upload: SealedUpload | Path, as_of: date, actor: Actor, now: datetime
) -> ListFacts:
    """BPJS's list is kept, and waits to be read (`read_list`). Raises NotFound, NotYours, Refused."""
    facts = {"programme_id": programme_id, "as_of_date": as_of}
    return _kept(ListKind.INSURER, facts, day=as_of, upload=upload, actor=actor, now=now)


def keep_evidence_list(
    *,
    programme_id: int,
    upload: SealedUpload | Path,
    payer: str,
    received_date: date,
    actor: Actor,
    now: datetime,
) -> ListFacts:
    """A list of another payer is kept, and waits to be read. Raises NotFound, NotYours, Refused."""
    facts = {"programme_id": programme_id, "received_date": received_date, "payer": plain_because(payer)[:120]}
    return _kept(ListKind.EVIDENCE, facts, day=received_date, upload=upload, actor=actor, now=now)


def give_job(*, kind: ListKind, list_id: int, job_id: UUID) -> None:
    """The job that will read it is known."""
    MODELS[kind].objects.filter(id=list_id).update(job_id=job_id)


def read_list(*, kind: ListKind, list_id: int, job_id: UUID | None, now: datetime) -> ListFacts:
    """The list has been read, or says why not; nothing happens to one that was before."""
    row = MODELS[kind].objects.get(id=list_id)
    if row.read_at is None and not row.refusal:
        _forget_begun(row)
        with clear_folder(job_id or uuid4()) as folder:
            clear = folder / "daftar"
            _unseal(row.file_code, clear)
            _read(row, clear, job_id, now)
    return list_facts(kind, MODELS[kind].objects.get(id=list_id))


def _kept(
    kind: ListKind, facts: dict[str, Any], *, day: date, upload: SealedUpload | Path, actor: Actor, now: datetime
) -> ListFacts:
    programme = programme_of(programme_id=facts["programme_id"], actor=actor)
    if not actor.may(*TAKERS):
        raise not_yours("operator atau kepala dinas")
    if day > timezone.localdate(now):
        raise day_ahead("daftar")
    came = SealedUpload.of_file(upload) if isinstance(upload, Path) else upload
    came.keep_for_good()
    try:
        with transaction.atomic():
            row = MODELS[kind].objects.create(
                **facts,
                file_name=without_niks(came.name or "")[:255],
                file_code=came.code,
                sha256=came.sha256,
                made_by=actor.key,
                made_at=now,
            )
            record(
                kabupaten=programme.kabupaten,
                act=f"contributions.take_{kind}_list",
                actor=actor.key,
                subject=f"{kind}_list:{row.pk}",
                facts={"programme": programme.id, "day": day.isoformat(), "sha256": came.sha256},
                now=now,
            )
    except IntegrityError:
        kept_path(came.code).unlink(missing_ok=True)
        row = MODELS[kind].objects.get(programme=programme.id, sha256=came.sha256)
    return list_facts(kind, row)


def _unseal(code: str, into: Path) -> None:
    with kept_file(code) as sealed, into.open("wb") as clear:
        clear.writelines(sealed)


def _forget_begun(row: InsurerList | EvidenceList) -> None:
    """What a worker that died had put in before it was read whole."""
    lines: QuerySet[Any] = InsurerLine.objects.filter(list=row.pk)
    if isinstance(row, EvidenceList):
        lines = EvidenceLine.objects.filter(list=row.pk)
    lines.delete()
    row.unread.all().delete()


def _read(row: InsurerList | EvidenceList, clear: Path, job_id: UUID | None, now: datetime) -> None:
    table = read_table_in_child(clear, words=frozenset(list_headings()))
    if isinstance(table, Refusal):
        _refuse(row, table.code)
        return
    with table:
        _put(row, table, job_id, now)


def _refuse(row: InsurerList | EvidenceList, code: str) -> None:
    type(row).objects.filter(id=row.pk).update(refusal=code[:40])


def _put(row: InsurerList | EvidenceList, table: Table, job_id: UUID | None, now: datetime) -> None:
    sheets = found_sheets(table)
    if not sheets:
        _refuse(row, "HEADER_NOT_FOUND")
        return
    programme = programmes.by_id(programme_id=row.programme_id)
    kabupaten = programme.kabupaten if programme else ""
    total = sum(len(one.sheet) for one in sheets)
    done = jobs.begin(job_id=job_id, step=READ, total=total).done if job_id else 0
    lines = unread = passed = likely = read = 0
    seeker = LikenessSeeker(kabupaten=kabupaten)
    for chunk in _chunks(rows(sheets)):
        with transaction.atomic():
            if isinstance(row, InsurerList):
                put, alike = _put_insurers(row, kabupaten, chunk), frozenset[int]()
            else:
                put, alike = _put_evidence(row, kabupaten, chunk, seeker)
            rest = [one for place, one in enumerate(chunk) if place not in alike]
            unread += _put_unread(row, rest)
            if job_id and read + len(chunk) > done:  # a worker before us had come further: the list begins anew
                jobs.advance(job_id=job_id, step=READ, before=done, done=read + len(chunk))
                done = read + len(chunk)
        read, lines = read + len(chunk), lines + put
        passed += len(chunk) - put - sum(bool(_FOUND_BY_NOBODY.intersection(one.lacks)) for one in rest)
        likely += len(alike)
    counts = {"line_count": lines, "unread_count": unread, "read_at": now}
    if isinstance(row, EvidenceList):
        counts |= {"passed_count": passed, "likely_count": likely, "unsought_count": seeker.unsought}
    type(row).objects.filter(id=row.pk, read_at=None).update(**counts)


def _put_insurers(row: InsurerList, kabupaten: str, chunk: Sequence[Read]) -> int:
    held = [one for one in chunk if one.kpj or one.nik]
    whose = people.by_niks(kabupaten=kabupaten, niks=(one.nik for one in held if one.nik))
    sealed = sealer(kabupaten).sealed
    return insert_rows(
        table="contributions_insurerline",
        columns=(*_INSURER, "is_active", "payer"),
        rows=(
            (
                *(row.pk, one.sheet, one.row, one.kpj),
                *(sealed(one.nik, Kind.NIK) if one.nik and one.nik not in whose else None, whose.get(one.nik)),
                one.name,
                *(_day(one.paid_from), _day(one.paid_through), one.is_active, one.payer),
            )
            for one in held
        ),
    )


def _put_evidence(
    row: EvidenceList, kabupaten: str, chunk: Sequence[Read], seeker: LikenessSeeker
) -> tuple[int, frozenset[int]]:
    """Only those whom we know, or who are like one of ours, and whom the list does not tell to be inactive.

    Answers how many, and the places of those who are only alike.
    """
    active = {place: one for place, one in enumerate(chunk) if one.is_active is not False}
    whose = people.by_niks(kabupaten=kabupaten, niks=(one.nik for one in active.values() if one.nik))
    holders = memberships.card_holders(kabupaten=kabupaten, kpjs={one.kpj for one in active.values() if one.kpj})
    known = {place: whose.get(one.nik) or holders.get(one.kpj) for place, one in active.items()}
    alike = seeker.alike([_written(place, one) for place, one in active.items() if known[place] is None])
    put = _put_known(row, [(one, known[place]) for place, one in active.items()])
    return put + _put_alike(row, kabupaten, [(active[place], found[0]) for place, found in alike.items()]), frozenset(
        alike
    )


def _written(place: int, one: Read) -> Written:
    return Written(place, nik=one.nik or one.digits, name=one.name, birth_date=one.birth_date, desa=one.desa)


def _put_alike(row: EvidenceList, kabupaten: str, found: Sequence[tuple[Read, Lookalike]]) -> int:
    """Evidence with a weight: it opens a question, and joins nobody."""
    return insert_rows(
        table="contributions_evidenceline",
        columns=_EVIDENCE,
        rows=(
            (
                *(row.pk, one.sheet, one.row, alike.person_id, one.kpj),
                *(_day(one.paid_from), _day(one.paid_through), one.name, *alike.likeness),
                *(one.birth_date or None, outside_index(kabupaten=kabupaten, line=_written(0, one))),
            )
            for one, alike in found
        ),
    )


def _put_known(row: EvidenceList, known: Sequence[tuple[Read, int | None]]) -> int:
    return insert_rows(
        table="contributions_evidenceline",
        columns=_EVIDENCE,
        rows=(
            (
                *(row.pk, one.sheet, one.row, person_id, one.kpj),
                *(_day(one.paid_from), _day(one.paid_through), one.name, *NO_LIKENESS, None, None),
            )
            for one, person_id in known
            if person_id is not None
        ),
    )


def _put_unread(row: InsurerList | EvidenceList, chunk: Sequence[Read]) -> int:
    which = "insurer_list" if isinstance(row, InsurerList) else "evidence_list"
    lacking = [one for one in chunk if one.lacks]
    UnreadRow.objects.bulk_create(
        [
            UnreadRow(**{which: row}, sheet=one.sheet, row=one.row, name=one.name, lack=lack)
            for one in lacking
            for lack in one.lacks
        ],
        batch_size=500,
    )
    return len(lacking)


def _chunks(found: Iterable[Read]) -> Iterator[list[Read]]:
    rest = iter(found)
    while chunk := list(islice(rest, _AT_ONCE)):
        yield chunk


def _day(month: Month | None) -> str | None:
    return month.first_day.isoformat() if month else None
