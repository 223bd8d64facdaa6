"""The pages of differences, overpayments and collisions: each answers, lists, and lets the right people act."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.contributions.actions.colliding import find_collisions
from payung.contributions.actions.overpaying import find_overpayments
from payung.contributions.models import Collision, Difference, InsurerList
from payung.contributions.states import CollisionState, DifferenceState
from payung.contributions.tests import reconciling_cast as cast
from payung.shared.dates import Month

pytestmark = pytest.mark.django_db


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def house():
    """A member one month short at BPJS, one who ended in January, one whom the province pays for too."""
    short, gone, both = cast.paid_members(3)
    cast.compared(
        short.programme,
        [cast.line(short, blth="02/2027"), cast.line(gone), cast.line(both), [9, "1", "2", "Orang Rusak", "2027-03"]],
    )
    cast.ended(gone, Month(2027, 1))
    find_overpayments(programme_id=short.programme_id, actor=cast.RINA, now=cast.SPRING)
    cast.evidence(short.programme, [[1, cast.nik_of(both), both.person.name, "2027-03"]])
    find_collisions(programme_id=short.programme_id, actor=cast.RINA, now=cast.SPRING)
    return short, gone, both


class TestPages:
    def test_answer_first_and_let_the_dinas_act(self, house):
        short, gone, both = house
        officer = signed_in(Role.OPERATOR)
        page = text(officer.get("/pencocokan"))
        assert "1 selisih menunggu, menurut daftar BPJS per 31 Maret 2027" in page
        assert short.person.name in page
        assert cast.nik_of(short) not in page
        assert "Rp33.600 kelebihan bayar masih terbuka, 2 orang-bulan" in text(officer.get("/kelebihan-bayar"))
        assert "1 peserta juga dibayar pihak lain" in text(officer.get("/benturan"))
        who = (short, gone, both)
        for address, named in zip(("/pencocokan", "/kelebihan-bayar", "/benturan"), who, strict=True):
            paper = re.sub(r"<form.*?</form>", "", text(officer.get(f"{address}?cetak=1")))  # print hides forms
            assert named.person.name in paper
            assert b"".join(officer.get(f"{address}?excel=1").streaming_content).startswith(b"PK")
            assert "cocok" in text(officer.get(f"{address}?cari=tidakada"))
        row, key = Difference.objects.get(), str(uuid4())
        assert "dibayar s.d. Maret 2027" in text(officer.get(f"/pencocokan/{row.pk}"))
        officer.post(f"/pencocokan/{row.pk}/tangani", {"request_key": str(uuid4())})
        assert officer.post("/pencocokan/tutup", {"request_key": key, "pilih": [row.pk]}).status_code == 409
        officer.post("/pencocokan/tutup", {"request_key": key, "pilih": [row.pk], "because": "Dikoreksi BPJS"})
        row.refresh_from_db()
        assert (row.state, row.closed_because) == (DifferenceState.CLOSED, "Dikoreksi BPJS")
        one = Collision.objects.get()
        assert "juga dibayar Pemprov Kalsel" in text(officer.get(f"/benturan/{one.pk}"))
        settled = {"request_key": str(uuid4()), "event": "keep_ours", "because": "Provinsi berhenti"}
        assert officer.post(f"/benturan/{one.pk}/putuskan", settled).status_code == 302
        one.refresh_from_db()
        assert one.state == CollisionState.OURS

    def test_say_which_rows_were_not_read_and_take_a_list_in(self, house):
        officer = signed_in(Role.OPERATOR)
        listed = InsurerList.objects.get()
        page = text(officer.get(f"/pencocokan/daftar/{listed.pk}"))
        assert "1 baris tidak terbaca seluruhnya" in page
        assert "KPJ atau NIK rusak" in page
        assert b"".join(officer.get(f"/pencocokan/daftar/{listed.pk}?excel=1").streaming_content).startswith(b"PK")
        assert officer.get("/pencocokan/daftar/baru").status_code == 200
        came = SimpleUploadedFile("daftar.csv", b"KPJ;Nama\n26000000001;Sari\n")
        sent = {"request_key": str(uuid4()), "berkas": came, "as_of": "01/11/2026"}
        answer = officer.post("/pencocokan/daftar/baru", sent)
        assert answer.status_code == 302
        assert InsurerList.objects.count() == 2
        assert officer.get(answer.url).status_code == 200
        assert officer.get("/benturan/daftar/baru").status_code == 200

    def test_are_looked_at_by_the_inspector_who_changes_nothing(self, house):
        inspector = signed_in(Role.INSPECTOR)
        row = Difference.objects.get()
        assert "Saya tangani" not in text(inspector.get(f"/pencocokan/{row.pk}"))
        sent = {"request_key": str(uuid4()), "because": "x"}
        assert inspector.post(f"/pencocokan/{row.pk}/tutup", sent).status_code == 403
        assert inspector.get("/pencocokan/99999").status_code == 404
