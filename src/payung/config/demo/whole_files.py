"""Damage to a whole file: what one wrong setting, one wrong heading or one lost column does to every row."""

from collections.abc import Sequence

from payung.config.demo.damage import OF_THE_NIK, shortened_by_excel
from payung.config.demo.entries import DECISION, ERROR, Entry
from payung.config.demo.offices import Layout, Office, Whole
from payung.config.demo.people import BEYOND_EXACT
from payung.config.demo.spelling import month_first, slashed
from payung.shared.dates import MONTHS

# What a check says of the file itself.
FILE_CODES = {Whole.NO_OCCUPATION: "COLUMN_MISSING", Whole.PHOTO: "FILE_UNREADABLE"}

# A JPEG as far as anyone looks: the picture of a list, named as a workbook by a hopeful hand.
PHOTO_BYTES = bytes.fromhex("ffd8ffe000104a46494600010100000100010000") + bytes(2048) + bytes.fromhex("ffd9")


def spoil_whole(*, office: Office, entries: Sequence[Entry]) -> None:
    """Do to all entries what the trouble of this office does. Headings are the layout's business."""
    for entry in entries:
        _SPOILERS[office.whole](entry, office.layout)
    if office.whole is Whole.MIXED_DATES:
        _mix_dates(entries)


def _round(entry: Entry, layout: Layout) -> None:
    """Excel keeps fifteen digits; the sixteenth becomes 0, and stays so when the column is made text again."""
    nik = entry.person.nik
    if layout.numeric and nik.startswith(BEYOND_EXACT):
        return
    rounded = f"{nik[:15]}0"
    entry.cells["nik"] = int(rounded) if layout.numeric else rounded
    entry.codes.discard("NIK_AS_NUMBER")
    if rounded != nik:
        _no_longer_known(entry)
    entry.note(DECISION, "NIK_PRECISION_DOUBTFUL", may=("NIK_SHARED",))


def _shorten(entry: Entry, _layout: Layout) -> None:
    entry.cells["nik"] = shortened_by_excel(entry.person.nik, comma=True)
    entry.codes.difference_update(OF_THE_NIK)
    _no_longer_known(entry)
    entry.note(ERROR, "NIK_PRECISION_LOST")


def _no_longer_known(entry: Entry) -> None:
    """Last year's participants are known by their NIK: with another one, a person past the limit is new."""
    if "AGE_OVER_LIMIT_CONTINUING" in entry.codes:
        entry.codes.remove("AGE_OVER_LIMIT_CONTINUING")
        entry.note(ERROR, "AGE_OVER_LIMIT")


def _month_first(entry: Entry, _layout: Layout) -> None:
    day = entry.person.birth_date
    entry.cells.update(month_first("", day.day, day.month, day.year))
    entry.spoiled = True


def _swap(entry: Entry, _layout: Layout) -> None:
    """Nothing read from exchanged columns is worth saying: the row owes this one code."""
    entry.codes.clear()
    entry.note(ERROR, "COLUMNS_SWAPPED", may=("NIK_SHARED",))  # families share the KK that stands as NIK


def _ambiguous(entry: Entry, _layout: Layout) -> None:
    entry.note(DECISION, "DESA_AMBIGUOUS")


def _only_mark(entry: Entry, _layout: Layout) -> None:
    entry.spoiled = True


def _leave(_entry: Entry, _layout: Layout) -> None:
    return


_SPOILERS = {
    Whole.NOTHING: _leave,
    Whole.SWAPPED: _swap,
    Whole.ROUNDED: _round,
    Whole.SCIENTIFIC: _shorten,
    Whole.MONTH_FIRST: _month_first,
    Whole.MIXED_DATES: _only_mark,
    Whole.NO_OCCUPATION: _only_mark,
    Whole.NO_KECAMATAN: _ambiguous,
    Whole.PHOTO: _leave,
}


def _mix_dates(entries: Sequence[Entry]) -> None:
    """Every other day is written by a computer set to English. A day like 5 May stands in words: it reads one way."""
    late = [entry for entry in entries if entry.person.birth_date.day > 12]
    early = [entry for entry in entries if entry.person.birth_date.day <= 12]
    for number, entry in enumerate([*late, *early]):
        day = entry.person.birth_date
        if day.day == day.month:
            entry.cells["birth"] = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
            continue
        entry.cells.update((month_first if number % 2 else slashed)("", day.day, day.month, day.year))
        if day.day <= 12 and len(late) > 1:
            entry.note(DECISION, "DATE_ORDER_UNCLEAR", may=("NIK_BIRTH_DATE_MISMATCH",))
