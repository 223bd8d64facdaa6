"""A small register for tests of judging: persons proposed, and what registers said of them."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from payung.accounts.rules import Actor, Role
from payung.eligibility.models import Answer, Result
from payung.gateways.sealing import Kind, sealer
from payung.intake.models import Candidate, ReceivedFile, Row
from payung.matching.models import Link
from payung.people.models import Household, Identity, Person
from payung.programmes.actions import open_programme
from payung.programmes.tests.cast import PLAN

NOW = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
ON = date(2026, 11, 22)
_numbers = count(1)


def actor(*roles: Role, scope: str = "63.02", key: str = "user:1") -> Actor:
    return Actor(key=key, name="Siti Aminah", kabupaten="63.02", scope=scope, roles=frozenset(roles))


OPERATOR, HEAD = actor(Role.OPERATOR), actor(Role.HEAD, key="user:2")


class Register:
    """A programme, the file its candidates came in, and the people."""

    def __init__(self) -> None:
        self.programme = open_programme(plan=PLAN, actor=OPERATOR, now=NOW)
        self.file = ReceivedFile.objects.create(
            kabupaten="63.02",
            programme_id=self.programme.id,
            code=f"{next(_numbers):032}",
            file_name="usulan.xlsx",
            sha256="0" * 64,
            size_bytes=1,
            source="desa",
            sender="Desa Rampa",
            registration_date=ON,
            received_by="user:1",
            received_at=NOW,
        )

    def person(self, name: str = "SARI", *, proposed: int = 1, checked: bool = True, **facts) -> Person:
        """A fisher of 40, proposed and in order with Dukcapil and BPJS."""
        number = next(_numbers)
        person = Person.objects.create(
            **{
                "kabupaten": "63.02",
                "name": name,
                "sex": "P",
                "birth_date": date(1986, 5, 5),
                "desa_code": "63.02.06.2012",
                "occupation": "nelayan",
                "made_at": NOW,
                **facts,
            }
        )
        ((sealed, index),) = sealer("63.02").sealed_and_indexed([f"630206450586{number:04}"], Kind.NIK)
        Identity.objects.create(person=person, nik_index=index, nik_sealed=sealed, from_date=ON)
        for _ in range(proposed):
            self.propose(person)
        if checked:
            self.said(person, "dukcapil", "alive")
            self.said(person, "bpjs", "not_active")
        return person

    def propose(self, person: Person) -> Candidate:
        number = next(_numbers)
        row = Row.objects.create(file=self.file, number=number, place=number, state="candidate")
        candidate = Candidate.objects.create(
            programme_id=self.programme.id,
            row=row,
            receipt_code=f"{number:012}",
            nik_index=number.to_bytes(16, "big"),
            nik_sealed=b"x" * 32,
            name=person.name,
            sex=person.sex,
            birth_date=person.birth_date,
            desa_code=person.desa_code,
            occupation=person.occupation,
        )
        Link.objects.create(candidate=candidate, person=person, how="new")
        return candidate

    def said(
        self, person: Person, register: str, outcome: str, *, on: date = ON, state: str = "read", **facts
    ) -> Result:
        answer = Answer.objects.create(
            programme_id=self.programme.id,
            register=register,
            code=f"{next(_numbers):032}",
            file_name="balasan.xlsx",
            sha256=f"{next(_numbers):064}",
            answered_date=on,
            source="Surat 1/2026",
            state=state,
            received_by="user:1",
            received_at=NOW,
        )
        return Result.objects.create(
            person=person,
            register=register,
            answer=answer,
            outcome=outcome,
            answered_date=on,
            valid_until=on + timedelta(days=90),
            **facts,
        )

    def household(self) -> Household:
        number = next(_numbers)
        return Household.objects.create(kabupaten="63.02", kk_index=number.to_bytes(16, "big"), kk_sealed=b"x" * 32)
