"""Every small list beside this file is answered as its truth says. Lists and truths are made by `make_lists.py`."""

import hashlib
import json
import subprocess
import sys
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest

from lists.comparing import HERE, answer_of, differences, run_check
from lists.making.codes import LEVELS

TRUTHS = sorted(path.stem for path in (HERE / "truth").glob("*.json"))
CODES = """
FILE_UNREADABLE FILE_LOCKED FILE_EMPTY FILE_TOO_LARGE FILE_HOSTILE HEADER_NOT_FOUND COLUMN_MISSING COLUMNS_SWAPPED
NIK_MISSING NIK_LENGTH NIK_NOT_DIGITS NIK_PRECISION_LOST NIK_BIRTH_DATE_IMPOSSIBLE NIK_SERIAL_ZERO NIK_EQUALS_KK
NIK_PROVINCE_IMPOSSIBLE NIK_PRECISION_DOUBTFUL NIK_BIRTH_DATE_MISMATCH NIK_SEX_MISMATCH NIK_SHARED
NIK_OTHER_KABUPATEN NIK_REGION_UNKNOWN NIK_AS_NUMBER NIK_TWICE_FIRST NIK_TWICE_IN_FILE KK_MISSING KK_UNREADABLE
PHONE_UNREADABLE NAME_MISSING NAME_DECEASED_MARK BIRTH_DATE_IMPOSSIBLE BIRTH_DATE_FUTURE DATE_ORDER_UNCLEAR PERSON_ALIKE
PHONE_SHARED AGE_OVER_LIMIT AGE_UNDER_LIMIT AGE_OVER_LIMIT_CONTINUING AGE_BELOW_PROGRAMME DESA_MISSING DESA_UNKNOWN
DESA_AMBIGUOUS DESA_NOT_IN_KECAMATAN OCCUPATION_MISSING OCCUPATION_NOT_COVERED OCCUPATION_DOUBTFUL OCCUPATION_UNKNOWN
CELL_FORMULA_BROKEN INSURER_FIELD_MISSING NIK_CLEANED NAME_TITLE_SEPARATED DATE_READ_AS BIRTH_DATE_FROM_NIK PHONE_CLEANED
""".split()  # noqa: SIM905 (as the table of the contract reads)


class TestTheFolder:
    @pytest.mark.parametrize("code", CODES)
    def test_holds_a_list_for_every_code_of_the_contract_that_owes_it(self, code: str) -> None:
        text = (HERE / "truth" / f"{code}.json").read_text(encoding="utf-8")
        truth = json.loads(text)
        assert (HERE / truth["file"]).exists()
        assert f'"{code}"' in text or f'"{code}@' in text

    def test_types_the_same_codes_in_its_maker_as_here(self) -> None:
        assert sorted(LEVELS) == sorted(CODES)

    def test_is_what_its_maker_makes(self, tmp_path: Path) -> None:
        """A truth mended by hand, or a list made by another version of the maker, would guard nothing."""
        subprocess.run([sys.executable, "-m", "lists.make_lists", "--into", tmp_path], check=True, cwd=HERE.parent)
        kept = {
            p.name
            for place in (HERE, HERE / "truth", HERE / "with")
            for p in place.glob("*.*")
            if p.suffix not in {".py", ".pyc", ".md"}
        }
        made = [path for path in tmp_path.rglob("*.*") if path.is_file()]
        assert kept == {path.name for path in made}
        stale = [path.name for path in made if contents(path) != contents(HERE / path.relative_to(tmp_path))]
        assert stale == []


def contents(path: Path) -> object:
    """The bytes of a file; of a zip its parts, so that another zlib is not another file."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class TestCheck:
    @pytest.mark.parametrize("name", TRUTHS)
    def test_answers_a_list_as_its_truth_says(self, name: str) -> None:
        truth = json.loads((HERE / "truth" / f"{name}.json").read_text(encoding="utf-8"))
        answer = answer_of(truth["file"], *truth["arguments"])
        assert differences(truth, answer) == [], truth["edge"]

    def test_names_the_file_without_its_folder_and_its_sha256(self) -> None:
        """As another program would call it: JSON on standard output is all that is there."""
        done = run_check(str(HERE / "clean.csv"), "--json")
        answer = json.loads(done.stdout)
        assert (done.returncode, answer["file"]) == (0, "clean.csv")
        assert answer["sha256"] == hashlib.sha256((HERE / "clean.csv").read_bytes()).hexdigest()

    def test_summary_leaves_out_the_rows_and_nothing_else(self) -> None:
        whole = answer_of("KK_MISSING.xlsx", "--on", "2026-11-02")
        short = answer_of("KK_MISSING.xlsx", "--on", "2026-11-02", "--summary")
        assert short == {key: value for key, value in whole.items() if key != "rows"}

    @pytest.mark.parametrize("days, codes", [(-2, ["AGE_OVER_LIMIT"]), (2, [])])
    def test_counts_age_on_today_where_no_day_is_given(self, days: int, codes: list[str], tmp_path: Path) -> None:
        """Two days either side of a sixty-fifth birthday: no zone and no midnight in between can matter."""
        today = date.today()
        born = date(today.year - 65, today.month, min(today.day, 28)) + timedelta(
            days=days + today.day - min(today.day, 28)
        )
        line = f"6302{'06'}{born:%d%m%y}0017,6302060405121002,Basri Mappa,L,{born:%d/%m/%Y},Semayap,Nelayan"
        (tmp_path / "hari-ini.csv").write_text(
            f"NIK,NO KK,NAMA,L/P,TANGGAL LAHIR,DESA,PEKERJAAN\n{line}\n", encoding="utf-8"
        )
        (row,) = answer_of("hari-ini.csv", cwd=tmp_path)["rows"]
        assert [problem["code"] for problem in row["problems"]] == codes


CANNOT_RUN = {
    "a file that is not there": ("tidak-ada.xlsx",),
    "no file at all": (),
    "a day that is no day": ("clean.csv", "--on", "2026-02-30"),
    "a day not written as ISO": ("clean.csv", "--on", "02/11/2026"),
    "an option nobody knows": ("clean.csv", "--warna", "merah"),
    "a mapping that is no JSON": ("clean.csv", "--mapping", "with/mapping-broken.json"),
    "a mapping of another shape": ("clean.csv", "--mapping", "truth/clean.json"),
    "a mapping that is not there": ("clean.csv", "--mapping", "with/tidak-ada.json"),
    "a programme that is no YAML": ("clean.csv", "--programme", "with/programme-broken.yaml"),
    "a programme of another shape": ("clean.csv", "--programme", "with/programme-other-shape.yaml"),
    "a programme that is not there": ("clean.csv", "--programme", "with/tidak-ada.yaml"),
    "members that are not there": ("clean.csv", "--members", "with/tidak-ada.txt"),
    "an option without its word": ("clean.csv", "--on"),
}


class TestCheckThatCannotRun:
    @pytest.mark.parametrize("arguments", CANNOT_RUN.values(), ids=CANNOT_RUN.keys())
    def test_exits_with_2_one_line_for_a_person_and_nothing_for_a_program(self, arguments: tuple[str, ...]) -> None:
        done = run_check(*arguments, "--json")
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1), done.stderr
