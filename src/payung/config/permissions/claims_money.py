"""Addresses of what the law owes and what BPJS paid."""

from payung.config.permissions.row import DINAS, DINAS_AND_INSPECTOR, HEAD, OPERATOR, READERS, Row

CLAIMS_MONEY: tuple[Row, ...] = (
    Row("claims:computation", "GET", READERS, "what a claim owes line by line, what was paid, and the difference"),
    Row("claims:compute", "POST", OPERATOR, "store what the record leads to; the officer of the claim only"),
    Row("claims:approve_computation", "POST", HEAD, "approve a computation that somebody else made"),
    Row("claims:payment_new", "GET POST", OPERATOR, "record what BPJS paid"),
    Row("claims:confirm_paid", "POST", OPERATOR, "the family has what the branch reported"),
    Row("claims:compare_payment", "POST", DINAS, "compare paid with owed once more"),
    Row("claims:difference_accept", "POST", DINAS, "accept a difference, with a reason; not who opened it"),
    Row("claims:payment_scan", "GET", DINAS_AND_INSPECTOR, "the proof of a payment; who took it is recorded"),
    Row("claims:compensation_letter", "GET", DINAS, "the letter that asks for 1 % a day"),
    Row("claims:branch_reports", "GET", DINAS_AND_INSPECTOR, "what the branch of BPJS reports of claims"),
    Row("claims:branch_report_new", "GET POST", OPERATOR, "take in a report of the branch"),
    Row("claims:branch_report", "GET", DINAS_AND_INSPECTOR, "one report, line by line, and what came of each"),
    Row("claims:branch_report_again", "POST", OPERATOR, "hold what waits against our claims once more"),
    Row("claims:branch_line", "GET", DINAS_AND_INSPECTOR, "one line of a report, both sides"),
    Row("claims:branch_line_take", "POST", OPERATOR, "say of which claim a line is; its money is recorded"),
    Row("claims:branch_line_open", "POST", OPERATOR, "open the claim that a line tells of"),
    Row("claims:branch_line_leave", "POST", OPERATOR, "say that a line is nothing of ours, with a reason"),
    Row("claims:branch_line_reopen", "POST", OPERATOR, "a line waits again, with a reason"),
)
