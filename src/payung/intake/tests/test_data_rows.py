"""Which rows below a heading are people. A worker passed over is the worst that can happen here."""

from collections.abc import Sequence

import pytest

from payung.intake.rules.data_rows import PersonRows
from payung.intake.vocabulary import headings

NUMBERED = ("number", "name", "nik", "birth_date", "desa", "occupation")
BARE = ("nik", "name", "desa", "occupation")
NIK = "6302065201800001"


def persons(rows: Sequence[Sequence[object]], columns: tuple[str, ...] = NUMBERED) -> list[int]:
    """Places of the rows taken as people."""
    places = {name: column for column, name in enumerate(columns)}
    judge = PersonRows(columns=places, headings=headings())
    return [place for place, cells in enumerate(rows) if judge.is_person(cells)]


A_WORKER_WITHOUT_NIK = {
    "numbered, and nothing else is known": (NUMBERED, [3, "Sari", "", "", "", ""]),
    "numbered with a bracket": (NUMBERED, ["3)", "Sari", "", "", "", "Nelayan"]),
    "whose occupation is that of a signatory": (NUMBERED, [3, "Sari", "", "", "Semayap", "Ketua RT 05"]),
    "in a list without row numbers": (BARE, ["", "Sari", "Semayap", "Nelayan"]),
    "in a list without row numbers, headman by trade": (BARE, ["", "Sari", "Semayap", "Ketua RT 05"]),
    "of whom only the occupation is known": (BARE, ["", "Sari", "", "Nelayan"]),
    "of a desa whose name looks like a note": (BARE, ["", "Sari", "Sumber Sari", "Nelayan"]),
    "who forgot the row number": (NUMBERED, ["", "Sari", "", "", "Semayap", ""]),
    "and without a name, numbered": (NUMBERED, [3, "", "", "12/01/1980", "Semayap", "Nelayan"]),
    "with a remark that begins as a note does": (
        (*BARE, "other"),
        ["", "Sari", "Semayap", "", "Keterangan: pindah"],
    ),
    "in a list of names and NIKs only": (("nik", "name"), ["", "Sari"]),
}
NOBODY = {
    "blanks": (NUMBERED, ["", None, "", "", "", ""]),
    "separators and dashes": (NUMBERED, ["-", "-", "", "", "", "-"]),
    "a number waiting for a name": (NUMBERED, [7, "", "", "", "", ""]),
    "a number and what the office filled in for all": (NUMBERED, [7, "", "", "", "Semayap", "Nelayan"]),
    "a total": (NUMBERED, ["", "JUMLAH", "", "", 12, 30]),
    "a total in the column of numbers": (NUMBERED, ["TOTAL", 3, "", "", 3, "3 orang"]),
    "a title over all columns of a table of a letter": (BARE, ["DUSUN I"] * 4),
    "a title in one cell": (NUMBERED, ["", "RT 02", "", "", "", ""]),
    "a title with a number": (NUMBERED, [2, "Desa Stagen", "", "", "", ""]),
    "a title with its desa beside it": (NUMBERED, ["", "Dusun Hilir", "", "", "Semayap", ""]),
    "column numbers": (NUMBERED, ["1", "2", "3", "4", "5", "6"]),
    "column numbers in brackets": (NUMBERED, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]),
    "column numbers of a formula": (NUMBERED, ["1", "2", "3", "4", "5=3x4", "6"]),
    "what to write in each column": (NUMBERED, ["", "(huruf kapital)", "(16 angka)", "(hh/bb/tttt)", "", ""]),
    "column letters": (NUMBERED, ["A", "B", "C", "D", "E", "F"]),
    "the heading again": (NUMBERED, ["No", "Nama", "NIK", "Tgl Lahir", "Desa", "Pekerjaan"]),
    "the day of a letter in the column of NIKs": (NUMBERED, ["", "", "Kotabaru, 12-01-2026", "", "", ""]),
    "the day as a date in the column of NIKs": (NUMBERED, ["", "", "12/01/2026", "", "", ""]),
    "an NIP without its word": (NUMBERED, ["", "", "19650101 198503 1 001", "", "", "19700101 199003 2 002"]),
    "an NIP with its word": (NUMBERED, ["", "", "NIP. 19650101 198503 1 001", "", "", ""]),
    "an NIP as a number": (NUMBERED, ["", "", 196501011985031001.0, "", "", ""]),
    "a soldier's number": (NUMBERED, ["", "", "NRP 21080123450687", "", "", ""]),
}


class TestIsPerson:
    @pytest.mark.parametrize("columns, row", A_WORKER_WITHOUT_NIK.values(), ids=A_WORKER_WITHOUT_NIK.keys())
    def test_never_loses_a_worker_without_nik(self, columns: tuple[str, ...], row: list[object]) -> None:
        assert persons([row], columns) == [0]

    @pytest.mark.parametrize("columns, row", NOBODY.values(), ids=NOBODY.keys())
    def test_takes_nobody_for_a_person(self, columns: tuple[str, ...], row: list[object]) -> None:
        assert persons([row], columns) == []

    @pytest.mark.parametrize(
        "nik", [NIK, "63020652018000", "6302O6520180OOO1", 6302065201800001.0, "NIK 6302065201800001"]
    )
    def test_takes_whatever_was_meant_as_a_nik(self, nik: object) -> None:
        """Also where nothing but row number and NIK is written."""
        assert persons([[3, "", nik, "", "", ""]]) == [0]

    def test_takes_names_below_a_signature_for_the_signatories(self) -> None:
        block: list[list[object]] = [
            ["", "Mengetahui,", "", "", "", "Yang membuat,"],
            ["", "Kepala Desa", "", "", "", "Pengurus"],
            ["", "", "", "", "", ""],
            ["", "MASTURI", "", "", "", "SARI"],
        ]
        assert persons([[1, "Sari", NIK, "", "", ""], *block]) == [0]

    def test_takes_numbered_notes_below_a_signature_for_notes(self) -> None:
        assert persons([["", "Camat", "", "", "", ""], [1, "Tulis NIK 16 angka", "", "", "", ""]]) == []

    def test_keeps_workers_after_a_signature_in_the_middle_of_a_sheet(self) -> None:
        """A page ends with its signature, the list goes on: numbered ones at once, all after a NIK or a heading."""
        after: list[list[object]] = [
            ["", "Camat", "", "", "", ""],
            [2, "Sari", "", "", "Semayap", ""],
            ["", "Masturi", NIK + "0", "", "", ""],
            ["", "Basri", "", "", "Semayap", ""],
        ]
        assert persons(after) == [1, 2, 3]

    def test_keeps_a_worker_after_the_heading_was_printed_again(self) -> None:
        again = ["No", "Nama", "NIK", "Tgl Lahir", "Desa", "Pekerjaan"]
        assert persons([["", "Lurah", "", "", "", ""], again, ["", "Basri", "", "", "Semayap", ""]]) == [2]

    def test_takes_neither_row_of_its_own_heading_for_a_person(self) -> None:
        """Printed again on each page: its upper row holds no heading that is known by itself."""
        own = [["No", "Identitas", "", "Kelahiran", "Alamat", "Pekerjaan"], ["", "Nama", "NIK", "Tanggal", "Desa", ""]]
        places = {name: column for column, name in enumerate(NUMBERED)}
        judge = PersonRows(columns=places, headings=headings(), own_heading=own)
        assert [judge.is_person([str(cell).upper() for cell in cells]) for cells in own] == [False, False]

    def test_looks_no_further_than_the_row_is_wide(self) -> None:
        assert persons([[1], [1, "Sari"], []]) == [1]
