"""Sex, household, place and phone. What a household already says, place and phone do not say again."""

from rapidfuzz.distance import Levenshtein

from payung.gateways.linkage.comparing.base import Comparison, Level
from payung.gateways.linkage.comparing.prepared import Prepared

KK_SAME = "(kk_l = kk_r)"
HOUSE_SAME = "(house_l = house_r and desa_l = desa_r)"
HOME_SAME = f"coalesce({KK_SAME} or {HOUSE_SAME}, false)"

_KK_SLIP = """(case when kk_l is null or kk_r is null or kk_l = kk_r then false
 when kk_a_l = kk_a_r then levenshtein(kk_b_l, kk_b_r) = 1
 when kk_b_l = kk_b_r then levenshtein(kk_a_l, kk_a_r) = 1 else false end)"""
_PHONE_SLIP = (
    "(case when substr(phone_l, 1, 6) = substr(phone_r, 1, 6) then levenshtein(phone_l, phone_r) = 1 else false end)"
)


def is_home_same(a: Prepared, b: Prepared) -> bool:
    """Whether two are of one household: one KK, or one address in one desa."""
    if a.kk is not None and a.kk == b.kk:
        return True
    return a.house is not None and a.house == b.house and a.desa is not None and a.desa == b.desa


def _sex(a: Prepared, b: Prepared) -> str:
    if a.sex is None or b.sex is None or (a.nik is not None and a.nik == b.nik):
        return ""
    return "same" if a.sex == b.sex else "differ"


def _is_kk_slip(a: Prepared, b: Prepared) -> bool:
    if a.kk is None or b.kk is None or a.kk == b.kk:
        return False
    return (a.kk_a == b.kk_a and Levenshtein.distance(a.kk_b or "", b.kk_b or "", score_cutoff=1) == 1) or (
        a.kk_b == b.kk_b and Levenshtein.distance(a.kk_a or "", b.kk_a or "", score_cutoff=1) == 1
    )


def _household(a: Prepared, b: Prepared) -> str:
    if a.kk is not None and a.kk == b.kk:
        return "kk_same"
    if is_home_same(a, b):
        return "house_same"
    if a.heir is not None and a.heir == b.heir:
        return "heir_same"
    if _is_kk_slip(a, b):
        return "kk_slip"
    return "" if a.kk is None or b.kk is None else "differ"


def _place(a: Prepared, b: Prepared) -> str:
    if a.desa is None or b.desa is None or is_home_same(a, b):
        return ""
    if a.desa == b.desa:
        return "desa_same"
    return "kecamatan_same" if a.desa[:8] == b.desa[:8] else "differ"


def _phone(a: Prepared, b: Prepared) -> str:
    if a.phone is None or b.phone is None or is_home_same(a, b):
        return ""
    if a.phone == b.phone:
        return "same"
    near = a.phone[:6] == b.phone[:6] and Levenshtein.distance(a.phone, b.phone, score_cutoff=1) == 1
    return "slip" if near else "differ"


SEX = Comparison(
    name="sex",
    unknown="sex_l is null or sex_r is null or coalesce(nik_l = nik_r, false)",
    levels=(Level(name="same", sql="sex_l = sex_r"), Level(name="differ", sql="")),
    level_of=_sex,
)

HOUSEHOLD = Comparison(
    name="household",
    unknown=f"(kk_l is null or kk_r is null) and not coalesce({HOUSE_SAME} or heir_l = heir_r, false)",
    levels=(
        Level(name="kk_same", sql=KK_SAME),
        Level(name="house_same", sql=HOUSE_SAME),
        Level(name="heir_same", sql="heir_l = heir_r"),
        Level(name="kk_slip", sql=_KK_SLIP),
        Level(name="differ", sql=""),
    ),
    level_of=_household,
)

PLACE = Comparison(
    name="place",
    unknown=f"desa_l is null or desa_r is null or {HOME_SAME}",
    levels=(
        Level(name="desa_same", sql="desa_l = desa_r"),
        Level(name="kecamatan_same", sql="substr(desa_l, 1, 8) = substr(desa_r, 1, 8)"),
        Level(name="differ", sql=""),
    ),
    level_of=_place,
)

PHONE = Comparison(
    name="phone",
    unknown=f"phone_l is null or phone_r is null or {HOME_SAME}",
    levels=(
        Level(name="same", sql="phone_l = phone_r"),
        Level(name="slip", sql=_PHONE_SLIP),
        Level(name="differ", sql=""),
    ),
    level_of=_phone,
)
