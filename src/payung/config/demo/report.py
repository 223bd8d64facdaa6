"""The demo's report for people at a terminal, in Indonesian. Facts in, lines out; it prints nothing itself."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from payung.config.demo.checking import CheckedFile
from payung.config.demo.layouts import LAYOUTS
from payung.config.demo.offices import Whole
from payung.intake.rules.problems import LEVEL_OF
from payung.intake.rules.short_words import SHORT
from payung.shared.money import grouped
from payung.shared.problems import Level

WIDTH = 81
BAR = 12
MOST_FREQUENT = 10
ADDRESS = "http://127.0.0.1:8000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a demo did: for how many workers, on which files, how long."""

    home: Path
    workers: int
    seed: int
    desas: int
    files: Sequence[CheckedFile]
    invent_seconds: float
    check_seconds: float


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours of a terminal, or none."""

    on: bool

    def bold(self, text: str) -> str:
        return self._in("1", text)

    def dim(self, text: str) -> str:
        return self._in("2", text)

    def green(self, text: str) -> str:
        return self._in("32", text)

    def amber(self, text: str) -> str:
        return self._in("33", text)

    def red(self, text: str) -> str:
        return self._in("31", text)

    def _in(self, code: str, text: str) -> str:
        return f"\033[{code}m{text}\033[0m" if self.on else text


def counts_of(run: Run) -> dict[str, int]:
    """The demo's numbers, by the names of CONTRACTS where it has them."""
    return {
        "workers": run.workers,
        "seed": run.seed,
        "desa": run.desas,
        "files": len(run.files),
        "marked": sum(file.returned is not None for file in run.files),
        "as_owed": sum(file.owed for file in run.files),
        "candidates": sum(file.rows for file in run.files),
        "ready": sum(file.ready for file in run.files),
        "decision": sum(file.decision for file in run.files),
        "error": sum(file.error for file in run.files),
    }


def report(*, run: Run, ink: Ink) -> Iterator[str]:
    """Every line of the report, none wider than 80 characters but for paths."""
    counts = counts_of(run)
    yield ""
    yield f"  {ink.bold('Payung')}  {ink.dim('Demo Kabupaten Kotabaru. Semua orang, NIK dan berkas di sini rekaan.')}"
    yield ""
    yield _step(1, "Daftar", _invented(run, counts), ink)
    yield _step(2, "Periksa", _speed(run, counts), ink)
    yield _step(3, "Jawaban", f"{grouped(counts['marked'])} buku kerja bertanda, siap dikirim kembali", ink)
    yield ""
    yield from _layout_table(run.files, ink)
    yield ""
    yield f"  {_sentence(counts)}"
    yield f"  {_agreement(run)}"
    yield ""
    yield from _frequent(run.files, ink)
    yield ""
    yield from _whole_files(run.files, ink)
    yield from _where_to_look(run, ink)


def _step(number: int, word: str, text: str, ink: Ink) -> str:
    return f"  {ink.dim(str(number))}  {ink.bold(f'{word:<8}')} {text}"


def _invented(run: Run, counts: Mapping[str, int]) -> str:
    return (
        f"{grouped(run.workers)} pekerja, {run.desas} desa, {grouped(counts['files'])} berkas, "
        f"{len({file.invented.layout for file in run.files})} tata letak ({_seconds(run.invent_seconds)})"
    )


def _speed(run: Run, counts: Mapping[str, int]) -> str:
    return f"{grouped(counts['candidates'])} baris, tiap berkas dalam proses tersendiri ({_seconds(run.check_seconds)})"


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} detik".replace(".", ",")


def _layout_table(files: Sequence[CheckedFile], ink: Ink) -> Iterator[str]:
    yield ink.dim(f"  {'Tata letak':<36}{'Berkas':>7}{'Baris':>8}{'Siap':>8}{'Keputusan':>10}{'Perbaikan':>10}")
    yield ink.dim(f"  {'─' * (WIDTH - 2)}")
    for layout in LAYOUTS:
        own = [file for file in files if file.invented.layout == layout.key]
        if own:
            yield _table_row(layout.title, own, ink)
    yield ink.dim(f"  {'─' * (WIDTH - 2)}")
    yield _table_row("Semua", files, ink)


def _table_row(title: str, files: Sequence[CheckedFile], ink: Ink) -> str:
    rows, ready = sum(file.rows for file in files), sum(file.ready for file in files)
    decision, error = sum(file.decision for file in files), sum(file.error for file in files)
    states = (
        ink.green(f"{grouped(ready):>8}"),
        ink.amber(f"{grouped(decision):>10}"),
        ink.red(f"{grouped(error):>10}"),
    )
    return f"  {title:<36}{grouped(len(files)):>7}{grouped(rows):>8}{''.join(states)}"


def _sentence(counts: Mapping[str, int]) -> str:
    share = f"{100 * counts['ready'] / max(counts['candidates'], 1):.1f}".replace(".", ",")
    return (
        f"{share} persen baris siap; {grouped(counts['decision'])} menunggu keputusan, "
        f"{grouped(counts['error'])} perlu diperbaiki desa."
    )


def _agreement(run: Run) -> str:
    same = sum(file.owed for file in run.files)
    return f"Sesuai kunci jawaban: {grouped(same)} dari {grouped(len(run.files))} berkas."


def _frequent(files: Sequence[CheckedFile], ink: Ink) -> Iterator[str]:
    """The findings that somebody must act on, most frequent first."""
    codes = sum((file.codes for file in files), Counter[str]())
    heavy = [(code, count) for code, count in codes.most_common() if LEVEL_OF[code] in (Level.ERROR, Level.DECISION)]
    yield f"  {ink.bold('Temuan terbanyak')}"
    most = heavy[0][1] if heavy else 1
    for code, count in islice(heavy, MOST_FREQUENT):
        error = LEVEL_OF[code] is Level.ERROR
        colour, words = (ink.red, "perlu diperbaiki") if error else (ink.amber, "perlu keputusan")
        bar = "█" * max(1, round(BAR * count / most))
        yield f"  {SHORT[code]:<39}{grouped(count):>8}  {colour(f'{bar:<{BAR}}')}  {ink.dim(words)}"
    noted, fixed = (_at_level(codes, level) for level in (Level.WARNING, Level.FIXED))
    yield ink.dim(f"  {grouped(noted)} hal lain cukup dicatat, {grouped(fixed)} sudah dibereskan dan diperlihatkan.")


def _at_level(codes: Mapping[str, int], level: Level) -> int:
    return sum(count for code, count in codes.items() if LEVEL_OF[code] is level)


def _whole_files(files: Sequence[CheckedFile], ink: Ink) -> Iterator[str]:
    """One line for each file with a trouble of its own."""
    troubled = sorted(
        (file for file in files if file.invented.whole is not Whole.NOTHING), key=lambda file: file.invented.whole.value
    )
    if troubled:
        yield f"  {ink.bold('Berkas yang bermasalah seluruhnya')}"
        for file in islice(troubled, MOST_FREQUENT):
            yield f"  {file.invented.whole.value:<40}{ink.dim(_shortened(file.invented.path.name, WIDTH - 42))}"
        yield ""


def _shortened(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _where_to_look(run: Run, ink: Ink) -> Iterator[str]:
    demo = run.home / "demo"
    yield f"  {ink.bold('Lihat sendiri')}"
    yield f"  {'daftar seperti dikirim kantor':<32}{demo / 'lists'}"
    yield f"  {'jawaban bertanda':<32}{demo / 'returned'}"
    yield f"  {'kunci jawaban':<32}{demo / 'truth'}"
    if (example := _telling(run.files)) and example.returned:
        yield f"  {'mulailah dari':<32}{example.returned.relative_to(demo)}"


def _telling(files: Sequence[CheckedFile]) -> CheckedFile | None:
    """The return that shows most kinds of findings on a page or two."""
    small = [file for file in files if file.returned and file.rows <= 60 and file.invented.whole is Whole.NOTHING]
    return max(small, key=lambda file: len(file.codes), default=None)


def said_of_site(ink: Ink) -> Iterator[str]:
    yield ""
    yield f"  {ink.bold(ADDRESS)}   {ink.dim('Ctrl+C untuk berhenti')}"
    yield ""
