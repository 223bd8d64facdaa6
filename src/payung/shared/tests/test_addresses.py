import pytest

from payung.shared.addresses import address_line


class TestAddressLine:
    @pytest.mark.parametrize(
        ("address", "rt", "dusun", "line"),
        [
            ("Jl. Pesisir", "14", "", "Jl. Pesisir, RT 14"),
            ("RT 03 RW 02", "003", "", "RT 03 RW 02"),
            ("Gang Nelayan rt 10", "010", "Sebatung", "Gang Nelayan rt 10, Dusun Sebatung"),
            ("Jl. Artomoro", "5", "", "Jl. Artomoro, RT 5"),
            ("", "RT. 2", "", "RT. 2"),
            ("", "", "", ""),
        ],
    )
    def test_says_the_rt_once(self, address, rt, dusun, line):
        assert address_line(address=address, rt=rt, dusun=dusun) == line
