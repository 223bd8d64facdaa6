"""Answers as they come, from the file to the results: layouts, whom a line is about, what contradicts, what waits."""

from datetime import date

import pytest

from payung.eligibility.models import Answer, Result, UnreadLine
from payung.eligibility.rules.words import Register
from payung.eligibility.tests.prechecks_cast import (
    JUMIATI,
    MASTURI,
    SARI,
    answer,
    person,
    programme,
    propose,
    workbook,
)

pytestmark = pytest.mark.django_db
DUKCAPIL, BPJS, DTSEN = Register.DUKCAPIL, Register.BPJS, Register.DTSEN


@pytest.fixture
def three(settings, tmp_path):
    settings.PAYUNG_HOME = tmp_path / "home"
    made = programme()
    people = [person(nik) for nik in (SARI, MASTURI, JUMIATI)]
    propose(made, *people)
    return made, people


def outcomes(people):
    found = dict(Result.objects.values_list("person_id", "outcome"))
    return [found.get(one.pk) for one in people]


def codes():
    return list(UnreadLine.objects.order_by("sheet", "number").values_list("code", flat=True))


class TestLayouts:
    def test_title_above_and_headings_of_two_rows_with_merged_cells(self, three, tmp_path):
        made, people = three
        rows: list[list[object]] = [
            ["DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL"],
            ["Keadaan 20-11-2026"],
            [],
            ["NO", "DATA PENDUDUK", "", "HASIL PEMADANAN", ""],
            ["", "NIK", "NAMA", "STATUS", "KETERANGAN"],
            [1, SARI, "SARI WAHYUNI", "SESUAI", ""],
            [2, MASTURI, "MASTURI", "", "Meninggal tgl 3-2-2026"],
            [3, JUMIATI, "JUMIATI", "PINDAH", "Pindah ke Kab. Tanah Bumbu"],
            ["JUMLAH", "3"],
        ]
        answer(made, DUKCAPIL, workbook(tmp_path / "a.xlsx", {"HASIL": rows}))
        assert outcomes(people) == ["alive", "died", "moved_out"]
        assert Result.objects.get(person=people[1]).died_date == date(2026, 2, 3)

    def test_sheets_that_say_it_by_their_name(self, three, tmp_path):
        made, people = three
        sheets = {
            "AKTIF": [
                ["NIK", "NAMA", "WADAH"],
                [SARI, "SARI WAHYUNI", "PEMKAB KOTABARU"],
                [MASTURI, "MASTURI", "MANDIRI"],
            ],
            "TIDAK AKTIF": [["NIK", "NAMA"], [JUMIATI, "JUMIATI"]],
        }
        answer(made, BPJS, workbook(tmp_path / "b.xlsx", sheets))
        assert outcomes(people) == ["own_wadah", "self_paying", "not_active"]

    def test_bare_column_of_niks_under_a_telling_name(self, three, tmp_path):
        made, people = three
        answer(made, DUKCAPIL, workbook(tmp_path / "c.xlsx", {"MENINGGAL": [[SARI], [MASTURI]]}))
        assert outcomes(people) == ["died", "died", None]

    def test_text_for_excel_with_apostrophes(self, three, tmp_path):
        made, people = three
        path = tmp_path / "cek.csv"
        lines = ["BPJS KETENAGAKERJAAN", "NO;NIK;NAMA TK;STATUS KEPESERTAAN;SEGMEN;NAMA PERUSAHAAN/WADAH"]
        lines += [f"1;'{SARI};SARI WAHYUNI;AKTIF;PU;PT SAWIT", f"2;'{MASTURI};MASTURI;TIDAK TERDAFTAR;;"]
        path.write_text("\n".join(lines), encoding="utf-8-sig")
        answer(made, BPJS, path)
        assert outcomes(people) == ["wage_earner", "not_active", None]
        assert Result.objects.get(person=people[0]).payer == "PT SAWIT"

    def test_desil_as_numbers_and_a_dash_for_the_unlisted(self, three, tmp_path):
        made, people = three
        rows: list[list[object]] = [["NIK", "NAMA", "DESIL", "HUBUNGAN KELUARGA", "DISABILITAS"]]
        rows += [
            [SARI, "SARI WAHYUNI", 3, "KEPALA KELUARGA", "TIDAK"],
            [MASTURI, "MASTURI", "-", "TIDAK TERDAFTAR", ""],
        ]
        answer(made, DTSEN, workbook(tmp_path / "d.xlsx", {"HASIL": rows}))
        assert outcomes(people) == ["listed", "not_listed", None]
        found = Result.objects.get(person=people[0])
        assert (found.desil, found.head_of_family, found.disability) == (3, True, False)

    def test_nik_as_a_number_is_taken_where_the_name_agrees(self, three, tmp_path):
        made, people = three
        rows: list[list[object]] = [["NIK", "NAMA", "HASIL"], [int(SARI), "SARI WAHYUNI", "SESUAI"]]
        answer(made, DUKCAPIL, workbook(tmp_path / "e.xlsx", {"H": rows}))
        assert outcomes(people)[0] == "alive"

    def test_file_without_people_is_refused_and_says_so(self, three, tmp_path):
        made, _ = three
        found, _ = answer(made, DUKCAPIL, workbook(tmp_path / "f.xlsx", {"REKAP": [["Kecamatan", "Jumlah"], ["A", 3]]}))
        kept = Answer.objects.get(id=found.id)
        assert (kept.state, kept.refusal) == ("refused", "HEADER_NOT_FOUND")


class TestWhoIsMeant:
    def read(self, three, tmp_path, *rows, register=DUKCAPIL):
        made, people = three
        answer(made, register, workbook(tmp_path / "w.xlsx", {"H": [["NIK", "NAMA", "HASIL"], *rows]}))
        return people

    def test_quite_another_name_is_not_silently_taken(self, three, tmp_path):
        people = self.read(three, tmp_path, [SARI, "BAHARUDDIN", "SESUAI"])
        assert (outcomes(people)[0], codes()) == (None, ["name_other"])
        assert UnreadLine.objects.get().person_id == people[0].pk

    @pytest.mark.parametrize(
        "name", ["SARI WAHYUNI, S.Pd", "SARI WAHYUNI BINTI USMAN", "S. WAHYUNI", "SARI WAHYUNY", ""]
    )
    def test_name_written_otherwise_is_the_same_person(self, three, tmp_path, name):
        assert outcomes(self.read(three, tmp_path, [SARI, name, "SESUAI"]))[0] == "alive"

    def test_strangers_are_counted_and_told_by_place(self, three, tmp_path):
        self.read(three, tmp_path, ["6302061212800099", "ORANG LAIN", "SESUAI"])
        kept = Answer.objects.get()
        assert (kept.stranger_count, kept.stranger_places, kept.unread_count) == (1, "H:2", 0)

    def test_damaged_nik_waits(self, three, tmp_path):
        self.read(three, tmp_path, ["6,30207E+15", "SARI", "SESUAI"])
        assert codes() == ["nik_damaged"]

    def test_rounded_nik_without_a_name_waits(self, three, tmp_path):
        other = "6302061212800010"
        person(other, name="Rusli")
        self.read(three, tmp_path, [int(other), "", "SESUAI"])
        assert codes() == ["nik_damaged"]

    def test_line_without_a_word_is_still_unanswered(self, three, tmp_path):
        assert outcomes(self.read(three, tmp_path, [SARI, "SARI WAHYUNI", ""]))[0] is None
        assert Answer.objects.get().blank_count == 1


class TestSeveralLines:
    def read(self, three, tmp_path, *rows):
        made, people = three
        answer(made, DUKCAPIL, workbook(tmp_path / "s.xlsx", {"H": [["NIK", "NAMA", "HASIL"], *rows]}))
        return people

    def test_of_one_person_that_contradict_all_wait(self, three, tmp_path):
        people = self.read(three, tmp_path, [SARI, "", "SESUAI"], [SARI, "", "MENINGGAL"], [MASTURI, "", "SESUAI"])
        assert outcomes(people)[:2] == [None, "alive"]
        assert codes() == ["lines_contradict", "lines_contradict"]

    def test_that_say_the_same_count_once(self, three, tmp_path):
        people = self.read(three, tmp_path, [SARI, "", "SESUAI"], [SARI, "", "PADAN"])
        assert (outcomes(people)[0], Result.objects.count(), codes()) == ("alive", 1, [])

    def test_of_which_one_is_unclear_all_wait(self, three, tmp_path):
        people = self.read(three, tmp_path, [SARI, "", "SESUAI"], [SARI, "", "entahlah"])
        assert (outcomes(people)[0], len(codes())) == (None, 2)

    def test_of_which_one_says_more_keep_the_fuller(self, three, tmp_path):
        self.read(three, tmp_path, [SARI, "", "MENINGGAL"], [SARI, "", "MENINGGAL 3-2-2026"])
        assert Result.objects.get().died_date == date(2026, 2, 3)


class TestOwnWadah:
    def test_is_active_of_unsaid_payer_for_one_who_holds_a_place(self, three, tmp_path):
        made, people = three
        path = workbook(
            tmp_path / "o.xlsx", {"H": [["NIK", "NAMA", "STATUS"], [SARI, "", "AKTIF"], [MASTURI, "", "AKTIF"]]}
        )
        answer(made, BPJS, path, held=[people[0].pk])
        assert (outcomes(people), codes()) == (["own_wadah", None, None], ["payer_not_said"])

    def test_does_not_hide_another_payer_of_one_who_holds_a_place(self, three, tmp_path):
        made, people = three
        rows = [["NIK", "NAMA", "STATUS", "WADAH"], [SARI, "", "AKTIF BPU", "PEMPROV KALSEL"]]
        answer(made, BPJS, workbook(tmp_path / "p.xlsx", {"H": rows}), held=[people[0].pk])
        assert outcomes(people)[0] == "other_payer"


class TestKept:
    def test_no_nik_lies_in_the_clear(self, three, tmp_path, settings):
        made, _ = three
        rows = [
            ["NIK", "NAMA", "HASIL"],
            [SARI, "BAHAR", f"NIK {MASTURI} milik orang lain"],
            [SARI, "", "hm 6302 0612 1280 0099"],
        ]
        path = workbook(tmp_path / "n.xlsx", {"H": rows})
        answer(made, DUKCAPIL, path)
        lying = b"".join(file.read_bytes() for file in settings.PAYUNG_HOME.rglob("*") if file.is_file())
        words = " ".join(UnreadLine.objects.values_list("words", flat=True))
        assert not any(nik.encode() in lying or nik in words for nik in (SARI, MASTURI, "6302 0612 1280 0099"))

    def test_same_file_twice_says_so_and_is_read_once(self, three, tmp_path):
        made, _ = three
        path = workbook(tmp_path / "t.xlsx", {"H": [["NIK", "NAMA", "HASIL"], [SARI, "", "SESUAI"]]})
        first, is_new = answer(made, DUKCAPIL, path)
        again, is_new_again = answer(made, DUKCAPIL, path)
        assert (is_new, is_new_again, again.id, Result.objects.count()) == (True, False, first.id, 1)
