"""The lists of this room: their tabs, and a page with the addresses around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.context import may_open
from payung.accounts.rules import Actor
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


def tabs(here: str, *, actor: Actor) -> list[tuple[str, str, bool]]:
    """The lists of this room that the actor may open: address, name, whether it is the one at `here`."""
    names = (
        (address_of(Listed.OPEN), _("Menunggu keputusan")),
        (address_of(Listed.ANSWERED), _("Sudah diputus")),
        (address_of(Listed.RETURNED), _("Dikembalikan")),
        (reverse("matching:joins"), _("Penggabungan")),
        (reverse("matching:oddities"), _("Kejanggalan")),
        (reverse("matching:model"), _("Model pencocokan")),
    )
    return [(address, name, address == here) for address, name in names if may_open(address, actor=actor)]


def address_of(listed: Listed) -> str:
    """Where the questions of this kind are listed."""
    slug = next(slug for slug, one in SLUGS.items() if one is listed)
    return f"{reverse('matching:index')}?lihat={slug}"


def paged(
    found: Sequence[R],
    *,
    told: str,
    count: int,
    here: str,
    download: str,
    asked: Mapping[str, str],
    wanted: int,
    size: int = PER_PAGE,
) -> Page[R]:
    """A page of `size` rows, with the question that was asked in every address."""
    pages = max(1, -(-count // size))

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
