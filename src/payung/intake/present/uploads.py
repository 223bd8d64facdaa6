"""A list seen from outside: its headline, its tabs, how far its check is, and that no more are taken in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.wording import day, instant, number
from payung.intake.models import ReceivedFile, Upload
from payung.intake.result import Tab
from payung.intake.rules.room import Full
from payung.intake.states import State
from payung.intake.steps import Step
from payung.jobs.queries import Progress

SLUGS = {"siap": Tab.READY, "perlu-diperbaiki": Tab.ERROR, "perlu-keputusan": Tab.DECISION, "peringatan": Tab.WARNING}
TAB_WORDS: Mapping[Tab, str | Promise] = {
    Tab.READY: gettext_lazy("Siap"),
    Tab.ERROR: gettext_lazy("Perlu diperbaiki"),
    Tab.DECISION: gettext_lazy("Perlu keputusan"),
    Tab.WARNING: gettext_lazy("Peringatan"),
}
STATE_WORDS: Mapping[str, str | Promise] = {
    State.RECEIVED: gettext_lazy("Menunggu giliran"),
    State.CHECKING: gettext_lazy("Sedang diperiksa"),
    State.CHECKED: gettext_lazy("Selesai diperiksa"),
    State.REFUSED: gettext_lazy("Tidak terbaca"),
    State.FAILED: gettext_lazy("Pemeriksaan terhenti"),
}
STEP_WORDS: Mapping[Step, str | Promise] = {
    Step.CHECK: gettext_lazy("Diperiksa %(done)s dari %(total)s baris"),
    Step.TELL: gettext_lazy("Hasil disusun: %(done)s dari %(total)s baris"),
    Step.MARK: gettext_lazy("Excel bertanda: %(done)s dari %(total)s baris"),
    Step.RECORD: gettext_lazy("Dicatat %(done)s dari %(total)s baris"),
}
FULL_SENTENCES: Mapping[Full, str | Promise] = {
    Full.VISITOR: gettext_lazy(
        "Anda sudah menyimpan banyak daftar di sini. Hapus yang tidak dipakai, lalu unggah lagi."
    ),
    Full.WAITING: gettext_lazy("Banyak daftar sedang menunggu diperiksa. Tunggu beberapa menit, lalu unggah lagi."),
    Full.DISK: gettext_lazy("Tempat penyimpanan sedang penuh. Hubungi pengelola Payung, atau unggah lagi besok."),
}


Listed: TypeAlias = Upload | ReceivedFile


@dataclass(frozen=True, slots=True, kw_only=True)
class TabShown:
    tab: Tab
    word: str
    count: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How far a check is. `done` and `total` are None where that is not known yet."""

    sentence: str
    done: int | None
    total: int | None
    again_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    name: str
    url: str
    state: str
    word: str
    told: str
    when: str


def headline(upload: Listed) -> str:
    """The sentence that answers: how many rows are ready, and how many not."""
    if upload.state == State.REFUSED:
        return _("Daftar ini belum dapat dibaca")
    if upload.ready_count == upload.row_count:
        return ngettext("Semua %(n)s baris siap", "Semua %(n)s baris siap", upload.row_count) % {
            "n": number(upload.row_count)
        }
    parts = [
        ngettext("%(n)s baris siap", "%(n)s baris siap", upload.ready_count) % {"n": number(upload.ready_count)},
        ngettext("%(n)s perlu diperbaiki", "%(n)s perlu diperbaiki", upload.error_count)
        % {"n": number(upload.error_count)},
        ngettext("%(n)s perlu keputusan", "%(n)s perlu keputusan", upload.decision_count)
        % {"n": number(upload.decision_count)},
    ]
    counts = (1, upload.error_count, upload.decision_count)
    return ", ".join(part for part, count in zip(parts, counts, strict=True) if count)


def about(upload: Upload) -> str:
    """Which file that was, and until when it is here."""
    return _("%(file)s · untuk pendaftaran %(day)s · dihapus otomatis %(until)s") % {
        "file": upload.file_name,
        "day": day(upload.registration_date),
        "until": instant(upload.expires_at),
    }


def tabs(upload: Listed, current: Tab | None = None) -> list[TabShown]:
    counts = {
        Tab.READY: upload.ready_count,
        Tab.ERROR: upload.error_count,
        Tab.DECISION: upload.decision_count,
        Tab.WARNING: upload.warning_count,
    }
    return [
        TabShown(
            tab=tab,
            word=str(TAB_WORDS[tab]),
            count=number(counts[tab]),
            url=tab_url(upload, tab),
            current=tab is current,
        )
        for tab in SLUGS.values()
    ]


def tab_url(upload: Listed, tab: Tab, **wishes: str | int) -> str:
    slug = next(slug for slug, its in SLUGS.items() if its is tab)
    asked = urlencode({name: wish for name, wish in wishes.items() if wish})
    here = (
        reverse("intake:file_rows", args=[upload.pk, slug])
        if isinstance(upload, ReceivedFile)
        else reverse("intake:rows", args=[upload.code, slug])
    )
    return here + (f"?{asked}" if asked else "")


def waiting(upload: Listed, progress: Progress | None, *, seconds: float) -> Waiting:
    """How far the check is, `seconds` after the list came; asked for again soon at first, then less often."""
    again_ms = 300 if seconds < 5 else 1000 if seconds < 60 else 3000
    done, total = (progress.done, progress.total) if progress else (None, None)
    if upload.state == State.RECEIVED:
        sentence = _("Menunggu giliran diperiksa")
    elif progress is None or total is None:
        sentence = _("Membaca berkas")
    else:
        words = {"done": number(progress.done), "total": number(total)}
        sentence = str(STEP_WORDS[Step(progress.step)]) % words
    return Waiting(sentence=sentence, done=done, total=total, again_ms=again_ms)


def recent(uploads: Iterable[Upload]) -> list[Recent]:
    """The visitor's own lists, as shown on the front page."""
    return [
        Recent(
            name=upload.file_name,
            url=reverse("intake:list", args=[upload.code]),
            state=upload.state,
            word=str(STATE_WORDS[upload.state]),
            told=headline(upload) if upload.state == State.CHECKED else "",
            when=instant(upload.received_at),
        )
        for upload in uploads
    ]
