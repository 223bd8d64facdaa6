"""Batches as pages tell of them: the state first, what comes next and for whom, who is to be told and who lacks what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.wording import day, instant, month, number, rupiah
from payung.enrolment.forms.batches import DETAIL_WORDS
from payung.enrolment.queries.batches import PAGE, BatchFacts, LineFacts
from payung.enrolment.queries.batches_missing import MissingFacts
from payung.enrolment.queries.batches_to_send import Plan
from payung.enrolment.rules.batches_cells import Lack, LackWhy
from payung.enrolment.states import Kind, LineState, State
from payung.programmes.rules.layout import Told
from payung.programmes.rules.setup import FundFacts
from payung.regions.load import gazetteer
from payung.regions.rules import plain_code

Words = str | Promise
KIND_WORDS: Mapping[Kind, Words] = {
    Kind.NEW: gettext_lazy("Daftar baru"),
    Kind.CONTINUE: gettext_lazy("Lanjut"),
    Kind.MOVE: gettext_lazy("Pindah wadah"),
    Kind.CHANGE: gettext_lazy("Ubah data"),
    Kind.END: gettext_lazy("Nonaktif"),
}
KIND_ABOUT: Mapping[Kind, Words] = {
    Kind.NEW: gettext_lazy("Dinamai dalam SK yang berlaku dan belum pernah punya KPJ yang kami kenal."),
    Kind.CONTINUE: gettext_lazy("Sudah punya KPJ: kepesertaannya dilanjutkan."),
    Kind.MOVE: gettext_lazy("Menurut BPJS aktif di wadah atau pembayar lain, atau sumber dananya berganti."),
    Kind.CHANGE: gettext_lazy("Datanya berubah sejak terakhir diberitahukan ke BPJS."),
    Kind.END: gettext_lazy("Kepesertaannya berakhir dan BPJS belum diberi tahu."),
}
STATE_WORDS: Mapping[State, Words] = {
    State.DRAFT: gettext_lazy("Disusun, belum ada buku kerjanya"),
    State.EXPORTED: gettext_lazy("Buku kerja siap, belum dicatat terkirim"),
    State.SENT: gettext_lazy("Terkirim, menunggu jawaban BPJS"),
    State.ANSWERED: gettext_lazy("Sudah dijawab seluruhnya"),
    State.SET_ASIDE: gettext_lazy("Dibatalkan"),
}
SIGNS: Mapping[State, str] = {
    **dict.fromkeys((State.DRAFT, State.EXPORTED, State.SENT), "waiting"),
    State.ANSWERED: "covered",
    State.SET_ASIDE: "uncovered",
}
LINE_WORDS: Mapping[LineState, Words] = {
    LineState.WAITING: gettext_lazy("menunggu jawaban"),
    LineState.ACCEPTED: gettext_lazy("diterima"),
    LineState.REJECTED: gettext_lazy("ditolak"),
    LineState.DOUBTFUL: gettext_lazy("jawabannya bertentangan, perlu keputusan"),
}
LINE_SIGNS: Mapping[LineState, str] = {
    LineState.WAITING: "waiting",
    LineState.ACCEPTED: "covered",
    LineState.REJECTED: "uncovered",
    LineState.DOUBTFUL: "waiting",
}
ORDER_WORDS = {"": gettext_lazy("nomor"), "nama": gettext_lazy("nama"), "desa": gettext_lazy("desa")}
EVENT_WORDS = {
    "draft": gettext_lazy("Disusun"),
    "drop": gettext_lazy("Dikeluarkan dari batch"),
    "complete": gettext_lazy("Data dilengkapi"),
    "export": gettext_lazy("Buku kerja dibuat"),
    "send": gettext_lazy("Dicatat terkirim"),
    "again": gettext_lazy("Boleh diajukan lagi"),
    "set_aside": gettext_lazy("Dibatalkan"),
    "answer": gettext_lazy("Dijawab seluruhnya"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """Who could be told now, of one fund in one kind of batch."""

    kind: str
    fund: str
    count: str
    held: str  # how many more but for a batch that waits, or a refusal
    url: str  # where it is drawn up; nothing where nobody is to be told


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    url: str
    title: str
    fund: str
    state: str
    sign: str
    count: str
    answered: str
    refused_url: str  # whom BPJS refused; nothing where it refused nobody
    made: str
    reference: str

    @property
    def sought(self) -> str:
        """What a search looks in."""
        return f"{self.title} {self.fund} {self.state} {self.reference}".casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A line in a list."""

    url: str
    number: str
    name: str
    identity: str
    place: str
    kpj: str
    months: str
    state: str
    sign: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """A person of whom something is lacking, and where it is filled in."""

    url: str
    number: str
    name: str
    place: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    lines: Sequence[Shown]
    told: str
    number: int
    pages: int
    before: str
    after: str
    paper: str
    excel: str


def ready_rows(plan: Plan, *, funds: Sequence[FundFacts], programme_code: str) -> list[Ready]:
    """In the order of the funds and kinds; those without anybody are left out."""
    found = []
    for fund in funds:
        for kind in Kind:
            heap = plan.get((fund.id, kind))
            if heap is None or not (heap.wanted or heap.waiting or heap.refused):
                continue
            asked = urlencode({"program": programme_code, "dana": fund.code, "jenis": kind})
            found.append(
                Ready(
                    kind=str(KIND_WORDS[kind]),
                    fund=fund.name,
                    count=number(len(heap.wanted)),
                    held=held_words(waiting=heap.waiting, refused=heap.refused),
                    url=f"{reverse('enrolment:batch_draft')}?{asked}" if heap.wanted else "",
                )
            )
    return found


def held_words(*, waiting: int, refused: int) -> str:
    parts = []
    if waiting:
        parts.append(_("%(n)s menunggu jawaban") % {"n": number(waiting)})
    if refused:
        parts.append(_("%(n)s ditolak, belum diperbaiki") % {"n": number(refused)})
    return ", ".join(parts)


def index_headline(plan: Plan) -> str:
    """How many are to be told, in one sentence."""
    many = sum(len(heap.wanted) for heap in plan.values())
    if not many:
        return _("Tidak ada yang perlu diberitahukan ke BPJS")
    return _("%(n)s orang perlu diberitahukan ke BPJS") % {"n": number(many)}


def title(batch: BatchFacts) -> str:
    return _("Batch %(number)s, %(kind)s") % {"number": batch.number, "kind": str(KIND_WORDS[batch.kind]).lower()}


def batch_rows(found: Iterable[BatchFacts], *, funds: Mapping[int, str]) -> list[BatchRow]:
    return [
        BatchRow(
            url=reverse("enrolment:batch", args=[one.id]),
            title=title(one),
            fund=funds.get(one.fund_id, ""),
            state=str(STATE_WORDS[one.state]),
            sign=SIGNS[one.state],
            count=number(one.line_count),
            answered=_answered(one),
            refused_url=_refused_url(one),
            made=instant(one.made_at),
            reference=one.sent_reference,
        )
        for one in found
    ]


def _refused_url(batch: BatchFacts) -> str:
    if not batch.counts.get(LineState.REJECTED):
        return ""
    return f"{reverse('enrolment:batch', args=[batch.id])}?{urlencode({'keadaan': LineState.REJECTED})}#orang"


def _answered(batch: BatchFacts) -> str:
    if batch.state not in (State.EXPORTED, State.SENT, State.ANSWERED):
        return ""
    told = {
        "yes": number(batch.counts.get(LineState.ACCEPTED, 0)),
        "no": number(batch.counts.get(LineState.REJECTED, 0)),
        "left": number(batch.unanswered_count),
    }
    return _("%(yes)s diterima, %(no)s ditolak, %(left)s belum") % told


def headline(batch: BatchFacts) -> str:
    """`Terkirim, menunggu jawaban BPJS: 405 dari 412 orang belum dijawab`."""
    words, many = str(STATE_WORDS[batch.state]), number(batch.line_count)
    if batch.state is State.SENT:
        told = {"state": words, "left": number(batch.unanswered_count), "n": many}
        return _("%(state)s: %(left)s dari %(n)s orang belum dijawab") % told
    if batch.state is State.ANSWERED:
        return _("%(state)s: %(told)s") % {"state": words, "told": _answered(batch)}
    if batch.drafted_at is None and batch.state is State.DRAFT:
        return _("Masih disusun")
    return _("%(state)s: %(n)s orang") % {"state": words, "n": many}


def facts(batch: BatchFacts, *, fund: FundFacts, names: Mapping[str, str]) -> list[tuple[str, str]]:
    exported = batch.exported_at is not None
    pairs = [
        (_("Sumber dana"), fund.name),
        (_("Wadah"), f"{fund.wadah} {fund.npw}".strip()),
        (_("Mulai bulan"), month(batch.effective_month) if batch.effective_month else ""),
        (_("Orang"), number(batch.line_count)),
        (_("Orang-bulan"), number(batch.control_months) if batch.control_months else ""),
        (_("Iuran menurut buku kerja"), rupiah(batch.control_rp) if batch.control_rp else ""),
        (_("Disusun"), f"{names.get(batch.made_by, batch.made_by)}, {instant(batch.made_at)}"),
        (_("Buku kerja dibuat"), instant(batch.exported_at) if batch.exported_at else ""),
        (_("Dikirim"), _sent(batch)),
        (_("Tata letak BPJS"), batch.layout),
        (_("SHA-256 baris"), batch.control_digits if exported else ""),
        (_("SHA-256 berkas"), batch.file_sha256 if exported else ""),
        (_("Alasan dibatalkan"), batch.set_aside_because),
    ]
    return [(name, value) for name, value in pairs if value]


def _sent(batch: BatchFacts) -> str:
    if batch.sent_date is None:
        return ""
    return f"{day(batch.sent_date)} {batch.sent_reference}".strip()


def shown_lines(found: Iterable[LineFacts]) -> list[Shown]:
    return [
        Shown(
            url=reverse("enrolment:batch_line", args=[line.batch_id, line.id]),
            number=number(line.number),
            name=line.name,
            identity=f"{line.nik} · {line.birth_date.year}",
            place=f"{line.desa}, {line.kecamatan}",
            kpj=line.kpj,
            months=_months(line),
            state=str(LINE_WORDS[line.state]),
            sign=LINE_SIGNS[line.state],
            note=_note(line),
        )
        for line in found
    ]


def _months(line: LineFacts) -> str:
    if line.first_month is None:
        return ""
    return _("%(n)s bulan mulai %(month)s") % {"n": line.months, "month": month(line.first_month)}


def _note(line: LineFacts) -> str:
    if line.again_because:
        return _("boleh diajukan lagi: %(because)s") % {"because": line.again_because}
    return line.reason_text


def lacking_rows(found: Iterable[MissingFacts], *, batch_id: int, kabupaten: str) -> list[Lacking]:
    desas = gazetteer(kabupaten).by_code
    rows = []
    for one in found:
        desa = desas.get(plain_code(one.desa_code))
        rows.append(
            Lacking(
                url=reverse("enrolment:batch_line", args=[batch_id, one.id]),
                number=number(one.number),
                name=one.name,
                place=f"{desa.name}, {desa.kecamatan}" if desa else one.desa_code,
                what="; ".join(map(lack_words, one.lacks)),
            )
        )
    return rows


def lack_words(lack: Lack) -> str:
    """What is lacking, in our words where the office can fill it, with where else it is mended."""
    name = str(DETAIL_WORDS[lack.fact]).lower() if isinstance(lack.fact, Told) else lack.title
    if lack.why is LackWhy.NO_CODE:
        return _("%(name)s “%(ours)s” belum punya kode BPJS dalam tata letak") % {"name": name, "ours": lack.ours}
    return name if isinstance(lack.fact, Told) else _("%(name)s (perbaiki di halaman orangnya)") % {"name": name}


def page(shown: Sequence[Shown], *, count: int, at: int, address: str, asked: Mapping[str, str]) -> Page:
    pages = max(1, -(-count // PAGE))
    kept = {name: value for name, value in asked.items() if value}
    return Page(
        lines=shown,
        told=ngettext("%(n)s orang", "%(n)s orang", count) % {"n": number(count)},
        number=at,
        pages=pages,
        before=_to(address, kept, hal=at - 1) if at > 1 else "",
        after=_to(address, kept, hal=at + 1) if at < pages else "",
        paper=_to(address, kept, cetak=1),
        excel=_to(address, kept, excel=1),
    )


def _to(address: str, kept: Mapping[str, str], **more: int) -> str:
    return f"{address}?{urlencode({**kept, **more})}"
