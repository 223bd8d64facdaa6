"""The words of BPJS → accepted, refused and why, or nothing yet. What is not certain waits for a person. Pure.

A refusal with a reason that nobody has learnt is a refusal all the same: its words are kept, and asked about.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from payung.eligibility.rules.lexicon import Words
from payung.enrolment.states import Kind, Reason, Verdict
from payung.intake.rules.text import fold, is_blank


class Doubt(StrEnum):
    """Why a row of an answer waits for a person; the last two: why it is of no line of ours."""

    WORDS_UNKNOWN = "words_unknown"
    WORDS_CONTRADICT = "words_contradict"  # `Diterima`, and a reason why not
    SHEET_CONTRADICTS = "sheet_contradict"  # refused, on the sheet of the accepted
    KPJ_MISSING = "kpj_missing"
    KPJ_DAMAGED = "kpj_damaged"  # not of eleven: a leading zero lost, or cut by a spreadsheet
    KPJ_OTHER = "kpj_other"  # not the one that was asked with
    KPJ_SECOND = "kpj_second"  # accepted before, under another
    KPJ_OF_ANOTHER = "kpj_of_another"
    KPJ_TWICE = "kpj_twice"  # of two persons in this answer
    NIK_DAMAGED = "nik_damaged"
    KEY_DAMAGED = "key_damaged"
    KEY_AND_NIK_DIFFER = "key_nik_differ"
    NAME_OTHER = "name_other"
    TWO_BATCHES = "two_batches"  # waits in an UBAH DATA and a NONAKTIF, and the row has no key
    ROWS_CONTRADICT = "rows_contradict"  # two rows of this answer
    SAID_OTHERWISE = "said_otherwise"  # an earlier answer, or one of the same day
    LINE_GONE = "line_gone"  # struck from the decree, or the place is freed
    MONTHS_OVER = "months_over"
    FUND_SHORT = "fund_short"  # the fund of the new wadah has not the money
    MEMBER_ALREADY = "member_already"  # under another line of the programme
    BATCH_NOT_OPEN = "batch_not_open"
    STRANGER = "stranger"
    OTHER_PROGRAMME = "other_programme"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """What a row says, as written. `sheet`: its name, which speaks where the row itself does not."""

    result: str = ""
    reason: str = ""
    sheet: str = ""
    has_kpj: bool = False  # one that was not asked with


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """`verdict` None: the row says nothing yet. `doubt`: it says something that nobody can be judged by."""

    verdict: Verdict | None
    reason: Reason | None = None
    doubt: Doubt | None = None


NOTHING = Meaning(verdict=None)
_UNKNOWN = Meaning(verdict=Verdict.UNREADABLE, doubt=Doubt.WORDS_UNKNOWN)
_CONTRADICTS = Meaning(verdict=Verdict.UNREADABLE, doubt=Doubt.WORDS_CONTRADICT)
ACCEPTED, REJECTED, PENDING = "accepted", "rejected", "pending"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerWords:
    """All that is known of how BPJS answers. `learnt`: what people said of reasons, by `learnt_key`; it outranks the rest."""

    verdicts: Mapping[Kind, Words]
    reasons: Words
    headings: Mapping[str, str]  # folded heading → field
    learnt: Mapping[str, Reason]

    def understood(self, cells: Cells, *, kind: Kind) -> Meaning:
        """What a row says of a line of a batch of this kind."""
        said, doubtful = self._verdict(cells.result, kind)
        noted, note_doubtful = self._verdict(cells.reason, kind)
        if said is None and not doubtful:
            said, doubtful = noted, note_doubtful
        reason = self._reason(cells)
        around = self._verdict(cells.sheet, kind)[0]
        if said == PENDING:
            return NOTHING if reason is None and not cells.has_kpj else _UNKNOWN
        if said is None:
            return self._without_verdict(cells, reason, around, doubtful=doubtful)
        if around in (ACCEPTED, REJECTED) and around != said:
            return Meaning(verdict=Verdict.UNREADABLE, doubt=Doubt.SHEET_CONTRADICTS)
        if noted is not None and noted != said:
            return _CONTRADICTS
        if said == ACCEPTED:
            unclear = reason is not None or doubtful or note_doubtful
            return _CONTRADICTS if unclear else Meaning(verdict=Verdict.ACCEPTED)
        return Meaning(verdict=Verdict.REJECTED, reason=reason or Reason.UNMAPPED)

    def _without_verdict(self, cells: Cells, reason: Reason | None, around: str | None, *, doubtful: bool) -> Meaning:
        """The reason alone refuses, the sheet speaks for rows without words, a new KPJ says that it was accepted."""
        if reason is not None:
            contradicts = around == ACCEPTED or cells.has_kpj
            return _CONTRADICTS if contradicts else Meaning(verdict=Verdict.REJECTED, reason=reason)
        if around == REJECTED:
            return Meaning(verdict=Verdict.REJECTED, reason=Reason.UNMAPPED)
        if not is_blank(cells.result) or doubtful:
            return _UNKNOWN
        if around == ACCEPTED or cells.has_kpj:
            return Meaning(verdict=Verdict.ACCEPTED) if is_blank(cells.reason) else _UNKNOWN
        return NOTHING if is_blank(cells.reason) else _UNKNOWN

    def _verdict(self, text: str, kind: Kind) -> tuple[str | None, bool]:
        """The one verdict of a text; whether a word of doubt, or a second verdict, stands in it."""
        if is_blank(text):
            return None, False
        heard = self.verdicts[kind].heard(fold(text))
        one = self.verdicts[kind].one(heard.meanings)
        return (one, heard.doubtful) if len(heard.meanings) < 2 else (None, True)

    def _reason(self, cells: Cells) -> Reason | None:
        """What was learnt of the reason's words, else what they say themselves, there or in the result's cell."""
        for text in (cells.reason, cells.result, f"{cells.result} {cells.reason}"):
            if known := self.learnt.get(learnt_key(text)):
                return known
        for text in (cells.reason, cells.result):
            if meanings := self.reasons.heard(fold(text)).meanings | self.reasons.heard(learnt_key(text)).meanings:
                return min(map(Reason, meanings), key=_ORDER.index)
        return None


# Of several reasons in one text the one that decides: of a dead person no name needs mending.
_ORDER = (
    *(Reason.DEAD, Reason.ACTIVE_PU, Reason.ACTIVE_BPU, Reason.TWICE_IN_FILE, Reason.AGE, Reason.NIK_NOT_FOUND),
    *(Reason.NIK_MALFORMED, Reason.NAME_OR_BIRTH_DATE, Reason.MOTHER_NAME, Reason.PHONE_TWICE),
    *(Reason.OCCUPATION_CODE, Reason.INCOME),
)


def learnt_key(text: str) -> str:
    """Words of a reason as they are learnt: without numbers, which are of one person (`lahir 3-4-1980`)."""
    return " ".join(word for word in fold(text).split() if not any(map(str.isdigit, word)))[:300]
