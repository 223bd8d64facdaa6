"""The invented lists themselves: repeatable, complete, and with a truth that points at the right rows."""

import csv
import json
from pathlib import Path

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from payung.config.demo.layouts import LAYOUTS
from payung.config.demo.offices import Whole
from payung.config.demo.register import invent

# Every code that a list alone can owe; the oracle of test_demo_truth.py is only as good as this is complete.
ROW_CODES = frozenset(
    [
        "NIK_MISSING",
        "NIK_LENGTH",
        "NIK_NOT_DIGITS",
        "NIK_PRECISION_LOST",
        "NIK_BIRTH_DATE_IMPOSSIBLE",
        "NIK_SERIAL_ZERO",
        "NIK_EQUALS_KK",
        "NIK_PROVINCE_IMPOSSIBLE",
        "NIK_PRECISION_DOUBTFUL",
        "NIK_BIRTH_DATE_MISMATCH",
        "NIK_SEX_MISMATCH",
        "NIK_SHARED",
        "NIK_OTHER_KABUPATEN",
        "NIK_REGION_UNKNOWN",
        "NIK_AS_NUMBER",
        "NIK_TWICE_FIRST",
        "NIK_TWICE_IN_FILE",
        "KK_MISSING",
        "KK_UNREADABLE",
        "PHONE_UNREADABLE",
        "NAME_MISSING",
        "NAME_DECEASED_MARK",
        "BIRTH_DATE_IMPOSSIBLE",
        "BIRTH_DATE_FUTURE",
        "DATE_ORDER_UNCLEAR",
        "PERSON_ALIKE",
        "PHONE_SHARED",
        "AGE_OVER_LIMIT",
        "AGE_UNDER_LIMIT",
        "AGE_OVER_LIMIT_CONTINUING",
        "AGE_BELOW_PROGRAMME",
        "DESA_MISSING",
        "DESA_UNKNOWN",
        "DESA_AMBIGUOUS",
        "DESA_NOT_IN_KECAMATAN",
        "OCCUPATION_MISSING",
        "OCCUPATION_NOT_COVERED",
        "OCCUPATION_DOUBTFUL",
        "OCCUPATION_UNKNOWN",
        "COLUMNS_SWAPPED",
        "NIK_CLEANED",
        "NAME_TITLE_SEPARATED",
    ]
)


@pytest.fixture(scope="module")
def kabupaten(tmp_path_factory):
    return invent(home=tmp_path_factory.mktemp("home"), workers=6_000, seed=11)


def truth_of(invented):
    return json.loads(invented.truth.read_text())


def rows_of(path):
    """Every row of a file as text, by sheet and by the number a person sees."""
    match path.suffix:
        case ".xlsx":
            book = CalamineWorkbook.from_path(path)
            sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
            return {(name, n): row for name, rows in sheets.items() for n, row in enumerate(rows, start=1)}
        case ".docx":
            rows = Document(str(path)).tables[0].rows
            return {("Tabel 1", n): [cell.text for cell in row.cells] for n, row in enumerate(rows, start=1)}
        case _:
            return rows_of_text(path)


def rows_of_text(path):
    encoding, delimiter = ("cp1252", ";") if path.suffix == ".csv" else ("utf-16", "\t")
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        rows, line = {}, 1
        for row in reader:
            rows["", line] = row
            line = reader.line_num + 1
        return rows


def digits(cell):
    text = f"{cell:.0f}" if isinstance(cell, float) else str(cell)
    return "".join(character for character in text if character.isdigit())


class TestInvent:
    def test_gives_the_same_files_for_the_same_seed(self, tmp_path):
        one, other = (invent(home=tmp_path / name, workers=500, seed=3) for name in ("one", "other"))
        for first, second in zip(one, other, strict=True):
            assert first.truth.read_bytes() == second.truth.read_bytes()
            assert first.path.suffix == ".docx" or first.path.read_bytes() == second.path.read_bytes()

    def test_gives_other_people_for_another_seed(self, tmp_path):
        niks = [
            {
                row["nik"]
                for invented in invent(home=tmp_path / str(seed), workers=300, seed=seed)
                for row in truth_of(invented)["rows"]
            }
            for seed in (3, 4)
        ]
        assert niks[0] & niks[1] == {None}

    def test_uses_all_eight_layouts_and_every_trouble_of_a_file(self, kabupaten):
        assert {invented.layout for invented in kabupaten} == {layout.key for layout in LAYOUTS}
        assert {invented.whole for invented in kabupaten} == set(Whole)

    def test_owes_every_code_that_a_list_can_owe(self, kabupaten):
        codes = {code for invented in kabupaten for row in truth_of(invented)["rows"] for code in row["codes"]}
        assert codes == ROW_CODES

    def test_points_every_ready_row_at_the_row_of_its_nik(self, kabupaten):
        for invented in kabupaten:
            truth = truth_of(invented)
            rows = rows_of(Path(invented.path)) if truth["rows"] else {}
            for owed in truth["rows"]:
                if owed["nik"]:
                    assert owed["nik"] in [digits(cell) for cell in rows[owed["sheet"], owed["row"]]]

    def test_keeps_last_years_participants_apart_from_the_lists(self, kabupaten):
        others = kabupaten[0].path.parents[2] / "others"
        members = (others / "peserta-2026.txt").read_text().split()
        assert len(members) == len(set(members)) > 1_000
        assert (others / "peserta-provinsi-2026.csv").stat().st_size > 1_000

    def test_says_which_troubles_no_list_shows(self, kabupaten):
        with (kabupaten[0].path.parents[2] / "truth" / "troubles.csv").open(newline="") as file:
            rows = {row["law_6_6_row"] for row in csv.DictReader(file)}
        assert rows == {"1", "7", "9", "10", "17", "18"}
