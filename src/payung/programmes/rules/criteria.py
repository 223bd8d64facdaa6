"""Criteria as they are written and compared: what each kind may hold, its words, and the difference of two versions. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from payung.programmes.rules.setup import Audience, CriterionFacts, CriterionKind, Unmet, WeightFacts, WeightKind

MEASURED = {  # kinds that measure something: the least and the most that may be written
    CriterionKind.AGE: (0, 130),
    CriterionKind.MONTHS_OF_RESIDENCE: (0, 1200),
    CriterionKind.DESIL: (1, 10),
    CriterionKind.MOST_PER_KK: (1, 50),
}
NAMES = {
    CriterionKind.ALIVE: "masih hidup",
    CriterionKind.IDENTITY: "NIK dan nama cocok di Dukcapil",
    CriterionKind.AGE: "umur pada hari pendaftaran",
    CriterionKind.RESIDENCE: "penduduk kabupaten ini",
    CriterionKind.MONTHS_OF_RESIDENCE: "lama tinggal",
    CriterionKind.OCCUPATION: "pekerjaan dikenal",
    CriterionKind.STANDING: "pekerjaan boleh diikutkan (bukan ASN, TNI, Polri)",
    CriterionKind.NOT_WAGE_EARNER: "bukan penerima upah (PU)",
    CriterionKind.NOT_OTHER_PAYER: "iurannya tidak dibayar pihak lain",
    CriterionKind.DESIL: "desil DTSEN",
    CriterionKind.MOST_PER_KK: "banyaknya peserta dalam satu KK",
}
WEIGHT_NAMES = {
    WeightKind.DESIL: "desil",
    WeightKind.OCCUPATION: "pekerjaan",
    WeightKind.KECAMATAN: "kecamatan",
    WeightKind.DESA: "desa",
    WeightKind.FIRST_TIME: "baru pertama diusulkan",
    WeightKind.CONTINUING: "melanjutkan dari periode lalu",
    WeightKind.HEAD_OF_FAMILY: "kepala keluarga",
    WeightKind.DISABILITY: "penyandang disabilitas",
}
AUDIENCES = {Audience.ENTERING: "peserta baru", Audience.STAYING: "peserta yang melanjutkan"}
_UNITS = {
    CriterionKind.AGE: "tahun",
    CriterionKind.MONTHS_OF_RESIDENCE: "bulan",
    CriterionKind.DESIL: "",
    CriterionKind.MOST_PER_KK: "orang",
}
_POINTS_MOST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that two versions say differently, in words. None: not asked, or no points."""

    what: str
    before: str | None
    after: str | None


def sentences_about(
    conditions: Sequence[CriterionFacts],
    weights: Sequence[WeightFacts],
    *,
    occupations: frozenset[str],
    places: frozenset[str],
) -> list[str]:
    """Why these criteria and weights cannot be; empty where they can."""
    found = list(_twice(conditions, weights))
    for one in conditions:
        found += _against_limits(one)
    for weight in weights:
        found += _against_weight(weight, occupations=occupations, places=places)
    return found


def said(one: CriterionFacts) -> str:
    """A criterion in words: `umur pada hari pendaftaran: 18 sampai 64 tahun`."""
    words = NAMES[one.kind] + (f": {range_text(one)}" if one.kind in MEASURED else "")
    return words + (" (bila tidak, diputuskan orang)" if one.unmet is Unmet.ASKS else "")


def range_text(one: CriterionFacts) -> str:
    """The limits with their unit: `18 sampai 64 tahun`, `paling banyak 2 orang`."""
    unit = f" {_UNITS[one.kind]}".rstrip()
    if one.at_least is not None and one.at_most is not None:
        return f"{one.at_least} sampai {one.at_most}{unit}"
    if one.at_least is not None:
        return f"paling sedikit {one.at_least}{unit}"
    return f"paling banyak {one.at_most}{unit}"


def differences(
    *,
    before: tuple[Sequence[CriterionFacts], Sequence[WeightFacts]],
    after: tuple[Sequence[CriterionFacts], Sequence[WeightFacts]],
) -> list[Difference]:
    """What changes from one version to another, criteria first; empty where nothing does."""
    return [
        *_changes(_said_conditions(before[0]), _said_conditions(after[0])),
        *_changes(_points(before[1]), _points(after[1])),
    ]


def _changes(before: dict[str, str], after: dict[str, str]) -> Iterator[Difference]:
    for what in [*before, *(what for what in after if what not in before)]:
        if before.get(what) != after.get(what):
            yield Difference(what=what, before=before.get(what), after=after.get(what))


def _said_conditions(conditions: Sequence[CriterionFacts]) -> dict[str, str]:
    ordered = sorted(conditions, key=lambda one: ([*Audience].index(one.audience), [*CriterionKind].index(one.kind)))
    return {f"{AUDIENCES[one.audience]}: {NAMES[one.kind]}": _demand(one) for one in ordered}


def _demand(one: CriterionFacts) -> str:
    limits = range_text(one) if one.kind in MEASURED else "diminta"
    return limits + ("; bila tidak, diputuskan orang" if one.unmet is Unmet.ASKS else "")


def _points(weights: Sequence[WeightFacts]) -> dict[str, str]:
    ordered = sorted(weights, key=lambda weight: ([*WeightKind].index(weight.kind), weight.key.zfill(2)))
    return {f"bobot {WEIGHT_NAMES[weight.kind]} {weight.key}".strip(): f"{weight.points} angka" for weight in ordered}


def _twice(conditions: Sequence[CriterionFacts], weights: Sequence[WeightFacts]) -> Iterator[str]:
    for (audience, kind), count in Counter((one.audience, one.kind) for one in conditions).items():
        if count > 1:
            yield f"criteria.{audience}.{kind}: tertulis {count} kali; cukup satu kali."
    for (of, key), count in Counter((weight.kind, weight.key) for weight in weights).items():
        if count > 1:
            yield f"weights.{of}.{key}: tertulis {count} kali; cukup satu kali."


def _against_limits(one: CriterionFacts) -> Iterator[str]:
    where = f"criteria.{one.audience}.{one.kind}"
    written = [limit for limit in (one.at_least, one.at_most) if limit is not None]
    if one.kind not in MEASURED:
        if written:
            yield f"{where}: syarat ini tidak memakai batas angka; hapus at_least dan at_most."
        return
    least, most = MEASURED[one.kind]
    if not written:
        yield f"{where}: isi at_least atau at_most."
    if one.kind is CriterionKind.MOST_PER_KK and one.at_least is not None:
        yield f"{where}: syarat ini hanya memakai at_most."
    if any(not least <= limit <= most for limit in written):
        yield f"{where}: batasnya harus antara {least} dan {most}."
    if len(written) == 2 and written[0] > written[1]:
        yield f"{where}: at_least {written[0]} lebih besar dari at_most {written[1]}."


def _against_weight(weight: WeightFacts, *, occupations: frozenset[str], places: frozenset[str]) -> Iterator[str]:
    where = f"weights.{weight.kind}"
    if abs(weight.points) > _POINTS_MOST:
        yield f"{where}.{weight.key}: angka harus antara -{_POINTS_MOST} dan {_POINTS_MOST}."
    may_be = {
        WeightKind.DESIL: frozenset(map(str, range(1, 11))),
        WeightKind.OCCUPATION: occupations,
        WeightKind.KECAMATAN: places,
        WeightKind.DESA: places,
    }.get(weight.kind, frozenset({""}))
    if weight.key not in may_be:
        yield f"{where}: “{weight.key}” tidak dikenal di sini."
