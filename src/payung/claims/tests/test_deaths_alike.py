"""Rows of a list of the dead that no NIK and no name with its birth date finds: looked up by likeness, decided by people."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.claims.actions.deaths import read_again
from payung.claims.actions.deaths_deciding import say_not_so, say_same
from payung.claims.models import Claim, DeathLine, DeathList
from payung.claims.queries.deaths_matching import matched
from payung.claims.rules.death_words import Agreement, Settled
from payung.claims.rules.deaths import Row
from payung.claims.tests.cast import BUDI, NOW, RINA, insured
from payung.claims.tests.death_cast import DIED, line_of, lines_of, nik_of, row, taken
from payung.matching.door import rewrite_keys
from payung.matching.queries import outside
from payung.matching.rules.outside import Nearness
from payung.membership.models import Membership
from payung.people.models import Person

pytestmark = pytest.mark.django_db
ONCE = {"actor": BUDI, "now": NOW}
NAMES = ("Siti Rahmawati", "Muhammad Yusuf Baco", "Norhasanah")


@pytest.fixture
def members() -> list[Membership]:
    """Three members of names of their own, whom the door knows."""
    made = insured(3, terms=0)
    for member, name in zip(made, NAMES, strict=True):
        Person.objects.filter(id=member.person_id).update(name=name)
        member.person.refresh_from_db()
    rewrite_keys(kabupaten="63.02", person_ids=[one.person_id for one in made])
    return made


def slip(nik: str, place: int) -> str:
    """The NIK with one digit otherwise."""
    return f"{nik[:place]}{(int(nik[place]) + 6) % 10}{nik[place + 1 :]}"


def misspelt(member: Membership, **otherwise: str) -> list[str]:
    """Siti Rahmawati with the month in her NIK mistyped, in a desa clerk's spelling."""
    return row(member, **{"nik": slip(nik_of(member), 9), "name": "Alm. St. Rachmawatie"} | otherwise)


class TestWhoIsOnlyAlike:
    def test_is_found_with_a_slip_in_the_nik_and_another_spelling_and_waits(self, members):
        line = line_of(taken(misspelt(members[0])))
        assert (line.agreement, line.settled) == (Agreement.LIKELY, Settled.WAITING)
        assert line.person_id == members[0].person_id
        assert line.weight > 0
        assert "card:slip_born" in line.gammas
        assert (Membership.objects.get(id=members[0].pk).state, Claim.objects.count()) == ("running", 0)

    def test_is_found_with_day_and_month_exchanged_beside_another_spelling(self, members):
        wanted = misspelt(members[0], nik=slip(nik_of(members[0]), 14), born="Kotabaru, 01-12-1980")
        line = line_of(taken(wanted))
        assert (line.agreement, line.person_id) == (Agreement.LIKELY, members[0].person_id)
        assert "card:slip_born_near" in line.gammas

    def test_is_not_a_stranger(self, members):
        stranger = {"nik": "6302061708550002", "name": "Bahruddin", "born": "Kotabaru, 17-08-1955"}
        assert not lines_of(taken(row(members[0], **stranger)))

    def test_is_found_by_a_damaged_nik_instead_of_standing_among_the_unread(self, members):
        line = line_of(taken(misspelt(members[0], nik=slip(nik_of(members[0]), 8))))  # month 61
        assert (line.agreement, line.person_id) == (Agreement.LIKELY, members[0].person_id)
        assert line.lacks == "damaged_nik"

    def test_father_of_the_same_name_prepares_nothing(self, members):
        father = {"nik": "6302061205510004", "name": "Muhammad Yusuf Baco", "born": "Kotabaru, 12-05-1951"}
        found = lines_of(taken(row(members[1], **father)))
        assert all((one.settled, one.nearness) == (Settled.WAITING, Nearness.PERHAPS) for one in found)
        assert not Claim.objects.exists()

    def test_a_row_that_a_number_finds_is_not_looked_up(self, members, monkeypatch):
        asked = []
        monkeypatch.setattr(outside, "likely", lambda **words: asked.append(words["written"]) or [])
        taken(row(members[0]), row(members[1], name="Lain Sekali"), row(members[2], nik="6371015201800009"))
        assert not asked

    def test_one_said_to_be_the_same_is_prepared_as_any_other(self, members):
        line = line_of(taken(misspelt(members[0])))
        assert say_same(line_id=line.pk, death_date=None, request_key=uuid4(), **ONCE)
        assert Claim.objects.get().person_id == members[0].person_id
        assert Membership.objects.get(id=members[0].pk).state == "held"


class TestWhatWasSaid:
    def test_that_it_is_another_is_remembered_of_this_outsider_and_no_other(self, members):
        line = line_of(taken(misspelt(members[0])))
        say_not_so(line_id=line.pk, because="Orang lain, kata desa", request_key=uuid4(), **ONCE)
        next_month = line_of(taken(misspelt(members[0], name="Siti Rahmawatie")))
        assert (next_month.settled, next_month.lacks) == (Settled.NONE, "said_not_so")
        another = misspelt(members[0], nik=slip(nik_of(members[0]), 11))
        assert line_of(taken(another)).settled == Settled.WAITING

    def test_stands_when_the_list_is_read_again_and_the_rest_is_as_before(self, members):
        kept = taken(misspelt(members[0]), row(members[1], nik=slip(nik_of(members[1]), 9), name="Moh. Jusuf B."))
        first, _ = lines_of(kept)
        say_not_so(line_id=first.pk, because="Orang lain, kata desa", request_key=uuid4(), **ONCE)
        told = ("row", "person_id", "agreement", "settled", "weight", "gammas", "nearness")
        before = list(DeathLine.objects.order_by("row").values_list(*told))
        read_again(list_id=kept.id, job_id=None, actor=RINA, now=NOW)
        assert list(DeathLine.objects.order_by("row").values_list(*told)) == before


class TestWhatIsNotLookedUp:
    def test_is_said_where_a_list_is_mostly_of_elsewhere(self, members, monkeypatch):
        monkeypatch.setattr(outside, "ELSEWHERE_AT_MOST", 1)
        strangers = [
            row(members[0], nik=f"637101520180{one:04}", name="Bahruddin", born="Kotabaru, 17-08-1955")
            for one in range(1, 4)
        ]
        kept = taken(*strangers, misspelt(members[0]))
        assert DeathList.objects.get(id=kept.id).unsought_count == kept.unsought_count == 2
        assert line_of(kept).agreement == Agreement.LIKELY  # of here: always looked up
        page = signed_in(Role.OPERATOR).get(f"/klaim/daftar-meninggal/{kept.id}?bagian=mirip").content.decode()
        assert "2 baris ber-NIK luar kabupaten dicari menurut nomor saja" in page

    def test_takes_no_more_questions_for_more_rows(self, members):
        def questions(many: int) -> int:
            rows = [
                Row("DATA", place, f"630206120755{place:04}", "Bahruddin", "BAHRUDDIN", date(1955, 7, 12), DIED, ())
                for place in range(1, many + 1)
            ]
            with CaptureQueriesContext(
                connection,
            ) as asked:
                matched(rows, kabupaten="63.02")
            return len(asked)

        questions(1)
        assert questions(60) <= questions(2)


class TestPages:
    def test_show_both_sides_how_sure_it_is_and_why(self, members):
        line = line_of(taken(misspelt(members[0])))
        officer = signed_in(Role.OPERATOR)
        page = re.sub(r"\s+", " ", officer.get(f"/klaim/daftar-meninggal/baris/{line.pk}").content.decode())
        assert "Apakah ini Siti Rahmawati?" in page
        assert "Rachmawatie" in page
        assert "pasti orang ini (bobot" in page or "mungkin orang ini (bobot" in page
        assert "NIK dan tanggal lahir: NIK beda satu angka, tanggal lahir sama" in page
        assert nik_of(members[0]) not in page
        listed = officer.get(f"/klaim/daftar-meninggal/{line.list_id}?bagian=mirip").content.decode()
        assert "Hanya mirip" in listed
        assert "orang ini (bobot" in listed
