"""Asking another register of persons: a letter, and a sealed list in which alone NIK stand in full."""

import secrets
from datetime import datetime
from hashlib import sha256
from uuid import UUID

import numpy as np
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from numpy.typing import NDArray

from payung.accounts.rules import Actor, Role
from payung.audit import actions as audit
from payung.eligibility.models import Request, RequestLine
from payung.eligibility.prechecks import files
from payung.eligibility.prechecks.facts import RequestFacts, request_facts
from payung.eligibility.prechecks.files import Part
from payung.eligibility.prechecks.list_out import write_list_of
from payung.eligibility.prechecks.results import PersonIds, latest
from payung.eligibility.rules.refusals import NotAllowed, refuse_niks
from payung.eligibility.rules.words import Register, RequestState
from payung.gateways.bulk_rows import insert_rows
from payung.gateways.sealed_files import SealedFile
from payung.jobs.watching import Watched
from payung.matching.queries import proposed
from payung.people import queries as people
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts
from payung.shared import codes

ASKERS = (Role.OPERATOR, Role.HEAD)
OPEN = (RequestState.SENT, RequestState.PARTLY)


def ask(
    *,
    programme_id: int,
    register: Register,
    letter_number: str,
    actor: Actor,
    now: datetime,
    person_ids: PersonIds | None = None,
    job_id: UUID | None = None,
) -> RequestFacts:
    """A request for these persons stands, with its list; without `person_ids` for all of `unasked`. Raises NotAllowed.

    A job that was killed once its request stood only makes the list that is missing.
    """
    _permit(actor)
    refuse_niks(letter_number)
    programme, watched = _programme(programme_id, actor), Watched(job_id)
    if code := watched.begin("minta", total=1):
        found = Request.objects.get(code=code)
        complete(found, kabupaten=programme.kabupaten)
        _listed(watched, found)
        return request_facts(found)
    wanted = unasked(programme_id=programme_id, register=register, now=now) if person_ids is None else person_ids
    asked = np.unique(np.asarray(wanted, dtype=np.int64))
    niks = people.niks(kabupaten=programme.kabupaten, person_ids=asked)
    with_nik = asked[np.isin(asked, np.fromiter(niks, dtype=np.int64, count=len(niks)))]
    if with_nik.size == 0:
        raise NotAllowed(
            "Tidak ada yang perlu ditanyakan: setiap usulan sudah punya hasil yang masih berlaku, atau masih menunggu "
            "jawaban dari permintaan sebelumnya."
        )
    with transaction.atomic():
        request = _made(programme, register, letter_number, with_nik, actor=actor, now=now)
        watched.reach(1, note=request.code)
    watched.begin("daftar")
    write_list_of(request, kabupaten=programme.kabupaten, niks=niks)
    _listed(watched, request)
    return request_facts(request, without_nik_count=asked.size - with_nik.size)


def unasked(*, programme_id: int, register: Register, now: datetime) -> NDArray[np.int64]:
    """The proposed persons without a valid result whom no open request is asking about."""
    without = unchecked(programme_id=programme_id, register=register, now=now)
    return without[~np.isin(without, waiting(programme_id=programme_id, register=register))]


def unchecked(*, programme_id: int, register: Register, now: datetime) -> NDArray[np.int64]:
    """The proposed persons without a valid result of a register, whether or not they are asked about already."""
    programme = programmes.by_id(programme_id=programme_id)
    if programme is None:
        return np.empty(0, dtype=np.int64)
    persons = np.unique(proposed(programme_id=programme_id).person_id)
    today = timezone.localdate(now)
    said = latest(kabupaten=programme.kabupaten, on=today, person_ids=persons).values()
    valid = [facts.person_id for facts in said if facts.register is register and facts.valid_until >= today]
    return persons[~np.isin(persons, np.array(valid, dtype=np.int64))]


def waiting(*, programme_id: int, register: Register) -> NDArray[np.int64]:
    """The persons of whom open requests still await an answer."""
    lines = open_lines(programme_id=programme_id, register=register)
    return np.unique(np.fromiter(lines.values_list("person_id", flat=True), dtype=np.int64))


def open_lines(*, programme_id: int, register: Register) -> QuerySet[RequestLine]:
    return RequestLine.objects.filter(
        request__programme=programme_id, request__register=register, request__state__in=OPEN, answered=False
    )


def take_list(*, request_code: str, reason: str, actor: Actor, now: datetime) -> SealedFile:
    """The list, for one who says why: NIK stand in it in full. Whoever opens it closes it. Raises NotAllowed."""
    _permit(actor)
    if len(reason.split()) < 2:
        raise NotAllowed("Tulis untuk apa daftar ini diunduh, dengan beberapa kata. Alasannya tercatat.")
    refuse_niks(reason)
    request = Request.objects.filter(code=request_code, programme__kabupaten=actor.kabupaten).first()
    if request is None:
        raise NotAllowed("Permintaan ini tidak ada. Periksa kembali kodenya.")
    complete(request, kabupaten=actor.kabupaten)
    with transaction.atomic():
        audit.record(
            kabupaten=actor.kabupaten,
            act="eligibility.take_list",
            actor=actor.key,
            subject=f"request:{request.pk}",
            facts={"code": request.code, "persons": request.person_count, "reason": reason},
            now=now,
        )
    return files.opened(request.code, Part.LIST)


def complete(request: Request, *, kabupaten: str) -> None:
    """The request has its list, also where the process that asked was killed before it was made."""
    if request.list_sha256 and files.has(request.code, Part.LIST):
        return
    persons = np.fromiter(request.lines.values_list("person_id", flat=True), dtype=np.int64)
    write_list_of(request, kabupaten=kabupaten, niks=people.niks(kabupaten=kabupaten, person_ids=persons))


def _listed(watched: Watched, request: Request) -> None:
    with transaction.atomic():
        watched.ended(request.code)


def _made(
    programme: ProgrammeFacts,
    register: Register,
    letter_number: str,
    persons: NDArray[np.int64],
    *,
    actor: Actor,
    now: datetime,
) -> Request:
    lines = list(zip(persons.tolist(), _row_keys(persons.size), strict=True))
    digest = sha256("".join(f"{key} {person}\n" for person, key in lines).encode()).hexdigest()
    request = Request.objects.create(
        programme_id=programme.id,
        register=register,
        code=codes.receipt_code(secrets.token_bytes(codes.RANDOM_BYTES)),
        letter_number=letter_number,
        person_count=persons.size,
        made_by=actor.key,
        made_at=now,
    )
    insert_rows(
        table="eligibility_requestline",
        columns=("request_id", "person_id", "row_key", "answered"),
        rows=((request.pk, person, key, False) for person, key in lines),
    )
    audit.record(
        kabupaten=programme.kabupaten,
        act="eligibility.ask",
        actor=actor.key,
        subject=f"request:{request.pk}",
        facts={
            "code": request.code,
            "register": str(register),
            "programme": programme.id,
            "persons": len(lines),
            "lines_sha256": digest,
        },
        now=now,
    )
    return request


def _row_keys(count: int) -> list[str]:
    """So many different codes; two of 54 bits are hardly ever alike."""
    keys: dict[str, None] = {}
    while len(keys) < count:
        keys[codes.receipt_code(secrets.token_bytes(codes.RANDOM_BYTES))] = None
    return list(keys)


def _permit(actor: Actor) -> None:
    if not actor.may(*ASKERS):
        raise NotAllowed("Pemadanan diminta oleh operator atau kepala dinas; daftarnya berisi NIK.")


def _programme(programme_id: int, actor: Actor) -> ProgrammeFacts:
    found = programmes.by_id(programme_id=programme_id)
    if found is None or found.kabupaten != actor.kabupaten:
        raise NotAllowed("Program ini tidak ada di kabupaten Anda.")
    return found
