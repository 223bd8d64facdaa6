"""Answers as they come, from the file to the members: layouts, whom a row is about, what contradicts, what waits."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from payung.audit.models import Event
from payung.decrees.models import Place
from payung.enrolment.actions import answers
from payung.enrolment.answering import counting, staging
from payung.enrolment.models import AnswerRow, Batch, BatchLine
from payung.enrolment.states import Kind, LineState, State
from payung.enrolment.tests.answers_cast import (
    JUMIATI,
    KPJ,
    MASTURI,
    NAMES,
    NOW,
    SARI,
    answer,
    answer_of,
    asked,
    batch,
    decree,
    leaves,
    named,
    outcomes,
    own_layout,
    person,
    programme,
    receive,
    returned,
    states,
    three_sent,
    workbook,
)
from payung.membership.models import Card, Membership

pytestmark = pytest.mark.django_db
ACCEPTED, REJECTED, WAITING, DOUBTFUL = (
    LineState.ACCEPTED,
    LineState.REJECTED,
    LineState.WAITING,
    LineState.DOUBTFUL,
)
APPLIED, SAME, UNKNOWN = ("applied", ""), ("same", ""), ("unknown", "stranger")


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.PAYUNG_HOME = tmp_path / "home"


class TestLayouts:
    def test_layout_of_the_branch_by_nik(self, tmp_path):
        of, lines = three_sent()
        found = answer(
            of,
            tmp_path,
            own_layout(
                (SARI, "SARI WAHYUNI", KPJ[SARI], "BERHASIL", ""),
                (MASTURI, "MASTURI", "", "GAGAL", f"NIK {MASTURI} tidak ditemukan"),
            ),
        )
        assert states(lines) == [(ACCEPTED, KPJ[SARI]), (REJECTED, ""), (WAITING, "")]
        assert (found.row_count, found.applied_count, found.queued_count) == (2, 2, 0)
        refused = BatchLine.objects.get(id=lines[MASTURI].pk)
        assert (refused.reason, refused.reason_text) == ("nik_not_found", "NIK … tidak ditemukan")
        member = Membership.objects.get()
        assert (member.kpj, member.registered_date, member.first_month) == (
            KPJ[SARI],
            date(2027, 1, 15),
            date(2027, 1, 1),
        )
        assert BatchLine.objects.get(id=lines[SARI].pk).membership == member
        assert [event.act for event in Event.objects.all()] == ["enrolment.record_answer"]

    def test_our_own_workbook_filled_in_parts(self, tmp_path):
        of, lines = three_sent()
        blank = (lines[JUMIATI], ("", "", ""))
        said = returned(
            (lines[SARI], ("DITERIMA", KPJ[SARI], "")),
            (lines[MASTURI], ("DITOLAK", "", "Usia lebih dari 65")),
            blank,
        )
        found = answer(of, tmp_path, said)
        assert states(lines) == [(ACCEPTED, KPJ[SARI]), (REJECTED, ""), (WAITING, "")]
        assert (found.row_count, found.blank_count) == (2, 1)
        lines[SARI].batch.refresh_from_db()
        assert lines[SARI].batch.state == "sent"
        rest = returned((lines[SARI], ("DITERIMA", KPJ[SARI], "")), (lines[JUMIATI], ("DITERIMA", KPJ[JUMIATI], "")))
        assert outcomes(answer(of, tmp_path, rest)) == [SAME, APPLIED]
        lines[SARI].batch.refresh_from_db()
        assert lines[SARI].batch.state == "answered"
        assert Membership.objects.count() == 2


class TestWhomARowIsAbout:
    def test_kpj_with_name_where_neither_key_nor_nik_came_back(self, tmp_path):
        of, lines = three_sent(Kind.END)
        for nik, line in lines.items():
            BatchLine.objects.filter(id=line.pk).update(kpj=KPJ[nik])
        head = ("NO", "KPJ", "NAMA PESERTA", "STATUS")
        rows = [
            (1, KPJ[SARI], "SARI WAHYUNI", "NON AKTIF"),
            (2, KPJ[MASTURI], "", "NON AKTIF"),
            (3, KPJ[JUMIATI], "HALIMATUSSA'DIYAH", "NON AKTIF"),
        ]
        found = answer(of, tmp_path, {"HASIL": [head, *rows]})
        assert outcomes(found) == [APPLIED, UNKNOWN, ("queued", "name_other")]
        assert states(lines)[0] == (ACCEPTED, KPJ[SARI])

    def test_key_of_one_and_nik_of_another_waits(self, tmp_path):
        of, lines = three_sent()
        (sheet, (head, first)), *_ = returned((lines[SARI], ("DITERIMA", KPJ[SARI], ""))).items()
        swapped = [first[0], MASTURI, *first[2:]]
        assert outcomes(answer(of, tmp_path, {sheet: [head, swapped]})) == [("queued", "key_nik_differ")]
        assert states(lines)[:2] == [(DOUBTFUL, ""), (WAITING, "")]

    def test_numeric_nik_whose_last_digit_was_lost_is_nobody_by_itself(self, tmp_path):
        of, lines = three_sent()
        rounded = float(SARI[:15] + "0")
        said = own_layout((rounded, "SARI WAHYUNI", KPJ[SARI], "BERHASIL", ""))
        assert outcomes(answer(of, tmp_path, said)) == [("queued", "nik_damaged")]
        assert states(lines)[0] == (WAITING, "")

    def test_rounded_nik_beside_our_key_does_not_contradict_it(self, tmp_path):
        of, lines = three_sent()
        (sheet, (head, first)), *_ = returned((lines[SARI], ("DITERIMA", KPJ[SARI], ""))).items()
        assert outcomes(answer(of, tmp_path, {sheet: [head, [first[0], float(SARI[:15] + "0"), *first[2:]]]})) == [
            APPLIED
        ]
        assert states(lines)[0] == (ACCEPTED, KPJ[SARI])

    def test_row_of_another_programme_is_told_and_changes_nothing(self, tmp_path):
        _, lines = three_sent()
        other = programme()
        said = returned((lines[SARI], ("DITERIMA", KPJ[SARI], "")))
        found = answer(other, tmp_path, said)
        assert outcomes(found) == [("unknown", "other_programme")]
        assert states(lines)[0] == (WAITING, "")

    def test_batch_that_was_made_after_the_answer_is_not_meant_by_its_nik(self, tmp_path):
        of, lines = three_sent()
        said = own_layout((SARI, "SARI WAHYUNI", KPJ[SARI], "BERHASIL", ""))
        assert outcomes(answer(of, tmp_path, said, on=date(2027, 1, 3))) == [UNKNOWN]
        assert states(lines)[0] == (WAITING, "")

    def test_signatures_and_totals_are_no_rows(self, tmp_path):
        of, _ = three_sent()
        said = own_layout((SARI, "SARI WAHYUNI", KPJ[SARI], "BERHASIL", ""))
        said["HASIL"] += [("JUMLAH", "1"), ("", "", "Batulicin, 15 Januari 2027"), ("", "", "Kepala Cabang")]
        assert answer(of, tmp_path, said).row_count == 1


class TestKpj:
    def test_ten_digits_are_never_padded(self, tmp_path):
        of, lines = three_sent()
        said = own_layout((SARI, "SARI WAHYUNI", 1001234567, "BERHASIL", ""))
        assert outcomes(answer(of, tmp_path, said)) == [("queued", "kpj_damaged")]
        assert states(lines)[0] == (DOUBTFUL, "")
        assert not Membership.objects.exists()

    def test_the_one_we_asked_with_comes_back_without_its_zeros(self, tmp_path):
        of, _ = three_sent(Kind.CONTINUE, kpj="00123456789")
        said = own_layout((SARI, "SARI WAHYUNI", 123456789, "BERHASIL", ""))
        assert outcomes(answer(of, tmp_path, said)) == [APPLIED]
        assert Membership.objects.get().kpj == "00123456789"

    def test_accepted_without_one(self, tmp_path):
        of, _ = three_sent()
        said = own_layout((SARI, "SARI WAHYUNI", "", "BERHASIL", ""))
        assert outcomes(answer(of, tmp_path, said)) == [("queued", "kpj_missing")]

    def test_of_two_persons_in_one_answer_is_nobodys(self, tmp_path):
        of, _ = three_sent()
        said = own_layout(
            (SARI, "SARI WAHYUNI", KPJ[SARI], "BERHASIL", ""), (MASTURI, "MASTURI", KPJ[SARI], "BERHASIL", "")
        )
        assert outcomes(answer(of, tmp_path, said)) == [("queued", "kpj_twice")] * 2
        assert not Membership.objects.exists()

    def test_of_another_person_is_refused_and_the_good_rows_apply(self, tmp_path):
        of, lines = three_sent()
        Card.objects.create(kabupaten="63.02", kpj=KPJ[SARI], person=lines[MASTURI].person, seen_date=date(2026, 1, 1))
        said = own_layout(
            (SARI, "SARI WAHYUNI", KPJ[SARI], "BERHASIL", ""), (JUMIATI, "JUMIATI", KPJ[JUMIATI], "BERHASIL", "")
        )
        assert outcomes(answer(of, tmp_path, said)) == [("queued", "kpj_of_another"), APPLIED]
        assert states(lines) == [(DOUBTFUL, ""), (WAITING, ""), (ACCEPTED, KPJ[JUMIATI])]

    def test_of_the_same_human_being_under_an_older_record_is_theirs(self, tmp_path):
        of, lines = three_sent()
        older = person("6302061708750099", "Sari Wahyuni")
        older.same_as = lines[SARI].person
        older.save()
        Card.objects.create(kabupaten="63.02", kpj=KPJ[SARI], person=older, seen_date=date(2026, 1, 1))
        said = own_layout((SARI, "SARI WAHYUNI", KPJ[SARI], "BERHASIL", ""))
        assert outcomes(answer(of, tmp_path, said)) == [APPLIED]

    def test_nik_in_its_column_is_not_kept(self, tmp_path):
        of, _ = three_sent()
        answer(of, tmp_path, own_layout((SARI, "SARI WAHYUNI", SARI, "BERHASIL", SARI)))
        row = AnswerRow.objects.get()
        assert SARI not in (row.kpj, row.name, row.reason_text)
        assert (row.kpj, row.because) == ("", "kpj_damaged")


class TestTheLaterWord:
    def rejected(self, of, tmp_path, on):
        return answer(of, tmp_path, own_layout((SARI, "SARI WAHYUNI", "", "GAGAL", "Nama tidak sesuai")), on=on)

    def accepted(self, of, tmp_path, on, kpj=KPJ[SARI]):
        return answer(of, tmp_path, own_layout((SARI, "SARI WAHYUNI", kpj, "BERHASIL", "")), on=on)

    def test_accepted_after_a_rejection_applies(self, tmp_path):
        of, lines = three_sent()
        self.rejected(of, tmp_path, date(2027, 1, 10))
        assert outcomes(self.accepted(of, tmp_path, date(2027, 1, 12))) == [APPLIED]
        assert states(lines)[0] == (ACCEPTED, KPJ[SARI])

    def test_older_answer_that_comes_late_undoes_nothing(self, tmp_path):
        of, lines = three_sent()
        self.accepted(of, tmp_path, date(2027, 1, 12))
        assert outcomes(self.rejected(of, tmp_path, date(2027, 1, 10))) == [("older", "")]
        assert outcomes(self.accepted(of, tmp_path, date(2027, 1, 11), "26999999999")) == [("older", "")]
        assert states(lines)[0] == (ACCEPTED, KPJ[SARI])

    def test_both_of_one_day_wait(self, tmp_path):
        of, lines = three_sent()
        self.rejected(of, tmp_path, date(2027, 1, 10))
        assert outcomes(self.accepted(of, tmp_path, date(2027, 1, 10))) == [("queued", "said_otherwise")]
        assert states(lines)[0] == (REJECTED, "")

    def test_rejected_after_acceptance_is_for_a_person(self, tmp_path):
        of, lines = three_sent()
        self.accepted(of, tmp_path, date(2027, 1, 10))
        assert outcomes(self.rejected(of, tmp_path, date(2027, 1, 12))) == [("queued", "said_otherwise")]
        assert states(lines)[0] == (ACCEPTED, KPJ[SARI])

    def test_accepted_twice_under_two_numbers_is_for_a_person(self, tmp_path):
        of, _ = three_sent()
        self.accepted(of, tmp_path, date(2027, 1, 10))
        found = self.accepted(of, tmp_path, date(2027, 1, 12), "26999999999")
        assert outcomes(found) == [("queued", "kpj_second")]
        assert Membership.objects.get().kpj == KPJ[SARI]

    def test_later_clear_answer_settles_a_doubt(self, tmp_path):
        of, lines = three_sent()
        doubtful = answer(of, tmp_path, own_layout((SARI, "SARI WAHYUNI", "", "XYZZY", "")), on=date(2027, 1, 10))
        assert outcomes(doubtful) == [("queued", "words_unknown")]
        self.accepted(of, tmp_path, date(2027, 1, 12))
        assert states(lines)[0] == (ACCEPTED, KPJ[SARI])
        assert outcomes(doubtful) == [("older", "words_unknown")]


class TestLinesThatAreNoMore:
    def test_place_that_was_freed_before_the_answer(self, tmp_path):
        of, lines = three_sent()
        Place.objects.filter(line=lines[SARI].line).update(freed_month=date(2027, 1, 1), freed_because="wafat")
        said = own_layout((SARI, "SARI WAHYUNI", KPJ[SARI], "BERHASIL", ""))
        assert outcomes(answer(of, tmp_path, said)) == [("queued", "line_gone")]
        assert not Membership.objects.exists()

    def test_batch_that_was_set_aside(self, tmp_path):
        of, lines = three_sent(state=State.EXPORTED)
        Batch.objects.update(state=State.SET_ASIDE)
        said = returned((lines[SARI], ("DITERIMA", KPJ[SARI], "")))
        assert outcomes(answer(of, tmp_path, said)) == [("queued", "batch_not_open")]

    def test_registered_when_the_months_are_over(self, tmp_path):
        of, _ = three_sent(first_month=date(2028, 1, 1))
        said = own_layout((SARI, "SARI WAHYUNI", KPJ[SARI], "BERHASIL", ""))
        assert outcomes(answer(of, tmp_path, said)) == [("queued", "months_over")]


class TestOneAct:
    def test_same_file_twice_changes_nothing(self, tmp_path):
        of, _ = three_sent()
        path = workbook(tmp_path / "a.xlsx", own_layout((SARI, "SARI WAHYUNI", KPJ[SARI], "BERHASIL", "")))
        first, is_new = receive(of, path)
        answers.apply_answer(answer_id=first.id, now=NOW)
        second, is_new_again = receive(of, path)
        answers.apply_answer(answer_id=second.id, now=NOW)
        assert (is_new, is_new_again, first.id) == (True, False, second.id)
        assert (AnswerRow.objects.count(), Membership.objects.count(), Event.objects.count()) == (1, 1, 1)
        assert len(list((tmp_path / "home" / "kept").iterdir())) == 1

    def test_killed_between_chunks_it_goes_on_and_doubles_nothing(self, tmp_path, monkeypatch):
        of, lines = three_sent()
        said = own_layout(*((nik, NAMES[nik].upper(), KPJ[nik], "BERHASIL", "") for nik in NAMES))
        monkeypatch.setattr(staging, "CHUNK", 1)
        path = workbook(tmp_path / "a.xlsx", said)
        found, _ = receive(of, path)
        real, calls = staging.insert_rows, []

        def dies_at_the_third(**told):
            calls.append(1)
            if len(calls) == 3:
                raise KeyboardInterrupt
            return real(**told)

        monkeypatch.setattr(staging, "insert_rows", dies_at_the_third)
        with pytest.raises(KeyboardInterrupt):
            answers.apply_answer(answer_id=found.id, now=NOW)
        assert [state for state, _ in states(lines)] == [WAITING] * 3  # nothing counts yet
        assert not Event.objects.exists()
        assert AnswerRow.objects.count() == 2
        monkeypatch.setattr(staging, "insert_rows", real)
        done = answers.apply_answer(answer_id=found.id, now=NOW)
        assert (done.row_count, done.applied_count) == (3, 3)
        assert [state for state, _ in states(lines)] == [ACCEPTED] * 3
        assert (Membership.objects.count(), Event.objects.count()) == (3, 1)

    def test_killed_while_it_counts_leaves_no_trace_and_counts_once(self, tmp_path, monkeypatch):
        of, _ = three_sent()
        path = workbook(tmp_path / "a.xlsx", own_layout((SARI, "SARI WAHYUNI", KPJ[SARI], "BERHASIL", "")))
        found, _ = receive(of, path)
        real = counting.close_batches
        monkeypatch.setattr(counting, "close_batches", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            answers.apply_answer(answer_id=found.id, now=NOW)
        assert not Membership.objects.exists()
        assert answer_of(found).done_at is None
        monkeypatch.setattr(counting, "close_batches", real)
        answers.apply_answer(answer_id=found.id, now=NOW)
        assert Membership.objects.count() == 1

    def test_unreadable_file_says_so_and_ends(self, tmp_path):
        of, _ = three_sent()
        path = tmp_path / "a.xlsx"
        path.write_bytes(b"no workbook at all \x00\x01")
        found, _ = receive(of, path)
        done = answers.apply_answer(answer_id=found.id, now=NOW)
        assert done.refused_because
        assert done.done_at == NOW

    def test_questions_to_the_database_grow_with_chunks_and_not_with_rows(
        self, tmp_path, monkeypatch, django_assert_max_num_queries
    ):
        """The same twelve rows, in one chunk and in three: a chunk costs a handful, a row none."""
        of = programme()
        paper, sent = decree(of), batch(of)
        niks = [f"63020652018000{number:02d}" for number in range(10, 22)]
        for nik in niks:
            asked(sent, named(paper, person(nik, "Sari Wahyuni"), nik), nik)
        leaves(sent)
        rows = [(nik, "SARI WAHYUNI", f"26000000{nik[-3:]}", "BERHASIL", "") for nik in niks]
        few, many = own_layout(*rows[:2]), own_layout(*rows[2:])
        for said in (few, many):
            found, _ = receive(of, workbook(tmp_path / f"{len(said['HASIL'])}.xlsx", said))
            with django_assert_max_num_queries(45):
                answers.apply_answer(answer_id=found.id, now=NOW)
        assert Membership.objects.count() == len(niks)

    def test_command_tells_what_came_of_it_and_of_the_same_file_again(self, tmp_path, capsys):
        of, lines = three_sent()
        path = workbook(tmp_path / "a.xlsx", own_layout((SARI, "SARI WAHYUNI", KPJ[SARI], "BERHASIL", "")))
        for is_new in (True, False):
            call_command("answer", str(path), "--programme", of.code, "--date", "2026-11-01", "--json")
            told = json.loads(capsys.readouterr().out)
            assert (told["new"], told["done"], told["rows"]) == (is_new, True, 1)
        with pytest.raises(CommandError, match="no programme"):
            call_command("answer", str(path), "--programme", "lain", "--json")
        assert len(lines) == 3
