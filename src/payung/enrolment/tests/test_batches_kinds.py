"""What each kind of batch says in its workbook, and who goes into it: moves by their three causes, changes, ends."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import openpyxl
import pytest

from payung.decrees.actions import amend_decree
from payung.decrees.models import Decree
from payung.decrees.rules.change import In, Out
from payung.decrees.tests import cast as decrees
from payung.eligibility.models import Answer, Result
from payung.enrolment import queries, workbooks
from payung.enrolment.models import BatchLine
from payung.enrolment.rules.batches import bars, kind_of
from payung.enrolment.rules.batches_refusals import NobodyToSend
from payung.enrolment.rules.batches_words import changed_in_words
from payung.enrolment.states import Kind, LineState
from payung.enrolment.tests import batches_cast as cast
from payung.enrolment.tests.batches_cast import LATER, NOW, RINA, drafted, fund
from payung.membership import actions as membership
from payung.membership.actions import Ending
from payung.membership.models import Membership
from payung.membership.states import EndReason
from payung.membership.tests.house import PAPER, treasury
from payung.people import actions as people
from payung.people.queries import CorrectionFacts
from payung.people.rules import Field
from payung.programmes.models import Fund, Programme

pytestmark = pytest.mark.django_db
MUCH_LATER = LATER + timedelta(days=40)


def said(batch) -> list[dict[str, str]]:
    """The rows of its workbook, by heading."""
    with workbooks.opened(batch.file_code) as sealed:
        sheet = openpyxl.load_workbook(BytesIO(sealed.read(0, sealed.size))).worksheets[0]
    rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    begin = next(at for at, row in enumerate(rows) if row[0] == "NO")
    return [dict(zip(rows[begin], row, strict=True)) for row in rows[begin + 1 :]]


def waits(programme, kind) -> int:
    return len(queries.to_send(programme_id=programme.pk, fund_id=fund(programme).pk, kind=kind).wanted)


def bpjs_said(programme, person_id: int, outcome: str, payer: str) -> None:
    about = {"register": "bpjs", "answered_date": date(2026, 12, 1)}
    of_file = {"file_name": "x", "source": "Surat", "state": "read", "received_by": "user:3", "received_at": NOW}
    codes = {"code": uuid4().hex, "sha256": uuid4().hex * 2}
    answer = Answer.objects.create(programme=programme, **about, **of_file, **codes)
    facts = {"number": 1, "outcome": outcome, "payer": payer, "valid_until": date(2027, 3, 1)}
    Result.objects.create(answer=answer, person_id=person_id, **about, **facts)


def died(member: Membership) -> None:
    ending = Ending(membership_id=member.pk, reason=EndReason.DIED, happened_on=date(2027, 1, 15), note="wafat")
    membership.end(ends=[ending], source="", evidence=PAPER, request_key=uuid4(), actor=decrees.HEAD, now=LATER)


def amended(decree: Decree, out: Out, *named: In, number: str) -> None:
    change = amend_decree(
        decree_id=decree.pk, about="Perubahan", out=[out], named=named, request_key=uuid4(), actor=RINA, now=NOW
    )
    decrees.in_force(Decree.objects.get(id=change.id), number=number)


class TestMove:
    def test_asks_for_whom_bpjs_has_under_another_and_names_the_payer(self):
        programme, decree = cast.in_force(3)
        first, second, _ = (line.person_id for line in decree.lines.order_by("number"))
        bpjs_said(programme, first, "other_payer", "Pemprov Kalsel")
        bpjs_said(programme, second, "self_paying", "")
        batch = cast.exported(programme, Kind.MOVE)
        rows = said(batch)
        assert [row["WADAH ATAU PEMBAYAR ASAL"] for row in rows] == ["Pemprov Kalsel", ""]
        assert {row["BERLAKU MULAI"] for row in rows} == {"02-2027"}
        assert waits(programme, Kind.NEW) == 1

    def test_asks_for_a_member_of_the_period_before_whose_wadah_was_another(self):
        programme, decree = cast.in_force(2)
        person = decree.lines.order_by("number")[0].person
        before = decrees.programme()
        Fund.objects.filter(programme=before).update(npw="1111")
        Fund.objects.filter(programme=programme).update(npw="2222")
        Programme.objects.filter(id=programme.pk).update(previous=before)
        line = decrees.in_force(decrees.drafted(before, decrees.chosen(before, 1)), number="188.45/7").lines.get()
        Membership.objects.create(
            programme=before,
            fund=fund(before),
            person=person,
            line=line,
            kpj="26000000017",
            registered_date=date(2026, 1, 5),
            first_month=date(2026, 1, 1),
            last_month=date(2026, 12, 1),
            made_at=NOW,
        )
        assert [row["NPW TUJUAN"] for row in said(cast.exported(programme, Kind.MOVE))] == ["2222"]
        assert waits(programme, Kind.NEW) == 1

    def test_asks_for_a_member_whom_another_decree_names_from_another_fund(self):
        programme, decree = cast.in_force(1)
        cast.accept(cast.exported(programme))
        member = Membership.objects.get()
        other = Fund.objects.create(
            programme=programme, code="csr", kind="csr", name="CSR", ceiling_rp=10**9, wadah="Wadah CSR", npw="3333"
        )
        named = decree.lines.get()
        again = replace(decrees.chosen(programme, 1)[0], person_id=member.person_id, candidate_id=named.candidate_id)
        out = Out(line_id=named.pk, because="dana beralih", last_month=decrees.JANUARY)
        with treasury():
            amended(decree, out, number="188.45/10")
        wanted = replace(again, fund_id=other.pk, fund_code="csr", first_month=decrees.JANUARY.plus(1))
        decrees.in_force(decrees.drafted(programme, [wanted]), number="188.45/11")
        found = queries.to_send(programme_id=programme.pk, fund_id=other.pk, kind=Kind.MOVE)
        assert [one.membership_id for one in found.wanted] == [member.pk]

    @pytest.mark.parametrize(
        ("facts", "kind"),
        [
            ((False, False, False, False), Kind.NEW),
            ((True, False, False, False), Kind.CONTINUE),
            ((False, True, False, False), Kind.CONTINUE),
            ((True, True, True, False), Kind.MOVE),
            ((True, False, False, True), Kind.MOVE),
        ],
    )
    def test_goes_before_what_is_known_of_a_kpj(self, facts, kind):
        names = ("kpj_known", "is_ours", "is_anothers", "other_wadah")
        assert kind_of(**dict(zip(names, facts, strict=True))) is kind


class TestEnd:
    def test_tells_reason_day_and_months_in_the_insurers_words(self):
        programme, _ = cast.in_force(1)
        cast.accept(cast.exported(programme))
        with treasury():
            died(Membership.objects.get())
            (row,) = said(cast.exported(programme, Kind.END, now=LATER))
        told = ("ALASAN NONAKTIF", "TANGGAL KEJADIAN", "NONAKTIF MULAI")
        assert [row[name] for name in told] == ["MENINGGAL DUNIA", "15-01-2027", "02-2027"]

    def test_that_is_told_first_is_what_the_replacement_names(self):
        programme, decree = cast.in_force(1)
        cast.accept(cast.exported(programme))
        member = Membership.objects.get()
        comes = decrees.chosen(programme, 1)[0]
        with treasury():
            died(member)
            end = cast.exported(programme, Kind.END, now=LATER)
            amended(
                decree,
                Out(line_id=member.line_id, because="wafat", last_month=decrees.JANUARY),
                In(
                    person_id=comes.person_id,
                    candidate_id=comes.candidate_id,
                    fund_id=fund(programme).pk,
                    replaces_id=member.line_id,
                    desa_code=comes.desa_code,
                    occupation=comes.occupation,
                    first_month=decrees.JANUARY.plus(1),
                ),
                number="188.45/11",
            )
            new = drafted(programme, Kind.NEW, now=LATER)
        assert BatchLine.objects.get(batch=new.id).pair_id == BatchLine.objects.get(batch=end.id).pk

    def test_waits_for_no_answer_to_a_correction_but_never_for_two_ends(self):
        programme, _ = cast.in_force(2)
        cast.accept(cast.exported(programme))
        person_id = Membership.objects.order_by("id")[0].person_id
        people.correct_person(
            person_id=person_id, corrections={Field.PHONE: "081200000001"}, reason="HP", actor=RINA, now=LATER
        )
        change = cast.exported(programme, Kind.CHANGE, now=MUCH_LATER)
        with treasury():
            died(Membership.objects.get(person=person_id))
            end = cast.exported(programme, Kind.END, now=MUCH_LATER)
            assert BatchLine.objects.get(batch=end.id).person_id == person_id
            with pytest.raises(NobodyToSend, match="1 orang masih menunggu"):
                drafted(programme, Kind.END, now=MUCH_LATER)
        assert BatchLine.objects.get(batch=change.id).state == LineState.WAITING
        assert [bars(waits_in=kind, kind=Kind.END) for kind in (Kind.CHANGE, Kind.END, Kind.NEW)] == [False, True, True]


class TestChange:
    def test_says_what_changed_from_what_and_the_nik_in_cells_of_its_own(self):
        programme, decree = cast.in_force(1)
        first, line = cast.exported(programme), decree.lines.get()
        cast.accept(first)
        old = said(first)[0]["NIK"]
        for number, facts in enumerate(({Field.NAME: "Sari"}, {Field.NAME: "Siti Sari", Field.PHONE: "081200000001"})):
            at = MUCH_LATER + timedelta(hours=number)
            people.correct_person(person_id=line.person_id, corrections=facts, reason="KTP", actor=RINA, now=at)
        people.move_nik(person_id=line.person_id, nik="6302065201809999", reason="KTP", actor=RINA, now=MUCH_LATER)
        (row,) = said(cast.exported(programme, Kind.CHANGE, now=MUCH_LATER + timedelta(days=1)))
        assert row["YANG BERUBAH"] == f"NIK; Nama: {line.name} → Siti Sari; No HP: (kosong) → 081200000001"
        assert (row["NIK LAMA"], row["NIK"]) == (old, "6302065201809999")

    def test_words_show_days_and_desas_as_people_write_them_and_leave_out_what_came_back(self):
        def one(field: str, old: str, new: str) -> CorrectionFacts:
            return CorrectionFacts(person_id=1, field=field, old=old, new=new, changed_at=NOW)

        changes = [
            one("birth_date", "1980-01-12", "1980-02-12"),
            one("desa_code", "63.02.06.2014", ""),
            one("name", "Sari", "Siti"),
            one("name", "Siti", "Sari"),
        ]
        told = changed_in_words(changes, nik_changed=False, desa=lambda _code: "Rampa")
        assert told == "Tanggal lahir: 12 Januari 1980 → 12 Februari 1980; Desa: Rampa → (kosong)"
