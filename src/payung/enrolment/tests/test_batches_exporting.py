"""The workbook that BPJS gets: complete or not at all, frozen, counted, and never clear on the disk."""

import hashlib
from io import BytesIO
from uuid import uuid4

import openpyxl
import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from payung.decrees.tests.cast import LATER
from payung.enrolment import actions, queries, workbooks
from payung.enrolment.models import Batch, BatchLine
from payung.enrolment.rules.batches_refusals import DayDoesNotFit, FactsMissing, LayoutUnusable, NobodyToSend
from payung.enrolment.states import NotAllowed, State
from payung.enrolment.tests import batches_cast as cast
from payung.enrolment.tests.batches_cast import NOW, RINA
from payung.gateways.lists import read_key
from payung.gateways.sealed_uploads import kept_path
from payung.people import actions as people
from payung.people.rules import Field

pytestmark = pytest.mark.django_db


def clear(code: str) -> bytes:
    with workbooks.opened(code) as sealed:
        return sealed.read(0, sealed.size)


def rows_of(content: bytes) -> tuple[list[list[object]], dict[str, object]]:
    """Heading and rows of the list, and the control totals by name."""
    first, control = openpyxl.load_workbook(BytesIO(content)).worksheets
    rows: list[list[object]] = [[cell.value for cell in row] for row in first.iter_rows()]
    begin = next(at for at, row in enumerate(rows) if row[0] in ("NO", "NOMOR KTP"))
    return rows[begin:], {str(row[0].value): row[1].value for row in control.iter_rows()}


def export(batch, *, key=None, now=NOW):
    return actions.export_batch(batch_id=batch.id, request_key=key or uuid4(), actor=RINA, now=now)


class TestExportBatch:
    def test_writes_what_the_layout_asks_with_keys_checksums_and_the_totals_it_keeps(self):
        programme, _ = cast.in_force(3, income_rp=1_250_000)
        batch = export(cast.drafted(programme))
        content = clear(batch.file_code)
        (heading, *rows), control = rows_of(content)
        assert heading[:3] == ["NO", "NIK", "NAMA (SESUAI KTP)"]
        assert rows[0][4:7] == ["12-01-1980", "PEREMPUAN", "KAWIN"]
        assert [rows[0][heading.index(one)] for one in ("JAM KERJA AWAL", "PENGHASILAN", "PROGRAM", "BULAN MULAI")] == [
            *("05.00", "1250000", "JKK,JKM", "01-2027")
        ]
        kept = list(BatchLine.objects.filter(batch=batch.id).order_by("number"))
        assert [read_key(str(row[-1])).row for row in rows] == [line.row_key for line in kept]
        assert [row[-2] for row in rows] == [line.says_sha256 for line in kept]
        for row, line in zip(rows, kept, strict=True):  # as anybody may compute it from the workbook
            whole = "\x1f".join(str(cell or "") for cell in row[:-5])
            assert hashlib.sha256(whole.encode()).hexdigest()[:16] == line.says_sha256
        over = "".join(f"{line.row_key} {line.says_sha256}\n" for line in kept)
        assert hashlib.sha256(over.encode()).hexdigest() == batch.control_digits
        assert (control["Jumlah orang"], control["Jumlah bulan (orang-bulan)"]) == (3, 36)
        assert control["Jumlah iuran (Rp)"] == batch.control_rp == 3 * 12 * 16_800
        assert control["SHA-256 baris"] == batch.control_digits
        assert hashlib.sha256(content).hexdigest() == batch.file_sha256
        assert rows[0][1].encode() not in kept_path(batch.file_code).read_bytes()

    def test_is_refused_before_bpjs_would_and_says_who_lacks_what(self):
        programme, _ = cast.in_force(2, mother_name="")
        batch = cast.drafted(programme)
        with pytest.raises(FactsMissing, match="2 orang belum lengkap untuk BPJS: NAMA IBU KANDUNG") as refusal:
            export(batch)
        assert len(refusal.value.line_ids) == 2
        assert queries.batch(batch_id=batch.id, actor=RINA).state is State.DRAFT

    def test_tells_what_is_known_on_that_day_and_leaves_out_whom_it_concerns_no_more(self):
        programme, decree = cast.in_force(3)
        batch = cast.drafted(programme)
        first, second, _ = decree.lines.order_by("number")
        people.correct_person(
            person_id=first.person_id, corrections={Field.NAME: "Siti Sari"}, reason="sesuai KTP", actor=RINA, now=NOW
        )
        second.place.freed_month = second.first_month
        second.place.save()
        done = export(batch)
        (_, *rows), _ = rows_of(clear(done.file_code))
        assert done.line_count == 2
        assert "Siti Sari" in [row[2] for row in rows]

    def test_is_refused_where_nobody_is_left(self):
        programme, decree = cast.in_force(1)
        batch = cast.drafted(programme)
        place = decree.lines.get().place
        place.freed_month = decree.lines.get().first_month
        place.save()
        with pytest.raises(NobodyToSend):
            export(batch)

    def test_is_made_once_and_then_nothing_of_it_changes(self):
        programme, _ = cast.in_force(1)
        batch, key = cast.drafted(programme), uuid4()
        first = export(batch, key=key)
        assert export(batch, key=key).file_code == first.file_code
        with pytest.raises(NotAllowed):
            export(batch)
        for change in ({"name": "Lain"}, {"months": 1}, {"nik_index": b"x" * 16}):
            with pytest.raises(IntegrityError), transaction.atomic():
                BatchLine.objects.filter(batch=batch.id).update(**change)
        with pytest.raises(IntegrityError), transaction.atomic():
            Batch.objects.filter(id=batch.id).update(state="draft")

    def test_takes_no_line_once_it_is_made(self):
        programme, _ = cast.in_force(2)
        batch = cast.drafted(programme)
        left_out = BatchLine.objects.filter(batch=batch.id).latest("number")
        told = {"line_ids": [left_out.pk], "because": "menunggu akta", "request_key": uuid4()}
        actions.drop_lines(batch_id=batch.id, actor=RINA, now=NOW, **told)
        export(batch)
        with pytest.raises(IntegrityError, match="complete"), transaction.atomic():
            left_out.save(force_insert=True)

    def test_takes_no_line_of_another_kind(self):
        programme, _ = cast.in_force(1)
        line = BatchLine.objects.get(batch=cast.drafted(programme).id)
        with transaction.atomic():
            line.delete()
        line.kind = "end"
        with pytest.raises(IntegrityError, match="kind"), transaction.atomic():
            line.save(force_insert=True)

    def test_follows_the_offices_own_layout(self):
        programme, _ = cast.in_force(1)
        batch = cast.drafted(programme)
        own = settings.PAYUNG_HOME / "insurer_layouts.yaml"
        column = "[{title: NOMOR KTP, fact: nik, needed: true}]"
        try:
            own.write_text(f"default: {{kinds: {{new: {column}, continue: {column}}}}}")
            with pytest.raises(LayoutUnusable, match="kinds lacks move, change, end"):
                export(batch)
            kinds = ", ".join(f"{kind}: {column}" for kind in ("new", "continue", "move", "change", "end"))
            own.write_text(f"default: {{kinds: {{{kinds}}}}}")
            (heading, *_), _ = rows_of(clear(export(batch).file_code))
        finally:
            own.unlink()
        assert heading[0] == "NOMOR KTP"

    def test_writes_no_live_formula(self):
        programme, _ = cast.in_force(1, mother_name="=HYPERLINK(1)", birth_place="+62")
        content = clear(export(cast.drafted(programme)).file_code)
        assert {
            cell.data_type for row in openpyxl.load_workbook(BytesIO(content)).worksheets[0].iter_rows() for cell in row
        } <= {"s", "n"}


class TestMarkSent:
    def test_on_a_day_that_fits_between_workbook_and_today(self):
        programme, _ = cast.in_force(1)
        batch = export(cast.drafted(programme))
        told = {"batch_id": batch.id, "actor": RINA, "now": NOW}
        with pytest.raises(DayDoesNotFit):
            actions.mark_sent(sent_date=NOW.date().replace(day=30), request_key=uuid4(), **told)
        with pytest.raises(DayDoesNotFit):
            actions.mark_sent(sent_date=LATER.date(), request_key=uuid4(), **told)
        assert actions.mark_sent(sent_date=NOW.date(), request_key=uuid4(), **told).state is State.SENT
        with pytest.raises(NotAllowed):
            actions.set_aside(batch_id=batch.id, because="terlambat", request_key=uuid4(), actor=RINA, now=NOW)


class TestSetAside:
    def test_takes_the_workbook_away(self, django_capture_on_commit_callbacks):
        programme, _ = cast.in_force(1)
        batch = export(cast.drafted(programme))
        with django_capture_on_commit_callbacks(execute=True):
            actions.set_aside(batch_id=batch.id, because="dana salah", request_key=uuid4(), actor=RINA, now=NOW)
        assert not kept_path(batch.file_code).exists()
