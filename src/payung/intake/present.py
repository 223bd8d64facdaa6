"""What the pages of a checked list show, ready to be printed: every number formatted, every NIK masked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.wording import day, instant, number
from payung.intake.models import Upload
from payung.intake.result import CodeCount, Order, Question, Result, Tab
from payung.intake.rules.problems import LEVEL_OF
from payung.intake.rules.room import Full
from payung.intake.rules.short_words import SHORT
from payung.intake.rules.vocabulary import FIELD_NAMES
from payung.intake.states import State
from payung.intake.steps import Step
from payung.jobs.queries import Progress
from payung.regions.load import gazetteer
from payung.shared.nik import masked
from payung.shared.problems import Level

ROWS_A_PAGE = 100
ROWS_ON_PAPER = 1000
SHEETS_NAMED = 8
SLUGS = {"siap": Tab.READY, "perlu-diperbaiki": Tab.ERROR, "perlu-keputusan": Tab.DECISION, "peringatan": Tab.WARNING}
ORDERS = {"": Order.ROW, "baris-akhir": Order.LAST_ROW_FIRST, "nama": Order.NAME}

TAB_WORDS: Mapping[Tab, str | Promise] = {
    Tab.READY: gettext_lazy("Siap"),
    Tab.ERROR: gettext_lazy("Perlu diperbaiki"),
    Tab.DECISION: gettext_lazy("Perlu keputusan"),
    Tab.WARNING: gettext_lazy("Peringatan"),
}
LEVEL_WORDS: Mapping[Level, str | Promise] = {
    Level.ERROR: gettext_lazy("Perlu diperbaiki"),
    Level.DECISION: gettext_lazy("Perlu keputusan"),
    Level.WARNING: gettext_lazy("Peringatan"),
    Level.FIXED: gettext_lazy("Sudah dibereskan"),
}
ORDER_WORDS: Mapping[str, str | Promise] = {
    "": gettext_lazy("nomor baris"),
    "baris-akhir": gettext_lazy("nomor baris, dari akhir"),
    "nama": gettext_lazy("nama"),
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
}
FULL_SENTENCES: Mapping[Full, str | Promise] = {
    Full.VISITOR: gettext_lazy(
        "Anda sudah menyimpan banyak daftar di sini. Hapus yang tidak dipakai, lalu unggah lagi."
    ),
    Full.WAITING: gettext_lazy("Banyak daftar sedang menunggu diperiksa. Tunggu beberapa menit, lalu unggah lagi."),
    Full.DISK: gettext_lazy("Tempat penyimpanan sedang penuh. Hubungi pengelola Payung, atau unggah lagi besok."),
}
_HEAVIEST_FIRST = [*Level]


@dataclass(frozen=True, slots=True, kw_only=True)
class TabShown:
    tab: Tab
    word: str
    count: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One finding as shown: its level as sign and word, what was seen and what to do."""

    level: Level
    word: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileNote:
    """Findings of the whole file that ask for the same thing."""

    level: Level
    word: str
    messages: Sequence[str]
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLine:
    level: Level
    level_word: str
    words: str
    count: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    name: str
    told: str
    skipped: str
    columns: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One row as shown."""

    name: str
    identity: str
    place: str
    where: str
    sheet: str
    notes: Sequence[Note]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of rows; `pages` is 1 where all stand on it."""

    people: Sequence[Person]
    count: str
    number: int
    pages: int
    before: str
    after: str
    paper: str
    told: str


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


def headline(upload: Upload) -> str:
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


def tabs(upload: Upload, current: Tab | None = None) -> list[TabShown]:
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


def tab_url(upload: Upload, tab: Tab, **wishes: str | int) -> str:
    slug = next(slug for slug, its in SLUGS.items() if its is tab)
    asked = urlencode({name: wish for name, wish in wishes.items() if wish})
    return reverse("intake:rows", args=[upload.code, slug]) + (f"?{asked}" if asked else "")


def waiting(upload: Upload, progress: Progress | None, *, seconds: float) -> Waiting:
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


def file_notes(facts: Mapping[str, Any]) -> list[FileNote]:
    """Findings of the file and its sheets, the heaviest first, those with one remedy together."""
    problems = sorted(facts["problems"], key=lambda it: (_HEAVIEST_FIRST.index(Level(it["level"])), it["code"]))
    notes = []
    for (level, code, remedy), group in groupby(problems, key=lambda it: (it["level"], it["code"], it["remedy"])):
        found = list(group)
        messages = _wanted_by_insurer(found) if code == "INSURER_FIELD_MISSING" else _by_sheet(found, facts["sheets"])
        notes.append(
            FileNote(level=Level(level), word=str(LEVEL_WORDS[Level(level)]), messages=messages, remedy=remedy)
        )
    return notes


def _wanted_by_insurer(problems: Sequence[Mapping[str, Any]]) -> list[str]:
    columns = dict.fromkeys(FIELD_NAMES.get(problem.get("field") or "", "") for problem in problems)
    return [f"Belum ada, padahal diminta BPJS Ketenagakerjaan: {', '.join(filter(None, columns))}."]


def _by_sheet(problems: Sequence[Mapping[str, Any]], sheets: Sequence[Mapping[str, Any]]) -> list[str]:
    """Each message once, with the sheets it is about unless it is about all."""
    where: dict[str, list[str]] = {}
    for problem in problems:
        where.setdefault(problem["message"], []).append(problem.get("sheet") or "")
    return [
        message if len(names) == len(sheets) or not any(names) else f"{message} ({_names(names)})"
        for message, names in where.items()
    ]


def _names(sheets: Sequence[str]) -> str:
    more = _(" dan %(n)s lembar lain") % {"n": number(len(sheets) - SHEETS_NAMED)} if len(sheets) > SHEETS_NAMED else ""
    return ", ".join(sheets[:SHEETS_NAMED]) + more


def code_lines(upload: Upload, counts: Iterable[CodeCount]) -> list[CodeLine]:
    """Each finding with its number of rows, heaviest level first, linked to the heap where most of them lie."""
    lines = [
        CodeLine(
            level=LEVEL_OF[count.code],
            level_word=str(LEVEL_WORDS[LEVEL_OF[count.code]]),
            words=short_words(count.code),
            count=number(count.rows),
            url=tab_url(upload, _heap_of(count), masalah=count.code),
        )
        for count in counts
    ]
    return sorted(lines, key=lambda line: _HEAVIEST_FIRST.index(line.level))


def _heap_of(count: CodeCount) -> Tab:
    """The heap of the finding's own level where it shows them all, else the fullest."""
    own = {Level.ERROR: Tab.ERROR, Level.DECISION: Tab.DECISION, Level.WARNING: Tab.WARNING}.get(LEVEL_OF[count.code])
    if own and count.by_tab[own] == count.rows:
        return own
    return max(count.by_tab, key=lambda tab: count.by_tab[tab])


def short_words(code: str) -> str:
    words = _(SHORT.get(code, code))
    return words[:1].upper() + words[1:]


def sheet_lines(facts: Mapping[str, Any]) -> list[SheetLine]:
    return [
        SheetLine(
            name=sheet["name"] or _("Seluruh berkas"),
            told=_rows_read(sheet),
            skipped=_rows_skipped(sheet["skipped"]),
            columns=_columns_read(sheet),
        )
        for sheet in facts["sheets"]
    ]


def _rows_read(sheet: Mapping[str, Any]) -> str:
    if not sheet["header_rows"]:
        return _("Tidak ada judul kolom yang dikenal, jadi lembar ini tidak dibaca.")
    told = ngettext("%(n)s baris orang dibaca.", "%(n)s baris orang dibaca.", sheet["rows"]) % {
        "n": number(sheet["rows"])
    }
    heads = ngettext("Judul kolom di baris %(rows)s.", "Judul kolom di baris %(rows)s.", len(sheet["header_rows"]))
    hidden = _("Lembar ini tersembunyi di Excel.") if sheet["hidden"] else ""
    return " ".join(filter(None, (told, heads % {"rows": runs(sheet["header_rows"])}, hidden)))


def _rows_skipped(rows: Sequence[int]) -> str:
    if not rows:
        return ""
    told = ngettext(
        "%(n)s baris dilewati karena kosong, jumlah, judul ulang atau tanda tangan: baris %(rows)s.",
        "%(n)s baris dilewati karena kosong, jumlah, judul ulang atau tanda tangan: baris %(rows)s.",
        len(rows),
    )
    return told % {"n": number(len(rows)), "rows": runs(rows)}


def _columns_read(sheet: Mapping[str, Any]) -> str:
    return ", ".join(f"{column} {FIELD_NAMES.get(name, name)}" for name, column in sheet["columns"].items())


def runs(numbers: Sequence[int], most: int = 60) -> str:
    """`[3, 4, 5, 9]` as `3–5, 9`."""
    breaks = [place for place, (one, next_) in enumerate(pairwise(numbers), 1) if next_ != one + 1]
    spans = list(pairwise([0, *breaks, len(numbers)]))
    shown = [
        str(numbers[start]) if stop == start + 1 else f"{numbers[start]}–{numbers[stop - 1]}" for start, stop in spans
    ]
    return ", ".join(shown[:most]) + (" …" if len(shown) > most else "")


def page(upload: Upload, result: Result, question: Question, *, wanted: int, asked: Mapping[str, str]) -> Page:
    """One page of the rows asked for; a number beyond the last shows the last."""
    places = result.select(question)
    pages = max(1, -(-len(places) // ROWS_A_PAGE))
    at = min(max(wanted, 1), pages)
    first = (at - 1) * ROWS_A_PAGE
    shown = places[first : first + ROWS_A_PAGE]
    return Page(
        people=people(result.rows(shown)),
        count=number(len(places)),
        number=at,
        pages=pages,
        before=tab_url(upload, question.tab, **asked, hal=at - 1) if at > 1 else "",
        after=tab_url(upload, question.tab, **asked, hal=at + 1) if at < pages else "",
        paper=tab_url(upload, question.tab, **asked, cetak=1),
        told=_told(len(places), first, len(shown)),
    )


def paper(result: Result, question: Question) -> Page:
    """The rows asked for as they are printed: all on one page, up to a thousand."""
    places = result.select(question)
    shown = places[:ROWS_ON_PAPER]
    return Page(
        people=people(result.rows(shown)),
        count=number(len(places)),
        number=1,
        pages=1,
        before="",
        after="",
        paper="",
        told=_told(len(places), 0, len(shown)),
    )


def _told(count: int, first: int, shown: int) -> str:
    if count == shown:
        return ngettext("%(n)s baris", "%(n)s baris", count) % {"n": number(count)}
    words = {"first": number(first + 1), "last": number(first + shown), "n": number(count)}
    return _("Baris ke-%(first)s s.d. %(last)s dari %(n)s") % words


def people(rows: Iterable[Mapping[str, Any]]) -> list[Person]:
    return [_person(row) for row in rows]


def _person(row: Mapping[str, Any]) -> Person:
    problems = sorted(row["problems"], key=lambda it: _HEAVIEST_FIRST.index(Level(it["level"])))
    return Person(
        name=row["name"] or _("(tanpa nama)"),
        identity=" · ".join(filter(None, (_nik(row["nik"]), _born(row["birth_date"])))),
        place=" · ".join(filter(None, (_desa(row["desa_code"]), row["occupation"]))),
        where=_("Baris %(row)s") % {"row": row["row"]},
        sheet=row["sheet"],
        notes=[
            Note(
                level=Level(it["level"]),
                word=str(LEVEL_WORDS[Level(it["level"])]),
                message=it["message"],
                remedy=it["remedy"],
            )
            for it in problems
        ],
    )


def _nik(nik: str | None) -> str:
    return _("NIK %(nik)s") % {"nik": masked(nik)} if nik else _("NIK tidak terbaca")


def _born(birth_date: str | None) -> str:
    return _("lahir %(year)s") % {"year": date.fromisoformat(birth_date).year} if birth_date else ""


def _desa(code: str | None) -> str:
    """The name of a desa of the shipped map; the code for one beyond it."""
    if code is None:
        return ""
    return next((desa.name for desa in gazetteer(code[:5]).desas if desa.code == code), code)


def code_choices(counts: Iterable[CodeCount], tab: Tab) -> list[tuple[str, str]]:
    """The findings that occur in this heap, to choose from."""
    here = [(count.by_tab[tab], count.code) for count in counts if count.by_tab[tab]]
    return [(code, f"{short_words(code)} ({number(rows)})") for rows, code in sorted(here, reverse=True)]


def order_choices() -> list[tuple[str, str]]:
    return [(name, str(words)) for name, words in ORDER_WORDS.items()]


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
