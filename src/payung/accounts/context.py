"""What stands at the head of every page: the office, who has signed in, and the pages that are theirs."""

from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from payung.accounts.permit import found_actor, roles_of
from payung.accounts.roles import names_of
from payung.accounts.rules import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    name: str | Promise
    address: str
    current: str  # as aria-current: "page", "true" for a page below it, or nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class PageGroup:
    """Pages of one task. Its name leads to the first of them; a group of one page goes by the name of that page."""

    name: str | Promise
    address: str
    current: str
    pages: tuple[PageLink, ...]


Named = tuple[str, str | Promise]  # name of an address, and what stands in the navigation

HOME: tuple[Named, ...] = (("desk:home", _("Beranda")),)
OFFICE_GROUPS: tuple[tuple[str | Promise, tuple[Named, ...]], ...] = (
    (
        _("Usulan"),
        (
            ("intake:files", _("Daftar usulan")),
            ("intake:candidates", _("Calon")),
            ("eligibility:prechecks", _("Pemadanan")),
            ("matching:index", _("Siapa orangnya")),
            ("matching:oddities", _("Kejanggalan")),
            ("eligibility:index", _("Kelayakan")),
        ),
    ),
    (
        _("Penetapan"),
        (("programmes:index", _("Program")), ("selection:index", _("Seleksi")), ("decrees:index", _("SK"))),
    ),
    (
        _("Kepesertaan"),
        (
            ("membership:index", _("Peserta")),
            ("enrolment:batches", _("Batch BPJS")),
            ("enrolment:answers", _("Jawaban BPJS")),
        ),
    ),
    (
        _("Iuran"),
        (
            ("contributions:verval", _("Verval")),
            ("contributions:bills", _("Tagihan")),
            ("contributions:payments", _("Pembayaran")),
            ("contributions:calendar", _("Kalender iuran")),
        ),
    ),
    (
        _("Pencocokan"),
        (
            ("contributions:reconciliation", _("Selisih")),
            ("contributions:overpayments", _("Kelebihan bayar")),
            ("contributions:collisions", _("Benturan pembayar")),
        ),
    ),
    (
        _("Klaim"),
        (
            ("claims:worklist", _("Daftar kerja")),
            ("claims:index", _("Klaim")),
            ("claims:reports", _("Laporan kejadian")),
            ("claims:death_lists", _("Daftar meninggal")),
            ("claims:unclaimed", _("Belum diklaim")),
            ("claims:scholarships", _("Beasiswa")),
            ("claims:branch_reports", _("Laporan cabang")),
            ("claims:recap", _("Rekap klaim")),
        ),
    ),
    (
        _("Laporan"),
        (
            ("contributions:reports", _("Semua laporan")),
            ("contributions:gap", _("Celah perlindungan")),
            ("ledger:index", _("Buku")),
            ("contributions:bundle", _("Paket pemeriksaan")),
            ("desk:audit", _("Jejak tindakan")),
        ),
    ),
)
BENEATH = {  # pages that stand at an address of their own, and the address of the page they belong to
    "/uji-publik": "/seleksi",
    "/program-baru": "/program",
    "/perlindungan": "/peserta",
}
PUBLIC_PAGES: tuple[Named, ...] = (
    ("desk:home", _("Beranda")),
    ("intake:new", _("Periksa daftar")),
    ("desk:contribution", _("Hitung iuran")),
    ("desk:cover", _("Hitung perlindungan")),
    ("desk:benefit", _("Hitung manfaat")),
    ("account_login", _("Masuk")),
)


def office(request: HttpRequest) -> dict[str, object]:
    """Context processor: the office at the head of every page, the day where it is an invented one, and the way back."""
    return {
        "office": settings.PAYUNG.office,
        "invented_today": settings.PAYUNG.today,
        "came_from": came_from(request),
    }


def came_from(request: HttpRequest) -> str:
    """The page of ours on which a form was sent, so that a refusal leads back to it; nothing for all else."""
    referer = request.headers.get("referer", "")
    if request.method != "POST" or not url_has_allowed_host_and_scheme(referer, {request.get_host()}):
        return ""
    sent_from = urlsplit(referer)
    return urlunsplit(("", "", "/" + sent_from.path.lstrip("/"), sent_from.query, ""))


def navigation(request: HttpRequest) -> dict[str, object]:
    """Context processor: who has signed in, and the pages they may open."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"signed_in": False, "pages": links(PUBLIC_PAGES, request.path, actor=None)}
    actor = found_actor(request)
    shown = groups(request.path, actor=actor)
    return {
        "signed_in": True,
        "roles_held": names_of(actor.roles) if actor else "",
        "groups": shown,
        "pages_beside": next((group.pages for group in shown if group.current and len(group.pages) > 1), ()),
    }


def groups(here: str, *, actor: Actor | None) -> list[PageGroup]:
    """The tasks of the office of which the actor may open a page; the one they are in has its pages beneath."""
    made = [_group(name, links(pages, here, actor=actor)) for name, pages in (("", HOME), *OFFICE_GROUPS)]
    return [group for group in made if group is not None]


def _group(name: str | Promise, pages: list[PageLink]) -> PageGroup | None:
    if not pages:
        return None
    if len(pages) == 1:
        (only,) = pages
        return PageGroup(name=only.name, address=only.address, current=only.current, pages=tuple(pages))
    within = "true" if any(page.current for page in pages) else ""
    return PageGroup(name=name, address=pages[0].address, current=within, pages=tuple(pages))


def links(pages: tuple[Named, ...], here: str, *, actor: Actor | None) -> list[PageLink]:
    """Links to those pages that are there and that the actor may open, by the permit their views stand under.

    Of two addresses that the visitor stands under, the longer is the current one.
    """
    found = [(name, address) for key, name in pages if (address := _address(key)) and may_open(address, actor=actor)]
    at = _at(here, [address for _name, address in found])
    return [
        PageLink(name=name, address=address, current=("page" if here == address else "true") if address == at else "")
        for name, address in found
    ]


def _at(here: str, addresses: list[str]) -> str | None:
    """The one address that the visitor is at or beneath."""
    under = "/" + here.split("/")[1]
    here = here.replace(under, BENEATH.get(under, under), 1)
    over = [one for one in addresses if here == one or (one != "/" and here.startswith(f"{one}/"))]
    return max(over, key=len, default=None)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def may_open(address: str, *, actor: Actor | None) -> bool:
    """Whether the view at this address of ours is under a permit that the actor holds, or under none."""
    roles = roles_of(resolve(urlsplit(address).path).func)
    return roles is None or (actor is not None and actor.may(*roles))
