"""Questions about a shared NIK, as a list and as a workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.accounts.queries import names_of_keys
from payung.accounts.wording import day, number
from payung.gateways.lists.columns import Column, Kind, ListRow
from payung.matching.present.pages import Page, paged
from payung.matching.present.words import alike_words, decision_words, desa_name, origin_words
from payung.matching.queries import Line, Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A question as a list shows it."""

    id: int
    who: str
    born: str
    desa: str
    other: str
    other_born: str
    other_desa: str
    alike: str
    origin: str
    decision: str


def page(shown: Shown, *, kabupaten: str, slug: str, words: str, wanted: int) -> Page[Row]:
    return paged(
        list(rows(shown.lines, kabupaten=kabupaten)),
        told=ngettext("%(n)s pertanyaan", "%(n)s pertanyaan", shown.count) % {"n": number(shown.count)},
        count=shown.count,
        here="matching:index",
        download="matching:download",
        asked={"lihat": slug, "cari": words},
        wanted=wanted,
    )


def rows(lines: list[Line], *, kabupaten: str) -> Iterator[Row]:
    elsewhere = _("di luar wilayah Anda")
    who = names_of_keys([line.decision.made_by for line in lines if line.decision])
    for line in lines:
        yield Row(
            id=line.id,
            who=line.name,
            born=day(line.birth_date),
            desa=desa_name(line.desa_code, kabupaten=kabupaten),
            other=line.other_name or elsewhere,
            other_born=day(line.other_birth_date) if line.other_birth_date else "",
            other_desa=desa_name(line.other_desa_code, kabupaten=kabupaten),
            alike=alike_words(line.alike),
            origin=origin_words(line.origin),
            decision=decision_words(line.decision, who) if line.decision else "",
        )


def list_columns() -> list[Column]:
    """The same list as a workbook; it holds no NIK."""
    return [
        Column(heading=_("Nama pada usulan"), width=30),
        Column(heading=_("Lahir"), kind=Kind.DAY),
        Column(heading=_("Desa"), width=24),
        Column(heading=_("Nama yang tercatat"), width=30),
        Column(heading=_("Lahir (tercatat)"), kind=Kind.DAY),
        Column(heading=_("Desa (tercatat)"), width=24),
        Column(heading=_("Kesamaan"), width=40),
        Column(heading=_("Kode tanda terima")),
        Column(heading=_("Asal usulan"), width=50),
        Column(heading=_("Keputusan"), width=50),
    ]


def list_rows(lines: list[Line], *, kabupaten: str) -> Iterator[ListRow]:
    for line, row in zip(lines, rows(lines, kabupaten=kabupaten), strict=True):
        other_born: date | None = line.other_birth_date
        cells = (row.who, line.birth_date, row.desa, row.other, other_born, row.other_desa)
        yield ListRow(cells=(*cells, row.alike, line.origin.receipt_code, row.origin, row.decision))
