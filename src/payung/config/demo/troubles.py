"""What no list shows: the dead, the paid elsewhere, the invented. Prepared for the rooms that will look for it.

The rows are those of law.md §6.6. A check cannot see them, so they stand in a register of their own, `troubles.csv`.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from payung.config.demo.people import STANDING_COVERED, Person

# Name → (row of law.md §6.6, how many of a thousand, what a person calls it)
TROUBLES: dict[str, tuple[int, float, str]] = {
    "not_found": (1, 0, "tidak dikenal di desanya, daftar lebih besar dari kenyataan"),
    "dead": (7, 4, "sudah meninggal, masih diusulkan"),
    "paid_by_province": (9, 25, "iurannya sudah dibayar provinsi"),
    "non_resident": (10, 8, "tinggal di kabupaten lain"),
    "several_cards": (17, 15, "punya kartu peserta lain, sebagian sebagai penerima upah"),
    "bad_last_year": (18, 3, "nama bermasalah dari keputusan tahun lalu"),
    "second_nik": (18, 0, "punya dua NIK"),
    "two_lists": (9, 0, "diusulkan dua kantor"),
}
INVENTED_SHARE = 0.3  # of the rows of a desa that pads its list
OTHER_HOMES = (
    "Jl. Raya Batulicin RT 05, Tanah Bumbu",
    "Jl. Pagatan RT 02, Tanah Bumbu",
    "Jl. A. Yani Km 12, Banjar",
    "Tanah Grogot RT 08, Paser",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One person with one trouble, and where the person stands in the files."""

    trouble: str
    nik: str
    name: str
    desa_code: str
    file: str
    sheet: str
    row: int


def with_trouble(*, person: Person, rng: Random) -> Person:
    """The same person, now and then with a trouble that the list does not show."""
    spin = rng.random() * 1000
    if spin >= _TOTAL or person.standing != STANDING_COVERED:
        return person
    for name, (_row, per_mille, _words) in TROUBLES.items():
        if spin < per_mille:
            return _troubled(person, name, rng)
        spin -= per_mille
    return person


_TOTAL = sum(per_mille for _row, per_mille, _words in TROUBLES.values())


def _troubled(person: Person, name: str, rng: Random) -> Person:
    if name == "non_resident":
        return replace(person, troubles=(name,), address=rng.choice(OTHER_HOMES))
    if name == "bad_last_year":
        return replace(person, troubles=(name,), member=True)
    return replace(person, troubles=(name,))


def write_cases(*, path: Path, cases: Iterable[Case]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["law_6_6_row", "trouble", "keterangan", "nik", "name", "desa_code", "file", "sheet", "row"])
        for case in cases:
            row, _rate, words = TROUBLES[case.trouble]
            out.writerow(
                [row, case.trouble, words, case.nik, case.name, case.desa_code, case.file, case.sheet, case.row]
            )


def write_provincial_list(*, path: Path, people: Sequence[tuple[str, str]]) -> None:
    """Those the province says it pays for, in the layout of its own office."""
    with path.open("w", encoding="cp1252", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(["NO", "NIK PESERTA", "NAMA PESERTA", "KAB/KOTA"])
        out.writerows(
            [number, f"'{nik}", name.upper(), "KOTABARU"] for number, (nik, name) in enumerate(people, start=1)
        )
