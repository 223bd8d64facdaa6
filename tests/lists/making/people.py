"""Invented people: each number is one clean row of a list, every cell in order and no two alike.

Birth days lie between 13 and 27, so that no column of dates can be read in two ways by accident.
"""

from dataclasses import dataclass, replace
from datetime import date

MEN = ("Ahmad", "Basri", "Daeng", "Fahrudin", "Gazali", "Husin", "Ilham", "Jumadi", "Kaspul", "Lukman", "Mansyur")
WOMEN = ("Aminah", "Badariah", "Fatimah", "Hapsah", "Indah", "Jamilah", "Lestari", "Mariani", "Norhayati", "Rusmini")
FAMILIES = (
    "Arifin",
    "Dahlan",
    "Effendi",
    "Fauzi",
    "Hamid",
    "Jamal",
    "Kurniawan",
    "Latif",
    "Mappa",
    "Noor",
    "Rauf",
    "Saleh",
    "Tahir",
)
TRADES = ("Nelayan", "Petani", "Penambak", "Pekebun", "Buruh tani", "Tukang ojek", "Juru parkir", "Tukang bangunan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone as a perfect list would name them."""

    nik: str
    kk_number: str
    name: str
    sex: str
    birth: date
    desa: str = "Semayap"
    desa_code: str = "63.02.06.2014"
    occupation: str
    phone: str

    def facts(self) -> dict[str, object]:
        return {
            "nik": self.nik,
            "kk_number": self.kk_number,
            "name": self.name,
            "sex": self.sex,
            "birth_date": self.birth.isoformat(),
            "desa_code": self.desa_code,
            "occupation": self.occupation.lower(),
            "phone": self.phone,
        }


def nik_of(*, birth: date, sex: str, serial: int | str, region: str = "630206") -> str:
    """The NIK the registry would give: region, day (40 more for women), month, year, serial."""
    day = birth.day + (40 if sex == "P" else 0)
    return f"{region}{day:02d}{birth.month:02d}{birth.year % 100:02d}{serial:0>4}"


def person(
    n: int, *, born: date | None = None, sex: str | None = None, region: str = "630206", serial: int | str | None = None
) -> Person:
    """Number `n` of the cast, with only what matters changed."""
    sex = sex or ("L" if n % 2 == 0 else "P")
    birth = born or date(1966 + n % 35, 1 + n * 5 % 12, 13 + n % 15)
    serial = serial if serial is not None else (n * 37) % 890 * 10 + 1 + n % 9
    first = (MEN if sex == "L" else WOMEN)[n // 2 % 10]
    return Person(
        nik=nik_of(birth=birth, sex=sex, serial=serial, region=region),
        kk_number=f"{region}{1 + n * 3 % 28:02d}0512{1001 + n:04d}",
        name=f"{first} {FAMILIES[n % 13]} {FAMILIES[(n * 5 + 3 + n // 13) % 13]}",
        sex=sex,
        birth=birth,
        occupation=TRADES[n % 8],
        phone=f"0812{51_000_000 + n * 137:08d}",
    )


def living_in(someone: Person, *, desa: str, code: str) -> Person:
    return replace(someone, desa=desa, desa_code=code)
