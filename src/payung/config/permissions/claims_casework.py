"""Addresses of one claim: its page, its steps, its answers and its facts."""

from payung.config.permissions.row import DINAS, DINAS_AND_INSPECTOR, READERS, Row

CLAIMS_CASEWORK: tuple[Row, ...] = (
    Row("claims:claim", "GET", READERS, "where a claim stands and what is next, cover on its day, all that happened"),
    Row("claims:facts", "GET POST", DINAS, "the facts of a claim from which the law computes"),
    Row("claims:answers", "GET POST", DINAS, "the five questions of a death"),
    Row("claims:step", "GET POST", DINAS, "one step of a claim, with its day, letter and note"),
    Row("claims:confirm_death", "GET POST", DINAS, "a death is certain by its document: the membership ends"),
    Row("claims:take_back", "POST", DINAS, "it was no death: the membership runs again"),
    Row("claims:found_alive", "POST", DINAS, "somebody told dead or lost lives: the claim is withdrawn"),
    Row("claims:letter", "GET", DINAS_AND_INSPECTOR, "the letter of a step of a claim"),
    Row("claims:death_paper", "GET", DINAS_AND_INSPECTOR, "the document of a death that is certain"),
)
