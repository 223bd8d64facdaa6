"""The demo's report for people at a terminal, in Indonesian. Facts in, lines out; it prints nothing itself."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from payung.config.demo.ink import Ink
from payung.config.demo.layouts import LAYOUTS
from payung.config.demo.offices import Whole
from payung.config.demo.outcome import Outcome, Trouble
from payung.config.demo.paid_outcome import PaidOutcome
from payung.config.demo.paid_report import step_table, told
from payung.config.demo.receiving import CheckedFile, telling
from payung.intake.rules.problems import LEVEL_OF
from payung.intake.rules.short_words import SHORT
from payung.shared.money import grouped
from payung.shared.problems import Level

WIDTH = 81
BAR = 12
MOST_FREQUENT = 10


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
    year_seconds: float
    outcome: Outcome
    paid: PaidOutcome


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
        "persons": run.outcome.persons,
        "eligible": run.outcome.eligible,
        "selected": run.outcome.chosen,
        "named": run.outcome.named,
        "sent": run.paid.sent,
        "accepted": run.paid.accepted,
        "rejected": run.paid.rejected,
        "dues": run.paid.dues,
        "billed_rp": run.paid.billed_rp,
        "paid_rp": run.paid.paid_rp,
        "differences": run.paid.differences,
        "claims": run.paid.claims,
        "claims_paid_rp": run.paid.claims_paid_rp,
        "unclaimed": run.paid.unclaimed,
        "unclaimed_rp": run.paid.unclaimed_rp,
        "audit_events": run.outcome.audit_events,
        "trial_balance_rp": run.paid.trial_balance_rp,
    }


def report(*, run: Run, ink: Ink) -> Iterator[str]:
    """Every line of the report, none wider than 80 characters but for paths."""
    counts = counts_of(run)
    yield ""
    yield f"  {ink.bold('Payung')}  {ink.dim('Demo Kabupaten Kotabaru. Semua orang, NIK dan berkas di sini rekaan.')}"
    yield ""
    yield _step(1, "Daftar", _invented(run, counts), ink)
    yield _step(2, "Terima", _speed(run, counts), ink)
    yield _step(3, "Jawab", _returned(run.outcome, counts), ink)
    yield from _year(run.outcome, ink)
    for number, (word, sentence) in enumerate(told(run.paid), start=11):
        yield _step(number, word, sentence, ink)
    yield _step(19, "Jejak", _audited(run), ink)
    yield ""
    yield from step_table(run.paid, ink)
    yield ""
    yield from _layout_table(run.files, ink)
    yield ""
    yield f"  {_sentence(counts)}"
    yield f"  {_agreement(run)}"
    yield ""
    yield from _frequent(run.files, ink)
    yield ""
    yield from _whole_files(run.files, ink)
    yield from _troubles(run.outcome.troubles, ink)
    yield ""
    yield from _where_to_look(run, ink)


def _step(number: int, word: str, text: str, ink: Ink) -> str:
    return f" {ink.dim(f'{number:>2}')}  {ink.bold(f'{word:<9}')} {text}"


def _returned(found: Outcome, counts: Mapping[str, int]) -> str:
    return (
        f"{grouped(counts['marked'])} buku bertanda; {grouped(found.mended)} NIK diperbaiki, "
        f"{grouped(found.accepted)} baris diloloskan"
    )


def _year(found: Outcome, ink: Ink) -> Iterator[str]:
    """From persons to the signed decree, a line for each step."""
    asked = ", ".join(f"{register} {grouped(persons)}" for register, persons, _ in found.asked)
    yield _step(
        4,
        "Orang",
        f"{grouped(found.persons)} orang, {grouped(found.exact)} diusulkan lagi, "
        f"{grouped(found.questions)} NIK milik dua orang",
        ink,
    )
    yield _step(
        5,
        "Gabung",
        f"{grouped(found.joined)} catatan digabung, {grouped(found.asked_pairs)} ditanyakan, "
        f"{grouped(found.ruled_pairs)} diputus",
        ink,
    )
    yield _step(6, "Padan", f"{asked} orang", ink)
    yield _step(
        7,
        "Nilai",
        f"{grouped(found.eligible)} layak, {grouped(found.not_eligible)} tidak; "
        f"tunggu {grouped(found.decision)} putusan, {grouped(found.unchecked)} padan",
        ink,
    )
    yield _step(
        8,
        "Pilih",
        f"{grouped(found.places)} tempat: {grouped(found.chosen)} dipilih, {grouped(found.reserve)} cadangan, "
        f"benih {found.seed[:8]}…",
        ink,
    )
    yield _step(9, "Umumkan", f"{found.objections} sanggahan: satu diterima, satu ditolak, satu terbuka", ink)
    yield _step(
        10,
        "SK",
        f"{found.decree_number}: {grouped(found.named)} nama, {grouped(found.left_out)} ditahan, berlaku",
        ink,
    )


def _audited(run: Run) -> str:
    found = run.outcome
    sound = f"RUSAK: {found.audit_fault}" if found.audit_fault else f"utuh, kepala {found.audit_head[:8]}…"
    return f"{grouped(found.audit_events)} peristiwa berantai, {sound} ({_seconds(run.year_seconds)})"


def _troubles(found: Sequence[Trouble], ink: Ink) -> Iterator[str]:
    """What an auditor would look for: how many came in with it, and how many were named all the same."""
    if found:
        yield f"  {ink.bold('Yang dicari pemeriksa')}"
        yield ink.dim(f"  {'':<51}{'Masuk':>9}{'Jadi orang':>11}{'Dinamai':>9}")
        for one in found:
            numbers = f"{grouped(one.invented):>9}{grouped(one.known):>11}{grouped(one.named):>9}"
            yield f"  {_shortened(one.words, 50):<51}{numbers}"


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
    yield f"  {'surat, pemadanan dan lampiran':<32}{run.outcome.annex or demo}"
    if (example := telling(run.files)) and example.returned:
        yield f"  {'mulailah dari':<32}{example.returned.relative_to(demo)}"
