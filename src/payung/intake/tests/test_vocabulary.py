"""The shipped words hold together."""

from collections import defaultdict
from importlib.resources import files

import yaml

from payung.intake.rules.text import fold
from payung.intake.rules.vocabulary import FIELD_NAMES
from payung.intake.vocabulary import headings, mappable_fields
from payung.programmes.load import limits

DATA = yaml.safe_load((files("payung.intake") / "data" / "headings.yaml").read_text(encoding="utf-8"))


class TestHeadings:
    def test_give_no_word_to_two_fields(self) -> None:
        """The later one would win in silence."""
        fields = defaultdict(set)
        for name, words in DATA["fields"].items():
            for word in words:
                fields[fold(str(word))].add(name)
        assert {word: names for word, names in fields.items() if len(names) > 1} == {}

    def test_are_text_also_where_yaml_reads_otherwise(self) -> None:
        """`no` is false in YAML, and the most frequent heading of all."""
        assert headings().fields["no"] == "number"
        assert not {"true", "false", "none"} & headings().fields.keys()

    def test_can_be_said_alike_without_spaces(self) -> None:
        """Two words that differ by spaces alone must mean one field, for a heading broken over lines is joined."""
        joined = defaultdict(set)
        for word, name in headings().fields.items():
            joined[word.replace(" ", "")].add(name)
        assert {word: names for word, names in joined.items() if len(names) > 1} == {}


class TestMappableFields:
    def test_are_those_that_an_answer_names(self) -> None:
        assert {"nik", "name", "birth_day", "birth_month", "birth_year", "heir_phone", "income_rp"} <= mappable_fields()
        assert "birth_place_date" not in mappable_fields()


class TestFieldNames:
    def test_name_every_field_that_people_are_told_about(self) -> None:
        asked = {"nik", "name", "occupation", "desa", *limits().insurer_fields}
        assert asked <= FIELD_NAMES.keys()
