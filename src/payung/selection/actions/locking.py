"""The lock: terms, eligible and seed are fixed and recorded, before anybody is ranked."""

import secrets
from datetime import datetime
from uuid import UUID

import numpy as np
from django.db import IntegrityError, transaction

from payung.accounts.rules import Actor, Role
from payung.audit.actions import record
from payung.audit.rules import could_hold_nik
from payung.eligibility import queries as eligibility
from payung.gateways.bulk_rows import insert_rows
from payung.law.loader import load
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import Division, ProgrammeFacts
from payung.selection.facts import SelectionFacts
from payung.selection.models import Limit, Purse, PurseGroup, Selection, Share
from payung.selection.queries import told
from payung.selection.reading import LAW, Pool, pool, terms
from payung.selection.rules.ranking import Divided, Taken, Terms, divided
from payung.selection.states import Event, NotAllowed, State, after
from payung.selection.taken import taken

SEED_BYTES = 32
_PREPARE = (Role.OPERATOR, Role.HEAD)
_NOT_YOURS = "Seleksi disiapkan oleh operator atau kepala dinas. Minta salah satunya melakukannya."
_NOT_HERE = "Program atau pemeriksaan kelayakan itu tidak ada di kabupaten ini. Pilih dari daftar program."
_NOT_COMPLETE = "Pemeriksaan kelayakan itu belum selesai atau bukan milik program ini. Pilih yang sudah selesai."
_NOBODY = "Belum ada yang layak. Selesaikan pemadanan dan kelayakan dahulu."
_ALL_HOLD = "Semua yang layak sudah memegang tempat. Terima usulan baru dan nilai kelayakannya dahulu."
_NO_PLACE = "Dengan kuota dan dana sekarang tidak ada satu tempat pun. Isi pagu dana atau kuota di halaman program."
_FEW = "Jumlah tempat sedikitnya satu. Isi jumlahnya, atau kosongkan agar mengikuti kuota dan dana."
_STANDS = (
    "Program ini sudah punya seleksi nomor {id} yang berlaku. Pakai seleksi itu, atau minta kepala dinas"
    " mengesampingkannya dengan alasan."
)
_OTHER_KEY = "Permintaan ini sudah dipakai untuk seleksi lain. Buka halaman seleksi dan mulai lagi."
_HOLDS_NIK = "Alasan ini memuat angka sepanjang NIK. Hapus angkanya, lalu simpan lagi."
_REASON = "Tulis alasannya, agar yang membaca nanti mengerti mengapa seleksi ini dikesampingkan."


def lock(
    *,
    programme_id: int,
    run_id: int,
    division: Division,
    places: int | None,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> SelectionFacts:
    """The terms are fixed, the seed is drawn, and both are in the audit chain; nobody is ranked yet.

    The same `request_key` answers the same selection. Raises NotAllowed.
    """
    if not (actor.may(*_PREPARE) and actor.sees(actor.kabupaten)):
        raise NotAllowed(_NOT_YOURS)
    if same := Selection.objects.filter(request_key=request_key).first():
        return _repeated(same, programme_id=programme_id, run_id=run_id)
    programme = _programme(programme_id, run_id=run_id, actor=actor)
    if places is not None and places < 1:
        raise NotAllowed(_FEW)
    criteria = programmes.criteria_by_id(criteria_id=eligibility.run(run_id=run_id).criteria_id)
    already = taken(programme_id=programme_id)
    everybody = pool(run_id=run_id, weights=criteria.weights, without=already.persons)
    agreed = terms(programme=programme, division=division, places=places, taken=already)
    shares = divided(applicants=everybody.applicants, terms=agreed)
    if not len(everybody):
        raise NotAllowed(_ALL_HOLD if already.persons else _NOBODY)
    if not shares.limits.places:
        raise NotAllowed(_NO_PLACE)
    selection = Selection(
        programme_id=programme_id,
        run_id=run_id,
        criteria_id=criteria.id,
        division=division,
        first_month=programme.first_month.first_day,
        months=programme.months,
        asked_places=places,
        places=shares.limits.places,
        eligible_count=len(everybody),
        eligible_sha256=everybody.sha256(),
        law_sha256=load(LAW).hash,
        seed=secrets.token_hex(SEED_BYTES),
        request_key=request_key,
        locked_by=actor.key,
        locked_at=now,
    )
    try:
        with transaction.atomic():
            selection.save(force_insert=True)
            _write_terms(selection, agreed, everybody, shares)
            _write_holders(selection, already)
            _record_lock(selection, holders=len(already.persons), actor=actor, now=now)
    except IntegrityError:  # somebody was quicker: with the same request, or with another selection
        return _beaten(selection)
    return told(selection)


def set_aside(*, selection_id: int, because: str, actor: Actor, now: datetime) -> SelectionFacts:
    """The selection no longer counts; its terms and ranks stay to be read. Raises NotAllowed."""
    with transaction.atomic():
        selection = locked(selection_id, actor=actor)
        selection.state = after(State(selection.state), Event.SET_ASIDE, actor.roles)
        if not because.strip():
            raise NotAllowed(_REASON)
        if could_hold_nik(because):
            raise NotAllowed(_HOLDS_NIK)
        selection.set_aside_because = because.strip()
        selection.set_aside_by, selection.set_aside_at = actor.key, now
        selection.save(update_fields=["state", "set_aside_because", "set_aside_by", "set_aside_at"])
        record(
            kabupaten=actor.kabupaten,
            act="selection.set_aside",
            actor=actor.key,
            subject=f"selection:{selection.pk}",
            facts={"because": selection.set_aside_because},
            now=now,
        )
    return told(selection)


def locked(selection_id: int, *, actor: Actor) -> Selection:
    """The row of a selection of the actor's kabupaten, locked. Raises NotAllowed where there is none."""
    found = Selection.objects.select_for_update(of=("self",)).filter(
        id=selection_id, programme__kabupaten=actor.kabupaten
    )
    selection = found.first()
    if selection is None:
        raise NotAllowed(_NOT_HERE)
    return selection


def _programme(programme_id: int, *, run_id: int, actor: Actor) -> ProgrammeFacts:
    programme = programmes.by_id(programme_id=programme_id)
    runs = eligibility.runs(programme_id=programme_id)
    if programme is None or programme.kabupaten != actor.kabupaten:
        raise NotAllowed(_NOT_HERE)
    if run_id not in {run.id for run in runs}:
        raise NotAllowed(_NOT_COMPLETE)
    return programme


def _repeated(same: Selection, *, programme_id: int, run_id: int) -> SelectionFacts:
    if (same.programme_id, same.run_id) != (programme_id, run_id):
        raise NotAllowed(_OTHER_KEY)
    return told(same)


def _beaten(selection: Selection) -> SelectionFacts:
    if same := Selection.objects.filter(request_key=selection.request_key).first():
        return _repeated(same, programme_id=selection.programme_id, run_id=selection.run_id)
    standing = Selection.objects.exclude(state=State.SET_ASIDE).get(programme=selection.programme_id)
    raise NotAllowed(_STANDS.format(id=standing.pk))


def _write_terms(selection: Selection, agreed: Terms, everybody: Pool, shares: Divided) -> None:
    Limit.objects.bulk_create(
        Limit(selection=selection, kind=quota.kind, key=quota.key, places=quota.places) for quota in agreed.quotas
    )
    for number, purse in enumerate(agreed.purses):
        kept = Purse.objects.create(
            selection=selection,
            fund_id=purse.fund_id,
            number=number,
            code=purse.code,
            name=purse.name,
            ceiling_rp=purse.ceiling_rp,
            place_rp=purse.place_rp,
            places=purse.places,
        )
        PurseGroup.objects.bulk_create(PurseGroup(purse=kept, occupation=name) for name in sorted(purse.occupations))
    desa = everybody.applicants.desa
    eligible = np.bincount(desa.index, minlength=len(desa.names)).tolist()
    columns = zip(desa.names, eligible, shares.basis.tolist(), shares.limits.shares.tolist(), strict=True)
    Share.objects.bulk_create(
        Share(selection=selection, desa_code=code, eligible=many, basis=basis, places=places)
        for code, many, basis, places in columns
    )


def _write_holders(selection: Selection, already: Taken) -> None:
    """Who had a place at the lock: whoever repeats the ranking leaves out the same."""
    rows = ((selection.pk, person_id) for person_id in sorted(already.persons))
    insert_rows(table="selection_holder", columns=("selection_id", "person_id"), rows=rows)


def _record_lock(selection: Selection, *, holders: int, actor: Actor, now: datetime) -> None:
    record(
        kabupaten=actor.kabupaten,
        act="selection.lock",
        actor=actor.key,
        subject=f"selection:{selection.pk}",
        facts={
            "seed": selection.seed,
            "run": selection.run_id,
            "criteria": selection.criteria_id,
            "division": selection.division,
            "places": selection.places,
            "months": selection.months,
            "eligible_count": selection.eligible_count,
            "holders": holders,
            "eligible_sha256": selection.eligible_sha256,
            "law_sha256": selection.law_sha256,
        },
        now=now,
    )
