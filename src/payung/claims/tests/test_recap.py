"""Claims in figures: what was owed and paid, how long families waited, and no name."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.claims.models import Claim, Computation, Difference, Payment
from payung.claims.queries.bundle import claim_rows
from payung.claims.queries.recap import recap
from payung.claims.states import Scheme, State
from payung.claims.tests import cast
from payung.claims.tests.cast import ACCIDENT, BUDI, ELSEWHERE, HEAD, NOW, TODAY
from payung.contributions.papers.bundle_words import FILES

pytestmark = pytest.mark.django_db
OWED_RP, PAID_RP = 42_000_000, 40_000_000


@pytest.fixture(autouse=True)
def days(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def computed(of: Claim, rp: int, *, approved: bool = True) -> None:
    Computation.objects.create(
        claim=of,
        regime="PP 82/2019",
        law_sha256="0" * 64,
        facts_sha256="0" * 64,
        total_now_rp=rp,
        scholarship_total_rp=0,
        made_by=BUDI.key,
        made_at=NOW,
        approved_by=HEAD.key if approved else "",
        approved_at=NOW if approved else None,
        reported_by=of.reported_by,
        request_key=uuid4(),
    )


def paid(of: Claim, rp: int, *, on: date) -> None:
    Payment.objects.create(
        claim=of, paid_on=on, total_rp=rp, source="letter", request_key=uuid4(), made_by=BUDI.key, made_at=NOW
    )


class TestRecap:
    def test_counts_what_was_owed_paid_and_waited_by_scheme_and_state(self):
        sari, masturi, budi = cast.insured(3)
        died = cast.claim(of=sari, state=State.PAID, scheme=Scheme.JKM)
        hurt = cast.claim(ACCIDENT, of=masturi, event_date=date(2027, 2, 1))
        cast.stand(cast.claim(of=budi), State.WITHDRAWN)  # counts for nothing
        computed(died, 1)  # an earlier approval
        computed(died, OWED_RP)
        computed(hurt, 5, approved=False)
        paid(died, PAID_RP - 1, on=TODAY + timedelta(days=12))
        paid(died, 1, on=TODAY + timedelta(days=40))
        Difference.objects.create(
            claim=died, code="FUNERAL", owed_rp=OWED_RP, paid_rp=PAID_RP, opened_at=NOW, opened_by=BUDI.key
        )
        found = recap(actor=BUDI, today=TODAY)
        told = [(row.scheme, row.state, row.claims, row.owed_rp, row.paid_rp) for row in found.rows]
        assert told == [(Scheme.JKK, State.REPORTED, 1, 0, 0), (Scheme.JKM, State.PAID, 1, OWED_RP, PAID_RP)]
        assert (found.paid_claims, found.waited_days, found.longest_days) == (1, 12, 12)
        assert (found.differences, found.short_rp, found.over_rp) == (1, OWED_RP - PAID_RP, 0)

    def test_tells_the_inspectors_bundle_of_each_claim_of_the_programme(self):
        sari = cast.sari()
        died = cast.claim(of=sari, state=State.PAID, scheme=Scheme.JKM)
        computed(died, OWED_RP)
        paid(died, PAID_RP, on=TODAY)
        (told,) = claim_rows(programme_id=sari.programme_id)
        assert len(told) == len(FILES["klaim.csv"])
        assert told[:2] == [died.code, sari.kpj]
        assert told[-3:] == [OWED_RP, PAID_RP, TODAY]
        assert list(claim_rows(programme_id=sari.programme_id + 1)) == []

    def test_is_of_a_year_and_of_the_own_part_of_the_map(self):
        cast.claim(of=cast.sari())
        found = [recap(actor=BUDI, today=TODAY, year=year).claims for year in (None, 2027, 2026)]
        assert (found, recap(actor=ELSEWHERE, today=TODAY).claims) == ([1, 1, 0], 0)

    def test_names_nobody_on_its_page_nor_in_its_workbook(self):
        sari = cast.sari()
        cast.claim(of=sari)
        client = signed_in(Role.INSPECTOR)
        page = client.get("/klaim/rekap").content.decode()
        assert "1 klaim" in page
        assert sari.person.name not in page
        assert "cetak=1" in page
        assert b"".join(client.get("/klaim/rekap?tahun=2027&excel=1")).startswith(b"PK")
        assert "Belum ada klaim" in client.get("/klaim/rekap?tahun=2020&cetak=1").content.decode()
