"""The public notice is hung out: from when, how many days, and how these are counted."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from payung.accounts.rules import Actor, Role
from payung.audit.actions import record
from payung.programmes import queries as programmes
from payung.selection.actions.locking import locked
from payung.selection.facts import NoticeFacts
from payung.selection.models import Notice
from payung.selection.notices import told
from payung.selection.rules.days import closes_on
from payung.selection.rules.words import Counting
from payung.selection.states import NotAllowed, State

DAYS_MOST = 90
_NOT_YOURS = "Pengumuman disiapkan oleh operator atau kepala dinas. Minta salah satunya melakukannya."
_NOT_RANKED = "Seleksi ini belum punya peringkat yang berlaku. Buat peringkatnya dahulu, lalu umumkan."
_DAYS = f"Lama pengumuman antara 1 dan {DAYS_MOST} hari. Isi jumlah harinya."
_OPEN = "Seleksi ini sedang diumumkan sampai hari yang tertulis. Tunggu sampai ditutup."


def open_notice(
    *,
    selection_id: int,
    opens_on: date,
    days: int,
    counting: Counting,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> NoticeFacts:
    """The chosen hang out for objections. The same `request_key` answers the same notice. Raises NotAllowed."""
    if not actor.may(Role.OPERATOR, Role.HEAD):
        raise NotAllowed(_NOT_YOURS)
    if not 1 <= days <= DAYS_MOST:
        raise NotAllowed(_DAYS)
    holidays = {holiday.day for holiday in programmes.holidays(kabupaten=actor.kabupaten)}
    with transaction.atomic():
        selection = locked(selection_id, actor=actor)
        if same := Notice.objects.filter(request_key=request_key, selection=selection).first():
            return told(same)
        if selection.state != State.RANKED:
            raise NotAllowed(_NOT_RANKED)
        if Notice.objects.filter(selection=selection, closes_on__gte=opens_on).exists():
            raise NotAllowed(_OPEN)
        notice = Notice.objects.create(
            selection=selection,
            opens_on=opens_on,
            closes_on=closes_on(opens_on=opens_on, days=days, counting=counting, holidays=holidays),
            days=days,
            counting=counting,
            request_key=request_key,
            made_by=actor.key,
            made_at=now,
        )
        record(
            kabupaten=actor.kabupaten,
            act="selection.open_notice",
            actor=actor.key,
            subject=f"notice:{notice.pk}",
            facts={
                "selection": selection.pk,
                "opens_on": notice.opens_on.isoformat(),
                "closes_on": notice.closes_on.isoformat(),
                "names": selection.chosen_count,
            },
            now=now,
        )
    return told(notice)
