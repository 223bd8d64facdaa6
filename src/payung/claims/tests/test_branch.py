"""The branch's own report of claims: what agrees is said, what is sure is done once, and all else waits for a person."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

import pytest

from payung.accounts.rules import Role
from payung.claims.actions.branch import keep_report, read_again, take_report
from payung.claims.actions.branch_deciding import leave_line, reopen_line, take_line
from payung.claims.models import BranchLine, BranchReport, Claim, Difference, Payment
from payung.claims.queries.branch import ReportFacts
from payung.claims.rules.refusals import NotYours, ReasonMissing, Refused
from payung.claims.states import State
from payung.claims.tests import cast
from payung.claims.tests.cast import ACCIDENT, BUDI, EVENT, HEAD, NOW
from payung.claims.tests.death_cast import nik_of
from payung.claims.tests.money_cast import LATER, approved, jkm, paid
from payung.decrees.tests import cast as decrees
from payung.membership.models import Membership

pytestmark = pytest.mark.django_db
HEADINGS = (
    "No",
    "No. KPJ",
    "NIK Peserta",
    "Nama TK",
    "Program",
    "Tgl Kejadian",
    "Nominal Bayar",
    "Tgl Bayar",
    "Status",
)
PAID_ON = date(2027, 5, 24)


def row(member: Membership, **otherwise: str) -> list[str]:
    told = {
        "no": "1",
        "kpj": member.kpj,
        "nik": nik_of(member),
        "name": member.person.name,
        "scheme": "JKM",
        "event": f"{EVENT:%d/%m/%Y}",
        "rp": "Rp 42.000.000,00",
        "paid": f"{PAID_ON:%d-%m-%Y}",
        "status": "Dibayar",
    }
    return list((told | otherwise).values())


def csv(*rows: Sequence[str], headings: Sequence[str] = HEADINGS) -> Path:
    path = Path(mkdtemp(prefix="payung-branch-")) / f"klaim-{uuid4().hex}.csv"
    lines = [f"LAPORAN KLAIM {uuid4().hex};;;;;;;;", ";".join(headings), *(";".join(one) for one in rows)]
    path.write_text("\n".join([*lines, "Jumlah;;;;;;42000000;;"]), encoding="utf-8")
    return path


def taken(*rows: Sequence[str], **words) -> ReportFacts:
    return take_report(upload=csv(*rows, **words), as_of=date(2027, 5, 31), actor=BUDI, now=LATER)


def only() -> BranchLine:
    return BranchLine.objects.get()


def decided() -> Claim:
    claim = jkm(State.DECIDED)
    approved(claim)
    return claim


class TestWhatIsSure:
    def test_money_that_is_not_here_is_recorded_and_the_claim_paid(self):
        claim = decided()
        found = taken(row(claim.membership))
        assert (found.row_count, found.refusal) == (1, "")
        line, payment = only(), Payment.objects.get()
        assert (line.settled, line.claim_id, line.payment_id) == ("paid", claim.pk, payment.pk)
        assert (payment.total_rp, payment.paid_on, payment.source) == (42_000_000, PAID_ON, f"branch:{found.id}")
        assert Claim.objects.get(id=claim.pk).state == State.PAID
        assert not Difference.objects.exists()

    def test_too_little_opens_a_difference(self):
        claim = decided()
        taken(row(claim.membership, rp="10000000"))
        assert [(one.code, one.owed_rp, one.paid_rp) for one in Difference.objects.all()] == [
            ("TOTAL", 42_000_000, 10_000_000)
        ]

    def test_what_is_here_already_agrees(self):
        claim = decided()
        paid(claim, on=PAID_ON)
        taken(row(claim.membership))
        assert only().settled == "agrees"
        assert Payment.objects.count() == 1

    def test_the_letter_of_money_that_the_branch_reported_is_not_the_same_money_again(self):
        claim = decided()
        taken(row(claim.membership))
        with pytest.raises(Refused, match="sudah tercatat dari laporan cabang"):
            paid(claim, on=PAID_ON)
        paid(claim, {"LATE_COMPENSATION": 420_000}, on=PAID_ON)
        assert sorted(one.total_rp for one in Payment.objects.all()) == [420_000, 42_000_000]

    def test_the_same_file_twice_changes_nothing_nor_does_the_same_row_in_another(self):
        claim, path = decided(), csv()
        path = csv(row(claim.membership))
        first = take_report(upload=path, as_of=date(2027, 5, 31), actor=BUDI, now=LATER)
        again = path.with_name("salinan.csv")
        again.write_bytes(path.read_bytes())
        assert take_report(upload=again, as_of=date(2027, 5, 31), actor=BUDI, now=LATER).id == first.id
        taken(row(claim.membership))
        assert Payment.objects.count() == 1
        assert [one.settled for one in BranchLine.objects.order_by("id")] == ["paid", "agrees"]

    def test_a_claim_that_is_unknown_is_opened_once_with_its_money(self):
        member = cast.sari()
        taken(row(member, rp="20000000"), row(member, no="2", rp="22000000", paid="25-05-2027"))
        claim = Claim.objects.get()
        assert (claim.kind, claim.event_date, claim.person_id) == ("death", EVENT, member.person_id)
        assert sorted(Payment.objects.values_list("total_rp", flat=True)) == [20_000_000, 22_000_000]
        assert set(BranchLine.objects.values_list("settled", "claim_id")) == {("opened", claim.pk), ("paid", claim.pk)}
        member.refresh_from_db()
        assert member.state == "held"

    def test_an_accident_in_process_is_opened_without_money(self):
        member = cast.sari(terms=0)
        taken(row(member, scheme="Jaminan Kecelakaan Kerja", rp="-", paid="", status="Proses"))
        claim = Claim.objects.get()
        assert (claim.kind, claim.state) == ("accident", "reported")
        assert only().settled == "opened"
        assert not Payment.objects.exists()

    def test_is_found_by_kpj_with_the_name(self):
        claim = decided()
        taken(row(claim.membership, nik=""))
        assert only().settled == "paid"

    def test_money_of_a_claim_that_is_not_decided_waits_for_the_letter_only(self):
        claim = jkm(State.SUBMITTED)
        taken(row(claim.membership))
        assert only().settled == "paid"
        assert Claim.objects.get(id=claim.pk).state == State.SUBMITTED


class TestWhatWaits:
    @pytest.mark.parametrize(
        ("told", "lack"),
        [
            ({"name": "Orang Lain"}, "name_differs"),
            ({"nik": "", "name": ""}, "name_missing"),
            ({"event": "01/05/2027"}, "other_day"),
            ({"scheme": "JKK"}, "claim_of_other_scheme"),
            ({"scheme": ""}, "no_scheme"),
            ({"event": "01/01/2027"}, "before_registration"),
            ({"event": "31/02/2027"}, "day_unreadable"),
            ({"event": ""}, "no_day"),
            ({"paid": ""}, "paid_day_missing"),
            ({"rp": "empat puluh dua juta"}, "amount_unreadable"),
        ],
    )
    def test_says_why_and_does_nothing(self, told, lack):
        claim = jkm(State.SUBMITTED)
        taken(row(claim.membership, **told))
        line = only()
        assert line.settled == "waiting"
        assert lack in line.lacks.split()
        assert not Payment.objects.exists()
        assert Claim.objects.count() == 1

    def test_a_sum_beside_another_one_waits(self):
        claim = decided()
        paid(claim, {"FUNERAL": 10_000_000}, on=PAID_ON)
        taken(row(claim.membership))
        assert (only().settled, only().lacks) == ("waiting", "amount_differs")

    def test_a_nik_of_one_and_a_kpj_of_another_wait(self):
        one, other = cast.insured(2, terms=0)
        taken(row(one, kpj=other.kpj))
        assert (only().settled, only().lacks) == ("waiting", "two_persons")

    def test_another_scheme_and_a_stranger_are_none_of_ours(self):
        member = cast.sari(terms=0)
        taken(
            row(member, scheme="JHT"),
            ["2", "", "6302010101900009", "Orang Jauh", "JKM", "19/05/2027", "42000000", "24-05-2027", ""],
        )
        assert set(BranchLine.objects.values_list("settled", flat=True)) == {"not_ours"}
        assert not Claim.objects.exists()

    def test_a_row_without_a_number_is_listed_as_unread(self):
        cast.sari(terms=0)
        found = taken(["1", "", "123", "Sari", "JKM", "19/05/2027", "42000000", "24-05-2027", ""])
        assert (found.unread_count, only().settled) == (1, "unread")

    def test_a_file_without_headings_says_so(self):
        found = taken(["1", "2"], headings=("a", "b"))
        assert found.refusal == "HEADER_NOT_FOUND"


class TestDecisions:
    def waiting(self):
        claim = decided()
        taken(row(claim.membership, event="01/05/2027"))
        return claim, only()

    def test_that_very_claim_takes_its_money_once(self):
        claim, line = self.waiting()
        for _ in range(2):
            take_line(line_id=line.pk, code=claim.code.lower(), request_key=uuid4(), actor=BUDI, now=LATER)
        assert Payment.objects.get().claim_id == claim.pk
        assert only().settled == "paid"
        assert Claim.objects.get(id=claim.pk).state == State.PAID

    def test_nothing_of_ours_is_said_with_a_reason_and_taken_back(self):
        _, line = self.waiting()
        with pytest.raises(ReasonMissing):
            leave_line(line_id=line.pk, because=" ", request_key=uuid4(), actor=BUDI, now=LATER)
        leave_line(line_id=line.pk, because="Klaim wadah lain.", request_key=uuid4(), actor=BUDI, now=LATER)
        assert only().settled == "not_ours"
        read_again(report_id=line.report_id, job_id=None, actor=BUDI, now=LATER)
        assert only().settled == "not_ours"  # a person said so: reading again does not ask once more
        reopen_line(line_id=line.pk, because="Keliru.", request_key=uuid4(), actor=BUDI, now=LATER)
        assert only().settled == "waiting"

    def test_a_claim_is_opened_where_none_is(self):
        member = cast.sari()
        taken(row(member, name="Sari binti Amat"))
        take_line(line_id=only().pk, code="", request_key=uuid4(), actor=BUDI, now=LATER)
        assert Payment.objects.get().claim_id == Claim.objects.get().pk
        assert only().settled == "opened"

    def test_what_was_done_stays(self):
        claim = decided()
        taken(row(claim.membership))
        for act in (
            lambda: take_line(line_id=only().pk, code="", request_key=uuid4(), actor=BUDI, now=LATER),
            lambda: leave_line(line_id=only().pk, because="Keliru", request_key=uuid4(), actor=BUDI, now=LATER),
            lambda: reopen_line(line_id=only().pk, because="Keliru", request_key=uuid4(), actor=BUDI, now=LATER),
        ):
            with pytest.raises(Refused):
                act()

    def test_are_for_operators_of_the_whole_kabupaten(self):
        _, line = self.waiting()
        for by in (HEAD, decrees.actor("user:31", Role.OPERATOR, scope=cast.RAMPA)):
            with pytest.raises(NotYours):
                take_line(line_id=line.pk, code="", request_key=uuid4(), actor=by, now=LATER)

    def test_a_report_of_tomorrow_is_refused(self):
        with pytest.raises(Refused):
            keep_report(upload=csv(), as_of=date(2027, 6, 2), actor=BUDI, now=LATER)
        assert not BranchReport.objects.exists()


class TestSize:
    def test_queries_do_not_grow_with_rows_that_change_nothing(self, django_assert_max_num_queries):
        members = cast.insured(12, terms=0)
        rows = [row(one, scheme="JKK", rp="", paid="", status="Proses") for one in members]
        with django_assert_max_num_queries(70):
            taken(*rows)
        assert Claim.objects.filter(kind=ACCIDENT).count() == 12
        assert NOW < LATER
