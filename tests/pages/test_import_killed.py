"""A worker that is killed while it imports a list: acknowledged work is there once, and a resend doubles nothing."""

from datetime import date
from uuid import UUID

import pytest
from django.utils import timezone

from crash import scene
from payung.audit.models import Event
from payung.gateways.sealed_uploads import SealedUpload
from payung.intake import tasks
from payung.intake.models import Candidate, ReceivedFile, Row
from payung.intake.rules.proposals import Source
from payung.intake.tests import cast

ROWS = 14_000


def send(programme_id: int):
    lines = (f"{6302064501800001 + number},Orang {number},05/01/1980,Semayap,nelayan,,," for number in range(ROWS))
    came = SealedUpload.of_text(cast.listed(*lines), name="panjang.csv")
    answer = tasks.receive_list(
        kabupaten=cast.KABUPATEN,
        programme_id=programme_id,
        came=came,
        source=Source.DESA,
        sender="Desa Semayap",
        registration_date=date(2026, 12, 28),
        actor=cast.OPERATOR,
        now=timezone.now(),
    )
    came.close()
    return answer


@pytest.mark.commits
class TestKilledImport:
    def test_is_there_once(self, cloned_database, settings):
        programme = cast.programme()
        file, _ = send(programme.id)
        job_id = UUID(str(ReceivedFile.objects.get().job_id))
        for goal in (1, 5_000):
            with scene.worker(cloned_database):
                scene.wait_until(lambda goal=goal: ReceivedFile.objects.get().places_done >= goal)
            scene.wait_until(lambda: scene.is_free(job_id))
        before = ReceivedFile.objects.get()
        assert before.state == "checking"
        assert 5_000 <= before.places_done < ROWS
        assert Row.objects.count() == before.places_done  # each chunk came with its place, or not at all
        codes = set(Candidate.objects.values_list("receipt_code", flat=True))
        scene.run_to_end(cloned_database)
        after = ReceivedFile.objects.get()
        assert (after.state, after.row_count, after.candidate_count + after.waiting_count) == ("checked", ROWS, ROWS)
        assert sorted(Row.objects.values_list("place", flat=True)) == list(range(ROWS))
        assert codes < set(Candidate.objects.values_list("receipt_code", flat=True))  # a given code stays given
        again, is_new = send(programme.id)
        assert (again.id, is_new) == (file.id, False)
        scene.run_to_end(cloned_database)
        assert Row.objects.count() == ROWS
        assert Event.objects.filter(act="intake.import_list").count() == 1
        assert list((settings.PAYUNG_HOME / "tmp").iterdir()) == []
