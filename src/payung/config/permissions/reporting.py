"""Addresses of reports and papers."""

from payung.accounts.rules import Role
from payung.config.permissions.row import DINAS, MONEY, Row

_REPORTS = MONEY | {Role.LEADERSHIP}
_INSPECTORS = DINAS | {Role.INSPECTOR}

REPORTING: tuple[Row, ...] = (
    Row("contributions:reports", "GET", _REPORTS, "which reports there are"),
    Row("contributions:recap", "GET", _REPORTS, "heads by place, work, sex, desil, fund and status; Excel and PDF"),
    Row("contributions:budget", "GET", _REPORTS, "the budget card; Excel and PDF"),
    Row("contributions:half_year", "GET", _REPORTS, "the Bupati's report of a half year; Excel and PDF"),
    Row("contributions:gap", "GET", MONEY, "who lapses in how many days, by fund and reason; Excel and PDF"),
    Row("contributions:gap_people", "GET", MONEY, "the people of it; Excel"),
    Row("contributions:treasurer_letter", "GET", MONEY, "the letter about it, Word"),
    Row("contributions:package", "GET", MONEY, "whether the papers of a bill say one sum"),
    Row(
        "contributions:make_package",
        "POST",
        MONEY - {Role.INSPECTOR},
        "print them; with whole NIKs by operator and head",
    ),
    Row("contributions:package_letter", "GET", MONEY, "one of its letters, Word"),
    Row("contributions:bundle", "GET POST", _INSPECTORS, "all evidence of a programme for an inspector, with a reason"),
    Row("contributions:paper", "GET", MONEY, "a paper that is made or being made"),
    Row("contributions:take_paper", "GET", MONEY, "take it home; recorded"),
)
