"""Candidates as shown: name, year of birth, desa, and the code that stands on the receipt."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.wording import number
from payung.gateways.lists.columns import Cell
from payung.intake.present.received import desa_name
from payung.intake.queries import CandidateFacts, Origin
from payung.regions.rules import Gazetteer
from payung.shared.codes import grouped

ORDERS = {"": "", "nama": "name", "desa": "desa"}
ORDER_WORDS: Mapping[str, str | Promise] = {
    "": gettext_lazy("urutan diterima"),
    "nama": gettext_lazy("nama"),
    "desa": gettext_lazy("desa"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateLine:
    name: str
    born: str
    place: str
    code: str
    file: str
    file_url: str
    where: str
    remark: str  # what BPJS said of the person last, where that was a refusal


def headline(count: int, *, sought: bool) -> str:
    if count == 0:
        return _("Tidak ada calon yang cocok") if sought else _("Belum ada calon peserta")
    return ngettext("%(n)s calon peserta", "%(n)s calon peserta", count) % {"n": number(count)}


def told(count: int) -> str:
    return ngettext("%(n)s orang", "%(n)s orang", count) % {"n": number(count)}


def lines(
    found: Iterable[CandidateFacts], origins: Mapping[int, Origin], remarks: Mapping[int, str]
) -> list[CandidateLine]:
    return [_line(one, origins[one.id], remarks.get(one.id, "")) for one in found]


def _line(one: CandidateFacts, origin: Origin, remark: str) -> CandidateLine:
    return CandidateLine(
        name=one.name,
        born=_("lahir %(year)s") % {"year": one.birth_date.year},
        place=" · ".join(filter(None, (desa_name(one.desa_code), one.occupation))),
        code=grouped(one.receipt_code),
        file=origin.sender,
        file_url=reverse("intake:file", args=[origin.file_id]),
        where=_where(origin),
        remark=remark,
    )


def cells(
    found: Sequence[CandidateFacts], origins: Mapping[int, Origin], remarks: Mapping[int, str]
) -> Iterator[list[Cell]]:
    """One row of the workbook for each."""
    for one in found:
        origin = origins[one.id]
        yield [
            grouped(one.receipt_code),
            one.name,
            one.birth_date.year,
            desa_name(one.desa_code),
            one.occupation,
            origin.file_name,
            _where(origin),
            remarks.get(one.id, ""),
        ]


def _where(origin: Origin) -> str:
    row = _("Baris %(row)s") % {"row": origin.row}
    return f"{origin.sheet}, {row}" if origin.sheet else row


def place_choices(gazetteer: Gazetteer, *, scope: str) -> list[tuple[str, str]]:
    """The kecamatan and desa of somebody's part of the map, to choose from."""
    seen = [desa for desa in gazetteer.desas if f"{desa.code}.".startswith(f"{scope}.")]
    kecamatan = {desa.kecamatan_code: _("Kec. %(name)s") % {"name": desa.kecamatan} for desa in seen}
    return [*kecamatan.items(), *((desa.code, desa.text) for desa in seen)]
