"""Invents the workers of a desa: households with a KK, a NIK as the law builds it, work, address, phone.

Deterministic: the same seed invents the same people, desa by desa, whatever else is invented beside them.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import accumulate
from random import Random

from payung.config.demo.names import PEOPLES, invented_name
from payung.config.demo.places import character_of
from payung.regions.rules import Desa

REGISTRATION_DAY = date(2027, 1, 1)  # the planned day on which age counts

# Prefixes of first issue seen in Kotabaru: neighbours, South Sulawesi, Java, and one code of Papua, whose NIKs are
# beyond 2^53 and do not survive a numeric cell.
ELSEWHERE = (
    "631001",
    "631004",
    "637102",
    "637105",
    "630305",
    "637201",
    "737106",
    "730213",
    "760401",
    "640102",
    "647203",
    "357810",
    "352411",
    "330507",
    "510403",
)
BEYOND_EXACT = "917102"
UNLISTED_KECAMATAN = ("630277", "630241", "630230")
PHONE_PREFIXES = ("0811", "0812", "0813", "0821", "0822", "0852", "0853", "0857", "0877", "0878", "0896")
STREETS = (
    "Jl. Pelabuhan",
    "Jl. Veteran",
    "Jl. Raya Stagen",
    "Jl. Pangeran Hidayat",
    "Jl. Ma\u2019ruf",
    "Jl. Batu Selira",
    "Gang Nelayan",
    "Jl. Poros Desa",
    "Jl. Sisingamangaraja",
    "Jl. Pesisir",
)
STANDING_COVERED, STANDING_ASK, STANDING_EXCLUDED = "covered", "ask", "excluded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One invented worker, as the world knows the person; what a file says of them is an `Entry`."""

    nik: str
    kk_number: str
    title: str  # "H." or "" : written before the name
    name: str
    sex: str
    birth_place: str
    birth_date: date
    desa: Desa
    address: str
    rt: int
    rw: int
    occupation: str  # as the person says it
    standing: str
    phone: str
    mother_name: str
    income_rp: int
    member: bool = False  # insured by us last year
    troubles: tuple[str, ...] = ()  # what no list shows; names of `TROUBLES` in troubles.py

    @property
    def age(self) -> int:
        born = self.birth_date
        day = REGISTRATION_DAY
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    @property
    def plain(self) -> bool:
        """Nothing about this person asks for a question, and no birthday is near enough to a limit to raise one."""
        return 19 <= self.age <= 62 and self.standing == STANDING_COVERED


@dataclass(slots=True, kw_only=True)
class Numbers:
    """Hands out NIKs and KK numbers, each once. `band` keeps kecamatan apart that are invented separately."""

    band: int
    used: set[str] = field(default_factory=set)
    given: int = 0

    def nik(self, *, prefix: str, born: date, sex: str, rng: Random) -> str:
        """A free NIK. Every thirteenth ends in 0, never a run of them: a column where many end in 0 means that Excel
        was at work, and that damage is done on purpose elsewhere. Beyond 2^53 all end in 4, which a float can hold."""
        day = born.day + (40 if sex == "P" else 0)
        stem = f"{prefix}{day:02d}{born:%m%y}"
        self.given += 1
        while True:
            last = 0 if self.given % 13 == 0 else rng.randint(1, 9)
            last = 4 if prefix == BEYOND_EXACT else last
            number = f"{stem}{7000 + self.band * 100 + rng.randint(1, 9) * 10 + last:04d}"
            if number not in self.used:
                self.used.add(number)
                return number

    def kk(self, *, prefix: str, rng: Random) -> str:
        """A free KK number: its region, a day of issue (never +40), a serial below those of our NIKs."""
        while True:
            issued = f"{rng.randint(1, 28):02d}{rng.randint(1, 12):02d}{rng.randint(5, 25):02d}"
            number = f"{prefix}{issued}{rng.randint(1001, 6999)}"
            if number not in self.used:
                self.used.add(number)
                return number


class Choice:
    """A weighted choice prepared once."""

    __slots__ = ("_sums", "_words")

    def __init__(self, weights: Mapping[str, int]) -> None:
        self._words = list(weights)
        self._sums = list(accumulate(weights.values()))

    def __call__(self, rng: Random) -> str:
        return rng.choices(self._words, cum_weights=self._sums)[0]


@cache
def spellings() -> Mapping[str, tuple[str, ...]]:
    """How each occupation is written, the canonical word first, from programmes/data/occupations.csv."""
    table = (files("payung.programmes") / "data" / "occupations.csv").read_text(encoding="utf-8")
    return {
        row["occupation"]: (row["occupation"], *(word.strip() for word in row["synonyms"].split(";")))
        for row in csv.DictReader(table.splitlines())
    }


_ASK = (
    "karyawan swasta",
    "karyawan honorer",
    "pensiunan",
    "mengurus rumah tangga",
    "pelajar/mahasiswa",
    "belum/tidak bekerja",
    "anak buah kapal",
    "perangkat desa",
)
_EXCLUDED = ("pegawai negeri sipil", "PPPK", "TNI", "Polri")


def invented_people(*, desa: Desa, numbers: Numbers, rng: Random, work: str | None = None) -> Iterator[Person]:
    """The workers of a desa, household by household, without end. `work`: all of them do this one thing."""
    character = character_of(desa)
    choose_work = Choice(character.work)
    choose_people = Choice(character.peoples)
    while True:
        yield from _household(desa=desa, people=choose_people(rng), work=work or choose_work, numbers=numbers, rng=rng)


def _household(*, desa: Desa, people: str, work: "Choice | str", numbers: Numbers, rng: Random) -> Iterator[Person]:
    home = desa.kecamatan_code.replace(".", "")
    kk_number = numbers.kk(prefix=home, rng=rng)
    rt, rw = rng.randint(1, 14), rng.randint(1, 4)
    address = f"RT {rt:02d} RW {rw:02d}" if rng.random() < 0.6 else f"{rng.choice(STREETS)} RT {rt:02d}"
    namer = PEOPLES[people]
    for sex in _workers_of_a_home(rng):
        born = _birth(rng)
        occupation, standing = _occupation(work=work, born=born, rng=rng)
        yield Person(
            nik=numbers.nik(prefix=_prefix(home, rng), born=born, sex=sex, rng=rng),
            kk_number=kk_number,
            title=_title(sex=sex, born=born, rng=rng),
            name=invented_name(people=namer, sex=sex, rng=rng),
            sex=sex,
            birth_place="Kotabaru" if rng.random() < 0.7 else desa.name,
            birth_date=born,
            desa=desa,
            address=address,
            rt=rt,
            rw=rw,
            occupation=occupation,
            standing=standing,
            phone=f"{rng.choice(PHONE_PREFIXES)}000{rng.randint(0, 99999):05d}",
            mother_name=rng.choice(namer.women),
            income_rp=rng.randint(6, 26) * 100_000,
            member=rng.random() < 0.3,
        )


def _workers_of_a_home(rng: Random) -> Sequence[str]:
    return rng.choices((("L",), ("P",), ("L", "P"), ("L", "L"), ("L", "P", "L")), (50, 16, 22, 8, 4))[0]


def _birth(rng: Random) -> date:
    """Mostly 25 to 60; a few past the limit, a few too young, as lists really have them."""
    chance = rng.random()
    if chance < 0.015:
        age = rng.randint(65, 75)
    elif chance < 0.023:
        age = rng.randint(15, 17)
    elif chance < 0.025:
        age = rng.randint(11, 14)
    else:
        age = int(rng.triangular(18, 65, 40))
    first = date(REGISTRATION_DAY.year - age - 1, REGISTRATION_DAY.month, REGISTRATION_DAY.day) + timedelta(days=1)
    return first + timedelta(days=rng.randrange(365))


def _prefix(home: str, rng: Random) -> str:
    chance = rng.random()
    if chance < 0.055:
        return rng.choice(ELSEWHERE)
    if chance < 0.0555:
        return BEYOND_EXACT
    if chance < 0.0585:
        return rng.choice(UNLISTED_KECAMATAN)
    return f"6302{rng.randint(1, 22):02d}" if chance < 0.09 else home


def _occupation(*, work: "Choice | str", born: date, rng: Random) -> tuple[str, str]:
    """The word on the list and its standing. The young who still learn are `ask`, like a few others."""
    if isinstance(work, str):
        return work, STANDING_COVERED
    chance = rng.random()
    if chance < 0.005:
        return _spelt(rng.choice(_EXCLUDED), rng), STANDING_EXCLUDED
    if chance < 0.022:
        word = "pelajar/mahasiswa" if born.year > REGISTRATION_DAY.year - 23 else rng.choice(_ASK)
        return _spelt(word, rng), STANDING_ASK
    return _spelt(work(rng), rng), STANDING_COVERED


def _spelt(occupation: str, rng: Random) -> str:
    word = occupation if rng.random() < 0.6 else rng.choice(spellings()[occupation])
    return word if word.isupper() else word[0].upper() + word[1:]


def _title(*, sex: str, born: date, rng: Random) -> str:
    hajj = 0.05 if born.year < 1985 else 0.005
    return ("H." if sex == "L" else "Hj.") if rng.random() < hajj else ""
