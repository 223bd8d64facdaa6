"""What a case owes, in words: the formula of each kind of amount, its source, and the sentences that go with the sums."""

from datetime import date

import pytest

from payung.law.benefit_questions import benefit_question
from payung.law.loader import load
from payung.law.present.benefit import benefit_answer
from payung.law.present.benefit_notes import LINE_NAMES, SENTENCES
from payung.law.rules.benefit.case import LineCode
from payung.law.rules.benefit.owed import Open

MEMBERSHIP = {"registered_on": "2024-01-10", "months_paid": 24, "status": "active"}
DEATH = {"cause": "work", "outcome": "death", "event_date": "2025-06-01", "base_income_rp": 1_000_000}
RECOVERED = DEATH | {"outcome": "recovered"}
PARTIAL = DEATH | {"outcome": "partial_disability"}
ILLNESS = DEATH | {"cause": "other"}
TWO_CHILDREN = [{"level": "SD", "years_left_at_level": 4}, {"level": "PT", "years_left_at_level": 2}]


def answer_to(case, **membership):
    question = benefit_question({**case, "membership": MEMBERSHIP | membership}, law=load("benefit"))
    return benefit_answer(question, law=load("benefit"), cover_law=load("cover"))


def formulas(answer):
    return {line.code.value: line.formula for line in answer.lines}


class TestFormula:
    """Each line shows the numbers it was worked out from."""

    @pytest.mark.parametrize(
        "case, code, formula",
        [
            (DEATH, "JKK_DEATH_GRANT", "60% × 80 × 1.000.000"),
            (
                DEATH | {"base_income_rp": 200_000},
                "JKK_DEATH_GRANT",
                "60% × 80 × 200.000 = 9.600.000, paling sedikit 20.000.000",
            ),
            (DEATH, "JKK_PERIODIC", "24 × 500.000"),
            (DEATH, "FUNERAL", "10.000.000"),
            (DEATH | {"outcome": "total_disability"}, "JKK_TOTAL_DISABILITY", "70% × 80 × 1.000.000"),
            (RECOVERED | {"months_unable": 6}, "STMB", "6 × 100% × 1.000.000"),
            (RECOVERED | {"months_unable": 13.5}, "STMB", "12 × 100% × 1.000.000 + 1,5 × 50% × 1.000.000"),
            (
                RECOVERED
                | {"transport": [{"mode": "sea", "cost_rp": 3_000_000}, {"mode": "land", "cost_rp": 1_200_000}]},
                "TRANSPORT",
                "1.200.000 (darat) + 2.000.000 (laut, paling banyak 2.000.000 dari biaya 3.000.000)",
            ),
            (RECOVERED | {"medical_cost_rp": 1_234_567}, "MEDICAL", "1.234.567"),
            (
                RECOVERED | {"home_care_cost_rp": 20_000_001},
                "HOME_CARE",
                "20.000.000 (paling banyak, dari biaya 20.000.001)",
            ),
            (RECOVERED | {"home_care_cost_rp": 20_000_000}, "HOME_CARE", "20.000.000"),
            (RECOVERED | {"medical_cost_rp": 1_000, "days_paid_late": 5}, "LATE_COMPENSATION", "1% × 5 × 1.000"),
            (
                DEATH | {"children": TWO_CHILDREN},
                "SCHOLARSHIP",
                "1.500.000 (anak ke-1, SD) + 12.000.000 (anak ke-2, perguruan tinggi), tahun pertama",
            ),
            (
                DEATH | {"event_date": "2018-01-01", "children": TWO_CHILDREN[:1]},
                "SCHOLARSHIP",
                "12.000.000 (anak ke-1, SD), dibayar sekali",
            ),
        ],
    )
    def test_of_a_line(self, case, code, formula):
        assert formulas(answer_to(case, registered_on="2017-01-01"))[code] == formula

    @pytest.mark.parametrize(
        "losses, code, formula",
        [
            ([{"part": "right_index_first_joint"}], "PARTIAL", "4,5% × 80 × 1.000.000"),
            (
                [{"part": "right_thumb"}, {"part": "hearing_loss_one_ear_per_10db", "units": 3}],
                "PARTIAL",
                "(15% + 3 × 3%) × 80 × 1.000.000",
            ),
            ([{"part": "scalp", "table_percent": 12.5}], "PARTIAL", "12,5% × 80 × 1.000.000"),
            ([{"part": "one_eye", "function_lost_percent": 12.5}], "FUNCTIONAL", "12,5% × 35% × 80 × 1.000.000"),
            (
                [{"part": "both_eyes"}, {"part": "smell"}],
                "PARTIAL",
                "(70% + 10% − 10% di atas batas 70%) × 80 × 1.000.000",
            ),
        ],
    )
    def test_of_losses(self, losses, code, formula):
        assert formulas(answer_to(PARTIAL | {"losses": losses}))[f"JKK_{code}_DISABILITY"] == formula

    def test_of_two_memberships_says_twice(self):
        assert formulas(answer_to(ILLNESS, other_paid_memberships=3)) == {
            "JKM_DEATH_GRANT": "2 × 20.000.000",
            "JKM_PERIODIC": "2 × 24 × 500.000",
            "FUNERAL": "10.000.000",
        }


class TestSource:
    def test_names_regulation_and_article_of_every_line(self):
        case = RECOVERED | {"months_unable": 1, "medical_cost_rp": 5, "transport": [{"mode": "air", "cost_rp": 5}]}
        for line in answer_to(case).lines:
            assert line.source.startswith(("PP ", "Permenaker ")), line

    def test_changes_with_the_day_of_the_event(self):
        days = ("2019-12-01", "2019-12-02")
        sources = [answer_to(DEATH | {"event_date": on}, registered_on="2019-01-01").lines[2].source for on in days]
        assert sources == ["PP 44/2015 biaya pemakaman", "PP 82/2019 biaya pemakaman"]

    def test_names_the_row_that_was_used_not_the_one_that_was_asked(self):
        [line] = answer_to(PARTIAL | {"losses": [{"part": "right_index_finger"}], "handedness": "left"}).lines
        assert "baris 18: telunjuk tangan kiri" in line.source


class TestNotes:
    @pytest.mark.parametrize(
        "case, membership, says",
        [
            (DEATH, {"status": "lapsed"}, "pada 1 Juni 2025 perlindungan tidak aktif (sudah berhenti)"),
            (DEATH, {"status": "not_started"}, "perlindungan tidak aktif (belum mulai)"),
            (ILLNESS | {"outcome": "treated"}, {}, "bukan kecelakaan kerja dan peserta hidup"),
            (ILLNESS, {"months_paid": 2}, "baru 2 bulan iuran, sedangkan JKM penuh memerlukan 3 bulan (Permenaker 1/2025)"),
            (ILLNESS | {"children": TWO_CHILDREN}, {}, "24 bulan iuran dari 36 bulan yang diperlukan"),
            (
                DEATH | {"has_heirs": False},
                {},
                "Rp60.000.000, menjadi hak dana jaminan sosial: santunan kematian karena kecelakaan kerja Rp48.000.000, ",
            ),
            (ILLNESS | {"has_heirs": False}, {"months_paid": 1}, "kepada yang mengurus pemakaman."),
            (
                DEATH | {"children": [{**child, "birth_date": "2002-06-01"} for child in TWO_CHILDREN]},
                {},
                "Tidak ada beasiswa untuk anak ke-1 dan anak ke-2: pada 1 Juni 2025 usianya tidak lagi di bawah 23 tahun",
            ),
            (
                DEATH | {"children": [*TWO_CHILDREN, {"level": "TK", "years_left_at_level": 2}]},
                {},
                "paling banyak untuk 2 anak; di sini anak ke-1 dan ke-3, yang jumlah beasiswanya paling besar",
            ),
            (DEATH | {"children": TWO_CHILDREN}, {}, "batas atas: tanggal lahir anak ke-1 dan ke-2 belum diketahui"),
            (DEATH | {"losses": [{"part": "smell"}]}, {}, "tidak dihitung sendiri"),
            (PARTIAL | {"losses": [{"part": "right_thumb"}], "handedness": "left"}, {}, "kidal"),
        ],
    )  # fmt: skip
    def test_say_why_something_is_not_owed_or_is_owed_so(self, case, membership, says):
        answer = answer_to(case, **membership)
        assert [note for note in answer.notes if says in note], answer.notes
        assert not [note for note in answer.for_a_person if says in note]

    @pytest.mark.parametrize(
        "case, membership, says",
        [
            (DEATH, {"status": "unpaid"}, "ada bulan iuran yang belum dibayar, dan sumber hukum belum sepakat"),
            (
                ILLNESS,
                {"months_paid": 3, "registered_on": "2025-05-01"},
                "3 bulan sejak pendaftaran 1 Mei 2025 baru lengkap pada 1 Agustus 2025 (Permenaker 1/2025)",
            ),
            (ILLNESS, {"other_paid_memberships": 1}, "dihitung dua kali dan biaya pemakaman sekali"),
            (ILLNESS | {"event_date": "2025-02-23"}, {"other_paid_memberships": 1}, "dihitung sekali"),
            (DEATH, {"other_paid_memberships": 1}, "bukan untuk kematian karena kerja"),
            (DEATH | {"children": TWO_CHILDREN}, {}, "tahun ajaran yang sedang berjalan"),
            (DEATH | {"children": TWO_CHILDREN}, {}, "anak yang sudah bekerja"),
            (
                PARTIAL | {"losses": [{"part": "both_eyes"}, {"part": "smell", "function_lost_percent": 50}]},
                {},
                "melebihi 70%, yaitu cacat total, dan dipotong 5%",
            ),
            (PARTIAL | {"losses": [{"part": "scalp", "table_percent": 12.5}]}, {}, "kulit kepala terkelupas 12,5%"),
            (PARTIAL, {}, "bagian tubuhnya belum disebut"),
            (DEATH | {"base_income_rp": 0}, {}, "dasar penghasilan diisi 0"),
        ],
    )
    def test_say_what_a_person_decides_and_why(self, case, membership, says):
        answer = answer_to(case, **membership)
        assert [sentence for sentence in answer.for_a_person if says in sentence], answer.notes
        assert set(answer.for_a_person) <= set(answer.notes)

    def test_are_silent_where_all_is_settled(self):
        answer = answer_to(DEATH)
        assert (answer.notes, answer.for_a_person) == ((), ())

    def test_know_a_sentence_for_every_flag_and_a_name_for_every_line(self):
        assert (set(SENTENCES), set(LINE_NAMES)) == (set(Open), set(LineCode))


class TestWhole:
    def test_sums_what_is_payable_now_with_the_first_year_of_scholarships(self):
        answer = answer_to(DEATH | {"children": TWO_CHILDREN})
        assert answer.total_now_rp == sum(line.amount_rp for line in answer.lines) == 70_000_000 + 13_500_000
        assert answer.scholarship_total_rp == sum(year.amount_rp for year in answer.scholarship_schedule)
        assert answer.scholarship_schedule[0].due_date == date(2025, 6, 1)
        assert answer.regime == "PP 82/2019 + Permenaker 1/2025"
