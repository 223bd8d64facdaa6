"""Selections, what-if and shares as a page shows them: formatted, nothing left to compute."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.wording import day, instant, month, number, rupiah
from payung.eligibility.queries import RunFacts
from payung.programmes.rules.setup import ProgrammeFacts
from payung.selection.facts import DesaFacts, FundUse, SelectionFacts
from payung.selection.forms import DIVISIONS
from payung.selection.sentences import desa_name, kecamatan_name
from payung.selection.states import State
from payung.selection.what_if import Part, WhatIf

STATES = {
    State.LOCKED: ("waiting", gettext_lazy("terkunci, belum diperingkat")),
    State.RANKED: ("ready", gettext_lazy("berlaku")),
    State.SET_ASIDE: ("error", gettext_lazy("dikesampingkan")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionLine:
    """A selection in a list."""

    url: str
    name: str
    state: str
    word: str
    told: str
    when: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FundLine:
    name: str
    places: str
    person_months: str
    rp: str
    ceiling: str
    left: str
    capacity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    name: str
    within: str
    eligible: str
    share: str
    chosen: str
    reserve: str


def selection_line(facts: SelectionFacts) -> SelectionLine:
    state, word = STATES[facts.state]
    words = {"chosen": number(facts.chosen_count), "reserve": number(facts.reserve_count)}
    told = (
        _("%(n)s layak, belum diperingkat") % {"n": number(facts.eligible_count)}
        if facts.state is State.LOCKED or not facts.ranked_at
        else _("%(chosen)s dipilih, %(reserve)s cadangan") % words
    )
    return SelectionLine(
        url=reverse("selection:one", args=[facts.id]),
        name=_("Seleksi nomor %(id)s") % {"id": facts.id},
        state=state,
        word=str(word),
        told=told,
        when=instant(facts.locked_at),
        because=facts.set_aside_because,
    )


def headline(facts: SelectionFacts) -> str:
    """The sentence that answers the page's question."""
    if facts.state is State.SET_ASIDE:
        return _("Seleksi ini dikesampingkan: %(because)s") % {"because": facts.set_aside_because}
    if facts.state is State.LOCKED:
        return _("Terkunci: %(n)s orang layak menunggu peringkat") % {"n": number(facts.eligible_count)}
    words = {"chosen": number(facts.chosen_count), "reserve": number(facts.reserve_count)}
    return _("%(chosen)s orang dipilih, %(reserve)s orang cadangan") % words


def about(facts: SelectionFacts, programme: ProgrammeFacts) -> str:
    words = {
        "programme": programme.name,
        "places": number(facts.places),
        "months": facts.months,
        "division": DIVISIONS[facts.division],
    }
    return _("%(programme)s · %(places)s tempat × %(months)s bulan, dibagi menurut %(division)s") % words


def facts_of(facts: SelectionFacts) -> list[tuple[str, str]]:
    """What was fixed at the lock, for whoever wants to repeat it."""
    told = [
        (_("Dikunci"), instant(facts.locked_at)),
        (_("Bilangan undian (seed)"), facts.seed),
        (_("Sidik daftar yang layak"), facts.eligible_sha256),
    ]
    if facts.ranks_sha256:
        told.append((_("Sidik peringkat"), facts.ranks_sha256))
    return told


def tried_headline(found: WhatIf) -> str:
    words = {"chosen": number(found.chosen), "reserve": number(found.reserve), "ob": number(found.person_months)}
    return _("%(chosen)s orang dapat dipilih, %(reserve)s cadangan: %(ob)s orang-bulan, %(rp)s") % {
        **words,
        "rp": rupiah(found.rp),
    }


def tried_notes(found: WhatIf) -> list[str]:
    """What does not come out even, said before it is asked."""
    notes = []
    if found.holders:
        text = ngettext(
            "%(n)s orang sudah memegang tempat dan tidak ikut lagi. Kuota dan dana di bawah adalah sisanya.",
            "%(n)s orang sudah memegang tempat dan tidak ikut lagi. Kuota dan dana di bawah adalah sisanya.",
            found.holders,
        )
        notes.append(text % {"n": number(found.holders)})
    if found.unpaid:
        text = ngettext(
            "%(n)s tempat lagi tidak tertutup oleh kuota atau dana.",
            "%(n)s tempat lagi tidak tertutup oleh kuota atau dana.",
            found.unpaid,
        )
        notes.append(text % {"n": number(found.unpaid)})
    if found.unfilled:
        text = ngettext(
            "%(n)s tempat tidak terisi: kuota desa, kecamatan atau pekerjaan, atau kelompok sumber dana, tidak memberi ruang.",
            "%(n)s tempat tidak terisi: kuota desa, kecamatan atau pekerjaan, atau kelompok sumber dana, tidak memberi ruang.",
            found.unfilled,
        )
        notes.append(text % {"n": number(found.unfilled)})
    return notes


def fund_lines(uses: Sequence[FundUse]) -> list[FundLine]:
    return [
        FundLine(
            name=use.name,
            places=number(use.places),
            person_months=number(use.person_months),
            rp=rupiah(use.rp),
            ceiling=rupiah(use.ceiling_rp),
            left=rupiah(use.left_rp),
            capacity=number(use.capacity),
        )
        for use in uses
    ]


def kecamatan_lines(parts: Sequence[Part]) -> list[PartLine]:
    return [_part_line(part, name=kecamatan_name(part.key)) for part in parts]


def occupation_lines(parts: Sequence[Part]) -> list[PartLine]:
    return [_part_line(part, name=part.key) for part in parts]


def tried_desa_lines(parts: Sequence[Part]) -> list[PartLine]:
    return [_part_line(part, name=desa_name(part.key), within=kecamatan_name(part.key[:8])) for part in parts]


def desa_lines(desas: Sequence[DesaFacts]) -> list[PartLine]:
    return [
        PartLine(
            name=desa_name(desa.desa_code),
            within=kecamatan_name(desa.desa_code[:8]),
            eligible=number(desa.eligible),
            share=number(desa.places),
            chosen=number(desa.chosen),
            reserve=number(desa.eligible - desa.chosen),
        )
        for desa in desas
    ]


def _part_line(part: Part, *, name: str, within: str = "") -> PartLine:
    return PartLine(
        name=name,
        within=within,
        eligible=number(part.eligible),
        share=number(part.share),
        chosen=number(part.chosen),
        reserve=number(part.eligible - part.chosen),
    )


def period(programme: ProgrammeFacts) -> str:
    return f"{month(programme.first_month)} – {month(programme.last_month)}"


def run_text(run: RunFacts) -> str:
    words = {"day": day(run.on_date), "n": number(run.eligible_count), "all": number(run.person_count)}
    return _("Kelayakan per %(day)s: %(n)s layak dari %(all)s orang") % words
