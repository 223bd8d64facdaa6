"""Cover: registered is not covered, receipts open it, ends close it; one person and a column say the same."""

from datetime import date

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from payung.accounts.rules import Role
from payung.decrees.tests.cast import RINA, SEMAYAP, actor, chosen, programme
from payung.law.rules.cover import Jkk, Status
from payung.membership import queries
from payung.membership.models import Membership
from payung.membership.states import EndReason, HoldReason
from payung.membership.tests.house import ended, held, insured, treasury
from payung.people.models import Person
from payung.shared.dates import Month

pytestmark = pytest.mark.django_db
JANUARY, FEBRUARY, MARCH, MAY = (Month(2027, month) for month in (1, 2, 3, 5))


def cover(member: Membership, on: date):
    found = queries.cover(person_id=member.person_id, on=on, actor=RINA)
    assert found is not None
    return found


class TestCover:
    def test_opens_on_the_day_of_the_first_receipt_not_on_registering(self):
        (sari,) = insured()
        with treasury() as box:
            box.receive(sari, JANUARY, on=date(2027, 1, 19))
            assert cover(sari, date(2027, 1, 18)).answer.status == "not_started"
            assert cover(sari, date(2027, 1, 18)).sentence == (
                "Belum terlindungi: terdaftar, tetapi iuran pertama belum diterima BPJS"
            )
            opened = cover(sari, date(2027, 1, 19))
        assert (opened.answer.jkk, opened.sentence) == ("covered", "Terlindungi s.d. 31 Januari 2027")
        assert opened.until == date(2027, 1, 31)

    def test_says_when_the_running_month_is_not_received_and_how_much_is_unpaid(self):
        (sari,) = insured()
        with treasury() as box:
            box.receive(sari, JANUARY, on=date(2027, 1, 19))
            assert cover(sari, date(2027, 2, 10)).sentence == (
                "Terlindungi pada 10 Februari 2027, tetapi iuran Februari 2027 belum diterima BPJS"
            )
            assert cover(sari, date(2027, 3, 1)).sentence == (
                "Perlu keputusan petugas: menunggak 1 bulan sejak Februari 2027"
            )
            assert cover(sari, date(2027, 5, 1)).sentence == "Tidak terlindungi: menunggak 3 bulan sejak Februari 2027"

    def test_ends_with_a_death_that_only_one_of_two_programmes_was_told_of(self):
        (sari,), (again,) = insured(), insured()
        Person.objects.filter(id=again.person_id).update(same_as=sari.person_id)
        with treasury() as box:
            box.receive(again, MARCH, MAY, on=date(2027, 1, 19))
            ended(sari, reason=EndReason.DIED, day=date(2027, 3, 5))
            assert cover(sari, date(2027, 3, 5)).answer.status == "active"  # the day of the death itself
            after = cover(sari, date(2027, 3, 6))
            column = queries.covered_column(programme_id=again.programme_id, on=date(2027, 3, 6))
            assert (after.answer.jkk, after.sentence) == (
                "none",
                "Tidak terlindungi sejak 6 Maret 2027: meninggal dunia",
            )
            assert column.covered.status.tolist() == [Status.LAPSED]
            Membership.objects.filter(id=sari.pk).update(
                state="running", end_reason="", ended_date=None, ended_month=None
            )
            ended(sari, reason=EndReason.DIED, day=date(2027, 1, 4))  # registered by BPJS the day after: a mistake
            assert cover(again, date(2027, 3, 6)).answer.status == "active"
            assert queries.covered_column(
                programme_id=again.programme_id, on=date(2027, 3, 6)
            ).covered.status.tolist() == [Status.ACTIVE]

    def test_of_somebody_never_registered_says_so_and_of_a_stranger_nothing(self):
        (wanted,) = chosen(programme(), 1)
        found = queries.cover(person_id=wanted.person_id, on=date(2027, 1, 1), actor=RINA)
        assert found is not None
        assert found.sentence == "Belum terlindungi: belum pernah terdaftar"
        elsewhere = actor("user:9", Role.DESA_OFFICER, scope=SEMAYAP)
        assert queries.cover(person_id=wanted.person_id, on=date(2027, 1, 1), actor=elsewhere) is None
        assert queries.cover(person_id=0, on=date(2027, 1, 1), actor=RINA) is None

    def test_ends_with_the_month_of_a_move_though_more_is_paid(self):
        (sari,) = insured()
        with treasury() as box:
            box.receive(sari, *(JANUARY.plus(ahead) for ahead in range(12)), on=date(2027, 1, 10))
            ended(sari, reason=EndReason.MOVED, day=date(2027, 5, 3))
            assert cover(sari, date(2027, 5, 31)).answer.status == "active"
            after = cover(sari, date(2027, 6, 1))
        assert after.sentence == "Tidak terlindungi sejak 1 Juni 2027: pindah dari kabupaten"
        assert (after.answer.status, after.answer.jkk, after.closed) == ("lapsed", "none", True)
        assert "Tidak dihitung karena kepesertaannya sudah berakhir: Juni 2027" in after.answer.explanation[-1]

    def test_of_the_dead_ends_with_the_day_of_death(self):
        (sari,) = insured()
        with treasury() as box:
            box.receive(sari, *(JANUARY.plus(ahead) for ahead in range(6)), on=date(2027, 1, 10))
            ended(sari, day=date(2027, 5, 3))
            assert cover(sari, date(2027, 5, 3)).answer.jkm == "full"
            assert cover(sari, date(2027, 5, 4)).sentence == "Tidak terlindungi sejak 4 Mei 2027: meninggal dunia"

    def test_of_an_ended_budget_is_left_to_the_months_unpaid(self):
        (sari,) = insured()
        with treasury() as box:
            box.receive(sari, JANUARY, FEBRUARY, on=date(2027, 1, 10))
            ended(sari, reason=EndReason.BUDGET_ENDED, day=date(2027, 2, 20), last_month=FEBRUARY)
            assert cover(sari, date(2027, 3, 5)).answer.status == "active"
            assert cover(sari, date(2027, 4, 5)).answer.status == "unpaid"

    def test_tells_that_somebody_is_held(self):
        (sari,) = insured()
        held(sari, reason=HoldReason.NOT_FOUND)
        said = cover(sari, date(2027, 6, 1)).answer.explanation
        assert "Peserta dikabarkan tidak ditemukan: iuran berikutnya ditahan sampai desa memastikannya." in said

    def test_reads_months_of_former_programmes_and_of_joined_persons(self):
        old, new = programme(), programme()
        (sari,) = insured(
            of=old, registered_date=date(2026, 1, 5), first_month=Month(2026, 1), last_month=Month(2026, 12)
        )
        (tuti,) = insured(of=new)
        Person.objects.filter(id=tuti.person_id).update(same_as=sari.person_id)
        with treasury() as box:
            box.receive(sari, *(Month(2026, month) for month in range(10, 13)), on=date(2026, 10, 2))
            box.receive(tuti, JANUARY, on=date(2027, 1, 4))
            found = cover(tuti, date(2027, 1, 20))
            column = queries.covered_column(programme_id=new.pk, on=date(2027, 1, 20))
            some = queries.covered_column(programme_id=new.pk, on=date(2027, 1, 20), memberships=np.array([tuti.pk]))
        assert (found.answer.jkm, found.registered_date, len(found.paid)) == ("full", date(2026, 1, 5), 4)
        assert found.person_id == sari.person_id
        for one in (column, some):
            assert one.membership_id.tolist() == [tuti.pk]
            assert one.covered.status.tolist() == [Status.ACTIVE]
            assert one.covered.paid_through.tolist() == [JANUARY.number]

    def test_is_not_shortened_by_a_registration_that_was_never_paid(self):
        old, new = programme(), programme()
        (sari,) = insured(of=old)
        (again,) = insured(of=new, registered_date=date(2027, 6, 5), first_month=Month(2027, 6))
        Person.objects.filter(id=again.person_id).update(same_as=sari.person_id)
        ended(sari, reason=EndReason.WITHDREW, day=date(2027, 4, 3))
        with treasury() as box:
            box.receive(again, *(Month(2027, month) for month in (6, 7, 8)), on=date(2027, 6, 10))
            found = cover(sari, date(2027, 7, 1))
        assert (found.answer.jkm, found.registered_date) == ("uncertain", date(2027, 6, 5))

    def test_asks_four_questions_of_the_database(self):
        (sari,) = insured()
        with treasury() as box, CaptureQueriesContext(connection) as asked:
            box.receive(sari, JANUARY, on=date(2027, 1, 19))
            cover(sari, date(2027, 1, 20))
        assert len(asked) == 4

    def test_of_a_column_asks_no_more_for_more_members(self):
        of = programme()
        first = insured(2, of=of)
        with treasury() as box:
            box.receive(first[0], JANUARY, on=date(2027, 1, 19))
            with CaptureQueriesContext(connection) as few:
                queries.covered_column(programme_id=of.pk, on=date(2027, 1, 20))
            insured(5, of=of)
            with CaptureQueriesContext(connection) as many:
                found = queries.covered_column(programme_id=of.pk, on=date(2027, 1, 20))
        assert len(few) == len(many)
        assert found.covered.jkk.tolist() == [Jkk.COVERED] + [Jkk.NONE] * 6
