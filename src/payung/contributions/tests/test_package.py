"""The paket SPP-LS: every paper says the same sums, or none is printed."""

import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.contributions.models import Due
from payung.contributions.papers.letters import OF_BILL, letter_of_bill, share_text
from payung.contributions.papers.package import compared, differences, print_package
from payung.contributions.queries.package import package
from payung.contributions.rules.package import Payable, Requested, Sums, TotalsDiffer, requests_untied, untied
from payung.contributions.states import Scheme
from payung.contributions.tests import billing_cast as cast
from payung.gateways.tests.printed import pages, words

TODAY = date(2027, 1, 12)
SUMS = Sums(heads=2, months=6, jkk_rp=60_000, jkm_rp=40_800)
counts = st.integers(min_value=0, max_value=10**9)
some_sums = st.builds(Sums, heads=counts, months=counts, jkk_rp=counts, jkm_rp=counts)


class TestUntied:
    @given(some_sums, some_sums)
    def test_says_a_sentence_for_each_sum_that_differs_and_for_no_other(self, ours, theirs):
        parts = ("heads", "months", "jkk_rp", "jkm_rp")
        differing = [part for part in parts if getattr(ours, part) != getattr(theirs, part)]
        assert len(untied(bill=ours, others={"rekap": theirs})) == len(differing)

    def test_a_swap_between_schemes_is_two_differences_though_the_whole_is_the_same(self):
        swapped = replace(SUMS, jkk_rp=SUMS.jkm_rp, jkm_rp=SUMS.jkk_rp)
        assert len(untied(bill=SUMS, others={"rekap": swapped})) == 2


class TestRequestsUntied:
    due = Payable(jkk_rp=60_000, jkm_rp=40_800)

    def test_has_nothing_to_say_before_any_request(self):
        assert requests_untied(due=self.due, requested=Requested(shares_rp={})) == []

    def test_names_the_scheme_for_which_none_was_written(self):
        found = requests_untied(due=self.due, requested=Requested(shares_rp={Scheme.JKK: 60_000}))
        assert [sentence[:3] for sentence in found] == ["JKM"]

    def test_asks_of_a_bill_that_compensation_pays_for_nothing(self):
        nothing = Payable(jkk_rp=0, jkm_rp=40_800)
        assert requests_untied(due=nothing, requested=Requested(shares_rp={Scheme.JKM: 40_800})) == []


def test_a_share_is_cut_and_never_rounded_up_to_all():
    assert [share_text(1999, 2000), share_text(2, 2), share_text(0, 0)] == ["99,9 %", "100,0 %", "tidak diketahui"]


def read(facts, **wishes):
    out = io.BytesIO()
    print_package(out=out, package=facts, today=TODAY, **wishes)
    return [words(page) for page in pages(out.getvalue())]


@pytest.mark.django_db
class TestPrintPackage:
    def test_prints_every_paper_with_the_sums_of_the_bill_and_no_whole_nik(self):
        members = cast.members(3)
        bill = cast.issued(cast.raised(members[0].programme))
        for scheme in Scheme:
            cast.requested([bill], scheme)
        found = package(bill_id=bill.id, actor=cast.RINA)
        told = read(found)
        text = "\n".join(told)
        assert "RANCANGAN" not in text
        for title in ("NOTA DINAS", "MUTLAK", "KUITANSI", "REKONSILIASI", "VERIFIKASI", "Rekapitulasi", "nominatif"):
            assert title in text
        assert text.count("151.200") >= 12  # 3 × 3 × 16.800, on the contents, each letter, recap and list
        assert text.count("6302•• •••••• ••••") == 3
        assert "63020652018" not in text.replace(" ", "")
        assert all(f"{member.kpj}" in told[-1] for member in members)
        with_nik = "\n".join(read(found, with_nik=True))
        assert with_nik.count("630206520180") == 3
        for name in OF_BILL:
            assert letter_of_bill(package=found, name=name, compared=compared(found), today=TODAY)[:2] == b"PK"

    def test_says_draft_on_every_page_before_there_is_a_request(self):
        (member,) = cast.members(1)
        bill = cast.raised(member.programme)
        told = read(package(bill_id=bill.id, actor=cast.RINA))
        assert "belum dapat diajukan" in told[0]

    def test_prints_nothing_where_one_rupiah_is_another(self):
        members = cast.members(2)
        bill = cast.issued(cast.raised(members[0].programme))
        cast.requested([bill], Scheme.JKK)
        found = package(bill_id=bill.id, actor=cast.RINA)
        assert any("JKM di SPP" in sentence for sentence in differences(found))
        cast.requested([bill], Scheme.JKM)
        whole = package(bill_id=bill.id, actor=cast.RINA)
        assert differences(whole) == []
        for wrong in (
            replace(whole, bill=replace(whole.bill, jkm_rp=whole.bill.jkm_rp + 1)),
            replace(whole, bill=replace(whole.bill, member_count=3)),
            replace(whole, desas=[replace(whole.desas[0], sums=replace(whole.desas[0].sums, months=5))]),
            replace(whole, dues_sha256="0" * 64),
            replace(whole, booked=replace(whole.booked, rp=whole.booked.rp - 1)),
            replace(whole, booked=replace(whole.booked, months=whole.booked.months + 1)),
        ):
            out = io.BytesIO()
            with pytest.raises(TotalsDiffer):
                print_package(out=out, package=wrong, today=TODAY)
            assert out.getvalue() == b""

    def test_prints_nothing_where_the_names_end_otherwise_than_the_recap(self):
        members = cast.members(2)
        bill = cast.raised(members[0].programme)
        found, out = package(bill_id=bill.id, actor=cast.RINA), io.BytesIO()
        with pytest.raises(TotalsDiffer, match="daftar nominatif"):
            print_package(out=out, package=found, today=TODAY, passing=lambda lines: (next(lines) for _ in range(1)))
        assert out.getvalue() == b""

    def test_asks_so_many_questions_whatever_the_number_of_members(self, django_assert_max_num_queries):
        members = cast.members(6)
        bill = cast.raised(members[0].programme)
        assert Due.objects.filter(bill=bill.id).count() == 18
        with django_assert_max_num_queries(30):
            read(package(bill_id=bill.id, actor=cast.RINA))
