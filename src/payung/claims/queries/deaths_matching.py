"""A whole list of the dead against the whole register at once: by NIK, and by name with birth date. Queries by the thousand.

Only rows that so find nobody of our register are looked up by likeness (`matching.queries.LikenessSeeker`), so that a
long list of mostly strangers costs what it did.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.utils import timezone

from payung.claims.models import DeathLine
from payung.claims.queries.claims import chunks
from payung.claims.queries.told_dead import found_alive
from payung.claims.rules.death_words import Agreement, Settled
from payung.claims.rules.deaths import (
    NOTHING_BEFORE,
    UNDATED,
    Before,
    Judged,
    Match,
    Row,
    Stretch,
    alike,
    judged,
    matches,
    unread,
)
from payung.claims.states import State
from payung.gateways.sealing import Kind, sealer
from payung.intake.rules.names import read_name
from payung.law.loader import load
from payung.matching.queries import LikenessSeeker, Lookalike
from payung.matching.rules.identities import Written
from payung.membership import queries as memberships
from payung.membership.queries import MembershipFacts
from payung.people import queries as people

Members = Mapping[int, Sequence[MembershipFacts]]
_Key = tuple[date, str]
_Decided = tuple[str, str, str, date | None, bytes]  # settled, state of the claim, name, birth date, NIK sealed


class Touched(NamedTuple):
    """The rows that touch our members or could not be read, those members, and how many rows were not looked up."""

    found: list[Match]
    members: Members
    unsought: int


def matched(rows: Sequence[Row], *, kabupaten: str) -> Touched:
    """Every row that touches one of our members, present or former, or that could not be read; and those members."""
    holders = people.by_niks(kabupaten=kabupaten, niks=(row.nik for row in rows if row.nik))
    namesakes = _namesakes(rows, kabupaten)
    likes, unsought = _alike(rows, holders, namesakes, kabupaten)
    humans = {*holders.values(), *(one for found in namesakes.values() for one in found)}
    humans |= {one.person_id for found in likes.values() for one in found}
    members = memberships.of_humans(humans=humans)
    born = _born({one for one in holders.values() if one in members})
    found: list[Match] = []
    for place, row in enumerate(rows):
        holder, same = _by_number_or_name(row, holders, namesakes)
        about = matches(row, holder=holder, namesakes=same, born=born.get(holder) if holder else None)
        ours = [one for one in about if one.person_id in members]
        if not about:
            ours = alike(row, members=[one for one in likes.get(place, []) if one.person_id in members])
            if not ours and unread(row):
                ours = [Match(row, None, Agreement.NOBODY, row.lacks)]
        found += ours
    return Touched(found, members, unsought)


def judge(found: Sequence[Match], *, members: Members, kabupaten: str) -> list[tuple[Match, Judged]]:
    """What each of these leads to, in the order of the file."""
    before = _before(found, kabupaten)
    days = _days(found)
    lapse = load("cover")
    seen: set[int] = set()
    told = []
    for one in found:
        if one.person_id is None:
            told.append((one, Judged(settled=Settled.NONE, lacks=one.lacks)))
            continue
        sure = one.agreement is Agreement.SURE
        of_day = days.get(one.person_id, frozenset()) if sure else frozenset()
        first_day = next(iter(of_day), None)
        stretches = [_stretch(member) for member in members[one.person_id]]
        months = (
            lapse.on(first_day).whole("lapse_months") if first_day and first_day >= lapse.begins("lapse_months") else 0
        )
        answer = judged(
            one,
            stretches=stretches,
            before=before.get((one.person_id, one.row.sheet, one.row.number), NOTHING_BEFORE),
            first_day=first_day,
            days_differ=len(of_day) > 1,
            is_first=one.person_id not in seen,
            lapse_months=months,
        )
        seen |= {one.person_id} if sure else set()
        told.append((one, answer))
    return told


def _namesakes(rows: Iterable[Row], kabupaten: str) -> dict[_Key, frozenset[int]]:
    """Who of the register has a name and birth date of the list, read as who is kept."""
    wanted = {(row.birth_date, row.folded) for row in rows if row.birth_date and row.folded}
    found: dict[_Key, set[int]] = {}
    for one in people.born_on(kabupaten=kabupaten, days={day for day, _ in wanted if day}):
        key = one.birth_date, read_name(one.name)[2]
        if key in wanted:
            found.setdefault(key, set()).add(one.kept_id)
    return {key: frozenset(ids) for key, ids in found.items()}


def _by_number_or_name(
    row: Row, holders: Mapping[str, int], namesakes: Mapping[_Key, frozenset[int]]
) -> tuple[int | None, frozenset[int]]:
    """Who has the NIK of a row, and who its name and birth date."""
    holder = holders.get(row.nik) if row.nik else None
    if not row.birth_date or not row.folded:
        return holder, frozenset()
    return holder, namesakes.get((row.birth_date, row.folded), frozenset())


def _alike(
    rows: Sequence[Row], holders: Mapping[str, int], namesakes: Mapping[_Key, frozenset[int]], kabupaten: str
) -> tuple[dict[int, list[Lookalike]], int]:
    """Whom the rows are like that agree with nobody, by their place; and how many were not looked up."""
    asked = [
        Written(
            place,
            nik=row.nik or row.digits,
            name=row.name,
            birth_date=row.birth_date.isoformat() if row.birth_date else "",
            desa=row.desa,
        )
        for place, row in enumerate(rows)
        if not any(_by_number_or_name(row, holders, namesakes))
    ]
    seeker = LikenessSeeker(kabupaten=kabupaten)
    return seeker.alike(asked), seeker.unsought


def _born(person_ids: Collection[int]) -> dict[int, date]:
    if not person_ids:
        return {}
    read = people.columns(person_ids=sorted(person_ids))
    return dict(zip(read.ids.tolist(), read.birth_date.tolist(), strict=True))


def _days(found: Iterable[Match]) -> dict[int, frozenset[date]]:
    """The days that the sure rows of each person name; a day that cannot be counts for none."""
    days: dict[int, set[date]] = {}
    for one in found:
        day = one.row.death_date
        if (
            one.person_id is not None
            and one.agreement is Agreement.SURE
            and day
            and not UNDATED.intersection(one.lacks)
        ):
            days.setdefault(one.person_id, set()).add(day)
    return {person_id: frozenset(of) for person_id, of in days.items()}


def _before(found: Iterable[Match], kabupaten: str) -> dict[tuple[int, str, int], Before]:
    """What other lines, and people about them, have said of the persons of these, by person, sheet and row."""
    asked: dict[int, list[Match]] = {}
    for one in found:
        if one.person_id is not None:
            asked.setdefault(one.person_id, []).append(one)
    said: dict[int, list[_Decided]] = {}
    names = ("person_id", "settled", "claim__state", "name", "birth_date", "nik_sealed")
    for chunk in chunks(sorted(asked)):
        lines = DeathLine.objects.filter(person__in=chunk, list__kabupaten=kabupaten)
        for person_id, settled, state, name, born, sealed in lines.filter(
            settled__in=[Settled.PREPARED, Settled.NOT_SO]
        ).values_list(*names):
            said.setdefault(person_id, []).append((settled, state or "", name, born, bytes(sealed or b"")))
    sealed_as = sealer(kabupaten).sealed
    alive = found_alive(sorted(asked))
    answer = {}
    for person_id in said.keys() | alive.keys():
        told = said.get(person_id, [])
        for one in asked[person_id]:
            row = one.row
            mine = (row.name, row.birth_date, sealed_as(row.nik, Kind.NIK) if row.nik else b"")
            not_so = [line for line in told if line[0] == Settled.NOT_SO or line[1] == State.WITHDRAWN]
            answer[person_id, row.sheet, row.number] = Before(
                prepared=any(line[0] == Settled.PREPARED and line[1] != State.WITHDRAWN for line in told),
                not_so=bool(not_so) or _was_alive(row, alive.get(person_id)),
                same_row=any(_is_same(one, mine, line) for line in not_so),
            )
    return answer


def _is_same(one: Match, mine: tuple[str, date | None, bytes], line: _Decided) -> bool:
    """Whether a line that was decided tells of whom this row tells: in the same words, or of one who is only alike, by NIK."""
    by_nik = one.agreement is Agreement.LIKELY and mine[2] != b""
    return line[2:] == mine or (by_nik and line[4] == mine[2])


def _was_alive(row: Row, found_at: datetime | None) -> bool:
    """Whether somebody found the person alive after the day that the row names, or the row names none."""
    return found_at is not None and (row.death_date is None or row.death_date <= timezone.localdate(found_at))


def _stretch(one: MembershipFacts) -> Stretch:
    return Stretch(
        membership_id=one.id,
        registered_date=one.registered_date,
        first_month=one.first_month,
        owed_through=one.owed_through,
    )
