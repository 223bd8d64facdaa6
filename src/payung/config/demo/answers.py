"""Pre-checks of the demo: a request to each register, its answer read, and what the office then decides."""

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from payung.accounts.rules import Actor
from payung.config.demo.other_offices import bpjs, dtsen, dukcapil, read_asked
from payung.config.demo.world import Known
from payung.eligibility import answering, asking
from payung.eligibility.prechecks.taking_in import take_in
from payung.eligibility.rules.words import Register

Office = Callable[..., list[Path]]
OFFICES: Mapping[Register, tuple[Office, str]] = {
    Register.DUKCAPIL: (dukcapil, "Dinas Kependudukan dan Pencatatan Sipil"),
    Register.BPJS: (bpjs, "BPJS Ketenagakerjaan Kantor Cabang Batulicin"),
    Register.DTSEN: (dtsen, "Dinas Sosial"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What came of one request."""

    register: Register
    asked: int
    files: int
    answer_ids: Sequence[int]


def ask_everybody(
    *, programme_id: int, world: Mapping[str, Known], folder: Path, on: date, actor: Actor, now: datetime
) -> Iterator[Answered]:
    """Each register is asked about everybody proposed, and answers."""
    folder.mkdir(parents=True, exist_ok=True)
    for register, (office, name) in OFFICES.items():
        request = asking.ask(
            programme_id=programme_id,
            register=register,
            letter_number=f"560/{len(register)}/Disnaker/2026",
            actor=actor,
            now=now,
        )
        path = folder / f"permintaan {register}.xlsx"
        reason = f"Dikirim ke {name}"
        with asking.take_list(request_code=request.code, reason=reason, actor=actor, now=now) as sealed:
            path.write_bytes(b"".join(sealed))
        asked = read_asked(path)
        sent = office(asked=asked, world=world, on=on, folder=folder)
        yield Answered(
            register=register,
            asked=len(asked),
            files=len(sent),
            answer_ids=[
                _read(programme_id, register, request.code, one, source=name, on=on, actor=actor, now=now)
                for one in sent
            ],
        )


def _read(
    programme_id: int,
    register: Register,
    code: str,
    path: Path,
    *,
    source: str,
    on: date,
    actor: Actor,
    now: datetime,
) -> int:
    answer, _ = answering.record_answer(
        programme_id=programme_id,
        register=register,
        request_code=code,
        came=path,
        answered_date=on,
        source=source,
        actor=actor,
        now=now,
    )
    take_in(answer_id=answer.id, job_id=uuid.uuid4(), now=now)
    return answer.id
