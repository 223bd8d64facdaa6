"""What a person decides of rows that wait, what words are learnt to mean, and what is told of lines afterwards."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from payung.audit.models import Event
from payung.decrees.models import Place
from payung.enrolment.actions import answers
from payung.enrolment.actions.answers_learning import learn_reason
from payung.enrolment.actions.answers_settling import settle_row
from payung.enrolment.models import Answer, AnswerColumn, AnswerRow, BatchLine, ReasonWord
from payung.enrolment.queries import answers_of_lines
from payung.enrolment.queries.answers import RowsAsked, rows, told_rows
from payung.enrolment.rules.answer_columns import Field
from payung.enrolment.rules.answer_refusals import AnswerRefused
from payung.enrolment.rules.answer_settling import Decision
from payung.enrolment.states import Kind, LineState, Reason
from payung.enrolment.tests.answers_cast import (
    ANSWERED,
    HEAD_OF_DINAS,
    INSPECTOR,
    JUMIATI,
    KPJ,
    MASTURI,
    NAMES,
    NOW,
    OPERATOR,
    SARI,
    answer,
    asked,
    batch,
    leaves,
    outcomes,
    own_layout,
    receive,
    states,
    three_sent,
    workbook,
)
from payung.membership.models import Card, Membership
from payung.programmes.models import Fund

pytestmark = pytest.mark.django_db
WHY = {"because": "surel BPJS 16 Januari", "actor": HEAD_OF_DINAS, "now": NOW}


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.PAYUNG_HOME = tmp_path / "home"


def only_row(**facts):
    return AnswerRow.objects.get(**facts).pk


class TestSettling:
    def test_damaged_kpj_is_written_again_and_the_person_registered(self, tmp_path):
        of, lines = three_sent()
        found = answer(of, tmp_path, own_layout((SARI, "SARI WAHYUNI", 1001234567, "BERHASIL", "")))
        with pytest.raises(AnswerRefused, match="11"):
            settle_row(row_id=only_row(), decision=Decision.ACCEPT, **WHY)
        settle_row(row_id=only_row(), decision=Decision.ACCEPT, kpj="01001234567", **WHY)
        assert states(lines)[0] == (LineState.ACCEPTED, "01001234567")
        assert Membership.objects.get().kpj == "01001234567"
        assert outcomes(found) == [("settled", "kpj_damaged")]
        assert Event.objects.latest("number").act == "enrolment.settle_row"
        with pytest.raises(AnswerRefused, match="sudah diselesaikan"):
            settle_row(row_id=only_row(), decision=Decision.SET_ASIDE, **WHY)

    def test_second_number_of_a_member_is_a_change_of_kpj(self, tmp_path):
        of, lines = three_sent()
        answer(of, tmp_path, own_layout((SARI, "SARI WAHYUNI", KPJ[SARI], "BERHASIL", "")), on=date(2027, 1, 10))
        answer(of, tmp_path, own_layout((SARI, "SARI WAHYUNI", "26999999999", "BERHASIL", "")))
        settle_row(row_id=only_row(outcome="queued"), decision=Decision.ACCEPT, **WHY)
        assert states(lines)[0] == (LineState.ACCEPTED, "26999999999")
        assert Membership.objects.get().kpj == "26999999999"

    def test_kpj_of_another_stays_refused_whoever_decides(self, tmp_path):
        of, lines = three_sent()
        Card.objects.create(kabupaten="63.02", kpj=KPJ[SARI], person=lines[MASTURI].person, seen_date=ANSWERED)
        answer(of, tmp_path, own_layout((SARI, "SARI WAHYUNI", KPJ[SARI], "BERHASIL", "")))
        with pytest.raises(AnswerRefused, match="milik orang lain"):
            settle_row(row_id=only_row(), decision=Decision.ACCEPT, **WHY)
        assert states(lines)[0] == (LineState.DOUBTFUL, "")

    def test_whose_place_is_gone_is_not_accepted_by_anybody(self, tmp_path):
        of, lines = three_sent()
        Place.objects.filter(line=lines[SARI].line).update(freed_month=date(2027, 1, 1), freed_because="wafat")
        answer(of, tmp_path, own_layout((SARI, "SARI WAHYUNI", KPJ[SARI], "BERHASIL", "")))
        with pytest.raises(AnswerRefused, match="dicoret"):
            settle_row(row_id=only_row(), decision=Decision.ACCEPT, **WHY)

    def test_member_whose_new_fund_has_no_money_waits_and_moves_once_it_has(self, tmp_path):
        of, lines = three_sent()
        answer(of, tmp_path, own_layout((SARI, "SARI WAHYUNI", KPJ[SARI], "BERHASIL", "")), on=date(2027, 1, 10))
        csr, sari = Fund.objects.get(programme=of, code="csr"), Membership.objects.get()
        Fund.objects.filter(id=csr.pk).update(ceiling_rp=0)
        move = batch(of, Kind.MOVE)
        asked(move, lines[SARI].line, SARI, membership=sari, kpj=KPJ[SARI])
        move.fund = csr
        leaves(move)
        said = own_layout((SARI, "Sari Wahyuni", KPJ[SARI], "BERHASIL", ""))  # the same bytes would be the same file
        assert outcomes(answer(of, tmp_path, said)) == [("queued", "fund_short")]
        with pytest.raises(AnswerRefused, match="Tambah pagu"):
            settle_row(row_id=only_row(outcome="queued"), decision=Decision.ACCEPT, **WHY)
        assert Membership.objects.get().fund_id != csr.pk
        Fund.objects.filter(id=csr.pk).update(ceiling_rp=12 * 16_800)
        settle_row(row_id=only_row(outcome="queued"), decision=Decision.ACCEPT, **WHY)
        assert Membership.objects.get().fund_id == csr.pk
        assert BatchLine.objects.get(batch=move).state == LineState.ACCEPTED

    def test_two_rows_that_contradict_are_settled_together(self, tmp_path):
        of, lines = three_sent()
        said = own_layout(
            (SARI, "SARI WAHYUNI", KPJ[SARI], "BERHASIL", ""), (SARI, "SARI WAHYUNI", "", "GAGAL", "Usia 65 tahun")
        )
        found = answer(of, tmp_path, said)
        assert outcomes(found) == [("queued", "rows_contradict")] * 2
        settle_row(row_id=only_row(row=5), decision=Decision.REJECT, **WHY)
        assert [outcome for outcome, _ in outcomes(found)] == ["settled", "settled"]
        assert BatchLine.objects.get(id=lines[SARI].pk).reason == "age"

    def test_row_set_aside_lets_the_line_wait_again(self, tmp_path):
        of, lines = three_sent()
        answer(of, tmp_path, own_layout((SARI, "HALIMATUSSA'DIYAH", KPJ[SARI], "BERHASIL", "")))
        assert states(lines)[0] == (LineState.DOUBTFUL, "")
        settle_row(row_id=only_row(), decision=Decision.SET_ASIDE, **WHY)
        assert states(lines)[0] == (LineState.WAITING, "")

    def test_row_without_a_line_is_given_one_by_its_key(self, tmp_path):
        of, lines = three_sent()
        damaged = float(SARI[:15] + "0")
        answer(of, tmp_path, own_layout((damaged, "SARI WAHYUNI", KPJ[SARI], "BERHASIL", "")))
        with pytest.raises(AnswerRefused, match="Belum jelas siapa"):
            settle_row(row_id=only_row(), decision=Decision.ACCEPT, **WHY)
        settle_row(row_id=only_row(), decision=Decision.ACCEPT, row_key=lines[SARI].row_key, **WHY)
        assert states(lines)[0] == (LineState.ACCEPTED, KPJ[SARI])

    def test_last_row_settled_ends_the_batch(self, tmp_path):
        of, lines = three_sent()
        good = [(nik, NAMES[nik], KPJ[nik], "BERHASIL", "") for nik in (SARI, MASTURI)]
        answer(of, tmp_path, own_layout(*good, (JUMIATI, "JUMIATI", "", "BERHASIL", "")))
        batch = lines[SARI].batch
        batch.refresh_from_db()
        assert batch.state == "sent"
        settle_row(row_id=only_row(outcome="queued"), decision=Decision.ACCEPT, kpj=KPJ[JUMIATI], **WHY)
        batch.refresh_from_db()
        assert batch.state == "answered"

    @pytest.mark.parametrize("words", ["", "jelas", f"menurut {SARI} benar"])
    def test_reason_of_a_person_is_written_and_holds_no_nik(self, tmp_path, words):
        of, _ = three_sent()
        answer(of, tmp_path, own_layout((SARI, "SARI WAHYUNI", "", "BERHASIL", "")))
        with pytest.raises(AnswerRefused):
            settle_row(row_id=only_row(), decision=Decision.SET_ASIDE, because=words, actor=OPERATOR, now=NOW)

    def test_inspector_only_looks(self, tmp_path):
        of, _ = three_sent()
        answer(of, tmp_path, own_layout((SARI, "SARI WAHYUNI", "", "BERHASIL", "")))
        with pytest.raises(AnswerRefused, match="operator"):
            settle_row(
                row_id=only_row(), decision=Decision.SET_ASIDE, because="kata siapa ya", actor=INSPECTOR, now=NOW
            )


class TestLearning:
    def test_refused_lines_and_every_later_answer_carry_what_was_learnt(self, tmp_path):
        of, lines = three_sent()
        said = "Ybs tdk memiliki rek gaji no 12"
        answer(of, tmp_path, own_layout((SARI, "SARI WAHYUNI", "", "GAGAL", said)))
        assert BatchLine.objects.get(id=lines[SARI].pk).reason == "unmapped"
        (words,) = answers_of_lines.unlearnt(kabupaten="63.02")
        assert (words.example, words.count) == (said, 1)
        assert learn_reason(text=said, reason=Reason.OTHER, **WHY) == 1
        assert BatchLine.objects.get(id=lines[SARI].pk).reason == "other"
        later = said.replace("12", "77").upper()
        answer(of, tmp_path, own_layout((MASTURI, "MASTURI", "", "GAGAL", later)), on=date(2027, 1, 16))
        assert BatchLine.objects.get(id=lines[MASTURI].pk).reason == "other"
        assert answers_of_lines.unlearnt(kabupaten="63.02") == []

    def test_rows_that_nobody_understood_are_refusals_then(self, tmp_path):
        of, lines = three_sent()
        found = answer(of, tmp_path, own_layout((SARI, "SARI WAHYUNI", "", "XYZZY", "")))
        assert outcomes(found) == [("queued", "words_unknown")]
        assert learn_reason(text="xyzzy", reason=Reason.INCOME, **WHY) == 1
        assert outcomes(found) == [("settled", "words_unknown")]
        line = BatchLine.objects.get(id=lines[SARI].pk)
        assert (line.state, line.reason, line.reason_text, line.said_date) == ("rejected", "income", "XYZZY", ANSWERED)

    def test_who_says_it_differently_is_followed_from_then_on(self, tmp_path):
        three_sent()
        learn_reason(text="Kode 77", reason=Reason.OTHER, **WHY)
        learn_reason(text="kode 78", reason=Reason.AGE, **WHY)
        assert [(word.folded, word.reason) for word in ReasonWord.objects.all()] == [("kode", "age")]


class TestColumnsByHand:
    def test_unknown_headings_wait_for_a_person_and_are_remembered(self, tmp_path):
        of, lines = three_sent()
        head = ("Kol A", "Orang", "Angka B", "Jwb", "Sebab")
        first = [head, ("x", "SARI WAHYUNI", KPJ[SARI], "BERHASIL", "")]
        found, _ = receive(of, workbook(tmp_path / "a.xlsx", {"S": first}))
        asked = answers.apply_answer(answer_id=found.id, now=NOW)
        assert (asked.columns_asked_at, asked.done_at) == (NOW, None)
        niks = [head, (SARI, "SARI WAHYUNI", KPJ[SARI], "BERHASIL", "")]
        found, _ = receive(of, workbook(tmp_path / "b.xlsx", {"S": niks}))
        assert answers.apply_answer(answer_id=found.id, now=NOW).columns_asked_at == NOW
        mapping = [
            answers.Said(sheet="S", heading=heading, field=field)
            for heading, field in {"Angka B": Field.KPJ, "Jwb": Field.RESULT, "Kol A": Field.NIK}.items()
        ]
        with pytest.raises(AnswerRefused, match="sedikitnya"):
            answers.map_columns(answer_id=found.id, mapping=mapping[:0], actor=OPERATOR)
        answers.map_columns(answer_id=found.id, mapping=mapping, actor=OPERATOR)
        assert answers.apply_answer(answer_id=found.id, now=NOW).applied_count == 1
        assert states(lines)[0] == (LineState.ACCEPTED, KPJ[SARI])
        third = {"S": [head, (MASTURI, "MASTURI", KPJ[MASTURI], "BERHASIL", "")]}
        assert answer(of, tmp_path, third).applied_count == 1
        assert AnswerColumn.objects.count() == 3


class TestWhatIsToldOfLines:
    def test_waiting_ages_from_the_day_it_was_sent(self, tmp_path):
        of, _ = three_sent()
        answer(of, tmp_path, own_layout((SARI, "SARI WAHYUNI", KPJ[SARI], "BERHASIL", "")))
        (left,) = answers_of_lines.waiting(programme_id=of.pk, today=date(2027, 1, 20))
        assert (left.waiting_count, left.line_count, left.days, left.is_sent) == (2, 3, 16, True)

    def test_last_rejection_is_forgotten_once_accepted(self, tmp_path):
        of, lines = three_sent()
        sari = lines[SARI].person_id
        answer(of, tmp_path, own_layout((SARI, "SARI", "", "GAGAL", "Nama ibu kosong")), on=date(2027, 1, 10))
        told = answers_of_lines.last_rejections(person_ids=[sari])[sari]
        assert (told.reason, told.words, told.said_date, told.kind) == (
            Reason.MOTHER_NAME,
            "Nama ibu kosong",
            date(2027, 1, 10),
            Kind.NEW,
        )
        (refusals,) = answers_of_lines.rejected(programme_id=of.pk)
        assert (refusals.reason, refusals.count) == (Reason.MOTHER_NAME, 1)
        answer(of, tmp_path, own_layout((SARI, "SARI WAHYUNI", KPJ[SARI], "BERHASIL", "")))
        assert answers_of_lines.last_rejections(person_ids=[sari]) == {}
        assert answers_of_lines.rejected(programme_id=of.pk) == []
        history = answers_of_lines.answers_of_person(person_ids=[sari], actor=OPERATOR)
        assert [row.verdict for row in history] == ["accepted", "rejected"]

    def test_rows_show_no_nik(self, tmp_path):
        of, _ = three_sent()
        answer(of, tmp_path, own_layout((SARI, "SARI WAHYUNI", "", "GAGAL", "Nama ibu kosong")))
        (row,) = told_rows(rows(actor=OPERATOR, asked=RowsAsked(words="sari")), kabupaten="63.02")
        assert row.our_nik == "6302•• •••••• ••••"


class TestSealed:
    def test_what_bpjs_said_and_what_a_person_settled_stay(self, tmp_path):
        of, _ = three_sent()
        answer(of, tmp_path, own_layout((SARI, "SARI WAHYUNI", "", "BERHASIL", "")))
        settle_row(row_id=only_row(), decision=Decision.SET_ASIDE, **WHY)
        for change in (
            lambda: AnswerRow.objects.update(verdict="rejected"),
            lambda: AnswerRow.objects.update(outcome="queued"),
            lambda: AnswerRow.objects.all().delete(),
            lambda: Answer.objects.update(answered_date=date(2027, 1, 1)),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                change()
