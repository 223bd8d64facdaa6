"""What is done to selections, notices and objections. Each act is one transaction with one audit event."""

from payung.selection.actions.locking import lock, set_aside
from payung.selection.actions.noticing import open_notice
from payung.selection.actions.objecting import answer_objection, open_evidence, record_objection
from payung.selection.actions.ranking import rank_candidates

__all__ = [
    "answer_objection",
    "lock",
    "open_evidence",
    "open_notice",
    "rank_candidates",
    "record_objection",
    "set_aside",
]
