"""The report Belum diklaim in the office's words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.wording import day, number, rupiah
from payung.claims.forms.reporting import OpenForm
from payung.claims.present.deaths import heirs_text
from payung.claims.present.words import SIGNS, STATE_WORDS
from payung.claims.queries.claims import ClaimFacts
from payung.claims.queries.told_dead import Source, Telling
from payung.claims.queries.unclaimed import Report, Unclaimed

Words = str | Promise
SOURCE_WORDS: Mapping[Source, Words] = {
    Source.CLAIM: gettext_lazy("klaim"),
    Source.VERVAL: gettext_lazy("verval desa"),
    Source.LIST: gettext_lazy("daftar meninggal"),
    Source.MEMBERSHIP: gettext_lazy("halaman peserta"),
    Source.PRECHECK: gettext_lazy("jawaban Dukcapil"),
}
STATUS_WORDS: Mapping[str, Words] = {
    "active": gettext_lazy("terlindungi pada hari itu"),
    "unpaid": gettext_lazy("iuran belum dibayar pada hari itu"),
    "lapsed": gettext_lazy("perlindungan sudah berakhir pada hari itu"),
    "not_started": gettext_lazy("perlindungan belum mulai pada hari itu"),
    "": gettext_lazy("belum dapat dikatakan"),
}
ORDER_WORDS: Mapping[str, Words] = {
    "": gettext_lazy("terlama menunggu"),
    "gugur": gettext_lazy("hak paling cepat gugur"),
    "nama": gettext_lazy("nama"),
    "desa": gettext_lazy("desa"),
}
PARTS: Mapping[str, Words] = {
    "tanpa-klaim": gettext_lazy("belum ada klaimnya"),
    "awal": gettext_lazy("meninggal dalam tiga bulan pertama"),
    "terlindungi": gettext_lazy("terlindungi pada hari itu"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnclaimedRow:
    url: str
    name: str
    about: str
    died: str
    days: str
    owed: str
    lapses: str
    state: str
    sign: str
    source: str
    cover: str
    early: bool
    place: str
    heirs: str
    open: str  # address at which its claim is opened at once; empty where it is elsewhere or not the reader's
    form: OpenForm | None


def headline(report: Report) -> str:
    if not report.deaths:
        return _("Tidak ada kematian yang belum diklaim")
    told = {"n": number(len(report.deaths)), "sum": rupiah(report.owed_rp)}
    return (
        ngettext(
            "%(n)s kematian belum dibayar kepada keluarganya; paling sedikit %(sum)s menunggu",
            "%(n)s kematian belum dibayar kepada keluarganya; paling sedikit %(sum)s menunggu",
            len(report.deaths),
        )
        % told
    )


def chosen(found: Sequence[Unclaimed], *, words: str, part: str, desa_code: str, order: str) -> list[Unclaimed]:
    """Those that were asked for, in the order that was asked for."""
    asked = [word.casefold() for word in words.split()]
    kept = [
        one
        for one in found
        if all(word in f"{one.name} {one.desa} {one.kpj}".casefold() for word in asked)
        and (not desa_code or one.desa_code.startswith(desa_code))
        and _of_part(one, part)
    ]
    if order == "nama":
        return sorted(kept, key=lambda one: one.name.casefold())
    if order == "desa":
        return sorted(kept, key=lambda one: (one.kecamatan, one.desa, one.name.casefold()))
    if order == "gugur":
        return sorted(kept, key=lambda one: one.lapses_on or date.max)
    return kept


def rows(found: Iterable[Unclaimed], *, today: date, may_open: bool = False) -> list[UnclaimedRow]:
    return [_row(one, today, may_open=may_open) for one in found]


def telling(one: Telling) -> str:
    """`Menurut verval desa meninggal 3 Mei 2027, KPJ 26000000001.`"""
    told = {"source": SOURCE_WORDS[one.source], "kpj": one.membership.kpj}
    if one.died_on is None:
        return _("Menurut %(source)s sudah meninggal, tanggalnya belum diketahui. KPJ %(kpj)s.") % told
    return _("Menurut %(source)s meninggal %(day)s. KPJ %(kpj)s.") % {**told, "day": day(one.died_on)}


def accident_rows(found: Iterable[ClaimFacts], *, today: date) -> list[tuple[str, str, str, str, str, str, str]]:
    """Address, name, place, day, days since, state, sign."""
    return [
        (
            reverse("claims:claim", args=[one.id]),
            one.person_name,
            ", ".join(filter(None, (one.desa, one.kecamatan))),
            day(one.event_date),
            _days((today - one.event_date).days),
            str(STATE_WORDS[one.state]),
            SIGNS[one.state],
        )
        for one in found
    ]


def desas(found: Iterable[Unclaimed]) -> list[tuple[str, str]]:
    return sorted({(one.desa_code, f"{one.desa}, {one.kecamatan}") for one in found}, key=lambda one: one[1])


def counted(count: int) -> str:
    return ngettext("%(n)s orang", "%(n)s orang", count) % {"n": number(count)}


def headings() -> list[str]:
    return [
        *(_("Nama"), _("KPJ"), _("Desa"), _("Meninggal"), _("Menunggu"), _("Yang menunggu"), _("Hak gugur")),
        *(_("Keadaan"), _("Diketahui dari"), _("Perlindungan"), _("Ahli waris")),
    ]


def excel_rows(shown: Iterable[UnclaimedRow]) -> Iterable[list[str]]:
    return (
        [x.name, x.about, x.place, x.died, x.days, x.owed, x.lapses, x.state, x.source, x.cover, x.heirs] for x in shown
    )


def _of_part(one: Unclaimed, part: str) -> bool:
    if part == "tanpa-klaim":
        return one.claim is None
    if part == "awal":
        return one.early
    return part != "terlindungi" or one.status == "active"


def _row(one: Unclaimed, today: date, *, may_open: bool) -> UnclaimedRow:
    opens = may_open and one.claim is None and one.line_id is None
    return UnclaimedRow(
        url=_url(one),
        name=one.name,
        about=one.kpj,
        died=day(one.died_on) if one.died_on else _("tanggalnya belum diketahui"),
        days=_days(one.days),
        owed=_("belum dapat dihitung") if one.owed_rp is None else rupiah(one.owed_rp),
        lapses=_lapses(one, today),
        state=str(STATE_WORDS[one.claim.state]) if one.claim else _("belum ada klaim"),
        sign=SIGNS[one.claim.state] if one.claim else "uncovered",
        source=str(SOURCE_WORDS[one.source]),
        cover=str(STATUS_WORDS[one.status]),
        early=one.early,
        place=", ".join(filter(None, (one.desa, one.kecamatan))),
        heirs=heirs_text(one.heirs),
        open=reverse("claims:open_for_death", args=[one.person_id]) if opens else "",
        form=OpenForm(initial={"event_date": one.died_on}, auto_id=False) if opens and one.died_on else None,
    )


def _url(one: Unclaimed) -> str:
    """Where something can be done: the claim, the line that waits, or the member."""
    if one.claim:
        return reverse("claims:claim", args=[one.claim.id])
    if one.line_id:
        return reverse("claims:death_line", args=[one.line_id])
    return reverse("desk:person", args=[one.person_id])


def _lapses(one: Unclaimed, today: date) -> str:
    if one.lapses_on is None:
        return "–"
    if one.lapses_on <= today:
        return _("sudah gugur %(day)s") % {"day": day(one.lapses_on)}
    return day(one.lapses_on)


def _days(count: int) -> str:
    return ngettext("%(n)s hari", "%(n)s hari", count) % {"n": number(count)}
