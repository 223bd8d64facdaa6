"""Who may do what with every address of the site: the table an auditor reads, and tests/pages holds the site to.

One row for each name in the URL configuration. `methods` is what the address answers (GET stands for HEAD too), all
else is 405; `roles` is what its view asks for with `@permit`, or PUBLIC. Which part of the map a role sees is decided
by the actor's scope inside the room. Files of style and script (/static/) are public and served before any of this.
"""

from dataclasses import dataclass

from payung.accounts.rules import Role

PUBLIC: frozenset[Role] = frozenset()
SIGNED_IN = frozenset(Role)
OPERATOR, HEAD = frozenset({Role.OPERATOR}), frozenset({Role.HEAD})
DINAS = OPERATOR | HEAD
FIELD = frozenset({Role.DESA_OFFICER, Role.KECAMATAN_OFFICER})
SENDERS = FIELD | OPERATOR
FIELD_AND_DINAS = FIELD | DINAS
DINAS_AND_INSPECTOR = DINAS | {Role.INSPECTOR}
READERS = FIELD_AND_DINAS | {Role.INSPECTOR}
OFFICES = READERS | {Role.PPTK, Role.ADMINISTRATOR}


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    methods: str
    roles: frozenset[Role]
    what: str


PERMISSIONS = (
    # Signing in and out
    Row("account_login", "GET POST", PUBLIC, "sign in"),
    Row("account_logout", "POST", PUBLIC, "sign out"),
    Row("account", "GET POST", SIGNED_IN, "one's own account and password"),
    # What anyone may use
    Row("set_language", "POST", PUBLIC, "Indonesian or English"),
    Row("desk:home", "GET", PUBLIC, "front page"),
    Row("desk:contribution", "GET", PUBLIC, "what a month costs"),
    Row("desk:cover", "GET", PUBLIC, "whether someone is covered"),
    # A visitor's own list, found only with the cookie of whoever dropped it
    Row("intake:new", "GET POST", PUBLIC, "drop a list to be checked"),
    Row("intake:paste", "GET POST", PUBLIC, "paste a list to be checked"),
    Row("intake:example", "GET", PUBLIC, "an empty list to fill in"),
    Row("intake:list", "GET", PUBLIC, "what the check found"),
    Row("intake:marked", "GET", PUBLIC, "the list, marked"),
    Row("intake:remove", "POST", PUBLIC, "take the list away"),
    Row("intake:retry", "POST", PUBLIC, "check the list once more"),
    Row("intake:rows", "GET", PUBLIC, "its rows by what is to be done"),
    # A person, found and shown
    Row("desk:search", "GET", READERS, "persons by a whole NIK, KK, phone, name or receipt code"),
    Row("desk:candidate", "GET", READERS, "the person that a candidate is; where that is still asked, the question"),
    Row("desk:person", "GET", READERS, "one person; a person joined to another is read as that one"),
    Row(
        "desk:reveal",
        "POST",
        FIELD_AND_DINAS,
        "the NIK in clear on this answer alone, with its reason in the audit chain",
    ),
    Row("desk:child", "POST", FIELD_AND_DINAS, "a child is named"),
    Row(
        "desk:heirs", "GET POST", FIELD_AND_DINAS, "who the heirs are, all at once: what is left out is no longer named"
    ),
    # Lists for a programme, and the candidates in them
    Row("intake:files", "GET", OFFICES, "which lists have come for a programme, and what still waits in each"),
    Row("intake:receive", "GET POST", SENDERS, "a list is received for a programme"),
    Row("intake:file", "GET", OFFICES, "a list as it stands: being imported, imported, refused, or broken off"),
    Row("intake:file_waiting", "GET", OFFICES, "the rows of the list that wait now, and what may be decided of them"),
    Row("intake:file_marked", "GET", OFFICES, "the marked workbook, for its sender"),
    Row(
        "intake:file_letter",
        "GET",
        OFFICES,
        "the scanned cover letter, to be saved: nothing of it is shown in the page",
    ),
    Row("intake:file_retry", "POST", SENDERS, "an import that broke goes on"),
    Row("intake:file_settle", "POST", OPERATOR, "a person decides about one row"),
    Row("intake:file_settle_all", "POST", OPERATOR, "a person decides about all rows that wait for one question alone"),
    Row("intake:file_rows", "GET", OFFICES, "one of the four heaps of the check, each row with what it has come to"),
    Row(
        "intake:candidates",
        "GET",
        OFFICES,
        "a hundred candidates a page, sought by name or receipt code, within one's own map",
    ),
    Row("intake:candidates_workbook", "GET", OFFICES, "all of them as .xlsx"),
    # Who is who
    Row("matching:index", "GET", READERS, "questions that wait, that were answered, or went back to their senders"),
    Row("matching:download", "GET", READERS, "the same list as a workbook"),
    Row("matching:joins", "GET", READERS, "persons that were said to be one"),
    Row("matching:join", "GET POST", DINAS, "two persons side by side, and that they are one"),
    Row("matching:part", "GET POST", DINAS, "a join is taken back"),
    Row("matching:question", "GET POST", READERS, "both sides of a question, and its answer"),
    Row("matching:undo", "POST", DINAS, "the answer is taken back"),
)
