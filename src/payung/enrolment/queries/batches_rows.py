"""The facts of a batch's lines as BPJS is told them: gathered by the two thousand from where each is kept.

What somebody wrote down for BPJS (`Detail`) comes first, then what the latest list said that said anything. NIKs come
out in clear: for the sealed workbook, never for a page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from numpy.typing import NDArray

from payung.eligibility.prechecks.results import counted
from payung.eligibility.rules.words import Register
from payung.enrolment.models import Batch, BatchLine, Detail
from payung.enrolment.queries.batches_told import ToldLine, told
from payung.enrolment.rules.batches_cells import Fact, hours_of
from payung.enrolment.rules.batches_words import changed_in_words
from payung.enrolment.states import Kind
from payung.gateways.sealing import Kind as Sealed
from payung.gateways.sealing import sealer
from payung.intake import queries as intake
from payung.intake.queries.candidates import CandidateDetails
from payung.matching import queries as matching
from payung.membership import queries as membership
from payung.membership.queries import MembershipFacts
from payung.people import queries as people
from payung.people.queries import CorrectionFacts, PersonColumns
from payung.programmes import queries as programmes
from payung.programmes.rules.layout import Known, Told
from payung.regions.load import gazetteer
from payung.regions.rules import plain_code
from payung.shared.addresses import address_line
from payung.shared.dates import Month

AT_ONCE = 2000
_LINE = (
    *("id", "number", "row_key", "person_id", "line_id", "membership_id", "nik_sealed", "kpj", "months", "amount_rp"),
    *("first_month", "line__candidate_id", "line__occupation", "line__last_month", "pair__kpj", "name"),
)
_LISTED = tuple((field, str(field)) for field in Told if field not in (Told.KPJ, Told.ADDRESS))


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFacts:
    """A line with all that a layout may ask of it."""

    id: int
    number: int
    row_key: str
    person_id: int
    line_id: int
    name: str
    desa_code: str
    months: int
    amount_rp: int
    facts: dict[Told | Known, Fact]


def rows(*, batch: Batch, line_ids: Sequence[int] | None = None) -> Iterator[RowFacts]:
    """The lines of a batch in their order, or some of them."""
    found = BatchLine.objects.filter(batch=batch)
    if line_ids is not None:
        found = found.filter(id__in=line_ids)
    gathered, last = _Gathered(batch), 0
    while lines := gathered.lines(found.filter(number__gt=last)):
        yield from gathered.rows(lines)
        last = lines[-1][1]


class _Gathered:
    """What is the same for all lines of a batch, and what is asked once for each piece of them."""

    def __init__(self, batch: Batch) -> None:
        programme = programmes.by_id(programme_id=batch.programme_id)
        if programme is None:
            raise LookupError("A batch is of a programme.")
        self._batch = batch
        self._kind = Kind(batch.kind)
        self._programme = programme
        self._fund = next(one for one in programmes.funds(programme_id=programme.id) if one.id == batch.fund_id)
        self._desas = gazetteer(programme.kabupaten).by_code

    @cached_property
    def _candidates(self) -> dict[int, list[int]]:
        """All candidates of each person in the programme, the latest first."""
        proposed = matching.proposed(programme_id=self._programme.id)
        found: dict[int, list[int]] = {}
        for person_id, candidate_id in zip(proposed.person_id.tolist(), proposed.candidate_id.tolist(), strict=True):
            found.setdefault(person_id, []).insert(0, candidate_id)
        return found

    @cached_property
    def _told(self) -> dict[int, ToldLine]:
        return told(programme_id=self._programme.id).facts

    def lines(self, found: QuerySet[BatchLine]) -> list[Any]:
        """The first two thousand."""
        phone = Coalesce("person__same_as__phone", "person__phone")
        return list(found.order_by("number").values_list(*_LINE, phone)[:AT_ONCE])

    def rows(self, lines: Sequence[Any]) -> Iterator[RowFacts]:
        persons = np.array([line[3] for line in lines], dtype=np.int64)
        piece = _Piece(self, lines, people.columns(person_ids=persons))
        for place, line in enumerate(lines):
            yield piece.row(place, line)

    def details_of(self, lines: Sequence[Any]) -> dict[int, dict[Told | Known, Fact]]:
        """What lists and people told of each person, by field."""
        candidates = {line[3]: [*self._candidates.get(line[3], ()), line[11]] for line in lines}
        wanted = {one for ids in candidates.values() for one in ids}
        told_by = intake.candidate_details(candidate_ids=sorted(wanted))
        found = {
            person_id: _first_told([told_by[one] for one in ids if one in told_by])
            for person_id, ids in candidates.items()
        }
        written = Detail.objects.filter(person__in=list(candidates)).order_by("id")
        for person_id, field, value in written.values_list("person_id", "field", "value"):
            found[person_id][Told(field)] = value
        return found

    @cached_property
    def of_fund(self) -> dict[Told | Known, Fact]:
        effective = self._batch.effective_month
        return {
            Known.WADAH: self._fund.wadah,
            Known.NPW: self._fund.npw,
            Known.EFFECTIVE_MONTH: Month.of(effective) if effective else None,
        }

    def place(self, desa_code: str) -> tuple[str, str]:
        desa = self._desas.get(plain_code(desa_code))
        return (desa.name, desa.kecamatan) if desa else (desa_code, "")

    def payers(self, persons: NDArray[np.int64]) -> dict[int, str]:
        """Under whom BPJS has each person, as its last answer said; only a move asks."""
        if self._kind is not Kind.MOVE:
            return {}
        these = Q(person_id__in=persons.tolist()) | Q(person__same_as_id__in=persons.tolist())
        said = counted().filter(these, register=Register.BPJS)
        return dict(said.values_list(Coalesce("person__same_as_id", "person_id"), "payer"))

    def changes(self, lines: Sequence[Any]) -> dict[int, list[CorrectionFacts]]:
        """What was corrected of each person since BPJS was told; only a change asks."""
        if self._kind is not Kind.CHANGE:
            return {}
        since = {line[3]: told.exported_at for line in lines if (told := self._told.get(line[4])) and told.exported_at}
        found: dict[int, list[CorrectionFacts]] = {}
        if not since:
            return found
        for one in people.corrections(kabupaten=self._programme.kabupaten, since=min(since.values())):
            if one.person_id in since and one.changed_at > since[one.person_id]:
                found.setdefault(one.person_id, []).append(one)
        return found

    def old_nik(self, line_id: int) -> bytes | None:
        before = self._told.get(line_id) if self._kind is Kind.CHANGE else None
        return before.nik_sealed if before else None

    @property
    def kabupaten(self) -> str:
        return self._programme.kabupaten


class _Piece:
    """Two thousand lines with what was asked for them at once."""

    def __init__(self, whole: _Gathered, lines: Sequence[Any], told: PersonColumns) -> None:
        self._whole = whole
        self._told = told
        self._days = told.birth_date.astype(object)
        self._details = whole.details_of(lines)
        self._members = membership.facts_by_ids([line[5] for line in lines if line[5]])
        self._payers = whole.payers(told.ids)
        self._changes = whole.changes(lines)
        self._opened = sealer(whole.kabupaten).opened

    def row(self, place: int, line: Any) -> RowFacts:
        id_, number, row_key, person_id, line_id, membership_id, nik, kpj, months, amount_rp, first = line[:11]
        facts: dict[Told | Known, Fact] = {**self._details[person_id], **self._whole.of_fund}
        facts |= self._of_person(place, person_id, phone=line[16], name=line[15], occupation=line[12])
        old = self._whole.old_nik(line_id)
        nik_now = self._opened(bytes(nik), Sealed.NIK)
        nik_before = self._opened(old, Sealed.NIK) if old else nik_now
        facts |= {
            Known.NUMBER: number,
            Known.NIK: nik_now,
            Known.OLD_NIK: nik_before,
            Known.FIRST_MONTH: Month.of(first) if first else None,
            Known.LAST_MONTH: Month.of(line[13]),
            Known.MONTHS: months or None,
            Known.REPLACED_KPJ: line[14] or "",
            Known.FROM_PAYER: self._payers.get(person_id, ""),
            Known.CHANGED: changed_in_words(
                self._changes.get(person_id, ()), nik_changed=nik_before != nik_now, desa=self._desa_name
            ),
        }
        facts |= _of_membership(self._members.get(membership_id))
        facts[Told.KPJ] = kpj or facts.get(Told.KPJ)
        return RowFacts(
            id=id_,
            number=number,
            row_key=row_key,
            person_id=person_id,
            line_id=line_id,
            name=line[15],
            desa_code=str(self._told.desa_code[place]),
            months=months,
            amount_rp=amount_rp,
            facts=facts,
        )

    def _of_person(
        self, place: int, person_id: int, *, phone: str, name: str, occupation: str
    ) -> dict[Told | Known, Fact]:
        desa, kecamatan = self._whole.place(str(self._told.desa_code[place]))
        begin, end = hours_of(str(self._details[person_id].get(Told.WORK_HOURS) or ""))
        return {
            Known.NAME: name,
            Known.BIRTH_DATE: self._days[place],
            Known.SEX: str(self._told.sex[place]),
            Known.PHONE: phone or "",
            Known.OCCUPATION: occupation,
            Known.DESA: desa,
            Known.KECAMATAN: kecamatan,
            Known.HOURS_FROM: begin,
            Known.HOURS_TO: end,
        }

    def _desa_name(self, code: str) -> str:
        return self._whole.place(code)[0]


def _of_membership(found: MembershipFacts | None) -> dict[Told | Known, Fact]:
    if found is None:
        return {}
    ended: dict[Told | Known, Fact] = {
        Known.END_REASON: str(found.end_reason) if found.end_reason else "",
        Known.HAPPENED_ON: found.ended_date,
        Known.LAST_MONTH: found.owed_through,
    }
    return ended


def _first_told(told_by: Sequence[CandidateDetails]) -> dict[Told | Known, Fact]:
    """For each field what the latest list says that says anything."""
    found: dict[Told | Known, Fact] = {}
    for field, name in _LISTED:
        for one in told_by:
            if value := getattr(one, name):
                found[field] = str(value)
                break
    lines = (address_line(address=one.address, rt=one.rt, dusun=one.dusun) for one in told_by)
    found[Told.ADDRESS] = next(filter(None, lines), "")
    return found
