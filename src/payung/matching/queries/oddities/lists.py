"""Oddities of lists: heaped births, neighbouring NIKs, fast senders. Reads tables of intake, as `matching.waiting` does.

Births and rows are counted by the database. NIKs are opened in memory, a list at a time, and only of those that share
their day of birth and sex with two others of their list: neighbouring serials do. No digit leaves this module.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np

from payung.accounts.rules import Actor
from payung.gateways.sealing import Kind, sealer
from payung.intake.queries import seen_files
from payung.matching.queries.oddities.odd import Odd, day_sql, here, on_january, rows_of
from payung.matching.queries.oddities.persons import births_by_desa
from payung.matching.rules import oddities as rules
from payung.matching.rules.oddities import Oddity

_OF_LISTS = """
  FROM intake_candidate AS candidate
  JOIN intake_row AS line ON line.id = candidate.row_id
  JOIN intake_receivedfile AS file ON file.id = line.file_id AND file.kabupaten = %s
 WHERE candidate.returned_at IS NULL"""
# Windows first, links after: a join of a link to each candidate would carry 300,000 where a few are asked about.
_ALIKE = f"""
SELECT alike.file_id, alike.place, alike.id, alike.nik_sealed, alike.is_here,
       COALESCE(person.same_as_id, person.id, -alike.id)
  FROM (SELECT line.file_id, line.place, candidate.id, candidate.nik_sealed,
               CASE WHEN {{seen}} THEN 1 ELSE 0 END AS is_here,
               COUNT(*) OVER (PARTITION BY line.file_id, candidate.birth_date, candidate.sex) AS many
          {_OF_LISTS}) AS alike
  LEFT JOIN matching_link AS link ON link.candidate_id = alike.id
  LEFT JOIN people_person AS person ON person.id = link.person_id
 WHERE alike.many >= %s
 ORDER BY alike.file_id, alike.place"""  # noqa: S608 - the words of SQL are ours
_Row = tuple[Any, ...]


def heaped_lists(*, actor: Actor) -> Iterator[Odd]:
    """Lists with far more births on 1 January than the rest of the register has."""
    by_desa = births_by_desa(kabupaten=actor.kabupaten).values()
    born_in_all, of_all = sum(born for born, _ in by_desa), sum(of for _, of in by_desa)
    seen, scope = here(actor, "candidate.desa_code")
    sql = f"""
        SELECT line.file_id, SUM(CASE WHEN {on_january("candidate.birth_date")} THEN 1 ELSE 0 END), COUNT(*)
          {_OF_LISTS} GROUP BY line.file_id HAVING SUM(CASE WHEN {seen} THEN 1 ELSE 0 END) > 0"""
    for file_id, born, of in rows_of(sql, [actor.kabupaten, *scope]):
        usual = rules.usual_january(born=max(0, born_in_all - born), of=max(0, of_all - of))
        if rules.heaps_january(born=born, of=of, usual=usual):
            subject = f"list:{file_id}"
            yield Odd(kind=Oddity.JANUARY, subject=subject, count=born, of=of, usual=usual, file_id=file_id)


def serials(*, actor: Actor) -> Iterator[Odd]:
    """Neighbouring NIKs in one list. Those of the same persons in a later list are the same question."""
    seen, scope = here(actor, "candidate.desa_code")
    sql = _ALIKE.format(seen=seen)
    found: dict[str, Odd] = {}
    least = min(rules.RISING_ROWS, rules.SERIALS_LEAST)
    for _file_id, of_list in groupby(rows_of(sql, [*scope, actor.kabupaten, least]), key=itemgetter(0)):
        for odd in _runs(actor.kabupaten, list(of_list)):
            known = found.get(odd.subject)
            if known is None or odd.count >= known.count:
                found[odd.subject] = odd
    return iter(found.values())


def _runs(kabupaten: str, rows: Sequence[_Row]) -> Iterator[Odd]:
    opened = sealer(kabupaten).opened
    niks = np.fromiter((int(opened(row[3], Kind.NIK)) for row in rows), dtype=np.int64, count=len(rows))
    places = np.fromiter((row[1] for row in rows), dtype=np.int64, count=len(rows))
    for run in rules.serial_runs(niks=niks, places=places):
        behind = [rows[at] for at in run.tolist()]
        if any(is_here for *_, is_here, _person in behind):
            yield Odd(
                kind=Oddity.SERIALS,
                subject=str(min(person for *_, person in behind)),
                count=len(behind),
                file_id=behind[0][0],
                candidate_ids=tuple(candidate_id for _file, _place, candidate_id, *_ in behind),
            )


def fast_senders(*, actor: Actor) -> Iterator[Odd]:
    """Senders whose lists hold far more rows a day than those of the others. A list that mends another is not new."""
    pace, first = _paces(actor.kabupaten)
    visible = set(seen_files(actor=actor).values_list("sender", flat=True))
    for sender in sorted(visible & set(pace)):
        usual = rules.usual_pace(others=[rows for other, rows in pace.items() if other != sender])
        if rules.is_fast(pace=pace[sender], usual=usual):
            subject, count = str(first[sender]), round(pace[sender])
            yield Odd(kind=Oddity.PACE, subject=subject, count=count, usual=usual or 0.0, name=sender)


def _paces(kabupaten: str) -> tuple[dict[str, float], dict[str, int]]:
    """Rows a day on which lists came, and the first list, by sender."""
    sql = f"""
        SELECT file.sender, MIN(file.id), SUM(file.row_count), COUNT(DISTINCT {day_sql("file.received_at")})
          FROM intake_receivedfile AS file
         WHERE file.kabupaten = %s AND file.mends_id IS NULL AND file.row_count > 0 GROUP BY file.sender"""  # noqa: S608
    rows = rows_of(sql, [kabupaten])
    return {sender: count / days for sender, _, count, days in rows}, {sender: id_ for sender, id_, *_ in rows}
