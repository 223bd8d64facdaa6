"""What is lacking for BPJS, as a workbook that the desa fill in and that comes back: without a NIK, each row with its key."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from payung.enrolment.models import Batch, BatchLine
from payung.enrolment.queries.batches_missing import MissingFacts
from payung.enrolment.rules.batches_details import Written
from payung.enrolment.rules.batches_refusals import list_unreadable
from payung.enrolment.workbooks import batch_code
from payung.gateways.lists import Column, ListRow, Table, read_table_in_child, write_list
from payung.gateways.lists.header import folded
from payung.gateways.sealed_files import SealedFile
from payung.gateways.sealed_uploads import SealedUpload, sealing_key
from payung.programmes.rules.layout import InsurerLayout, LayoutColumn, Told, told_columns
from payung.regions.load import gazetteer
from payung.regions.rules import plain_code

_NOTES = (
    "Isi kolom yang kosong dari KK atau KTP-el, lalu kirim kembali berkas ini. Kolom yang tidak kosong boleh dibiarkan.",
)


def write_missing(
    *, out: IO[bytes], batch: Batch, layout: InsurerLayout, found: Sequence[MissingFacts], kabupaten: str
) -> None:
    """The workbook is in `out`: a row a person, a column for each thing that somebody lacks."""
    asked = asked_columns(layout, batch.kind, found)
    desas = gazetteer(kabupaten).by_code
    keys = dict(BatchLine.objects.filter(batch=batch).values_list("id", "row_key"))
    write_list(
        out=out,
        title=f"Isian batch {batch.number}",
        columns=[
            Column(heading="NO", width=6),
            Column(heading="NAMA", width=32),
            Column(heading="DESA", width=28),
            *(Column(heading=one.title, width=max(24, one.width)) for one in asked),
        ],
        rows=(
            ListRow(
                cells=[
                    *(one.number, one.name, desa.name if (desa := desas.get(plain_code(one.desa_code))) else ""),
                    *("" if column.fact in {lack.fact for lack in one.lacks} else "–" for column in asked),
                ],
                code=keys[one.id],
            )
            for one in found
        ),
        request=batch_code(batch.pk),
        notes=_NOTES,
    )


def asked_columns(layout: InsurerLayout, kind: str, found: Sequence[MissingFacts]) -> list[LayoutColumn]:
    """The columns that somebody can fill and that are empty for somebody, in the order of the layout."""
    lacking = {lack.fact for one in found for lack in one.lacks}
    return [one for one in told_columns(layout.kinds[kind]) if one.fact in lacking]


def read_missing(*, came: SealedUpload, batch: Batch, layout: InsurerLayout) -> list[Written]:
    """What was filled in, found by the rows' keys and the headings of the layout. Raises DetailUnreadable."""
    by_heading = {folded(one.title): Told(one.fact) for one in told_columns(layout.kinds[batch.kind])}
    with TemporaryDirectory(prefix="payung-") as folder:
        clear = Path(folder) / "isian"
        with SealedFile(came.path, key=sealing_key()) as sealed, clear.open("wb") as out:
            out.writelines(sealed)
        table = read_table_in_child(clear, words=frozenset(by_heading))
        if not isinstance(table, Table):
            raise list_unreadable()
        with table:
            return list(_written(table, batch, by_heading))


def _written(table: Table, batch: Batch, by_heading: Mapping[str, Told]) -> Iterator[Written]:
    lines = dict(BatchLine.objects.filter(batch=batch).values_list("row_key", "id"))
    for sheet in table.sheets:
        asked = [(at, by_heading[folded(one)]) for at, one in enumerate(sheet.headings) if folded(one) in by_heading]
        for row in sheet.rows():
            if row.key is None or not row.key.intact or row.key.request != batch_code(batch.pk):
                continue
            for at, fact in asked:
                value = row.cells[at].strip()
                if value and value != "–" and row.key.row in lines:
                    yield Written(line_id=lines[row.key.row], field=fact, value=value)
