"""What the words above a list, or its sheet's name, say for all its rows. Whole lists: `tests/lists/*heading*`."""

from datetime import date

import pytest

from payung.intake.rules.titles import Title, read_title
from payung.intake.vocabulary import vocabulary

WORDS = vocabulary(on=date(2026, 11, 2))


def title(*lines: str, sheet: str = "Sheet1") -> Title:
    return read_title(sheet=sheet, lines=lines, vocabulary=WORDS)


class TestReadTitle:
    @pytest.mark.parametrize(
        "line",
        [
            *("DESA : SEMAYAP", "Kelurahan/Desa: Semayap", "PEMERINTAH DESA SEMAYAP", "Daftar warga ds. Semayap RT 02"),
            *("DESA\tSEMAYAP", "Desa Semayap, Kec. Pulau Laut Utara, Kab. Kotabaru"),
        ],
    )
    def test_finds_the_desa_behind_its_word(self, line: str) -> None:
        assert "semayap" in title(line).desa

    @pytest.mark.parametrize("sheet", ["Semayap", "SEMAYAP (2)", "1. Semayap", "Kel. Semayap", "Ds Semayap"])
    def test_takes_a_sheet_that_bears_the_name(self, sheet: str) -> None:
        assert title(sheet=sheet).desa.endswith("semayap")

    @pytest.mark.parametrize(
        "line",
        ["Kepala Desa: Hj. Siti", "Kelompok Nelayan Tengah", "Jl. Rampa No. 5", "Desa Antah", "Jl. Raya, Desa Stagen"],
    )
    def test_takes_no_other_word_for_a_desa(self, line: str) -> None:
        assert title(line).desa == ""

    def test_names_no_desa_for_all_where_a_line_names_two(self) -> None:
        """Everyone of Stagen had been put into Semayap."""
        assert title("Desa Semayap dan Desa Stagen").desa == ""
        assert title("Kelurahan/Desa Semayap (Desa Semayap)").desa.endswith("semayap")

    def test_takes_the_line_that_stands_nearest_to_the_list(self) -> None:
        assert title("Daftar warga Desa Stagen", "PEMERINTAH DESA SEMAYAP").desa == "stagen"

    @pytest.mark.parametrize(
        "line, occupation",
        [
            ("KELOMPOK NELAYAN 'HARAPAN BARU' DESA SARANG TIUNG", "nelayan"),
            ("Kelompok Tani Maju", "petani"),
            ("Daftar nelayan dan petani", ""),
            ("Jl. Kebun Raya No. 3, Kotabaru", ""),
            ("Alamat: Jalan Nelayan 5", ""),
            ("Daftar pegawai negeri sipil", ""),
        ],
    )
    def test_finds_the_one_occupation_of_all(self, line: str, occupation: str) -> None:
        assert title(line).occupation == occupation

    def test_reads_a_line_without_end_in_no_time(self) -> None:
        assert title("desa " * 200_000) == Title()
