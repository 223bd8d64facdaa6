"""Which desa of the shipped map a written place means. Whole lists: `tests/lists/desa-*`, `DESA_*`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.regions.load import gazetteer, provinces
from payung.regions.rules import Doubt, Placed, fold, joined

KOTABARU = gazetteer("63.02")
SEMAYAP, RAMPA_UTARA, RAMPA_SEBUKU = "63.02.06.2014", "63.02.06.2012", "63.02.05.2007"


def placed(desa: str, kecamatan: str = "", code: str = "") -> Placed:
    return KOTABARU.place(code=code, desa=desa, kecamatan=kecamatan)


def code_of(desa: str, kecamatan: str = "", code: str = "") -> str | None:
    found = placed(desa, kecamatan, code).desa
    return found.code if found else None


class TestPlace:
    @pytest.mark.parametrize(
        "written",
        [
            *(
                "SEMAYAP",
                "Desa  Semayap",
                "kel.semayap",
                "Ds. Semayap",
                "Desa/Kel. Semayap",
                "Semayap (Kel)",
                "Semayap*",
            ),
            *("Semayap RT 3", "Semayap RT.03/RW.01", "Ds Semayap Kec. Pulau Laut Utara", "Semayap, Pulau Laut Utara"),
            *("63.02.06.2014 Semayap", "6302062014 - Semayap", "63.02.06.2014"),
        ],
    )
    def test_finds_the_desa_in_what_stands_around_its_name(self, written: str) -> None:
        assert code_of(written) == SEMAYAP

    @pytest.mark.parametrize("written", ["Kampung Baru", "Desa Kampung Baru", "kampung-baru"])
    def test_keeps_kampung_where_it_is_the_name(self, written: str) -> None:
        assert code_of(written) == "63.02.21.2007"

    @pytest.mark.parametrize(
        "written", ["Rampa (P. Sebuku)", "Rampa, Pulau Sebuku", "Ds. Rampa Kecamatan Pulau Sebuku"]
    )
    def test_is_told_the_kecamatan_by_the_same_cell(self, written: str) -> None:
        assert code_of(written) == RAMPA_SEBUKU

    def test_believes_the_kecamatan_column_before_the_same_cell(self) -> None:
        assert code_of("Rampa, Pulau Sebuku", "Pulau Laut Utara") == RAMPA_UTARA

    @pytest.mark.parametrize(
        "kecamatan", ["Kec. Pulau Laut Utara", "P. LAUT UTARA", "pulaulaut utara", "63.02.06", "630206"]
    )
    def test_knows_a_kecamatan_by_name_alias_or_code(self, kecamatan: str) -> None:
        assert code_of("Rampa", kecamatan) == RAMPA_UTARA

    def test_takes_the_exact_name_before_the_same_without_spaces(self) -> None:
        """Two desas differ by a space: Suka Maju and Sukamaju."""
        assert (code_of("Suka Maju"), code_of("SUKAMAJU")) == ("63.02.07.2014", "63.02.12.2010")

    @pytest.mark.parametrize(
        "desa, kecamatan, doubt",
        [
            ("", "", Doubt.MISSING),
            ("-", "Hampang", Doubt.MISSING),
            ("Semayab", "", Doubt.UNKNOWN),
            ("Desa", "", Doubt.UNKNOWN),
            ("RT 5", "", Doubt.UNKNOWN),
            ("Semayap / Stagen", "", Doubt.UNKNOWN),
            ("63.02.06.9999", "", Doubt.UNKNOWN),
            ("Rampa", "", Doubt.AMBIGUOUS),
            ("Rampa", "Antah Berantah", Doubt.AMBIGUOUS),
            ("Rampa", "Hampang", Doubt.NOT_IN_KECAMATAN),
            ("Semayap", "Hampang", Doubt.NOT_IN_KECAMATAN),
        ],
    )
    def test_doubts_rather_than_guesses(self, desa: str, kecamatan: str, doubt: Doubt) -> None:
        found = placed(desa, kecamatan)
        assert (found.desa, found.doubt) == (None, doubt)

    def test_goes_by_the_name_where_the_code_is_of_nowhere(self) -> None:
        assert code_of("Semayap", code="63.02.06.9999") == SEMAYAP
        assert placed("", code="63.02.06.9999").doubt is Doubt.UNKNOWN

    @pytest.mark.parametrize("desa", KOTABARU.desas, ids=lambda desa: desa.code)
    def test_finds_every_desa_by_its_name_and_kecamatan(self, desa) -> None:
        assert code_of(f"DESA {desa.name.upper()}", f"Kec. {desa.kecamatan}") == desa.code
        assert code_of("", code=desa.code.replace(".", "")) == desa.code

    @given(st.text(), st.text(), st.text())
    def test_answers_whatever_is_written(self, code: str, desa: str, kecamatan: str) -> None:
        found = KOTABARU.place(code=code, desa=desa, kecamatan=kecamatan)
        assert (found.desa is None) == (found.doubt is not None)


class TestGazetteer:
    def test_holds_the_whole_kabupaten(self) -> None:
        assert (len(KOTABARU.desas), len(KOTABARU.kecamatan_digits)) == (202, 22)

    def test_has_no_alias_that_is_the_name_of_another_desa(self) -> None:
        """Such an alias would never be asked: the name comes first."""
        stolen = [alias for alias in KOTABARU.desa_aliases if alias in KOTABARU.by_name]
        assert stolen == []

    def test_knows_nothing_of_a_kabupaten_that_is_not_shipped(self) -> None:
        assert gazetteer("63.10").place(code="", desa="Semayap", kecamatan="").doubt is Doubt.UNKNOWN


class TestProvinces:
    def test_are_the_38_of_today(self) -> None:
        assert len(provinces()) == 38
        assert {"11", "63", "97"} & provinces().keys() >= {"11", "63"}


class TestFold:
    @given(st.text())
    def test_can_be_done_twice(self, written: str) -> None:
        assert fold(fold(written)) == fold(written)
        assert joined(fold(written)) == joined(written)
