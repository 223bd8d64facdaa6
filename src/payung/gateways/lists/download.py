"""A list as a workbook to take home; no cell of it can ever run."""

import tempfile
from collections.abc import Iterable, Sequence

from django.http import FileResponse

from payung.gateways.lists.columns import Cell, Column, ListRow
from payung.gateways.lists.workbook import write_list
from payung.gateways.spreadsheets.empty_list import XLSX


def as_excel(*, title: str, headings: Sequence[str | Column], rows: Iterable[Sequence[Cell]]) -> FileResponse:
    """The rows as .xlsx, named as its title. Without a NIK, so it may lie on a desk. A heading alone is a column of text."""
    out = tempfile.TemporaryFile()  # noqa: SIM115 -- FileResponse closes it
    write_list(
        out=out,
        title=title,
        columns=[one if isinstance(one, Column) else Column(heading=one, width=24) for one in headings],
        rows=(ListRow(cells=row) for row in rows),
    )
    out.seek(0)
    name = f"{'-'.join(title.casefold().split())}.xlsx"
    return FileResponse(out, as_attachment=True, filename=name, content_type=XLSX)
