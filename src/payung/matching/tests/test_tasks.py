"""Edges of the job that imports and matches: it goes on between its two halves, and brings no NIK along."""

from uuid import uuid4

import pytest

from payung.audit.models import Event
from payung.intake.models import Candidate
from payung.intake.tests import cast as lists
from payung.matching import tasks
from payung.matching.models import Link
from payung.people.models import Person


@pytest.fixture
def file(settings, tmp_path, db):
    settings.PAYUNG_HOME = tmp_path
    found, _ = lists.received(lists.programme().id, lists.listed(lists.GOOD))
    return found


def test_a_list_becomes_persons_in_one_job(file):
    job_id = uuid4()
    assert tasks.import_and_match(file_id=file.id, job_id=job_id).note == "1 0 0"
    assert tasks.import_and_match(file_id=file.id, job_id=job_id).note == "1 0 0"
    assert Link.objects.get().person == Person.objects.get()
    event = Event.objects.get(act="matching.match_candidates")
    assert (event.actor, event.subject) == (file.received_by, f"programme:{file.programme_id}")


def test_a_job_that_died_after_the_import_still_matches(file, monkeypatch):
    job_id = uuid4()
    with monkeypatch.context() as patch:
        patch.setattr(tasks, "match_candidates", lambda **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            tasks.import_and_match(file_id=file.id, job_id=job_id)
    assert (Candidate.objects.count(), Person.objects.count()) == (1, 0)
    assert tasks.import_and_match(file_id=file.id, job_id=job_id).note == "1 0 0"
    assert Person.objects.count() == 1


def test_a_list_that_is_gone_matches_nobody(file):
    assert tasks.import_and_match(file_id=file.id + 1, job_id=uuid4()).all == 0


def test_what_waits_for_a_worker_holds_numbers_of_ours_only(file, settings):
    settings.PAYUNG_IMPORT_TASK = "payung.matching.tasks.import_list"
    from payung.intake.tasks import enqueue_import

    job_id = enqueue_import(file_id=file.id)
    queued = tasks.import_list.get_result(str(job_id))
    assert (list(queued.args), queued.kwargs) == ([file.id], {})
