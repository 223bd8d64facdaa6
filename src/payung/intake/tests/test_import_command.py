"""`payung import` as it is called: what it says, what it answers as JSON, and how it ends."""

import io
import json
from copy import deepcopy

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from payung.intake.models import Candidate, ReceivedFile
from payung.intake.tests import cast
from payung.intake.tests.cast import GOOD, NO_DESA, SHORT_NIK, listed
from payung.jobs.models import Job
from payung.people.models import Person

pytestmark = pytest.mark.commits


@pytest.fixture
def programme(cloned_database):
    """The command opens the database as a worker does; the next test opens it as it was."""
    options = deepcopy(connection.settings_dict["OPTIONS"])
    yield cast.programme()
    connection.settings_dict["OPTIONS"] = options


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "usulan.csv"
    found.write_text(listed(GOOD, SHORT_NIK, NO_DESA), encoding="utf-8")
    return found


def called(path, *words: str, programme: str = "pekerja-rentan-2027") -> str:
    out = io.StringIO()
    call_command("import", str(path), "--programme", programme, "--source", "desa", *words, stdout=out)
    return out.getvalue()


def refused(path, *words: str, **said: str) -> str:
    """What it says where it does not run; nothing is kept then."""
    with pytest.raises(CommandError) as fault:
        called(path, *words, **said)
    assert (fault.value.returncode, ReceivedFile.objects.count()) == (2, 0)
    return str(fault.value)


class TestImport:
    def test_makes_candidates_and_persons_and_says_the_same_list_again(self, programme, path):
        said = called(path, "--sender", "Desa Semayap")
        told = [line.split(maxsplit=1) for line in said.splitlines()[1:]]
        assert [int(count) for count, _ in told] == [1, 1, 0, 0, 2]
        assert "3 baris orang" in said
        assert (Candidate.objects.count(), Person.objects.count()) == (1, 1)
        again = called(path)
        assert "sudah diterima" in again
        assert said in again
        assert (Candidate.objects.count(), ReceivedFile.objects.get().sender) == (1, "Desa Semayap")

    def test_answers_as_json_once_for_all_readers(self, programme, path):
        answer = json.loads(called(path, "--json"))
        file = ReceivedFile.objects.get()
        assert "Tempat lahir" in " ".join(answer["problems"])  # what the insurer asks for and the list has not
        assert answer == {
            "id": file.id,
            "file": "usulan.csv",
            "sha256": file.sha256,
            "is_new": True,
            "state": "checked",
            "mends": None,
            "counts": {
                "rows": 3,
                "candidates": 1,
                "waiting": 2,
                "passed_over": 0,
                "persons": 1,
                "known": 0,
                "questions": 0,
            },
            "problems": answer["problems"],
        }
        assert json.loads(called(path, "--json")) == answer | {"is_new": False}

    def test_of_a_list_that_cannot_be_read_says_why(self, programme, path):
        path.write_text("bukan daftar\nsama sekali\n", encoding="utf-8")
        assert "usulan.csv tidak terbaca:\n  " in called(path)
        answer = json.loads(called(path, "--json"))
        assert (answer["is_new"], answer["state"], len(answer["problems"])) == (True, "refused", 1)

    def test_leaves_the_work_to_a_worker_where_asked(self, programme, path):
        assert json.loads(called(path, "--queue", "--json"))["state"] == "received"
        assert "menunggu giliran" in called(path, "--queue")
        assert (Candidate.objects.count(), Job.objects.ready().count()) == (0, 1)
        assert json.loads(called(path, "--json"))["counts"]["candidates"] == 1  # and whoever calls next does it

    def test_refuses_before_anything_is_kept(self, programme, path):
        assert "no programme lain" in refused(path, programme="lain")
        assert "no such file" in refused(path.with_name("tidak-ada.csv"))
        assert "no user" in refused(path, "--as", "siapa")
        assert "63.02.06.2014" in refused(path, "--desa", "63.02.06.9999")  # how a code is written
        assert "Ganti namanya" in refused(path, "--sender", f"Desa {cast.SARI}")
        with pytest.raises(CommandError, match="invalid choice"):
            call_command("import", str(path), "--programme", "pekerja-rentan-2027", "--source", "tetangga")
