"""A house whose decree is in force, by the rooms' own acts; its people as members, where they are wanted."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

from crash import acts, house
from crash.house import OPERATOR
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts

TODAY = date(2027, 1, 11)
NOW = datetime(2027, 1, 11, 2, 0, tzinfo=UTC)
REGISTERED = date(2027, 1, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A programme with terms of one month, and the decree in force that names so many for all of 2027."""

    programme: ProgrammeFacts
    fund_id: int
    decree_id: int
    many: int


def named(folder: Path, *, many: int) -> Named:
    programme = house.programme("iuran", places=many, term_months=1)
    house.sent(programme.id, house.invented(folder / "a.csv", numbers=range(many)).path)
    house.work()
    decree_id, _ = acts.draft(programme.id, house.chosen(programme), uuid4())
    for act in (acts.check, acts.send):
        act(decree_id, uuid4())
    acts.sign(decree_id, many, uuid4())
    acts.enforce(decree_id, uuid4())
    (fund,) = programmes.funds(programme_id=programme.id)
    return Named(programme=programme, fund_id=fund.id, decree_id=decree_id, many=many)


def register_all(where: Named) -> None:
    """BPJS has accepted everybody."""
    from django.db import transaction

    from payung.decrees.models import Line
    from payung.membership.actions import Accepted, register
    from payung.shared.dates import Month

    accepted = [
        Accepted(
            person_id=line.person_id,
            line_id=line.pk,
            fund_id=line.fund_id,
            kpj=kpj(line.pk),
            registered_date=REGISTERED,
            first_month=Month.of(line.first_month),
            last_month=Month.of(line.last_month),
        )
        for line in Line.objects.filter(decree=where.decree_id).order_by("number")
    ]
    with transaction.atomic():
        register(programme_id=where.programme.id, accepted=accepted, actor=OPERATOR, now=NOW)


def kpj(line_id: int) -> str:
    """The number that BPJS gives whom this annex line names."""
    return f"26{line_id:09}"
