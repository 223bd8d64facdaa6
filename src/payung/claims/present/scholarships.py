"""Scholarships in the office's words: what is due first, then each child with its years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.wording import day, number, rupiah
from payung.claims.forms.scholarships import END_WORDS, LEVEL_WORDS
from payung.claims.queries.claims import place_of
from payung.claims.queries.scholarships import ScholarshipFacts, YearFacts
from payung.claims.rules.scholarships import YEAR_STEPS, End, YearAct, YearState
from payung.people.rules import SchoolLevel

Words = str | Promise
PAGE = 50
STATE_WORDS: Mapping[YearState, Words] = {
    YearState.OWED: gettext_lazy("belum diajukan"),
    YearState.ASKED: gettext_lazy("sudah diajukan"),
    YearState.PAID: gettext_lazy("sudah dibayar"),
    YearState.DROPPED: gettext_lazy("dilepas"),
}
_SIGNS = {
    YearState.OWED: "notyet",
    YearState.ASKED: "waiting",
    YearState.PAID: "covered",
    YearState.DROPPED: "uncovered",
}
WHICH_WORDS: Mapping[str, Words] = {
    "tahun-ini": gettext_lazy("jatuh tempo tahun ini"),
    "terlambat": gettext_lazy("lewat jatuh tempo"),
    "tanpa-berkas": gettext_lazy("berkas belum lengkap"),
    **{state.value: words for state, words in STATE_WORDS.items()},
}
ORDER_WORDS: Mapping[str, Words] = {
    "": gettext_lazy("jatuh tempo"),
    "anak": gettext_lazy("nama anak"),
    "peserta": gettext_lazy("nama peserta"),
    "jumlah": gettext_lazy("jumlah terbesar"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLine:
    id: int
    number: int
    url: str
    act_url: str
    child: str
    worker: str
    place: str
    year: str
    level: str
    due: str
    amount: str
    state: str
    sign: str
    note: str
    papers: str
    may_ask: bool
    may_pay: bool
    may_drop: bool
    may_reopen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScholarshipShown:
    id: int
    child: str
    sentence: str
    sign: str
    note: str
    lives: bool
    lines: Sequence[YearLine]
    mendable: Sequence[YearLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    told: str
    number: int
    pages: int
    before: str
    after: str
    paper: str
    excel: str


def headline(due: int, overdue: int) -> str:
    if not due and not overdue:
        return _("Tidak ada beasiswa yang menunggu diajukan tahun ini")
    told = ngettext(
        "%(n)s beasiswa jatuh tempo tahun ini belum diajukan",
        "%(n)s beasiswa jatuh tempo tahun ini belum diajukan",
        due,
    ) % {"n": number(due)}
    if not overdue:
        return told
    return _("%(told)s; %(n)s sudah lewat jatuh tempo") % {"told": told, "n": number(overdue)}


def of_claim_sentence(found: Sequence[ScholarshipFacts]) -> str:
    """What the page of one claim answers first."""
    planned = [one for one in found if one.years]
    if not planned:
        return _("Beasiswa belum disusun")
    still = [year for one in planned for year in one.years if year.state in (YearState.OWED, YearState.ASKED)]
    if not still:
        return _("Beasiswa sudah selesai")
    first = min(still, key=lambda year: year.due_date)
    return _("Beasiswa %(n)s anak; berikutnya %(child)s, %(amount)s, jatuh tempo %(day)s") % {
        "n": number(len(planned)),
        "child": first.child,
        "amount": rupiah(first.amount_rp),
        "day": day(first.due_date),
    }


def shown(found: Sequence[ScholarshipFacts], *, kabupaten: str, names: Mapping[str, str]) -> list[ScholarshipShown]:
    return [_scholarship(one, kabupaten, names) for one in found if one.years]


def lines(
    found: Sequence[YearFacts], *, kabupaten: str, names: Mapping[str, str], today: date | None = None
) -> list[YearLine]:
    return [_line(one, kabupaten, names, today) for one in found]


def page(*, count: int, at: int, address: str, asked: Mapping[str, str]) -> Page:
    pages = max(1, -(-count // PAGE))
    kept = {name: value for name, value in asked.items() if value}
    return Page(
        told=ngettext("%(n)s tahun beasiswa", "%(n)s tahun beasiswa", count) % {"n": number(count)},
        number=at,
        pages=pages,
        before=_to(address, kept, hal=at - 1) if at > 1 else "",
        after=_to(address, kept, hal=at + 1) if at < pages else "",
        paper=_to(address, kept, cetak=1),
        excel=_to(address, kept, excel=1),
    )


def headings() -> list[str]:
    return [
        *(_("Anak"), _("Peserta"), _("Desa"), _("Tahun"), _("Jenjang"), _("Jatuh tempo"), _("Jumlah"), _("Keadaan")),
        *(_("Berkas"), _("Keterangan")),
    ]


def rows(found: Sequence[YearLine]) -> list[list[str]]:
    return [[x.child, x.worker, x.place, x.year, x.level, x.due, x.amount, x.state, x.papers, x.note] for x in found]


def _to(address: str, kept: Mapping[str, str], **more: int) -> str:
    return f"{address}?{urlencode({**kept, **more})}"


def _scholarship(one: ScholarshipFacts, kabupaten: str, names: Mapping[str, str]) -> ScholarshipShown:
    told = [_line(year, kabupaten, names, None) for year in one.years]
    last = max((y.number for y in one.years if y.state in (YearState.ASKED, YearState.PAID)), default=0)
    return ScholarshipShown(
        id=one.id,
        child=one.child,
        sentence=_lives(one),
        sign="uncovered" if one.ended_on else "covered",
        note=one.note,
        lives=one.ended_on is None,
        lines=told,
        mendable=[line for line in told if line.number > last] if one.ended_on is None else [],
    )


def _lives(one: ScholarshipFacts) -> str:
    if one.ended_on:
        return _("berakhir %(day)s: %(why)s") % {"day": day(one.ended_on), "why": END_WORDS[End(one.end_reason)]}
    left = [year.amount_rp for year in one.years if year.state is not YearState.DROPPED]
    return _("%(n)s tahun, %(total)s seluruhnya") % {"n": number(len(left)), "total": rupiah(sum(left))}


def _line(one: YearFacts, kabupaten: str, names: Mapping[str, str], today: date | None) -> YearLine:
    desa, kecamatan = place_of(kabupaten, one.desa_code)
    overdue = today is not None and one.state is YearState.OWED and one.due_date < today
    return YearLine(
        id=one.id,
        number=one.number,
        url=reverse("claims:claim_scholarships", args=[one.claim_id]),
        act_url=reverse("claims:scholarship_year", args=[one.id]),
        child=one.child,
        worker=one.worker,
        place=", ".join(filter(None, (desa, kecamatan))),
        year=_("tahun ke-%(n)s") % {"n": number(one.number)},
        level=str(LEVEL_WORDS[SchoolLevel(one.level)]),
        due=day(one.due_date),
        amount=rupiah(one.amount_rp),
        state=_("lewat jatuh tempo, belum diajukan") if overdue else str(STATE_WORDS[one.state]),
        sign="uncovered" if overdue else _SIGNS[one.state],
        note=_note(one, names),
        papers=_("lengkap") if one.papers_there else _("belum lengkap"),
        may_ask=(one.state, YearAct.ASK) in YEAR_STEPS,
        may_pay=(one.state, YearAct.PAY) in YEAR_STEPS,
        may_drop=(one.state, YearAct.DROP) in YEAR_STEPS,
        may_reopen=(one.state, YearAct.REOPEN) in YEAR_STEPS,
    )


def _note(one: YearFacts, names: Mapping[str, str]) -> str:
    told = []
    if one.paid_on:
        told.append(_("dibayar %(amount)s, %(day)s") % {"amount": rupiah(one.paid_rp), "day": day(one.paid_on)})
    elif one.asked_on:
        told.append(_("diajukan %(day)s") % {"day": day(one.asked_on)})
    if one.decided_by:
        who = names.get(one.decided_by, one.decided_by)
        told.append(_("tetap diberikan walau bekerja, diputuskan %(name)s") % {"name": who})
    return ". ".join([*told, one.note] if one.note else told)
