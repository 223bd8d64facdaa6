"""A programme with members in two desas, Rampa and Semayap, who are asked about before the first term."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from payung.contributions import actions
from payung.contributions.models.verifying import VervalDesa, VervalLine, VervalRound
from payung.contributions.rules.scans import Scan
from payung.contributions.rules.verifying import Opened, Said
from payung.contributions.states import VervalAnswer
from payung.decrees.tests import cast
from payung.decrees.tests.cast import JANUARY, RAMPA, RINA, SEMAYAP
from payung.membership.models import Membership
from payung.membership.tests.house import register
from payung.programmes.models import Agreement, Programme

NOW = datetime(2027, 1, 11, 2, 0, tzinfo=UTC)
DUE = date(2027, 1, 20)
SCAN = Scan(code="1" * 32, name="ba-rampa.pdf", sha256="b" * 64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A round that stands, with the token of each desa and the members there, in the order of their numbers."""

    round: VervalRound
    tokens: dict[str, str]
    desas: dict[str, int]

    def members(self, desa_code: str = RAMPA) -> list[int]:
        lines = VervalLine.objects.filter(desa=self.desas[desa_code]).order_by("number")
        return list(lines.values_list("membership_id", flat=True))

    def desa(self, desa_code: str = RAMPA) -> VervalDesa:
        return VervalDesa.objects.get(id=self.desas[desa_code])


def members(*, rampa: int = 3, semayap: int = 2, later: int = 0, term_months: int = 6) -> Programme:
    """Members from January to December 2027, `later` more from July; the agreement bills by half-years."""
    programme = cast.programme()
    cast.agreement(programme)
    Agreement.objects.filter(programme=programme).update(term_months=term_months)
    wanted = [*cast.chosen(programme, rampa), *cast.chosen(programme, semayap, desa_code=SEMAYAP)]
    wanted += [replace(one, first_month=JANUARY.plus(6)) for one in cast.chosen(programme, later)]
    register(cast.in_force(cast.drafted(programme, wanted), number=f"188.45/{uuid4().hex[:6]}"))
    return programme


def opened(programme: Programme, *, key: UUID | None = None, now: datetime = NOW) -> Opened:
    return actions.open_round(
        programme_id=programme.pk,
        first_month=JANUARY,
        due_date=DUE,
        request_key=key or uuid4(),
        actor=RINA,
        now=now,
    )


def asked(*, rampa: int = 3, semayap: int = 2) -> Asked:
    made = opened(members(rampa=rampa, semayap=semayap))
    return Asked(
        round=VervalRound.objects.get(id=made.round_id),
        tokens={link.desa_code: link.token for link in made.links},
        desas={link.desa_code: link.desa_id for link in made.links},
    )


def died(membership_id: int, day: date = date(2027, 1, 8), note: str = "sakit") -> Said:
    return Said(membership_id=membership_id, answer=VervalAnswer.DIED, happened_on=day, note=note)


def moved(membership_id: int) -> Said:
    return Said(membership_id=membership_id, answer=VervalAnswer.MOVED, note="ke Batulicin")


def working(membership_id: int) -> Said:
    return Said(membership_id=membership_id, answer=VervalAnswer.WORKING)


def answer(
    of: Asked, said: Sequence[Said] = (), *, desa_code: str = RAMPA, key: UUID | None = None, now: datetime = NOW
):
    actions.answer_by_link(
        token=of.tokens[desa_code], said=said, name="Norlaila, Kasi Kesra", request_key=key or uuid4(), now=now
    )


def tell(of: Asked, *said: Said, desa_code: str = RAMPA, key: UUID | None = None, now: datetime = NOW):
    actions.tell_by_link(token=of.tokens[desa_code], said=said, request_key=key or uuid4(), now=now)


def state(membership_id: int) -> tuple[str, str]:
    found = Membership.objects.get(id=membership_id)
    return found.state, found.held_because
