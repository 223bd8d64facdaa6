"""NIK and KK cells beyond what the lists hold. That no digit is ever changed: `tests/lists/test_nik_never_altered.py`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.intake.rules.numbers import NikReader, is_formula_fault, plain_digits, read_kk
from payung.programmes.load import limits

NIK = "6302065201800001"
UNSEEN = [
    "\u200b",
    "\u200e",
    "\u200f",
    "\u202a",
    "\u202c",
    "\u202e",
    "\u2060",
    "\u2066",
    "\u2069",
    "\ufeff",
    "\u00ad",
    "\u2007",
]


def reader(*, ends_heavily_in_zero: bool = False) -> NikReader:
    return NikReader(
        limits=limits(),
        provinces={"63": "Kalimantan Selatan", "94": "Papua", "91": "Papua Barat"},
        kecamatan_digits=frozenset({"630206"}),
        ends_heavily_in_zero=ends_heavily_in_zero,
    )


def codes(raw: object) -> list[str]:
    return [finding.code for finding in reader().read(raw)[1]]


class TestNikReader:
    @pytest.mark.parametrize("sign", UNSEEN)
    def test_drops_signs_that_nobody_sees(self, sign: str) -> None:
        """A number copied from WhatsApp comes with marks of direction around it."""
        assert reader().read(f"{sign}{NIK[:6]}{sign}{NIK[6:]}{sign}")[0] == NIK

    @pytest.mark.parametrize("written", [f'="{NIK}"', f' ="{NIK}" ', f'="\'{NIK}"'])
    def test_reads_a_formula_that_only_keeps_digits_as_text(self, written: str) -> None:
        assert (reader().read(written)[0], codes(written)) == (NIK, ["NIK_CLEANED"])

    @pytest.mark.parametrize("written", ["=A1", '="6302"&B1', "+6302065201800001", "@x", "#VALUE!", "Err:502"])
    def test_says_of_any_other_formula_that_it_is_broken(self, written: str) -> None:
        assert codes(written) == ["CELL_FORMULA_BROKEN"]

    @pytest.mark.parametrize(
        "number, expected",
        [
            (9402065201800002.0, ["NIK_PRECISION_LOST"]),
            (9102065201800010.0, ["NIK_PRECISION_DOUBTFUL"]),
            (9102065201800000.0, ["NIK_PRECISION_LOST", "NIK_SERIAL_ZERO"]),
            (float(2**53), ["NIK_PROVINCE_IMPOSSIBLE"]),
        ],
    )
    def test_judges_a_number_by_its_ending_first_and_then_by_its_size(self, number: float, expected: list[str]) -> None:
        """Below and at 2^53 every digit is exact, so there only the content is remarked."""
        assert [code for code in codes(number) if code not in {"NIK_OTHER_KABUPATEN", "NIK_AS_NUMBER"}] == expected

    @pytest.mark.parametrize("raw", [float("nan"), float("inf"), -1.0, 1.5, True, 1e308, -(10**16), 630206520180000.5])
    def test_finds_no_nik_in_other_numbers(self, raw: object) -> None:
        assert reader().read(raw)[0] is None
        assert codes(raw)

    @pytest.mark.parametrize("written", ["６３０２０６５２０１８００００１", "٦٣٠٢٠٦٥٢٠١٨٠٠٠٠١", "630206520180000²"])
    def test_takes_only_the_digits_of_a_card(self, written: str) -> None:
        """Other scripts have digits too, and int() would read them."""
        assert (reader().read(written)[0], codes(written)) == (None, ["NIK_NOT_DIGITS"])

    @pytest.mark.parametrize(
        "written, guess",
        [
            ("63O2065201800001", "angka 0"),
            ("63o2O65201800001", ""),
            ("630206520180000l", "angka 1"),
            ("63x2065201800001", ""),
        ],
    )
    def test_suggests_a_digit_only_for_one_letter_that_looks_like_it(self, written: str, guess: str) -> None:
        words = dict(reader().read(written)[1][0].words)
        assert guess in words["dugaan"]
        assert bool(guess) == bool(words["dugaan"])

    @pytest.mark.parametrize("written, lost", [("6.30204E+15", "10"), ("6,302065201800E+15", "3"), ("6E15", "15")])
    def test_says_how_many_digits_a_spreadsheet_has_dropped(self, written: str, lost: str) -> None:
        (finding,) = reader().read(written)[1]
        assert (finding.code, dict(finding.words)["banyak"]) == ("NIK_PRECISION_LOST", lost)

    def test_doubts_a_cleaned_nik_of_a_rounded_column_too(self) -> None:
        findings = reader(ends_heavily_in_zero=True).read("6302 0652 0180 0010")[1]
        assert [finding.code for finding in findings] == ["NIK_CLEANED", "NIK_PRECISION_DOUBTFUL"]

    @given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.none(), st.dates(), st.times()))
    def test_gives_a_nik_or_says_why_not(self, raw: object) -> None:
        nik, findings = reader().read(raw)
        assert (nik is not None and len(nik) == 16) or findings


class TestReadKk:
    @pytest.mark.parametrize("written", [NIK, "6302 0652 0180 0001", f"'{NIK}", f'="{NIK}"', 6302065201800001.0])
    def test_gives_sixteen_digits(self, written: object) -> None:
        assert read_kk(written) == (NIK, ())

    @pytest.mark.parametrize(
        "written", [NIK[:15], NIK + "1", "6,3E+15", 9402065201800002.0, True, "ikut istri", float("nan")]
    )
    def test_cannot_read_anything_else(self, written: object) -> None:
        assert [finding.code for finding in read_kk(written)[1]] == ["KK_UNREADABLE"]

    @pytest.mark.parametrize("blank", ["", "-", " ", None])
    def test_misses_what_is_empty(self, blank: object) -> None:
        assert [finding.code for finding in read_kk(blank)[1]] == ["KK_MISSING"]


class TestPlainDigits:
    @given(st.integers(0, 10**16))
    def test_are_those_of_a_whole_number_however_it_is_kept(self, number: int) -> None:
        assert plain_digits(number) == str(number)
        assert plain_digits(float(number)) == str(int(float(number)))


class TestIsFormulaFault:
    @pytest.mark.parametrize("text", ["#REF!", " #N/A ", "#NAME?", "#DIV/0!", "=1", "+x", "@x", "Err:508"])
    def test_knows_faults_and_formulas(self, text: str) -> None:
        assert is_formula_fault(text)

    @pytest.mark.parametrize("text", ["", "N/A", "# 5", "Err", "a=b", "-5", "#Basri"])
    def test_leaves_words_alone(self, text: str) -> None:
        assert not is_formula_fault(text)
