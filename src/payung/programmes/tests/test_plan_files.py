"""A whole programme in one file: read whole, or refused with everything that is wrong, each at its place."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from payung.programmes import load, queries
from payung.programmes.plan_files import known, read_plan, shipped_criteria
from payung.programmes.rules.criteria import differences
from payung.programmes.rules.plan import ProgrammeRefused
from payung.programmes.rules.setup import Audience, CriterionKind, FundKind, QuotaFacts, QuotaKind, Unmet

GOOD = """
kabupaten: 63.02
code: 2027
name: Perlindungan pekerja rentan 2027
first_month: 2027-01
last_month: 2027-12
registration_date: 2027-01-01
funds:
  - {code: apbd, kind: apbd, name: APBD 2027, ceiling_rp: "604.800.000"}
  - {code: sawit, kind: dbh_sawit, name: DBH Sawit, ceiling_rp: 20160000, occupations: [petani, pekebun]}
quotas: {programme: 3000, desa: {63.02.06.2012: 40}, occupation: {nelayan: 500}}
needs: {source: Rekap musdes, desa: {63.02.06.2012: 60}}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "program.yaml"


def read(file: Path, text: str):
    file.write_text(text, encoding="utf-8")
    return read_plan(file, kabupaten="63.02")


class TestReadPlan:
    def test_reads_days_and_months_in_quotes_too(self, file: Path) -> None:
        quoted = GOOD.replace("2027-01-01", '"2027-01-01"').replace(
            "first_month: 2027-01\n", 'first_month: "2027-01 "\n'
        )
        plan = read(file, quoted)
        assert (plan.registration_date, plan.first_month.text) == (date(2027, 1, 1), "Januari 2027")

    def test_refuses_a_day_in_quotes_that_is_none(self, file: Path) -> None:
        with pytest.raises(ProgrammeRefused, match="isi tanggal seperti 2027-01-31"):
            read(file, GOOD.replace("registration_date: 2027-01-01", 'registration_date: "31/12/2027"'))

    def test_reads_what_is_there(self, file: Path) -> None:
        plan = read(file, GOOD)
        assert (plan.code, plan.registration_date, plan.conditions) == ("2027", date(2027, 1, 1), None)
        assert [(fund.kind, fund.ceiling_rp) for fund in plan.funds] == [
            (FundKind.APBD, 604_800_000),
            (FundKind.DBH_SAWIT, 20_160_000),
        ]
        assert QuotaFacts(kind=QuotaKind.DESA, key="63.02.06.2012", places=40) in plan.quotas
        assert plan.needs == (("63.02.06.2012", 60),)

    def test_says_all_that_is_wrong_and_where(self, file: Path) -> None:
        wrong = GOOD.replace("2027-12", "2027-13").replace("dbh_sawit", "dbh_kelapa").replace("604.800.000", "604.80")
        with pytest.raises(ProgrammeRefused) as refused:
            read(file, wrong + "quota: {programme: 1}\n")
        said = "\n".join(refused.value.sentences)
        assert len(refused.value.sentences) == 4
        for place in ("last_month:", "funds[2].kind:", "funds[1].ceiling_rp:", "quota: tidak dikenal"):
            assert place in said

    def test_refuses_the_file_of_another_kabupaten(self, file: Path) -> None:
        with pytest.raises(ProgrammeRefused, match=r"kabupaten: berkas ini untuk 63\.10"):
            read(file, GOOD.replace("63.02\n", "63.10\n", 1))

    def test_reads_criteria_of_its_own(self, file: Path) -> None:
        own = "criteria: {entering: {alive: {}, desil: {at_most: 4, unmet: asks}}}\nweights: {desil: {1: 9}}\n"
        plan = read(file, GOOD + own)
        assert plan.conditions is not None
        assert [(one.kind, one.at_most, one.unmet) for one in plan.conditions] == [
            (CriterionKind.ALIVE, None, Unmet.REFUSES),
            (CriterionKind.DESIL, 4, Unmet.ASKS),
        ]
        assert plan.weights is not None
        assert [(one.key, one.points) for one in plan.weights] == [("1", 9)]

    @pytest.mark.parametrize(
        ("criteria", "why"),
        [
            ("{age: {}}", "at_least atau at_most"),
            ("{age: {at_least: 65, at_most: 18}}", "lebih besar"),
            ("{desil: {at_most: 11}}", "antara 1 dan 10"),
            ("{alive: {at_most: 1}}", "tidak memakai batas"),
            ("{most_per_kk: {at_least: 1, at_most: 2}}", "hanya memakai at_most"),
            ("{alife: {}}", "criteria.entering.alife: tidak dikenal"),
            ("{alive: {unmet: perhaps}}", "pilih salah satu"),
        ],
    )
    def test_refuses_a_criterion_that_says_nothing(self, file: Path, criteria: str, why: str) -> None:
        with pytest.raises(ProgrammeRefused, match=why):
            read(file, f"{GOOD}criteria: {{entering: {criteria}}}\n")


class TestShippedCriteria:
    def test_agree_with_the_limits_of_the_check(self) -> None:
        """Two keys of one file speak of the age; a list must not pass the check and then fail the criteria."""
        limits = load.limits()
        (age,) = (one for one in shipped_criteria()[0] if one.kind is CriterionKind.AGE)
        assert (age.audience, age.at_least, age.at_most) == (Audience.ENTERING, limits.age_from, limits.age_below - 1)

    def test_name_occupations_that_there_are(self) -> None:
        keys = {one.key for one in shipped_criteria()[1] if one.kind == "occupation"}
        assert keys <= known("63.02").occupations

    def test_say_where_each_comes_from(self) -> None:
        """Every line of the shipped criteria and weights bears its source (law.md, DESIGN)."""
        text = (Path(load.__file__).parent / "data" / "programme.yaml").read_text(encoding="utf-8")
        lines = text[text.index("criteria:") :].splitlines()
        said = [line for line in lines if line.startswith("    ") and "{" in line]
        assert said
        assert [line for line in said if "law.md" not in line] == []


class TestDifferences:
    def test_are_told_in_words(self) -> None:
        conditions, weights = shipped_criteria()
        fewer = [one for one in conditions if one.kind is not CriterionKind.NOT_WAGE_EARNER]
        changes = differences(before=(conditions, weights), after=(fewer, weights[1:]))
        assert [(one.what, one.before, one.after) for one in changes] == [
            ("peserta baru: bukan penerima upah (PU)", "diminta; bila tidak, diputuskan orang", None),
            ("peserta yang melanjutkan: bukan penerima upah (PU)", "diminta; bila tidak, diputuskan orang", None),
            ("bobot desil 1", "50 angka", None),
        ]

    def test_are_none_where_only_the_order_differs(self) -> None:
        conditions, weights = shipped_criteria()
        assert differences(before=(conditions, weights), after=(conditions[::-1], weights[::-1])) == []


@pytest.mark.django_db
class TestCommand:
    def test_opens_the_programme_of_a_file_once(self, file: Path) -> None:
        file.write_text(GOOD, encoding="utf-8")
        told = StringIO()
        call_command("programme", "open", str(file), stdout=told)
        assert "Program 2027 dibuka." in told.getvalue()
        programme = queries.programme(kabupaten="63.02", code="2027")
        assert programme is not None
        assert len(queries.funds(programme_id=programme.id)) == 2
        with pytest.raises(CommandError, match="sudah ada"):
            call_command("programme", "open", str(file))

    def test_stores_nothing_of_a_file_with_a_fault(self, file: Path) -> None:
        file.write_text(GOOD.replace("nelayan", "astronaut"), encoding="utf-8")
        with pytest.raises(CommandError, match="astronaut"):
            call_command("programme", "open", str(file))
        assert queries.programmes(kabupaten="63.02") == ()
