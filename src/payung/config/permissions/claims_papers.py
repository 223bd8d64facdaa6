"""Addresses of the papers of a claim."""

from payung.config.permissions.row import DINAS, FIELD_AND_DINAS, READERS, Row

CLAIMS_PAPERS: tuple[Row, ...] = (
    Row("claims:papers", "GET", READERS, "which papers a claim needs, and which are there"),
    Row("claims:paper_new", "GET POST", FIELD_AND_DINAS, "bring the scan of a paper"),
    Row("claims:papers_missing", "GET", READERS, "the sheet of missing papers for the family"),
    Row("claims:paper_letters", "GET", DINAS, "letters of the office about a claim"),
    Row("claims:paper_letter", "GET", DINAS, "one letter as Word, without NIK"),
    Row("claims:paper_form", "POST", FIELD_AND_DINAS, "a form filled in, with NIK; recorded"),
    Row("claims:paper", "GET", READERS, "what was said of a scan"),
    Row("claims:paper_scan", "GET", READERS, "the scan itself; who opened it is recorded"),
    Row("claims:paper_accept", "POST", DINAS, "a scan does"),
    Row("claims:paper_return", "POST", DINAS, "a scan does not do, with the reason"),
)
