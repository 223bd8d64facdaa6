"""Lists that are refused, imports that die at their end, and lists too long to be held in memory."""

import io
import json
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import transaction

from payung.accounts.rules import Role
from payung.audit import queries as audit
from payung.audit.models import Event
from payung.gateways.sealed_uploads import SealedUpload
from payung.intake import actions, files, importing, queries
from payung.intake.files import Part, Shelf
from payung.intake.models import Candidate, ReceivedFile, Row
from payung.intake.result import write_result
from payung.intake.states import State
from payung.intake.steps import Step
from payung.intake.tests import cast
from payung.intake.tests.cast import GOOD, KABUPATEN, SARI, SEMAYAP, STAGEN, imported, listed, received
from payung.jobs.models import Checkpoint
from payung.shared.codes import is_code

HOSTILE = Path(__file__).parents[4] / "tests/lists/FILE_HOSTILE.xlsx"


@pytest.fixture
def programme(settings, tmp_path, db):
    settings.PAYUNG_HOME = tmp_path
    return cast.programme()


def run(file) -> None:
    importing.run(file_id=file.id, job_id=uuid4())


def imports() -> list[Event]:
    return list(Event.objects.filter(act="intake.import_list").order_by("number"))


def chain_is_whole() -> bool:
    return not audit.verify(kabupaten=KABUPATEN).because


class TestHostileFile:
    def test_is_kept_as_it_came_and_refused_in_words(self, programme):
        file, _ = cast.sent(programme.id, SealedUpload.of_file(HOSTILE))
        run(file)
        assert ReceivedFile.objects.get().state == State.REFUSED
        with files.opened(file.code, Part.RECEIVED, shelf=Shelf.KEPT) as kept:
            assert b"".join(kept) == HOSTILE.read_bytes()
        (said,) = queries.import_progress(file_id=file.id).problems
        assert len(said.split()) > 5
        assert '"refused":"FILE_HOSTILE"' in imports()[0].facts
        assert (Row.objects.count(), Candidate.objects.count(), chain_is_whole()) == (0, 0, True)

    def test_that_comes_again_is_looked_at_anew_each_time(self, programme):
        """What refused it may have been ours: a limit that has moved, a mapping that was missing."""
        for time in (1, 2):
            file, is_new = cast.sent(programme.id, SealedUpload.of_file(HOSTILE))
            assert is_new
            assert not files.has(file.code, Part.ANSWER, shelf=Shelf.KEPT)
            run(file)
            assert (ReceivedFile.objects.get().state, len(imports())) == (State.REFUSED, time)
        assert chain_is_whole()


class TestDeathAtTheEnd:
    def dies(self, monkeypatch, file, name: str, dying) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(importing, name, dying)
            with pytest.raises(KeyboardInterrupt):
                run(file)

    def test_before_the_finish_leaves_that_to_the_next_job(self, programme, monkeypatch):
        rows = [GOOD.replace(SARI, f"63020645018000{number:02d}") for number in range(1, 6)]
        file, _ = received(programme.id, listed(*rows))

        def dying(**_):
            raise KeyboardInterrupt

        self.dies(monkeypatch, file, "finish_import", dying)
        assert (Row.objects.count(), imports(), ReceivedFile.objects.get().state) == (5, [], State.CHECKING)
        run(file)
        assert (Row.objects.count(), Candidate.objects.count(), len(imports())) == (5, 5, 1)
        assert chain_is_whole()

    def test_after_the_finish_adds_nothing(self, programme, monkeypatch):
        file, _ = received(programme.id, listed(GOOD))

        def dying(**words):
            actions.finish_import(**words)
            raise KeyboardInterrupt

        self.dies(monkeypatch, file, "finish_import", dying)
        run(file)
        assert actions.finish_import(file_id=file.id, actor="user:3", now=cast.NOW) is False
        assert (Candidate.objects.count(), len(imports()), chain_is_whole()) == (1, 1, True)

    def test_within_a_chunk_leaves_nothing_of_it(self, programme, monkeypatch):
        """Neither rows, nor candidates, nor the place reached."""
        file, _ = received(programme.id, listed(GOOD))

        def dying(**words):
            with transaction.atomic():
                actions.store_rows(**words)
                raise KeyboardInterrupt

        self.dies(monkeypatch, file, "store_rows", dying)
        assert (Row.objects.count(), Candidate.objects.count(), ReceivedFile.objects.get().places_done) == (0, 0, 0)
        assert Checkpoint.objects.get(step=Step.RECORD).done == 0
        run(file)
        assert Candidate.objects.count() == 1


class TestCheckpoint:
    def test_says_how_far_the_job_at_hand_is(self, programme):
        """Whoever watches reads it; and another worker of the same job must find it moved."""
        file, _ = received(programme.id, listed(GOOD, cast.SHORT_NIK))
        run(file)
        checkpoint = Checkpoint.objects.get(step=Step.RECORD)
        assert (checkpoint.done, checkpoint.total) == (2, 2)


class TestReceiptCodes:
    def test_are_good_and_each_anothers(self, programme, monkeypatch):
        monkeypatch.setattr(importing, "FIRST", 40)
        monkeypatch.setattr(importing, "next_chunk", lambda **_: 40)
        imported(programme.id, listed(*(GOOD.replace(SARI, f"630206450180{number:04d}") for number in range(1, 101))))
        codes = list(Candidate.objects.values_list("receipt_code", flat=True))
        assert len({*codes}) == 100
        assert all(map(is_code, codes))


class TestOtherDesa:
    def test_is_no_part_of_what_a_desa_officer_sees(self, programme):
        """A list is the desa's that sent it; of a list of many desas, each sees its own people."""
        theirs = imported(programme.id, listed(GOOD), desa_code=SEMAYAP)
        of_many = listed(GOOD, GOOD.replace(SARI, SARI[:-1] + "4").replace("Semayap", "Stagen"))
        imported(programme.id, of_many, source="dinas", sender="Dinas Perikanan")
        officer = cast.actor(Role.DESA_OFFICER, scope=STAGEN)
        assert queries.files(programme_id=programme.id, actor=officer) == []
        assert not queries.seen_files(actor=officer).filter(id=theirs.id).exists()
        shown, count = queries.candidates_page(programme_id=programme.id, actor=officer, start=0, count=10)
        assert (count, {one.desa_code for one in shown}) == (1, {STAGEN})


ROWS = 100_000
IMPORTING = """
import resource, sys, uuid, django
django.setup()
from django.utils import timezone
from payung.intake import actions, importing
from payung.intake.models import ReceivedFile
from payung.intake.opened import opened_result

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

file = ReceivedFile.objects.get(id=sys.argv[1])
before = peak()
with opened_result(file) as result:
    importing.record_rows(file, result, job_id=uuid.uuid4())
actions.finish_import(file_id=file.pk, actor="user:3", now=timezone.now())
print(peak() - before)
"""


@pytest.mark.commits
class TestLongList:
    @pytest.mark.only_on("sqlite")  # it is Python's memory that is measured
    def test_is_never_in_memory_as_a_whole(self, cloned_database):
        """100,000 rows as Python holds them are 300 MiB and more, one chunk of them a tenth. In a process of its own,
        as this one may have been larger before.
        """
        file, _ = received(cast.programme().id, listed(GOOD))
        answered(file)
        ReceivedFile.objects.filter(id=file.id).update(state=State.CHECKING, row_count=ROWS)
        done = subprocess.run(
            [sys.executable, "-c", IMPORTING, str(file.id)],
            env=cloned_database,
            check=True,
            capture_output=True,
            text=True,
        )
        assert Candidate.objects.count() == ROWS
        assert int(done.stdout) < 150, f"{done.stdout} MiB"


def answered(file) -> None:
    """The answer of a check of 100,000 people lies sealed, as the job finds it."""
    text = {
        "sex": "P",
        "birth_date": "1980-01-05",
        "desa_code": SEMAYAP,
        "occupation": "nelayan",
        "mother_name": "Aminah",
    }
    row: dict[str, object] = {
        **text,
        "sheet": "",
        "status": "ready",
        "kk_number": None,
        "problems": [],
        "phone": "081251234567",
    }
    counts = {"rows": ROWS, "ready": ROWS, "error": 0, "decision": 0, "with_warning": 0}
    out = io.BytesIO()
    head = json.dumps({"file": {}, "sheets": [], "problems": [], "counts": counts})
    out.write(f'{head[:-1]},\n"rows": [\n'.encode())
    for number in range(ROWS):
        of_one = {"row": number + 2, "name": f"Orang {number}", "nik": f"63020645018{number:05d}"}
        out.write(json.dumps(row | of_one).encode() + b",\n")
    out.write(b"]}\n")
    with (
        files.written(file.code, Part.ANSWER, shelf=Shelf.KEPT) as answer,
        files.written(file.code, Part.INDEX, shelf=Shelf.KEPT) as index,
    ):
        write_result(answer=out, sealed=answer, index=index)
