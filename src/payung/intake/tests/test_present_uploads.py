from datetime import UTC, datetime

import pytest

from payung.intake.models import Upload
from payung.intake.present.uploads import headline, waiting
from payung.intake.states import State
from payung.jobs.queries import Progress


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


class TestWaiting:
    def test_says_how_much_not_how_long(self):
        reached = Progress(step="periksa", done=12_000, total=50_000, note="", updated_at=datetime.now(UTC))
        shown = waiting(Upload(state=State.CHECKING), reached, seconds=9)
        assert (shown.sentence, shown.done, shown.total) == ("Diperiksa 12.000 dari 50.000 baris", 12_000, 50_000)

    def test_asks_less_often_as_time_goes(self):
        gaps = [waiting(Upload(state=State.RECEIVED), None, seconds=age).again_ms for age in (0, 30, 300)]
        assert gaps == sorted(gaps)
        assert gaps[0] < gaps[-1]
