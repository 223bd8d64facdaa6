"""A marked list that came back: it mends just the rows that waited, whatever was done to it on the way."""

import io
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from payung.gateways.sealed_uploads import SealedUpload
from payung.intake import actions, files, importing, queries
from payung.intake.files import Part, Shelf
from payung.intake.models import Candidate, ReceivedFile, Row
from payung.intake.rules.proposals import KEY_UNSURE
from payung.intake.tests import cast
from payung.intake.tests.cast import GOOD, MASTURI, NOW, OPERATOR, SHORT_NIK, WRONG_SEX_DATE, imported, listed

NIK, NAME = 1, 2


@pytest.fixture
def programme(settings, tmp_path, db):
    settings.PAYUNG_HOME = tmp_path
    return cast.programme()


@pytest.fixture
def first(programme):
    """Sari is a candidate, Masturi's NIK is short, Siti waits for a person."""
    return imported(programme.id, listed(GOOD, SHORT_NIK, WRONG_SEX_DATE))


def marked(file):
    with files.opened(file.code, Part.MARKED, shelf=Shelf.KEPT) as sealed:
        return load_workbook(io.BytesIO(b"".join(sealed)))


def returned(programme, book, tmp_path, *, name="kembali.xlsx"):
    """The book is received and imported; its file."""
    path = tmp_path / f"{uuid4().hex}.xlsx"
    book.save(path)
    came = SealedUpload.of_file(path)
    came.name = name
    file, _ = cast.sent(programme.id, came)
    importing.run(file_id=file.id, job_id=uuid4())
    return ReceivedFile.objects.get(id=file.id)


def states(file) -> list[tuple[int, str]]:
    return list(Row.objects.filter(file=file.id).order_by("place").values_list("number", "state"))


def sheet_of(book):
    sheet = book.worksheets[0]
    assert str(sheet.cell(3, NAME).value) == "Masturi"
    return sheet


class TestReturnedList:
    def test_mends_just_the_rows_that_waited(self, programme, first, tmp_path):
        sari = Candidate.objects.get().receipt_code
        book = marked(first)
        sheet_of(book).cell(3, NIK).value = MASTURI
        back = returned(programme, book, tmp_path)
        assert back.mends_id == first.id
        assert states(first) == [(2, "candidate"), (3, "mended"), (4, "mended")]
        assert states(back) == [(3, "candidate"), (4, "decision")]
        assert (back.known_count, back.candidate_count, back.waiting_count) == (1, 1, 1)
        assert {one.name: one.receipt_code for one in Candidate.objects.all()}["Sari"] == sari
        assert Row.objects.get(mends__file=first.id, mends__number=3).number == 3

    def test_is_known_after_sorting_and_takes_new_rows_too(self, programme, first, tmp_path):
        book = marked(first)
        sheet = sheet_of(book)
        sheet.move_range("A2:Z4", rows=3)
        for column, value in enumerate(("6302064501800009", "Ida", "05/01/1980", "Semayap", "nelayan"), 1):
            sheet.cell(2, column).value = value
        sheet.cell(6, NIK).value = MASTURI
        back = returned(programme, book, tmp_path)
        assert states(back) == [(2, "candidate"), (6, "candidate"), (7, "decision")]
        assert sorted(Candidate.objects.values_list("name", flat=True)) == ["Ida", "Masturi", "Sari"]

    def test_that_comes_a_second_time_mends_what_still_waits(self, programme, first, tmp_path):
        """The same marked file, mended further: its keys lead on to the rows that have taken the first ones' place."""
        book = marked(first)
        sheet_of(book).cell(4, 3).value = "02/03/1985"  # still not as in the NIK
        returned(programme, book, tmp_path)
        sheet_of(book).cell(3, NIK).value = MASTURI
        sheet_of(book).cell(4, 3).value = "01/02/1985"
        again = returned(programme, book, tmp_path, name="kembali-lagi.xlsx")
        assert states(again) == [(3, "candidate"), (4, "candidate")]
        assert not Row.objects.filter(state__in=["error", "decision"]).exists()
        assert Candidate.objects.count() == 3

    def test_that_was_marked_a_second_time_is_known_too(self, programme, first, tmp_path):
        back = returned(programme, marked(first), tmp_path)
        book = marked(back)
        sheet_of(book).cell(3, NIK).value = MASTURI
        again = returned(programme, book, tmp_path, name="kembali-lagi.xlsx")
        assert again.mends_id == back.id
        assert states(again) == [(3, "candidate"), (4, "decision")]
        assert again.known_count == 1

    def test_asks_a_person_where_a_key_stands_twice(self, programme, first, tmp_path):
        book = marked(first)
        sheet = sheet_of(book)
        for column in range(1, sheet.max_column + 1):
            sheet.cell(5, column).value = sheet.cell(3, column).value
        sheet.cell(3, NIK).value, sheet.cell(5, NIK).value = MASTURI, "6302061203750004"
        sheet.cell(5, NAME).value = "Ali"
        back = returned(programme, book, tmp_path)
        assert states(first)[1] == (3, "error")
        assert states(back) == [(3, "decision"), (4, "decision"), (5, "decision")]
        assert KEY_UNSURE in Row.objects.get(file=back, number=5).codes
        assert queries.rows_to_settle(file_id=back.id)[KEY_UNSURE] == 2

    def test_leaves_a_row_that_somebody_has_decided_meanwhile(self, programme, first, tmp_path, monkeypatch):
        siti, real = Row.objects.get(state="decision"), actions.store_rows

        def decided_just_before(**said):
            monkeypatch.setattr(importing, "store_rows", real)
            actions.accept_row(row_id=siti.id, reason="KTP", actor=OPERATOR, now=NOW)
            real(**said)

        monkeypatch.setattr(importing, "store_rows", decided_just_before)
        back = returned(programme, marked(first), tmp_path)
        assert states(first) == [(2, "candidate"), (3, "mended"), (4, "candidate")]
        assert (states(back), back.known_count) == ([(3, "error")], 2)

    def test_of_another_programme_is_a_list_like_any_other(self, programme, first, tmp_path):
        back = returned(cast.programme("tahap-2"), marked(first), tmp_path)
        assert (back.mends_id, back.candidate_count) == (None, 1)
        assert states(first)[1] == (3, "error")
