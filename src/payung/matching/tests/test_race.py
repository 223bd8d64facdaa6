"""Edges that need real commits: two lists with the same people at once, and an import that dies between its steps."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from payung.matching.actions import candidates as acts
from payung.matching.actions import match_candidates
from payung.matching.models import Link
from payung.matching.tests.cast import NOW, OPERATOR, brought
from payung.people.models import Household, Person

PEOPLE = 60


@pytest.mark.commits
def test_two_workers_at_once_make_one_person_of_one_nik(cloned_database, monkeypatch):
    monkeypatch.setattr(acts, "CHUNK", 10)
    lists = [brought(), brought()]
    for came in lists:
        for number in range(PEOPLE):
            came.sari(nik=f"63020652018{number:05}", name=f"Sari {number}", kk=f"63020652019{number // 3:05}")
    ready, faults = Barrier(2), []

    def work(programme_id: int) -> None:
        try:
            ready.wait()
            match_candidates(programme_id=programme_id, actor=OPERATOR, now=NOW)
        except BaseException as fault:  # noqa: BLE001 - a thread has nobody to raise it to
            faults.append(fault)
        finally:
            connection.close()

    workers = [Thread(target=work, args=(came.programme.id,)) for came in lists]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert faults == []
    assert (Person.objects.count(), Household.objects.count(), Link.objects.count()) == (
        PEOPLE,
        PEOPLE // 3,
        2 * PEOPLE,
    )
