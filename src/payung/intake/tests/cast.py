"""Who acts, a programme, and lists as offices write them."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from payung.accounts.rules import Actor, Role
from payung.gateways.sealed_uploads import SealedUpload
from payung.intake import actions, importing
from payung.intake.rules.proposals import Source
from payung.programmes import actions as programmes
from payung.programmes.tests.cast import PLAN

KABUPATEN = "63.02"
STAGEN, SEMAYAP = "63.02.06.2011", "63.02.06.2014"
NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
DAY = date(2026, 12, 28)
SARI, MASTURI, SITI = "6302064501800001", "6302061203750002", "6302064102850003"
HEADINGS = "NIK,Nama,Tanggal lahir,Desa,Pekerjaan,No KK,Nama ibu kandung,RT"
GOOD = f"{SARI},Sari,05/01/1980,Semayap,nelayan,6302060101200001,Aminah,003"
SHORT_NIK = f"{MASTURI[:-1]},Masturi,12/03/1975,Semayap,nelayan,,Rukiah,"
WRONG_SEX_DATE = f"{SITI},Siti,02/02/1985,Semayap,nelayan,,,"  # the NIK says 1 February: a person decides
NO_DESA = f"{MASTURI},Masturi,12/03/1975,Entah Berantah,nelayan,,,"


def actor(*roles: Role, scope: str = KABUPATEN) -> Actor:
    return Actor(key="user:3", name="Rina", kabupaten=KABUPATEN, scope=scope, roles=frozenset(roles))


OPERATOR = actor(Role.OPERATOR)


def programme(code: str = "pekerja-rentan-2027"):
    from dataclasses import replace

    return programmes.open_programme(plan=replace(PLAN, code=code), actor=OPERATOR, now=NOW)


def listed(*rows: str, headings: str = HEADINGS) -> str:
    return "\n".join([headings, *rows, ""])


def received(programme_id: int, text: str, *, name: str = "usulan.csv", by: Actor = OPERATOR, **said):
    """The list is kept; what `receive_file` answers."""
    came = SealedUpload.of_text(text, name=name)
    return sent(programme_id, came, by=by, **said)


def sent(programme_id: int, came: SealedUpload, *, by: Actor = OPERATOR, **said):
    facts: dict[str, Any] = {"source": Source.DESA, "sender": "Desa Semayap", "registration_date": DAY} | said
    answer = actions.receive_file(kabupaten=KABUPATEN, programme_id=programme_id, came=came, actor=by, now=NOW, **facts)
    came.close()
    return answer


def imported(programme_id: int, text: str, **said):
    """The list is kept and imported."""
    file, _ = received(programme_id, text, **said)
    importing.run(file_id=file.id, job_id=uuid4())
    return file


def context(job_id) -> SimpleNamespace:
    return SimpleNamespace(task_result=SimpleNamespace(id=str(job_id)))
