"""When a candidate is a known person, when a new one, and when a person must say. Pure."""

from enum import StrEnum


class How(StrEnum):
    """Why a candidate is this person."""

    NEW = "new"  # nobody had this NIK
    EXACT = "exact"  # same NIK, same person by name or birth date
    DECIDED = "decided"  # a person said so


class QuestionKind(StrEnum):
    NIK_SHARED = "nik_shared"  # one NIK, two names and birth dates


class Answer(StrEnum):
    SAME = "same"  # one human being, written differently
    NIK_WRONG = "nik_wrong"  # the candidate's NIK is another's: back to the sender
    NIK_TAKEN = "nik_taken"  # the NIK is the candidate's, the known person had it by mistake
