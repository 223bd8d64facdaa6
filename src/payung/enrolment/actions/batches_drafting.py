"""A batch is drawn up: who is to be told to BPJS now stands in it, each once, and waits in no other."""

import secrets
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.audit.rules import hash_of_lines
from payung.enrolment.actions.batches_asked import DRAFT, done_before, fund_of, hold, leave, programme_of
from payung.enrolment.layouts import layout_of
from payung.enrolment.models import Batch, BatchLine
from payung.enrolment.queries.batches import BatchFacts, facts_of
from payung.enrolment.queries.batches_to_send import Wanted, to_send
from payung.enrolment.queries.batches_told import last_niks, waiting_of
from payung.enrolment.rules.batches import KIND_TITLES, REGISTERING, effective_from, first_month_of
from payung.enrolment.rules.batches_refusals import nobody_to_send
from payung.enrolment.states import Kind, LineState
from payung.gateways.bulk_rows import insert_rows
from payung.gateways.sealing import Kind as Sealed
from payung.gateways.sealing import sealer
from payung.jobs.watching import AT_ONCE, Watched
from payung.law.loader import load
from payung.membership import queries as membership
from payung.people import queries as people
from payung.programmes import queries as programmes
from payung.programmes.rules.price import PAYERS, place_rp
from payung.programmes.rules.setup import FundFacts, ProgrammeFacts
from payung.shared import codes
from payung.shared.dates import Month

_PIECE = 5000  # lines of one transaction: less than half a second of writing
_LINE = (
    *("batch_id", "programme_id", "kind", "number", "row_key", "person_id", "line_id", "membership_id", "pair_id"),
    *("nik_sealed", "nik_index", "name", "kpj", "state", "reason", "reason_text", "set_aside", "first_month"),
    *("months", "amount_rp", "says_sha256", "again_because"),
)


def draft_batch(
    *,
    programme_id: int,
    fund_id: int,
    kind: Kind,
    effective_month: Month | None = None,
    request_key: UUID,
    actor: Actor,
    now: datetime,
    job_id: UUID | None = None,
) -> BatchFacts:
    """A batch stands with all who are to be told now. Two drawn up at once follow one another: nobody is in both.

    `effective_month`: from when NONAKTIF and PINDAH WADAH count (without it: by the cut-off day of the PKS), and of the
    others the first month that is asked for, where that is later than the decree's. Above 5,000 persons it is written in
    pieces; killed between them and asked again with the same key, it goes on. Raises Refused.
    """
    programme = programme_of(programme_id=programme_id, actor=actor)
    fund = fund_of(programme_id=programme_id, fund_id=fund_id)
    if before := done_before(request_key=request_key, event=DRAFT):
        return facts_of(before)
    found = to_send(programme_id=programme_id, fund_id=fund_id, kind=kind)
    effective = effective_month or _effective(programme, kind, now)
    drafting = _Drafting(programme=programme, fund=fund, kind=kind, effective=effective)
    lines = drafting.rows(found.wanted)
    refusal = nobody_to_send(kind=KIND_TITLES[kind], waiting=found.waiting, refused=found.refused)
    if not lines and not Batch.objects.filter(request_key=request_key).exists():
        raise refusal
    watched = Watched(job_id)
    with _whole(lines):
        batch = drafting.begun(request_key=request_key, job_id=job_id, actor=actor, now=now)
        watched.begin(f"susun {batch.pk}", total=len(lines))
        _put(lines, batch, drafting, watched)
        if not batch.lines.exists():
            raise refusal
        with transaction.atomic():
            hold(programme.id)
            watched.ended(str(batch.pk))
            if done_before(request_key=request_key, event=DRAFT):  # the same request, a moment ago
                return facts_of(batch.pk)
            _complete(batch, programme=programme, kind=kind, request_key=request_key, actor=actor, now=now)
    return facts_of(batch.pk)


def _put(lines: Sequence["_Row"], batch: Batch, drafting: "_Drafting", watched: Watched) -> None:
    """In pieces, each of them whole with its checkpoint."""
    for start in range(0, len(lines), _PIECE):
        with transaction.atomic():
            hold(batch.programme_id)
            drafting.put(batch, lines[start : start + _PIECE])
            watched.reach(min(start + _PIECE, len(lines)))


def _whole(lines: Sequence["_Row"]) -> AbstractContextManager[object]:
    """Few lines: one transaction, so that a refusal leaves nothing."""
    return transaction.atomic() if len(lines) <= AT_ONCE else nullcontext()


def _effective(programme: ProgrammeFacts, kind: Kind, now: datetime) -> Month | None:
    if kind not in (Kind.MOVE, Kind.END):
        return None
    agreement = programmes.agreement(programme_id=programme.id)
    cut_off_day = agreement.cut_off_day if agreement else 31
    return max(programme.first_month, effective_from(today=timezone.localdate(now), cut_off_day=cut_off_day))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A line to be, but for its number."""

    wanted: Wanted
    name: str
    kpj: str
    nik_sealed: bytes
    nik_index: bytes
    first_month: Month | None
    months: int
    amount_rp: int


class _Drafting:
    """One batch while it is drawn up."""

    def __init__(self, *, programme: ProgrammeFacts, fund: FundFacts, kind: Kind, effective: Month | None) -> None:
        self._programme = programme
        self._fund = fund
        self._kind = kind
        self._effective = effective
        self._prices: dict[tuple[int, int], int] = {}

    def rows(self, wanted: Sequence[Wanted]) -> list[_Row]:
        """In the order of the workbook: those of a desa together, by name. Whoever has no NIK at all is left out."""
        persons = [one.person_id for one in wanted]
        told = people.columns(person_ids=persons)
        niks = people.niks(kabupaten=self._programme.kabupaten, person_ids=persons)
        seals = sealer(self._programme.kabupaten)
        without = [one.line_id for one in wanted if one.person_id not in niks]
        before = last_niks(programme_id=self._programme.id, line_ids=without) if without else {}
        numbers = list(niks)
        sealed = dict(zip(numbers, seals.sealed_and_indexed(niks.values(), Sealed.NIK), strict=True))
        members = membership.facts_by_ids([one.membership_id for one in wanted if one.membership_id])
        found = []
        for place, one in enumerate(wanted):
            nik = sealed.get(one.person_id) or before.get(one.line_id)
            months = self._months(one)
            if nik is None or months is None:
                continue
            first, count = months
            member = members.get(one.membership_id or 0)
            row = _Row(
                wanted=one,
                name=str(told.name[place]),
                kpj=member.kpj if member else one.kpj,
                nik_sealed=nik[0],
                nik_index=nik[1],
                first_month=first,
                months=count,
                amount_rp=self._price(first, count) if first else 0,
            )
            found.append((str(told.desa_code[place]), row.name, one.line_id, row))
        return [row for *_, row in sorted(found, key=lambda each: each[:3])]

    def _months(self, one: Wanted) -> tuple[Month | None, int] | None:
        """The first month and how many are asked of BPJS; None where the batch begins after the last."""
        if self._kind not in REGISTERING:
            return None, 0
        first = first_month_of(named_from=Month.numbered(one.first_month), effective=self._effective)
        count = one.last_month - first.number + 1
        return (first, count) if count > 0 else None

    def _price(self, first: Month, months: int) -> int:
        key = first.number, months
        if key not in self._prices:
            payer = PAYERS[self._fund.kind]
            self._prices[key] = place_rp(payer=payer, first_month=first, months=months, law=load("contribution"))
        return self._prices[key]

    def begun(self, *, request_key: UUID, job_id: UUID | None, actor: Actor, now: datetime) -> Batch:
        """The batch without its lines, or the one that was begun under this key before."""
        with transaction.atomic():
            hold(self._programme.id)
            if found := Batch.objects.filter(request_key=request_key).first():
                return found
            last = Batch.objects.filter(programme=self._programme.id).aggregate(last=Max("number"))["last"] or 0
            return Batch.objects.create(
                programme_id=self._programme.id,
                fund_id=self._fund.id,
                kind=self._kind,
                number=last + 1,
                effective_month=self._effective.first_day if self._effective else None,
                layout=layout_of(programme_id=self._programme.id).name,
                request_key=request_key,
                job_id=job_id,
                made_by=actor.key,
                made_at=now,
            )

    def put(self, batch: Batch, rows: Sequence[_Row]) -> None:
        """These lines stand in the batch, but for persons who wait in one already (also in this one)."""
        waiting = waiting_of(
            programme_id=self._programme.id, kind=self._kind, person_ids=[row.wanted.person_id for row in rows]
        )
        free = [row for row in rows if row.wanted.person_id not in waiting]
        last = batch.lines.aggregate(last=Max("number"))["last"] or 0
        pairs = _ends_of([row.wanted.replaces_line_id for row in free if row.wanted.replaces_line_id])
        insert_rows(table="enrolment_batchline", columns=_LINE, rows=self._values(batch, free, last, pairs))
        if self._kind is Kind.END:
            _pair_with_replacements(batch, line_ids=[row.wanted.line_id for row in free])

    def _values(
        self, batch: Batch, rows: Sequence[_Row], last: int, pairs: dict[int, int]
    ) -> Iterable[Sequence[object]]:
        for number, (row, key) in enumerate(zip(rows, _row_keys(len(rows)), strict=True), start=last + 1):
            one = row.wanted
            yield (
                *(
                    batch.pk,
                    self._programme.id,
                    self._kind.value,
                    number,
                    key,
                    one.person_id,
                    one.line_id,
                    one.membership_id,
                ),
                *(pairs.get(one.replaces_line_id or 0), row.nik_sealed, row.nik_index, row.name, row.kpj),
                *(LineState.WAITING.value, "", "", False, row.first_month.first_day if row.first_month else None),
                *(row.months, row.amount_rp, "", ""),
            )


def _ends_of(line_ids: Sequence[int]) -> dict[int, int]:
    """The NONAKTIF line of each annex line that has one, for whoever comes in its place."""
    found = BatchLine.objects.filter(line__in=line_ids, batch__kind=Kind.END, set_aside=False).order_by("id")
    return dict(found.values_list("line_id", "id"))


def _pair_with_replacements(batch: Batch, *, line_ids: Sequence[int]) -> None:
    """Who was asked for before whoever they replace was taken off: linked now."""
    ends = _ends_of(line_ids)
    waiting = BatchLine.objects.filter(line__replaces__in=list(ends), pair=None, set_aside=False)
    for id_, replaced_id in waiting.exclude(batch=batch).values_list("id", "line__replaces_id"):
        BatchLine.objects.filter(id=id_).update(pair=ends.get(replaced_id or 0))


def _row_keys(count: int) -> list[str]:
    """So many codes; two of 54 bits are hardly ever alike, and then the table refuses."""
    return codes.receipt_codes(secrets.token_bytes(codes.RANDOM_BYTES * count)) if count else []


def _complete(
    batch: Batch, *, programme: ProgrammeFacts, kind: Kind, request_key: UUID, actor: Actor, now: datetime
) -> None:
    lines = list(batch.lines.order_by("number").values_list("row_key", "person_id"))
    Batch.objects.filter(id=batch.pk).update(line_count=len(lines), drafted_at=now, job_id=None)
    leave(
        batch=batch,
        programme=programme,
        event=DRAFT,
        act="draft_batch",
        facts={
            "kind": str(kind),
            "fund": batch.fund_id,
            "number": batch.number,
            "lines": len(lines),
            "lines_sha256": hash_of_lines(f"{key} {person_id}" for key, person_id in lines),
        },
        request_key=request_key,
        actor=actor,
        now=now,
    )
