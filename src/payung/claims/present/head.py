"""What stands at the head of every page of a claim: where it stands and what is next, whose it is, its other pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.context import may_open
from payung.accounts.rules import Actor
from payung.accounts.wording import day, instant
from payung.claims.present.words import KIND_WORDS, SCHEME_WORDS, SIGNS, headline
from payung.claims.queries.claims import ClaimFacts
from payung.claims.states import OVER

PAGES: tuple[tuple[str, str | Promise], ...] = (
    ("claim", gettext_lazy("Klaim")),
    ("facts", gettext_lazy("Keterangan")),
    ("papers", gettext_lazy("Berkas")),
    ("family", gettext_lazy("Keluarga")),
    ("computation", gettext_lazy("Hitungan")),
    ("claim_scholarships", gettext_lazy("Beasiswa")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOf:
    """A page of the claim; without an address: the one that is open."""

    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """`headline` answers the page's question; `about` says whose claim of what it is."""

    claim_id: int
    headline: str
    sign: str
    person_name: str
    about: str
    told: str
    pages: Sequence[PageOf]


def head(claim: ClaimFacts, *, actor: Actor, here: str, answered: bool = False) -> Head:
    """`here`: the name of the open page in the addresses of the room, as `papers`. `answered`: the five questions are."""
    return Head(
        claim_id=claim.id,
        headline=headline(claim.standing, answered=answered),
        sign=SIGNS[claim.state],
        person_name=claim.person_name,
        about=_about(claim),
        told=_told(claim),
        pages=[page for name, words in PAGES if (page := _page(claim.id, name, str(words), actor, here))],
    )


def _about(claim: ClaimFacts) -> str:
    """`Meninggal dunia 3 Mei 2027. JKM, kematian. KPJ 26000000001. Rampa, Pulau Laut Utara`."""
    what = str(KIND_WORDS[claim.kind])
    happened = f"{what[:1].upper()}{what[1:]} {day(claim.event_date)}"
    if claim.death_date and claim.death_date != claim.event_date:
        happened = _("%(happened)s, meninggal %(day)s") % {"happened": happened, "day": day(claim.death_date)}
    place = ", ".join(filter(None, (claim.desa, claim.kecamatan)))
    scheme = _("Skema %(scheme)s") % {"scheme": SCHEME_WORDS[claim.scheme]}
    return ". ".join(filter(None, (happened, scheme, f"KPJ {claim.kpj}" if claim.kpj else "", place)))


def _told(claim: ClaimFacts) -> str:
    told = {"code": claim.code, "when": instant(claim.told_at)}
    sentence = _("Kode klaim %(code)s, dilaporkan kepada dinas %(when)s.") % told
    named = _("Petugas klaim: %(name)s.") % {"name": claim.officer_name}
    nobody = "" if claim.state in OVER else _("Belum ada petugas yang menanganinya.")
    officer = named if claim.officer_name else nobody
    return " ".join(filter(None, (sentence, officer)))


def _page(claim_id: int, name: str, words: str, actor: Actor, here: str) -> PageOf | None:
    if name == here:
        return PageOf(name=words, address="")
    try:
        address = reverse(f"claims:{name}", args=[claim_id])
    except NoReverseMatch:
        return None
    return PageOf(name=words, address=address) if may_open(address, actor=actor) else None
