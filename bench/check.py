"""`payung check --summary` of .xlsx and .csv lists of 20 columns, beside python-calamine only reading the same .xlsx.

CPU seconds of the whole command with its child process, medians; runs of both alternate, so that a noisy machine is
noisy for both. Memory is the highest sum of the peaks of all processes of the command. The lists are invented: one row
in twelve has a trouble of its own, names come from some two hundred thousand.

    python bench/check.py [--sizes 10000,100000,1000000] [--runs 3] [--kinds xlsx,csv]
"""

import argparse
import csv
import json
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

HEADINGS = [
    *("NO", "NIK", "NO KK", "NAMA LENGKAP", "TEMPAT LAHIR", "TGL LAHIR", "L/P", "STATUS KAWIN", "NAMA IBU KANDUNG"),
    *("ALAMAT", "RT/RW", "DESA", "KECAMATAN", "KODE POS", "NO HP", "EMAIL", "PEKERJAAN", "LOKASI PEKERJAAN"),
    *("JAM KERJA", "PENGHASILAN"),
]
READ = """
import sys, python_calamine
book = python_calamine.CalamineWorkbook.from_path(sys.argv[1])
for name in book.sheet_names:
    book.get_sheet_by_name(name).to_python()
"""
PLACES = [("Semayap", "Pulaulaut Utara"), ("Rampa", "Pulau Sebuku"), ("Sigam", "Pulaulaut Sigam"), ("Stagen", "")]
WORK = ["Nelayan", "Buruh harian lepas", "Petani", "Tukang ojek", "Pedagang keliling", "Penambak", "BHL", "ojek"]
SYLLABLES = ["ra", "ma", "di", "su", "la", "no", "hi", "ka", "ti", "bu", "sa", "wi", "ja", "ru", "ni", "pa"]


def rows(count: int) -> Iterator[list[str]]:
    """Invented persons, the same for the same count."""
    chance = random.Random(20261122)
    for number in range(1, count + 1):
        yield _row(chance, number)


def _row(chance: random.Random, number: int) -> list[str]:
    born = date(1963, 1, 1) + timedelta(days=chance.randrange(15_300))
    woman = chance.random() < 0.5
    desa, kecamatan = PLACES[chance.randrange(4)]
    nik = f"6302{chance.randrange(1, 23):02d}{born.day + 40 * woman:02d}{born:%m%y}{chance.randrange(1, 9999):04d}"
    row = [
        *(str(number), nik, f"6302060101{chance.randrange(5, 26):02d}{chance.randrange(1, 9999):04d}", _name(chance)),
        *("Kotabaru", f"{born:%d/%m/%Y}", "P" if woman else "L", "K", _name(chance), f"Jl. Mawar {number % 300}"),
        *(f"{number % 20:02d}/01", desa, kecamatan, "72111", f"0812{number:08d}", "", chance.choice(WORK)),
        *("Kotabaru", "08.00-16.00", "1000000"),
    ]
    if number % 12 == 0:
        _spoil(chance, row)
    return row


def _name(chance: random.Random) -> str:
    words = ("".join(chance.choices(SYLLABLES, k=chance.choice((2, 3)))).capitalize() for _ in range(2))
    return " ".join(words)


def _spoil(chance: random.Random, row: list[str]) -> None:
    column, value = chance.choice(
        [
            (1, row[1][:-1]),
            (1, f"'{row[1]}"),
            (1, "6.30206E+15"),
            (3, f"H. {row[3]}, S.Pd"),
            (3, f"{row[3]} (Alm)"),
            (5, "31/02/1980"),
            (5, "4-Peb-75"),
            (6, "L" if row[6] == "P" else "P"),
            (11, "Entah Berantah"),
            (11, ""),
            (14, "+62 812-3456-7890"),
            (16, "PNS"),
            (16, ""),
        ]
    )
    row[column] = value


def make(kind: str, count: int, folder: Path) -> Path:
    """The list as a file."""
    path = folder / f"list-{count}.{kind}"
    if kind == "csv":
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, delimiter=";").writerows(_all(count))
        return path
    with xlsxwriter.Workbook(str(path), {"constant_memory": count > 200_000, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet("DATA")
        for place, row in enumerate(_all(count)):
            sheet.write_row(place, 0, row)
    return path


def _all(count: int) -> Iterator[list[str]]:
    yield HEADINGS
    yield from rows(count)


def measured(command: list[str]) -> tuple[float, int]:
    """CPU seconds of a command with its children, and the highest sum of their peaks of memory, in bytes."""
    before = os.times()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peaks: dict[int, int] = {}
    highest = 0
    while process.poll() is None:
        peaks |= {pid: peak for pid in _family(process.pid) if (peak := _peak(pid))}
        highest = max(highest, sum(peaks.values()))
        time.sleep(0.02)
    after = os.times()
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return used, highest


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(grand for child in children for grand in _family(int(child)))]


def _peak(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)


def compare(kind: str, count: int, runs: int, folder: Path) -> dict[str, object]:
    """Measure one size of one kind."""
    path = make(kind, count, folder)
    check = [
        sys.executable,
        "-m",
        "payung.config.command",
        "check",
        str(path),
        "--on",
        "2026-11-22",
        "--summary",
        "--json",
    ]
    read = [sys.executable, "-c", READ, str(path)]
    checks, reads, ratios = [], [], []
    for _ in range(runs):
        if kind == "xlsx":
            reads.append(measured(read)[0])
        checks.append(measured(check))
        if kind == "xlsx":
            ratios.append(checks[-1][0] / reads[-1])
    path.unlink()
    return {
        "list": kind,
        "rows": count,
        "columns": len(HEADINGS),
        "check_cpu_s": round(statistics.median(cpu for cpu, _ in checks), 3),
        "peak_memory_mb": round(max(memory for _, memory in checks) / 1e6),
    } | (
        {
            "calamine_only_reading_cpu_s": round(statistics.median(reads), 3),
            "ratio": round(statistics.median(ratios), 2),
        }
        if reads
        else {}
    )


def exponent(results: list[dict[str, object]]) -> float | None:
    """How CPU grows with rows, between the two largest lists: 1 is in proportion."""
    if len(results) < 2:
        return None
    small, large = ((float(str(result["rows"])), float(str(result["check_cpu_s"]))) for result in results[-2:])
    return round(math.log(large[1] / small[1]) / math.log(large[0] / small[0]), 3)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--kinds", default="xlsx,csv")
    options = parser.parse_args()
    answer: dict[str, object] = {"bench": "payung check --summary"}
    with tempfile.TemporaryDirectory() as folder:
        for kind in options.kinds.split(","):
            results = [compare(kind, int(size), options.runs, Path(folder)) for size in options.sizes.split(",")]
            answer[kind] = results
            answer[f"{kind}_exponent"] = exponent(results)
    print(json.dumps(answer, indent=1))


if __name__ == "__main__":
    main()
