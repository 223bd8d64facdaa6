"""Addresses of reports, of the list of claims, and of what is to be done."""

from payung.config.permissions.row import DINAS, DINAS_AND_INSPECTOR, FIELD_AND_DINAS, OPERATOR, READERS, Row

CLAIMS_REPORTING: tuple[Row, ...] = (
    Row("claims:index", "GET", READERS, "claims of the own part of the map"),
    Row("claims:recap", "GET", DINAS_AND_INSPECTOR, "claims in figures, without a name"),
    Row("claims:worklist", "GET", READERS, "what is to be done of claims, and until when"),
    Row("claims:take", "POST", OPERATOR, "take a claim in hand"),
    Row("claims:reports", "GET", READERS, "what was told of accidents, deaths and losses"),
    Row("claims:new_report", "GET POST", FIELD_AND_DINAS, "tell of an accident, a death or a loss"),
    Row("claims:report", "GET", READERS, "one report"),
    Row("claims:report_find", "POST", FIELD_AND_DINAS, "look for the person of a report; a NIK is not kept"),
    Row("claims:report_person", "POST", FIELD_AND_DINAS, "say who the person of a report is"),
    Row("claims:report_open", "POST", DINAS, "open the claim of a report"),
    Row("claims:report_join", "POST", DINAS, "a report tells the event of a claim that there is"),
    Row("claims:report_aside", "POST", DINAS, "set a report aside with a reason"),
    Row("claims:report_take_up", "POST", DINAS, "take a report up again"),
)
