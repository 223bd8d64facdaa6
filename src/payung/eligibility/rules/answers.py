"""The words of an answer → what a register says of a person. What is not certain is left to a person, never guessed. Pure.

The four meanings of "already active" (DESIGN §1.5) are told apart by who pays: our own wadah continues, who pays for
himself may move, another payer is a collision, and of a wage earner (PU) a person decides.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from payung.eligibility.rules.lexicon import NOTHING_HEARD, Heard, Lexicon, Words
from payung.eligibility.rules.words import Outcome, Register
from payung.eligibility.rules.written_days import written_days, written_month
from payung.intake.rules.text import fold, is_blank

_DESIL = re.compile(r"(?:desil|kelompok desil|kategori desil|d)? ?(\d{1,2})(?: dtsen| desil)?")
_DESIL_INSIDE = re.compile(r"\bdesil (\d{1,2})\b(?! (?:\d|s d|sampai|ke atas|ke bawah))")
_ANY_DESIL = re.compile(r"\bdesil\b")
_DIGITS_OF_A_PERSON = re.compile(r"\d(?:[\d .'’-]{10,})\d")
_PAYER_ENDS = re.compile(r"[;|,\n]| - | – ")
LONGEST_WORDS, LONGEST_PAYER = 200, 120


# What each register can say, in the order in which a person is offered it.
OUTCOMES_OF: Mapping[Register, tuple[Outcome, ...]] = {
    Register.DUKCAPIL: (
        Outcome.ALIVE,
        Outcome.NAME_DIFFERS,
        Outcome.DIED,
        Outcome.MOVED_OUT,
        Outcome.NIK_UNKNOWN,
    ),
    Register.BPJS: (
        Outcome.NOT_ACTIVE,
        Outcome.OWN_WADAH,
        Outcome.SELF_PAYING,
        Outcome.OTHER_PAYER,
        Outcome.WAGE_EARNER,
    ),
    Register.DTSEN: (Outcome.LISTED, Outcome.NOT_LISTED),
}


class Unread(StrEnum):
    """Why a line waits for a person."""

    WORDS_UNKNOWN = "words_unknown"
    WORDS_DOUBTFUL = "words_doubtful"  # `belum pasti`, `tidak …` of which we know only a part
    WORDS_CONTRADICT = "words_contradict"
    SHEET_SAYS_OTHERWISE = "sheet_contradicts"
    PAYER_NOT_SAID = "payer_not_said"  # active, but whose?
    SEGMENT_NOT_SAID = "segment_not_said"  # with a company: as its worker, or as one it pays for?
    ENDED_BEFORE = "ended_before"  # `aktif s.d.` a month before the answer
    DESIL_UNREADABLE = "desil_unreadable"
    # of the line, found when it is matched with a person
    NO_NIK = "no_nik"
    NIK_DAMAGED = "nik_damaged"
    KEY_UNKNOWN = "key_unknown"
    KEY_AND_NIK_DIFFER = "key_nik_differ"
    NAME_OTHER = "name_other"
    LINES_CONTRADICT = "lines_contradict"
    ALIKE = "alike"  # no number leads to the person: it is like this one


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """What a line says, as written; days already read where their column said so."""

    words: str = ""  # result, note and segment, ` | ` between
    payer: str = ""
    desil: str = ""
    relation: str = ""
    disability: str = ""
    died_date: date | None = None
    since_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a register says of a person; or, with `unread`, why nobody can tell. Neither: nothing is said."""

    outcome: Outcome | None = None
    unread: Unread | None = None
    words: str = ""
    payer: str = ""
    desil: int | None = None
    resident_since_date: date | None = None
    died_date: date | None = None
    head_of_family: bool | None = None
    disability: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """Understands one register. `own` are our wadah and NPW names, as compared; `remembered` what people settled."""

    register: Register
    lexicon: Lexicon
    answered_date: date
    own: tuple[str, ...] = ()
    remembered: Mapping[str, Outcome] | None = None

    def understand(self, cells: Cells, *, around: str = "") -> Said:
        """What a line says. `around` (the sheet's name) speaks only where the line itself has no words."""
        if (self.remembered or {}) and (known := (self.remembered or {}).get(fold(cells.words))):
            return self._said(cells, known)
        understand: Callable[[Cells, str], Said] = {
            Register.DUKCAPIL: self._dukcapil,
            Register.BPJS: self._bpjs,
            Register.DTSEN: self._dtsen,
        }[self.register]
        return understand(cells, around)

    def _dukcapil(self, cells: Cells, around: str) -> Said:
        outcome, unread = self._plain(cells.words, around, self.lexicon.dukcapil)
        if outcome is None and unread is None and cells.died_date:
            outcome = Outcome.DIED  # a day of death beside the name says enough
        if outcome is Outcome.ALIVE and cells.died_date:
            return self._said(cells, None, Unread.WORDS_CONTRADICT)
        return self._said(cells, outcome, unread)

    def _plain(self, words: str, around: str, known: Words) -> tuple[Outcome | None, Unread | None]:
        """The outcome of a register whose meanings are its outcomes."""
        line, sheet = known.heard(fold(words)), known.heard(fold(around))
        said, behind = self._one(line, known), self._one(sheet, known)
        if is_blank(words):
            return behind, None
        if said in GOOD and not line.plain:
            return None, Unread.WORDS_UNKNOWN
        if said is None:
            return None, _why(line)
        if behind and said is not behind:
            return None, Unread.SHEET_SAYS_OTHERWISE
        return said, None

    @staticmethod
    def _one(heard: Heard, known: Words) -> Outcome | None:
        meaning = None if heard.doubtful else known.one(heard.meanings)
        return Outcome(meaning) if meaning in _OUTCOMES else None

    def _bpjs(self, cells: Cells, around: str) -> Said:
        known, names = self.lexicon.bpjs, self.lexicon.payers
        payer = _clean(cells.payer) or self._payer_in(cells.words)
        if payer and known.heard(fold(payer)).meanings == {"self_paying"}:
            cells_words, payer = f"{cells.words} | {payer}", ""
        else:
            cells_words = cells.words if not payer else cells.words.replace(payer, " | ")
        heard = known.heard(fold(cells_words))
        sheet = known.heard(fold(around)) if around else NOTHING_HEARD
        if heard.doubtful:
            return self._said(cells, None, Unread.WORDS_DOUBTFUL, payer)
        behind = frozenset() if sheet.doubtful else sheet.meanings & _WHETHER_ACTIVE
        if behind and heard.meanings & _WHETHER_ACTIVE and not behind & heard.meanings:
            return self._said(cells, None, Unread.SHEET_SAYS_OTHERWISE, payer)
        meanings = heard.meanings if heard.meanings & _WHETHER_ACTIVE else heard.meanings | behind
        if not meanings and not payer:
            return self._said(cells, None, None if is_blank(cells.words) else Unread.WORDS_UNKNOWN)
        if "not_active" not in meanings and self._has_ended(cells.words):
            return self._said(cells, None, Unread.ENDED_BEFORE, payer)
        segment_of_wadah = "bpu" in meanings or any(f" {word} " in f" {fold(cells.words)} " for word in names.after)
        outcome, unread = self._who_pays(meanings, payer, of_wadah=segment_of_wadah)
        if outcome in GOOD and not heard.plain:
            outcome, unread = None, Unread.WORDS_UNKNOWN
        return self._said(cells, outcome, unread, payer)

    def _who_pays(
        self, meanings: frozenset[str], payer: str, *, of_wadah: bool
    ) -> tuple[Outcome | None, Unread | None]:
        if "not_active" in meanings:
            return (None, Unread.WORDS_CONTRADICT) if "active" in meanings else (Outcome.NOT_ACTIVE, None)
        if (
            len(meanings & {"pu", "bpu"}) == 2
            or ({"self_paying", "pu"} <= meanings)
            or ("self_paying" in meanings and payer)
        ):
            return None, Unread.WORDS_CONTRADICT
        if "self_paying" in meanings:
            return Outcome.SELF_PAYING, None
        if "pu" in meanings:
            return Outcome.WAGE_EARNER, None
        if not payer:
            return None, Unread.PAYER_NOT_SAID
        if self._is_own(payer):
            return Outcome.OWN_WADAH, None
        if not of_wadah and self.lexicon.payers.companies.intersection(fold(payer).split()[:1]):
            return None, Unread.SEGMENT_NOT_SAID
        return Outcome.OTHER_PAYER, None

    def _is_own(self, payer: str) -> bool:
        """Whether a payer is we: one of our names stands in it, or it is a shorter form of one."""
        name = self.lexicon.payers.name(payer)
        words = set(name.split())
        return any(f" {own} " in f" {name} " or (len(words) > 1 and words <= set(own.split())) for own in self.own)

    def _payer_in(self, words: str) -> str:
        """The payer that a free text names: what follows `wadah` or `dibayar oleh`, or begins with `PT`, `PEMKAB` …"""
        names = self.lexicon.payers
        spaced = " ".join(words.split())
        for word in names.after:
            if found := re.search(rf"\b{re.escape(word)}\b[\s:.\-–]*(\S.*)", spaced, re.IGNORECASE):
                return _clean(_PAYER_ENDS.split(found[1])[0])
        for found in re.finditer(r"[A-Za-z]+", spaced):
            if found.group().lower() in names.begins:
                return _clean(_PAYER_ENDS.split(spaced[found.start() :])[0])
        return ""

    def _has_ended(self, words: str) -> bool:
        """`aktif s.d. Des 2025` in an answer of 2026."""
        folded = f" {fold(words)} "
        if not any(f" {word} " in folded for word in self.lexicon.payers.until):
            return False
        month = written_month(words)
        return month is not None and month.number < self.answered_date.year * 12 + self.answered_date.month - 1

    def _dtsen(self, cells: Cells, around: str) -> Said:
        relation = fold(cells.relation)
        words = cells.words
        if relation and relation not in self.lexicon.heads | self.lexicon.not_heads:
            words = " | ".join(filter(None, (words, cells.relation)))  # `TIDAK TERDAFTAR` stands there too
        desil, unreadable = _desil(cells.desil, words)
        if unreadable:
            return self._said(cells, None, Unread.DESIL_UNREADABLE)
        if desil is None:
            outcome, unread = self._plain(words, around, self.lexicon.dtsen)
            return self._said(cells, outcome, unread)
        heard = self.lexicon.dtsen.heard(fold(words))
        if "not_listed" in heard.meanings:
            return self._said(cells, None, Unread.WORDS_CONTRADICT)
        return self._said(cells, Outcome.LISTED, desil=desil)

    def _said(
        self,
        cells: Cells,
        outcome: Outcome | None,
        unread: Unread | None = None,
        payer: str = "",
        desil: int | None = None,
    ) -> Said:
        return Said(
            outcome=outcome,
            unread=unread,
            words=without_numbers(" | ".join(filter(None, (cells.words, cells.payer)))),
            payer=without_numbers(payer)[:LONGEST_PAYER],
            desil=desil,
            resident_since_date=_not_after(cells.since_date, self.answered_date),
            died_date=self._died(cells) if outcome is Outcome.DIED else None,
            head_of_family=_yes_or_no(fold(cells.relation), self.lexicon.heads, self.lexicon.not_heads),
            disability=self._disability(fold(cells.disability)),
        )

    def _died(self, cells: Cells) -> date | None:
        days = {cells.died_date} if cells.died_date else written_days(cells.words)
        return _not_after(next(iter(days)), self.answered_date) if len(days) == 1 else None

    def _disability(self, text: str) -> bool | None:
        if text.split()[:1] and text.split(maxsplit=1)[0] in self.lexicon.yes_begins:
            return True
        return _yes_or_no(text, self.lexicon.yes, self.lexicon.no)


# What lets a person in must be said plainly: `sesuai, NIK ganda` is not `sesuai`.
GOOD = frozenset({Outcome.ALIVE, Outcome.NOT_ACTIVE})
_WHETHER_ACTIVE = frozenset({"active", "not_active"})
_OUTCOMES = frozenset(str(outcome) for outcome in Outcome)


def without_numbers(text: str) -> str:
    """Words of a register without anything that could be a NIK, a KK number or a telephone; cut to what we keep."""
    return _DIGITS_OF_A_PERSON.sub("•", " ".join(text.split()))[:LONGEST_WORDS]


def _why(heard: Heard) -> Unread:
    if heard.doubtful:
        return Unread.WORDS_DOUBTFUL
    return Unread.WORDS_CONTRADICT if len(heard.meanings) > 1 else Unread.WORDS_UNKNOWN


def _desil(cell: str, words: str) -> tuple[int | None, bool]:
    """The desil of its own column, else of the words; and whether one is written that cannot be read."""
    if not is_blank(cell) and any(letter.isdigit() for letter in cell):
        return _in_tenths(_DESIL.fullmatch(fold(cell)))
    if found := _DESIL.fullmatch(fold(words)):
        return _in_tenths(found)
    inside = set(_DESIL_INSIDE.findall(fold(words)))
    if len(inside) == 1:
        return _in_tenths(_DESIL.fullmatch(inside.pop()))
    return None, bool(inside) or (_ANY_DESIL.search(fold(words)) is not None and any(map(str.isdigit, words)))


def _in_tenths(found: re.Match[str] | None) -> tuple[int | None, bool]:
    desil = int(found[1]) if found else 0
    return (desil, False) if 1 <= desil <= 10 else (None, True)


def _yes_or_no(text: str, yes: frozenset[str], no: frozenset[str]) -> bool | None:
    return True if text in yes else False if text in no else None


def _not_after(day: date | None, limit: date) -> date | None:
    return day if day and day <= limit else None


def _clean(payer: str) -> str:
    return "" if is_blank(payer) else " ".join(payer.split()).strip(" .:-–|()")
