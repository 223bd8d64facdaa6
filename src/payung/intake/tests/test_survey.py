"""What only whole columns say. Whole lists: `tests/lists/desa-*runs*`, `COLUMNS_SWAPPED`, `text-niks-*`, `dates-order-*`."""

from collections.abc import Sequence
from datetime import date

import pytest

from payung.intake.rules.birth_dates import Order
from payung.intake.rules.survey import ORDINARY, ColumnFacts, Surveyor

NAMES = ("number", "nik", "kk_number", "birth_date", "desa", "kecamatan")
NIK, KK = "6302065201800001", "6302061003150002"  # a woman of 12 January 1980; a card of 10 March 2015


def facts(rows: Sequence[Sequence[object]], names: Sequence[str] = NAMES) -> ColumnFacts:
    columns = {name: column for column, name in enumerate(names)}
    surveyor = Surveyor(columns=columns, on=date(2026, 11, 2))
    for cells in rows:
        of = dict(zip(names, cells, strict=True))
        surveyor.see(*(of.get(name, "") for name in ("nik", "kk_number", "birth_date", "desa", "kecamatan")))
    return surveyor.facts(lambda: rows)


def of_desas(*pairs: tuple[object, object]) -> ColumnFacts:
    """Facts of a list with these row numbers and desas."""
    return facts([(number, NIK, KK, "", desa, "") for number, desa in pairs])


def of_numbers(*triples: tuple[object, object, object]) -> int:
    """How many rows look exchanged, of these NIKs, KKs and birth dates."""
    return facts([(1, nik, kk, born, "Rampa", "") for nik, kk, born in triples]).swapped_rows


class TestFacts:
    def test_are_the_ordinary_ones_for_an_ordinary_list(self) -> None:
        assert facts([(1, NIK, KK, "12/01/1980", "Rampa", "Hampang")] * 3) == ORDINARY
        assert facts([]) == ORDINARY

    @pytest.mark.parametrize("numbers", [(1, 2, 1, 2, 1), ("1.", "2.", "1)", "2", "1"), (7.0, 8.0, 3.0, 4.0, 2.0)])
    def test_fill_a_desa_at_which_the_numbers_restart(self, numbers: Sequence[object]) -> None:
        desas = ("Rampa", "", "Stagen", "", "Tarjun")
        assert of_desas(*zip(numbers, desas, strict=True)).fill_desa

    def test_fill_a_desa_written_once_for_each_of_its_runs(self) -> None:
        assert of_desas((1, "Rampa"), (2, ""), (1, "Stagen"), (1, "Tarjun")).fill_desa

    def test_fill_no_desa_that_begins_in_the_middle_of_a_run(self) -> None:
        assert not of_desas((1, "Rampa"), (2, "Stagen"), (3, ""), (1, "Tarjun")).fill_desa

    def test_fill_no_desa_beside_a_row_without_number(self) -> None:
        assert not of_desas((1, "Rampa"), ("", "Stagen"), (1, "Tarjun"), (2, "")).fill_desa

    def test_fill_a_column_of_which_more_than_half_is_blank(self) -> None:
        assert of_desas((1, "Rampa"), (2, ""), (3, "-"), (4, "Stagen"), (5, "\u00a0")).fill_desa
        assert not of_desas((1, "Rampa"), (2, ""), (3, "Stagen"), (4, "")).fill_desa

    def test_fill_no_column_that_is_blank_from_top_to_bottom(self) -> None:
        assert not of_desas((1, ""), (2, "")).fill_desa

    def test_fill_the_kecamatan_on_its_own(self) -> None:
        found = facts(
            [(1, NIK, KK, "", "Rampa", "Hampang"), (2, NIK, KK, "", "Stagen", ""), (3, NIK, KK, "", "Tarjun", "")]
        )
        assert (found.fill_desa, found.fill_kecamatan) == (False, True)

    @pytest.mark.parametrize("zeros, heavily", [(3, False), (4, True)])
    @pytest.mark.parametrize("spaced", [False, True])
    def test_doubt_a_text_column_only_above_three_tenths_of_ten(self, zeros: int, heavily: bool, spaced: bool) -> None:
        ends = ["10"] * zeros + ["11"] * (10 - zeros)
        niks = [NIK[:14] + end for end in ends]
        written = [" ".join((nik[:6], nik[6:12], nik[12:])) if spaced else nik for nik in niks]
        assert facts([(1, nik, KK, "", "Rampa", "") for nik in written]).ends_heavily_in_zero is heavily

    def test_count_no_certain_damage_and_no_number_among_the_doubtful(self) -> None:
        niks: list[object] = [*[NIK[:12] + "0000"] * 6, *[6302065201800010.0] * 6, *[NIK] * 10]
        assert not facts([(1, nik, KK, "", "Rampa", "") for nik in niks]).ends_heavily_in_zero

    def test_know_the_order_of_dates(self) -> None:
        assert facts([(1, NIK, KK, "01/25/1980", "Rampa", "")] * 2).order is Order.MONTH_FIRST

    def test_see_columns_exchanged_by_birth_dates_or_by_what_a_nik_looks_like(self) -> None:
        assert of_numbers(*[(KK, NIK, "12/01/1980")] * 4) == 4
        assert of_numbers(*[(KK, NIK, "")] * 4) == 4
        assert of_numbers(*[(NIK, KK, "12/01/1980")] * 4) == 0

    def test_see_no_columns_exchanged_by_one_person_or_by_too_few(self) -> None:
        assert of_numbers(*[(NIK, KK, "12/01/1980")] * 6, (KK, NIK, "12/01/1980")) == 0
        assert of_numbers(*[(KK, NIK, "12/01/1980")] * 2) == 0

    def test_see_no_columns_exchanged_where_no_number_is_whole(self) -> None:
        assert of_numbers(*[("", NIK, "12/01/1980")] * 5, *[(KK, "x", "")] * 5) == 0
