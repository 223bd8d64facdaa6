"""The table of problem codes of the contract of `payung check`, typed here a second time: code, level, and where it points."""

ERROR = """
    FILE_UNREADABLE FILE_LOCKED FILE_EMPTY FILE_TOO_LARGE FILE_HOSTILE HEADER_NOT_FOUND COLUMN_MISSING
    COLUMNS_SWAPPED NIK_MISSING NIK_LENGTH NIK_NOT_DIGITS NIK_PRECISION_LOST NIK_BIRTH_DATE_IMPOSSIBLE
    NIK_SERIAL_ZERO NIK_EQUALS_KK NIK_PROVINCE_IMPOSSIBLE NIK_TWICE_IN_FILE NAME_MISSING BIRTH_DATE_IMPOSSIBLE
    BIRTH_DATE_FUTURE AGE_OVER_LIMIT AGE_UNDER_LIMIT DESA_MISSING OCCUPATION_MISSING OCCUPATION_NOT_COVERED
    CELL_FORMULA_BROKEN
""".split()  # noqa: SIM905 (as the table of the contract reads)
DECISION = """
    NIK_PRECISION_DOUBTFUL NIK_BIRTH_DATE_MISMATCH NIK_SEX_MISMATCH NIK_SHARED NAME_DECEASED_MARK
    DATE_ORDER_UNCLEAR AGE_OVER_LIMIT_CONTINUING AGE_BELOW_PROGRAMME DESA_UNKNOWN DESA_AMBIGUOUS
    DESA_NOT_IN_KECAMATAN OCCUPATION_DOUBTFUL OCCUPATION_UNKNOWN
""".split()  # noqa: SIM905 (as the table of the contract reads)
WARNING = """
    NIK_OTHER_KABUPATEN NIK_REGION_UNKNOWN NIK_AS_NUMBER NIK_TWICE_FIRST KK_MISSING KK_UNREADABLE PHONE_UNREADABLE
    PERSON_ALIKE PHONE_SHARED INSURER_FIELD_MISSING
""".split()  # noqa: SIM905 (as the table of the contract reads)
FIXED = """
    NIK_CLEANED NAME_TITLE_SEPARATED DATE_READ_AS BIRTH_DATE_FROM_NIK PHONE_CLEANED
""".split()  # noqa: SIM905 (as the table of the contract reads)

LEVELS: dict[str, str] = {
    code: level
    for level, codes in (("error", ERROR), ("decision", DECISION), ("warning", WARNING), ("fixed", FIXED))
    for code in codes
}

# Codes that compare two columns, or count years: the contract does not say which cell they point to.
POINT_ANYWHERE = """
    NIK_BIRTH_DATE_MISMATCH NIK_SEX_MISMATCH NIK_EQUALS_KK BIRTH_DATE_FROM_NIK PERSON_ALIKE DESA_NOT_IN_KECAMATAN
    AGE_OVER_LIMIT AGE_UNDER_LIMIT AGE_OVER_LIMIT_CONTINUING AGE_BELOW_PROGRAMME INSURER_FIELD_MISSING
""".split()  # noqa: SIM905 (as the table of the contract reads)
BY_PREFIX = {
    "NIK_": "nik",
    "KK_": "kk_number",
    "PHONE_": "phone",
    "NAME_": "name",
    "BIRTH_": "birth_date",
    "DATE_": "birth_date",
    "DESA_": "desa",
    "OCCUPATION_": "occupation",
}


def column_of(code: str) -> str | None:
    """The column a code points to, by its name; None where the contract leaves it open."""
    if code in POINT_ANYWHERE:
        return None
    return next((column for prefix, column in BY_PREFIX.items() if code.startswith(prefix)), None)
