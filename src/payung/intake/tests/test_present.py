from datetime import UTC, datetime

import pytest

from payung.intake.models import Upload
from payung.intake.present import file_notes, headline, people, runs, waiting
from payung.intake.states import State
from payung.jobs.queries import Progress

ROW = {
    "sheet": "DATA",
    "row": 9,
    "name": "Sari",
    "nik": "6302064501800001",
    "birth_date": "1980-01-05",
    "desa_code": "63.02.06.2014",
    "occupation": "nelayan",
    "problems": [
        {"level": "warning", "message": "w", "remedy": "r"},
        {"level": "error", "message": "e", "remedy": "r"},
    ],
}


class TestRuns:
    @pytest.mark.parametrize(
        ("numbers", "text"), [([7], "7"), ([3, 4, 5, 9], "3–5, 9"), ([1, 3], "1, 3"), ([65, 66], "65–66")]
    )
    def test_join_neighbours(self, numbers, text):
        assert runs(numbers) == text

    def test_end_before_they_fill_the_page(self):
        assert runs(range(1, 401, 2), most=3) == "1, 3, 5 …"


class TestHeadline:
    @pytest.mark.parametrize(
        ("ready", "wrong", "doubtful", "sentence"),
        [
            (412, 14, 3, "412 baris siap, 14 perlu diperbaiki, 3 perlu keputusan"),
            (412, 0, 3, "412 baris siap, 3 perlu keputusan"),
            (0, 14, 0, "0 baris siap, 14 perlu diperbaiki"),
            (12_000, 0, 0, "Semua 12.000 baris siap"),
        ],
    )
    def test_says_what_is_ready_and_what_is_not(self, ready, wrong, doubtful, sentence):
        upload = Upload(
            state=State.CHECKED,
            row_count=ready + wrong + doubtful,
            ready_count=ready,
            error_count=wrong,
            decision_count=doubtful,
        )
        assert headline(upload) == sentence


class TestPeople:
    def test_show_the_region_digits_of_a_nik_and_no_more(self):
        (person,) = people([ROW])
        assert person.identity == "NIK 6302•• •••••• •••• · lahir 1980"
        assert "0001" not in repr(person)

    def test_show_the_heaviest_finding_first(self):
        (person,) = people([ROW])
        assert [note.message for note in person.notes] == ["e", "w"]

    def test_name_the_desa(self):
        (person,) = people([ROW])
        assert person.place.endswith("· nelayan")
        assert "63.02" not in person.place


class TestWaiting:
    def test_says_how_much_not_how_long(self):
        reached = Progress(step="periksa", done=12_000, total=50_000, note="", updated_at=datetime.now(UTC))
        shown = waiting(Upload(state=State.CHECKING), reached, seconds=9)
        assert (shown.sentence, shown.done, shown.total) == ("Diperiksa 12.000 dari 50.000 baris", 12_000, 50_000)

    def test_asks_less_often_as_time_goes(self):
        gaps = [waiting(Upload(state=State.RECEIVED), None, seconds=age).again_ms for age in (0, 30, 300)]
        assert gaps == sorted(gaps)
        assert gaps[0] < gaps[-1]


def problem(sheet, code="KK_MISSING", level="warning"):
    return {
        "code": code,
        "level": level,
        "sheet": sheet,
        "field": "kk_number",
        "message": f"{code}.",
        "remedy": "Lengkapi.",
    }


class TestFileNotes:
    def test_say_once_what_is_true_of_every_sheet(self):
        (note,) = file_notes({"sheets": [{}, {}], "problems": [problem("A"), problem("B")]})
        assert note.messages == ["KK_MISSING."]

    def test_name_the_sheets_where_only_some_have_it(self):
        (note,) = file_notes({"sheets": [{}] * 3, "problems": [problem("A"), problem("B")]})
        assert note.messages == ["KK_MISSING. (A, B)"]

    def test_do_not_fill_the_page_with_names(self):
        (note,) = file_notes({"sheets": [{}] * 300, "problems": [problem(f"S{n}") for n in range(202)]})
        assert note.messages[0].endswith("S7 dan 194 lembar lain)")

    def test_begin_with_the_heaviest(self):
        notes = file_notes({"sheets": [{}], "problems": [problem("A"), problem("A", "COLUMN_MISSING", "error")]})
        assert [note.level for note in notes] == ["error", "warning"]
