"""Builds the demo in its home: the lists, the year's work on them, and what there is to tell of it."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from tqdm import tqdm

from payung.config.demo import house, stories, terms
from payung.config.demo import year as steps
from payung.config.demo.clock import Clock, invented_time
from payung.config.demo.ink import Ink
from payung.config.demo.outcome import outcome
from payung.config.demo.paid_outcome import paid_outcome
from payung.config.demo.register import inventing
from payung.config.demo.report import Run, counts_of, report
from payung.config.demo.terms import Half
from payung.config.demo.year import OBJECTED, Came, Done, Year, opened
from payung.regions.load import gazetteer

Thing = TypeVar("Thing")

# On which day of the invented year each step is done, after the lists came in.
UNTIL_THE_DECREE: tuple[tuple[date, str, Callable[[Year], Came]], ...] = (
    (date(2026, 11, 15), "Memperbaiki", steps.settle_rows),
    (date(2026, 11, 16), "Mencocokkan", steps.know_persons),
    (date(2026, 11, 17), "Mencari yang dua kali", steps.look_twice),
    (date(2026, 11, 18), "Memadankan", steps.ask_registers),
    (date(2026, 11, 24), "Menilai", steps.judge),
    (date(2026, 11, 26), "Memilih", steps.select),
    (date(2026, 11, 27), "Mengumumkan", steps.hear_objections),
    (date(2026, 12, 12), "Merancang SK", steps.draft),
    (date(2026, 12, 17), "Menandatangani SK", steps.sign),
)
TWO_TERMS: tuple[tuple[date, str, Callable[[Half], Came]], ...] = (
    (date(2027, 1, 4), "Mengirim batch", terms.send),
    (date(2027, 1, 11), "Jawaban pertama", terms.answer_first),
    (date(2027, 1, 14), "Jawaban susulan", terms.answer_rest),
    (date(2027, 1, 15), "Menyelesaikan jawaban", terms.settle),
    (date(2027, 1, 18), "Benturan provinsi", terms.meet_the_province),
    (date(2027, 1, 20), "Meminta verval I", terms.ask_first),
    (date(2027, 1, 26), "Verval I", terms.hear),
    (date(2027, 2, 1), "Tagihan I", terms.bill_first),
    (date(2027, 2, 3), "SPP I", terms.request),
    (date(2027, 2, 3), "Paket SPP-LS", terms.package),
    (date(2027, 2, 4), "Pengganti, berita acara", terms.replace),
    (date(2027, 2, 8), "SP2D I", terms.pay),
    (date(2027, 2, 10), "Diterima BPJS I", terms.receive),
    (date(2027, 2, 12), "Jawaban atas pengganti", terms.answer_all),
    (date(2027, 2, 23), "Lapor: jari putus", stories.tell_of_the_finger),
    (date(2027, 2, 26), "Meninggal sesudah dibayar", terms.die),
    (date(2027, 3, 1), "Tagihan susulan", terms.bill_replaced),
    (date(2027, 3, 2), "SP2D susulan", terms.pay_at_once),
    (date(2027, 3, 3), "Diterima BPJS susulan", terms.receive),
    (date(2027, 3, 6), "Lapor: tewas di laut", stories.tell_of_the_sea),
    (date(2027, 3, 8), "Pencocokan I", terms.reconcile),
    (date(2027, 3, 19), "Lapor: meninggal karena sakit", stories.tell_of_the_ill),
    (date(2027, 3, 22), "Meminta verval II", terms.ask_second),
    (date(2027, 3, 24), "Klaim diajukan", stories.ask_for_the_dead),
    (date(2027, 3, 29), "Verval II", terms.hear),
    (date(2027, 4, 1), "Tagihan II, kompensasi", terms.bill_second),
    (date(2027, 4, 6), "Klaim jari, penetapan BPJS", stories.ask_for_the_finger),
    (date(2027, 4, 14), "Klaim dibayar BPJS", stories.be_paid),
    (date(2027, 5, 3), "Celah perlindungan", terms.see_gap),
    (date(2027, 5, 4), "SPP II, kode baru", terms.request_late),
    (date(2027, 5, 11), "SP2D II terlambat", terms.pay),
    (date(2027, 5, 13), "Diterima BPJS II", terms.receive),
    (date(2027, 5, 15), "Lapor: hilang di laut", stories.lose_one_at_sea),
    (date(2027, 5, 17), "Nonaktif", terms.put_off),
    (date(2027, 5, 19), "Daftar meninggal", stories.read_the_dead),
    (date(2027, 5, 20), "Pencocokan II", terms.reconcile),
    (date(2027, 5, 20), "Belum diklaim", stories.see_unclaimed),
    (date(2027, 5, 21), "Laporan klaim cabang", stories.hear_from_the_branch),
    (date(2027, 5, 21), "Laporan, paket pemeriksaan", terms.report),
)
LISTS_CAME = date(2026, 11, 10)


def build(*, home: Path, workers: int, seed: int) -> None:
    """Invent the lists, do the year's work on them, and keep what there is to tell as the last thing."""
    began = time.perf_counter()
    invented = list(watched(inventing(home=home, workers=workers, seed=seed), "Menulis daftar"))
    wrote = time.perf_counter()
    with invented_time() as clock:
        year = opened(home=home, invented=invented, workers=workers)
        received, half = work(year, clock)
    run = Run(
        home=home,
        workers=workers,
        seed=seed,
        desas=min(workers, len(gazetteer("63.02").desas)),
        files=year.files,
        invent_seconds=wrote - began,
        check_seconds=received - wrote,
        year_seconds=time.perf_counter() - received,
        outcome=outcome(year=year, objections=OBJECTED),
        paid=paid_outcome(half),
    )
    house.keep_result(home=home, counts=counts_of(run), lines=list(report(run=run, ink=Ink(on=True))))


def work(year: Year, clock: Clock) -> tuple[float, Half]:
    """From lists to the reconciled month; when the lists were in."""
    clock.go_to(LISTS_CAME)
    for _ in watched(steps.receive(year), "Menerima", total=len(year.invented)):
        pass
    received = time.perf_counter()
    for day, name, step in UNTIL_THE_DECREE:
        clock.go_to(day)
        _do(year, day, name, partial(step, year))
    half = terms.begun(year)
    for day, name, later in TWO_TERMS:
        clock.go_to(day)
        _do(year, day, name, partial(later, half))
    return received, half


def _do(year: Year, day: date, name: str, step: Callable[[], Came]) -> None:
    before = cpu_seconds()
    for one in watched([step], name):
        came = one()
    year.done.append(Done(day=day, name=name, came=came, cpu_seconds=cpu_seconds() - before))


def cpu_seconds() -> float:
    """What this process and its children that ended have used."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def watched(things: Iterable[Thing], words: str, total: int | None = None) -> Iterator[Thing]:
    """The same things, with a bar on standard error where a person watches."""
    yield from tqdm(things, desc=f"  {words}", total=total, unit=" berkas", leave=False, disable=None)
