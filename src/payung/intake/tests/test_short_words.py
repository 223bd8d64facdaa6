from payung.intake.rules.problems import CATALOGUE
from payung.intake.rules.short_words import SHORT


class TestShortWords:
    def test_are_there_for_every_finding_and_no_other(self):
        assert SHORT.keys() == CATALOGUE.keys()

    def test_leave_room_for_every_finding_in_the_marks_of_a_row(self):
        """`result.py` keeps the findings of a row in 64 bits."""
        assert len(CATALOGUE) <= 64
