"""Sex, telephone and occupation cells as offices write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.intake.rules.person_cells import OccupationReader, read_phone, read_sex
from payung.programmes.rules import Occupation, Standing

READ = {
    "+62 812-3456-7890": "081234567890",
    "62812345678": "0812345678",
    "6208123456789": "08123456789",
    "00628123456789": "08123456789",
    "+62 (0)812 3456 7890": "081234567890",
    "812345678": "0812345678",
    "0812.3456.7890": "081234567890",
    "'081234567890": "081234567890",
    "081234567890/081298765432": "081234567890",
    "081234567890 081298765432": "081234567890",
    "0812 3456 7890 0813 1234 5678": "081234567890",
    "0812-3456-7890 dan 0813-1234-5678": "081234567890",
    "081234567890 (istri)": "081234567890",
    "HP istri: 0813 4567 8901": "081345678901",
    "ikut 1 orang, 0813 4567 8901": "081345678901",
    "(0518) 21234": "051821234",
    "62 518 21234": "051821234",
    "021-5551234": "0215551234",
}
UNREADABLE = [
    *("tidak ada", "0", "000", "0000000000", "08xx", "085", "0812345", "08123456789012", "112", "62", "620", "12345"),
    *(
        "8.12E+10",
        "1e10",
        "08l2345678",
        "0812345678O",
        "O812345678",
        "+60123456789",
        "+815551234567",
        "6302061201800001",
    ),
    *("0812345678901234567890", "?", "😀", "٠٨١٢٣٤٥٦٧٨٩", "0 " * 20_000),
]


class TestReadPhone:
    @pytest.mark.parametrize("written, number", READ.items())
    def test_brings_a_number_into_one_form_and_says_so(self, written: str, number: str) -> None:
        found, findings = read_phone(written)
        assert (found, [finding.code for finding in findings]) == (number, ["PHONE_CLEANED"])

    @pytest.mark.parametrize("number", ["081234567890", "0812345678", "051821234", "05182123456"])
    def test_is_silent_where_the_number_is_written_so(self, number: str) -> None:
        assert read_phone(number) == (number, ())

    @pytest.mark.parametrize("number", [81234567890.0, 81234567890, 6281234567890.0])
    def test_gives_a_number_cell_its_zero_back(self, number: float) -> None:
        assert read_phone(number)[0] == "081234567890"

    @pytest.mark.parametrize("written", UNREADABLE)
    def test_guesses_nothing(self, written: str) -> None:
        found, findings = read_phone(written)
        assert (found, [finding.code for finding in findings]) == (None, ["PHONE_UNREADABLE"])

    @pytest.mark.parametrize("blank", ["", " ", "-", "–", None, "'", "\u200b"])
    def test_says_nothing_of_an_empty_cell(self, blank: object) -> None:
        assert read_phone(blank) == (None, ())

    @given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans()))
    def test_gives_eight_to_thirteen_digits_beginning_with_0_or_nothing(self, raw: object) -> None:
        found, _ = read_phone(raw)
        assert found is None or (found.isascii() and found.isdigit() and found[0] == "0" and 8 <= len(found) <= 13)


class TestReadSex:
    @pytest.mark.parametrize("written", ["L", "l ", "Lk.", "LAKI-LAKI", "laki laki", "Laki", "Pria", "M", "1", 1.0])
    def test_knows_the_words_for_men(self, written: object) -> None:
        assert read_sex(written) == "L"

    @pytest.mark.parametrize("written", ["P", "p.", "PR", "Perempuan ", "WANITA", "W", "F", "2", 2.0])
    def test_knows_the_words_for_women(self, written: object) -> None:
        assert read_sex(written) == "P"

    @pytest.mark.parametrize("written", ["", None, "-", "L/P", "?", "0", "v", True, 3])
    def test_leaves_the_rest_to_the_nik(self, written: object) -> None:
        assert read_sex(written) is None


OCCUPATIONS = {
    "nelayan": Occupation(name="nelayan", standing=Standing.COVERED),
    "petani": Occupation(name="petani", standing=Standing.COVERED),
    "buruh harian lepas": Occupation(name="buruh harian lepas", standing=Standing.COVERED),
    "bhl": Occupation(name="buruh harian lepas", standing=Standing.COVERED),
    "irt": Occupation(name="mengurus rumah tangga", standing=Standing.ASK),
    "pns": Occupation(name="pegawai negeri sipil", standing=Standing.EXCLUDED),
}


class TestOccupationReader:
    reader = OccupationReader(occupations=OCCUPATIONS, suggest=lambda written: " Maksudnya lain?")

    def code(self, raw: object) -> str | None:
        _, findings = self.reader.read(raw)
        return findings[0].code if findings else None

    @pytest.mark.parametrize(
        "written", ["Nelayan", "NELAYAN / PETANI", "nelayan dan petani", "Nelayan, Petani", "nelayan."]
    )
    def test_takes_the_first_of_several_that_stand_alike(self, written: str) -> None:
        assert self.reader.read(written) == ("nelayan", ())

    def test_reads_a_short_form_in_brackets(self) -> None:
        assert self.reader.read("Buruh Harian Lepas (BHL)") == ("buruh harian lepas", ())

    @pytest.mark.parametrize("written", ["Nelayan / PNS", "Petani, IRT", "Nelayan dan tukang sihir"])
    def test_asks_where_one_of_several_stands_otherwise(self, written: str) -> None:
        assert self.code(written) == "OCCUPATION_UNKNOWN"

    @pytest.mark.parametrize("written, code", [("P N S", "OCCUPATION_NOT_COVERED"), ("I.R.T", "OCCUPATION_DOUBTFUL")])
    def test_knows_words_written_letter_by_letter(self, written: str, code: str) -> None:
        assert self.code(written) == code

    @pytest.mark.parametrize("written", ["", "-", None, " "])
    def test_misses_what_is_empty(self, written: object) -> None:
        assert self.code(written) == "OCCUPATION_MISSING"

    def test_says_of_a_broken_formula_that_it_is_one(self) -> None:
        assert self.code("#N/A") == "CELL_FORMULA_BROKEN"
