"""`payung check` as it is called: what it refuses to run, and that it harms no file. The answers: `tests/lists`."""

import json
import os
from pathlib import Path

import pytest

from payung.intake.command import main

LIST = "NIK;NAMA;DESA;PEKERJAAN\n6302065201800001;Sari;Semayap;Nelayan\n"
COLUMNS = {"nik": "A", "name": "B", "desa": "C", "occupation": "D"}
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("daftar.csv").write_text(LIST, encoding="utf-8")


def refused(capfd: Captured, *arguments: str) -> str:
    """The one line with which the command refuses to run."""
    code = main([*arguments, "--json"])
    out, err = capfd.readouterr()
    assert (code, out, err.count("\n")) == (2, "", 1), err
    return err


MAPPINGS = {
    "nested beyond reason": "[" * 100_000,
    "columns that are a list": '[{"sheet": "", "columns": ["nik"]}]',
    "a column that is a number": '[{"sheet": "", "columns": {"nik": 5}}]',
    "a column beyond XFD": '[{"sheet": "", "columns": {"nik": "XFE"}}]',
    "a column of no list": '[{"sheet": "", "columns": {"niik": "A"}}]',
    "no name of a sheet": '[{"columns": {"nik": "A"}}]',
    "header rows out of order": '[{"sheet": "", "header_rows": [2, 1], "columns": {"nik": "A"}}]',
    "a header row 0": '[{"sheet": "", "header_rows": [0], "columns": {"nik": "A"}}]',
    "nothing": "null",
}
PROGRAMMES = {
    "in UTF-16": "age_from: 20".encode("utf-16"),
    "with an age in words": b"age_from: delapan belas",
    "with an age that is yes": b"age_below: true",
    "with an age of nobody": b"age_below: 650",
    "that begins after it ends": b"age_from: 70",
    "of no kabupaten": b"kabupaten: null",
    "of a kabupaten by name": b"kabupaten: Kotabaru",
    "of an unknown insurer layout": b"insurer_layout: [a]",
}


class TestMain:
    @pytest.mark.parametrize("mapping", MAPPINGS.values(), ids=MAPPINGS.keys())
    def test_refuses_a_mapping_that_says_nothing_usable(self, mapping: str, capfd: Captured) -> None:
        Path("peta.json").write_text(mapping, encoding="utf-8")
        assert "peta.json" in refused(capfd, "daftar.csv", "--mapping", "peta.json")

    @pytest.mark.parametrize("programme", PROGRAMMES.values(), ids=PROGRAMMES.keys())
    def test_refuses_a_programme_it_cannot_follow(self, programme: bytes, capfd: Captured) -> None:
        """Answered as a list that could not be read, a programme in UTF-16 once blamed the list."""
        Path("program.yaml").write_bytes(programme)
        refused(capfd, "daftar.csv", "--programme", "program.yaml")

    @pytest.mark.parametrize("members", ["", "halo\n", "NIK;NAMA\n123;Sari\n"])
    def test_refuses_members_without_a_nik(self, members: str, capfd: Captured) -> None:
        Path("peserta.txt").write_text(members, encoding="utf-8")
        assert "peserta.txt" in refused(capfd, "daftar.csv", "--members", "peserta.txt")

    @pytest.mark.parametrize("marked", ["tidak-ada/hasil.xlsx", ".", "daftar.csv/hasil.xlsx"])
    def test_refuses_to_mark_where_no_file_can_be(self, marked: str, capfd: Captured) -> None:
        refused(capfd, "daftar.csv", "--marked", marked)

    @pytest.mark.parametrize("marked", ["daftar.csv", "./daftar.csv", "peserta.txt"])
    def test_never_writes_the_marked_workbook_over_what_it_reads(self, marked: str, capfd: Captured) -> None:
        Path("peserta.txt").write_text("6302065201800001\n", encoding="utf-8")
        refused(capfd, "daftar.csv", "--members", "peserta.txt", "--marked", marked)
        assert Path("daftar.csv").read_text(encoding="utf-8") == LIST

    def test_says_that_the_marked_workbook_could_not_be_written_instead_of_blaming_the_list(
        self, capfd: Captured
    ) -> None:
        """A folder in which nobody can make a file, root neither."""
        refused(capfd, "daftar.csv", "--marked", "/proc/hasil.xlsx")

    def test_refuses_an_option_cut_short(self, capfd: Captured) -> None:
        """A new option must not change what an old script means."""
        refused(capfd, "daftar.csv", "--summ")

    @pytest.mark.parametrize("content", [LIST, ""], ids=["a list", "nothing"])
    def test_answers_valid_json_for_a_file_whose_name_is_no_utf_8(self, content: str, capfd: Captured) -> None:
        """The bytes of the name went into the answer as they were; an empty file ended in a traceback."""
        path = os.fsdecode(b"daftar\xff.csv")
        Path(path).write_text(content, encoding="utf-8")
        assert main([path, "--json"]) == 0
        assert json.loads(capfd.readouterr().out)["file"] == "daftar\ufffd.csv"

    def test_takes_the_sheets_of_an_answer_as_its_mapping(self, capfd: Captured) -> None:
        main(["daftar.csv", "--json"])
        sheets = json.loads(capfd.readouterr().out)["sheets"]
        Path("peta.json").write_text(json.dumps(sheets), encoding="utf-8")
        assert main(["daftar.csv", "--mapping", "peta.json", "--json"]) == 0
        assert json.loads(capfd.readouterr().out)["sheets"] == sheets

    def test_speaks_to_people_where_no_json_is_asked_for(self, capfd: Captured) -> None:
        assert main(["daftar.csv"]) == 0
        out, err = capfd.readouterr()
        assert (out.splitlines()[0], err) == ("daftar.csv: 1 baris orang", "")
