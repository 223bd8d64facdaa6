"""Decree, bill and BPJS's list side by side: where they disagree about somebody, by kind. Pure.

Months are `Month.number`, -1 for none known. A member is one human being in one programme; a line is a row of the list.
What a list does not tell is never taken for a no: a fund of which nobody stands in the list was not asked about, and a
row whose month could not be read says nothing of months.

The key of a difference holds the facts that matter. A person who closes it decides about these facts, and is asked
again only when they have changed.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from payung.contributions.rules.reconciling_names import can_be_the_same
from payung.contributions.states import DifferenceKind
from payung.intake.rules.text import fold
from payung.shared.dates import Month

NONE = -1
_DIGEST = 16


class How(IntEnum):
    """By what a line was found to be about a member."""

    NOBODY = 0
    KPJ = 1
    NIK = 2
    CARD = 3  # a number of a former job


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberColumns:
    """One row a human being, all (members,). `last` is the last month owed, of an ended one that of the end.

    `billed`: last month with a due; `received_from`, `received`: first and last month owed that BPJS had received by
    the day of the list. `owing`: running, so that months without a due are missing.
    """

    membership_id: NDArray[np.int64]
    person_id: NDArray[np.int64]  # the kept one
    fund_id: NDArray[np.int64]
    kpj: NDArray[np.object_]
    name: NDArray[np.object_]
    desa_code: NDArray[np.object_]
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    ended: NDArray[np.bool_]
    billed: NDArray[np.int32]
    received_from: NDArray[np.int32]
    received: NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineColumns:
    """One row a row of the list, all (lines,). `person_id`: whose NIK it is, `card_id`: whose number; -1 nobody's.

    `active`: 1 yes, 0 no, -1 not told. `own`: paid by us, or no payer told. `elsewhere`: of another programme of ours.
    """

    kpj: NDArray[np.object_]
    has_nik: NDArray[np.bool_]
    person_id: NDArray[np.int64]
    card_id: NDArray[np.int64]
    name: NDArray[np.object_]
    since: NDArray[np.int32]
    through: NDArray[np.int32]
    active: NDArray[np.int8]
    own: NDArray[np.bool_]
    payer: NDArray[np.object_]
    elsewhere: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """Whom each line is about (a place among the members, -1: nobody), and how it was found; both (lines,)."""

    member: NDArray[np.int64]
    how: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class OwedMonth:
    """A due of a member: its month and rupiah."""

    month: int
    amount_rp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A disagreement. `membership_id` None for somebody whom we do not know, or for a bill."""

    kind: DifferenceKind
    key: str
    membership_id: int | None = None
    bill_id: int | None = None
    kpj: str = ""
    month: Month | None = None
    name: str = ""
    desa_code: str = ""
    ours: str = ""
    theirs: str = ""
    amount_rp: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """Of whom the list tells anything; (members,) each. `whole`: it tells of every fund with members."""

    asked: NDArray[np.bool_]  # of a fund in the list, and no unreadable month or status
    there: NDArray[np.bool_]  # with a line of our own
    whole: bool


def matched(*, members: MemberColumns, lines: LineColumns) -> Matched:
    """By KPJ; else by NIK; else by a number that the person had in a former job."""
    by_kpj = {kpj: place for place, kpj in enumerate(members.kpj)}
    by_person = {person: place for place, person in enumerate(members.person_id.tolist())}
    member, how = [], []
    rows = zip(lines.kpj, lines.person_id.tolist(), lines.card_id.tolist(), strict=True)
    for kpj, person, card in rows:
        if (place := by_kpj.get(kpj, NONE) if kpj else NONE) != NONE:
            found = How.KPJ
        elif (place := by_person.get(person, NONE)) != NONE:
            found = How.NIK
        elif (place := by_person.get(card, NONE)) != NONE:
            found = How.CARD
        else:
            found = How.NOBODY
        member.append(place)
        how.append(found)
    return Matched(member=np.array(member, dtype=np.int64), how=np.array(how, dtype=np.int8))


def paid_by_others(*, lines: LineColumns, of: Matched) -> NDArray[np.int64]:
    """The members with a line of another payer, ascending: whose dues `compared` must be told."""
    return np.unique(of.member[(of.member != NONE) & ~lines.own])


def looked(*, members: MemberColumns, lines: LineColumns, of: Matched) -> Looked:
    there, through, active = _own(members, lines, of)
    covered = np.isin(members.fund_id, np.unique(members.fund_id[there]))
    unread = there & (through == NONE) & (active == NONE)
    return Looked(asked=covered & ~unread, there=there, whole=bool(covered.all()))


def compared(
    *,
    members: MemberColumns,
    lines: LineColumns,
    of: Matched,
    dues: dict[int, Sequence[OwedMonth]],
    as_of: Month,
) -> list[Found]:
    """Every disagreement between us and the list. `dues`: of each place of `paid_by_others`, by month."""
    whether = _Comparison(members, lines, of, as_of.number)
    found = [
        *whether.billed_not_active(),
        *whether.active_not_billed(),
        *whether.strangers(),
        *whether.other_payers(dues),
        *whether.wrong_names(),
        *whether.wrong_niks(),
        *whether.changed_numbers(),
    ]
    return list({one.key: one for one in found}.values())


def _own(
    members: MemberColumns, lines: LineColumns, of: Matched
) -> tuple[NDArray[np.bool_], NDArray[np.int32], NDArray[np.int8]]:
    """Of each member over the lines that we pay: whether there is one, the last month, whether active."""
    count, mine = len(members.membership_id), (of.member != NONE) & lines.own
    there = np.zeros(count, dtype=np.bool_)
    there[of.member[mine]] = True
    through = np.full(count, NONE, dtype=np.int32)
    np.maximum.at(through, of.member[mine], lines.through[mine])
    active = np.full(count, NONE, dtype=np.int8)
    np.maximum.at(active, of.member[mine], lines.active[mine])
    return there, through, active


class _Comparison:
    def __init__(self, members: MemberColumns, lines: LineColumns, of: Matched, as_of: int) -> None:
        self._members, self._lines, self._of, self._as_of = members, lines, of, as_of
        self._there, self._through, self._active = _own(members, lines, of)

    def billed_not_active(self) -> Iterator[Found]:
        """BPJS received months that it does not tell, or does not count the member as active in a month it received."""
        members, now = self._members, self._as_of
        due_now = (members.received >= now) & (members.received_from <= now) & (members.received != NONE)
        due_now &= ~members.ended
        short = self._there & (self._through != NONE) & (self._through < members.received)
        inactive = self._there & (self._active == 0) & due_now & ~short
        covered = np.isin(members.fund_id, np.unique(members.fund_id[self._there]))
        absent = ~self._there & covered & due_now
        for place in np.flatnonzero(short).tolist():
            theirs = Month.numbered(int(self._through[place]))
            yield self._not_active(place, told=str(theirs), theirs=f"BLTH {theirs.text}", month=theirs.plus(1))
        for place in np.flatnonzero(inactive).tolist():
            yield self._not_active(place, told="nonaktif", theirs="tidak aktif", month=Month.numbered(now))
        for place in np.flatnonzero(absent).tolist():
            yield self._not_active(place, told="tiada", theirs="tidak ada pada daftar", month=Month.numbered(now))

    def _not_active(self, place: int, *, told: str, theirs: str, month: Month) -> Found:
        paid = Month.numbered(int(self._members.received[place]))
        return self._about(
            place,
            DifferenceKind.BILLED_NOT_ACTIVE,
            facts=f"{paid}:{told}",
            month=month,
            ours=f"dibayar s.d. {paid.text}",
            theirs=theirs,
        )

    def active_not_billed(self) -> Iterator[Found]:
        """BPJS tells a month of the membership, or an active member, for which no due of ours stands."""
        members, now = self._members, self._as_of
        beyond = self._there & (self._through > members.billed) & (self._through >= members.first)
        still = self._there & (self._through == NONE) & (self._active == 1)
        still &= members.ended & (members.last < now) & (members.billed < now)
        for place in np.flatnonzero(beyond).tolist():
            theirs = Month.numbered(int(self._through[place]))
            yield self._not_billed(place, told=str(theirs), theirs=f"BLTH {theirs.text}", until=theirs.number)
        for place in np.flatnonzero(still).tolist():
            yield self._not_billed(place, told="aktif", theirs="aktif", until=now)

    def _not_billed(self, place: int, *, told: str, theirs: str, until: int) -> Found:
        billed = int(self._members.billed[place])
        ours = f"ditagih s.d. {Month.numbered(billed).text}" if billed != NONE else "belum pernah ditagih"
        if self._members.ended[place]:
            ours = f"berakhir {Month.numbered(int(self._members.last[place])).text}, {ours}"
        month = min(max(billed + 1, int(self._members.first[place])), until)
        facts = f"{told}:{Month.numbered(billed) if billed != NONE else '-'}"
        return self._about(
            place,
            DifferenceKind.ACTIVE_NOT_BILLED,
            facts=facts,
            month=Month.numbered(month),
            ours=ours,
            theirs=theirs,
        )

    def strangers(self) -> Iterator[Found]:
        """Whom BPJS counts as ours and we do not know at all."""
        lines, now = self._lines, self._as_of
        active = (lines.active == 1) | ((lines.active == NONE) & (lines.through >= now))
        for row in np.flatnonzero((self._of.member == NONE) & lines.own & ~lines.elsewhere & active):
            kpj, name = lines.kpj[row], lines.name[row]
            who = kpj or (f"p{lines.person_id[row]}" if lines.person_id[row] != NONE else digest(fold(name)))
            through = int(lines.through[row])
            told = f"BLTH {Month.numbered(through).text}" if through != NONE else "aktif"
            yield Found(
                kind=DifferenceKind.ACTIVE_NOT_BILLED,
                key=f"{DifferenceKind.ACTIVE_NOT_BILLED}:{who}:{digest(fold(lines.payer[row]))}",
                kpj=kpj,
                name=name,
                ours="tidak dikenal sebagai peserta program ini",
                theirs=f"{told}, {lines.payer[row]}" if lines.payer[row] else told,
            )

    def other_payers(self, dues: dict[int, Sequence[OwedMonth]]) -> Iterator[Found]:
        """Another pays: for months that we owe too, or instead of us."""
        for (place, _), (payer, since, until, active) in self._stretches().items():
            owed = [one for one in dues.get(place, ()) if since <= one.month <= until]
            if owed:
                yield self._overlap(place, payer, owed)
            elif not (self._members.ended[place] and self._members.last[place] < self._as_of) and active:
                yield self._about(
                    place,
                    DifferenceKind.OTHER_PAYER,
                    facts=digest(fold(payer)),
                    month=Month.numbered(until),
                    ours="peserta program ini",
                    theirs=f"dibayar {payer}",
                )

    def _stretches(self) -> dict[tuple[int, str], tuple[str, int, int, bool]]:
        """By member and payer: the payer as written, the months that it is known to pay for, and whether it does now."""
        lines, rows = self._lines, np.flatnonzero((self._of.member != NONE) & ~self._lines.own)
        grouped: dict[tuple[int, str], list[tuple[str, int, int, bool]]] = defaultdict(list)
        for row in rows:
            through, active = int(lines.through[row]), int(lines.active[row])
            until = through if through != NONE else self._as_of if active == 1 else NONE
            if until == NONE:
                continue
            since = int(lines.since[row]) if lines.since[row] != NONE else until
            pays = active == 1 or (active == NONE and until >= self._as_of)
            grouped[int(self._of.member[row]), fold(lines.payer[row])].append((lines.payer[row], since, until, pays))
        return {
            who: (
                told[0][0],
                min(one[1] for one in told),
                max(one[2] for one in told),
                any(one[3] for one in told),
            )
            for who, told in grouped.items()
        }

    def _overlap(self, place: int, payer: str, owed: Sequence[OwedMonth]) -> Found:
        first, last = Month.numbered(owed[0].month), Month.numbered(owed[-1].month)
        return self._about(
            place,
            DifferenceKind.MONTHS_OVERLAP,
            facts=f"{digest(fold(payer))}:{first}:{len(owed)}",
            month=first,
            ours=f"{len(owed)} bulan kita tagih, {first.text}" + (f" s.d. {last.text}" if last > first else ""),
            theirs=f"dibayar {payer}",
            amount_rp=sum(one.amount_rp for one in owed),
        )

    def wrong_names(self) -> Iterator[Found]:
        """The line is the member's, and its name cannot be."""
        for row, place in self._own_rows((How.KPJ, How.NIK)):
            ours, theirs = self._members.name[place], self._lines.name[row]
            if theirs and ours != theirs and not can_be_the_same(ours, theirs):
                yield self._about(
                    place,
                    DifferenceKind.WRONG_NAME,
                    facts=digest(f"{fold(ours)}|{fold(theirs)}"),
                    ours=ours,
                    theirs=theirs,
                )

    def wrong_niks(self) -> Iterator[Found]:
        """The number is the member's, and the NIK beside it, whole as it is, was never theirs."""
        for row, place in self._own_rows((How.KPJ,)):
            whose = int(self._lines.person_id[row])
            if self._lines.has_nik[row] and whose != self._members.person_id[place]:
                known = whose != NONE
                yield self._about(
                    place,
                    DifferenceKind.WRONG_NIK,
                    facts=f"p{whose}" if known else "asing",
                    ours="NIK peserta ini",
                    theirs="NIK orang lain yang kita kenal" if known else "NIK yang tidak kita kenal",
                )

    def changed_numbers(self) -> Iterator[Found]:
        """No line has the member's number, but one of ours has the same person with another."""
        by_number = np.zeros(len(self._members.membership_id), dtype=np.bool_)
        by_number[self._of.member[self._of.how == How.KPJ]] = True
        for row, place in self._own_rows((How.NIK, How.CARD)):
            theirs = self._lines.kpj[row]
            if theirs and not by_number[place] and not self._members.ended[place]:
                yield self._about(
                    place,
                    DifferenceKind.KPJ_CHANGED,
                    facts=f"{self._members.kpj[place]}:{theirs}",
                    ours=self._members.kpj[place],
                    theirs=theirs,
                )

    def _own_rows(self, hows: Sequence[How]) -> Iterator[tuple[int, int]]:
        rows = np.flatnonzero(self._lines.own & np.isin(self._of.how, [int(how) for how in hows]))
        return zip(rows.tolist(), self._of.member[rows].tolist(), strict=True)

    def _about(
        self,
        place: int,
        kind: DifferenceKind,
        *,
        facts: str,
        ours: str,
        theirs: str,
        month: Month | None = None,
        amount_rp: int = 0,
    ) -> Found:
        membership_id = int(self._members.membership_id[place])
        return Found(
            kind=kind,
            key=f"{kind}:m{membership_id}:{facts}",
            membership_id=membership_id,
            kpj=self._members.kpj[place],
            month=month,
            name=self._members.name[place],
            desa_code=self._members.desa_code[place],
            ours=ours[:200],
            theirs=theirs[:200],
            amount_rp=amount_rp,
        )


def digest(text: str) -> str:
    """What a key holds of a name or payer."""
    return sha256(text.encode()).hexdigest()[:_DIGEST]
