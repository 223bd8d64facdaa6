import pytest

from payung.intake.rules.room import BYTES_MOST, OF_VISITOR_MOST, WAITING_MOST, Full, fullness


class TestFullness:
    @pytest.mark.parametrize(
        ("waiting", "of_visitor", "size_bytes", "full"),
        [
            (0, 0, 0, None),
            (WAITING_MOST - 1, OF_VISITOR_MOST - 1, BYTES_MOST - 1, None),
            (0, OF_VISITOR_MOST, 0, Full.VISITOR),
            (WAITING_MOST, 0, 0, Full.WAITING),
            (0, 0, BYTES_MOST, Full.DISK),
        ],
    )
    def test_begins_where_the_limit_is_reached(self, waiting, of_visitor, size_bytes, full):
        assert fullness(waiting=waiting, of_visitor=of_visitor, size_bytes=size_bytes) is full
