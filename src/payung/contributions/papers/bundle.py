"""The paket pemeriksaan: an archive in which every rupiah leads to a person, and every person to a decision.

Lists are .csv for Indonesian Excel; who is named also as workbook. NIKs are masked in all of them; scans are what was
signed and may show whole ones, which is why the archive is asked for with a reason.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation

from payung.accounts.rules import Actor
from payung.audit import queries as audit
from payung.contributions import claimed, files
from payung.contributions.papers.archive import Archive, Sink
from payung.contributions.papers.bundle_words import FILES, read_first
from payung.contributions.queries import bundle as reading
from payung.contributions.queries.bundle import NamedLine, ScanFacts
from payung.contributions.rules.bundle import sampled
from payung.decrees import files as decree_files
from payung.decrees.queries import DecreeFacts
from payung.gateways.lists import Cell, Column, ListRow, write_csv, write_list
from payung.intake import queries as intake
from payung.intake.queries import Origin
from payung.ledger import queries as ledger
from payung.programmes.rules.setup import ProgrammeFacts
from payung.selection.rules.draw import digits, draw

_EVENTS = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleAsked:
    programme: ProgrammeFacts
    seed: str
    sample_count: int
    because: str


@dataclass(slots=True)
class _Gathered:
    """What is read of everybody once and written to more than one file."""

    decrees: Sequence[DecreeFacts]
    lines: list[NamedLine]
    draws: list[int]
    why: dict[int, tuple[int, int, str, str]]  # of a person: rank, score, draw, sentence


def write_bundle(*, out: Sink, asked: BundleAsked, actor: Actor, now: datetime) -> int:
    """The archive is in `out`; how many are named in it. The sample is the same wherever it is drawn."""
    with translation.override("id"), Archive(out) as archive:
        found = _gathered(asked, actor)
        chosen = sampled(
            seed=asked.seed, receipt_codes=[line.receipt_code for line in found.lines], count=asked.sample_count
        )
        _put_lists(archive, asked, found, [found.lines[place] for place in chosen.tolist()])
        _put_tables(archive, asked.programme)
        _put_trail(archive, asked.programme.kabupaten)
        missing = list(_put_scans(archive, reading.scans(programme_id=asked.programme.id, found=found.decrees)))
        archive.put("kamus-data.csv", _csv(("Berkas", "Kolom", "Arti"), _dictionary()))
        head = audit.last_closed_day(kabupaten=asked.programme.kabupaten, today=timezone.localtime(now).date())
        text = read_first(
            office=settings.PAYUNG.office,
            programme=asked.programme.name,
            because=asked.because,
            made_at=now,
            seed=asked.seed,
            sample=len(chosen),
            named=len(found.lines),
            audit=head,
            missing=missing,
        )
        archive.put("baca-dulu.txt", [text.encode()])
    return len(found.lines)


def _gathered(asked: BundleAsked, actor: Actor) -> _Gathered:
    decrees = reading.in_force(programme_id=asked.programme.id)
    lines = list(reading.named_lines(found=decrees, actor=actor))
    draws = draw(seed=asked.seed, receipt_codes=[line.receipt_code for line in lines]).tolist()
    persons = frozenset(line.person_id for line in lines)
    why = {
        person: (rank, score, drawn, sentence)
        for selection_id in sorted({one.selection_id for one in decrees if one.selection_id})
        for person, rank, score, drawn, sentence in reading.reasons(selection_id=selection_id, persons=persons)
    }
    return _Gathered(decrees=decrees, lines=lines, draws=draws, why=why)


def _put_lists(archive: Archive, asked: BundleAsked, found: _Gathered, sample: Sequence[NamedLine]) -> None:
    names = FILES["daftar-nama.csv"]
    rows = [[*_cells(line), digits(drawn)] for line, drawn in zip(found.lines, found.draws, strict=True)]
    archive.put("daftar-nama.csv", _csv(names, rows))
    archive.put("daftar-nama.xlsx", _xlsx(f"Daftar nama {asked.programme.name}", names, rows))
    archive.put("alasan-seleksi.csv", _csv(FILES["alasan-seleksi.csv"], _reason_rows(found)))
    origins = intake.origin(candidate_ids=[line.candidate_id for line in sample])
    told = [_sample_row(number, line, found, origins) for number, line in enumerate(sample, start=1)]
    archive.put("sampel.csv", _csv(FILES["sampel.csv"], told))
    archive.put("sampel.xlsx", _xlsx(f"Sampel benih {asked.seed}", FILES["sampel.csv"], told))


def _put_tables(archive: Archive, programme: ProgrammeFacts) -> None:
    tables: dict[str, Iterable[reading.Row]] = {
        "tagihan.csv": reading.bill_rows(programme_id=programme.id),
        "pembayaran.csv": reading.payment_rows(programme_id=programme.id),
        "verval.csv": reading.verval_rows(programme_id=programme.id),
        "selisih.csv": reading.difference_rows(programme_id=programme.id),
        "kelebihan-bayar.csv": reading.overpayment_rows(programme_id=programme.id),
        "klaim.csv": claimed.claim_rows(programme_id=programme.id),
        "neraca-saldo.csv": (
            [row.programme, row.fund, str(row.kind), row.amount_rp, row.person_months]
            for row in ledger.trial_balance(kabupaten=programme.kabupaten).rows
        ),
    }
    for name, rows in tables.items():
        archive.put(name, _csv(FILES[name], rows))


def _put_trail(archive: Archive, kabupaten: str) -> None:
    archive.put("jejak-audit.csv", _csv(FILES["jejak-audit.csv"], _events(kabupaten)))


def _events(kabupaten: str) -> Iterator[Sequence[Cell]]:
    """The whole chain, the newest first; it holds no NIK."""
    page, pages = 1, 1
    while page <= pages:
        found = audit.events(kabupaten=kabupaten, page=page, size=_EVENTS)
        pages, page = found.pages, page + 1
        for one in found.events:
            facts = " · ".join(f"{name}={value}" for name, value in one.facts.items())
            yield [one.number, one.at.isoformat(), one.act, one.actor, one.subject, facts, one.hash]


def _put_scans(archive: Archive, found: Iterable[ScanFacts]) -> Iterator[str]:
    """Each as it was scanned; the names of those that are no longer there."""
    for scan in found:
        try:
            sealed = decree_files.opened(scan.code) if scan.of_decrees else files.opened(scan.code)
        except FileNotFoundError:
            yield scan.path
            continue
        with sealed:
            archive.put(scan.path, sealed)


def _cells(line: NamedLine) -> list[Cell]:
    member = line.membership
    return [
        *(line.decree, line.number, line.name, line.sex, line.birth_year, line.desa_code, line.desa, line.kecamatan),
        *(line.occupation, line.fund, line.months, line.state, line.receipt_code),
        *(member.kpj if member else None, str(member.state) if member else None),
        str(member.end_reason) if member and member.end_reason else None,
        *(member.registered_date if member else None, line.paid_months, line.paid_rp),
    ]


def _reason_rows(found: _Gathered) -> Iterator[list[Cell]]:
    for line in found.lines:
        if told := found.why.get(line.person_id):
            rank, score, drawn, sentence = told
            yield [line.decree, line.number, line.name, line.receipt_code, rank, score, drawn, sentence]


def _sample_row(number: int, line: NamedLine, found: _Gathered, origins: dict[int, Origin]) -> list[Cell]:
    told, origin = found.why.get(line.person_id), origins.get(line.candidate_id)
    came = [origin.file_name, origin.sheet, origin.row, origin.sender, origin.sha256] if origin else [None] * 5
    return [number, *_cells(line), told[3] if told else "Tidak melalui seleksi", *came]


def _dictionary() -> Iterator[Sequence[Cell]]:
    for file, columns in FILES.items():
        for column, meaning in columns.items():
            yield [file, column, meaning]


def _csv(headings: Iterable[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    out = io.BytesIO()
    write_csv(out=out, columns=_columns(headings), rows=(ListRow(cells=_shown(row)) for row in rows))
    yield out.getvalue()


def _xlsx(title: str, headings: Iterable[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    out = io.BytesIO()
    write_list(out=out, title=title, columns=_columns(headings), rows=(ListRow(cells=_shown(row)) for row in rows))
    yield out.getvalue()


def _shown(row: Sequence[Cell]) -> list[Cell]:
    return ["ya" if cell is True else "tidak" if cell is False else cell for cell in row]


def _columns(headings: Iterable[str]) -> list[Column]:
    return [Column(heading=heading) for heading in headings]
