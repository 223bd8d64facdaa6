import pytest

from payung.intake.present.lists import file_notes, runs


class TestRuns:
    @pytest.mark.parametrize(
        ("numbers", "text"), [([7], "7"), ([3, 4, 5, 9], "3–5, 9"), ([1, 3], "1, 3"), ([65, 66], "65–66")]
    )
    def test_join_neighbours(self, numbers, text):
        assert runs(numbers) == text

    def test_end_before_they_fill_the_page(self):
        assert runs(range(1, 401, 2), most=3) == "1, 3, 5 …"


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
