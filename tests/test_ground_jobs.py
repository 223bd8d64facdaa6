"""A job lives while its lock is held; killed, it is woken by the sweep and ends once, on both engines."""

import os
import signal
import subprocess
import sys
from uuid import UUID

import pytest
from django.db import transaction

from crash import scene
from payung.jobs import actions, liveness
from payung.jobs.models import Overtaken
from payung.jobs.queries import progress, running

pytestmark = pytest.mark.commits
UNKNOWN_JOB = UUID("00000000-0000-7000-8000-000000000001")


class TestKilledWorker:
    """Without the part named as fault the promise breaks: that is what shows the part to be needed."""

    @pytest.mark.parametrize(
        ("fault", "outcome"), [("", "once"), ("no sweep", "left RUNNING"), ("no checkpoint", "doubled")]
    )
    def test_leaves_a_job_that_ends_once(self, cloned_database, fault, outcome):
        scene.lay_out()
        job_id = scene.enqueue()
        scene.kill_midway(cloned_database, job_id, after_steps=3, fault=fault)
        if outcome == "once":
            scene.kill_midway(cloned_database, job_id, after_steps=5)
        scene.run_to_end(cloned_database, fault)
        assert scene.outcome(job_id) == outcome


class TestStoppedWorker:
    def test_leaves_its_job_to_the_next_when_told_twice(self, cloned_database):
        """The first signal lets the job end; the second must not mark it as failed."""
        scene.lay_out()
        job_id = scene.enqueue()
        with scene.worker(cloned_database) as process:
            scene.wait_until(lambda: scene.done(job_id) >= 3)
            process.terminate()
            scene.wait_until(lambda: scene.done(job_id) >= 6)
            process.terminate()
            process.wait(scene.PATIENCE_SECONDS)
        assert scene.outcome(job_id) == "left RUNNING"
        scene.run_to_end(cloned_database)
        assert scene.outcome(job_id) == "once"


class TestSweep:
    @pytest.mark.parametrize(("fault", "woken"), [("", False), ("no lock", True)])
    def test_leaves_a_living_job_alone(self, cloned_database, fault, woken):
        scene.lay_out()
        job_id = scene.enqueue(upto=1000)
        with scene.worker(cloned_database, fault):
            scene.wait_until(lambda: scene.done(job_id) >= 2)
            assert (actions.sweep() == [job_id]) is woken

    def test_gives_up_on_a_job_whose_worker_always_dies(self, cloned_database, monkeypatch):
        monkeypatch.setattr(actions, "GIVES_UP_AFTER", 1)
        scene.lay_out()
        job_id = scene.enqueue()
        scene.kill_midway(cloned_database, job_id, after_steps=1)
        assert (actions.sweep(), running(), scene.outcome(job_id)) == ([], [], "left FAILED")


class TestLock:
    def test_is_free_again_when_its_holder_lets_go(self, cloned_database):
        with liveness.take(UNKNOWN_JOB) as held:
            assert held is not None
            assert liveness.take(UNKNOWN_JOB) is None
        with liveness.take(UNKNOWN_JOB) as again:
            assert again is not None

    def test_is_not_kept_alive_by_a_forked_child(self, cloned_database):
        """The holder forks a child that sleeps on, and dies."""
        holder = (
            "import os, sys, time, uuid, django; django.setup()\n"
            "from payung.jobs import liveness\n"
            f"held = liveness.take(uuid.UUID('{UNKNOWN_JOB}'))\n"
            "child = os.fork()\n"
            "if child == 0: os.close(1); time.sleep(300); os._exit(0)\n"
            "time.sleep(0.3); print(child, flush=True); os._exit(9)"
        )
        words = [sys.executable, "-c", holder]
        child = int(subprocess.run(words, env=cloned_database, stdout=subprocess.PIPE).stdout)
        try:
            scene.wait_until(lambda: scene.is_free(UNKNOWN_JOB))
        finally:
            os.kill(child, signal.SIGKILL)


class TestAdvance:
    def test_refuses_a_worker_that_was_overtaken(self, cloned_database):
        actions.begin(job_id=UNKNOWN_JOB, step="count", total=5)
        with transaction.atomic():
            actions.advance(job_id=UNKNOWN_JOB, step="count", before=0, done=2)
        with pytest.raises(Overtaken), transaction.atomic():
            actions.advance(job_id=UNKNOWN_JOB, step="count", before=0, done=1)
        assert progress(UNKNOWN_JOB).done == 2

    def test_refuses_to_stand_apart_from_its_effect(self, cloned_database):
        actions.begin(job_id=UNKNOWN_JOB, step="count")
        with pytest.raises(transaction.TransactionManagementError):
            actions.advance(job_id=UNKNOWN_JOB, step="count", before=0, done=1)
