"""Papers that name everybody are asked for with a reason, kept sealed as they were made, and taken by somebody named."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from payung.accounts.rules import Actor, Role
from payung.audit.actions import record
from payung.audit.rules import could_hold_nik
from payung.contributions.files import Scan
from payung.contributions.models import MadePaper
from payung.contributions.queries.billing_facts import bill
from payung.contributions.queries.papers import PaperFacts, paper, told_paper
from payung.contributions.rules.bundle import SAMPLE_MOST, plain_seed
from payung.contributions.rules.refusals import holds_nik, not_yours, request_used
from payung.contributions.rules.reporting import PaperKind, not_found, reason_missing
from payung.programmes import queries as programmes

PRINTERS = (Role.OPERATOR, Role.HEAD, Role.PPTK, Role.PPK_SKPD, Role.TREASURER)
REVEALERS = (Role.OPERATOR, Role.HEAD)
INSPECTORS = (Role.INSPECTOR, Role.OPERATOR, Role.HEAD)


def ask_package(
    *,
    bill_id: int,
    with_nik: bool,
    because: str,
    request_key: UUID,
    actor: Actor,
    now: datetime,
    job_id: UUID | None = None,
) -> PaperFacts:
    """A paket SPP-LS is to be printed, with whole NIKs where the reason says why. Raises NotFound, NotYours, WordsMissing."""
    found = bill(bill_id=bill_id, actor=actor)
    if not actor.may(*(REVEALERS if with_nik else PRINTERS)):
        raise not_yours("operator atau kepala dinas" if with_nik else "petugas pembayaran")
    made = MadePaper(
        programme_id=found.programme_id,
        bill_id=bill_id,
        kind=PaperKind.PACKAGE,
        with_nik=with_nik,
        because=_plain_reason(because),
        request_key=request_key,
        job_id=job_id,
    )
    return _asked(made, actor=actor, now=now)


def ask_bundle(
    *,
    programme_id: int,
    seed: str,
    sample_count: int,
    because: str,
    request_key: UUID,
    actor: Actor,
    now: datetime,
    job_id: UUID | None = None,
) -> PaperFacts:
    """A paket pemeriksaan is to be put together, with a sample drawn by this seed. Raises as `ask_package`."""
    programme = programmes.by_id(programme_id=programme_id)
    if programme is None or programme.kabupaten != actor.kabupaten or actor.scope != programme.kabupaten:
        raise not_found()
    if not actor.may(*INSPECTORS):
        raise not_yours("pemeriksa, operator atau kepala dinas")
    made = MadePaper(
        programme_id=programme_id,
        kind=PaperKind.BUNDLE,
        seed=plain_seed(seed),
        sample_count=min(max(sample_count, 0), SAMPLE_MOST),
        because=_plain_reason(because),
        request_key=request_key,
        job_id=job_id,
    )
    return _asked(made, actor=actor, now=now)


def keep_paper(*, paper_id: int, kept: Scan, size: int, actor: Actor, now: datetime) -> PaperFacts:
    """The paper lies sealed. Where two made it at once the first stays; the caller forgets the other."""
    with transaction.atomic():
        row = MadePaper.objects.select_for_update().select_related("programme").get(id=paper_id)
        if row.made_at is not None:
            return told_paper(row)
        row.made_at, row.code, row.name, row.sha256, row.size = now, kept.code, kept.name, kept.sha256, size
        row.refused_because = ""
        row.save(update_fields=["made_at", "code", "name", "sha256", "size", "refused_because"])
        record(
            kabupaten=row.programme.kabupaten,
            act="contributions.keep_paper",
            actor=actor.key,
            subject=f"paper:{row.pk}",
            facts={"kind": row.kind, "sha256": kept.sha256, "with_nik": row.with_nik},
            now=now,
        )
    return told_paper(row)


def refuse_paper(*, paper_id: int, because: str) -> None:
    """A job found something in the way: the page says what."""
    MadePaper.objects.filter(id=paper_id, made_at=None).update(refused_because=because[:300])


def take_paper(*, paper_id: int, actor: Actor, now: datetime) -> PaperFacts:
    """That somebody took it home is in the chain. Raises NotFound, NotYours."""
    found = paper(paper_id=paper_id, actor=actor)
    if not actor.may(*(REVEALERS if found.with_nik else _takers(found.kind))):
        raise not_yours("operator atau kepala dinas" if found.with_nik else "petugas dinas atau pemeriksa")
    if not found.code:
        raise not_found()
    with transaction.atomic():
        record(
            kabupaten=actor.kabupaten,
            act="contributions.take_paper",
            actor=actor.key,
            subject=f"paper:{found.id}",
            facts={"kind": str(found.kind), "sha256": found.sha256, "with_nik": found.with_nik},
            now=now,
        )
    return found


def _takers(kind: PaperKind) -> tuple[Role, ...]:
    return INSPECTORS if kind is PaperKind.BUNDLE else (*PRINTERS, Role.INSPECTOR)


def _asked(made: MadePaper, *, actor: Actor, now: datetime) -> PaperFacts:
    """It stands, once a request, with its reason in the chain."""
    with transaction.atomic():
        before = MadePaper.objects.filter(request_key=made.request_key).first()
        if before:
            if (before.kind, before.programme_id, before.bill_id) != (made.kind, made.programme_id, made.bill_id):
                raise request_used()
            return told_paper(before)
        made.asked_by, made.asked_at = actor.key, now
        made.save(force_insert=True)
        record(
            kabupaten=actor.kabupaten,
            act="contributions.ask_paper",
            actor=actor.key,
            subject=f"paper:{made.pk}",
            facts={
                "kind": made.kind,
                "programme": made.programme_id,
                "bill": made.bill_id,
                "because": made.because,
                "with_nik": made.with_nik,
                "seed": made.seed,
                "sample": made.sample_count,
            },
            now=now,
        )
    return told_paper(made)


def _plain_reason(text: str) -> str:
    plain = " ".join(text.split())[:200]
    if not plain:
        raise reason_missing()
    if could_hold_nik(plain):
        raise holds_nik()
    return plain
