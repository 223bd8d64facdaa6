"""Addresses of the family of a claim, and of scholarships."""

from payung.config.permissions.row import DINAS, HEAD, READERS, Row

CLAIMS_FAMILY: tuple[Row, ...] = (
    Row("claims:family", "GET", READERS, "the family of a claim, and who inherits"),
    Row("claims:family_take", "POST", DINAS, "take heirs and children from the person's page"),
    Row("claims:family_add", "GET POST", DINAS, "add somebody of the family"),
    Row("claims:family_receivers", "POST", DINAS, "say to whom the money goes"),
    Row("claims:family_member", "GET POST", DINAS, "mend what was written of one of the family"),
    Row("claims:family_take_off", "POST", DINAS, "take somebody off the family, with a reason"),
    Row("claims:family_put_back", "POST", DINAS, "put somebody back who was taken off"),
    Row("claims:scholarships", "GET", READERS, "what is due of all scholarships"),
    Row("claims:claim_scholarships", "GET", READERS, "the scholarships of one claim, year by year"),
    Row("claims:scholarship_plan", "GET POST", DINAS, "say where children are at school, and plan their years"),
    Row("claims:scholarship", "GET", DINAS, "the scholarship of one child, to be put right or ended"),
    Row("claims:scholarship_year", "GET", DINAS, "one year of a child, to be recorded"),
    Row("claims:scholarship_ask", "POST", DINAS, "record that BPJS was asked for a year"),
    Row("claims:scholarship_pay", "POST", DINAS, "record that BPJS paid a year"),
    Row("claims:scholarship_drop", "POST", DINAS, "leave a year out, with a reason"),
    Row("claims:scholarship_reopen", "POST", DINAS, "take a year back, with a reason"),
    Row("claims:scholarship_mend", "POST", DINAS, "put a child's path right: a level repeated or skipped"),
    Row("claims:scholarship_keep", "POST", HEAD, "decide that a child that works keeps its scholarship"),
    Row("claims:scholarship_end", "POST", DINAS, "end a scholarship"),
    Row("claims:scholarship_resume", "POST", DINAS, "take an end back"),
)
