"""What offices write, and what it means. Each row is one edge; the words are as they come."""

from datetime import date

import pytest

from payung.eligibility.rules.answers import Cells, Listener, Unread, without_numbers
from payung.eligibility.rules.words import Outcome, Register
from payung.eligibility.vocabulary import lexicon

ANSWERED = date(2026, 11, 20)


def listener(register, **more):
    return Listener(register=register, lexicon=lexicon(), answered_date=ANSWERED, **more)


def bpjs(words="", payer="", around="", own=("PEMKAB KOTABARU PEKERJA RENTAN",)):
    names = tuple(lexicon().payers.name(name) for name in own)
    return listener(Register.BPJS, own=names).understand(Cells(words=words, payer=payer), around=around)


def dukcapil(words="", around="", **cells):
    return listener(Register.DUKCAPIL).understand(Cells(words=words, **cells), around=around)


def dtsen(words="", **cells):
    return listener(Register.DTSEN).understand(Cells(words=words, **cells))


class TestDukcapil:
    @pytest.mark.parametrize(
        ("words", "outcome"),
        [
            ("SESUAI", Outcome.ALIVE),
            ("PADAN", Outcome.ALIVE),
            ("Aktif", Outcome.ALIVE),
            ("data sesuai, penduduk aktif", Outcome.ALIVE),
            ("Pindah antar desa", Outcome.ALIVE),
            ("Meninggal tgl 3-2-2026", Outcome.DIED),
            ("Alm, meninggal 03-02-2026", Outcome.DIED),
            ("TIDAK AKTIF | MENINGGAL DUNIA TGL 3 Februari 2026", Outcome.DIED),
            ("NIK tdk ditemukan", Outcome.NIK_UNKNOWN),
            ("TIDAK DITEMUKAN | NIK lama, sudah dinonaktifkan", Outcome.NIK_UNKNOWN),
            ("TIDAK DITEMUKAN | NIK tidak ada dalam database", Outcome.NIK_UNKNOWN),
            ("Pindah ke Kab. Tanah Bumbu", Outcome.MOVED_OUT),
            ("AKTIF, pindah keluar ke Banjar", Outcome.MOVED_OUT),
            ("NAMA TIDAK SESUAI | Nama di KTP lain", Outcome.NAME_DIFFERS),
            ("NIK sesuai, tgl lahir beda", Outcome.NAME_DIFFERS),
        ],
    )
    def test_understands(self, words, outcome):
        assert dukcapil(words).outcome is outcome

    @pytest.mark.parametrize(
        ("words", "unread"),
        [
            ("perlu klarifikasi ke desa", Unread.WORDS_DOUBTFUL),
            ("tidak meninggal", Unread.WORDS_DOUBTFUL),
            ("belum sesuai", Unread.WORDS_DOUBTFUL),
            ("sesuai, NIK ganda", Unread.WORDS_UNKNOWN),
            ("BELUM REKAM", Unread.WORDS_DOUBTFUL),
            ("xyz", Unread.WORDS_UNKNOWN),
            ("SESUAI | MENINGGAL", Unread.WORDS_CONTRADICT),
            ("TIDAK AKTIF", Unread.WORDS_UNKNOWN),
            ("meninggal atau pindah", Unread.WORDS_DOUBTFUL),
        ],
    )
    def test_never_guesses(self, words, unread):
        said = dukcapil(words)
        assert (said.outcome, said.unread) == (None, unread)

    def test_reads_the_day_of_death_from_the_words(self):
        assert dukcapil("Meninggal tgl 3-2-2026").died_date == date(2026, 2, 3)

    def test_leaves_a_day_of_death_that_lies_ahead(self):
        said = dukcapil("Meninggal tgl 3-2-2027")
        assert (said.outcome, said.died_date) == (Outcome.DIED, None)

    def test_takes_a_day_of_death_alone_for_a_death(self):
        assert dukcapil(died_date=date(2026, 2, 3)).outcome is Outcome.DIED

    def test_does_not_believe_alive_beside_a_day_of_death(self):
        assert dukcapil("SESUAI", died_date=date(2026, 2, 3)).unread is Unread.WORDS_CONTRADICT

    def test_hears_the_sheet_where_the_line_is_silent(self):
        assert dukcapil(around="MENINGGAL").outcome is Outcome.DIED

    def test_does_not_choose_between_sheet_and_line(self):
        assert dukcapil("SESUAI", around="MENINGGAL").unread is Unread.SHEET_SAYS_OTHERWISE

    def test_says_nothing_of_a_blank_line(self):
        said = dukcapil("", around="Sheet1")
        assert (said.outcome, said.unread) == (None, None)


class TestBpjs:
    @pytest.mark.parametrize(
        ("words", "payer", "outcome"),
        [
            ("TIDAK AKTIF", "", Outcome.NOT_ACTIVE),
            ("Belum terdaftar sebagai peserta BPJS Ketenagakerjaan", "", Outcome.NOT_ACTIVE),
            ("NIK tidak ditemukan", "", Outcome.NOT_ACTIVE),
            ("TIDAK AKTIF | PU", "PT BARA PULAU LAUT", Outcome.NOT_ACTIVE),
            ("Aktif BPU - wadah PEMKAB KOTABARU", "", Outcome.OWN_WADAH),
            ("AKTIF | BPU", "PEMKAB KOTABARU PEKERJA RENTAN", Outcome.OWN_WADAH),
            ("AKTIF BPU wadah Pemerintah Kabupaten Kotabaru", "", Outcome.OWN_WADAH),
            ("aktif s.d. Des 2026 mandiri", "", Outcome.SELF_PAYING),
            ("AKTIF | BPU", "MANDIRI", Outcome.SELF_PAYING),
            ("AKTIF | BPU", "PEMPROV KALSEL PERLINDUNGAN PEKERJA", Outcome.OTHER_PAYER),
            ("Aktif BPU wadah PT. ARUTMIN (CSR)", "", Outcome.OTHER_PAYER),
            ("PU PT. ARUTMIN", "", Outcome.WAGE_EARNER),
            ("AKTIF | PU", "CV KARYA SAIJAAN", Outcome.WAGE_EARNER),
            ("Aktif sebagai penerima upah", "", Outcome.WAGE_EARNER),
        ],
    )
    def test_tells_the_four_meanings_of_active_apart(self, words, payer, outcome):
        assert bpjs(words, payer).outcome is outcome

    @pytest.mark.parametrize(
        ("words", "payer", "unread"),
        [
            ("AKTIF", "", Unread.PAYER_NOT_SAID),
            ("AKTIF BPU", "", Unread.PAYER_NOT_SAID),
            ("AKTIF", "PT ARUTMIN", Unread.SEGMENT_NOT_SAID),
            ("BPU dan PU", "", Unread.WORDS_CONTRADICT),
            ("aktif PU, tidak aktif BPU", "", Unread.WORDS_CONTRADICT),
            ("tidak aktif BPU tapi PU PT X", "", Unread.WORDS_DOUBTFUL),
            ("aktif s.d. Des 2025 mandiri", "", Unread.ENDED_BEFORE),
            ("menunggak 3 bulan", "", Unread.WORDS_UNKNOWN),
            ("tidak aktif, klaim JKM", "", Unread.WORDS_UNKNOWN),
            ("mandiri", "PT ARUTMIN", Unread.WORDS_CONTRADICT),
        ],
    )
    def test_never_guesses(self, words, payer, unread):
        said = bpjs(words, payer)
        assert (said.outcome, said.unread) == (None, unread)

    def test_keeps_under_whom(self):
        assert bpjs("PU PT. ARUTMIN").payer == "PT. ARUTMIN"

    def test_does_not_take_another_dinas_of_ours_for_our_wadah(self):
        assert bpjs("AKTIF BPU", "PEMKAB KOTABARU DINAS PERTANIAN").outcome is Outcome.OTHER_PAYER

    def test_hears_a_sheet_of_the_inactive(self):
        assert bpjs(around="TIDAK AKTIF").outcome is Outcome.NOT_ACTIVE

    def test_hears_a_sheet_of_the_active_beside_the_payer(self):
        assert bpjs("BPU", "MANDIRI", around="AKTIF").outcome is Outcome.SELF_PAYING

    def test_does_not_choose_between_sheet_and_line(self):
        assert bpjs("Aktif BPU mandiri", around="TIDAK AKTIF").unread is Unread.SHEET_SAYS_OTHERWISE


class TestDtsen:
    @pytest.mark.parametrize(
        ("cells", "outcome", "desil"),
        [
            ({"words": "DESIL 3"}, Outcome.LISTED, 3),
            ({"words": "3"}, Outcome.LISTED, 3),
            ({"desil": "4"}, Outcome.LISTED, 4),
            ({"words": "Terdaftar, desil 10"}, Outcome.LISTED, 10),
            ({"words": "Terdaftar"}, Outcome.LISTED, None),
            ({"words": "tidak terdaftar DTSEN"}, Outcome.NOT_LISTED, None),
            ({"desil": "-", "relation": "TIDAK TERDAFTAR"}, Outcome.NOT_LISTED, None),
        ],
    )
    def test_understands(self, cells, outcome, desil):
        said = dtsen(**cells)
        assert (said.outcome, said.desil) == (outcome, desil)

    @pytest.mark.parametrize("words", ["DESIL 1-4", "desil 6 ke atas", "0", "11", "desil 2 / desil 3"])
    def test_reads_no_desil_from_a_range(self, words):
        said = dtsen(words)
        assert (said.outcome, said.unread) == (None, Unread.DESIL_UNREADABLE)

    @pytest.mark.parametrize(("written", "head"), [("KEPALA KELUARGA", True), ("ISTRI", False), ("", None)])
    def test_knows_the_head_of_a_family(self, written, head):
        assert dtsen(desil="3", relation=written).head_of_family is head

    @pytest.mark.parametrize(("written", "able"), [("YA", True), ("Tuna netra", True), ("tidak", False), ("?", None)])
    def test_knows_a_disability(self, written, able):
        assert dtsen(desil="3", disability=written).disability is able


class TestRemembered:
    def test_words_mean_again_what_a_person_settled(self):
        heard = listener(Register.DUKCAPIL, remembered={"tidak padan foto": Outcome.NAME_DIFFERS})
        assert heard.understand(Cells(words="Tidak padan (foto)")).outcome is Outcome.NAME_DIFFERS


class TestWordsKept:
    @pytest.mark.parametrize("words", ["NIK 6302061203800001 ganda", "6302.0612.0380.0001", "hp 0812 3456 7890 12"])
    def test_hold_no_number_of_a_person(self, words):
        assert sum(map(str.isdigit, without_numbers(words))) == 0
