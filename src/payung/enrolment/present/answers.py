"""Answers of BPJS as pages tell of them: what came of each first, then what waits and for whom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.accounts.wording import day, number
from payung.eligibility.prechecks.present import REFUSAL_WORDS
from payung.enrolment.forms.answer_words import (
    DOUBT_WORDS,
    MATCHED_WORDS,
    OUTCOME_SIGNS,
    OUTCOME_WORDS,
    REASON_WORDS,
    VERDICT_WORDS,
)
from payung.enrolment.present.batches import KIND_WORDS, LINE_WORDS
from payung.enrolment.queries.answers import PAGE, AnswerFacts, RowFacts
from payung.enrolment.queries.answers_of_lines import Learnt, Refusals, Unlearnt, Waiting
from payung.enrolment.states import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """An answer in the list."""

    url: str
    file_name: str
    date: str
    told: str
    sign: str
    waiting: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLine:
    """A row of an answer in a list."""

    url: str  # where it is decided; nothing where it does not wait
    name: str
    where: str
    said: str
    kpj: str
    words: str
    batch: str
    outcome: str
    sign: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A page of a long list; `before` and `after` are blank at the ends."""

    told: str
    number: int
    pages: int
    before: str
    after: str
    paper: str
    excel: str


def index_headline(waiting_rows: int, unanswered: int) -> str:
    if waiting_rows:
        return _("%(n)s baris jawaban BPJS menunggu keputusan") % {"n": number(waiting_rows)}
    if unanswered:
        return _("%(n)s orang menunggu jawaban BPJS") % {"n": number(unanswered)}
    return _("Tidak ada yang menunggu jawaban BPJS")


def told(answer: AnswerFacts) -> str:
    """`Dari 412: 405 diterima, 7 ditolak` (users.md §3)."""
    if answer.columns_asked_at and not answer.done_at:
        return _("Kolom berkas ini belum kami kenali")
    if not answer.done_at:
        return _("Jawaban ini sedang dibaca")
    if answer.refused_because:
        return _("Berkas ini tidak dapat dibaca")
    counts = {
        "all": number(answer.row_count),
        "yes": number(answer.accepted_count),
        "no": number(answer.rejected_count),
    }
    return _("Dari %(all)s baris: %(yes)s diterima, %(no)s ditolak") % counts


def sign(answer: AnswerFacts) -> str:
    if answer.refused_because:
        return "error"
    return "decision" if answer.waiting_count or not answer.done_at else "ready"


def refusal_words(answer: AnswerFacts) -> str:
    found = REFUSAL_WORDS.get(answer.refused_because) if answer.refused_because else None
    return (
        str(found or _("Simpan lagi berkasnya sebagai .xlsx, lalu masukkan sekali lagi."))
        if answer.refused_because
        else ""
    )


def notes(answer: AnswerFacts) -> list[str]:
    """What else came of an answer, a sentence each."""
    if not answer.done_at or answer.refused_because:
        return []
    heaps = (
        (answer.waiting_count, _("%(n)s baris menunggu keputusan Anda.")),
        (answer.same_count, _("%(n)s baris mengatakan yang sudah kita ketahui.")),
        (answer.older_count, _("%(n)s baris tidak dipakai: BPJS sudah menjawab lagi kemudian.")),
        (answer.unknown_count, _("%(n)s baris bukan baris program ini, tidak dipakai.")),
        (answer.blank_count, _("%(n)s baris belum diisi BPJS; orangnya tetap menunggu.")),
    )
    return [sentence % {"n": number(count)} for count, sentence in heaps if count]


def answer_lines(found: Iterable[AnswerFacts]) -> list[AnswerLine]:
    return [
        AnswerLine(
            url=reverse("enrolment:answer", args=[one.id]),
            file_name=one.file_name,
            date=day(one.answered_date),
            told=told(one),
            sign=sign(one),
            waiting=number(one.waiting_count) if one.waiting_count else "",
        )
        for one in found
    ]


def row_lines(found: Sequence[RowFacts]) -> list[RowLine]:
    return [row_line(one) for one in found]


def row_line(row: RowFacts) -> RowLine:
    return RowLine(
        url=reverse("enrolment:answer_row", args=[row.id]) if row.outcome == "queued" else "",
        name=row.our_name or row.name or _("belum jelas siapa"),
        where=f"{row.sheet} · {row.row}" if row.sheet else str(row.row),
        said=str(VERDICT_WORDS[row.verdict]),
        kpj=row.kpj,
        words=row.reason_text,
        batch=batch_words(row),
        outcome=str(OUTCOME_WORDS[row.outcome]),
        sign=OUTCOME_SIGNS[row.outcome],
        why=str(DOUBT_WORDS[row.doubt]) if row.doubt and row.outcome in ("queued", "unknown") else _reason(row),
    )


def _reason(row: RowFacts) -> str:
    return str(REASON_WORDS[row.reason]) if row.reason and row.verdict is Verdict.REJECTED else ""


def batch_words(row: RowFacts) -> str:
    if row.batch_number is None or row.kind is None:
        return "–"
    return f"{KIND_WORDS[row.kind]} {row.batch_number}"


def sides(row: RowFacts) -> list[tuple[str, str, str]]:
    """What is compared: its name, ours, theirs."""
    state = str(LINE_WORDS[row.our_state]) if row.our_state else "–"
    said = str(VERDICT_WORDS[row.verdict])
    return [
        (_("Nama"), row.our_name or "–", row.name or "–"),
        (_("NIK (disamarkan)"), row.our_nik or "–", "–"),
        (_("KPJ"), row.our_kpj or "–", row.kpj or "–"),
        (_("Desa"), row.desa or "–", "–"),
        (_("Hasil"), state, said),
        (_("Alasan BPJS"), "–", row.reason_text or "–"),
        (_("Batch"), batch_words(row), str(MATCHED_WORDS[row.matched_by])),
        (_("Tanggal"), "–", day(row.registered_date or row.answered_date)),
    ]


def waiting_lines(found: Iterable[Waiting]) -> list[dict[str, str]]:
    return [
        {
            "url": reverse("enrolment:batch", args=[one.batch_id]),
            "title": f"{KIND_WORDS[one.kind]} {one.number}",
            "fund": one.fund_name,
            "since": day(one.since_date)
            if one.is_sent
            else _("%(day)s, belum dicatat terkirim") % {"day": day(one.since_date)},
            "days": ngettext("%(n)s hari", "%(n)s hari", one.days) % {"n": number(one.days)},
            "count": _("%(n)s dari %(all)s") % {"n": number(one.waiting_count), "all": number(one.line_count)},
        }
        for one in found
    ]


def refusal_lines(found: Iterable[Refusals]) -> list[tuple[str, str, str]]:
    return [(str(REASON_WORDS[one.reason]), number(one.count), one.example) for one in found]


def learnt_lines(found: Iterable[Learnt], names: Mapping[str, str]) -> list[tuple[str, str, str, str]]:
    return [
        (one.example, str(REASON_WORDS[one.reason]), names.get(one.learnt_by, one.learnt_by), day(one.learnt_date))
        for one in found
    ]


def unlearnt_lines(found: Iterable[Unlearnt]) -> list[tuple[str, str]]:
    return [(one.example, number(one.count)) for one in found]


def stretch(count: int, *, at: int, address: str, asked: Mapping[str, str]) -> Stretch:
    pages = max(1, -(-count // PAGE))
    kept = {name: value for name, value in asked.items() if value}
    return Stretch(
        told=ngettext("%(n)s baris", "%(n)s baris", count) % {"n": number(count)},
        number=at,
        pages=pages,
        before=f"{address}?{urlencode({**kept, 'hal': at - 1})}" if at > 1 else "",
        after=f"{address}?{urlencode({**kept, 'hal': at + 1})}" if at < pages else "",
        paper=f"{address}?{urlencode({**kept, 'cetak': 1})}",
        excel=f"{address}?{urlencode({**kept, 'excel': 1})}",
    )
