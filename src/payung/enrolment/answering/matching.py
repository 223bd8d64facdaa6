"""Which of our lines each row of an answer is about, two thousand rows with a few questions to the database."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from payung.enrolment.answering.reading import ReadRow, is_damaged
from payung.enrolment.models import BatchLine
from payung.enrolment.rules.answer_cells import read_kpj
from payung.enrolment.rules.answer_matching import Matched, Named, SentLine, matched
from payung.enrolment.states import Kind, LineState, State
from payung.gateways.sealing import Kind as Number
from payung.gateways.sealing import sealer
from payung.shared.nik import is_well_formed

_COLUMNS = ("id", "programme_id", "batch__kind", "state", "nik_index", "name", "kpj")
_AT_BPJS = (State.EXPORTED, State.SENT, State.ANSWERED)


class RowMatcher:
    """Matches the rows of one answer. What has no key of ours is sought in the batches that were made by its day."""

    def __init__(self, *, kabupaten: str, programme_id: int, answered_date: date) -> None:
        self._programme_id = programme_id
        self._index = sealer(kabupaten).index
        self._of_kabupaten = BatchLine.objects.filter(programme__kabupaten=kabupaten)
        by_then = timezone.make_aware(datetime.combine(answered_date + timedelta(days=1), time()))
        self._of_programme = BatchLine.objects.filter(
            programme=programme_id, batch__state__in=_AT_BPJS, batch__exported_at__lt=by_then
        ).order_by("batch_id", "id")

    def matched(self, rows: Sequence[ReadRow]) -> list[Matched]:
        """What each row is about, in their order."""
        named = [self._named(row) for row in rows]
        keys = self._of_keys({row.key.row for row in rows if row.key and row.key.intact})
        of_nik = self._of_niks({one.nik_index for one in named if one.nik_index is not None})
        of_kpj = self._of_kpjs({one.kpj for one in named if one.kpj and one.nik_index is None and not one.has_key})
        return [
            matched(
                one,
                programme_id=self._programme_id,
                of_key=keys.get(row.key.row) if row.key and row.key.intact else None,
                of_nik=of_nik.get(one.nik_index, ()) if one.nik_index is not None else (),
                of_kpj=of_kpj.get(one.kpj, ()),
            )
            for row, one in zip(rows, named, strict=True)
        ]

    def _named(self, row: ReadRow) -> Named:
        whole = is_well_formed(row.nik)
        kpj, is_whole = read_kpj(row.kpj_asked or row.kpj)
        return Named(
            has_key=row.key is not None,
            key_intact=row.key is not None and row.key.intact,
            nik_index=self._index(row.nik, Number.NIK) if whole else None,
            nik_damaged=is_damaged(row.nik),
            nik_rounded=row.rounded,
            kpj=kpj if is_whole else "",
            name=row.name,
        )

    def _of_keys(self, keys: set[str]) -> dict[str, SentLine]:
        if not keys:
            return {}
        found = self._of_kabupaten.filter(row_key__in=keys).values_list("row_key", *_COLUMNS)
        return {row_key: _sent(*rest) for row_key, *rest in found}

    def _of_niks(self, indexes: set[bytes]) -> dict[bytes, list[SentLine]]:
        return _grouped(self._of_programme.filter(nik_index__in=indexes), "nik_index") if indexes else {}

    def _of_kpjs(self, kpjs: set[str]) -> dict[str, list[SentLine]]:
        return _grouped(self._of_programme.filter(kpj__in=kpjs), "kpj") if kpjs else {}


def _grouped(found: QuerySet[BatchLine], by: str) -> dict[Any, list[SentLine]]:
    groups = defaultdict[Any, list[SentLine]](list)
    for line in _sent_lines(found):
        groups[getattr(line, by)].append(line)
    return groups


def _sent_lines(found: QuerySet[BatchLine]) -> Iterable[SentLine]:
    return (_sent(*row) for row in found.values_list(*_COLUMNS))


def _sent(id_: int, programme_id: int, kind: str, state: str, nik_index: bytes, name: str, kpj: str) -> SentLine:
    return SentLine(id_, programme_id, _KINDS[kind], _STATES[state], bytes(nik_index), name, kpj)


_KINDS = {str(kind): kind for kind in Kind}
_STATES = {str(state): state for state in LineState}
