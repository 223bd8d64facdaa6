"""Collisions of payers in the office's words: who is paid for twice, by whom, and what was decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.wording import day, instant, month, number
from payung.contributions.present.reconciling import Words, about, age, lasted, places_of, span
from payung.contributions.queries.colliding import CollisionFacts
from payung.contributions.states import CollisionState
from payung.matching.present.likeness import likeness_texts, nearness_text
from payung.matching.rules.outside import Nearness
from payung.shared.dates import Month

COLLISION_STATE_WORDS: Mapping[CollisionState, Words] = {
    CollisionState.OPEN: gettext_lazy("Menunggu keputusan"),
    CollisionState.OURS: gettext_lazy("Pembayaran kita berlaku"),
    CollisionState.THEIRS: gettext_lazy("Pembayar lain berlaku"),
    CollisionState.NOT_ONE: gettext_lazy("Bukan orang yang sama"),
}
COLLISION_ORDERS: Mapping[str, Words] = {
    "": gettext_lazy("terlama"),
    "nama": gettext_lazy("nama"),
    "pembayar": gettext_lazy("pembayar"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CollisionLine:
    id: int
    url: str
    name: str
    about: str
    payer: str
    theirs: str
    months: str
    age: str
    owner: str
    state: str
    sign: str


def collision_headline(counts: Mapping[CollisionState, int]) -> str:
    still = counts[CollisionState.OPEN]
    if not still:
        return _("Tidak ada benturan pembayar yang menunggu keputusan")
    return ngettext(
        "%(n)s peserta juga dibayar pihak lain dan menunggu keputusan",
        "%(n)s peserta juga dibayar pihak lain dan menunggu keputusan",
        still,
    ) % {"n": number(still)}


def collision_lines(
    found: Iterable[CollisionFacts], *, names: Mapping[str, str], now: datetime, kabupaten: str
) -> list[CollisionLine]:
    places = places_of(kabupaten)
    return [
        CollisionLine(
            id=one.id,
            url=reverse("contributions:collision", args=[one.id]),
            name=one.name,
            about=about(one.kpj, places.get(one.desa_code, "")),
            payer=one.payer,
            theirs=_theirs(one),
            months=_stretch(one.first_month, one.last_month),
            age=lasted(one.opened_at, one.closed_at) if one.closed_at else age(one.opened_at, now),
            owner=names.get(one.owner, ""),
            state=str(COLLISION_STATE_WORDS[one.state]),
            sign="waiting" if one.state is CollisionState.OPEN else "covered",
        )
        for one in found
    ]


def _theirs(one: CollisionFacts) -> str:
    """The name of the evidence; of one who is only alike with how sure that is."""
    alike = f"({nearness_text(one.likeness)})" if one.likeness else ""
    return " ".join(filter(None, (one.their_name, alike)))


def collision_facts(one: CollisionFacts, *, names: Mapping[str, str], kabupaten: str) -> list[tuple[str, str]]:
    facts = [
        (_("Pembayar lain"), one.payer),
        (_("Nama menurut mereka"), one.their_name),
        *_likeness_facts(one),
        (_("Bulan mereka"), _stretch(one.first_month, one.last_month)),
        (_("Bulan kita"), span(one.member_first, one.member_last)),
        (_("Dana kita"), one.fund_name),
        (_("KPJ"), one.kpj),
        (_("Desa"), places_of(kabupaten).get(one.desa_code, "")),
        (_("Bukti"), _evidence(one)),
        (_("Tampak sejak"), instant(one.opened_at)),
        (_("Ditangani oleh"), names.get(one.owner, "")),
        (_("Diputus"), f"{instant(one.closed_at)}, {names.get(one.closed_by, one.closed_by)}" if one.closed_at else ""),
        (_("Alasan"), one.closed_because),
    ]
    return [(name, value) for name, value in facts if value]


def collision_title(one: CollisionFacts) -> str:
    told = {"name": one.name, "payer": one.payer}
    if one.likeness is None:
        return _("%(name)s juga dibayar %(payer)s") % told
    if one.likeness.nearness is Nearness.ALMOST_SURE:
        return _("%(name)s hampir pasti juga dibayar %(payer)s") % told
    return _("%(name)s mungkin juga dibayar %(payer)s") % told


def likeness_rows(one: CollisionFacts) -> list[str]:
    """How the person of the list is like our member, and what differs."""
    return likeness_texts(one.likeness) if one.likeness else []


def _likeness_facts(one: CollisionFacts) -> list[tuple[str, str]]:
    if one.likeness is None:
        return []
    return [
        (_("Lahir menurut mereka"), day(one.their_birth_date) if one.their_birth_date else _("tidak disebut")),
        (_("Lahir menurut kita"), day(one.birth_date)),
        (_("Kemiripan"), nearness_text(one.likeness)),
    ]


def _stretch(first: Month | None, last: Month | None) -> str:
    if first and last:
        return span(first, last)
    if last:
        return _("s.d. %(last)s") % {"last": month(last)}
    return _("sejak %(first)s") % {"first": month(first)} if first else _("tidak disebut")


def _evidence(one: CollisionFacts) -> str:
    if not one.file_name:
        return _("jawaban pemadanan BPJS")
    place = f"{one.sheet} " if one.sheet else ""
    return _("%(file)s, %(place)sbaris %(row)s") % {"file": one.file_name, "place": place, "row": number(one.row or 0)}


def rows_of_collisions(shown: Sequence[CollisionLine]) -> list[list[str]]:
    return [[one.name, one.about, one.payer, one.theirs, one.months, one.age, one.owner, one.state] for one in shown]
