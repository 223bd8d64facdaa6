"""A programme with funds and criteria, and people who were judged eligible, as the rooms below would have left them."""

from datetime import UTC, date, datetime
from itertools import count
from uuid import uuid4

import numpy as np

from payung.accounts.rules import Actor, Role
from payung.eligibility.models import Judgement, Run
from payung.intake.models import Candidate, ReceivedFile, Row
from payung.people.models import Person
from payung.programmes.models import Criteria, Fund, FundGroup, Programme, Quota, StatedNeed, Weight
from payung.programmes.rules.setup import Division
from payung.selection import actions
from payung.selection.facts import SelectionFacts

KABUPATEN = "63.02"
NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
RAMPA, SEMAYAP, FURTHER = "63.02.06.2012", "63.02.06.2014", "63.02.08.2001"
PLACE_RP = 12 * 16_800
numbers = count(1)


def actor(*roles, key="user:3", scope=KABUPATEN, kabupaten=KABUPATEN):
    return Actor(key=key, name="Rina", kabupaten=kabupaten, scope=scope, roles=frozenset(roles))


OPERATOR = actor(Role.OPERATOR)
HEAD = actor(Role.HEAD, key="user:9")
INSPECTOR = actor(Role.INSPECTOR, key="user:5")


class House:
    """One programme of one year, January to December 2027, with two weights. The last four: what a test has put in it."""

    top: list[int]
    fishers: list[int]
    others: list[int]
    selection: SelectionFacts

    def __init__(self, *, kabupaten=KABUPATEN, judged=True):
        self.programme = Programme.objects.create(
            kabupaten=kabupaten,
            code=f"rentan-{next(numbers)}",
            name="Perlindungan pekerja rentan 2027",
            first_month=date(2027, 1, 1),
            last_month=date(2027, 12, 1),
            registration_date=date(2026, 12, 28),
            made_at=NOW,
            made_by="user:3",
        )
        self.criteria = Criteria.objects.create(
            programme=self.programme, number=1, because="Perbup", made_at=NOW, made_by="user:3"
        )
        Weight.objects.create(criteria=self.criteria, kind="desil", key="1", points=50)
        Weight.objects.create(criteria=self.criteria, kind="occupation", key="Nelayan", points=20)
        self.file = ReceivedFile.objects.create(
            kabupaten=kabupaten,
            programme=self.programme,
            code=uuid4().hex,
            file_name="usulan.xlsx",
            sha256=uuid4().hex * 2,
            size_bytes=1,
            source="desa",
            sender="Desa Rampa",
            registration_date=date(2026, 12, 28),
            received_by="user:3",
            received_at=NOW,
        )
        self.run = Run.objects.create(
            programme=self.programme,
            criteria=self.criteria,
            on_date=date(2026, 12, 1),
            registration_date=date(2026, 12, 28),
            complete=judged,
            made_by="user:3",
            made_at=NOW,
        )

    def fund(self, places, *occupations, kind="apbd", code=None):
        fund = Fund.objects.create(
            programme=self.programme,
            code=code or f"dana-{next(numbers)}",
            kind=kind,
            name=f"Dana {kind}",
            ceiling_rp=places * PLACE_RP + 1,
        )
        FundGroup.objects.bulk_create(FundGroup(fund=fund, occupation=name) for name in occupations)
        return fund

    def quota(self, kind, key, places):
        Quota.objects.create(programme=self.programme, kind=kind, key=key, places=places)

    def need(self, desa, people):
        StatedNeed.objects.create(programme=self.programme, desa_code=desa, people=people, source="Musdes")

    def people(self, many, desa=RAMPA, occupation="Petani", *, desil=None, name="Sari", verdict="eligible"):
        """Their ids, in the order of their receipt codes."""
        found = []
        for _ in range(many):
            number = next(numbers)
            person = Person.objects.create(
                kabupaten=self.programme.kabupaten,
                name=f"{name} {number}",
                sex="P",
                birth_date=date(1980, 1, 12),
                desa_code=desa,
                dusun="Dusun Satu",
                rt="03",
                occupation=occupation,
                made_at=NOW,
            )
            row = Row.objects.create(file=self.file, sheet="DATA", number=number, place=number, state="candidate")
            candidate = Candidate.objects.create(
                programme=self.programme,
                row=row,
                receipt_code=f"{number:012}",
                nik_index=uuid4().bytes,
                nik_sealed=b"sealed",
                name=person.name,
                sex="P",
                birth_date=person.birth_date,
                desa_code=desa,
                occupation=occupation,
            )
            Judgement.objects.create(
                run=self.run,
                person=person,
                candidate=candidate,
                audience="entering",
                verdict=verdict,
                marks="+" * 11,
                desil=desil,
                desa_code=desa,
                occupation=occupation,
            )
            found.append(person.pk)
        return found

    def lock(self, places=None, *, division=Division.NEED, key=None, by=OPERATOR):
        return actions.lock(
            programme_id=self.programme.pk,
            run_id=self.run.pk,
            division=division,
            places=places,
            request_key=key or uuid4(),
            actor=by,
            now=NOW,
        )

    def ranked(self, places=None, *, division=Division.NEED):
        selection = self.lock(places, division=division)
        return actions.rank_candidates(selection_id=selection.id, actor=OPERATOR, now=NOW)


def ids(columns):
    return np.asarray(columns.person_id).tolist()
