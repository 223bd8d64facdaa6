"""Whom a row of an answer is about: by row key, else NIK, else KPJ with name; the name must not contradict. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from payung.eligibility.rules.lines import names_agree
from payung.enrolment.rules.answer_words import Doubt
from payung.enrolment.states import Kind, LineState

OPEN = frozenset({LineState.WAITING, LineState.DOUBTFUL})


class SentLine(NamedTuple):
    """A line of a batch that BPJS has, or had."""

    id: int
    programme_id: int
    kind: Kind
    state: LineState
    nik_index: bytes
    name: str
    kpj: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a row says of who it is about. `nik_index` None: it names no whole NIK."""

    has_key: bool
    key_intact: bool
    nik_index: bytes | None
    nik_damaged: bool  # something is written that is no whole NIK
    nik_rounded: bool  # a number whose last digit a spreadsheet may have made 0
    kpj: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A line and by what it was found; or why not, or what contradicts."""

    line: SentLine | None = None
    by: str = ""  # key, nik, kpj
    doubt: Doubt | None = None


def matched(
    named: Named,
    *,
    programme_id: int,
    of_key: SentLine | None,
    of_nik: Sequence[SentLine],
    of_kpj: Sequence[SentLine],
) -> Matched:
    """The line of a row. `of_nik`, `of_kpj`: lines of this programme with that NIK or KPJ, the latest batch last."""
    if of_key is not None:
        return _by_key(named, of_key, programme_id)
    if named.has_key and named.nik_index is None:
        return Matched(doubt=Doubt.KEY_DAMAGED if not named.key_intact else Doubt.STRANGER)
    if named.nik_index is not None:
        return _by_nik(named, of_nik)
    if named.kpj and of_kpj and named.name.strip():
        return _of_several(named, of_kpj, "kpj")
    return Matched(doubt=Doubt.NIK_DAMAGED if named.nik_damaged else Doubt.STRANGER)


def _by_key(named: Named, line: SentLine, programme_id: int) -> Matched:
    if line.programme_id != programme_id:
        return Matched(doubt=Doubt.OTHER_PROGRAMME)
    if named.nik_index is not None and not named.nik_rounded and named.nik_index != line.nik_index:
        return Matched(line=line, by="key", doubt=Doubt.KEY_AND_NIK_DIFFER)
    return _told(named, line, "key")


def _by_nik(named: Named, of_nik: Sequence[SentLine]) -> Matched:
    if not of_nik:
        return Matched(doubt=Doubt.NIK_DAMAGED if named.nik_rounded else Doubt.STRANGER)
    if named.nik_rounded and not named.name.strip():
        return Matched(line=_latest(of_nik), by="nik", doubt=Doubt.NIK_DAMAGED)
    return _of_several(named, of_nik, "nik")


def _of_several(named: Named, lines: Sequence[SentLine], by: str) -> Matched:
    if len([line for line in lines if line.state in OPEN]) > 1:
        return Matched(doubt=Doubt.TWO_BATCHES)
    return _told(named, _latest(lines), by)


def _told(named: Named, line: SentLine, by: str) -> Matched:
    doubt = None if names_agree(line.name, named.name) else Doubt.NAME_OTHER
    return Matched(line=line, by=by, doubt=doubt)


def _latest(lines: Sequence[SentLine]) -> SentLine:
    """The line that waits, else the one of the latest batch."""
    return next((line for line in lines if line.state in OPEN), lines[-1])
