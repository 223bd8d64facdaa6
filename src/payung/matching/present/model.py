"""The parameters of linkage as tables: what each level weighs, and which versions there were."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.accounts.queries import names_of_keys
from payung.accounts.wording import day, instant, number
from payung.gateways.linkage.model import LevelWeight, Model
from payung.matching.present.comparison_words import comparison_words, level_words
from payung.matching.present.pictures import tongue
from payung.matching.queries.weights import WeightsFacts
from payung.matching.rules.deciding import ASK_BITS, JOIN_BITS

_SELDOM, _RARE = 0.01, 0.0001


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRow:
    """How often two writings of one human being stand on a level, and how often those of two; what that weighs."""

    level: str
    of_one: str
    of_two: str
    bits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonTable:
    name: str
    rows: Sequence[LevelRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    version: str
    trained: str
    persons: str
    sha256: str


def headline(found: Sequence[WeightsFacts]) -> str:
    """Which parameters count now."""
    if not found:
        return _("Memakai angka bawaan; register di sini belum cukup besar untuk dilatih.")
    told = {"version": found[0].version, "day": day(found[0].trained_at.date()), "n": number(found[0].person_count)}
    return _("Versi %(version)s, dilatih %(day)s pada %(n)s orang.") % told


def thresholds() -> str:
    """What weights come to."""
    said = {"ask": tongue().bits(ASK_BITS), "join": tongue().bits(JOIN_BITS)}
    return _("Mulai %(ask)s bit ditanyakan kepada petugas; mulai %(join)s bit digabung. Di bawahnya dibiarkan.") % said


def comparison_tables(model: Model) -> list[ComparisonTable]:
    """The most alike first."""
    return [
        ComparisonTable(name=comparison_words(name), rows=[_level_row(name, level) for level in reversed(levels)])
        for name, levels in model.comparisons.items()
    ]


def version_rows(found: Sequence[WeightsFacts]) -> list[VersionRow]:
    who = names_of_keys([one.trained_by for one in found])
    return [
        VersionRow(
            version=number(one.version),
            trained=f"{instant(one.trained_at)}, {who.get(one.trained_by, one.trained_by)}",
            persons=ngettext("%(n)s orang", "%(n)s orang", one.person_count) % {"n": number(one.person_count)},
            sha256=one.data_sha256,
        )
        for one in found
    ]


def _level_row(comparison: str, level: LevelWeight) -> LevelRow:
    known = level.m > 0 and level.u > 0
    return LevelRow(
        level=level_words(comparison, level.name),
        of_one=_share(level.m),
        of_two=_share(level.u),
        bits=tongue().bits(log2(level.m / level.u)) if known else _("tidak ditimbang"),
    )


def _share(part: float) -> str:
    """`12,5 %`, `0,42 %`; of what is rarer than one in ten thousand `1 dari 150.000`, in two digits that tell."""
    if 0 < part < _RARE:
        digits = len(str(round(1 / part))) - 2
        return _("1 dari %(n)s") % {"n": number(round(1 / part / 10**digits) * 10**digits)}
    written = f"{part * 100:.1f}" if part >= _SELDOM or not part else f"{part * 100:.2f}"
    return f"{written.replace('.', tongue().comma)} %"
