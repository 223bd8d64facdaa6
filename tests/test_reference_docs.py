"""`payung docs`: pages from the code, and the check that refuses stale ones."""

from datetime import date

import pytest

from payung.config import docs
from payung.intake.states import STEPS
from payung.law.loader import FILES, load


class TestDocs:
    def test_are_fresh_once_written_and_stale_once_touched(self, tmp_path, capsys):
        out = tmp_path / "reference"
        assert docs.main(["--check", "--out", str(out)]) == 1
        assert docs.main(["--out", str(out)]) == 0
        assert docs.main(["--check", "--out", str(out)]) == 0
        page = out / "parameters.md"
        page.write_text(page.read_text("utf-8").replace("6.800", "6.900"), "utf-8")
        capsys.readouterr()
        assert docs.main(["--check", "--out", str(out)]) == 1
        said = capsys.readouterr()
        assert (said.out, "parameters.md is stale" in said.err, "rules.md" in said.err) == ("", True, False)

    def test_are_written_again_byte_for_byte(self):
        assert docs.pages() == docs.pages()

    def test_refuse_arguments_they_do_not_know(self, capsys):
        with pytest.raises(SystemExit) as leaving:
            docs.main(["--fresh"])
        assert leaving.value.code == 2


class TestRulesPage:
    def test_gives_each_rule_its_sentence_source_unit_and_edge(self):
        page = docs.rules_page()
        rule = page.split("### jkm\n")[1].split("###")[0]
        assert "What JKM the death of an active member would leave" in rule
        for fact in (
            "- Source: Permenaker 1/2025 from 24 February 2025",
            "- Unit: paid months",
            "- Edge: registered in January",
        ):
            assert fact in rule

    def test_parts_unit_and_edge_that_share_a_line(self):
        told = docs._told("The rule.\n\nSource: PP 1.   Unit: rupiah.   Edge: the last\nday counts.")
        assert told == ["The rule.", "", "- Source: PP 1.", "- Unit: rupiah.", "- Edge: the last day counts."]


class TestStatesPage:
    def test_holds_every_step_of_every_machine(self):
        page = docs.states_page()
        for step in STEPS:
            assert f"| {step.from_} | {step.event} | {step.to} | {step.who} | {step.because} |" in page


class TestParametersPage:
    @pytest.mark.parametrize("name", FILES)
    def test_holds_every_value_of_every_file(self, name):
        page = docs.parameters_page()
        for key, periods in load(name).values.items():
            section = page.split(f"### {key}\n")[1].split("### ")[0]
            for period in periods:
                assert (
                    f"| {period.from_date} | {period.to_date or ''} | {period.regulation}, {period.article} |"
                    in section
                )
                assert period.source in section

    def test_marks_what_waits_for_verification(self):
        assert "| 33 | 20.200.000 |  | 20.700.000 | 207.000 | ⚠ |" in docs.parameters_page()
        assert "| 1 | 0 | 1.099.000 | 1.000.000 | 10.000 |  |\n" in docs.parameters_page()
        assert str(date(2025, 2, 24)) in docs.parameters_page()


class TestProblemsPage:
    def test_holds_every_code_with_its_message(self):
        page = docs.problems_page()
        for catalogue in (docs.CHECK_PROBLEMS, docs.CASE_PROBLEMS):
            for entry in catalogue.values():
                assert f"| {entry.code} | {entry.level} | {entry.about} | {entry.message} | {entry.remedy} |" in page
