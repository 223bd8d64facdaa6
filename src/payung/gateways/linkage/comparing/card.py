"""NIK and day of birth in one comparison, since the one is written in the other.

Two who were born on one day in one kecamatan have NIKs that differ in the serial alone: a neighbouring serial is no
evidence. A slip is believed when one of the NIKs contradicts its own record.
"""

from rapidfuzz.distance import Levenshtein

from payung.gateways.linkage.comparing.base import Comparison, Level
from payung.gateways.linkage.comparing.prepared import Prepared

NIK_SAME = "(nik_l = nik_r)"
BORN_SAME = "(born_l = born_r)"
CLASH = "coalesce(fits_l and fits_r, false)"

# One digit otherwise or two neighbours exchanged. One half is the same then, or both but for the digits on the border.
NIK_SLIP = """(case when nik_l is null or nik_r is null or nik_l = nik_r then false
 when nik_a_l = nik_a_r then levenshtein(nik_b_l, nik_b_r) = 1 or (levenshtein(nik_b_l, nik_b_r) = 2
 and list_sort(string_split(nik_b_l, '')) = list_sort(string_split(nik_b_r, '')))
 when nik_b_l = nik_b_r then levenshtein(nik_a_l, nik_a_r) = 1 or (levenshtein(nik_a_l, nik_a_r) = 2
 and list_sort(string_split(nik_a_l, '')) = list_sort(string_split(nik_a_r, '')))
 when substr(nik_a_l, 1, 7) = substr(nik_a_r, 1, 7) then substr(nik_b_l, 2, 7) = substr(nik_b_r, 2, 7)
 and substr(nik_a_l, 8, 1) = substr(nik_b_r, 1, 1) and substr(nik_b_l, 1, 1) = substr(nik_a_r, 8, 1)
 else false end)"""

# A spreadsheet keeps fifteen digits and makes the last one 0: so it makes neighbours alike.
NIK_CUT = "(substr(nik_l, 1, 15) = substr(nik_r, 1, 15) and (substr(nik_l, 16, 1) = '0' or substr(nik_r, 16, 1) = '0'))"

# The next in the register of a kecamatan, or the first of the kecamatan beside it. A serial beyond a hundred is a slip:
# so many are not born in a kecamatan on one day.
NIK_BESIDE = """(substr(nik_l, 1, 4) = substr(nik_r, 1, 4) and case when nik_b_l = nik_b_r then true
 else substr(nik_l, 1, 14) = substr(nik_r, 1, 14) end)"""

# Day and month exchanged, 1 January for an unknown day, or one digit otherwise.
BORN_NEAR = """(case when born_l is null or born_r is null or born_l = born_r then false
 when substr(born_l, 1, 4) = substr(born_r, 1, 4) then substr(born_l, 6, 5) = '01-01' or substr(born_r, 6, 5) = '01-01'
 or (substr(born_l, 6, 2) = substr(born_r, 9, 2) and substr(born_l, 9, 2) = substr(born_r, 6, 2))
 or levenshtein(substr(born_l, 6, 5), substr(born_r, 6, 5)) = 1
 when substr(born_l, 6, 5) = substr(born_r, 6, 5) then levenshtein(substr(born_l, 1, 4), substr(born_r, 1, 4)) = 1
 else false end)"""

# Two of year, month and day.
BORN_PART = """(case when born_l is null or born_r is null or born_l = born_r then false
 else substr(born_l, 1, 7) = substr(born_r, 1, 7) or substr(born_l, 6, 5) = substr(born_r, 6, 5)
 or (substr(born_l, 1, 4) = substr(born_r, 1, 4) and substr(born_l, 9, 2) = substr(born_r, 9, 2)) end)"""

_BELIEVED = f"said_l and said_r and not {CLASH}"  # one of the NIKs contradicts a day of birth that is written
_NIK_MISSING = "(nik_l is null or nik_r is null)"


def is_slip(a: str, b: str) -> bool:
    """Whether two NIKs differ in one digit, or in two neighbours exchanged."""
    if a[:8] == b[:8]:
        return _is_slip_of_half(a[8:], b[8:])
    if a[8:] == b[8:]:
        return _is_slip_of_half(a[:8], b[:8])
    return a[:7] == b[:7] and a[9:] == b[9:] and a[7] == b[8] and a[8] == b[7]


def is_beside(a: str, b: str) -> bool:
    """Whether two NIKs that differ by a slip are those of neighbours rather."""
    if a[:4] != b[:4]:
        return False
    return a[8:] == b[8:] or a[:14] == b[:14]


def is_cut(a: str, b: str) -> bool:
    """Whether one of two NIKs that differ is the other without its last digit, as spreadsheets keep it."""
    return a[:15] == b[:15] and "0" in (a[15], b[15])


def _is_slip_of_half(a: str, b: str) -> bool:
    away = Levenshtein.distance(a, b, score_cutoff=2)
    return away == 1 or (away == 2 and sorted(a) == sorted(b))


def is_near(a: str, b: str) -> bool:
    """Whether a day of birth is another mistyped."""
    if a == b:
        return False
    if a[:4] == b[:4]:
        one, other = a[5:], b[5:]
        if "01-01" in (one, other) or (one[:2] == other[3:] and one[3:] == other[:2]):
            return True
        return bool(Levenshtein.distance(one, other, score_cutoff=1) == 1)
    return a[5:] == b[5:] and bool(Levenshtein.distance(a[:4], b[:4], score_cutoff=1) == 1)


def is_part(a: str, b: str) -> bool:
    """Whether two of year, month and day are the same."""
    return a != b and (a[:4] == b[:4]) + (a[5:7] == b[5:7]) + (a[8:] == b[8:]) == 2


def _born(a: Prepared, b: Prepared) -> str:
    if a.born is None or b.born is None:
        return "unknown"
    if a.born == b.born:
        return "same"
    if is_near(a.born, b.born):
        return "near"
    return "part" if is_part(a.born, b.born) else "far"


def _level_of(a: Prepared, b: Prepared) -> str:
    born = _born(a, b)
    if a.nik is None or b.nik is None:
        return {"unknown": "", "part": "born_part", "far": "far"}.get(born, f"born_{born}_nik_missing")
    if a.nik == b.nik:
        return "nik_same_born_unknown" if not (a.said and b.said) else f"nik_same_born_{_NEAR.get(born, born)}"
    return _level_of_two(a.nik, b.nik, born, clash=bool(a.fits and b.fits), said=a.said and b.said)


_NEAR = {"part": "near"}


def _level_of_two(a: str, b: str, born: str, *, clash: bool, said: bool) -> str:
    """The level of two NIKs that differ."""
    if is_slip(a, b):
        if born == "same":
            if is_cut(a, b):
                return "cut_born_same"
            return "neighbour_born_same" if is_beside(a, b) else "slip_born_same"
        if said and not clash and born in ("near", "part"):
            return "slip_born_near"
    if born in ("same", "near"):
        return f"born_{born}_nik_{'clash' if clash else 'other'}"
    if clash:
        return "far_clash"
    return "born_part" if born == "part" else "far"


CARD = Comparison(
    name="card",
    unknown=f"{_NIK_MISSING} and (born_l is null or born_r is null)",
    levels=(
        Level(name="nik_same_born_same", sql=f"{NIK_SAME} and {BORN_SAME} and said_l and said_r"),
        Level(name="nik_same_born_unknown", sql=f"{NIK_SAME} and not (said_l and said_r)"),
        Level(name="nik_same_born_near", sql=f"{NIK_SAME} and ({BORN_NEAR} or {BORN_PART})"),
        Level(name="nik_same_born_far", sql=NIK_SAME),
        Level(name="cut_born_same", sql=f"{NIK_CUT} and {BORN_SAME}"),
        Level(name="slip_born_same", sql=f"{NIK_SLIP} and {BORN_SAME} and not {NIK_BESIDE}"),
        Level(name="slip_born_near", sql=f"{NIK_SLIP} and ({BORN_NEAR} or {BORN_PART}) and {_BELIEVED}"),
        Level(name="born_same_nik_missing", sql=f"{BORN_SAME} and {_NIK_MISSING}"),
        Level(name="neighbour_born_same", sql=f"{BORN_SAME} and {NIK_SLIP}"),
        Level(name="born_same_nik_other", sql=f"{BORN_SAME} and not {CLASH}"),
        Level(name="born_same_nik_clash", sql=BORN_SAME),
        Level(name="born_near_nik_missing", sql=f"{BORN_NEAR} and {_NIK_MISSING}"),
        Level(name="born_near_nik_other", sql=f"{BORN_NEAR} and not {CLASH}"),
        Level(name="born_part", sql=f"{BORN_PART} and not {BORN_NEAR} and not {CLASH}"),
        Level(name="born_near_nik_clash", sql=BORN_NEAR),
        Level(name="far", sql=f"not {CLASH}"),
        Level(name="far_clash", sql=""),
    ),
    level_of=_level_of,
)
