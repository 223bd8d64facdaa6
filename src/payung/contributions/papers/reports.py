"""A report as A4 PDF and as workbook. Both are Indonesian, whatever language the page speaks that asked for them."""

from collections.abc import Callable, Iterator, Sequence
from typing import IO

from django.conf import settings
from django.utils import translation

from payung.contributions.present.reporting import Heading, Report, ReportTable, Value, written
from payung.gateways.lists import Column, Kind, ListRow, write_list
from payung.gateways.papers.annex_lines import AuditHead
from payung.gateways.papers.tables import PaperTable, ReportHead, Row, TableColumn, TableRow, write_report

Made = Callable[[], Report]


def write_pdf(*, out: IO[bytes], report: Made, audit: AuditHead | None) -> str:
    """The report is in `out`; the name of the file. `report` makes it, so that its words are made in Indonesian."""
    with translation.override("id"):
        made = report()
        head = ReportHead(
            office=settings.PAYUNG.office,
            title=made.title,
            about=made.about,
            answer=f"{made.answer}.",
            notes=made.notes,
            audit=audit,
        )
        write_report(out=out, head=head, tables=map(_paper_table, made.tables), wide=made.is_wide)
    return f"{made.file_name}.pdf"


def write_xlsx(*, out: IO[bytes], report: Made) -> str:
    """The same of its workbook: numbers as numbers, no formula."""
    with translation.override("id"):
        made = report()
        write_list(
            out=out,
            title=made.title,
            columns=[_column(head) for head in made.sheet.headings],
            rows=(ListRow(cells=list(row)) for row in made.sheet.rows),
            notes=[made.about, made.answer, *made.notes],
        )
    return f"{made.file_name}.xlsx"


def _column(head: Heading) -> Column:
    kind = Kind.NUMBER if head.is_number else Kind.TEXT
    return Column(heading=head.text, width=16 if head.is_number else 28, kind=kind)


def _paper_table(table: ReportTable) -> PaperTable:
    columns = [TableColumn(heading=head.text, width=head.width, right=head.is_number) for head in table.headings]
    return PaperTable(title=table.title, columns=columns, rows=_rows(table))


def _rows(table: ReportTable) -> Iterator[TableRow]:
    for row in table.rows:
        yield TableRow(cells=_written(table, row))
    if table.total:
        yield TableRow(cells=_written(table, table.total), row=Row.TOTAL)


def _written(table: ReportTable, cells: Sequence[Value]) -> list[str]:
    return [written(cell, head) for cell, head in zip(cells, table.headings, strict=True)]
