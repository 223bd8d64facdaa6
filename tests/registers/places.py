"""Where they live: the 202 desa of Kotabaru first, then invented kabupaten of the province; and where NIKs are from."""

import csv
from importlib.resources import files
from typing import Any

import numpy as np

from registers.names import ETHNICITIES, Ints

PERSONS_PER_DESA = 1_500  # workers of every list together
KECAMATAN, DESA = 22, 9  # of an invented kabupaten
ABROAD = {  # first issue beyond the province, by people: kecamatan as six digits
    "banjar": (630305, 630708, 637102, 637105, 637201, 620307, 640102, 647203),
    "bugis": (730213, 730801, 731105, 737106, 731503, 730802, 760401, 640101, 640903, 720502),
    "jawa": (350604, 351805, 352304, 357810, 330507, 331512, 340302, 332706),
    "madura": (352603, 352710, 352802, 352905),
    "bajau": (740304, 740701, 720601, 650303),
    "mandar": (760401, 760402, 760202, 760305),
}


def desas(*, people: int) -> np.ndarray[Any, Any]:
    """The codes of so many people's desa: "63.02.06.2012"."""
    wanted = max(3, round(people / PERSONS_PER_DESA))
    table = files("payung.regions").joinpath("data", "kotabaru_desa.csv").read_text(encoding="utf-8")
    codes = [row["desa_code"] for row in csv.DictReader(table.splitlines())]
    kabupaten = (number for number in range(1, 100) if number != 2)
    while len(codes) < wanted:
        number = next(kabupaten)
        codes += [f"63.{number:02d}.{a:02d}.{2000 + b}" for a in range(1, KECAMATAN + 1) for b in range(1, DESA + 1)]
    return np.array(codes[:wanted], dtype=object)


def kecamatan_of(codes: np.ndarray[Any, Any]) -> Ints:
    """The six digits with which a NIK of these desa begins."""
    return np.array([int(code[:8].replace(".", "")) for code in codes], dtype=np.int64)


def from_abroad(random: np.random.Generator, *, ethnicity: Ints) -> Ints:
    """A kecamatan elsewhere for each, after the people's own shores."""
    answer = np.zeros(len(ethnicity), dtype=np.int64)
    for number, name in enumerate(ETHNICITIES):
        where = np.flatnonzero(ethnicity == number)
        answer[where] = np.array(ABROAD[name])[random.integers(0, len(ABROAD[name]), len(where))]
    return answer
