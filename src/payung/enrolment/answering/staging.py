"""Rows of an answer, kept by chunks until all of it counts. Killed at any moment it goes on at its last chunk."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.db.models import F

from payung.audit.rules import without_niks
from payung.enrolment.answering import files
from payung.enrolment.answering.matching import RowMatcher
from payung.enrolment.answering.reading import ReadRow, found_sheets, rows_of
from payung.enrolment.answering.vocabulary import headings_of, words_of
from payung.enrolment.models import Answer
from payung.enrolment.rules.answer_cells import read_day, read_kpj
from payung.enrolment.rules.answer_matching import Matched
from payung.enrolment.rules.answer_words import NOTHING, AnswerWords, Cells, Doubt, Meaning
from payung.enrolment.states import Kind, Outcome, Verdict
from payung.gateways.bulk_rows import insert_rows
from payung.gateways.lists import Table, read_table_in_child
from payung.gateways.spreadsheets.inspection import Refusal
from payung.intake.files import clear_folder
from payung.intake.rules.remembered import Remembered
from payung.intake.rules.text import is_blank
from payung.intake.rules.vocabulary import Headings
from payung.intake.vocabulary import headings as list_headings
from payung.jobs import actions as jobs

READ = "baca"  # the step, as a page tells it
CHUNK = 2000
HEADER_NOT_FOUND = "HEADER_NOT_FOUND"
_COLUMNS = (
    *("answer_id", "sheet", "row", "line_id", "matched_by", "verdict", "kpj", "name", "reason", "reason_text"),
    *("registered_date", "outcome", "because", "settled_by", "settled_because"),
)
_Said = tuple[str, str, str, bool, Kind]


def stage(answer: Answer, *, kabupaten: str) -> str:
    """The rows stand, counting for nothing yet; or why the file cannot be read. HEADER_NOT_FOUND: a person may help."""
    with clear_folder(answer.job_id) as folder:
        clear = folder / "jawaban"
        files.unseal(answer.file_code, into=clear)
        return _stage_file(answer, clear, kabupaten)


def _stage_file(answer: Answer, clear: Path, kabupaten: str) -> str:
    known = headings_of(kabupaten)
    table = read_table_in_child(clear, words=frozenset(known))
    if isinstance(table, Refusal):
        return table.code
    with table:
        return _stage_table(answer, table, known, kabupaten)


def _stage_table(answer: Answer, table: Table, known: dict[str, str], kabupaten: str) -> str:
    sheets = found_sheets(table, known)
    if not sheets:
        return HEADER_NOT_FOUND
    words = words_of(kabupaten)
    matcher = RowMatcher(kabupaten=kabupaten, programme_id=answer.programme_id, answered_date=answer.answered_date)
    listener = _Listener(answer, words)
    total = sum(len(found.sheet) for found in sheets)
    done = jobs.begin(job_id=answer.job_id, step=READ, total=total).done
    for chunk in _chunks(islice(rows_of(sheets, _not_people(known)), done, None)):
        told = [listener.told(row, found) for row, found in zip(chunk, matcher.matched(chunk), strict=True)]
        rows = [row for row in told if row is not None]
        with transaction.atomic():
            insert_rows(table="enrolment_answerrow", columns=_COLUMNS, rows=rows)
            Answer.objects.filter(id=answer.pk).update(blank_count=F("blank_count") + len(told) - len(rows))
            jobs.advance(job_id=answer.job_id, step=READ, before=done, done=done + len(chunk))
        done += len(chunk)
    return ""


def _chunks(rows: Iterator[ReadRow]) -> Iterator[list[ReadRow]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _not_people(known: dict[str, str]) -> Headings:
    """The headings of answers, with the words of lists for rows that are not people."""
    of_lists = list_headings()
    return Headings(
        fields=known,
        run_together={},
        instead={},
        counts=of_lists.counts,
        birth_parents=frozenset(),
        under_birth={},
        totals=of_lists.totals,
        signatures=of_lists.signatures,
    )


@dataclass(frozen=True, slots=True)
class _Kpj:
    """What a row says of a KPJ: `given` is one that BPJS gives, not the one that was asked with."""

    text: str
    is_whole: bool
    is_given: bool


class _Listener:
    """Understands the rows of one answer; rows that say the same are understood once."""

    def __init__(self, answer: Answer, words: AnswerWords) -> None:
        self._answer = answer
        self._understood: Callable[[_Said], Meaning] = Remembered[_Said, Meaning](
            lambda said: words.understood(
                Cells(result=said[0], reason=said[1], sheet=said[2], has_kpj=said[3]), kind=said[4]
            )
        ).__getitem__

    def told(self, row: ReadRow, found: Matched) -> Sequence[object] | None:
        """The row as it is kept; None where it says nothing."""
        kpj = _kpj_of(row, found)
        kind = found.line.kind if found.line else Kind.NEW
        meaning = self._understood((row.result, row.reason, row.sheet, kpj.is_given, kind))
        if meaning == NOTHING or meaning.verdict is None:
            return None
        doubt = found.doubt if _is_serious(found, meaning) else None
        doubt = doubt or meaning.doubt
        if doubt is None and meaning.verdict is Verdict.ACCEPTED and not kpj.is_whole:
            doubt = Doubt.KPJ_DAMAGED
        return self._kept(row, found, meaning, doubt, kpj)

    def _kept(self, row: ReadRow, found: Matched, meaning: Meaning, doubt: Doubt | None, kpj: _Kpj) -> Sequence[object]:
        return (
            *(self._answer.pk, row.sheet[:60], row.number, found.line.id if found.line else None, found.by),
            *(str(meaning.verdict), kpj.text, without_niks(row.name)[:200], str(meaning.reason or "")),
            *(_words_kept(row, meaning), read_day(row.date, not_after=self._answer.answered_date)),
            *(str(_outcome(found, doubt)), str(doubt or ""), "", ""),
        )


def _kpj_of(row: ReadRow, found: Matched) -> _Kpj:
    """The line's own KPJ that came back without its leading zeros is the line's own, and nothing is padded."""
    text, is_whole = read_kpj(row.kpj)
    ours = found.line.kpj if found.line else ""
    if ours and text and not is_whole and text == ours.lstrip("0"):
        return _Kpj(ours, True, False)
    return _Kpj(text, is_whole, bool(text) and text != ours)


def _is_serious(found: Matched, meaning: Meaning) -> bool:
    """A refusal for the name may well bring another name along."""
    return not (
        found.doubt is Doubt.NAME_OTHER and meaning.reason is not None and meaning.reason == "name_or_birth_date"
    )


def _outcome(found: Matched, doubt: Doubt | None) -> Outcome:
    if found.line is None:
        return Outcome.UNKNOWN if doubt in (Doubt.STRANGER, Doubt.OTHER_PROGRAMME) else Outcome.QUEUED
    return Outcome.QUEUED if doubt else Outcome.APPLIED


def _words_kept(row: ReadRow, meaning: Meaning) -> str:
    """The words of BPJS as written, without a NIK: the reason, and the result where nothing else tells why."""
    tells_little = is_blank(row.reason) and meaning.verdict is not Verdict.ACCEPTED
    parts = (row.result if tells_little or meaning.verdict is Verdict.UNREADABLE else "", row.reason)
    return without_niks(" | ".join(part for part in parts if not is_blank(part)))[:300]
