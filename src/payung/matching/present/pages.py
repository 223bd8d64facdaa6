"""The lists of this room: their tabs, and a page with the addresses around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.matching.queries import Listed

R = TypeVar("R")
PER_PAGE = 100
SLUGS = {"terbuka": Listed.OPEN, "diputus": Listed.ANSWERED, "dikembalikan": Listed.RETURNED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[R]):
    """A page of a list, and the addresses around it."""

    told: str
    rows: Sequence[R]
    number: int
    pages: int
    before: str
    after: str
    download: str
    paper: str


def tabs(chosen: Listed | None) -> list[tuple[str, str, bool]]:
    """The lists of this room: address, name, whether it is shown. None: the joins."""
    names = {
        Listed.OPEN: _("Menunggu keputusan"),
        Listed.ANSWERED: _("Sudah diputus"),
        Listed.RETURNED: _("Dikembalikan"),
    }
    lists = [
        (f"{reverse('matching:index')}?lihat={slug}", names[listed], listed is chosen) for slug, listed in SLUGS.items()
    ]
    return [*lists, (reverse("matching:joins"), _("Penggabungan"), chosen is None)]


def paged(
    found: Sequence[R],
    *,
    told: str,
    count: int,
    here: str,
    download: str,
    asked: Mapping[str, str],
    wanted: int,
) -> Page[R]:
    pages = max(1, -(-count // PER_PAGE))

    def address(name: str, **more: str) -> str:
        said = {key: word for key, word in {**asked, **more}.items() if word}
        return reverse(name) + (f"?{urlencode(said)}" if said else "")

    return Page(
        told=told,
        rows=found,
        number=wanted,
        pages=pages,
        before=address(here, hal=str(wanted - 1)) if wanted > 1 else "",
        after=address(here, hal=str(wanted + 1)) if wanted < pages else "",
        download=address(download),
        paper=address(here, cetak="ya"),
    )
