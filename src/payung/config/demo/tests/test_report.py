from collections import Counter
from datetime import date
from pathlib import Path

from payung.config.demo.ink import Ink
from payung.config.demo.layouts import LAYOUTS
from payung.config.demo.offices import Whole
from payung.config.demo.outcome import Outcome, Trouble
from payung.config.demo.paid_outcome import PaidOutcome
from payung.config.demo.receiving import CheckedFile
from payung.config.demo.register import InventedFile
from payung.config.demo.report import Run, counts_of, report
from payung.config.demo.year import Came, Done
from payung.intake.rules.problems import LEVEL_OF
from payung.intake.rules.short_words import SHORT
from payung.law.rules.cover import Status
from payung.shared.problems import Level


def a_file(layout, *, ready=15_000, whole=Whole.NOTHING, codes=()):
    invented = InventedFile(
        path=Path(f"/rumah/demo/lists/63.02.21 Pulau Laut Tanjung Selayar/{'USULAN ' * 12}.xlsx"),
        truth=Path("/rumah/demo/truth/x.json"),
        layout=layout.key,
        title=layout.title,
        office="Rampa",
        whole=whole,
        desas=1,
        rows=ready + 3,
    )
    return CheckedFile(
        invented=invented,
        file_id=1,
        rows=ready + 3,
        ready=ready,
        decision=2,
        error=1,
        codes=Counter(dict(codes)),
        problems=(),
        returned=None,
        owed=True,
    )


MANY = 300_000
AN_OUTCOME = Outcome(
    mended=12,
    accepted=MANY,
    persons=MANY,
    exact=MANY,
    questions=MANY,
    open_questions=MANY,
    joined=MANY,
    asked_pairs=MANY,
    ruled_pairs=MANY,
    asked=[("dukcapil", MANY, 2), ("bpjs", MANY, 1), ("dtsen", MANY, 1)],
    judged=MANY,
    eligible=MANY,
    not_eligible=MANY,
    unchecked=MANY,
    decision=MANY,
    places=MANY,
    chosen=MANY,
    reserve=MANY,
    seed="0123456789abcdef" * 4,
    objections=3,
    named=MANY,
    left_out=MANY,
    decree_number="188.45/REKAAN/KUM/2026",
    lines_sha256="f" * 64,
    annex=None,
    troubles=[Trouble(name="dead", words="sudah meninggal, masih diusulkan", invented=MANY, known=MANY, named=0)],
    audit_events=MANY,
    audit_head="e" * 64,
    audit_fault="",
)


A_YEAR = PaidOutcome(
    steps=[
        Done(
            day=date(2027, 2, 26),
            name="Meninggal sesudah dibayar",
            came=Came(people=MANY, rp=10**11),
            cpu_seconds=120.5,
        )
    ],
    sent=MANY,
    accepted=MANY,
    rejected=MANY,
    bills=6,
    dues=MANY,
    billed_rp=10**11,
    paid_rp=10**11,
    compensated_rp=10**8,
    gone=MANY,
    ended=MANY,
    silent=202,
    collisions=6,
    open_collisions=1,
    overpayments=3,
    differences=MANY,
    ownerless=0,
    trial_balance_rp=0,
    claims=MANY,
    claims_paid_rp=10**11,
    unclaimed=MANY,
    unclaimed_rp=10**11,
    status=Counter({Status.ACTIVE: MANY, Status.LAPSED: 3}),
)


def a_run(*files):
    return Run(
        home=Path("/rumah"),
        workers=300_000,
        seed=1,
        desas=202,
        files=files,
        invent_seconds=25.31,
        check_seconds=90,
        year_seconds=120,
        outcome=AN_OUTCOME,
        paid=A_YEAR,
    )


class TestReport:
    def test_fits_a_terminal_of_82_columns_with_numbers_of_six_digits(self):
        heavy = {code: 300_000 for code in SHORT if LEVEL_OF[code] in (Level.ERROR, Level.DECISION)}
        run = a_run(
            *(a_file(layout, codes=heavy.items()) for layout in LAYOUTS),
            *(a_file(LAYOUTS[0], whole=whole) for whole in Whole),
        )
        lines = [line for line in report(run=run, ink=Ink(on=False)) if "/rumah" not in line]
        assert max(map(len, lines)) <= 82

    def test_shows_what_must_be_mended_before_what_is_only_noted(self):
        run = a_run(a_file(LAYOUTS[0], codes={"NIK_AS_NUMBER": 900, "NIK_LENGTH": 7, "DATE_READ_AS": 800}.items()))
        text = "\n".join(report(run=run, ink=Ink(on=False)))
        assert SHORT["NIK_LENGTH"] in text
        assert "900 hal lain cukup dicatat, 800 sudah dibereskan" in text

    def test_prints_no_colour_codes_where_no_terminal_is(self):
        assert "\033" not in "".join(report(run=a_run(a_file(LAYOUTS[0])), ink=Ink(on=False)))


class TestCountsOf:
    def test_add_up_over_files(self):
        counts = counts_of(a_run(a_file(LAYOUTS[0], ready=10), a_file(LAYOUTS[1], ready=20)))
        assert (counts["candidates"], counts["ready"], counts["decision"], counts["error"]) == (36, 30, 4, 2)
