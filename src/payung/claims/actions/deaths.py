"""Lists of the dead are taken in: kept as they came, read, and held against all who are or were members.

Of whoever agrees in NIK, name and birth date the open dues are held, the desa is asked and the claim prepared, in
chunks that each commit whole. Read again, nothing is done twice and nothing that a person said is changed.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from django.db import IntegrityError, transaction
from django.utils import timezone

from payung.accounts.rules import Actor, Role
from payung.audit.actions import record
from payung.audit.rules import without_niks
from payung.claims.actions.asked import plain_reason, refuse_but_dinas
from payung.claims.actions.opening import open_claims
from payung.claims.lists.columns import words_of
from payung.claims.lists.deaths import HEADINGS, found_sheets, rows
from payung.claims.models import DeathList
from payung.claims.queries.claims import chunks
from payung.claims.queries.deaths import ListFacts, list_facts
from payung.claims.queries.deaths_matching import Members, judge, matched
from payung.claims.rules.death_words import Agreement, Settled
from payung.claims.rules.deaths import Judged, Match, Row
from payung.claims.rules.refusals import NotFound, NotYours
from payung.claims.rules.reporting import NewClaim
from payung.claims.states import EventKind
from payung.gateways.bulk_rows import insert_rows
from payung.gateways.lists import Table, read_table_in_child
from payung.gateways.sealed_uploads import SealedUpload, kept_file, kept_path
from payung.gateways.sealing import Kind, sealer
from payung.gateways.spreadsheets.inspection import Refusal
from payung.intake.files import clear_folder
from payung.jobs import actions as jobs
from payung.matching.rules.outside import NO_LIKENESS
from payung.membership.actions.holding import hold
from payung.membership.queries import MembershipFacts
from payung.membership.rules.told import Told
from payung.membership.states import HoldReason, State

TAKERS = (Role.OPERATOR, Role.HEAD)
READ, SETTLE = "baca", "siapkan"  # the steps, as a page tells them
_SOURCE = 80
_LINE = (
    *("list_id", "sheet", "row", "name", "birth_date", "death_date", "nik_sealed", "person_id", "membership_id"),
    *("agreement", "settled", "claim_id", "lacks", "because", "decided_by", "weight", "gammas", "nearness"),
)


def take_list(*, upload: SealedUpload | Path, source: str, actor: Actor, now: datetime) -> ListFacts:
    """The list is kept and read. The same file once more is the list of before. Raises NotYours, Refused."""
    kept, _ = keep_list(upload=upload, source=source, actor=actor, now=now)
    return read_list(list_id=kept.id, job_id=None, actor=actor, now=now)


def keep_list(*, upload: SealedUpload | Path, source: str, actor: Actor, now: datetime) -> tuple[ListFacts, bool]:
    """The list is kept and waits to be read (`read_list`); whether it is new. Raises NotYours, Refused, OSError."""
    refuse_but(actor)
    who = plain_reason(source, longest=_SOURCE)
    came = SealedUpload.of_file(upload) if isinstance(upload, Path) else upload
    came.keep_for_good()
    try:
        with transaction.atomic():
            kept = DeathList.objects.create(
                kabupaten=actor.kabupaten,
                source=who,
                file_code=came.code,
                file_name=without_niks(came.name or "")[:255],
                sha256=came.sha256,
                made_by=actor.key,
                made_at=now,
            )
            _record("take_death_list", kept, {"source": who, "sha256": came.sha256}, actor, now)
    except IntegrityError:
        kept_path(came.code).unlink(missing_ok=True)
        return list_facts(DeathList.objects.get(kabupaten=actor.kabupaten, sha256=came.sha256)), False
    return list_facts(kept), True


def give_job(*, list_id: int, job_id: UUID) -> None:
    """The job that will read it is known."""
    DeathList.objects.filter(id=list_id).update(job_id=job_id)


def read_list(*, list_id: int, job_id: UUID | None, actor: Actor, now: datetime) -> ListFacts:
    """The list has been read and all that is sure is prepared, or it says why not; nothing happens to one that was before."""
    kept = _list(list_id, actor)
    if kept.read_at is None and not kept.refusal:
        _read_file(kept, job_id, actor, now)
    return list_facts(DeathList.objects.get(id=list_id))


def read_again(*, list_id: int, job_id: UUID | None, actor: Actor, now: datetime) -> ListFacts:
    """The same list against the register as it is now: members may have come. What was prepared or said by people stays."""
    refuse_but(actor)
    kept = _list(list_id, actor)
    if not kept.refusal:
        _read_file(kept, job_id, actor, now)
    return list_facts(DeathList.objects.get(id=list_id))


def refuse_but(actor: Actor) -> None:
    """Raises NotYours for a role that takes no lists, or for a part of the map."""
    if not actor.may(*TAKERS):
        raise NotYours("Langkah ini dilakukan oleh operator atau kepala dinas. Mintalah salah satunya melakukannya.")
    refuse_but_dinas(actor)


def holds_of(list_id: int) -> str:
    """The source under which a list holds memberships."""
    return f"deaths:{list_id}"


def open_members(members: Sequence[MembershipFacts]) -> list[MembershipFacts]:
    """Those whose next due would still be billed: not ended, nor held for a death already."""
    return [one for one in members if one.state is not State.ENDED and one.held_because is not HoldReason.DIED]


def _list(list_id: int, actor: Actor) -> DeathList:
    found = DeathList.objects.filter(id=list_id, kabupaten=actor.kabupaten).first()
    if found is None:
        raise NotFound("Daftar ini tidak ada di wilayah Anda. Buka lagi halaman daftar meninggal dan pilih dari sana.")
    return found


def _read_file(kept: DeathList, job_id: UUID | None, actor: Actor, now: datetime) -> None:
    with clear_folder(job_id or uuid4()) as folder:
        clear = folder / "daftar"
        with kept_file(kept.file_code) as sealed, clear.open("wb") as out:
            out.writelines(sealed)
        table = read_table_in_child(clear, words=frozenset(words_of(HEADINGS)))
        if isinstance(table, Refusal):
            _refuse(kept, table.code)
            return
        with table:
            read = _rows(table, job_id, now)
    if read is None:
        _refuse(kept, "HEADER_NOT_FOUND")
        return
    _settle(kept, read, job_id, actor, now)


def _rows(table: Table, job_id: UUID | None, now: datetime) -> list[Row] | None:
    sheets = found_sheets(table)
    if not sheets:
        return None
    if job_id:
        jobs.begin(job_id=job_id, step=READ, total=sum(len(one.sheet) for one in sheets))
    return list(rows(sheets, today=timezone.localdate(now)))


def _refuse(kept: DeathList, code: str) -> None:
    DeathList.objects.filter(id=kept.pk, read_at=None).update(refusal=code)


def _settle(kept: DeathList, read: Sequence[Row], job_id: UUID | None, actor: Actor, now: datetime) -> None:
    """Lines that nobody decided are made anew; then chunk by chunk what is sure is prepared."""
    undecided = kept.lines.filter(decided_by="").exclude(settled=Settled.PREPARED).exclude(decisions__isnull=False)
    undecided.delete()
    stay = set(kept.lines.values_list("sheet", "row", "person_id"))
    found, members, unsought = matched(read, kabupaten=kept.kabupaten)
    fresh = [one for one in found if (one.row.sheet, one.row.number, one.person_id) not in stay]
    told = judge(fresh, members=members, kabupaten=kept.kabupaten)
    done = jobs.begin(job_id=job_id, step=SETTLE, total=len(told)).done if job_id else 0
    passed = 0
    for chunk in chunks(told):
        passed += len(chunk)
        with transaction.atomic():
            _put(kept, chunk, members, actor, now)
            if job_id and passed > done:
                jobs.advance(job_id=job_id, step=SETTLE, before=done, done=passed)
                done = passed
    _finish(kept, len(read), unsought, told, actor, now)


def _put(kept: DeathList, chunk: Sequence[tuple[Match, Judged]], members: Members, actor: Actor, now: datetime) -> None:
    """Claims, then lines, then what is held: the order in which reports do it too."""
    prepared = [(one, answer) for one, answer in chunk if answer.settled is Settled.PREPARED]
    events = [_event(one, answer, kept) for one, answer in prepared]
    claims = open_claims(kabupaten=kept.kabupaten, events=events, now=now)
    claim_of = {one.person_id: claim for (one, _), claim in zip(prepared, claims, strict=True)}
    sealed = sealer(kept.kabupaten).sealed
    insert_rows(
        table="claims_deathline",
        columns=_LINE,
        rows=(
            (
                *(kept.pk, one.row.sheet, one.row.number, one.row.name),
                *(_iso(one.row.birth_date), _iso(one.row.death_date)),
                *(sealed(one.row.nik, Kind.NIK) if one.row.nik else None, one.person_id, answer.membership_id),
                *(str(one.agreement), str(answer.settled)),
                claim_of.get(one.person_id) if answer.settled is Settled.PREPARED else None,
                *(" ".join(dict.fromkeys(answer.lacks)), "", ""),
                *(one.likeness or NO_LIKENESS),
            )
            for one, answer in chunk
        ),
    )
    told = [
        Told(
            membership_id=member.id,
            reason=HoldReason.DIED,
            happened_on=answer.day,
            note=f"Daftar meninggal: {kept.source}",
        )
        for one, answer in chunk
        if answer.holds and one.person_id is not None
        for member in open_members(members[one.person_id])
    ]
    if told:
        key = uuid5(NAMESPACE_OID, holds_of(kept.pk) + kept.file_code)
        hold(told=told, source=holds_of(kept.pk), request_key=key, actor=actor, now=now)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _event(one: Match, answer: Judged, kept: DeathList) -> NewClaim:
    if one.person_id is None or answer.day is None:
        raise LookupError("A claim needs the person and the day.")
    return NewClaim(
        kind=EventKind.DEATH,
        person_id=one.person_id,
        membership_id=answer.membership_id,
        event_date=answer.day,
        death_date=answer.day,
        told_at=kept.made_at,
        reported_by=kept.made_by,
    )


def _finish(
    kept: DeathList,
    rows_read: int,
    unsought: int,
    told: Sequence[tuple[Match, Judged]],
    actor: Actor,
    now: datetime,
) -> None:
    unread = sum(one.agreement is Agreement.NOBODY for one, _ in told)
    many = Counter(str(answer.settled) for _, answer in told)
    facts: dict[str, object] = {
        "rows": rows_read,
        "unread": unread,
        "prepared": many[Settled.PREPARED],
        "waiting": many[Settled.WAITING],
        "alike": sum(one.likeness is not None for one, _ in told),
        "unsought": unsought,
    }
    with transaction.atomic():
        counts = {"row_count": rows_read, "unread_count": unread, "unsought_count": unsought}
        DeathList.objects.filter(id=kept.pk).update(**counts, read_at=now)
        _record("read_death_list", kept, facts, actor, now)


def _record(act: str, kept: DeathList, facts: dict[str, object], actor: Actor, now: datetime) -> None:
    record(
        kabupaten=kept.kabupaten,
        act=f"claims.{act}",
        actor=actor.key,
        subject=f"death_list:{kept.pk}",
        facts=facts,
        now=now,
    )
