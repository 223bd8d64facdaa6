"""Marks the user's own workbook: reads what each sheet holds, plans, and copies the package with the changes."""

import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from payung.gateways.spreadsheets.marked.facts import MarkedRow, MarkedSheet
from payung.gateways.spreadsheets.marked.own.boxes import blocks_of, boxed
from payung.gateways.spreadsheets.marked.own.comments import commented, empty_comments
from payung.gateways.spreadsheets.marked.own.package import Package
from payung.gateways.spreadsheets.marked.own.plan import SheetPlan
from payung.gateways.spreadsheets.marked.own.planning import fill_plan
from payung.gateways.spreadsheets.marked.own.references import (
    MACRO_MAIN,
    PLAIN_MAIN,
    become,
    declare,
    declare_extension,
    drop_related,
    relate,
    related,
    relations,
)
from payung.gateways.spreadsheets.marked.own.sheet import edit_sheet
from payung.gateways.spreadsheets.marked.own.styles import Styles
from payung.gateways.spreadsheets.marked.own.survey import survey
from payung.gateways.spreadsheets.marked.own.workbook import Workbook, set_properties
from payung.gateways.spreadsheets.marked.own.xml import NotEditable
from payung.gateways.spreadsheets.marked.returned import Returned, read_return
from payung.gateways.spreadsheets.marked.words import levels_commented

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"


def mark_own_workbook(
    *, source: Path, sha256: str, sheets: Sequence[MarkedSheet], rows: Sequence[MarkedRow], out: Path
) -> None:
    """The user's workbook, marked, is at `out`. Raises NotEditable where it cannot be changed in place."""
    try:
        with ZipFile(source) as archive:
            package = Package(archive=archive)
            workbook = Workbook(package=package)
            styles_part = related(package, part=workbook.part, kind="styles") or ""
            styles = Styles(data=package.read(styles_part))
            block = 1
            for plan in _plans(package, workbook, sheets=sheets, rows=rows, sha256=sha256, before=read_return(source)):
                block = _comment(package, workbook, plan=plan, block=block)
                package.rewrite(plan.part, partial(edit_sheet, plan=plan, styles=styles))
            set_properties(package, sha256=sha256)
            _fit_name(package, workbook, macros=out.suffix.lower() == ".xlsm")
            package.change_last(styles_part, styles.data)
            package.write(out)
    except (BadZipFile, zlib.error, ValueError) as fault:  # ValueError: a row or style number that is no number
        raise NotEditable("a broken package") from fault


def _plans(
    package: Package,
    workbook: Workbook,
    *,
    sheets: Sequence[MarkedSheet],
    rows: Sequence[MarkedRow],
    sha256: str,
    before: Returned | None,
) -> Iterator[SheetPlan]:
    parts = workbook.parts_of_sheets()
    rows_of: dict[str, list[MarkedRow]] = defaultdict(list)
    for row in rows:
        rows_of[row.sheet].append(row)
    levels = levels_commented(
        [mark for sheet in sheets for mark in sheet.marks] + [mark for row in rows for mark in row.marks]
    )
    filters = {}
    for sheet in sheets:
        if not (sheet.header_rows or sheet.marks or before):
            continue
        if sheet.name not in parts:
            raise NotEditable("a sheet that the workbook does not name")
        part = parts[sheet.name]
        ours = before.columns.get(sheet.name, frozenset()) if before else frozenset()
        with package.open(part) as data:
            found = survey(data, ignoring=ours)
        plan = SheetPlan(part=part, survey=found, ours_before=ours, marked_before=before is not None)
        fill_plan(plan, sheet=sheet, rows=rows_of[sheet.name], sha256=sha256, commented=levels)
        if plan.filter_range:
            filters[sheet.name] = plan.filter_range
        yield plan
    workbook.grow_filters(filters)


def _comment(package: Package, workbook: Workbook, *, plan: SheetPlan, block: int) -> int:
    """The sheet's comments and their boxes are ready; the next free block of ids."""
    part = related(package, part=plan.part, kind="comments")
    if not plan.comments and not (part and plan.marked_before):
        return block
    if part is None:
        part = package.free_name("xl/comments{}.xml")
        package.change(part, empty_comments(namespace=plan.survey.namespace))
        declare(package, part=part, content_type=_COMMENTS_TYPE)
        relate(package, part=plan.part, kind="comments", target=part, base=workbook.relation_base)
    comments = commented(package.read(part), texts=plan.comments)
    package.change(part, comments.data)
    drawing = _drawing_of(package, plan=plan)
    known = package.read(drawing) if drawing else None
    if drawing is None:
        drawing = package.free_name("xl/drawings/vmlDrawing{}.vml")
        declare_extension(package, extension="vml", content_type=_DRAWING_TYPE)
        plan.comments_id = relate(
            package, part=plan.part, kind="vmlDrawing", target=drawing, base=workbook.relation_base
        )
    texts = {place: plan.comments[place] for place in comments.added}
    boxes = boxed(known, texts=texts, removed=comments.removed, survey=plan.survey, block=block)
    package.change(drawing, boxes)
    return block + blocks_of(len(texts))


def _drawing_of(package: Package, *, plan: SheetPlan) -> str | None:
    wanted = plan.survey.drawing_id
    return next((one.target for one in relations(package, part=plan.part) if wanted and one.id == wanted), None)


def _fit_name(package: Package, workbook: Workbook, *, macros: bool) -> None:
    """Excel opens a workbook only if its kind is what its name says; under a plain name the macros go."""
    become(package, main_type=MACRO_MAIN if macros else PLAIN_MAIN)
    if not macros:
        drop_related(package, part=workbook.part, kind="vbaProject")
