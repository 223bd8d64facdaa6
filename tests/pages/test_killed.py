"""A worker that is killed while it checks a list: nothing lost, nothing doubled, nothing left in the clear."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from crash import scene
from pages.conftest import HEADINGS
from payung.gateways.sealed_uploads import SealedUpload
from payung.intake import files, tasks
from payung.intake.actions import Wish
from payung.intake.models import Upload
from payung.jobs import liveness

ROWS = 24_000


def long_list() -> str:
    rows = (f"{6302064501800001 + number},Orang {number},05/01/1980,Semayap,nelayan" for number in range(ROWS))
    return "\n".join([HEADINGS, *rows])


@pytest.mark.commits
class TestKilledWorker:
    def test_leaves_a_list_that_is_checked_once(self, cloned_database, settings):
        came = SealedUpload.of_text(long_list(), name="panjang.csv")
        wish = Wish(registration_date=date(2026, 11, 1), occupation="")
        tasks.receive(came=came, visitor="v" * 32, wish=wish, now=timezone.now())
        clear = settings.PAYUNG_HOME / "tmp"
        with scene.worker(cloned_database):
            scene.wait_until(lambda: [*clear.glob("*/daftar")] != [])
        assert Upload.objects.get().state == "checking"
        assert [*clear.glob("*/daftar")] != []  # what the dead worker left
        scene.run_to_end(cloned_database)
        upload = Upload.objects.get()
        judged = upload.ready_count + upload.error_count + upload.decision_count
        assert (upload.state, upload.row_count, judged) == ("checked", ROWS, ROWS)
        assert [*clear.iterdir()] == []
        parts = sorted(path.suffix for path in (settings.PAYUNG_HOME / "files").iterdir())
        assert parts == [".answer", ".index", ".marked"]


class TestLeftover:
    """What a job left in the clear goes when the next one begins, unless that job still lives."""

    @pytest.fixture
    def left(self, home, db):
        job_id = UUID("00000000-0000-7000-8000-00000000000a")
        folder = home / "tmp" / str(job_id)
        folder.mkdir(parents=True)
        (folder / "daftar").write_text("NIK")
        return job_id, folder

    def test_of_a_dead_job_goes(self, left):
        with files.clear_folder(uuid4()):
            assert not left[1].exists()

    def test_of_a_living_job_stays(self, left):
        with liveness.take(left[0]), files.clear_folder(uuid4()):
            assert left[1].exists()
