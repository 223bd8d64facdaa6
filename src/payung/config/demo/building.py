"""Builds the demo in its home: the lists, the year's work on them, and what there is to tell of it."""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from tqdm import tqdm

from payung.config.demo import house
from payung.config.demo import year as steps
from payung.config.demo.clock import Clock, invented_time
from payung.config.demo.ink import Ink
from payung.config.demo.outcome import outcome
from payung.config.demo.register import inventing
from payung.config.demo.report import Run, counts_of, report
from payung.config.demo.year import OBJECTED, Year, opened
from payung.regions.load import gazetteer

Thing = TypeVar("Thing")

# How many days before today each step is done, after the lists came in.
STEPS: tuple[tuple[int, str, Callable[[Year], object]], ...] = (
    (33, "Memperbaiki", steps.settle_rows),
    (32, "Mencocokkan", steps.know_persons),
    (30, "Memadankan", lambda year: list(steps.ask_registers(year))),
    (24, "Menilai", steps.judge),
    (22, "Memilih", steps.select),
    (21, "Mengumumkan", steps.hear_objections),
    (6, "Merancang", steps.draft),
    (1, "Menandatangani", steps.sign),
)
LISTS_CAME = 38


def build(*, home: Path, workers: int, seed: int) -> None:
    """Invent the lists, do the year's work on them, and keep what there is to tell as the last thing."""
    began = time.perf_counter()
    invented = list(watched(inventing(home=home, workers=workers, seed=seed), "Menulis daftar"))
    wrote = time.perf_counter()
    with invented_time() as clock:
        year = opened(home=home, invented=invented, workers=workers)
        received = work(year, clock)
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
    )
    house.keep_result(home=home, counts=counts_of(run), lines=list(report(run=run, ink=Ink(on=True))))


def work(year: Year, clock: Clock) -> float:
    """From lists to the decree in force; when the lists were in."""
    clock.days_before_today(LISTS_CAME)
    for _ in watched(steps.receive(year), "Menerima", total=len(year.invented)):
        pass
    received = time.perf_counter()
    for days, name, step in STEPS:
        clock.days_before_today(days)
        for one in watched([step], name):
            one(year)
    return received


def watched(things: Iterable[Thing], words: str, total: int | None = None) -> Iterator[Thing]:
    """The same things, with a bar on standard error where a person watches."""
    yield from tqdm(things, desc=f"  {words}", total=total, unit=" berkas", leave=False, disable=None)
