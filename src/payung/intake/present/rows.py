"""The rows of one tab, a page at a time or on paper, and what may be chosen among them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.wording import number
from payung.intake.models import Upload
from payung.intake.present.findings import HEAVIEST_FIRST, LEVEL_WORDS, short_words
from payung.intake.present.uploads import tab_url
from payung.intake.result import CodeCount, Order, Question, Result, Tab
from payung.regions.load import gazetteer
from payung.shared.nik import masked
from payung.shared.problems import Level

ROWS_A_PAGE = 100
ROWS_ON_PAPER = 1000
ORDERS = {"": Order.ROW, "baris-akhir": Order.LAST_ROW_FIRST, "nama": Order.NAME}
ORDER_WORDS: Mapping[str, str | Promise] = {
    "": gettext_lazy("nomor baris"),
    "baris-akhir": gettext_lazy("nomor baris, dari akhir"),
    "nama": gettext_lazy("nama"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One finding as shown: its level as sign and word, what was seen and what to do."""

    level: Level
    word: str
    message: str
    remedy: str


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
    problems = sorted(row["problems"], key=lambda it: HEAVIEST_FIRST.index(Level(it["level"])))
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
