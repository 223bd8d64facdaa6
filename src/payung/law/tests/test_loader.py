"""Files of law: what is shipped holds together, what does not is refused with file and key."""

from fractions import Fraction

import pytest

from payung.law.loader import FILES, FOLDER, LawUnreadable, load, read_law

GOOD = """
paid:
  - from: 2015-07-01
    to: 2025-02-23
    unit: months
    regulation: PP 44/2015
    article: JKM
    source: somewhere
    verify: false
    note: none
    value: 1
  - from: 2025-02-24
    unit: months
    regulation: Permenaker 1/2025
    article: JKM
    source: somewhere
    verify: true
    note: none
    value: 3
"""
TABLE = (
    GOOD.replace("unit: months", "unit: brackets")
    .replace("value: 1", "value: [ROW]")
    .replace("value: 3", "value: [ROW]")
)
ROW = "{row: 1, lower_rp: 0, upper_rp: null, base_rp: 100, jkk_rp: 1, verify: false}"

PART = "{row: '17', part: right, percent: '9', verify: false}"
FIRST_TIER = "{first_month: 1, last_month: 12, percent: 100}"
LAST_TIER = "{first_month: 13, last_month: null, percent: 50}"
LEVEL = "{level: TK, rp_a_year: 1500000, years: 2}"
GOOD_TABLES = {"disability rows": [PART], "tiers": [FIRST_TIER, LAST_TIER], "levels": [LEVEL]}


def written(folder, text):
    path = folder / "example.yaml"
    path.write_text(text, "utf-8")
    return read_law(path)


class TestShippedLaw:
    @pytest.mark.parametrize("name", FILES)
    def test_tells_where_every_value_comes_from(self, name):
        for periods in load(name).values.values():
            for period in periods:
                assert all((period.regulation, period.article, period.source, period.note, period.unit))

    @pytest.mark.parametrize("name", FILES)
    def test_marks_for_verification_what_rests_on_knowledge_alone(self, name):
        for periods in load(name).values.values():
            assert all(period.verify for period in periods if "[K" in period.source)

    def test_holds_the_table_of_disability_as_it_was_collected(self):
        table = load("benefit").values["anatomical_losses"][0].value
        rows = {row.part: row for row in table}
        assert (len(rows), rows["right_index_first_joint"].percent) == (46, Fraction(9, 2))
        assert [part for part, row in rows.items() if row.is_range] == ["scalp"]
        assert [part for part, row in rows.items() if row.per_ten] == [part for part in rows if "_per_10" in part]
        hands = {part: row.other_hand for part, row in rows.items() if part.startswith(("right_", "left_"))}
        assert {part: row.other_hand for part, row in rows.items() if row.other_hand} == hands
        assert all(part.partition("_")[2] == other.partition("_")[2] for part, other in hands.items())

    def test_names_every_file_in_the_room(self):
        assert sorted(path.stem for path in FOLDER.glob("*.yaml")) == sorted(FILES)


class TestReadLaw:
    def test_knows_the_same_content_by_the_same_hash(self, tmp_path):
        one, other = (
            written(tmp_path, GOOD),
            written(tmp_path, "# said differently\n" + GOOD.replace("verify: false", "verify: no")),
        )
        assert one.hash == other.hash

    @pytest.mark.parametrize("old, new", [("value: 3", "value: 4"), ("2025-02-24", "2025-02-25"), ("JKM", "JKK")])
    def test_knows_changed_content_by_another_hash(self, tmp_path, old, new):
        assert written(tmp_path, GOOD).hash != written(tmp_path, GOOD.replace(old, new)).hash

    @pytest.mark.parametrize(
        "old, new, says",
        [
            ("    source: somewhere\n", "", "a value needs article, from, note"),
            ("    note: none\n", "    note: none\n    remark: none\n", "a value needs"),
            ("from: 2025-02-24", "from: 2025-02-23", "two values hold on 2025-02-23"),
            ("    to: 2025-02-23\n", "", "two values hold on 2025-02-24"),
            ("to: 2025-02-23", "to: 2015-06-30", "from and to must be days in order"),
            ("from: 2015-07-01", "from: soon", "from and to must be days in order"),
            ("verify: true", "verify: perhaps", "verify must be true or false"),
            ("value: 3", "value: three", "'three' is not a whole number of months"),
            ("value: 3", "value: true", "True is not a whole number of months"),
            ("value: 3", "value: -3", "-3 is not a whole number of months"),
            ("unit: months", "unit: words", "1 is not in the form of words"),
            ("unit: months", "unit: brackets", "1 is not in the form of brackets"),
        ],
    )
    def test_refuses_what_does_not_hold_together_naming_file_and_key(self, tmp_path, old, new, says):
        with pytest.raises(LawUnreadable) as refusal:
            written(tmp_path, GOOD.replace(old, new))
        assert str(refusal.value).startswith("example.yaml: paid: ")
        assert says in str(refusal.value)

    def test_refuses_a_share_that_is_no_fraction(self, tmp_path):
        with pytest.raises(LawUnreadable, match=r"example.yaml: paid: 'half' is not in the form of share"):
            written(tmp_path, GOOD.replace("unit: months", "unit: share").replace("value: 1", "value: half"))

    @pytest.mark.parametrize(
        "rows, says",
        [
            (ROW.replace("lower_rp: 0", "lower_rp: 1"), "the table must begin at 0"),
            (f"{ROW}, {ROW.replace('lower_rp: 0', 'lower_rp: 5')}", "rows 1 and 1 are not in order"),
            (
                f"{ROW.replace('null', '7')}, {ROW.replace('lower_rp: 0', 'lower_rp: 7')}",
                "rows 1 and 1 are not in order",
            ),
            (ROW.replace("base_rp", "basis_rp"), "is not in the form of brackets"),
            (ROW.replace("jkk_rp: 1", "jkk_rp: 1.5"), "row 1 holds something that is no whole number"),
        ],
    )
    def test_refuses_a_table_whose_rows_are_not_in_order(self, tmp_path, rows, says):
        assert written(tmp_path, TABLE.replace("ROW", ROW)).values["paid"]
        with pytest.raises(LawUnreadable, match=says):
            written(tmp_path, TABLE.replace("ROW", rows))

    @pytest.mark.parametrize(
        "unit, rows, says",
        [
            ("disability rows", [PART, PART], "a part stands twice, or none at all"),
            ("disability rows", [], "a part stands twice, or none at all"),
            ("disability rows", [PART.replace("'9'", "9")], "is not in the form of disability rows"),
            ("disability rows", [PART.replace("'9'", "'101'")], "row 17 has a percent that cannot be"),
            ("disability rows", [PART.replace("'9'", "'9', percent_to: '8'")], "row 17 has a percent that cannot be"),
            ("disability rows", [PART.replace("'9'", "'9', other_hand: left")], "row 17 has no counterpart"),
            ("tiers", [FIRST_TIER], "tiers must begin at month 1 and have no end"),
            ("tiers", [LAST_TIER], "tiers must begin at month 1 and have no end"),
            ("tiers", [FIRST_TIER, LAST_TIER.replace("13", "14")], "the tier from month 14 does not follow"),
            ("tiers", [FIRST_TIER, LAST_TIER.replace("50", "0.5")], "0.5 is not a whole percent"),
            ("levels", [LEVEL, LEVEL], "a level stands twice, or none at all"),
            ("levels", [LEVEL.replace("years: 2", "years: 0")], "TK holds something that is no whole number"),
            ("levels", [LEVEL.replace("years: 2", "age: 2")], "is not in the form of levels"),
        ],
    )
    def test_refuses_a_table_of_benefits_that_is_not_whole(self, tmp_path, unit, rows, says):
        text = GOOD.replace("unit: months", f"unit: {unit}")
        good = f"value: [{', '.join(GOOD_TABLES[unit])}]"
        assert written(tmp_path, text.replace("value: 1", good).replace("value: 3", good)).values["paid"]
        with pytest.raises(LawUnreadable, match=rf"example.yaml: paid: .*{says}"):
            written(tmp_path, text.replace("value: 1", f"value: [{', '.join(rows)}]").replace("value: 3", good))

    def test_refuses_a_rule_without_a_name(self, tmp_path):
        text = GOOD.replace("unit: months", "unit: rule")
        with pytest.raises(LawUnreadable, match=r"example.yaml: paid: 1 is not in the form of rule"):
            written(tmp_path, text)

    def test_refuses_what_is_no_yaml(self, tmp_path):
        with pytest.raises(LawUnreadable, match=r"example.yaml: is not YAML"):
            written(tmp_path, "paid: [")

    def test_refuses_a_list_and_an_empty_key(self, tmp_path):
        with pytest.raises(LawUnreadable, match=r"example.yaml: holds no keys"):
            written(tmp_path, "- paid")
        with pytest.raises(LawUnreadable, match=r"example.yaml: paid: needs a list of values"):
            written(tmp_path, "paid: []")
