"""An office's own programme: what it may change, and that nothing is guessed from it."""

from pathlib import Path

import pytest

from payung.programmes.load import ProgrammeFault, limits, occupation_rows
from payung.programmes.rules import Standing


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    return tmp_path / "program.yaml"


class TestLimits:
    def test_are_those_of_the_contract_where_no_programme_is_given(self) -> None:
        shipped = limits()
        assert (shipped.kabupaten, shipped.nik_prefix) == ("63.02", "6302")
        assert (shipped.age_from, shipped.age_below, shipped.legal_age_from) == (18, 65, 15)

    def test_keep_what_a_programme_does_not_change(self, programme: Path) -> None:
        programme.write_text("age_from: 20\n", encoding="utf-8")
        changed = limits(programme)
        assert (changed.age_from, changed.age_below, changed.kabupaten_name) == (20, 65, "Kotabaru")

    @pytest.mark.parametrize("written", ['"63.10"', "63.10", "6310", '"6310"'])
    def test_know_a_kabupaten_however_its_code_is_written(self, programme: Path, written: str) -> None:
        """YAML takes 63.10 without quotes for the number 63.1."""
        programme.write_text(f"kabupaten: {written}\n", encoding="utf-8")
        changed = limits(programme)
        assert (changed.kabupaten, changed.nik_prefix, changed.kabupaten_name) == ("63.10", "6310", "kabupaten 63.10")

    def test_name_the_own_kabupaten_where_a_programme_repeats_its_code(self, programme: Path) -> None:
        programme.write_text("kabupaten: 6302\n", encoding="utf-8")
        assert limits(programme).kabupaten_name == "Kotabaru"

    def test_take_the_name_a_programme_gives(self, programme: Path) -> None:
        programme.write_text('kabupaten: "63.10"\nkabupaten_name: Tanah Bumbu\n', encoding="utf-8")
        assert limits(programme).kabupaten_name == "Tanah Bumbu"

    @pytest.mark.parametrize(
        "text",
        [
            "age_from: x",
            "age_from: 18.5",
            "age_below: true",
            "age_below: -1",
            "age_below: 131",
            "age_from: 65",
            "age_from: null",
        ],
    )
    def test_refuse_an_age_that_is_none(self, programme: Path, text: str) -> None:
        programme.write_text(text, encoding="utf-8")
        with pytest.raises(ProgrammeFault, match="age_"):
            limits(programme)

    @pytest.mark.parametrize(
        "text", ["kabupaten: null", "kabupaten: 63", "kabupaten: 2020-01-01", "kabupaten: Kotabaru"]
    )
    def test_refuse_a_kabupaten_that_is_none(self, programme: Path, text: str) -> None:
        programme.write_text(text, encoding="utf-8")
        with pytest.raises(ProgrammeFault, match="kabupaten"):
            limits(programme)

    @pytest.mark.parametrize("text", ["", "- 1", "a: [", "[" * 5_000, "kabupaten: !!python/object:os.system x"])
    def test_refuse_what_holds_no_keys(self, programme: Path, text: str) -> None:
        programme.write_text(text, encoding="utf-8")
        with pytest.raises(ProgrammeFault, match=r"program\.yaml"):
            limits(programme)


class TestOccupationRows:
    def test_give_every_word_one_standing(self) -> None:
        """A word that means two occupations would be answered by whichever stands last."""
        meant: dict[str, set[Standing]] = {}
        for word, occupation in occupation_rows():
            meant.setdefault(word.lower(), set()).add(occupation.standing)
        assert [word for word, standings in meant.items() if len(standings) > 1] == []
