"""How many rows are stored at once."""

import pytest

from payung.intake.pace import AIM_SECONDS, FIRST, LEAST, MOST, next_chunk


class TestNextChunk:
    @pytest.mark.parametrize(
        ("rows", "seconds", "next_"),
        [
            (4_000, AIM_SECONDS, 4_000),  # as aimed at
            (4_000, AIM_SECONDS * 2, 2_000),  # too slow: people who write meanwhile wait
            (2_000, AIM_SECONDS / 100, 4_000),  # fast: twice as many, not a hundred times
            (2_000, 0.0, 4_000),  # too fast for the clock
            (MOST, AIM_SECONDS / 100, MOST),
            (FIRST, 60.0, LEAST),  # a disk that hangs
        ],
    )
    def test_aims_at_half_a_second(self, rows, seconds, next_):
        assert next_chunk(rows=rows, seconds=seconds) == next_
