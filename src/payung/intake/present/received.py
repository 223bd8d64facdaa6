"""The office's files as shown: which came, what became of their rows, and what a person may decide."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.wording import day, instant, number
from payung.intake.forms import SOURCE_WORDS
from payung.intake.models import ReceivedFile
from payung.intake.present.findings import LEVEL_WORDS, short_words
from payung.intake.present.rows import ROWS_A_PAGE, ROWS_ON_PAPER, Note, Settled
from payung.intake.present.uploads import STATE_WORDS
from payung.intake.queries import FileFacts, RowFacts
from payung.intake.rules.proposals import (
    KEY_UNSURE,
    NEEDED,
    NIK_OF_ANOTHER,
    OTHER_DESA,
    WAITS,
    RowState,
    Source,
    asked_by,
)
from payung.intake.states import State
from payung.regions.load import gazetteer
from payung.shared.codes import grouped
from payung.shared.problems import Level

ROW_WORDS: Mapping[RowState, str | Promise] = {
    RowState.ERROR: gettext_lazy("Menunggu perbaikan"),
    RowState.DECISION: gettext_lazy("Menunggu keputusan"),
    RowState.CANDIDATE: gettext_lazy("Sudah menjadi calon"),
    RowState.RETURNED: gettext_lazy("Dikembalikan kepada pengusul"),
    RowState.MENDED: gettext_lazy("Sudah diperbaiki di daftar berikutnya"),
    RowState.REFUSED: gettext_lazy("Ditolak"),
}
_SIGNS = {
    RowState.CANDIDATE: "ready",
    RowState.RETURNED: "error",
    RowState.MENDED: "fixed",
    RowState.REFUSED: "refused",
}
ORDER_WORDS: Mapping[str, str | Promise] = {
    "": gettext_lazy("terbaru"),
    "pengirim": gettext_lazy("pengirim"),
    "menunggu": gettext_lazy("paling banyak menunggu"),
}
_RECEIVING_NOTES: Mapping[str, tuple[str | Promise, str | Promise, str | Promise]] = {
    OTHER_DESA: (
        gettext_lazy("Di daftar tertulis desa lain daripada desa pengirimnya."),
        gettext_lazy("Terima bila orang ini memang diusulkan desa pengirim, atau tolak."),
        gettext_lazy("desa lain daripada pengirimnya"),
    ),
    KEY_UNSURE: (
        gettext_lazy("Kunci baris ini disalin atau berubah, jadi tidak pasti baris mana yang diperbaiki."),
        gettext_lazy("Bandingkan dengan daftar asalnya, lalu terima atau tolak."),
        gettext_lazy("kunci baris disalin atau berubah"),
    ),
    NIK_OF_ANOTHER: (
        gettext_lazy("NIK di daftar adalah milik orang lain."),
        gettext_lazy("Cocokkan NIK dengan KTP-el orang ini, perbaiki di Excel bertanda, lalu kirim kembali."),
        gettext_lazy("NIK milik orang lain"),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    sender: str
    source: str
    name: str
    url: str
    when: str
    state: str
    word: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """A question that may be settled for many rows at once."""

    code: str
    words: str
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePage:
    """A page of a list of anything: its lines and the addresses around it."""

    lines: Sequence[object]
    told: str
    number: int
    pages: int
    before: str
    after: str
    paper: str
    excel: str


def page_of_lines(
    lines: Sequence[object], *, count: int, at: int, on_paper: bool, told: str, address: Callable[..., str], excel: str
) -> LinePage:
    pages = max(1, -(-count // ROWS_A_PAGE))
    return LinePage(
        lines=lines,
        told=told,
        number=at,
        pages=pages,
        before=address(hal=at - 1) if at > 1 and not on_paper else "",
        after=address(hal=at + 1) if at < pages and not on_paper else "",
        paper=address(cetak=1),
        excel=excel,
    )


def span(*, wanted: int, count: int, on_paper: bool) -> tuple[int, int]:
    """Which page that is, and where it starts; a number beyond the last means the last."""
    if on_paper:
        return 1, 0
    at = min(max(wanted, 1), max(1, -(-count // ROWS_A_PAGE)))
    return at, (at - 1) * ROWS_A_PAGE


def lines_a_page(*, on_paper: bool) -> int:
    return ROWS_ON_PAPER if on_paper else ROWS_A_PAGE


def address_of(name: str, **asked: str | int) -> str:
    """The address of a page with what was asked."""
    return with_wishes(reverse(name), **asked)


def with_wishes(here: str, **asked: str | int) -> str:
    """An address with what was asked, empty wishes left out."""
    words = urlencode({key: wish for key, wish in asked.items() if wish})
    return here + (f"?{words}" if words else "")


def file_lines(files: Sequence[FileFacts], waiting: Mapping[int, int]) -> list[FileLine]:
    return [
        FileLine(
            sender=file.sender,
            source=str(SOURCE_WORDS[file.source]),
            name=file.file_name,
            url=reverse("intake:file", args=[file.id]),
            when=instant(file.received_at),
            state="decision" if waiting.get(file.id) else str(file.state),
            word=state_word(file.state),
            told=_told(file, waiting.get(file.id, 0)),
        )
        for file in files
    ]


def state_word(state: State) -> str:
    return _("Sudah dicatat") if state is State.CHECKED else str(STATE_WORDS[state])


def _told(file: FileFacts, waiting: int) -> str:
    if file.state is not State.CHECKED:
        return ""
    parts = [ngettext("%(n)s calon", "%(n)s calon", file.candidates) % {"n": number(file.candidates)}]
    if waiting:
        parts.append(ngettext("%(n)s menunggu", "%(n)s menunggu", waiting) % {"n": number(waiting)})
    return ", ".join(parts)


def files_headline(count: int) -> str:
    if count == 0:
        return _("Belum ada daftar usulan")
    return ngettext("%(n)s daftar usulan", "%(n)s daftar usulan", count) % {"n": number(count)}


def waiting_words(count: int) -> str:
    return ngettext("%(n)s baris menunggu", "%(n)s baris menunggu", count) % {"n": number(count)}


def file_headline(file: ReceivedFile, *, waiting: int) -> str:
    """The sentence that answers: how many became candidates, and how many wait."""
    if file.state == State.REFUSED:
        return _("Daftar ini belum dapat dibaca")
    made = ngettext("%(n)s baris menjadi calon", "%(n)s baris menjadi calon", file.candidate_count)
    told = made % {"n": number(file.candidate_count)}
    return f"{told}, {_('%(n)s menunggu') % {'n': number(waiting)}}" if waiting else told


def file_about(file: ReceivedFile) -> str:
    return _("%(file)s · %(sender)s · diterima %(when)s") % {
        "file": file.file_name,
        "sender": file.sender,
        "when": instant(file.received_at),
    }


def file_facts_lines(file: ReceivedFile, *, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Where it came from and what it is, as pairs."""
    pairs = [
        (_("Sumber"), str(SOURCE_WORDS[Source(file.source)])),
        (_("Desa"), desa_name(file.desa_code)),
        (_("Pekerjaan untuk semua"), file.occupation),
        (_("Umur dihitung pada"), day(file.registration_date)),
        (_("Diterima oleh"), names.get(file.received_by, file.received_by)),
        (_("Surat pengantar"), file.letter_name),
        (_("Sudah tercatat sebelumnya"), number(file.known_count) if file.known_count else ""),
        ("SHA-256", file.sha256),
    ]
    return [(name, told) for name, told in pairs if told]


def desa_name(code: str) -> str:
    """The name of a desa of the shipped map; the code for one beyond it."""
    if not code:
        return ""
    return next((desa.text for desa in gazetteer(code[:5]).desas if desa.code == code), code)


def settled_rows(
    rows: Mapping[int, RowFacts],
    places: Sequence[int],
    *,
    names: Mapping[str, str],
    lacking: Mapping[int, Sequence[str]],
    may_decide: bool,
) -> dict[int, Settled]:
    """What the rows at these places have come to; one without a row had gone on in an earlier list."""
    return {
        place: _settled(rows[place], names=names, lacking=lacking.get(place, ()), may_decide=may_decide)
        if place in rows
        else Settled(state="fixed", word=_("Sudah tercatat sebelumnya"), told=_("Baris ini tidak diubah."))
        for place in places
    }


def _settled(row: RowFacts, *, names: Mapping[str, str], lacking: Sequence[str], may_decide: bool) -> Settled:
    waits = row.state in WAITS
    lacks = ""
    if row.state is RowState.DECISION and lacking:
        words = ", ".join(NEEDED[name] for name in lacking)
        lacks = _("Belum ada %(words)s: perbaiki di daftarnya, lalu kirim kembali Excel bertandanya.") % {
            "words": words
        }
    return Settled(
        state=_SIGNS.get(row.state, str(row.state)),
        word=str(ROW_WORDS[row.state]),
        told=_decided(row, names),
        row_id=row.id if waits and may_decide else None,
        can_accept=row.state is RowState.DECISION and not lacking,
        lacks=lacks,
        notes=_notes(row) if waits else [],
    )


def _decided(row: RowFacts, names: Mapping[str, str]) -> str:
    told = [grouped(row.receipt_code)] if row.receipt_code else []
    if row.decided_at:
        who = names.get(row.decided_by, row.decided_by)
        told.append(
            _("%(reason)s (%(who)s, %(when)s)") % {"reason": row.reason, "who": who, "when": instant(row.decided_at)}
        )
    return " · ".join(told)


def _notes(row: RowFacts) -> list[Note]:
    """What the check does not say of a row that waits."""
    if row.state is RowState.RETURNED:
        return [_note(NIK_OF_ANOTHER, Level.ERROR)]
    return [_note(code, Level.DECISION) for code in sorted(asked_by(row.codes) & _RECEIVING_NOTES.keys())]


def _note(code: str, level: Level) -> Note:
    message, remedy, _short = _RECEIVING_NOTES[code]
    return Note(level=level, word=str(LEVEL_WORDS[level]), message=str(message), remedy=str(remedy))


def code_words(code: str) -> str:
    """A code of the check or of receiving, in a few words."""
    return str(_RECEIVING_NOTES[code][2]) if code in _RECEIVING_NOTES else short_words(code)


def together(counts: Mapping[str, int]) -> list[Together]:
    """Questions that several rows wait for alone, the most frequent first."""
    found = sorted(((count, code) for code, count in counts.items() if count > 1), reverse=True)
    return [
        Together(
            code=code,
            words=_("%(n)s baris menunggu hanya karena: %(words)s.") % {"n": number(count), "words": code_words(code)},
            act=_("Terima %(n)s baris ini") % {"n": number(count)},
        )
        for count, code in found
    ]
