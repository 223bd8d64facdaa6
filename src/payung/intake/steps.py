"""The steps that somebody can watch, in their order; every step goes through all rows."""

from enum import StrEnum


class Step(StrEnum):
    CHECK = "periksa"
    TELL = "jawab"
    MARK = "tandai"
    RECORD = "catat"  # of the office's files: good rows become candidates


STEPS_OF_CHECK = (Step.CHECK, Step.TELL, Step.MARK)
