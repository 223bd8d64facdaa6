"""Reads the shipped map into a `Gazetteer`. The only file of this room that touches the disk."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import StringIO

from payung.regions.rules import Desa, Gazetteer, fold, grouped_aliases

_DATA = files("payung.regions") / "data"


@cache
def gazetteer(kabupaten: str) -> Gazetteer:
    """Every desa of a kabupaten (`63.02`). Empty for a kabupaten whose desa are not shipped."""
    desas = [
        Desa(code=row["desa_code"], name=row["desa"], kecamatan_code=row["kecamatan_code"], kecamatan=row["kecamatan"])
        for row in _table("kotabaru_desa.csv")
        if row["desa_code"].startswith(f"{kabupaten}.")
    ]
    by_code = {desa.code: desa for desa in desas}
    return Gazetteer(
        desas=desas,
        desa_aliases=grouped_aliases(
            (row["alias"], by_code[row["desa_code"]])
            for row in _table("desa_aliases.csv")
            if row["desa_code"] in by_code
        ),
        kecamatan_aliases={
            fold(row["alias"]): row["kecamatan_code"]
            for row in _table("kecamatan_aliases.csv")
            if row["kecamatan_code"].startswith(f"{kabupaten}.")
        },
    )


@cache
def provinces() -> Mapping[str, str]:
    """Province names by the two digits that begin a NIK."""
    return {row["code"]: row["name"] for row in _table("provinces.csv")}


def _table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO((_DATA / name).read_text(encoding="utf-8"))))
