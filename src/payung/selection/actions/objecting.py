"""An objection is received by one and answered by another; one that is right strikes the name, and the next comes up."""

from datetime import datetime
from uuid import UUID

import numpy as np
from django.db import transaction
from django.utils import timezone
from numpy.typing import NDArray

from payung.accounts.rules import Actor, Role
from payung.audit.actions import record
from payung.audit.rules import could_hold_nik, without_niks
from payung.gateways.sealed_uploads import SealedUpload
from payung.selection.facts import ObjectionFacts
from payung.selection.models import Notice, Objection, Promotion, Rank, Selection
from payung.selection.notices import objection_facts
from payung.selection.queries import chosen, frozen_terms, held, reserve
from payung.selection.rules.ranking import Terms
from payung.selection.rules.replacing import first_that_fits
from payung.selection.rules.words import ObjectionKind
from payung.selection.states import NotAllowed, ObjectionEvent, ObjectionState, objection_after

_NOT_YOURS = "Sanggahan dicatat oleh operator. Minta operator mencatatnya."
_NO_NOTICE = "Pengumuman itu tidak ada di kabupaten ini. Pilih dari daftar pengumuman."
_NO_OBJECTION = "Sanggahan itu tidak ada di kabupaten ini. Pilih dari daftar sanggahan."
_NOT_OPEN = "Sanggahan diterima selama pengumuman. Pengumuman ini dibuka {opens} dan ditutup {closes}."
_NOT_NAMED = "Orang ini tidak tertulis di pengumuman. Pilih nama yang diumumkan, atau catat sebagai nama yang terlewat."
_NAMED = "Orang ini sudah tertulis di pengumuman, jadi tidak terlewat. Periksa lagi namanya."
_NOBODY = "Tulis siapa yang terlewat, supaya dapat dicari."
_TEXT = "Tulis isi sanggahannya, agar dapat dijawab."
_ANSWER = "Tulis jawaban dan nomor berita acaranya, agar keputusan ini dapat dibaca kembali."
_HOLDS_NIK = "Tulisan ini memuat angka sepanjang NIK. Hapus angkanya, lalu simpan lagi."
_OWN = "Sanggahan dijawab oleh orang lain daripada yang menerimanya. Minta kepala dinas yang lain menjawab."


def record_objection(
    *,
    notice_id: int,
    kind: ObjectionKind,
    person_id: int | None,
    about_name: str,
    by_name: str,
    text: str,
    evidence: SealedUpload | None,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> ObjectionFacts:
    """The objection is open; if it is against a name, that line waits, and no other. Raises NotAllowed.

    `person_id` None: somebody left out whom we do not know, by `about_name`. `by_name` empty: who objects wants no name.
    """
    if not actor.may(Role.OPERATOR, Role.HEAD):
        raise NotAllowed(_NOT_YOURS)
    with transaction.atomic():
        notice = _notice(notice_id, actor=actor)
        if same := Objection.objects.filter(request_key=request_key, notice=notice).first():
            return objection_facts(same)
        _refuse_untimely(notice, now=now)
        if not text.strip():
            raise NotAllowed(_TEXT)
        _refuse_niks(about_name, by_name, text)
        _refuse_wrong_person(notice, kind=kind, person_id=person_id, about_name=about_name)
        if evidence:
            evidence.keep_for_good()  # if the writing below fails, a sealed file is left over: better than one missing
        objection = Objection.objects.create(
            notice=notice,
            kind=kind,
            person_id=person_id,
            about_name=about_name.strip(),
            by_name=by_name.strip(),
            text=text.strip(),
            evidence_code=evidence.code if evidence else "",
            evidence_name=without_niks(evidence.name or "")[:255] if evidence else "",
            evidence_sha256=evidence.sha256 if evidence else "",
            request_key=request_key,
            received_by=actor.key,
            received_at=now,
        )
        record(
            kabupaten=actor.kabupaten,
            act="selection.record_objection",
            actor=actor.key,
            subject=f"objection:{objection.pk}",
            facts={
                "notice": notice.pk,
                "kind": str(kind),
                "person": person_id,
                "evidence_sha256": objection.evidence_sha256,
            },
            now=now,
        )
    return objection_facts(objection)


def answer_objection(
    *, objection_id: int, event: ObjectionEvent, answer: str, minutes: str, actor: Actor, now: datetime
) -> ObjectionFacts:
    """The objection is answered, by another than who received it. Raises NotAllowed.

    Upheld against a name: the name is struck, and the first of the reserve who fits takes the place: of the same desa,
    else over all. An omission that is right puts nobody into this selection; what is wrong is mended at its source.
    """
    with transaction.atomic():
        selection, objection = _objection(objection_id, actor=actor)
        state = objection_after(ObjectionState(objection.state), event, actor.roles)
        if objection.received_by == actor.key:
            raise NotAllowed(_OWN)
        if not (answer.strip() and minutes.strip()):
            raise NotAllowed(_ANSWER)
        _refuse_niks(answer, minutes)
        objection.state = state
        objection.answer, objection.minutes = answer.strip(), minutes.strip()
        objection.answered_by, objection.answered_at = actor.key, now
        promoted = None
        if state is ObjectionState.UPHELD and objection.kind == ObjectionKind.AGAINST:
            promoted = _replace(selection, objection, now=now)
        objection.save(update_fields=["state", "answer", "minutes", "answered_by", "answered_at"])
        record(
            kabupaten=actor.kabupaten,
            act="selection.answer_objection",
            actor=actor.key,
            subject=f"objection:{objection.pk}",
            facts={
                "state": str(state),
                "minutes": objection.minutes,
                "struck": objection.person_id if state is ObjectionState.UPHELD else None,
                "promoted": promoted,
            },
            now=now,
        )
    return objection_facts(objection)


def open_evidence(*, objection_id: int, actor: Actor, now: datetime) -> None:
    """That the evidence of an objection was opened is in the chain: it may show what no screen does."""
    with transaction.atomic():
        _objection(objection_id, actor=actor)
        record(
            kabupaten=actor.kabupaten,
            act="selection.open_evidence",
            actor=actor.key,
            subject=f"objection:{objection_id}",
            facts={},
            now=now,
        )


def _notice(notice_id: int, *, actor: Actor) -> Notice:
    found = Notice.objects.filter(id=notice_id, selection__programme__kabupaten=actor.kabupaten)
    notice = found.select_for_update(of=("self",)).first()  # the same request sent twice at once: one after the other
    if notice is None:
        raise NotAllowed(_NO_NOTICE)
    return notice


def _objection(objection_id: int, *, actor: Actor) -> tuple[Selection, Objection]:
    """The objection with its selection, both locked: two answers at once must not promote the same person."""
    found = Objection.objects.filter(id=objection_id, notice__selection__programme__kabupaten=actor.kabupaten)
    selections = found.values("notice__selection")
    selection = Selection.objects.select_for_update().filter(id__in=selections).first()
    if selection is None:
        raise NotAllowed(_NO_OBJECTION)
    return selection, Objection.objects.select_for_update().get(id=objection_id)


def _refuse_niks(*texts: str) -> None:
    if any(map(could_hold_nik, texts)):
        raise NotAllowed(_HOLDS_NIK)


def _refuse_untimely(notice: Notice, *, now: datetime) -> None:
    if not notice.opens_on <= timezone.localdate(now) <= notice.closes_on:
        days = {"opens": f"{notice.opens_on:%d/%m/%Y}", "closes": f"{notice.closes_on:%d/%m/%Y}"}
        raise NotAllowed(_NOT_OPEN.format(**days))


def _refuse_wrong_person(notice: Notice, *, kind: ObjectionKind, person_id: int | None, about_name: str) -> None:
    named = person_id is not None and person_id in chosen(selection_id=notice.selection_id).person_id
    if kind is ObjectionKind.AGAINST and not named:
        raise NotAllowed(_NOT_NAMED)
    if kind is ObjectionKind.OMISSION and named:
        raise NotAllowed(_NAMED)
    if person_id is None and not about_name.strip():
        raise NotAllowed(_NOBODY)


def _replace(selection: Selection, objection: Objection, *, now: datetime) -> int | None:
    """The first of the reserve who fits takes the place of the struck one; None where nobody does, or it is taken."""
    standing = chosen(selection_id=selection.pk)
    at = np.flatnonzero(standing.person_id == objection.person_id)
    if not len(at):
        return None  # struck before, by another objection
    waiting = reserve(selection_id=selection.pk)
    passed = held(selection_id=selection.pk)
    fund = int(standing.fund_id[at[0]])
    stays = np.delete(np.arange(len(standing)), at[0])
    place = first_that_fits(
        desa_left=str(standing.desa_code[at[0]]),
        desa_waiting=waiting.desa_code,
        occupation_waiting=waiting.occupation,
        passed=np.isin(waiting.person_id, list(passed)),
        desa_chosen=standing.desa_code[stays],
        occupation_chosen=standing.occupation[stays],
        pays=_pays(frozen_terms(selection), fund, waiting.occupation.tolist()),
        quotas=frozen_terms(selection).quotas,
    )
    if place is None:
        return None
    ranks = Rank.objects.filter(selection=selection)
    struck = ranks.get(person=objection.person_id)
    risen = ranks.get(person=int(waiting.person_id[place]))
    Promotion.objects.create(
        selection=selection, objection=objection, struck=struck, rank=risen, fund_id=fund, made_at=now
    )
    return risen.person_id


def _pays(agreed: Terms, fund_id: int, occupations: list[str]) -> NDArray[np.bool_]:
    return next(purse for purse in agreed.purses if purse.fund_id == fund_id).pays_for(occupations)
