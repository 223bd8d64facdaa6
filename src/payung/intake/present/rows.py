"""The rows of one tab, a page at a time or on paper, and what may be chosen among them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from typing import Any, TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.wording import number
from payung.intake.present.findings import HEAVIEST_FIRST, LEVEL_WORDS, short_words
from payung.intake.present.uploads import Listed, tab_url
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
class Settled:
    """What a row of the office's file has come to. `row_id`: None where nothing can be decided of it any more."""

    state: str
    word: str
    told: str
    row_id: int | None = None
    can_accept: bool = False
    lacks: str = ""
    notes: Sequence[Note] = ()


NOBODY: Mapping[int, Settled] = {}
Settling: TypeAlias = Callable[[Sequence[int]], Mapping[int, Settled]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One row as shown."""

    name: str
    identity: str
    place: str
    where: str
    sheet: str
    notes: Sequence[Note]
    settled: Settled | None = None


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


def page(
    upload: Listed,
    result: Result,
    question: Question,
    *,
    wanted: int,
    asked: Mapping[str, str],
    settling: Settling = lambda _: NOBODY,
) -> Page:
    """One page of the rows asked for; a number beyond the last shows the last."""

    def address(**wishes: str | int) -> str:
        return tab_url(upload, question.tab, **{**asked, **wishes})

    return page_of(result, result.select(question), wanted=wanted, address=address, settling=settling)


def page_of(
    result: Result,
    places: Sequence[int],
    *,
    wanted: int,
    address: Callable[..., str],
    settling: Settling = lambda _: NOBODY,
) -> Page:
    """One page of these rows; `address` gives that of another page."""
    pages = max(1, -(-len(places) // ROWS_A_PAGE))
    at = min(max(wanted, 1), pages)
    first = (at - 1) * ROWS_A_PAGE
    shown = places[first : first + ROWS_A_PAGE]
    return Page(
        people=people(result.rows(shown), shown, settling(shown)),
        count=number(len(places)),
        number=at,
        pages=pages,
        before=address(hal=at - 1) if at > 1 else "",
        after=address(hal=at + 1) if at < pages else "",
        paper=address(cetak=1),
        told=_told(len(places), first, len(shown)),
    )


def paper(result: Result, question: Question) -> Page:
    """The rows asked for as they are printed: all on one page, up to a thousand."""
    return paper_of(result, result.select(question))


def paper_of(result: Result, places: Sequence[int], *, settling: Settling = lambda _: NOBODY) -> Page:
    shown = places[:ROWS_ON_PAPER]
    return Page(
        people=people(result.rows(shown), shown, settling(shown)),
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


def people(
    rows: Iterable[Mapping[str, Any]], places: Iterable[int] = repeat(-1), settled: Mapping[int, Settled] = NOBODY
) -> list[Person]:
    return [_person(row, settled.get(place)) for row, place in zip(rows, places, strict=False)]


def _person(row: Mapping[str, Any], settled: Settled | None) -> Person:
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
        ]
        + list(settled.notes if settled else ()),
        settled=settled,
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
