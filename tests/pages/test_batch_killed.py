"""A batch of many is drawn up by a job that is killed between two pieces, and goes on."""

import subprocess
import sys
from uuid import UUID, uuid4

import pytest

from crash import scene
from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.audit.models import Event
from payung.audit.queries import verify
from payung.enrolment import batch_jobs
from payung.enrolment.models import Batch, BatchLine
from payung.enrolment.tests import batches_cast as cast
from payung.enrolment.tests.test_batches_pages import text
from payung.gateways.sealed_uploads import kept_path

SLOW_WORKER = """
import time, django; django.setup()
from django.core.management import call_command
from payung.enrolment.actions import batches_drafting as drafting
drafting.AT_ONCE = drafting._PIECE = 2  # a page of five is a long list
look = drafting.waiting_of
def slowly(**asked):
    time.sleep(0.5)
    return look(**asked)
drafting.waiting_of = slowly
call_command("worker", batch=True, interval=0.05)
"""


@pytest.mark.commits
class TestKilledDraft:
    def test_goes_on_after_its_last_piece_and_the_workbook_follows(self, cloned_database, monkeypatch):
        monkeypatch.setattr("payung.enrolment.views.batches_steps.AT_ONCE", 2)
        monkeypatch.setattr("django.utils.timezone.now", lambda: cast.LATER)
        programme, _ = cast.in_force(7)
        client = signed_in(Role.OPERATOR)
        asked = f"/batch/baru?program={programme.code}&dana=apbd&jenis=new"
        watched = client.post(asked, {"request_key": uuid4()}).url
        job_id = UUID(watched.rsplit("/", 1)[-1])
        process = subprocess.Popen([sys.executable, "-c", SLOW_WORKER], env=cloned_database)
        try:
            scene.wait_until(lambda: BatchLine.objects.count() >= 2)
        finally:
            process.kill()
            process.wait()
        scene.wait_until(lambda: scene.is_free(job_id))
        batch = Batch.objects.get()
        assert (batch.drafted_at, BatchLine.objects.count() < 7) == (None, True)
        assert "Masih disusun" in text(client.get(f"/batch/{batch.pk}"))
        scene.run_to_end(cloned_database)
        assert client.get(watched).url == f"/batch/{batch.pk}"
        lines = BatchLine.objects.order_by("number").values_list("number", "person_id")
        assert [number for number, _ in lines] == list(range(1, 8))
        assert len({person for _, person in lines}) == 7
        assert Event.objects.filter(act="enrolment.draft_batch").count() == 1
        client.post(f"/batch/{batch.pk}/buku", {"request_key": uuid4()})
        scene.run_to_end(cloned_database)
        batch.refresh_from_db()
        assert (batch.state, batch.line_count) == ("exported", 7)
        assert kept_path(batch.file_code).exists()
        assert verify(kabupaten="63.02").because == ""

    def test_that_is_refused_says_why(self, cloned_database):
        programme, _ = cast.in_force(1)
        cast.drafted(programme)
        user_id = signed_in(Role.OPERATOR).session["_auth_user_id"]
        job_id = batch_jobs.enqueue_drafting(
            programme_id=programme.pk,
            fund_id=cast.fund(programme).pk,
            kind=cast.Kind.NEW,
            effective=None,
            request_key=uuid4(),
            user_id=int(user_id),
        )
        scene.run_to_end(cloned_database)
        client = signed_in(Role.OPERATOR)
        assert "1 orang masih menunggu jawaban" in text(client.get(f"/batch/pekerjaan/{job_id}"))
        assert Batch.objects.count() == 1
