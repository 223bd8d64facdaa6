"""Bills, payments and the fiscal year at a browser, and the command; each with whoever may open it."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.contributions.models import Bill, Payment
from payung.contributions.queries.calendar import hole_members, hole_of
from payung.contributions.states import BillState, PaymentState, Scheme
from payung.contributions.tests import billing_cast as cast
from payung.membership.models import Membership
from payung.programmes import queries as programmes
from payung.programmes.models import Programme
from payung.shared.dates import Month

pytestmark = pytest.mark.django_db


def key_of(page):
    return page.context["form"].initial["request_key"]


def text_of(page):
    return page.content.decode()


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: cast.NOW)


@pytest.mark.usefixtures("today")
class TestFromThePlanToTheReceipt:
    def test_each_does_their_part_and_numbers_are_typed_twice(self, settings, tmp_path):
        settings.PAYUNG_HOME = tmp_path
        one, _ = cast.members(2)
        fund = cast.fund_of(one.programme)
        rina, pptk = signed_in(Role.OPERATOR), signed_in(Role.PPTK)
        assert "Belum ada tagihan" in text_of(rina.get("/tagihan"))
        address = f"/tagihan/baru?program={one.programme.code}&dana={fund.pk}&bulan_bulan=1&bulan_tahun=2027"
        page = rina.get(address)
        assert "Rp100.800 untuk 2 peserta, Januari 2027 s.d. Maret 2027 (6 orang-bulan)" in text_of(page)
        assert "Susun tagihan ini" not in text_of(pptk.get(address))
        assert pptk.post(address, {"request_key": key_of(page), "because": "x"}).status_code == 403
        assert rina.post(address, {"request_key": key_of(page), "because": ""}).status_code == 409
        found = rina.post(address, {"request_key": key_of(page), "because": "Termin pertama"})
        bill = Bill.objects.get()
        assert found.url == f"/tagihan/{bill.pk}"

        page = rina.get(f"/tagihan/{bill.pk}/kode")
        words = {"request_key": key_of(page), "code": "8812", "head_count": 2, "amount_rp": "100.800"}
        words |= {"issued_date": "11/01/2027", "expires_date": "31/01/2027"}
        assert rina.post(f"/tagihan/{bill.pk}/kode", words | {"head_count": 3}).status_code == 409
        rina.post(f"/tagihan/{bill.pk}/kode", words)
        assert "Menunggu dibayar Rp100.800, paling lambat 31 Januari 2027" in text_of(rina.get(f"/tagihan/{bill.pk}"))

        for scheme in Scheme:
            self.pays(pptk, one.programme, bill, scheme)
        page = rina.get(f"/tagihan/{bill.pk}/terima")
        words = {"request_key": key_of(page), "reference": "BPJS/1", "again": "BPJS/1", "received_date": "11/01/2027"}
        told = rina.post(f"/tagihan/{bill.pk}/terima", words | {"amount_rp": "1"})
        assert (told.status_code, "catat selisihnya di pencocokan" in text_of(told)) == (409, True)
        rina.post(f"/tagihan/{bill.pk}/terima", words | {"amount_rp": "100.800"})
        page = text_of(rina.get(f"/tagihan/{bill.pk}"))
        assert "Diterima BPJS 11 Januari 2027, Rp100.800" in page
        assert "6302" not in page.replace("63.02", "")  # no digit of a NIK
        for address in (f"/tagihan/{bill.pk}?excel=1", "/tagihan?excel=1", "/pembayaran?excel=1"):
            sheet = rina.get(address)
            assert b"".join(sheet.streaming_content).startswith(b"PK")

    def pays(self, pptk, programme, bill, scheme):
        page = pptk.get(f"/pembayaran/baru?program={programme.code}&iuran={scheme}")
        number, amount = f"SPP/{scheme}", str(bill.jkk_rp if scheme == Scheme.JKK else bill.jkm_rp)
        words = {"request_key": key_of(page), "scheme": scheme, "account_code": cast.ACCOUNTS[scheme]}
        words |= {"spp_number": number, "spp_date": "11/01/2027", f"bill_{bill.pk}": amount, "again": number}
        told = pptk.post(page.wsgi_request.get_full_path(), words | {"again": "lain"})
        assert "Ini berbeda dari yang di atas" in text_of(told)
        pptk.post(page.wsgi_request.get_full_path(), words)
        at = f"/pembayaran/{Payment.objects.get(scheme=scheme).pk}"
        ppk, head, treasurer = (signed_in(role) for role in (Role.PPK_SKPD, Role.HEAD, Role.TREASURER))
        page = ppk.get(at)
        assert ppk.post(f"{at}/verifikasi", {"request_key": key_of(page), "again": "SPP/lain"}).status_code == 409
        ppk.post(f"{at}/verifikasi", {"request_key": key_of(page), "again": number})
        page = head.get(f"{at}/spm")
        spm = {"request_key": key_of(page), "spm_number": f"M/{scheme}", "again": f"M/{scheme}"}
        head.post(f"{at}/spm", spm | {"spm_date": "11/01/2027"})
        page = treasurer.get(f"{at}/sp2d")
        sp2d = {"request_key": key_of(page), "sp2d_number": f"D/{scheme}", "again": f"D/{scheme}"}
        treasurer.post(f"{at}/sp2d", sp2d | {"sp2d_date": "11/01/2027"})
        assert Payment.objects.get(scheme=scheme).state == PaymentState.DISBURSED
        assert f"SPP {number}" in text_of(pptk.get(at))
        assert "Tidak ada SPP yang sedang berjalan" in text_of(pptk.get("/pembayaran"))

    def test_nobody_of_a_desa_or_of_another_kabupaten_sees_a_bill(self):
        (one,) = cast.members(1)
        bill = cast.raised(one.programme)
        desa = signed_in(Role.DESA_OFFICER)
        assert desa.get(f"/tagihan/{bill.id}").status_code == 403
        rina = signed_in(Role.OPERATOR)
        Programme.objects.filter(id=one.programme_id).update(kabupaten="63.10")
        assert rina.get(f"/tagihan/{bill.id}").status_code == 404


class TestTheHoleOfJanuaryToMarch:
    def test_counts_names_times_days_until_the_budget_pays_from_october_on(self):
        one, _ = cast.members(2)
        Membership.objects.filter(id=one.pk).update(held_because="moved", state="held")
        facts = programmes.by_id(programme_id=one.programme_id)
        assert hole_of(programme=facts, today=date(2027, 9, 30)) is None
        found = hole_of(programme=facts, today=date(2027, 10, 1))
        assert (found.year, found.people, found.person_days) == (2028, 2, 2 * (31 + 29 + 31))
        Programme.objects.create(
            kabupaten="63.02",
            code="rentan-2028",
            name="Program 2028",
            previous_id=one.programme_id,
            first_month=date(2028, 1, 1),
            last_month=date(2028, 12, 1),
            registration_date=date(2027, 12, 28),
            budget_from_date=date(2028, 2, 10),
            made_at=cast.NOW,
            made_by="user:3",
        )
        found = hole_of(programme=facts, today=date(2027, 10, 1))
        assert [(month.people, month.days) for month in found.months] == [(2, 31), (2, 9), (2, 0)]
        assert found.person_days == 2 * 40

    def test_leaves_out_whoever_is_paid_for_already(self):
        one, _ = cast.members(2)
        cast.paid(cast.raised(one.programme))
        facts = programmes.by_id(programme_id=one.programme_id)
        found = hole_of(programme=facts, today=date(2027, 1, 12))
        assert (found.year, found.people, found.person_days) == (2027, 0, 0)
        assert hole_members(programme=facts, year=2027) == []
        assert {member.months for member in hole_members(programme=facts, year=2028, words="sari", most=5)} == {3}

    def test_is_a_page(self, monkeypatch):
        (one,) = cast.members(1)
        monkeypatch.setattr(timezone, "now", lambda: cast.NOW.replace(month=10))
        page = text_of(signed_in(Role.HEAD).get("/kalender-iuran"))
        assert "1 peserta tanpa iuran pada Januari–Maret 2028: 91 orang-hari" in page
        assert one.kpj in page
        assert "20 Desember 2026" in page  # by when the first term is to be billed


@pytest.mark.usefixtures("today")
class TestTheCommand:
    def said(self, *words):
        out = StringIO()
        call_command("bill", *words, "--json", stdout=out)
        return json.loads(out.getvalue())

    def test_plans_raises_and_tells(self):
        (one,) = cast.members(1)
        asked = ("--programme", one.programme.code, "--fund", "apbd", "--month", "2027-01")
        assert self.said("plan", *asked)["jkk_rp"] == 30_000
        bill = self.said("raise", *asked, "--without-verval", "Termin pertama")
        assert (bill["state"], bill["payable_rp"]) == (BillState.DRAWN_UP, 3 * 16_800)
        with pytest.raises(CommandError, match="sudah ditagih"):
            self.said("raise", *asked, "--without-verval", "sekali lagi")
        assert self.said("list", "--programme", one.programme.code)["count"] == 1
        assert Month.parse(bill["last_month"]) == cast.MARCH
