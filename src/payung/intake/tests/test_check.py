"""A whole check, of lists that never were a file. What each list of an office owes: `tests/lists`."""

import io
import json
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.intake.answer import problems_of, write_answer
from payung.intake.rules.rows import status_of
from payung.intake.tests.in_memory import Written, checked, codes_of

HEADING: list[object] = [
    "No",
    "NIK",
    "No KK",
    "Nama",
    "Tempat Lahir",
    "Tgl Lahir",
    "L/P",
    "Desa",
    "Kecamatan",
    "Pekerjaan",
    "HP",
    "Penghasilan",
]
SARI: list[object] = [
    1,
    "6302065201800001",
    "6302060405121002",
    "Sari",
    "Kotabaru",
    "12/01/1980",
    "P",
    "Semayap",
    "",
    "Nelayan",
    "081234567890",
    1_000_000,
]
Grid = list[list[object]]
NUMBER_OF_A_PERSON = re.compile(r"\d(?:[ .-]?\d){8,}")
LIKE_CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.sampled_from([cell for cell in SARI if isinstance(cell, str)]),
    st.sampled_from(["JUMLAH", "Mengetahui", "NIK", "Nama", "1", "2", "-", "#REF!", "6302065201800010", "Alm. Sari"]),
)


def with_cell(field: str, cell: object) -> list[object]:
    row: list[object] = list(SARI)
    row[HEADING.index(field)] = cell
    return row


class TestCheck:
    @pytest.mark.parametrize(
        "number", ["6302065201800001", "6302 0652 0180 0002", 6302065201800003.0, "0812-3456-7890"]
    )
    @pytest.mark.parametrize("field", HEADING)
    def test_quotes_no_number_of_a_person_that_stands_in_a_wrong_column(self, field: str, number: object) -> None:
        check = checked(Written(grid=[HEADING, with_cell(field, number), SARI]))
        for sheet, row, _ in check.rows():
            for problem in problems_of(sheet.layout.columns if sheet.layout else {}, row):
                assert not NUMBER_OF_A_PERSON.search(problem.message), problem.message

    @pytest.mark.parametrize("blank", ["", "-", " ", "\u00a0", None])
    def test_takes_the_heading_for_a_blank_desa_and_occupation(self, blank: object) -> None:
        row = with_cell("Desa", blank)
        row[HEADING.index("Pekerjaan")] = blank
        heading: Grid = [["Daftar nelayan Desa Stagen"], HEADING]
        check = checked(Written(grid=[*heading, row, with_cell("NIK", "6302065201800002")]))
        (_, first, _), _ = check.rows()
        assert (first.desa_code, first.occupation) == ("63.02.06.2011", "nelayan")

    def test_takes_the_occupation_of_all_only_where_a_row_has_none(self) -> None:
        check = checked(Written(grid=[HEADING, with_cell("Pekerjaan", "-"), SARI]), occupation="Petani")
        assert [row.occupation for _, row, _ in check.rows()] == ["petani", "nelayan"]

    def test_keeps_a_merged_desa_from_the_next_person(self) -> None:
        rows = [[number, *with_cell("Desa", desa)[1:]] for number, desa in enumerate(("Stagen", "", ""), start=1)]
        check = checked(Written(grid=[HEADING, *rows], merges=[((1, 7), (2, 7))]))
        assert [row.desa_code for _, row, _ in check.rows()] == ["63.02.06.2011", "63.02.06.2011", None]

    def test_finds_a_list_far_below_a_picture(self) -> None:
        """Its merged heading too. That the file was empty had been said of it."""
        upper: list[object] = ["No", "Identitas", "", "Desa", "Pekerjaan"]
        grid: Grid = [
            *[list(SARI[:0]) for _ in range(100)],
            upper,
            ["", "NIK", "Nama", "", ""],
            [1, SARI[1], "Sari", "Semayap", "Nelayan"],
        ]
        check = checked(Written(grid=grid, merges=[((100, 1), (100, 2)), ((100, 3), (101, 3)), ((100, 4), (101, 4))]))
        assert [row.number for _, row, _ in check.rows()] == [103]

    def test_counts_what_its_rows_say(self) -> None:
        grid: Grid = [HEADING, SARI, with_cell("NIK", ""), with_cell("Desa", "Antah"), with_cell("No KK", ""), SARI]
        assert_counts(Written(grid=grid))

    @settings(max_examples=150)
    @given(st.lists(st.lists(LIKE_CELLS, min_size=1, max_size=13), max_size=8), st.booleans())
    def test_answers_whatever_stands_in_the_cells(self, rows: list[list[object]], twice: bool) -> None:
        """Every row below the heading is a person or skipped, counts agree with rows, and the answer is JSON."""
        grid: Grid = [HEADING, *rows, SARI]
        sheets = [Written(grid=grid, name=name) for name in ("A", "B")[: 1 + twice]]
        check = assert_counts(*sheets)
        for sheet in check.sheets:
            if sheet.facts:
                first = sheet.facts.layout.first_data_row
                numbers = [row.number for checked_sheet, row, _ in check.rows() if checked_sheet is sheet]
                assert sorted([*numbers, *sheet.skipped]) == list(range(first, len(grid) + 1))


def assert_counts(*sheets: Written):
    check = checked(*sheets)
    out = io.StringIO()
    write_answer(out=out, check=check, file="x", sha256="", with_rows=True)
    answer = json.loads(out.getvalue())
    statuses = Counter(row["status"] for row in answer["rows"])
    counts = answer["counts"]
    assert {key: counts[key] for key in ("ready", "decision", "error")} == {
        key: statuses[key] for key in ("ready", "decision", "error")
    }
    assert counts["rows"] == len(answer["rows"]) == sum(sheet["rows"] for sheet in answer["sheets"])
    warned = [row for row in answer["rows"] if any(problem["level"] == "warning" for problem in row["problems"])]
    assert counts["with_warning"] == len(warned)
    assert answer["codes"] == Counter(code for codes in codes_of(check) for code in codes)
    assert statuses == Counter(status_of(row.findings) for _, row, _ in check.rows())
    return check
