"""Doubts of both kinds, as a list and as a workbook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.accounts.queries import names_of_keys
from payung.accounts.wording import day, number
from payung.gateways.lists.columns import Column, Kind, ListRow
from payung.matching.present.pages import Page, paged
from payung.matching.present.pair_words import bits_words, in_short, ruled_words
from payung.matching.present.words import alike_words, decision_words, desa_name, origin_words
from payung.matching.queries import Line
from payung.matching.queries.doubts import ShownDoubts
from payung.matching.queries.pairs import PairLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A doubt as a list shows it: of a shared NIK, or of two persons that look like one."""

    address: str
    who: str
    born: str
    desa: str
    other: str
    other_born: str
    other_desa: str
    alike: str
    origin: str
    decision: str
    bits: str = ""  # what a pair weighs; nothing for a shared NIK


def page(shown: ShownDoubts, *, kabupaten: str, slug: str, words: str, wanted: int) -> Page[Row]:
    return paged(
        list(rows(shown.lines, kabupaten=kabupaten)),
        told=ngettext("%(n)s pertanyaan", "%(n)s pertanyaan", shown.count) % {"n": number(shown.count)},
        count=shown.count,
        here="matching:index",
        download="matching:download",
        asked={"lihat": slug, "cari": words},
        wanted=wanted,
    )


def rows(lines: Sequence[Line | PairLine], *, kabupaten: str) -> Iterator[Row]:
    told = [line.ruling if isinstance(line, PairLine) else line.decision for line in lines]
    who = names_of_keys([one.made_by for one in told if one])
    for line in lines:
        yield _of_pair(line, kabupaten, who) if isinstance(line, PairLine) else _of_question(line, kabupaten, who)


def _of_question(line: Line, kabupaten: str, who: dict[str, str]) -> Row:
    return Row(
        address=reverse("matching:question", args=[line.id]),
        who=line.name,
        born=day(line.birth_date),
        desa=desa_name(line.desa_code, kabupaten=kabupaten),
        other=line.other_name or _("di luar wilayah Anda"),
        other_born=day(line.other_birth_date) if line.other_birth_date else "",
        other_desa=desa_name(line.other_desa_code, kabupaten=kabupaten),
        alike=_("Satu NIK pada dua orang · %(alike)s") % {"alike": alike_words(line.alike)},
        origin=origin_words(line.origin),
        decision=decision_words(line.decision, who) if line.decision else "",
    )


def _of_pair(line: PairLine, kabupaten: str, who: dict[str, str]) -> Row:
    return Row(
        address=reverse("matching:pair", args=[line.low.person_id, line.high.person_id]),
        who=line.high.name,
        born=day(line.high.birth_date),
        desa=desa_name(line.high.desa_code, kabupaten=kabupaten),
        other=line.low.name,
        other_born=day(line.low.birth_date),
        other_desa=desa_name(line.low.desa_code, kabupaten=kabupaten),
        alike=in_short(line),
        origin="",
        decision=ruled_words(line.ruling, who) if line.ruling else "",
        bits=bits_words(line.weight) if line.weight is not None else "",
    )


def list_columns() -> list[Column]:
    """The same list as a workbook; it holds no NIK."""
    return [
        Column(heading=_("Nama"), width=30),
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


def list_rows(lines: Sequence[Line | PairLine], *, kabupaten: str) -> Iterator[ListRow]:
    for line, row in zip(lines, rows(lines, kabupaten=kabupaten), strict=True):
        born, other_born, receipt = _cells(line)
        cells = (row.who, born, row.desa, row.other, other_born, row.other_desa)
        yield ListRow(cells=(*cells, row.alike, receipt, row.origin, row.decision))


def _cells(line: Line | PairLine) -> tuple[date, date | None, str]:
    """Both days of birth, and the receipt."""
    if isinstance(line, PairLine):
        return line.high.birth_date, line.low.birth_date, ""
    return line.birth_date, line.other_birth_date, line.origin.receipt_code
