"""A visitor's browser without a browser, a home of its own, and a worker that runs when told."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import Client

from payung.intake import tasks
from payung.intake.models import Upload

SARI, MASTURI = "6302064501800001", "6302061203750002"
HEADINGS = "NIK,Nama,Tanggal lahir,Desa,Pekerjaan"
GOOD = f"{SARI},Sari,05/01/1980,Semayap,nelayan"
SHORT_NIK = f"{MASTURI[:-1]},Masturi,12/03/1975,Semayap,nelayan"


def listed(*rows: str) -> bytes:
    return "\n".join([HEADINGS, *rows, ""]).encode()


@pytest.fixture
def home(settings, tmp_path) -> Path:
    settings.PAYUNG_HOME = tmp_path
    return tmp_path


@pytest.fixture
def visitor(home, db) -> Client:
    return Client()


def run_waiting_jobs() -> None:
    """What a worker would do, here and now."""
    for upload in Upload.objects.filter(state="received"):
        context = SimpleNamespace(task_result=SimpleNamespace(id=str(upload.job_id)))
        tasks.check_list.func(context, upload.id)
