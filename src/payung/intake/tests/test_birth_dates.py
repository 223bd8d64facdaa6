"""Birth dates as offices write them. Whole columns: `tests/lists/dates-*`."""

import calendar
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.intake.rules.birth_dates import BirthReader, Order, order_of, place_and_date
from payung.programmes.load import limits
from payung.shared.dates import MONTHS

ON = date(2026, 11, 2)
BORN = date(1980, 1, 12)
days = st.dates(date(1900, 1, 1), ON)


def reader(order: Order = Order.DAY_FIRST, *, date_1904: bool = False, in_place_cell: bool = False) -> BirthReader:
    return BirthReader(on=ON, limits=limits(), order=order, date_1904=date_1904, in_place_cell=in_place_cell)


def day(raw: object) -> date | None:
    return reader().read(raw).day


def codes(raw: object) -> list[str]:
    return [finding.code for finding in reader().read(raw).findings]


OF_12_JANUARY_1980 = [
    *("12/1/1980", "12.01.1980", "12 01 1980", "12,01,1980", "12 - 01 - 1980", "12/01-1980", "12--01--1980"),
    *("12/01/80", "12-1-80", "80-01-12", "1980/01/12", "1980.1.12", "12011980", "19800112"),
    *("12-Jan-80", "12 Januari 1980", "12 JANUARI 1980", "12Jan1980", "12 jan'80", "Januari 12, 1980", "Jan 12 1980"),
    *(
        "12/01/1980.",
        "'12/01/1980",
        "\u200e12/01/1980\u200e",
        "12/01/1980 00:00:00",
        "12-01-1980 07.30",
        "Rabu, 12 Jan 1980",
        "Kotabaru, 12/1/1980",
    ),
]
IMPOSSIBLE = [
    *("31/02/1980", "29/02/1981", "00/01/1980", "12/13/0080", "32/01/1980", "31 Juni 1980", "1960", "00/00/1960"),
    *("tidak tahu", "?", "12", "1/2", "12/01", "12/01/198O", "12-XII-1980", "5e10", "-5", "0", "#REF!"),
]


class TestRead:
    @pytest.mark.parametrize("written", OF_12_JANUARY_1980)
    def test_reads_and_shows_what_was_read(self, written: str) -> None:
        assert (day(written), codes(written)) == (BORN, ["DATE_READ_AS"])

    @pytest.mark.parametrize("written", ["12/01/1980", "12-01-1980", "1980-01-12", "1980-01-12 00:00:00", BORN])
    def test_is_silent_about_the_usual_ways(self, written: object) -> None:
        assert (day(written), codes(written)) == (BORN, [])

    @pytest.mark.parametrize("written", IMPOSSIBLE)
    def test_finds_no_day_in_the_calendar(self, written: str) -> None:
        assert codes(written) == ["BIRTH_DATE_IMPOSSIBLE"]

    @pytest.mark.parametrize(
        "odd",
        [True, float("nan"), float("inf"), -1.0, -821900, -8219001, 0, 59, 1e300, time(8), timedelta(3), date(1, 1, 1)],
    )
    def test_finds_no_day_in_odd_cells(self, odd: object) -> None:
        assert codes(odd) == ["BIRTH_DATE_IMPOSSIBLE"]

    def test_takes_the_day_of_a_cell_with_a_time_and_a_zone(self) -> None:
        assert day(datetime(1980, 1, 12, 23, 30, tzinfo=UTC)) == BORN

    @pytest.mark.parametrize("serial", [29232, 29232.0, 29232.75, "29232"])
    def test_counts_days_as_a_spreadsheet_does(self, serial: object) -> None:
        assert (day(serial), codes(serial)) == (BORN, ["DATE_READ_AS"])

    def test_counts_from_1904_where_the_workbook_does(self) -> None:
        assert reader(date_1904=True).read(29232 - 1462).day == BORN

    def test_says_of_a_real_day_long_ago_that_it_is_too_long_ago(self) -> None:
        """It stands in the calendar: that it does not was said of 12 January 1880."""
        found = reader().read("12/01/1880")
        assert (found.day, found.age_code, found.age) == (date(1880, 1, 12), "AGE_OVER_LIMIT", 146)

    @pytest.mark.parametrize("blank", ["", "-", " ", None, "–"])
    def test_says_nothing_of_an_empty_cell(self, blank: object) -> None:
        assert reader().read(blank) == (None, (), None, None, 0)

    @given(days)
    def test_reads_every_day_in_every_way(self, born: date) -> None:
        month = MONTHS[born.month - 1]
        for written in (
            f"{born:%d/%m/%Y}",
            f"{born.day}-{born.month}-{born.year}",
            born.isoformat(),
            f"{born.day} {month} {born.year}",
            f"{month} {born.day}, {born.year}",
            f"{born.day}-{calendar.month_abbr[born.month]}-{born.year}",
            f"{born:%Y%m%d}",
            born,
        ):
            assert day(written) == born, written

    @given(days)
    def test_reads_a_month_first_column_the_other_way(self, born: date) -> None:
        found = reader(Order.MONTH_FIRST).read(f"{born:%m/%d/%Y}")
        assert found.day == born

    @given(days)
    def test_gives_two_digits_the_latest_year_that_is_not_after_the_planned_day(self, born: date) -> None:
        found = day(f"{born:%d/%m/%y}")
        assert found is not None
        assert found <= ON
        assert found.year in (born.year, born.year + 100)
        assert found.year == born.year or born.replace(year=born.year + 100) <= ON

    @given(st.one_of(st.text(), st.floats(), st.integers(), st.datetimes(), st.times(), st.timedeltas(), st.booleans()))
    def test_gives_a_day_not_in_the_future_or_says_why_not(self, raw: object) -> None:
        for order in Order:
            found = reader(order, in_place_cell=order is Order.UNCLEAR).read(raw)
            assert found.day is None or found.day <= ON

    @given(days)
    def test_asks_only_where_an_unclear_column_leaves_two_readings(self, born: date) -> None:
        found = reader(Order.UNCLEAR).read(f"{born:%d/%m/%Y}")
        asked = [finding.code for finding in found.findings] == ["DATE_ORDER_UNCLEAR"]
        assert asked == (born.day <= 12 and born.day != born.month)
        assert not asked or {found.day, found.other_day} == {born, born.replace(day=born.month, month=born.day)}


class TestReadParts:
    @pytest.mark.parametrize("parts", [(12, 1, 1980), ("12", "Januari", "1980"), (12.0, 1.0, 80.0), ("12", "Jan", 80)])
    def test_joins_day_month_and_year(self, parts: tuple[object, object, object]) -> None:
        assert reader().read_parts(*parts) == reader().read(BORN)

    @pytest.mark.parametrize("parts", [(31, 2, 1980), ("12", "", "1980"), ("", "", "1980"), ("x", 1, 1980)])
    def test_finds_no_day_where_a_part_is_missing_or_wrong(self, parts: tuple[object, object, object]) -> None:
        assert [finding.code for finding in reader().read_parts(*parts).findings] == ["BIRTH_DATE_IMPOSSIBLE"]


class TestOrderOf:
    @pytest.mark.parametrize(
        "column, order",
        [
            ([], Order.DAY_FIRST),
            (["03/04/1980", "04/03/1980"], Order.DAY_FIRST),
            (["25/04/1980", "03/04/1980"], Order.DAY_FIRST),
            (["04/25/1980", "03/04/1980"], Order.MONTH_FIRST),
            (["04/25/80"], Order.MONTH_FIRST),
            (["Kotabaru, 04/25/1980"], Order.MONTH_FIRST),
            (["04/25/1980 00:00"], Order.MONTH_FIRST),
            (["25/04/1980", "04/25/1980"], Order.UNCLEAR),
            (["25-Apr-1980", "80-01-25", "1980-01-25", BORN, 29232, None, "04/25/1980"], Order.MONTH_FIRST),
            (["31/02/1980", "99/99/1980", "13/13/1980"], Order.DAY_FIRST),
        ],
    )
    def test_is_what_the_whole_column_shows(self, column: list[object], order: Order) -> None:
        assert order_of(column) is order


class TestPlaceAndDate:
    @pytest.mark.parametrize(
        "written, place, born",
        [
            ("Kotabaru, 12-01-1980", "Kotabaru", "12-01-1980"),
            ("Kotabaru 12 Januari 1980", "Kotabaru", "12 Januari 1980"),
            ("Kotabaru/12-01-1980", "Kotabaru", "12-01-1980"),
            ("Pulau Laut, Kotabaru, 12-01-1980", "Pulau Laut, Kotabaru", "12-01-1980"),
            ("Sei. Taib, Januari 12 1980", "Sei. Taib", "Januari 12 1980"),
            ("12-01-1980", "", "12-01-1980"),
            ("Kotabaru", "Kotabaru", ""),
            ("Kotabaru, ", "Kotabaru", ""),
            ("", "", ""),
        ],
    )
    def test_parts_the_cell_where_the_date_begins(self, written: str, place: str, born: str) -> None:
        assert place_and_date(written) == (place, born)
