"""Words of what is told of an accident or a death: who tells, where it was, what is known."""

from enum import StrEnum


class Reporter(StrEnum):
    """Who may speak: anyone."""

    WORKER = "worker"
    HEIR = "heir"
    DESA = "desa"
    HOSPITAL = "hospital"
    DINAS = "dinas"
    SHIPMATE = "shipmate"
    OTHER = "other"


class Place(StrEnum):
    """Where it happened, as form KK1 asks, and as a death is asked."""

    AT_WORK = "at_work"
    ON_THE_WAY = "on_the_way"
    TRAFFIC = "traffic"  # on the road while working
    SEA = "sea"
    HOME = "home"
    HOSPITAL = "hospital"
    ELSEWHERE = "elsewhere"


class YesNo(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
