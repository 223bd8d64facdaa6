"""The annex of a decree, beside ReportLab's own LongTable of Paragraphs writing the same columns of a thousand lines.

CPU seconds of `write_annex` alone, medians; the peak of memory is that of a child process that writes one annex and
ends. `exponent` is the slope between the smallest and the largest size in log-log: 1 is a time that grows with the
lines. `reference.times_slower` is per line. The persons are invented, and there are 202 desa.

    python bench/annex.py [--sizes 1000,10000,50000] [--runs 3]
"""

import argparse
import io
import json
import math
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from html import escape

from payung.gateways.papers.annex import write_annex
from payung.gateways.papers.annex_lines import AnnexHead, AnnexLine, AuditHead

REFERENCE_LINES = 1_000
DESAS = 202
SYLLABLES = ["ra", "ma", "di", "su", "la", "no", "hi", "ka", "ti", "bu", "sa", "wi", "ja", "ru", "ni", "pa"]
WORK = ["Nelayan", "Buruh harian lepas", "Petani", "Tukang ojek", "Pedagang keliling", "Penambak", "Buruh tani"]
HEAD = AnnexHead(
    title="DAFTAR PENERIMA BANTUAN IURAN JAMINAN SOSIAL KETENAGAKERJAAN TAHUN 2027",
    about="Penetapan Pekerja Rentan Penerima Bantuan Iuran Tahun 2027",
    signer="Bupati Kotabaru",
    place="Kotabaru",
    number="100.3.3.2/123/KUM/2026",
    day=date(2026, 12, 20),
    audit=AuditHead(number=1204, sha256="ab" * 32, day=date(2026, 12, 19)),
)


def lines(count: int) -> Iterator[AnnexLine]:
    """Invented persons in the order of their desa, the same for the same count."""
    chance = random.Random(20261122)
    for number in range(1, count + 1):
        yield _line(chance, number, place=(number - 1) * DESAS // count)


def _line(chance: random.Random, number: int, *, place: int) -> AnnexLine:
    born = date(1963, 1, 1) + timedelta(days=chance.randrange(15_300))
    words = ("".join(chance.choices(SYLLABLES, k=chance.choice((2, 3)))).capitalize() for _ in range(3))
    return AnnexLine(
        number=number,
        name=" ".join(words),
        nik=f"6302{chance.randrange(1, 23):02d}{born:%d%m%y}{chance.randrange(1, 9999):04d}",
        sex="L" if number % 2 else "P",
        birth_date=born,
        desa=f"Sungai Kupang {place}",
        kecamatan=f"Kelumpang {place // 10}",
        occupation=chance.choice(WORK),
        fund="DBH Sawit" if number % 3 == 0 else "APBD",
        months=12,
        address=f"RT {number % 20:02d} Dusun Melati",
    )


def ours(count: int) -> None:
    write_annex(out=io.BytesIO(), head=HEAD, lines=lines(count), with_nik=True, count=count)


def invented(count: int) -> None:
    """The making of the persons, to be taken off."""
    for _ in lines(count):
        pass


def theirs(count: int) -> None:
    """The ordinary way: a Paragraph in each cell of a LongTable, whose heading is repeated on each page."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

    style = ParagraphStyle("cell", fontName="Vera", fontSize=7, leading=8)
    rows = [[Paragraph(escape(str(value or "")), style) for value in _cells(line)] for line in lines(count)]
    widths = (30, 152, 84, 20, 52, 88, 92, 96, 82, 60, 25)
    table = LongTable([[str(place) for place in range(len(widths))], *rows], colWidths=widths, repeatRows=1)
    SimpleDocTemplate(io.BytesIO(), pagesize=landscape(A4), leftMargin=30, rightMargin=30).build([table])


def _cells(line: AnnexLine) -> tuple[object, ...]:
    return (
        *(line.number, line.name, line.nik, line.sex, line.birth_date, line.address),
        *(line.desa, line.kecamatan, line.occupation, line.fund, line.months),
    )


def cpu_seconds(act: Callable[[int], None], count: int) -> float:
    before = time.process_time()
    act(count)
    return time.process_time() - before


def peak_mb(count: int) -> float:
    """Of a process of its own that writes one annex."""
    done = subprocess.run([sys.executable, __file__, "--peak", str(count)], capture_output=True, text=True, check=True)
    return float(done.stdout)


def size(count: int, *, runs: int) -> dict[str, object]:
    making = statistics.median(cpu_seconds(invented, count) for _ in range(runs))
    seconds = statistics.median(cpu_seconds(ours, count) for _ in range(runs))
    return {"lines": count, "cpu_s": round(seconds - making, 3), "peak_mb": peak_mb(count)}


def exponent(sizes: list[dict[str, object]]) -> float | None:
    if len(sizes) < 2:
        return None
    first, last = sizes[0], sizes[-1]
    seconds = math.log(float(str(last["cpu_s"])) / float(str(first["cpu_s"])))
    return round(seconds / math.log(int(str(last["lines"])) / int(str(first["lines"]))), 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000,50000")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--peak", type=int, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.peak:
        ours(wanted.peak)
        print(round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1))
        return
    ours(100)
    sizes = [size(int(count), runs=wanted.runs) for count in wanted.sizes.split(",")]
    reference = statistics.median(cpu_seconds(theirs, REFERENCE_LINES) for _ in range(wanted.runs))
    own = statistics.median(cpu_seconds(ours, REFERENCE_LINES) for _ in range(wanted.runs))
    answer = {
        "what": "annex",
        "reach": {"lines": 10_000, "cpu_s": 4, "peak_mb": 150},
        "exponent": exponent(sizes),
        "sizes": sizes,
        "reference": {
            "what": "LongTable of Paragraphs",
            "lines": REFERENCE_LINES,
            "cpu_s": round(reference, 3),
            "times_slower": round(reference / own, 1),
        },
    }
    print(json.dumps(answer, indent=2))


if __name__ == "__main__":
    main()
