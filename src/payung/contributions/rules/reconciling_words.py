"""What a row of a list of BPJS or of another payer can lack. Pure."""

from enum import StrEnum


class Lack(StrEnum):
    """Why a row could not be read, or not wholly."""

    NO_NUMBER = "no_number"  # neither KPJ nor NIK: nobody can be found by it
    DAMAGED = "damaged"  # what is written as KPJ or NIK is none
    MONTH = "month"  # a month is written that is none
    STATUS = "status"  # words of which we do not know whether they mean active
