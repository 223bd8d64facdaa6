"""`payung import`: a list of a desa, dinas or group becomes candidates of a stored programme."""
# ruff: noqa: N999 -- a command is called as its file

import getpass
import json
import time
import uuid
from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from payung.accounts import queries as accounts
from payung.accounts.rules import Actor, Role
from payung.config.engines import for_jobs
from payung.gateways.sealed_uploads import SealedUpload
from payung.gateways.spreadsheets.inspection import FILE_BYTES_MOST
from payung.intake import queries as intake
from payung.intake import tasks
from payung.intake.checking import CannotRun
from payung.intake.command import read_mapping
from payung.intake.queries import FileFacts, ImportProgress
from payung.intake.rules.proposals import Source
from payung.intake.states import WAITING, NotAllowed, State
from payung.jobs import actions as jobs
from payung.jobs import liveness
from payung.jobs.worker import LivingWorker
from payung.matching import queries as matching
from payung.matching.queries import Outcome
from payung.programmes import load as shipped
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts

_LOOKS_EVERY_SECONDS = 0.2


class Command(BaseCommand):
    help = "Receive a list for a programme: good rows become candidates, the others wait."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--programme", required=True, metavar="P", help="code of a stored programme")
        parser.add_argument("--source", required=True, choices=[*Source], help="who proposes")
        parser.add_argument("--sender", default="", help="whose list it is, as “Desa Semayap” or “KUB Bina Samudra”")
        parser.add_argument("--desa", default="", metavar="CODE", help="of rows that nothing in the list places")
        parser.add_argument("--occupation", default="", metavar="WORD", help="of rows without one")
        parser.add_argument("--letter", type=Path, metavar="FILE", help="the scanned cover letter")
        parser.add_argument("--mapping", type=Path, metavar="FILE.json", help="columns shown by hand; remembered")
        parser.add_argument("--as", dest="username", default="", metavar="USER", help="who receives it")
        parser.add_argument("--kabupaten", default="", metavar="CODE", help="the shipped one, unless given")
        parser.add_argument("--queue", action="store_true", help="leave the work to a worker")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, queue: bool, as_json: bool, **said: Any) -> None:
        for_jobs(connection.settings_dict)
        connection.close()
        try:
            file, is_new = self._received(said)
        except (NotAllowed, CannotRun, OSError) as fault:
            raise CommandError(" ".join(str(fault).split()), returncode=2) from fault
        if not is_new and intake.import_progress(file_id=file.id).job_broken:
            tasks.enqueue_import(file_id=file.id)  # its rows stand: the job goes on to what lies beyond them
        if not queue:
            work_until_imported(file_id=file.id)
            file = intake.file_facts(file_id=file.id) or file
        progress = intake.import_progress(file_id=file.id)
        if progress.broken:
            raise CommandError(
                f"The import of {file.file_name} broke; the log of the worker says why. It can be tried again on "
                f"/daftar/{file.id}.",
                returncode=2,
            )
        if progress.job_broken and not queue:
            raise CommandError(
                f"{file.file_name} is imported, but its candidates are not all persons yet: that broke, and the log of "
                "the worker says why. The same command tries it again.",
                returncode=2,
            )
        outcome = matching.outcome(file_id=file.id)
        self.stdout.write(
            json.dumps(as_answer(file, progress, outcome, is_new=is_new), ensure_ascii=False)
            if as_json
            else "\n".join(in_words(file, progress, outcome, is_new=is_new))
        )

    def _received(self, said: dict[str, Any]) -> tuple[FileFacts, bool]:
        actor = acting(username=said["username"], kabupaten=said["kabupaten"])
        programme = programmes.programme(kabupaten=actor.kabupaten, code=said["programme"])
        if programme is None:
            raise CannotRun(f"no programme {said['programme']} of {actor.kabupaten}; `payung programme` lists them")
        mapping = read_mapping(said["mapping"]) if said["mapping"] else None
        came, letter = sealed(said["file"]), sealed(said["letter"]) if said["letter"] else None
        try:
            return received(programme, came=came, letter=letter, mapping=mapping, actor=actor, said=said)
        finally:
            for upload in filter(None, (came, letter)):
                upload.close()


def received(
    programme: ProgrammeFacts,
    *,
    came: SealedUpload,
    letter: SealedUpload | None,
    mapping: Any,
    actor: Actor,
    said: dict[str, Any],
) -> tuple[FileFacts, bool]:
    return tasks.receive_list(
        kabupaten=programme.kabupaten,
        programme_id=programme.id,
        came=came,
        letter=letter,
        source=Source(said["source"]),
        sender=said["sender"] or said["desa"] or str(said["source"]),
        registration_date=programme.registration_date,
        desa_code=said["desa"],
        occupation=said["occupation"],
        mapping=mapping,
        actor=actor,
        now=timezone.now(),
    )


def acting(*, username: str, kabupaten: str) -> Actor:
    """The user who receives the list; or, without one, whoever has a shell on the server. Raises CannotRun."""
    if username:
        user = get_user_model().objects.filter(username=username).first()
        actor = accounts.actor_of_user(user.pk) if user else None
        if actor is None:
            raise CannotRun(f"no user {username} with a role")
        return actor
    code = kabupaten or shipped.limits().kabupaten
    who = getpass.getuser()
    return Actor(key=f"command:{who}", name=who, kabupaten=code, scope=code, roles=frozenset({Role.OPERATOR}))


def sealed(path: Path) -> SealedUpload:
    """The file as if it had been sent here. Raises CannotRun, OSError."""
    if not path.is_file():
        raise CannotRun(f"{path}: no such file")
    if path.stat().st_size > FILE_BYTES_MOST:
        raise CannotRun(f"{path}: larger than 200 MB")
    return SealedUpload.of_file(path)


def work_until_imported(*, file_id: int) -> None:
    """Be a worker until the list is imported and its candidates are persons; or watch, where SQLite's one worker runs already.

    Whatever this process dies of, any worker or the same command goes on where it was.
    """
    with ExitStack() as alone:
        works = True
        if connection.vendor == "sqlite":
            lock = liveness.take_file(settings.PAYUNG_HOME / "jobs" / "worker.lock")
            works = lock is not None
            if lock:
                alone.enter_context(lock)
        worker = LivingWorker(
            queue_names=["*"],
            excluded_queue_names=[],
            backend_name="default",
            worker_id=uuid.uuid4().hex,
            batch=True,
            interval=_LOOKS_EVERY_SECONDS,
            startup_delay=False,
            max_tasks=None,
        )
        if works:
            jobs.sweep()
        while intake.import_progress(file_id=file_id).waits:
            if not (works and worker.run_next()):
                time.sleep(_LOOKS_EVERY_SECONDS)


def as_answer(file: FileFacts, progress: ImportProgress, outcome: Outcome, *, is_new: bool) -> dict[str, object]:
    return {
        "id": file.id,
        "file": file.file_name,
        "sha256": file.sha256,
        "is_new": is_new,
        "state": str(file.state),
        "mends": file.mends_id,
        "counts": {
            "rows": file.rows,
            "candidates": file.candidates,
            "waiting": file.waiting,
            "passed_over": file.known,
            "persons": outcome.persons,
            "known": outcome.known,
            "questions": outcome.questions,
        },
        "problems": list(progress.problems),
    }


def in_words(file: FileFacts, progress: ImportProgress, outcome: Outcome, *, is_new: bool) -> list[str]:
    if not is_new:
        when = timezone.localtime(file.received_at)
        again = [f"Berkas ini sudah diterima pada {when:%d/%m/%Y %H.%M} sebagai {file.file_name}."]
    else:
        again = []
    if file.state in WAITING:
        return [*again, f"{file.file_name} menunggu giliran dicatat. Lihat /daftar/{file.id}."]
    if file.state is State.REFUSED:
        return [*again, f"{file.file_name} tidak terbaca:", *(f"  {said}" for said in progress.problems)]
    return [
        *again,
        f"{file.file_name}: {file.rows} baris orang",
        f"  {file.candidates:>7} menjadi calon peserta",
        f"  {outcome.persons:>13} orang baru",
        f"  {outcome.known:>13} orang yang sudah tercatat",
        f"  {outcome.questions:>13} menunggu keputusan di /keputusan: satu NIK, dua orang",
        f"  {file.waiting:>7} menunggu perbaikan atau keputusan",
        *([f"  {file.known:>7} baris sudah tercatat sebelumnya"] if file.known else []),
    ]
