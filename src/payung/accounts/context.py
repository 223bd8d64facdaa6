"""What stands at the head of every page: the office, who has signed in, and the pages that are theirs."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from payung.accounts.permit import found_actor, roles_of
from payung.accounts.roles import names_of
from payung.accounts.rules import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    name: str | Promise
    address: str
    current: str  # as aria-current: "page", "true" for a page below it, or nothing


OFFICE_PAGES = (
    ("desk:home", _("Beranda")),
    ("intake:files", _("Daftar usulan")),
    ("eligibility:prechecks", _("Pemadanan")),
    ("matching:index", _("Siapa orangnya")),
    ("eligibility:index", _("Kelayakan")),
    ("selection:index", _("Seleksi")),
    ("decrees:index", _("SK")),
    ("programmes:index", _("Program")),
)
PUBLIC_PAGES = (
    ("desk:home", _("Beranda")),
    ("intake:new", _("Periksa daftar")),
    ("desk:contribution", _("Hitung iuran")),
    ("desk:cover", _("Hitung perlindungan")),
    ("account_login", _("Masuk")),
)


def office(_: HttpRequest) -> dict[str, object]:
    """Context processor: the office at the head of every page."""
    return {"office": settings.PAYUNG.office}


def navigation(request: HttpRequest) -> dict[str, object]:
    """Context processor: who has signed in, and the pages they may open."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"signed_in": False, "pages": links(PUBLIC_PAGES, request.path, actor=None)}
    actor = found_actor(request)
    held = names_of(actor.roles) if actor else ""
    return {"signed_in": True, "roles_held": held, "pages": links(OFFICE_PAGES, request.path, actor=actor)}


def links(pages: tuple[tuple[str, Promise], ...], here: str, *, actor: Actor | None) -> list[PageLink]:
    """Links to those pages that are there and that the actor may open, by the permit their views stand under."""
    return [
        PageLink(name=name, address=address, current=_current(address, here))
        for key, name in pages
        if (address := _address(key)) and _may_open(address, actor)
    ]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _may_open(address: str, actor: Actor | None) -> bool:
    roles = roles_of(resolve(address).func)
    return roles is None or (actor is not None and actor.may(*roles))


def _current(address: str, here: str) -> str:
    if here == address:
        return "page"
    return "true" if address != "/" and here.startswith(f"{address}/") else ""
