"""Who may stand in a decree by the pre-checks, and the overrides by which two people vouch for somebody."""

from datetime import date, datetime

import numpy as np
from django.db import IntegrityError, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from payung.accounts.rules import Actor, Role
from payung.audit import actions as audit
from payung.eligibility.models import Override, Ruling
from payung.eligibility.prechecks.alike import open_lines
from payung.eligibility.prechecks.results import PersonIds, latest
from payung.eligibility.rules.clearance import AGAINST, Clearance, Latest, clear, needed_registers
from payung.eligibility.rules.refusals import NotAllowed, refuse_niks
from payung.eligibility.rules.words import Outcome, Register, Verdict
from payung.matching.queries import kept
from payung.people import queries as people
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts

PROPOSERS, MAKERS = (Role.OPERATOR,), (Role.HEAD,)


def clearance(*, programme_id: int, person_ids: PersonIds, on: date) -> Clearance:
    """Which of these persons each needed register lets into a decree on a day, and what holds back the others.

    The answer speaks of the ids that were asked, whoever they are read as by now.
    """
    asked = np.unique(np.asarray(person_ids, dtype=np.int64))
    if asked.size == 0:
        return Clearance(cleared=frozenset(), overridden={}, missing={}, against={})
    programme = _programme(programme_id)
    kept_ids = kept(person_ids=asked)
    said = latest(kabupaten=programme.kabupaten, on=on, person_ids=np.unique(kept_ids))
    checks = {key: Latest(facts.outcome, facts.valid_until) for key, facts in said.items()}
    told = clear(
        person_ids=np.unique(kept_ids).tolist(),
        needed=needed_registers(programmes.criteria(programme_id=programme_id)),
        checks=checks,
        overrides=_overrides(programme_id),
        ruled=_ruled_eligible(programme_id),
        on=on,
        doubted=_doubted(programme.kabupaten, on),
    )
    return _of_the_asked(told, dict(zip(asked.tolist(), kept_ids.tolist(), strict=True)))


def _of_the_asked(told: Clearance, kept_of: dict[int, int]) -> Clearance:
    return Clearance(
        cleared=frozenset(one for one, root in kept_of.items() if root in told.cleared),
        overridden={one: told.overridden[root] for one, root in kept_of.items() if root in told.overridden},
        missing={one: told.missing[root] for one, root in kept_of.items() if root in told.missing},
        against={one: told.against[root] for one, root in kept_of.items() if root in told.against},
    )


def _doubted(kabupaten: str, on: date) -> frozenset[tuple[int, Register]]:
    waiting = open_lines(kabupaten=kabupaten, on=on)
    return frozenset((one.person_id, one.register) for one in waiting if one.outcome in AGAINST)


def _overrides(programme_id: int) -> dict[tuple[int, Register], str]:
    made = Override.objects.filter(programme=programme_id, revoked_at=None).exclude(made_at=None).order_by("id")
    rows = made.values_list(Coalesce("person__same_as_id", "person_id"), "register", "reason")
    return {(person_id, Register(register)): reason for person_id, register, reason in rows}


def _ruled_eligible(programme_id: int) -> frozenset[int]:
    rulings = Ruling.objects.filter(programme=programme_id, revoked_at=None, verdict=Verdict.ELIGIBLE)
    return frozenset(rulings.values_list(Coalesce("person__same_as_id", "person_id"), flat=True))


def propose_override(
    *, programme_id: int, person_id: int, register: Register, reason: str, actor: Actor, now: datetime
) -> int:
    """An override waits for the head of the dinas; its id. Raises NotAllowed."""
    _permit(actor, PROPOSERS, "Pengecualian diusulkan oleh operator dinas.")
    programme = _programme(programme_id)
    _refuse_unseen(person_id, actor, programme)
    _refuse_the_dead(person_id, register, programme, on=timezone.localdate(now))
    if len(reason.split()) < 2:
        raise NotAllowed("Tulis alasannya dengan beberapa kata, agar kepala dinas dan pemeriksa dapat menilainya.")
    refuse_niks(reason)
    try:
        with transaction.atomic():
            made = Override.objects.create(
                programme_id=programme_id,
                person_id=person_id,
                register=register,
                reason=reason,
                proposed_by=actor.key,
                proposed_at=now,
            )
            _record("propose_override", made, actor, now)
    except IntegrityError:
        raise NotAllowed(
            "Untuk orang dan pemadanan ini sudah ada pengecualian. Cabut dulu yang lama, lalu usulkan lagi."
        ) from None
    return made.pk


def make_override(*, override_id: int, actor: Actor, now: datetime) -> None:
    """A proposed override counts from now. Raises NotAllowed: also for the proposer himself, and for the dead."""
    _permit(actor, MAKERS, "Pengecualian disetujui oleh kepala dinas.")
    with transaction.atomic():
        found = _locked(override_id, actor)
        if found.made_at is not None:
            raise NotAllowed("Pengecualian ini sudah disetujui.")
        if found.proposed_by == actor.key:
            raise NotAllowed(
                "Pengecualian disetujui oleh orang lain, bukan pengusulnya. Minta kepala dinas memutuskan."
            )
        _refuse_the_dead(
            found.person_id, Register(found.register), _programme(found.programme_id), on=timezone.localdate(now)
        )
        found.made_by, found.made_at = actor.key, now
        found.save(update_fields=["made_by", "made_at"])
        _record("make_override", found, actor, now)


def revoke_override(*, override_id: int, because: str, actor: Actor, now: datetime) -> None:
    """The override, proposed or made, no longer counts. Raises NotAllowed."""
    _permit(actor, (*PROPOSERS, *MAKERS), "Pengecualian dicabut oleh operator atau kepala dinas.")
    if not because.strip():
        raise NotAllowed("Tulis mengapa pengecualian ini dicabut.")
    refuse_niks(because)
    with transaction.atomic():
        found = _locked(override_id, actor)
        found.revoked_by, found.revoked_at, found.revoked_because = actor.key, now, because
        found.save(update_fields=["revoked_by", "revoked_at", "revoked_because"])
        _record("revoke_override", found, actor, now)


def _locked(override_id: int, actor: Actor) -> Override:
    found = Override.objects.select_for_update(of=("self",)).filter(
        id=override_id, revoked_at=None, programme__kabupaten=actor.kabupaten
    )
    override = found.first()
    if override is None:
        raise NotAllowed("Pengecualian ini tidak ada lagi. Muat ulang daftarnya.")
    return override


def _refuse_unseen(person_id: int, actor: Actor, programme: ProgrammeFacts) -> None:
    if actor.kabupaten != programme.kabupaten or people.person(person_id=person_id, actor=actor) is None:
        raise NotAllowed("Orang ini tidak ada di wilayah Anda. Periksa kembali namanya.")


def _refuse_the_dead(person_id: int, register: Register, programme: ProgrammeFacts, *, on: date) -> None:
    """law.md §6.6 row 18: the dead on decrees. What Dukcapil said, only Dukcapil takes back."""
    (root,) = kept(person_ids=[person_id]).tolist()
    said = latest(kabupaten=programme.kabupaten, on=on, person_ids=[root]).get((root, Register.DUKCAPIL))
    if register is Register.DUKCAPIL and said and said.outcome is Outcome.DIED:
        raise NotAllowed(
            "Menurut Dukcapil orang ini sudah meninggal, dan itu tidak dapat dikecualikan. Bila keliru, minta "
            "pemadanan baru ke Dukcapil; jawaban yang lebih baru menggantikan yang lama."
        )


def _permit(actor: Actor, roles: tuple[Role, ...], sentence: str) -> None:
    if not actor.may(*roles):
        raise NotAllowed(sentence)


def _programme(programme_id: int) -> ProgrammeFacts:
    found = programmes.by_id(programme_id=programme_id)
    if found is None:
        raise LookupError(f"there is no programme {programme_id}")
    return found


def _record(verb: str, override: Override, actor: Actor, now: datetime) -> None:
    audit.record(
        kabupaten=actor.kabupaten,
        act=f"eligibility.{verb}",
        actor=actor.key,
        subject=f"person:{override.person_id}",
        facts={"override": override.pk, "programme": override.programme_id, "register": override.register},
        now=now,
    )
