"""The words of pre-checks and verdicts. Pure."""

from enum import StrEnum


class Register(StrEnum):
    """Whom we ask (DESIGN §1.5)."""

    DUKCAPIL = "dukcapil"
    BPJS = "bpjs"
    DTSEN = "dtsen"


class RequestState(StrEnum):
    SENT = "sent"
    PARTLY = "partly"  # some of its persons are answered
    ANSWERED = "answered"


class AnswerState(StrEnum):
    RECEIVED = "received"  # waits for a worker
    READ = "read"  # its results count
    REFUSED = "refused"  # nothing could be read


class Outcome(StrEnum):
    """What a register says. One word belongs to one register."""

    # Dukcapil
    ALIVE = "alive"  # NIK, name and birth date agree, lives here
    NAME_DIFFERS = "name_differs"
    DIED = "died"
    MOVED_OUT = "moved_out"
    NIK_UNKNOWN = "nik_unknown"
    # BPJS: the four meanings of "already active", and none
    NOT_ACTIVE = "not_active"
    OWN_WADAH = "own_wadah"  # ours: continues
    SELF_PAYING = "self_paying"  # may move
    OTHER_PAYER = "other_payer"  # collision
    WAGE_EARNER = "wage_earner"  # PU: a person decides
    # DTSEN
    LISTED = "listed"  # with its desil
    NOT_LISTED = "not_listed"


class Verdict(StrEnum):
    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    UNCHECKED = "unchecked"  # "belum diperiksa": nothing against it, but something could not be checked
    DECISION = "decision"  # a person decides first
