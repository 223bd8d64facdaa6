"""Addresses of answers of BPJS."""

from payung.config.permissions.row import DINAS, DINAS_AND_INSPECTOR, Row

ANSWERS: tuple[Row, ...] = (
    Row("enrolment:answers", "GET", DINAS_AND_INSPECTOR, "what BPJS has not answered, and the answers that came"),
    Row("enrolment:answer_new", "GET POST", DINAS, "an answer comes in, in whatever layout"),
    Row("enrolment:answer_queue", "GET", DINAS_AND_INSPECTOR, "rows of answers that wait for a person"),
    Row("enrolment:answer_reasons", "GET", DINAS_AND_INSPECTOR, "what words of BPJS mean, as people said"),
    Row("enrolment:answer_learn", "POST", DINAS, "words of BPJS mean this from now on"),
    Row(
        "enrolment:answer_row", "GET POST", DINAS_AND_INSPECTOR, "a row beside our line, and its decision", posts=DINAS
    ),
    Row("enrolment:answer", "GET", DINAS_AND_INSPECTOR, "what came of an answer, and each of its rows"),
    Row("enrolment:answer_columns", "GET POST", DINAS, "what the columns are that were not recognised"),
    Row("enrolment:answer_again", "POST", DINAS, "an answer whose reading broke off goes on"),
)
