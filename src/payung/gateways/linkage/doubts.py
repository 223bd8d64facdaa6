"""Why a pair is put to a person whatever it weighs: what two relatives, or two with one NIK, have in common. Pure."""

from enum import StrEnum


class Doubt(StrEnum):
    """Written to `Pair.because`. The order counts: the first that fits a pair is said."""

    TWINS = "twins"  # one day of birth, one household or one part of the NIK, other names
    FATHER_SON = "father_son"  # one name, one household, years apart
    ONE_NIK = "one_nik"  # one NIK, another name and another day of birth
    TWO_NIKS = "two_niks"  # two NIKs, each fitting its own day of birth and sex, that no slip explains


DOUBTS = tuple(Doubt)
