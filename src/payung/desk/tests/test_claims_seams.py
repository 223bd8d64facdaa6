"""Claims where the office meets them: on a person's page, at home, in the search box, on a member's page."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.claims.models import Claim, Computation, Difference
from payung.claims.queries.waiting import waiting
from payung.claims.states import State
from payung.claims.tests import cast
from payung.claims.tests.cast import ACCIDENT, BUDI, DESA, ELSEWHERE, NOW, RAMPA
from payung.claims.tests.death_cast import row, taken
from payung.membership.tests.house import held

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def days(monkeypatch):
    """Pages ask the clock; Sari is insured in 2027."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def text(response) -> str:
    plain = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", plain)


def computed(claim: Claim) -> None:
    """A computation that waits for the head."""
    Computation.objects.create(
        claim=claim,
        regime="PP 82/2019",
        law_sha256="0" * 64,
        facts_sha256="0" * 64,
        total_now_rp=42_000_000,
        scholarship_total_rp=0,
        made_by=BUDI.key,
        made_at=NOW,
        reported_by=claim.reported_by,
        request_key=uuid4(),
    )


class TestPersonPage:
    def test_says_cover_first_then_the_claim_its_next_step_its_history_and_its_report(self):
        sari = cast.sari()
        claim = cast.claim(of=sari)
        cast.stand(claim, State.PAPERS)
        page = signed_in(Role.OPERATOR).get(f"/orang/{sari.person_id}")
        said = text(page)
        assert said.index("Terlindungi") < said.index("Klaim: meninggal dunia")
        assert "Berkas dikumpulkan. Lengkapi berkas ahli waris, lalu ajukan ke BPJS" in said
        assert said.index("Klaim: meninggal dunia") < said.index("Berkas mulai dikumpulkan") < said.index("Laporan: ")
        assert f'href="/klaim/{claim.pk}"' in page.content.decode()
        assert f'href="/klaim/laporan/baru?orang={sari.person_id}"' in page.content.decode()

    def test_offers_the_claim_of_a_death_that_was_told_until_there_is_one(self):
        sari = cast.sari()
        held(sari)
        client, address = signed_in(Role.OPERATOR), reverse("claims:open_for_death", args=[sari.person_id])
        assert f'href="{address}"' in client.get(f"/orang/{sari.person_id}").content.decode()
        assert f'href="{address}"' in client.get(f"/peserta/{sari.pk}").content.decode()
        client.post(address, {"request_key": uuid4(), "event_date": "3/5/2027"})
        assert f'href="{address}"' not in client.get(f"/orang/{sari.person_id}").content.decode()
        assert client.get(address).headers["Location"] == f"/klaim/{Claim.objects.get().pk}"

    def test_offers_an_inspector_nothing_to_enter(self):
        sari = cast.sari()
        held(sari)
        page = signed_in(Role.INSPECTOR).get(f"/orang/{sari.person_id}").content.decode()
        assert "Belum ada klaimnya" in page
        assert ("/klaim/laporan/baru?" in page, "/buka" in page) == (False, False)


class TestSearch:
    def test_goes_from_a_code_to_its_claim_or_report_and_from_a_kpj_to_its_person(self):
        sari = cast.sari()
        claim = cast.claim(of=sari)
        report = claim.reports.get()
        client = signed_in(Role.OPERATOR)
        for code, address in ((claim.code, f"/klaim/{claim.pk}"), (report.code, f"/klaim/laporan/{report.pk}")):
            typed = f"{code[:4]}-{code[4:8]}-{code[8:]}".lower()
            assert client.get("/cari", {"cari": typed}).headers["Location"] == address
        assert f'href="/orang/{sari.person_id}"' in client.get("/cari", {"cari": sari.kpj}).content.decode()

    def test_finds_no_claim_and_no_kpj_beyond_the_part_of_the_map(self):
        sari = cast.sari()
        claim = cast.claim(of=sari)
        client = signed_in(Role.DESA_OFFICER, scope="63.02.01.2001")
        for words in (claim.code, sari.kpj):
            assert "Tidak ada yang cocok" in client.get("/cari", {"cari": words}).content.decode()


class TestHome:
    def test_counts_what_waits_and_leads_to_it(self):
        sari, masturi = cast.insured(2)
        cast.claim(of=sari)  # told yesterday: its stage I is due in two days
        held(masturi)
        taken(row(sari, name="Siti Aminah"))
        found = waiting(actor=BUDI, now=NOW)
        assert (found.undetermined, found.without_claim, found.death_lines, found.open) == (1, 1, 1, 1)
        page = signed_in(Role.HEAD).get("/").content.decode()
        for address in (
            "/klaim/belum-diklaim?bagian=tanpa-klaim",
            "/klaim?keadaan=undetermined",
            "/klaim/daftar-meninggal",
        ):
            assert f'href="{address}"' in page

    def test_counts_papers_computations_and_differences_and_lists_them(self):
        sari, masturi = cast.insured(2)
        claim, other = cast.claim(of=sari, state=State.PAPERS), cast.claim(of=masturi, state=State.PAID)
        computed(claim)
        Difference.objects.create(
            claim=other, code="FUNERAL", owed_rp=10_000_000, paid_rp=9_000_000, opened_at=NOW, opened_by=BUDI.key
        )
        found = waiting(actor=BUDI, now=NOW)
        assert (found.papers_missing, found.to_approve, found.differing) == (1, 1, 1)
        client = signed_in(Role.OPERATOR)
        for word, shown in (("papers_missing", claim), ("to_approve", claim), ("differing", other)):
            page = client.get("/klaim", {"keadaan": word}).content.decode()
            assert re.findall(r'href="/klaim/(\d+)"', page) == [str(shown.pk)], word

    def test_is_of_the_own_part_of_the_map(self):
        cast.claim(ACCIDENT, of=cast.sari())
        assert waiting(actor=DESA, now=NOW).open == 1
        assert waiting(actor=ELSEWHERE, now=NOW).open == 0

    def test_says_that_nothing_waits_and_nothing_to_roles_without_claims(self):
        cast.sari()
        assert "Tidak ada yang menunggu" in signed_in(Role.OPERATOR).get("/").content.decode()
        assert 'href="/klaim' not in signed_in(Role.TREASURER).get("/").content.decode()
        assert "/klaim/daftar-meninggal" not in signed_in(Role.DESA_OFFICER, scope=RAMPA).get("/").content.decode()
