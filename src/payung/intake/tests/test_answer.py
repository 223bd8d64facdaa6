"""The shape of an answer where the lists leave it open."""

from payung.intake.answer import row_json, sheet_json
from payung.intake.tests.in_memory import Written, checked

NIK = "6302065201800001"


def first(*grid: list[object]) -> dict[str, object]:
    sheet, row, cells = next(iter(checked(Written(grid=grid)).rows()))
    return row_json(sheet, row, cells)


def cells_of(row: dict[str, object]) -> dict[str, str | None]:
    problems = row["problems"]
    assert isinstance(problems, list)
    return {problem["code"]: problem["cell"] for problem in problems}


class TestRowJson:
    def test_points_at_the_first_of_three_birth_columns(self) -> None:
        row = first(
            ["NIK", "Nama", "Desa", "Pekerjaan", "Tgl", "Bln", "Thn"], [NIK, "Sari", "Semayap", "Nelayan", 31, 2, 1980]
        )
        assert cells_of(row)["BIRTH_DATE_IMPOSSIBLE"] == "E2"

    def test_points_at_the_code_where_there_is_no_desa_column(self) -> None:
        row = first(["NIK", "Nama", "Kode Desa", "Pekerjaan"], [NIK, "Sari", "63.02.06.9999", "Nelayan"])
        assert cells_of(row)["DESA_UNKNOWN"] == "C2"

    def test_points_nowhere_where_the_column_is_not_there(self) -> None:
        row = first(["NIK", "Nama", "Desa", "Pekerjaan"], [NIK, "Sari", "Semayap", "Nelayan"])
        assert cells_of(row) == {"BIRTH_DATE_FROM_NIK": None}

    def test_leaves_out_optional_fields_that_are_blank(self) -> None:
        heading: list[object] = [
            "NIK",
            "Nama",
            "Desa",
            "Pekerjaan",
            "Alamat",
            "Kode Pos",
            "Penghasilan",
            "HP Ahli Waris",
        ]
        blank = first(heading, [NIK, "Sari", "Semayap", "Nelayan", "-", "", "UMR", ""])
        assert not {"address", "postal_code", "income_rp", "heir_phone"} & blank.keys()
        full = first(heading, [NIK, "Sari", "Semayap", "Nelayan", " Jl.  A ", 72111.0, "1,5 juta", "0812-3456-7890"])
        assert (full["address"], full["postal_code"], full["income_rp"], full["heir_phone"]) == (
            "Jl. A",
            "72111",
            1_500_000,
            "081234567890",
        )

    def test_parts_place_and_date_of_one_cell(self) -> None:
        row = first(
            ["NIK", "Nama", "Desa", "Pekerjaan", "Tempat/Tgl Lahir"],
            [NIK, "Sari", "Semayap", "Nelayan", "Sei. Taib, 12-01-1980"],
        )
        assert (row["birth_place"], row["birth_date"]) == ("Sei. Taib", "1980-01-12")


class TestSheetJson:
    def test_names_no_column_of_row_numbers_or_of_nothing(self) -> None:
        check = checked(
            Written(
                grid=[["No", "NIK", "Nama", "Desa", "Pekerjaan", "Ket"], [1, NIK, "Sari", "Semayap", "Nelayan", ""]]
            )
        )
        assert sheet_json(check.sheets[0])["columns"] == {"nik": "B", "name": "C", "desa": "D", "occupation": "E"}
