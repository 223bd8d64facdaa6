"""The two commands as a program calls them: exit code, standard output, standard error."""

import io
import json
import subprocess
import sys

import pytest

from payung.law import command
from payung.law.dated import Law
from payung.law.loader import load

CASE = {"month": "2025-05", "income_rp": 1_000_000, "sector": "other", "payer": "self", "schemes": ["JKK", "JKM"]}


@pytest.fixture
def run(monkeypatch, capsys):
    def running(function, given, argv=()):
        data = given if isinstance(given, bytes) else given.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        code = function(list(argv))
        said = capsys.readouterr()
        return code, said.out, said.err

    return running


class TestContributionCommand:
    def test_answers_an_object_with_an_object_as_contracts_says(self, run):
        code, out, err = run(command.contribution, json.dumps(CASE))
        answer = json.loads(out)
        assert (code, err) == (0, "")
        assert list(answer) == ["lines", "total_rp", "uncertain", "law"]
        assert [list(line) for line in answer["lines"]] == [["code", "amount_rp", "source", "explanation"]] * 2
        assert (answer["total_rp"], answer["law"]) == (16_800, load("contribution").hash)

    def test_answers_an_array_in_its_order_and_length_with_problems_in_place(self, run):
        cases = [{**CASE, "income_rp": 1_100_000}, {**CASE, "income_rp": -1}, 7, CASE]
        code, out, _ = run(command.contribution, json.dumps(cases))
        answers = json.loads(out)
        assert code == 0
        assert [answer.get("total_rp") for answer in answers] == [18_800, None, None, 16_800]
        assert [len(answer.get("problems", [])) for answer in answers] == [0, 1, 1, 0]

    def test_answers_an_empty_array_with_one(self, run):
        assert run(command.contribution, "[]") == (0, "[]\n", "")

    def test_reads_the_constants_and_long_numbers_that_json_writers_let_slip(self, run):
        text = json.dumps([CASE] * 4).replace("1000000", "NaN", 1).replace("1000000", "-Infinity", 1)
        text = text.replace("1000000", "9" * 5_000, 1).replace("1000000", "-" + "9" * 5_000, 1)
        code, out, _ = run(command.contribution, text)
        codes = [answer["problems"][0]["code"] for answer in json.loads(out)]
        assert (code, codes) == (0, ["TYPE_WRONG", "TYPE_WRONG", "SUM_TOO_LARGE", "SUM_NEGATIVE"])

    def test_reads_past_a_byte_order_mark(self, run):
        assert run(command.contribution, b"\xef\xbb\xbf" + json.dumps(CASE).encode())[0] == 0

    @pytest.mark.parametrize(
        "given",
        ["", "  \n", "{", '{"month": 2026-05}', "[1,]", b"\xff\xfe{\x00}\x00", "[" * 100_000, "{} {}", "nonsense"],
    )
    def test_cannot_run_without_whole_json(self, run, given):
        code, out, err = run(command.contribution, given)
        assert (code, out) == (2, "")
        assert (err.count("\n"), err.startswith("payung contribution: masukan standar")) == (1, True)

    def test_takes_no_arguments(self, run):
        code, out, err = run(command.contribution, "{}", argv=["--json"])
        assert (code, out, err.count("\n")) == (2, "", 1)

    def test_says_which_number_a_file_of_law_lacks(self):
        law = load("contribution")
        holed = Law(
            file=law.file, hash=law.hash, values={key: value for key, value in law.values.items() if key != "jkm_rp"}
        )
        problem = command.contribution_to(CASE, law=holed)["problems"][0]
        assert problem["code"] == "LAW_MISSING"
        assert "contribution.yaml: jkm_rp is not there" in problem["message"]


class TestCoverCommand:
    def test_answers_as_contracts_says(self, run):
        case = {
            "registered_on": "2026-01-05",
            "paid_months": ["2026-01", {"month": "2026-02", "paid_on": "2026-03-03"}],
            "on": "2026-05-10",
        }
        code, out, err = run(command.cover, json.dumps(case))
        answer = json.loads(out)
        explanation = answer.pop("explanation")
        assert (code, err) == (0, "")
        assert answer == {
            "status": "unpaid",
            "unpaid_months": 2,
            "jkk": "uncertain",
            "jkm": "uncertain",
            "scholarship_jkm": False,
            "law": load("cover").hash,
        }
        assert all(isinstance(sentence, str) for sentence in explanation)

    def test_cannot_run_on_nothing(self, run):
        assert run(command.cover, "")[:2] == (2, "")

    def test_says_which_number_a_file_of_law_lacks(self):
        law = load("cover")
        holed = Law(file=law.file, hash=law.hash, values={**law.values, "doubt_months": ()})
        problem = command.cover_to({"registered_on": "2026-01-05", "paid_months": [], "on": "2026-05-10"}, law=holed)[
            "problems"
        ][0]
        assert (problem["code"], problem["field"]) == ("LAW_MISSING", "on")
        assert "cover.yaml: doubt_months has no value on 2026-05-10" in problem["message"]


class TestStart:
    def test_of_one_case_needs_neither_numpy_nor_django(self):
        script = (
            "import io, sys; sys.stdin = io.TextIOWrapper(io.BytesIO(b'[]')); from payung.config.command import main;"
            "code = main(['cover']); sys.exit(code or any(name in sys.modules for name in ('numpy', 'django')))"
        )
        assert subprocess.run([sys.executable, "-c", script], check=False, capture_output=True).returncode == 0
