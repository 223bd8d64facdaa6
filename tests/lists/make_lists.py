"""Writes every list of this folder and its truth: `python -m lists.make_lists` in `tests`, or `--into FOLDER` to compare."""

import argparse
import json
from pathlib import Path

from lists.making.case import Case
from lists.making.cases import CASES
from lists.making.layout import Sheet, row
from lists.making.people import person
from lists.making.writing import excel

HERE = Path(__file__).parent
PROGRAMME = 'kabupaten: "{kabupaten}"\nage_from: {age_from}\nage_below: {age_below}\ninsurer_layout: default\n'
MAPPING = [
    {
        "sheet": "DATA",
        "header_rows": [4],
        "columns": {"nik": "B", "kk_number": "C", "name": "D", "sex": "E", "birth_date": "F", "phone": "I"},
    }
]
OLD_MEMBERS = {case.name: case for case in CASES}["AGE_OVER_LIMIT_CONTINUING"]


def member_niks(case: Case) -> list[str]:
    """Persons 1 and 3 of the case that asks about members, and one who is in no list."""
    rows = case.truth()["rows"]
    return [rows[0]["facts"]["nik"], person(90).nik, rows[2]["facts"]["nik"]]


def write_companions(folder: Path) -> None:
    """What the options name: members in both forms, two programmes, mappings."""
    folder.mkdir(exist_ok=True)
    niks = member_niks(OLD_MEMBERS)
    (folder / "members.txt").write_text(
        "\r\n".join([*niks[:2], "", niks[2]]) + "\r\n", encoding="utf-8-sig", newline=""
    )
    members = (row(1, nik=niks[0]), row(2, nik=niks[1]), row(3, nik=int(niks[2])))
    excel()(folder / "members.xlsx", (Sheet(name="Peserta", title=(("DAFTAR PESERTA AKTIF",), ()), lines=members),))
    (folder / "programme-tanah-bumbu.yaml").write_text(
        PROGRAMME.format(kabupaten="63.10", age_from=18, age_below=65), encoding="utf-8"
    )
    (folder / "programme-20-60.yaml").write_text(
        PROGRAMME.format(kabupaten="63.02", age_from=20, age_below=60), encoding="utf-8"
    )
    (folder / "mapping.json").write_text(json.dumps(MAPPING, indent=1) + "\n", encoding="utf-8")
    by_name = json.dumps([MAPPING[0] | {"sheet": ""}], indent=1) + "\n"
    (folder / "mapping-text.json").write_text(by_name, encoding="utf-8")
    (folder / "mapping-broken.json").write_text("{bukan json\n", encoding="utf-8")
    (folder / "programme-other-shape.yaml").write_text("- umur\n- 18\n", encoding="utf-8")
    (folder / "programme-broken.yaml").write_text("kabupaten: [\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=HERE)
    folder: Path = parser.parse_args().into
    (folder / "truth").mkdir(parents=True, exist_ok=True)
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names), "two cases of one name"
    for case in CASES:
        case.write(folder)
    write_companions(folder / "with")


if __name__ == "__main__":
    main()
