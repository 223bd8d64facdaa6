"""Everybody as the world knows them: what the registers of other offices hold, beside what lists say.

A person whose list has a damaged NIK is known here under the true one; nobody here is who was only invented by a desa.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Self

from payung.config.demo.people import Person

_INCOME_OF_DESIL = (700_000, 900_000, 1_100_000, 1_400_000, 1_700_000, 1_900_000, 2_100_000, 2_300_000, 2_500_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A person in the registers."""

    nik: str
    name: str
    sex: str
    birth_date: date
    desa_code: str
    income_rp: int
    member: bool
    troubles: tuple[str, ...]

    @classmethod
    def of(cls, person: Person) -> Self:
        return cls(
            nik=person.nik,
            name=person.name,
            sex=person.sex,
            birth_date=person.birth_date,
            desa_code=person.desa.code,
            income_rp=person.income_rp,
            member=person.member,
            troubles=person.troubles,
        )

    @property
    def desil(self) -> int | None:
        """The tenth of the national register, a step off now and then; None for one in twelve who was never asked."""
        spin = self.chance("desil")
        if spin % 12 == 0:
            return None
        by_income = 1 + sum(self.income_rp > limit for limit in _INCOME_OF_DESIL)
        return min(10, max(1, by_income + (spin // 12) % 3 - 1))

    def chance(self, what: str) -> int:
        """A number of this person's own for one purpose, the same in each run."""
        return int.from_bytes(blake2b(f"{what} {self.nik}".encode(), digest_size=4).digest())


def write_world(*, path: Path, people: Iterable[Known]) -> None:
    """The register as a file; of several rows with one NIK the first stands."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        for one in {one.nik: one for one in reversed(list(people))}.values():
            out.writerow(
                [
                    one.nik,
                    one.name,
                    one.sex,
                    one.birth_date.isoformat(),
                    one.desa_code,
                    one.income_rp,
                    int(one.member),
                    " ".join(one.troubles),
                ]
            )


def read_world(path: Path) -> Mapping[str, Known]:
    """The register by NIK."""
    with path.open(encoding="utf-8", newline="") as file:
        return {one.nik: one for one in _people(csv.reader(file))}


def _people(rows: Iterable[list[str]]) -> Iterator[Known]:
    for nik, name, sex, born, desa_code, income, member, troubles in rows:
        yield Known(
            nik=nik,
            name=name,
            sex=sex,
            birth_date=date.fromisoformat(born),
            desa_code=desa_code,
            income_rp=int(income),
            member=member == "1",
            troubles=tuple(troubles.split()),
        )
