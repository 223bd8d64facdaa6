"""Candidates settled by the rules: a new person, a known one, or a question. Within an act that holds the register."""

from collections.abc import Sequence
from datetime import datetime

from payung.gateways.bulk_rows import insert_rows, moment
from payung.matching.rules import Arrived, Holder, How, Plan, QuestionKind, Tie, plan
from payung.people import queries as people
from payung.people import register


def settle(*, kabupaten: str, arrived: Sequence[Arrived], now: datetime) -> Plan:
    """Each candidate has its link or its question."""
    known = people.known(indexes={came.nik_index for _, came in arrived})
    holders = {index: Holder(holder.name, holder.birth_date, holder.person_id, None) for index, holder in known.items()}
    planned = plan(arrived=arrived, holders=holders)
    ids = register.enrol(kabupaten=kabupaten, newcomers=planned.newcomers, now=now)
    new = [(tie.candidate_id, _person_id(tie, ids), How.NEW) for tie in planned.new]
    exact = [(tie.candidate_id, _person_id(tie, ids), How.EXACT) for tie in planned.exact]
    insert_rows(table="matching_link", columns=("candidate_id", "person_id", "how"), rows=[*new, *exact])
    at = moment(now)
    insert_rows(
        table="matching_question",
        columns=("kabupaten", "kind", "candidate_id", "person_id", "asked_at"),
        rows=[
            (kabupaten, QuestionKind.NIK_SHARED, tie.candidate_id, _person_id(tie, ids), at) for tie in planned.doubts
        ],
    )
    return planned


def _person_id(tie: Tie, ids: Sequence[int]) -> int:
    if tie.holder.person_id is not None:
        return tie.holder.person_id
    if tie.holder.newcomer is None:
        raise LookupError("A holder is a person or a newcomer.")
    return ids[tie.holder.newcomer]
