"""Claims in a list, in the office's words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.wording import day, instant, number
from payung.claims.present.words import KIND_WORDS, SCHEME_WORDS, SIGNS, STATE_WORDS
from payung.claims.queries.claims import ClaimFacts
from payung.claims.queries.index import OPEN, UNASSIGNED, ClaimsCount
from payung.claims.queries.said import SAID_ALIVE
from payung.claims.queries.waits import DIFFERING, PAPERS, TO_APPROVE
from payung.claims.states import Scheme, State

Words = str | Promise
ORDER_WORDS: Mapping[str, Words] = {
    "": gettext_lazy("laporan terbaru"),
    "kejadian": gettext_lazy("tanggal kejadian"),
    "nama": gettext_lazy("nama"),
    "desa": gettext_lazy("desa"),
}
STATES: Mapping[str, Words] = {
    OPEN: gettext_lazy("belum selesai"),
    SAID_ALIVE: gettext_lazy("menurut desa masih hidup"),
    PAPERS: gettext_lazy("berkasnya belum lengkap"),
    TO_APPROVE: gettext_lazy("hitungan menunggu persetujuan"),
    DIFFERING: gettext_lazy("ada selisih terbuka"),
    **{k.value: v for k, v in STATE_WORDS.items()},
}
SCHEMES: Mapping[Scheme, Words] = {
    Scheme.OPEN: SCHEME_WORDS[Scheme.OPEN],
    Scheme.JKK: "JKK",
    Scheme.JKM: "JKM",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    url: str
    name: str
    about: str  # code and KPJ
    happened: str
    scheme: str
    state: str
    sign: str
    place: str
    officer: str
    told: str


def headline(count: ClaimsCount) -> str:
    if not count.all:
        return _("Belum ada klaim")
    if not count.open:
        return _("Semua klaim sudah selesai")
    return ngettext("%(n)s klaim belum selesai", "%(n)s klaim belum selesai", count.open) % {"n": number(count.open)}


def counted(count: int) -> str:
    return ngettext("%(n)s klaim", "%(n)s klaim", count) % {"n": number(count)}


def lines(found: Iterable[ClaimFacts]) -> list[ClaimLine]:
    return [_line(one) for one in found]


def _line(one: ClaimFacts) -> ClaimLine:
    return ClaimLine(
        url=reverse("claims:claim", args=[one.id]),
        name=one.person_name,
        about=" · ".join(filter(None, (one.code, f"KPJ {one.kpj}" if one.kpj else ""))),
        happened=f"{KIND_WORDS[one.kind]}, {day(one.event_date)}",
        scheme=str(SCHEMES[one.scheme]),
        state=str(STATE_WORDS[one.state]),
        sign=SIGNS[State(one.state)],
        place=", ".join(filter(None, (one.desa, one.kecamatan))),
        officer=one.officer_name,
        told=instant(one.told_at),
    )


def officers(found: Sequence[tuple[str, str]]) -> list[tuple[str, Words]]:
    return [(UNASSIGNED, _("belum ditangani")), *found]


def headings() -> list[str]:
    return [
        *(_("Nama"), _("Kode dan KPJ"), _("Kejadian"), _("Skema"), _("Keadaan"), _("Desa"), _("Petugas")),
        _("Dilaporkan"),
    ]


def excel_rows(shown: Iterable[ClaimLine]) -> Iterable[list[str]]:
    return ([x.name, x.about, x.happened, x.scheme, x.state, x.place, x.officer, x.told] for x in shown)
