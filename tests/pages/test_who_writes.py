"""Who may write: each POST of three rooms by each role. Who may not is told so, and leaves nothing behind."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pages.officers import everything
from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.intake.models import Row
from payung.intake.tests import cast as lists
from payung.matching.actions import match_candidates
from payung.matching.models import Question
from payung.matching.tests import cast
from payung.matching.tests.cast import NOW, OPERATOR, RAMPA, SEMAYAP
from payung.people.actions import name_child
from payung.people.models import Child, Person

FIELD = frozenset({Role.DESA_OFFICER, Role.KECAMATAN_OFFICER})
OFFICE = frozenset({Role.OPERATOR, Role.HEAD})
PART_OF_CODE = {Role.DESA_OFFICER: 13, Role.KECAMATAN_OFFICER: 8}  # how much of a desa's code their scope is
ASKED = [Role.DESA_OFFICER, Role.KECAMATAN_OFFICER, Role.OPERATOR, Role.HEAD, Role.INSPECTOR, Role.ADMINISTRATOR]
REASON = {"alasan": "dibandingkan dengan KTP"}
each_role = pytest.mark.parametrize("role", ASKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What is sent, who may, and what they are answered."""

    address: str
    said: dict[str, Any]
    may: frozenset[Role]
    answered: int = 302


def try_each(role: Role, desa_code: str, posts: Callable[[], Iterator[Post]]) -> None:
    client: Client = signed_in(role, scope=desa_code[: PART_OF_CODE.get(role, 5)])
    for post in posts():
        before = everything()
        answer = client.post(post.address, post.said)
        if role in post.may:
            assert answer.status_code == post.answered, post.address
            continue
        assert answer.status_code in (403, 409), (post.address, answer.status_code)
        assert everything() == before, post.address
        if answer.status_code == 409:
            assert "Mintalah operator dinas" in answer.content.decode()


@pytest.fixture
def known(home, db) -> Iterator[None]:
    """Sari and Ali are known; a list names Masturi with Sari's NIK."""
    came = cast.brought()
    came.sari()
    came.masturi(nik=cast.SARI_NIK)
    came.candidate(nik="6302061708750009", name="Ali")
    match_candidates(programme_id=came.programme.id, actor=OPERATOR, now=NOW)
    return None


class TestMatching:
    @each_role
    def test_decisions_are_the_offices(self, known, role):
        def posts():
            question, (sari, ali) = Question.objects.get(), Person.objects.order_by("id")
            here = f"/keputusan/{question.id}"
            yield Post(address=here, said={"jawaban": "nik_wrong", "pemilik": sari.id, **REASON}, may=OFFICE)
            yield Post(address=f"{here}/batalkan", said=REASON, may=OFFICE)
            yield Post(address=f"/keputusan/gabungan/{sari.id}/{ali.id}", said=REASON, may=OFFICE)
            yield Post(address=f"/keputusan/gabungan/{ali.id}/pisahkan", said=REASON, may=OFFICE)

        try_each(role, RAMPA, posts)


class TestReceipt:
    def test_of_a_candidate_that_went_back_leads_to_why(self, known):
        client, question = signed_in(Role.OPERATOR), Question.objects.get()
        client.post(
            f"/keputusan/{question.pk}", {"jawaban": "nik_wrong", "pemilik": question.person_id, "alasan": "KTP lain"}
        )
        page = client.get("/cari", {"cari": question.candidate.receipt_code}, follow=True)
        assert page.redirect_chain[-1][0] == f"/keputusan/{question.pk}"
        assert "NIK salah, dikembalikan" in page.content.decode()


class TestSearch:
    def test_takes_a_nik_in_the_body_and_never_in_an_address(self, known):
        client = signed_in(Role.OPERATOR)
        found = client.post("/cari", {"cari": cast.SARI_NIK})
        assert (found.status_code, "Sari Wahyuni" in found.content.decode()) == (200, True)
        asked = client.get("/cari", {"cari": cast.SARI_NIK}, follow=True).content.decode()
        assert "Sari Wahyuni" not in asked
        assert cast.SARI_NIK not in asked
        by_name = client.post("/cari", {"cari": "Sari Wahyuni"})
        assert by_name.headers["Location"] == "/cari?cari=Sari+Wahyuni"
        assert 'method="get" action="/cari"' not in client.get("/").content.decode()


class TestPersons:
    @each_role
    def test_are_written_by_those_who_meet_them_and_put_right_by_the_office(self, known, role):
        sari = Person.objects.get(name="Sari Wahyuni")
        name_child(person_id=sari.id, name="Ida", birth_date=date(2015, 1, 1), level=None, actor=OPERATOR, now=NOW)

        def posts():
            here, ground = f"/orang/{sari.id}", FIELD | OFFICE
            written = {"nama": "Sari", "lahir": "12/01/1980", "desa": RAMPA, "hp": ""}
            yield Post(address=f"{here}/nik", said=REASON, may=ground, answered=200)
            yield Post(address=f"{here}/anak", said={"nama": "Budi", "lahir": "01/02/2016"}, may=ground)
            yield Post(address=f"{here}/anak/{Child.objects.get(name='Ida').id}/hapus", said=REASON, may=ground)
            yield Post(address=f"{here}/ahli-waris", said={"nama_0": "Masturi"}, may=ground)
            yield Post(address=f"{here}/perbaiki", said={**written, **REASON}, may=OFFICE)

        try_each(role, RAMPA, posts)


class TestLists:
    @each_role
    def test_are_received_by_their_offices_and_decided_by_operators(self, home, db, role):
        other = lists.WRONG_SEX_DATE.replace("0003,Siti", "0004,Ida")
        file = lists.imported(
            lists.programme().id,
            lists.listed(lists.WRONG_SEX_DATE, other),
            desa_code=SEMAYAP,
        )

        def posts():
            here, operator = f"/daftar/{file.id}", frozenset({Role.OPERATOR})
            new = {
                "daftar": SimpleUploadedFile("baru.csv", lists.listed(lists.GOOD).encode()),
                "program": "pekerja-rentan-2027",
                "sumber": "desa",
                "pengirim": "Desa Semayap",
                "desa": SEMAYAP,
            }
            row = Row.objects.order_by("place").first()
            yield Post(address="/daftar/baru", said=new, may=FIELD | operator)
            yield Post(address=f"{here}/ulang", said={}, may=FIELD | operator, answered=409)  # it did not break
            yield Post(
                address=f"{here}/putusan", said={"baris": row and row.pk, "putusan": "terima", **REASON}, may=operator
            )
            yield Post(
                address=f"{here}/putusan-bersama", said={"masalah": "NIK_BIRTH_DATE_MISMATCH", **REASON}, may=operator
            )

        try_each(role, SEMAYAP, posts)
