"""A decree in force whose persons BPJS accepted, and a treasury that says which months it received."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import count
from typing import Any
from uuid import uuid4

import numpy as np
from django.db import transaction

from payung.decrees.models import Decree, Line
from payung.decrees.tests.cast import HEAD, LATER, RINA, chosen, drafted, in_force, programme
from payung.membership import actions, paid
from payung.membership.models import Membership
from payung.membership.rules.told import Accepted, Ending, Paper, Registered, Told
from payung.membership.states import EndReason, HoldReason
from payung.programmes.models import Programme
from payung.shared.dates import Month

REGISTERED = date(2027, 1, 5)
PAPER = Paper(code="0" * 32, name="akta-kematian.pdf", sha256="a" * 64)
cards = count(1)
MAY_20 = datetime.fromisoformat("2027-05-20T02:00:00+00:00")


def insured(many: int = 1, *, of: Programme | None = None, **words) -> list[Membership]:
    """Members of a decree in force, from January to December 2027, registered on 5 January, but for what is said."""
    return register(named(many, of=of), **words)


def named(many: int = 1, *, of: Programme | None = None) -> Decree:
    """A decree in force of so many persons."""
    of = of or programme()
    return in_force(drafted(of, chosen(of, many)), number=f"188.45/{next(cards)}/2026")


def register(decree: Decree, **words) -> list[Membership]:
    lines = lines_of(decree)
    registered(decree, [accepted(line, **words) for line in lines])
    return list(Membership.objects.filter(line__in=lines).order_by("id"))


def registered(decree: Decree, answer: Sequence[Accepted]) -> Registered:
    with transaction.atomic():
        return actions.register(programme_id=decree.programme_id, accepted=answer, actor=RINA, now=LATER)


def lines_of(decree: Decree) -> list[Line]:
    return list(Line.objects.filter(decree=decree).order_by("number"))


def accepted(line: Line, **words) -> Accepted:
    """Of this line, from January to December 2027 with a KPJ of its own, but for what is said."""
    plain: dict[str, Any] = {
        "person_id": line.person_id,
        "line_id": line.pk,
        "fund_id": line.fund_id,
        "kpj": f"26{next(cards):09}",
        "registered_date": REGISTERED,
        "first_month": Month.of(line.first_month),
        "last_month": Month.of(line.last_month),
    }
    return Accepted(**plain | words)


class Treasury:
    """What BPJS received, by membership: stands for the room above in these tests."""

    def __init__(self) -> None:
        self.received: dict[int, dict[Month, date]] = {}

    def receive(self, membership: Membership, *months: Month, on: date) -> None:
        for month in months:
            self.received.setdefault(membership.pk, {})[month] = on

    def months_of(self, *, person_ids: Sequence[int]) -> dict[int, list[paid.PaidMonth]]:
        found: dict[int, list[paid.PaidMonth]] = {}
        for row in Membership.objects.filter(person__in=person_ids):
            months = [paid.PaidMonth(month=m, paid_on=day) for m, day in self.received.get(row.pk, {}).items()]
            found.setdefault(row.person_id, []).extend(months)
        return found

    def columns(self, *, programme_id: int, memberships=None) -> paid.PaidColumns:
        asked = Membership.objects.filter(programme=programme_id).order_by("id").values_list("id", flat=True)
        ids = [id_ for id_ in asked if memberships is None or id_ in memberships]
        months = sorted({month for id_ in ids for month in self.received.get(id_, {})})
        table = np.full((len(ids), len(months)), np.datetime64("NaT"), dtype="datetime64[D]")
        for row, id_ in enumerate(ids):
            for month, day in self.received.get(id_, {}).items():
                table[row, months.index(month)] = day
        return paid.PaidColumns(months=tuple(months), membership_id=np.array(ids, dtype=np.int64), paid_on=table)


@contextmanager
def treasury() -> Iterator[Treasury]:
    asked, here = (paid._Above.months_of, paid._Above.columns), Treasury()
    paid.ask_of(here.months_of, here.columns)
    try:
        yield here
    finally:
        paid.ask_of(*asked)


def told(membership: Membership, reason: HoldReason = HoldReason.DIED, day: date | None = None) -> Told:
    return Told(membership_id=membership.pk, reason=reason, happened_on=day, note="kabar dari ketua RT")


def held(membership: Membership, **words) -> None:
    actions.hold(told=[told(membership, **words)], source="", request_key=uuid4(), actor=RINA, now=MAY_20)


def ending(membership: Membership, reason: EndReason = EndReason.DIED, day: date = date(2027, 5, 3), **words) -> Ending:
    return Ending(membership_id=membership.pk, reason=reason, happened_on=day, note="surat kematian 12/2027", **words)


def released(membership: Membership) -> None:
    actions.release(
        membership_id=membership.pk, note="ternyata masih hidup", request_key=uuid4(), actor=RINA, now=MAY_20
    )


def restored(membership: Membership, *, key=None) -> None:
    actions.restore(
        membership_id=membership.pk, because="salah orang", request_key=key or uuid4(), actor=HEAD, now=MAY_20
    )


def state_of(membership: Membership) -> str:
    return Membership.objects.values_list("state", flat=True).get(id=membership.pk)


def ended(*memberships: Membership, key=None, evidence: Paper | None = PAPER, source: str = "", **words) -> int:
    return actions.end(
        ends=[ending(one, **words) for one in memberships],
        source=source,
        evidence=evidence,
        request_key=key or uuid4(),
        actor=HEAD,
        now=MAY_20,
    )
