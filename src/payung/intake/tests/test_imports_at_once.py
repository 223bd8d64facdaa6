"""Lists that come, and are imported, at the same moment. Real commits, on a database of the test's own."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from payung.audit import queries as audit
from payung.audit.models import Event
from payung.intake import importing
from payung.intake.actions.received import Displaced
from payung.intake.models import Candidate, ReceivedFile, Row
from payung.intake.tests import cast
from payung.intake.tests.cast import GOOD, KABUPATEN, SARI, listed, received
from payung.jobs import liveness
from payung.jobs.models import Overtaken

pytestmark = pytest.mark.commits
PEOPLE = 60


def together(*acts: Callable[[], Any]) -> list[Any]:
    """What each answers, or what it raised, all begun at the same moment."""
    ready = Barrier(len(acts))
    answers: list[Any] = [None] * len(acts)

    def act(place: int) -> None:
        try:
            ready.wait()
            answers[place] = acts[place]()
        except Exception as fault:  # noqa: BLE001 - a thread has nobody to raise it to
            answers[place] = fault
        finally:
            connection.close()

    threads = [Thread(target=act, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def importer(file) -> Callable[[], None]:
    """As a worker does it: with the lock of the job, without which its clear folder is anybody's to sweep."""

    def run() -> None:
        job_id = uuid4()
        lock = liveness.take(job_id)
        assert lock
        with lock:
            importing.run(file_id=file.id, job_id=job_id)

    return run


def people(first: int) -> str:
    return listed(*(GOOD.replace(SARI, f"630206450180{first + number:04d}") for number in range(PEOPLE)))


@pytest.fixture
def programme(cloned_database, monkeypatch):
    monkeypatch.setattr(importing, "FIRST", 7)
    monkeypatch.setattr(importing, "next_chunk", lambda **_: 7)
    return cast.programme()


class TestTwoImports:
    def test_of_two_lists_are_both_whole(self, programme):
        lists = [received(programme.id, people(first))[0] for first in (1, 1001)]
        assert together(*map(importer, lists)) == [None, None]
        for file in lists:
            places = Row.objects.filter(file=file.id, candidate__isnull=False).values_list("place", flat=True)
            assert sorted(places) == list(range(PEOPLE))
        assert len(set(Candidate.objects.values_list("receipt_code", flat=True))) == 2 * PEOPLE
        assert Event.objects.filter(act="intake.import_list").count() == 2
        assert not audit.verify(kabupaten=KABUPATEN).because

    def test_of_one_list_are_one(self, programme):
        """Two jobs have it: one goes on, the other gives way, whichever commits first."""
        file, _ = received(programme.id, people(1))
        answers = together(importer(file), importer(file))
        assert None in answers
        assert all(answer is None or isinstance(answer, Displaced | Overtaken) for answer in answers), answers
        assert sorted(Row.objects.values_list("place", flat=True)) == list(range(PEOPLE))
        assert (Candidate.objects.count(), Event.objects.filter(act="intake.import_list").count()) == (PEOPLE, 1)
        assert not audit.verify(kabupaten=KABUPATEN).because


class TestOneListTwice:
    def test_is_kept_once_and_said_to_the_second(self, programme, cloned_database):
        """Somebody clicked twice, or two colleagues had the same mail."""
        text = people(1)
        answers = together(*[lambda: received(programme.id, text)] * 3)
        kept = ReceivedFile.objects.get()
        assert sorted(is_new for _, is_new in answers) == [False, False, True]
        assert {facts.id for facts, _ in answers} == {kept.id}
        home = importing.files.settings.PAYUNG_HOME
        assert [path.name for path in (home / "kept").iterdir()] == [f"{kept.code}.received"]
        assert list((home / "files").iterdir()) == []
