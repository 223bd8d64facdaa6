"""How the workers of Kotabaru spread over its desa: the town is large, islands fish, the mainland taps and harvests.

Weights and mixes are invented to be plausible; they are no statistics and nothing is decided by them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from random import Random

from payung.regions.rules import Desa


class Kind(Enum):
    """What most people of a kecamatan live from."""

    ISLAND = "island"
    COAST = "coast"
    TOWN = "town"
    PLANTATION = "plantation"
    UPLAND = "upland"


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """A kind of kecamatan: its work, its peoples, how many live there. Weights are relative."""

    work: Mapping[str, int]
    peoples: Mapping[str, int]
    weight: float


# Occupations by the canonical word of programmes/data/occupations.csv.
CHARACTERS: Mapping[Kind, Character] = {
    Kind.ISLAND: Character(
        work={
            "nelayan": 78, "pengolah ikan": 8, "penambak": 6, "pedagang keliling": 4, "tukang bangunan": 2,
            "pekebun": 2,
        },
        peoples={"Mandar": 35, "Bugis": 35, "Bajau": 20, "Banjar": 10},
        weight=0.9,
    ),
    Kind.COAST: Character(
        work={
            "nelayan": 42, "penambak": 14, "pekebun": 10, "petani": 8, "buruh harian lepas": 7,
            "pengolah ikan": 5, "pedagang keliling": 5, "tukang bangunan": 4, "sopir lepas": 2, "guru ngaji": 1,
            "marbot masjid": 1, "pencari kayu": 1,
        },
        peoples={"Bugis": 35, "Banjar": 30, "Mandar": 20, "Jawa": 10, "Bajau": 5},
        weight=1.0,
    ),
    Kind.TOWN: Character(
        work={
            "buruh harian lepas": 24, "pedagang keliling": 20, "buruh bongkar muat": 11, "tukang bangunan": 10,
            "tukang ojek": 8, "nelayan": 6, "asisten rumah tangga": 5, "sopir lepas": 4, "juru parkir": 3,
            "mekanik lepas": 2, "tukang jahit": 2, "pemulung": 1, "tukang cukur": 1, "wiraswasta kecil": 1,
            "seniman": 1, "penggali kubur": 1,
        },
        peoples={"Banjar": 45, "Bugis": 25, "Jawa": 18, "Mandar": 10, "Bali": 2},
        weight=3.4,
    ),
    Kind.PLANTATION: Character(
        work={
            "buruh tani": 42, "pekebun": 18, "petani": 12, "buruh harian lepas": 10, "tukang bangunan": 5,
            "sopir lepas": 4, "peternak": 3, "pedagang keliling": 3, "mekanik lepas": 1, "guru ngaji": 1,
            "asisten rumah tangga": 1,
        },
        peoples={"Jawa": 45, "Banjar": 25, "Bugis": 12, "Dayak": 12, "Bali": 6},
        weight=1.0,
    ),
    Kind.UPLAND: Character(
        work={
            "buruh tani": 34, "petani": 24, "pekebun": 16, "penambang rakyat": 10, "pencari kayu": 8,
            "peternak": 4, "buruh harian lepas": 4,
        },
        peoples={"Dayak": 50, "Banjar": 30, "Jawa": 20},
        weight=0.6,
    ),
}  # fmt: skip

KIND_OF: Mapping[str, Kind] = {
    "63.02.01": Kind.ISLAND, "63.02.02": Kind.COAST, "63.02.03": Kind.COAST, "63.02.04": Kind.COAST,
    "63.02.05": Kind.COAST, "63.02.06": Kind.TOWN, "63.02.07": Kind.COAST, "63.02.08": Kind.PLANTATION,
    "63.02.09": Kind.COAST, "63.02.10": Kind.COAST, "63.02.11": Kind.COAST, "63.02.12": Kind.PLANTATION,
    "63.02.13": Kind.PLANTATION, "63.02.14": Kind.UPLAND, "63.02.15": Kind.UPLAND, "63.02.16": Kind.COAST,
    "63.02.17": Kind.PLANTATION, "63.02.18": Kind.PLANTATION, "63.02.19": Kind.PLANTATION, "63.02.20": Kind.ISLAND,
    "63.02.21": Kind.COAST, "63.02.22": Kind.TOWN,
}  # fmt: skip


def character_of(desa: Desa) -> Character:
    return CHARACTERS[KIND_OF[desa.kecamatan_code]]


def is_coastal(desa: Desa) -> bool:
    return KIND_OF[desa.kecamatan_code] in (Kind.ISLAND, Kind.COAST)


def spread(*, workers: int, desas: Sequence[Desa], rng: Random) -> dict[str, int]:
    """How many workers each desa has, by code; the sum is `workers`, the largest remainders take the rest."""
    weights = [character_of(desa).weight * rng.uniform(0.6, 1.6) for desa in desas]
    shares = [workers * weight / sum(weights) for weight in weights]
    counts = [int(share) for share in shares]
    by_remainder = sorted(range(len(desas)), key=lambda i: (counts[i] - shares[i], i))
    for i in by_remainder[: workers - sum(counts)]:
        counts[i] += 1
    return {desa.code: count for desa, count in zip(desas, counts, strict=True)}
