"""Rows of a check's answer as the tables hold them: numbers sealed, texts cut to their columns, a receipt code each.

Not here: transactions. What is planned here is stored by `actions`.
"""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import getitem
from typing import Any, Self

from payung.gateways.bulk_rows import fresh_ids, insert_rows
from payung.gateways.sealing import Kind, Sealer
from payung.intake.rules.proposals import RowState, Source, came
from payung.shared.codes import RANDOM_BYTES, receipt_codes

AnswerRow = Mapping[str, Any]
Key = tuple[str, int]  # sheet and number of a row
Face = tuple[bytes, str, str]  # index of the NIK, name and birth date as written: what tells a person
Identity = tuple[bytes, bytes, bytes | None, bytes | None]  # NIK sealed and its index, KK sealed and its index
Tuple = tuple[Any, ...]

ROW_TABLE, CANDIDATE_TABLE = "intake_row", "intake_candidate"
ROW_COLUMNS = (
    *("id", "file_id", "sheet", "number", "place", "state", "codes", "decided_by", "decided_at", "reason", "mends_id"),
)
_TEXTS = {
    "name": 200,
    "sex": 1,
    "desa_code": 13,
    "occupation": 60,
    "phone": 20,
    "address": 200,
    "rt": 12,
    "dusun": 60,
    "birth_place": 60,
    "mother_name": 200,
    "marital_status": 30,
    "postal_code": 10,
    "email": 120,
    "work_location": 120,
    "work_hours": 40,
    "heir_name": 200,
    "heir_relation": 40,
    "heir_phone": 20,
}
CANDIDATE_COLUMNS = (
    *("row_id", "receipt_code", "programme_id", "nik_sealed", "nik_index", "kk_sealed", "kk_index"),
    *("birth_date", "income_rp", *_TEXTS),
)
_CUTS = tuple(slice(most) for most in _TEXTS.values())
_BLANKS = ("",) * len(_TEXTS)
_SHEET_MOST = 255
_INCOME_MOST = 10**12
# A NIK or KK that stands where it does not belong must not lie in the clear; PostgreSQL takes no NUL.
_PERHAPS_UNFIT = re.compile(r"[0-9][0-9'’ .\u00a0-]{15}")
_NUMBER = re.compile(r"(?<!\d)(?:\d['’ .\u00a0-]?){15,}\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The file whose rows these are, as far as its rows need it.

    `waiting`: where it came back, the row that waits under each key (of the file that was marked, or what has taken
    its place since); None for a list that came new. `returned`: what stood in those of them that were sent back.
    """

    file_id: int
    programme_id: int
    desa_of_sender: str = ""
    waiting: Mapping[Key, int] | None = None
    returned: Mapping[int, Face] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        *,
        file_id: int,
        programme_id: int,
        source: str,
        desa_code: str,
        waiting: Mapping[Key, int] | None,
        returned: Mapping[int, Face],
    ) -> Self:
        """Only a desa's own list is held to its desa: others may name people of many."""
        desa = desa_code if source == Source.DESA else ""
        return cls(file_id=file_id, programme_id=programme_id, desa_of_sender=desa, waiting=waiting, returned=returned)


@dataclass(slots=True, kw_only=True)
class Plan:
    """Rows and candidates to be stored together. `people` point to their row by its place among `rows`."""

    rows: list[Tuple] = field(default_factory=list)
    people: list[tuple[int, Tuple]] = field(default_factory=list)
    mended: list[int] = field(default_factory=list)
    passed_over: int = 0


def identities(rows: Sequence[AnswerRow], sealer: Sealer) -> list[Identity | None]:
    """The numbers of each row, sealed; None where a row has no NIK."""
    niks = iter(sealer.sealed_and_indexed([row["nik"] for row in rows if row["nik"]], Kind.NIK))
    kks = iter(sealer.sealed_and_indexed([row["kk_number"] for row in rows if row["kk_number"]], Kind.KK))
    found: list[Identity | None] = []
    for row in rows:
        nik = next(niks) if row["nik"] else None
        kk = next(kks) if row["kk_number"] else (None, None)
        found.append((*nik, *kk) if nik else None)
    return found


def planned(*, origin: Origin, start: int, rows: Sequence[AnswerRow], sealed: Sequence[Identity | None]) -> Plan:
    """What becomes of these rows, the first of which stands at place `start` of the answer."""
    plan, take, waiting = Plan(), plan_tuple, origin.waiting
    file_id, programme_id, desa = origin.file_id, origin.programme_id, origin.desa_of_sender
    for place, (row, identity) in enumerate(zip(rows, sealed, strict=True), start):
        mends, sure = None, True
        if waiting is not None and (key := row.get("came_from")):
            sure = key["sure"]
            mends = waiting.get((told_sheet(key["sheet"]), key["row"])) if sure else None
            if sure and (mends is None or _is_unmended(row, identity, origin.returned.get(mends))):
                plan.passed_over += 1
                continue
        state, codes = came(row, desa_of_sender=desa, sure=sure)
        if state is RowState.CANDIDATE and identity:
            plan.people.append((len(plan.rows), take(row, identity, programme_id)))
        if mends is not None:
            plan.mended.append(mends)
        sheet = row["sheet"]
        plan.rows.append(
            (file_id, told_sheet(sheet) if sheet else "", row["row"], place, state.value, codes, "", None, "", mends)
        )
    return plan


def _is_unmended(row: AnswerRow, identity: Identity | None, returned: Face | None) -> bool:
    """Whether a row that was sent back comes as it was: it goes on waiting, or the same question would be asked anew."""
    if returned is None or identity is None:
        return False
    return returned == (identity[1], (row["name"] or "")[: _TEXTS["name"]], row["birth_date"])


def plan_tuple(row: AnswerRow, identity: Identity, programme_id: int) -> Tuple:
    """A candidate without its row: as CANDIDATE_COLUMNS from `programme_id` on."""
    get = row.get
    texts = list(map(get, _TEXTS, _BLANKS))
    if None in texts:
        texts = [text or "" for text in texts]
    joined = "\x1f".join(texts)
    if _PERHAPS_UNFIT.search(joined) or "\x00" in joined:  # before they are cut: part of a NIK tells almost as much
        texts = [_NUMBER.sub("…", text).replace("\x00", "") for text in texts]
    income = get("income_rp")
    if income is not None and not 0 <= income <= _INCOME_MOST:
        income = None
    return (programme_id, *identity, row["birth_date"], income, *map(getitem, texts, _CUTS))


@lru_cache(maxsize=1000)
def told_sheet(name: str) -> str:
    """A sheet's name as it is kept: without a number that could be somebody's."""
    return _NUMBER.sub("…", name).replace("\x00", "")[:_SHEET_MOST]


def store_plan(plan: Plan) -> list[str]:
    """Rows and candidates stand in the tables, in the caller's transaction; the new receipt codes."""
    ids = fresh_ids(table=ROW_TABLE, count=len(plan.rows))
    insert_rows(
        table=ROW_TABLE,
        columns=ROW_COLUMNS,
        rows=[(id_, *row) for id_, row in zip(ids, plan.rows, strict=True)],
    )
    return store_people([(ids[place], person) for place, person in plan.people])


def store_people(people: Sequence[tuple[int, Tuple]]) -> list[str]:
    """Candidates stand in their table, each with the id of its row; their receipt codes."""
    if not people:
        return []
    codes = receipt_codes(secrets.token_bytes(RANDOM_BYTES * len(people)))
    insert_rows(
        table=CANDIDATE_TABLE,
        columns=CANDIDATE_COLUMNS,
        rows=[(row_id, code, *person) for (row_id, person), code in zip(people, codes, strict=True)],
    )
    return codes
