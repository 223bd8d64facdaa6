"""What a desa cell asks of people. Which desa is meant: `regions/tests/test_rules.py`."""

import pytest

from payung.intake.rules.places import PlaceReader
from payung.intake.vocabulary import DesaSuggestions, suggest_occupation
from payung.regions.load import gazetteer

SUGGEST = DesaSuggestions(gazetteer("63.02"))
READER = PlaceReader(gazetteer=gazetteer("63.02"), suggest=SUGGEST)


def words(desa: object, kecamatan: object = "") -> dict[str, str]:
    (finding,) = READER.read(("", desa, kecamatan))[1]
    return {"code": finding.code, **dict(finding.words)}


class TestPlaceReader:
    def test_reads_a_code_kept_as_a_number(self) -> None:
        assert READER.read((6302062014.0, "", "")) == ("63.02.06.2014", ())

    def test_names_the_desas_that_may_be_meant(self) -> None:
        assert words("Rampa")["pilihan"] == "Rampa (Kec. Pulau Sebuku), Rampa (Kec. Pulaulaut Utara)"

    @pytest.mark.parametrize("cells", [("", "#REF!", ""), ("#N/A", "", ""), ("", "=B5", "")])
    def test_says_of_a_broken_formula_that_it_is_one(self, cells: tuple[object, object, object]) -> None:
        assert [finding.code for finding in READER.read(cells)[1]] == ["CELL_FORMULA_BROKEN"]

    @pytest.mark.parametrize("odd", [True, float("nan"), 1e308, 5, "{sel}", "desa " * 50_000])
    def test_asks_about_whatever_else_stands_there(self, odd: object) -> None:
        """Every `desa` of fifty thousand was dropped one by one, for minutes."""
        assert words(odd)["code"] == "DESA_UNKNOWN"


class TestDesaSuggestions:
    def test_come_from_the_named_kecamatan_first(self) -> None:
        assert SUGGEST("Betng", "Pamukan Utara") == " Maksudnya Betung (Kec. Pamukan Utara)?"

    def test_come_from_elsewhere_where_that_kecamatan_has_no_such_name(self) -> None:
        assert SUGGEST("Semayab", "Hampang") == " Maksudnya Semayap (Kec. Pulaulaut Utara)?"

    def test_point_out_a_kecamatan_in_the_place_of_a_desa(self) -> None:
        assert SUGGEST("P. Laut Sigam", "") == " Itu nama kecamatan."

    def test_are_nothing_where_nothing_is_near(self) -> None:
        assert SUGGEST("Surabaya Timur Laut", "") == ""


class TestSuggestOccupation:
    @pytest.mark.parametrize("written, meant", [("nelayann", "nelayan"), ("Tukang ojek online", "tukang ojek")])
    def test_asks_after_the_nearest_word(self, written: str, meant: str) -> None:
        assert suggest_occupation(written) == f" Maksudnya {meant}?"

    def test_is_nothing_where_nothing_is_near(self) -> None:
        assert suggest_occupation("ahli nujum") == ""
