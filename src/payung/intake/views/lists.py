"""A list as a workbook to take home; no cell of it can ever run."""

import tempfile
from collections.abc import Iterable, Sequence

from django.http import FileResponse

from payung.gateways.lists import Column, ListRow, write_list
from payung.gateways.lists.columns import Cell
from payung.gateways.spreadsheets.empty_list import XLSX


def as_excel(*, title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> FileResponse:
    """The rows as .xlsx, named as its title. Without a NIK, so it may lie on a desk."""
    out = tempfile.TemporaryFile()  # noqa: SIM115 -- FileResponse closes it
    write_list(
        out=out,
        title=title,
        columns=[Column(heading=heading, width=24) for heading in headings],
        rows=(ListRow(cells=row) for row in rows),
    )
    out.seek(0)
    name = f"{'-'.join(title.casefold().split())}.xlsx"
    return FileResponse(out, as_attachment=True, filename=name, content_type=XLSX)
