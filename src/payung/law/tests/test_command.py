"""The three commands as a program calls them: exit code, standard output, standard error."""

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


class TestBenefitCommand:
    CASE = {
        "cause": "work",
        "outcome": "death",
        "event_date": "2025-06-01",
        "base_income_rp": 1_000_000,
        "membership": {"registered_on": "2024-01-10", "months_paid": 24, "status": "active"},
    }

    def test_answers_as_contracts_says(self, run):
        children = [{"level": "SMA", "years_left_at_level": 1, "birth_date": "2003-01-01"}]
        code, out, err = run(command.benefit, json.dumps({**self.CASE, "children": children}))
        answer = json.loads(out)
        assert (code, err) == (0, "")
        assert list(answer) == [
            *("regime", "lines", "total_now_rp", "scholarship_total_rp", "scholarship_schedule", "notes"),
            *("for_a_person", "law"),
        ]
        assert answer["regime"] == "PP 82/2019 + Permenaker 1/2025"
        assert answer["lines"][0] == {
            "code": "JKK_DEATH_GRANT",
            "amount_rp": 48_000_000,
            "formula": "60% × 80 × 1.000.000",
            "source": "PP 44/2015 Lampiran manfaat JKK",
        }
        assert (answer["total_now_rp"], answer["scholarship_total_rp"]) == (73_000_000, 3_000_000)
        assert answer["scholarship_schedule"] == [
            {"child": 0, "due_date": "2025-06-01", "level": "SMA", "amount_rp": 3_000_000}
        ]
        assert len(answer["law"]) == 64

    def test_answers_an_array_in_its_order_and_length_with_problems_in_place(self, run):
        late = {**self.CASE, "event_date": "2024-01-09"}
        answers = json.loads(run(command.benefit, json.dumps([self.CASE, late, 7, self.CASE]))[1])
        assert [answer.get("total_now_rp") for answer in answers] == [70_000_000, None, None, 70_000_000]
        assert [[problem["code"] for problem in answer.get("problems", [])] for answer in answers] == [
            [],
            ["EVENT_BEFORE_REGISTRATION"],
            ["CASE_NOT_OBJECT"],
            [],
        ]

    @pytest.mark.parametrize(
        "written, months_rp",
        [
            ("0.1", 100_000),
            ("1.5", 1_500_000),
            ("15e-1", 1_500_000),
            ("0." + "3" * 40, 333_333),
            ("12.000003", 12_000_002),
        ],
    )
    def test_reads_a_fraction_as_it_is_written_and_rounds_once(self, run, written, months_rp):
        """Month 13 counts half, and half a rupiah goes up: 12,000,001.5."""
        case = json.dumps({**self.CASE, "outcome": "recovered", "months_unable": "?"}).replace('"?"', written)
        [line] = json.loads(run(command.benefit, case)[1])["lines"]
        assert (line["code"], line["amount_rp"]) == ("STMB", months_rp)

    @pytest.mark.parametrize(
        "written, code",
        [
            *(("NaN", "TYPE_WRONG"), ("Infinity", "TYPE_WRONG"), ("1e99999999999999999999", "TYPE_WRONG")),
            *(
                ("1e999999999", "NUMBER_TOO_LARGE"),
                ("1e-999999999", "NUMBER_TOO_LARGE"),
                ("0." + "3" * 9_999, "NUMBER_TOO_LARGE"),
            ),
            *(("9" * 9_999, "NUMBER_TOO_LARGE"), ("-0.5", "NUMBER_NEGATIVE")),
        ],
    )
    def test_refuses_a_number_that_is_none_or_would_take_all_day(self, run, written, code):
        case = json.dumps({**self.CASE, "months_unable": "?"}).replace('"?"', written)
        [problem] = json.loads(run(command.benefit, case)[1])["problems"]
        assert (problem["code"], problem["field"]) == (code, "months_unable")

    def test_says_which_number_a_file_of_law_lacks(self):
        law = load("benefit")
        holed = Law(file=law.file, hash=law.hash, values={**law.values, "funeral_rp": ()})
        problem = command.benefit_to(self.CASE, law=holed, cover_law=load("cover"))["problems"][0]
        assert (problem["code"], problem["field"]) == ("LAW_MISSING", "event_date")
        assert "benefit.yaml: funeral_rp has no value on" in problem["message"]


class TestStart:
    def test_of_one_case_needs_neither_numpy_nor_django(self):
        script = (
            "import io, sys; sys.stdin = io.TextIOWrapper(io.BytesIO(b'[]')); from payung.config.command import main;"
            "code = main(['benefit']); sys.exit(code or any(name in sys.modules for name in ('numpy', 'django')))"
        )
        assert subprocess.run([sys.executable, "-c", script], check=False, capture_output=True).returncode == 0
