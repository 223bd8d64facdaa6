"""The demo's year from the decree to the reconciled month: two terms, the second paid late.

What goes wrong is what law.md §6.6 tells of: names refused, answers that contradict each other, the dead and the moved
found by their desa, one person paid twice, money that comes after its month, money for somebody who had died.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from payung.config.demo import insured, paid, printed, verified
from payung.config.demo.acting import done
from payung.config.demo.claimed import Claiming
from payung.config.demo.insurer_branch import Branch
from payung.config.demo.year import Came, Year
from payung.contributions.files import kept_file
from payung.contributions.queries import gap
from payung.contributions.queries.billing_facts import BillFacts
from payung.contributions.queries.paying import PaymentFacts
from payung.contributions.rules.verifying import Opened
from payung.decrees import actions as decrees
from payung.decrees.files import kept_file as kept_paper
from payung.enrolment.states import Kind
from payung.membership import actions as members
from payung.membership import queries as membership
from payung.membership.states import EndReason, State

REGISTERING = (Kind.NEW, Kind.CONTINUE, Kind.MOVE)
DIED_AFTER_PAYING = 3


@dataclass(slots=True, kw_only=True)
class Half:
    """What the second half of the year has come to so far."""

    year: Year
    insuring: insured.Insuring
    verifying: verified.Verifying
    paying: paid.Paying = field(default_factory=paid.Paying)
    opened: Opened | None = None
    bills: Sequence[BillFacts] = ()
    payments: Sequence[PaymentFacts] = ()
    papers: Path | None = None
    claiming: Claiming | None = None

    @property
    def folder(self) -> Path:
        return self.year.folder


def begun(year: Year) -> Half:
    """The branch knows the members of last year; a scan for everything that is signed on paper lies ready."""
    branch = Branch(world=year.world, folder=year.folder / "bpjs")
    for nik in sorted(year.members):
        branch.remember(nik)
    half = Half(
        year=year,
        insuring=insured.Insuring(branch=branch),
        verifying=verified.Verifying(world=year.world),
    )
    (year.folder / "bpjs").mkdir(parents=True, exist_ok=True)
    scan(half)
    return half


def scan(half: Half) -> Path:
    """An invented scan: says that it is one."""
    path = half.folder / "surat" / "pindaian-rekaan.pdf"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        page = Canvas(str(path), pagesize=A4)
        page.drawString(72, 760, "Pindaian rekaan untuk demo Payung. Bukan dokumen siapa pun.")
        page.save()
    return path


def send(half: Half, kinds: Sequence[Kind] = REGISTERING) -> Came:
    sent = list(
        insured.send_batches(
            half.insuring,
            programme=half.year.programme,
            kinds=kinds,
            actor=half.year.cast.operator,
            folder=half.folder / "batch",
        )
    )
    return Came(people=sum(len(one.lines) for one in sent), rp=sum(one.batch.control_rp for one in sent))


def answer_first(half: Half) -> Came:
    year = half.year
    rows = insured.answer_first(
        half.insuring, programme=year.programme, actor=year.cast.operator, folder=half.folder / "bpjs"
    )
    return Came(people=rows)


def answer_rest(half: Half) -> Came:
    year = half.year
    rows = insured.answer_rest(
        half.insuring, programme=year.programme, actor=year.cast.operator, folder=half.folder / "bpjs"
    )
    return Came(people=rows)


def settle(half: Half) -> Came:
    return Came(people=insured.settle(half.insuring, actor=half.year.cast.operator))


def meet_the_province(half: Half) -> Came:
    known = verified.members_known(programme=half.year.programme, world=half.year.world)
    niks = [(one.nik, one.name) for _, one in sorted(known.items())[5::7]]
    found = paid.meet_the_province(
        half.paying,
        programme=half.year.programme,
        cast=half.year.cast,
        niks=niks,
        path=half.folder / "others" / "peserta-provinsi-2027.csv",
    )
    return Came(people=found)


def ask_first(half: Half) -> Came:
    return _ask(half, first=0)


def ask_second(half: Half) -> Came:
    return _ask(half, first=3)


def _ask(half: Half, *, first: int) -> Came:
    programme = half.year.programme
    half.opened = verified.open_round(
        programme=programme, first_month=programme.first_month.plus(first), days=7, actor=half.year.cast.operator
    )
    return Came(people=sum(link.members for link in half.opened.links))


def hear(half: Half) -> Came:
    """The desas have answered."""
    if half.opened is None:
        raise LookupError("nobody was asked")
    told = verified.answer_round(
        half.verifying,
        half.opened,
        programme=half.year.programme,
        actor=half.year.cast.operator,
        minutes=scan(half),
    )
    return Came(people=told.gone)


def bill_first(half: Half) -> Came:
    return _bill(half, first=0, days=14)


def bill_second(half: Half) -> Came:
    return _bill(half, first=3, days=14)


def _bill(half: Half, *, first: int, days: int) -> Came:
    programme, cast = half.year.programme, half.year.cast
    raised = paid.raise_bills(
        half.paying, programme=programme, first_month=programme.first_month.plus(first), cast=cast
    )
    half.bills = paid.issue_codes(raised, cast=cast, days=days)
    return _owed(half.bills)


def _owed(bills: Sequence[BillFacts]) -> Came:
    return Came(people=sum(bill.member_count for bill in bills), rp=sum(bill.jkk_rp + bill.jkm_rp for bill in bills))


def request(half: Half) -> Came:
    half.payments = paid.request_payments(half.bills, programme=half.year.programme, cast=half.year.cast)
    return _sums(half.payments)


def package(half: Half) -> Came:
    """The papers of the largest bill, printed whole."""
    bill = max(half.bills, key=lambda one: one.member_count)
    printed.package(bill, folder=half.folder / "surat")
    return Came(people=bill.member_count, rp=paid.payable_rp(bill))


def see_gap(half: Half) -> Came:
    """While the money is late: who lapses in how many days."""
    printed.gap(half.year.programme, folder=half.folder / "surat")
    lapsing = gap.columns(programme_id=half.year.programme.id, on=timezone.localdate())
    return Came(people=int((lapsing.waiting_rp > 0).sum()), rp=int(lapsing.waiting_rp.sum()))


def report(half: Half) -> Came:
    """Reports of the half year, and the bundle for the inspector."""
    printed.reports(half.year.programme, folder=half.folder / "surat")
    printed.bundle(half.year.programme, seed="benih-demo-2027", folder=half.folder / "surat")
    return Came()


def request_late(half: Half) -> Came:
    """The kode iuran have expired: others take their place."""
    paid.reissue_codes(half.bills, cast=half.year.cast, days=14)
    return request(half)


def pay(half: Half) -> Came:
    paid.order(half.payments, cast=half.year.cast)
    paid.disburse(half.paying, half.payments, cast=half.year.cast, scan=scan(half))
    return _sums(half.payments)


def _sums(payments: Sequence[PaymentFacts]) -> Came:
    return Came(rp=sum(one.amount_rp for one in payments))


def receive(half: Half) -> Came:
    received = paid.receive(half.paying, half.bills, half.insuring.branch, cast=half.year.cast, scan=scan(half))
    return Came(people=sum(bill.member_count for bill in half.bills), rp=received)


def die(half: Half) -> Came:
    """Some died after their months were paid: what was paid beyond is open until a bill is smaller by it. One was not dead."""
    year, today = half.year, timezone.localdate()
    columns = membership.running(programme_id=year.programme.id)
    running = columns.membership_id[columns.in_state(State.RUNNING)][50 : 50 + DIED_AFTER_PAYING]
    ends = [
        members.Ending(
            membership_id=int(one),
            reason=EndReason.DIED,
            happened_on=today - timedelta(days=4 + place),
            note="Akta kematian diserahkan keluarga (rekaan)",
        )
        for place, one in enumerate(running)
    ]
    evidence = kept_file(scan(half))
    paper = members.Paper(code=evidence.code, name=evidence.name, sha256=evidence.sha256)
    if ends:
        done(members.end, by=year.cast.operator, ends=ends, source="", evidence=paper)
        done(
            members.restore,
            by=year.cast.operator,
            membership_id=ends[0].membership_id,
            because="Salah orang: yang meninggal bernama sama, beda dusun",
        )
    return Came(people=len(ends))


def replace(half: Half) -> Came:
    """The next of the reserve list are named in place of those who ended, by berita acara; BPJS is told of both."""
    year, cast = half.year, half.year.cast
    columns = membership.running(programme_id=year.programme.id)
    ended = columns.line_id[columns.in_state(State.ENDED)].tolist()
    planned = decrees.replacements_for(line_ids=ended, actor=cast.operator, now=timezone.now())
    pairs = [(one.out, one.named) for one in planned if one.named]
    if pairs and year.decree:
        drafted = done(
            decrees.replace_by_minutes,
            by=cast.operator,
            decree_id=year.decree.id,
            about="Penggantian peserta hasil verval Januari 2027 (rekaan)",
            out=[out for out, _ in pairs],
            named=[named for _, named in pairs],
        )
        for act in (decrees.check_decree, decrees.send_for_signature):
            done(act, by=cast.head, decree_id=drafted.id)
        done(
            decrees.record_signature,
            by=cast.operator,
            decree_id=drafted.id,
            number="BA-7/PENGGANTIAN/2027 (rekaan)",
            signed_date=timezone.localdate(),
            scan=kept_paper(scan(half)),
            scan_line_count=len(pairs),
        )
        done(decrees.put_in_force, by=cast.head, decree_id=drafted.id, in_force_date=timezone.localdate())
    send(half, kinds=(*REGISTERING, Kind.END))
    return Came(people=len(pairs))


def put_off(half: Half) -> Came:
    """BPJS is told who ended since, and answers."""
    send(half, kinds=(Kind.END,))
    return answer_all(half)


def answer_all(half: Half) -> Came:
    year = half.year
    rows = insured.answer_first(
        half.insuring, programme=year.programme, actor=year.cast.operator, folder=half.folder / "bpjs", share=1
    )
    return Came(people=rows)


def bill_replaced(half: Half) -> Came:
    """Whoever came in between owes what is left of the term, on bills of their own."""
    programme, cast = half.year.programme, half.year.cast
    raised = paid.raise_bills(half.paying, programme=programme, first_month=programme.first_month, cast=cast)
    half.bills = paid.issue_codes(raised, cast=cast, days=14)
    return _owed(half.bills)


def pay_at_once(half: Half) -> Came:
    request(half)
    return pay(half)


def reconcile(half: Half) -> Came:
    number = f"{timezone.localdate():%Y-%m}"
    found = paid.reconcile(
        half.paying,
        half.insuring.branch,
        programme=half.year.programme,
        cast=half.year.cast,
        path=half.folder / "bpjs" / f"peserta aktif {number}.csv",
    )
    return Came(people=found)
