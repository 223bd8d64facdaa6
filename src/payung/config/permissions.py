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
    posts: frozenset[Role] | None = None  # who may POST, where that is fewer than may look

    def may(self, method: str) -> frozenset[Role]:
        return self.posts if method == "POST" and self.posts is not None else self.roles


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
    Row(
        "desk:search",
        "GET POST",
        READERS,
        "persons by a whole NIK, KK, phone, name or receipt code; asked by POST, for addresses are logged",
    ),
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
    Row("intake:file_marked", "GET", FIELD_AND_DINAS, "the marked workbook, for its sender; recorded: it holds NIKs"),
    Row(
        "intake:file_letter",
        "GET",
        FIELD_AND_DINAS,
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
    Row("matching:joins_download", "GET", READERS, "the same joins as a workbook"),
    Row("matching:join", "GET POST", DINAS, "two persons side by side, and that they are one"),
    Row("matching:part", "GET POST", DINAS, "a join is taken back"),
    Row("matching:question", "GET POST", READERS, "both sides of a question, and its answer", posts=DINAS),
    Row("matching:undo", "POST", DINAS, "the answer is taken back"),
    # More of a person, and the audit chain
    Row(
        "desk:child_off",
        "GET POST",
        FIELD_AND_DINAS,
        "a child that was named by mistake comes off the page, with the reason",
    ),
    Row(
        "desk:correct",
        "GET POST",
        FIELD_AND_DINAS,
        "what was written of the person is put right, with the reason; old and new are kept",
    ),
    Row(
        "desk:audit",
        "GET",
        frozenset({Role.HEAD, Role.INSPECTOR, Role.ADMINISTRATOR}),
        "acts, the latest first; with `periksa` the whole chain is gone through",
    ),
    # Programmes
    Row(
        "programmes:index",
        "GET",
        frozenset({Role.OPERATOR, Role.HEAD, Role.PPTK, Role.PPK_SKPD, Role.TREASURER, Role.INSPECTOR}),
        "all programmes of the kabupaten, the latest first",
    ),
    Row("programmes:new", "GET POST", DINAS, "a programme is opened with the shipped criteria"),
    Row(
        "programmes:programme",
        "GET",
        frozenset({Role.OPERATOR, Role.HEAD, Role.PPTK, Role.PPK_SKPD, Role.TREASURER, Role.INSPECTOR}),
        "all that is stored of a programme",
    ),
    Row("programmes:fund", "GET POST", DINAS, "a fund, new or changed (`?kode=`)"),
    Row("programmes:quota", "GET POST", DINAS, "the most places for somebody, new or changed"),
    Row("programmes:agreement", "GET POST", DINAS, "the PKS"),
    Row("programmes:calendar", "GET POST", DINAS, "the days of the budget year"),
    Row("programmes:holidays", "GET POST", DINAS, "days off, which deadlines in working days pass over"),
    Row("programmes:needs", "GET POST", DINAS, "what each desa says it needs"),
    Row("programmes:criteria", "GET POST", DINAS, "a new version: first what it changes is shown, then it is stored"),
    # Who is eligible, and what other registers say
    Row("eligibility:index", "GET", DINAS_AND_INSPECTOR, "all programmes, with their latest run"),
    Row(
        "eligibility:programme",
        "GET",
        DINAS_AND_INSPECTOR,
        "the latest run: counts by verdict and by reason, and the people asked for",
    ),
    Row("eligibility:download", "GET", DINAS_AND_INSPECTOR, "the people asked for, as a workbook without NIK"),
    Row(
        "eligibility:judge",
        "POST",
        DINAS,
        "everybody proposed is judged: few at once, many by a worker",
    ),
    Row("eligibility:judging", "GET", DINAS, "how far the worker is that judges"),
    Row(
        "eligibility:person",
        "GET POST",
        DINAS_AND_INSPECTOR,
        "why somebody is or is not eligible, and what the head has ruled",
    ),
    Row("eligibility:revoke", "POST", HEAD, "a ruling is taken back, with the reason"),
    Row(
        "eligibility:prechecks",
        "GET",
        DINAS_AND_INSPECTOR,
        "each register: how many of the proposed are checked, and how many are not",
    ),
    Row("eligibility:precheck_ask", "GET POST", DINAS, "a request is made: how many it will be is said before"),
    Row(
        "eligibility:precheck_request",
        "GET",
        DINAS_AND_INSPECTOR,
        "a request: its letter, its list, and what came back so far",
    ),
    Row("eligibility:precheck_being_asked", "GET", DINAS, "how far the worker is that makes a long request"),
    Row("eligibility:precheck_letters", "GET", DINAS_AND_INSPECTOR, "all requests and answers of a programme"),
    Row("eligibility:precheck_letter", "GET", DINAS, "the letter, to be signed; no NIK stands in it"),
    Row(
        "eligibility:precheck_list",
        "POST",
        DINAS,
        "the list leaves, unsealed as it goes, with a reason that is recorded",
    ),
    Row("eligibility:precheck_new_answer", "GET POST", DINAS, "an answer is taken in; a worker reads it"),
    Row(
        "eligibility:precheck_answer",
        "GET",
        DINAS_AND_INSPECTOR,
        "the answer as it stands: being read, refused, or read with what waits",
    ),
    Row("eligibility:precheck_settle_words", "POST", DINAS, "words of a register mean something, here and from now on"),
    Row("eligibility:precheck_settle_line", "POST", DINAS, "one line means something, or is set aside"),
    Row(
        "eligibility:precheck_people",
        "GET",
        DINAS_AND_INSPECTOR,
        "everybody proposed, by one register: sought, filtered, sorted, counted, on paper and as Excel",
    ),
    Row(
        "eligibility:precheck_propose",
        "GET POST",
        OPERATOR,
        "an override is proposed for one person; the head of the dinas decides",
    ),
    Row(
        "eligibility:precheck_overrides",
        "GET",
        DINAS_AND_INSPECTOR,
        "who vouches for whom, in place of which pre-check",
    ),
    Row("eligibility:precheck_make", "POST", HEAD, "the head of the dinas vouches too: the override counts"),
    Row("eligibility:precheck_revoke", "POST", DINAS, "the override no longer counts"),
    # Whom the places go to, and what is objected
    Row(
        "selection:index",
        "GET",
        READERS,
        "every programme with the selections that were ever locked for it, also those set aside",
    ),
    Row("selection:what_if", "GET", DINAS_AND_INSPECTOR, "the numbers of terms that are tried out"),
    Row(
        "selection:lock",
        "GET POST",
        DINAS,
        "the terms are read through once more; sent, they are locked, drawn and ranked",
    ),
    Row(
        "selection:one",
        "GET",
        READERS,
        "a selection: what came of it, and the ranked list, sought, sorted, printed or taken home",
    ),
    Row("selection:desas", "GET", READERS, "how the places were divided over the desa"),
    Row("selection:rank", "POST", DINAS, "a locked selection gets its ranks, or goes on where it was interrupted"),
    Row("selection:ranking", "GET", DINAS, "how far the worker is that ranks"),
    Row("selection:set_aside", "POST", HEAD, "the selection no longer counts"),
    Row("selection:open_notice", "POST", DINAS, "the chosen hang out for objections"),
    Row("selection:notice", "GET", READERS, "a notice: its days, the paper for each desa, and the objections"),
    Row("selection:notice_paper", "GET", READERS, "the notice as PDF: of one desa, or of all that the actor sees"),
    Row(
        "selection:notice_desa",
        "GET",
        READERS,
        "the names of one desa, to be read or printed; by each name the way to an objection",
    ),
    Row("selection:object", "GET POST", DINAS, "a sanggahan is received; `?orang=` says against whom"),
    Row("selection:objection", "GET POST", DINAS_AND_INSPECTOR, "a sanggahan with its answer; the head answers here"),
    Row(
        "selection:evidence",
        "GET",
        DINAS_AND_INSPECTOR,
        "the evidence, unsealed as it goes; who opened it stands in the chain",
    ),
    # Decrees
    Row(
        "decrees:index",
        "GET",
        frozenset(
            {
                Role.DESA_OFFICER,
                Role.KECAMATAN_OFFICER,
                Role.OPERATOR,
                Role.HEAD,
                Role.PPTK,
                Role.PPK_SKPD,
                Role.TREASURER,
                Role.INSPECTOR,
            }
        ),
        "the decrees of a programme, and how much of its quotas they use",
    ),
    Row("decrees:draft", "GET POST", OPERATOR, "a decree is drafted from the selection that stands"),
    Row(
        "decrees:one",
        "GET",
        frozenset(
            {
                Role.DESA_OFFICER,
                Role.KECAMATAN_OFFICER,
                Role.OPERATOR,
                Role.HEAD,
                Role.PPTK,
                Role.PPK_SKPD,
                Role.TREASURER,
                Role.INSPECTOR,
            }
        ),
        "where a decree stands, what comes next and for whom, its sums and its names",
    ),
    Row("decrees:check", "POST", DINAS, "decrees:check"),
    Row("decrees:send", "POST", HEAD, "decrees:send"),
    Row(
        "decrees:sign",
        "GET POST",
        OPERATOR,
        "the signature: number typed twice, and the count of the paper beside that of the frozen list",
    ),
    Row("decrees:put_in_force", "POST", DINAS, "decrees:put_in_force"),
    Row("decrees:return", "POST", DINAS, "decrees:return"),
    Row("decrees:set_aside", "POST", DINAS, "decrees:set_aside"),
    Row(
        "decrees:amend",
        "GET POST",
        OPERATOR,
        "the open corrections, each with who would come from the reserve list; then a draft of the change",
    ),
    Row(
        "decrees:left_out",
        "GET",
        frozenset(
            {
                Role.DESA_OFFICER,
                Role.KECAMATAN_OFFICER,
                Role.OPERATOR,
                Role.HEAD,
                Role.PPTK,
                Role.PPK_SKPD,
                Role.TREASURER,
                Role.INSPECTOR,
            }
        ),
        "whom the draft does not name though they were chosen, and why",
    ),
    Row("decrees:signers", "GET POST", OPERATOR, "who signs a draft, where, on which regulations"),
    Row(
        "decrees:annex_page",
        "GET",
        frozenset({Role.OPERATOR, Role.HEAD, Role.PPTK, Role.PPK_SKPD, Role.TREASURER, Role.INSPECTOR}),
        "a long annex: to be asked for, being printed, or ready",
    ),
    Row("decrees:ask_annex", "POST", DINAS, "a worker prints a long annex"),
    Row(
        "decrees:evidence",
        "GET",
        frozenset(
            {
                Role.DESA_OFFICER,
                Role.KECAMATAN_OFFICER,
                Role.OPERATOR,
                Role.HEAD,
                Role.PPTK,
                Role.PPK_SKPD,
                Role.TREASURER,
                Role.INSPECTOR,
            }
        ),
        "what a correction rests on",
    ),
    Row(
        "decrees:annex",
        "GET",
        frozenset({Role.OPERATOR, Role.HEAD, Role.PPTK, Role.PPK_SKPD, Role.TREASURER, Role.INSPECTOR}),
        "the annex with masked NIKs; before the signature every page says RANCANGAN",
    ),
    Row(
        "decrees:annex_with_nik",
        "POST",
        DINAS,
        "the same with whole NIKs, for the Bupati and BPJS: with a reason, which is recorded",
    ),
    Row(
        "decrees:scan",
        "GET",
        frozenset({Role.OPERATOR, Role.HEAD, Role.PPTK, Role.PPK_SKPD, Role.TREASURER, Role.INSPECTOR}),
        "the signed paper as it was scanned, unsealed as it goes",
    ),
    Row(
        "decrees:letter",
        "GET",
        frozenset({Role.OPERATOR, Role.HEAD, Role.PPTK, Role.PPK_SKPD, Role.TREASURER, Role.INSPECTOR}),
        "a Word letter, to be finished by the office",
    ),
    Row(
        "decrees:line",
        "GET",
        frozenset(
            {
                Role.DESA_OFFICER,
                Role.KECAMATAN_OFFICER,
                Role.OPERATOR,
                Role.HEAD,
                Role.PPTK,
                Role.PPK_SKPD,
                Role.TREASURER,
                Role.INSPECTOR,
            }
        ),
        "one named person: what the decree says, from which cell of which list, and what became known since",
    ),
    Row("decrees:correct", "POST", OPERATOR, "decrees:correct"),
    Row(
        "decrees:drop",
        "POST",
        OPERATOR,
        "the person of this line leaves the draft; by person, for numbers move when another is dropped",
    ),
)
