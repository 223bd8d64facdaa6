"""Those whom BPJS accepted become members. Registered is not covered: cover opens with the first receipt."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from payung.accounts.rules import Actor
from payung.gateways.bulk_rows import fresh_ids, insert_rows, moment
from payung.matching.queries import kept
from payung.membership.models import Card, Membership
from payung.membership.queries.facts import by_lines, card_holders, chunks, persons_of
from payung.membership.rules.refusals import kpj_unlike_one, not_found
from payung.membership.rules.registering import is_kpj, sorted_out
from payung.membership.rules.told import Accepted, Registered
from payung.membership.states import State
from payung.programmes import queries as programmes

_MEMBERSHIP = (
    *("id", "programme_id", "fund_id", "person_id", "line_id", "kpj", "registered_date", "first_month", "last_month"),
    *("state", "held_because", "end_reason", "made_by", "made_at"),
)
_CARD = ("kabupaten", "kpj", "person_id", "seen_date")


def register(*, programme_id: int, accepted: Sequence[Accepted], actor: Actor, now: datetime) -> Registered:
    """These persons are members, and their KPJs are remembered; in the caller's transaction, whose event tells it.

    A line that has its membership already is left alone and told; so is somebody with a membership of the programme
    that has not ended, and a KPJ that is another human being's. Raises KpjDoesNotFit for what is no KPJ, NotFound.
    Two who register the same line at once end in an IntegrityError of the later: asked again it finds the line done.
    """
    programme = programmes.by_id(programme_id=programme_id)
    if programme is None or programme.kabupaten != actor.kabupaten:
        raise not_found()
    if not all(is_kpj(one.kpj) for one in accepted):
        raise kpj_unlike_one()
    before = by_lines(line_ids=[one.line_id for one in accepted])
    humans = _humans([one.person_id for one in accepted])
    holders = _holders(programme.kabupaten, accepted)
    plan = sorted_out(
        accepted, before=before, humans=humans, holders=holders, members=_members(programme_id, humans.values())
    )
    ids = fresh_ids(table="membership_membership", count=len(plan.new))
    _insert(programme_id, plan.new, ids, actor, now)
    _remember(programme.kabupaten, plan.new)
    new = {one.line_id: id_ for one, id_ in zip(plan.new, ids, strict=True)}
    return Registered(
        by_line=before | new, before=frozenset(before), refused=list(plan.taken), members=list(plan.members)
    )


def _humans(person_ids: Sequence[int]) -> dict[int, int]:
    """Who each of these persons is read as."""
    return dict(zip(person_ids, kept(person_ids=person_ids).tolist(), strict=True)) if person_ids else {}


def _holders(kabupaten: str, accepted: Sequence[Accepted]) -> dict[str, int]:
    """Whose each KPJ is, as read now."""
    found = card_holders(kabupaten=kabupaten, kpjs={one.kpj for one in accepted})
    humans = _humans(list(found.values()))
    return {kpj: humans[person_id] for kpj, person_id in found.items()}


def _members(programme_id: int, humans: Iterable[int]) -> dict[int, int]:
    """Of these human beings those with a membership of the programme that has not ended, and which."""
    found: dict[int, int] = {}
    for chunk in chunks(persons_of(humans=humans)):
        rows = Membership.objects.filter(programme=programme_id, person__in=chunk).exclude(state=State.ENDED)
        for membership_id, person_id, same_as in rows.values_list("id", "person_id", "person__same_as_id"):
            found[same_as or person_id] = membership_id
    return found


def _insert(programme_id: int, new: Sequence[Accepted], ids: Sequence[int], actor: Actor, now: datetime) -> None:
    written = moment(now)
    insert_rows(
        table="membership_membership",
        columns=_MEMBERSHIP,
        rows=(
            (
                *(id_, programme_id, one.fund_id, one.person_id, one.line_id, one.kpj, one.registered_date),
                *(one.first_month.first_day, one.last_month.first_day, State.RUNNING.value, "", "", actor.key, written),
            )
            for id_, one in zip(ids, new, strict=True)
        ),
    )


def _remember(kabupaten: str, new: Sequence[Accepted]) -> None:
    """KPJs that nobody had. A person may have several, of former jobs."""
    known = card_holders(kabupaten=kabupaten, kpjs={one.kpj for one in new})
    cards = {one.kpj: (kabupaten, one.kpj, one.person_id, one.registered_date) for one in new if one.kpj not in known}
    insert_rows(table="membership_card", columns=_CARD, rows=cards.values())


def remember_card(*, kabupaten: str, kpj: str, person_id: int, seen_date: date) -> None:
    """The KPJ is this person's; in the caller's transaction. Known before: nothing changes."""
    Card.objects.get_or_create(kabupaten=kabupaten, kpj=kpj, defaults={"person_id": person_id, "seen_date": seen_date})
