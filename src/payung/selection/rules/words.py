"""The words of a selection. Pure."""

from enum import StrEnum


class Outcome(StrEnum):
    CHOSEN = "chosen"
    RESERVE = "reserve"


class Why(StrEnum):
    """Why somebody is chosen or on the reserve list (choosing.py); each has its sentence in present/."""

    SHARE = "share"  # within the places of the desa
    DRAWN = "drawn"  # so too, and the draw decided among equals
    SECOND = "second"  # a place that another desa could not fill
    BELOW = "below"  # a lower score than the last chosen of the desa
    LOST_DRAW = "lost_draw"  # the same score as that one, drawn below
    NO_SHARE = "no_share"  # nobody of the desa is chosen
    DESA_FULL = "desa_full"  # quota of the desa
    KECAMATAN_FULL = "kecamatan_full"
    OCCUPATION_FULL = "occupation_full"
    NO_FUND = "no_fund"  # no fund that may pay for the occupation has money left


class ObjectionKind(StrEnum):
    AGAINST = "against"  # this name should not be there
    OMISSION = "omission"  # why is this name not there


class Counting(StrEnum):
    """How the days of a notice are counted; the opening day is the first of both."""

    CALENDAR = "calendar"
    WORKING = "working"  # without Saturdays, Sundays and holidays
