"""What BPJS said last of whom a new list proposes, for the pages of `intake`, which ask it (ADR 0011)."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from payung.accounts.wording import day
from payung.enrolment.forms.answer_words import REASON_WORDS
from payung.enrolment.queries.answers_of_lines import LastRejection, last_rejections, refused_persons
from payung.matching import queries as matching


def of_candidates(*, candidate_ids: Sequence[int]) -> Mapping[int, str]:
    """A sentence for each of these whose last answer was a refusal."""
    return _told(matching.persons_of(candidate_ids=candidate_ids))


def of_file(*, kabupaten: str, file_id: int) -> Mapping[int, str]:
    refused = refused_persons(kabupaten=kabupaten)
    return _told(matching.persons_in_file(file_id=file_id, person_ids=refused))


def _told(persons: Mapping[int, int]) -> Mapping[int, str]:
    last = last_rejections(person_ids=persons.values()) if persons else {}
    return {candidate_id: sentence(last[person]) for candidate_id, person in persons.items() if person in last}


def sentence(one: LastRejection) -> str:
    """`Ditolak BPJS 20 Januari 2027: Nama ibu kandung kosong atau tidak sesuai (“ibu kdg kosong”)`."""
    told = {"day": day(one.said_date), "reason": REASON_WORDS[one.reason], "words": one.words}
    if one.words:
        return _("Ditolak BPJS %(day)s: %(reason)s (“%(words)s”)") % told
    return _("Ditolak BPJS %(day)s: %(reason)s") % told
