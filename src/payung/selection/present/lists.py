"""Pages of a long list: a hundred at a time, a thousand on paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.accounts.wording import number
from payung.regions.load import gazetteer

AT_ONCE, ON_PAPER = 100, 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Where in a list a page begins and ends, and the addresses around it."""

    first: int
    stop: int
    number: int
    pages: int
    told: str
    before: str
    after: str
    paper: str
    excel: str


def stretch(found: QuerySet[Any], *, here: str, asked: Mapping[str, str], wanted: str, on_paper: bool) -> Stretch:
    """The page wanted of a list; one beyond the last is the last."""
    count = found.count()
    size = ON_PAPER if on_paper else AT_ONCE
    pages = 1 if on_paper else max(1, -(-count // size))
    at = min(max(int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 8 else 1, 1), pages)
    first, stop = (at - 1) * size, min(at * size, count)
    return Stretch(
        first=first,
        stop=stop,
        number=at,
        pages=pages,
        told=_told(count, first, stop),
        before=address(here, asked, hal=at - 1) if at > 1 else "",
        after=address(here, asked, hal=at + 1) if at < pages else "",
        paper=address(here, asked, cetak=1),
        excel=address(here, asked, unduh="excel"),
    )


def address(here: str, asked: Mapping[str, str], **more: object) -> str:
    words = {name: value for name, value in asked.items() if value} | {name: str(value) for name, value in more.items()}
    return f"{here}?{urlencode(words)}" if words else here


def _told(count: int, first: int, stop: int) -> str:
    if stop - first == count:
        return ngettext("%(n)s orang", "%(n)s orang", count) % {"n": number(count)}
    words = {"first": number(first + 1), "last": number(stop), "n": number(count)}
    return _("Ke-%(first)s s.d. %(last)s dari %(n)s orang") % words


def places(scope: str) -> list[tuple[str, str]]:
    """Kecamatan and desa of a part of the map, to choose from."""
    inside = [desa for desa in gazetteer(scope[:5]).desas if f"{desa.code}.".startswith(f"{scope}.")]
    kecamatans = sorted({(desa.kecamatan_code, _("Kecamatan %(name)s") % {"name": desa.kecamatan}) for desa in inside})
    return [*kecamatans, *((desa.code, desa.text) for desa in sorted(inside, key=lambda desa: desa.code))]
