"""Words of what a death list says of somebody, and what became of it."""

from enum import StrEnum


class Agreement(StrEnum):
    """How a line of a death list agrees with one of our members."""

    SURE = "sure"  # NIK, name and birth date
    NIK_ALONE = "nik_alone"
    NAME_AND_DATE = "name_and_date"
    LIKELY = "likely"  # by no number: alike, with a weight
    NOBODY = "nobody"  # none of our members


class Settled(StrEnum):
    """What became of a line."""

    WAITING = "waiting"  # for a person, or for the desa
    PREPARED = "prepared"  # dues held, desa asked, claim prepared
    CONFIRMED = "confirmed"  # the membership has ended
    NOT_SO = "not_so"  # alive, or another human being
    NONE = "none"  # nothing to do: nobody of ours, or known before


class Said(StrEnum):
    """What a person said of a line."""

    SAME = "same"  # it is this human being
    NOT_SO = "not_so"
    TAKEN_BACK = "taken_back"


class Certainty(StrEnum):
    """What a person decided of somebody told dead or lost."""

    CERTAIN = "certain"  # with a document
    TAKEN_BACK = "taken_back"  # it was no death
    ALIVE = "alive"  # never was certain, and lives
