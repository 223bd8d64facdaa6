"""What went wrong: a worker killed after the answer was sealed left the clear list in the home until another was checked."""

import uuid

import pytest

from payung.intake import importing
from payung.intake.tests import cast


@pytest.fixture
def home(settings, tmp_path):
    settings.PAYUNG_HOME = tmp_path
    return tmp_path


@pytest.mark.django_db
class TestRun:
    def test_takes_away_what_a_killed_worker_left_in_the_clear(self, home, monkeypatch):
        file, _ = cast.received(cast.programme().id, cast.listed(cast.GOOD))
        job_id = uuid.uuid4()

        def die(*_args, **_words):
            raise SystemExit

        with monkeypatch.context() as dying:
            dying.setattr(importing, "record_counts", die)
            with pytest.raises(SystemExit):
                importing.run(file_id=file.id, job_id=job_id)
        left = home / "tmp" / str(job_id)
        left.mkdir()
        (left / "daftar").write_text("6302064101800001")
        importing.run(file_id=file.id, job_id=job_id)
        assert not left.exists()
