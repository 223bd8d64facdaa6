"""The steps of a check that a visitor can watch, in their order; every step goes through all rows."""

from enum import StrEnum


class Step(StrEnum):
    CHECK = "periksa"
    TELL = "jawab"
    MARK = "tandai"
