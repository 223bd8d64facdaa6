"""Claims are opened: one of each event, one of each death of a human being, also where two tell of it at once.

Inside the caller's transaction and its audit event: reports, death lists and the branch's own report open claims here.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db.models import Q
from django.db.models.functions import Coalesce

from payung.claims.models import Claim
from payung.claims.queries.claims import chunks
from payung.claims.rules.reporting import NewClaim
from payung.claims.states import EventKind, Scheme, State
from payung.people import queries as people
from payung.shared import codes

__all__ = ["NewClaim", "new_codes", "open_claims"]
_BATCH = 500


def open_claims(*, kabupaten: str, events: Sequence[NewClaim], now: datetime) -> list[int]:
    """The claim of each event, in their order: that which there is already, or a new one.

    An event is of the same claim where it is of the same day, or where both are a death or a loss; withdrawn claims do
    not count. A claim keeps its earliest telling. Raises LookupError for a person who is not in the register.
    """
    if not events:
        return []
    kept = _kept([one.person_id for one in events])
    found = _standing(kept.values())
    fresh = sorted(_fresh(events, kept, found), key=lambda one: kept[one.person_id])  # two lists wait in one order
    made = new_codes(len(fresh))
    Claim.objects.bulk_create(
        (_claim(kabupaten, code, kept[one.person_id], one, now) for code, one in zip(made, fresh, strict=True)),
        batch_size=_BATCH,
        ignore_conflicts=True,  # somebody else may open the same just now: theirs is found below
    )
    found = _standing(kept.values())
    ids = [_known(found, kept[one.person_id], one) for one in events]
    _tell_earliest(events, ids)
    return ids


def new_codes(many: int) -> list[str]:
    """Codes for outsiders."""
    return codes.receipt_codes(secrets.token_bytes(codes.RANDOM_BYTES * many)) if many else []


_Claims = dict[int, list[tuple[int, str, date]]]  # of each human being: claim, kind and day


def _kept(person_ids: Sequence[int]) -> dict[int, int]:
    read = people.columns(person_ids=person_ids)
    return dict(zip(read.ids.tolist(), read.kept_id.tolist(), strict=True))


def _standing(humans: Iterable[int]) -> _Claims:
    found: _Claims = {}
    for chunk in chunks(sorted(set(humans))):
        rows = Claim.objects.filter(Q(person__in=chunk) | Q(person__same_as__in=chunk)).exclude(state=State.WITHDRAWN)
        told = rows.order_by("id").values_list(Coalesce("person__same_as_id", "person_id"), "id", "kind", "event_date")
        for human, claim_id, kind, day in told:
            found.setdefault(human, []).append((claim_id, kind, day))
    return found


def _match(claims: Iterable[tuple[int, str, date]], event: NewClaim) -> int | None:
    """A death is of the claim of a death before it is of one of the same day."""
    told = list(claims)
    if event.kind is not EventKind.ACCIDENT:
        of_death = next((id_ for id_, kind, _day in told if kind != EventKind.ACCIDENT), None)
        if of_death is not None:
            return of_death
    return next((id_ for id_, _kind, day in told if day == event.event_date), None)


def _known(found: Mapping[int, list[tuple[int, str, date]]], human: int, event: NewClaim) -> int:
    claim_id = _match(found.get(human, ()), event)
    if claim_id is None:
        raise LookupError("The claim of an event is neither there nor made.")
    return claim_id


def _fresh(events: Sequence[NewClaim], kept: Mapping[int, int], found: _Claims) -> list[NewClaim]:
    """Those of which there is no claim, each event once."""
    seen: _Claims = {human: list(claims) for human, claims in found.items()}
    fresh = []
    for one in events:
        claims = seen.setdefault(kept[one.person_id], [])
        if _match(claims, one) is None:
            claims.append((0, one.kind, one.event_date))
            fresh.append(one)
    return fresh


def _claim(kabupaten: str, code: str, person_id: int, one: NewClaim, now: datetime) -> Claim:
    accident = one.kind is EventKind.ACCIDENT
    return Claim(
        kabupaten=kabupaten,
        code=code,
        person_id=person_id,
        membership_id=one.membership_id,
        kind=one.kind,
        scheme=Scheme.JKK if accident else Scheme.OPEN,
        state=State.REPORTED if accident else State.UNDETERMINED,
        event_date=one.event_date,
        event_time=one.event_time,
        death_date=one.death_date,
        place_text=one.place_text,
        doing=one.doing,
        told_at=one.told_at,
        reported_by=one.reported_by,
        made_at=now,
    )


def _tell_earliest(events: Sequence[NewClaim], ids: Sequence[int]) -> None:
    """A claim that was told earlier than we knew: its clock began then."""
    earliest: dict[int, datetime] = {}
    for claim_id, one in zip(ids, events, strict=True):
        earliest[claim_id] = min(earliest.get(claim_id, one.told_at), one.told_at)
    for chunk in chunks(sorted(earliest)):
        known = Claim.objects.filter(id__in=chunk).values_list("id", "told_at")
        wanted = [id_ for id_, told_at in known if told_at > earliest[id_]]
        rows = Claim.objects.select_for_update(of=("self",), no_key=True).filter(id__in=wanted).order_by("id")
        late = [row for row in rows if row.told_at > earliest[row.pk]]
        for row in late:
            row.told_at = earliest[row.pk]
        Claim.objects.bulk_update(late, ["told_at"], batch_size=_BATCH)
