"""What was found in a file as a whole: notes on it, its findings counted, and how each sheet was read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.accounts.wording import number
from payung.intake.present.findings import HEAVIEST_FIRST, LEVEL_WORDS, short_words
from payung.intake.present.uploads import Listed, tab_url
from payung.intake.result import CodeCount, Tab
from payung.intake.rules.problems import LEVEL_OF
from payung.intake.rules.vocabulary import FIELD_NAMES
from payung.shared.problems import Level

SHEETS_NAMED = 8


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


def file_notes(facts: Mapping[str, Any]) -> list[FileNote]:
    """Findings of the file and its sheets, the heaviest first, those with one remedy together."""
    problems = sorted(facts["problems"], key=lambda it: (HEAVIEST_FIRST.index(Level(it["level"])), it["code"]))
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


def code_lines(upload: Listed, counts: Iterable[CodeCount]) -> list[CodeLine]:
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
    return sorted(lines, key=lambda line: HEAVIEST_FIRST.index(line.level))


def _heap_of(count: CodeCount) -> Tab:
    """The heap of the finding's own level where it shows them all, else the fullest."""
    own = {Level.ERROR: Tab.ERROR, Level.DECISION: Tab.DECISION, Level.WARNING: Tab.WARNING}.get(LEVEL_OF[count.code])
    if own and count.by_tab[own] == count.rows:
        return own
    return max(count.by_tab, key=lambda tab: count.by_tab[tab])


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
