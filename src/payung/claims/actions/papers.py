"""Papers of a claim are brought, looked at, found good or returned; who opened one, or printed a form, is recorded."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from payung.accounts.rules import Actor, Role
from payung.claims.actions.asked import locked_claim, plain_reason, refuse_but_dinas, tell
from payung.claims.models import Claim, FamilyMember, Paper
from payung.claims.rules.brought import (
    no_such_paper,
    nobody_of_the_family,
    of_another_year,
    refuse_bringing,
    refuse_year,
    returned_before,
)
from payung.claims.rules.papers import PaperKind
from payung.claims.rules.refusals import not_yours, request_used
from payung.claims.states import State
from payung.gateways.scans import Scan

BRINGERS = (Role.DESA_OFFICER, Role.KECAMATAN_OFFICER, Role.OPERATOR, Role.HEAD)
LOOKERS = (Role.OPERATOR, Role.HEAD)
LONGEST_REASON = 200


def bring_paper(
    *,
    claim_id: int,
    kind: PaperKind,
    about: int | None = None,
    year: int | None = None,
    scan: Scan,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> int:
    """The scan is with the claim and waits for a look; its number. Sent twice, or the same scan again, it is one.

    `about`: whom of the family it is of. Raises NotFound, Refused.
    """
    if not actor.may(*BRINGERS):
        raise not_yours()
    with transaction.atomic():
        claim = locked_claim(claim_id=claim_id, actor=actor)
        before = Paper.objects.filter(claim=claim, request_key=request_key).first()
        if before is not None:
            if (before.kind, before.about_id, before.year) != (kind, about, year):
                raise request_used()
            return before.pk
        refuse_bringing(state=State(claim.state), count=Paper.objects.filter(claim=claim).count())
        refuse_year(kind=kind, year=year)
        if about is not None and not FamilyMember.objects.filter(id=about, claim=claim, taken_off="").exists():
            raise nobody_of_the_family()
        same = Paper.objects.filter(claim=claim, kind=kind, about=about, sha256=scan.sha256).first()
        if same is not None:
            return _same(same, year)
        paper = _kept(claim, kind, about, year, scan, request_key, actor, now)
        _tell("bring_paper", claim, paper, {"sha256": scan.sha256}, actor, now)
    return paper.pk


def accept_paper(*, claim_id: int, paper_id: int, actor: Actor, now: datetime) -> None:
    """An officer has looked at it and found it good. Done twice, it is done once. Raises NotFound, Refused."""
    _look("accept_paper", claim_id, paper_id, "", actor, now)


def return_paper(*, claim_id: int, paper_id: int, because: str, actor: Actor, now: datetime) -> None:
    """It does not do, and why: the family is asked for another. Raises NotFound, Refused."""
    _look("return_paper", claim_id, paper_id, plain_reason(because, longest=LONGEST_REASON), actor, now)


def open_paper(*, claim_id: int, paper_id: int, actor: Actor, now: datetime) -> None:
    """That somebody saw the scan is in the chain: it shows what no page does."""
    with transaction.atomic():
        claim = locked_claim(claim_id=claim_id, actor=actor)
        _tell("open_paper", claim, _paper(claim, paper_id), {}, actor, now)


def print_form(*, claim_id: int, form: str, about: int | None, actor: Actor, now: datetime) -> None:
    """That somebody printed a form with a whole NIK on it is in the chain, with what form it was."""
    if not actor.may(*BRINGERS):
        raise not_yours()
    with transaction.atomic():
        claim = locked_claim(claim_id=claim_id, actor=actor)
        tell("print_form", claim=claim, facts={"form": form, "member": about, "with_nik": True}, actor=actor, now=now)


def _look(act: str, claim_id: int, paper_id: int, because: str, actor: Actor, now: datetime) -> None:
    if not actor.may(*LOOKERS):
        raise not_yours()
    refuse_but_dinas(actor)
    with transaction.atomic():
        claim = locked_claim(claim_id=claim_id, actor=actor)
        paper = _paper(claim, paper_id)
        if paper.seen_at is not None and paper.returned_because == because:
            return
        paper.seen_by, paper.seen_at, paper.returned_because = actor.key, now, because
        paper.save(update_fields=["seen_by", "seen_at", "returned_because"])
        _tell(act, claim, paper, {"because": because} if because else {}, actor, now)


def _same(paper: Paper, year: int | None) -> int:
    """The same scan of the same paper: that which is there, unless it was returned or is of another year."""
    if paper.returned_because:
        raise returned_before(paper.returned_because)
    if paper.year != year:
        raise of_another_year(paper.year)
    return paper.pk


def _kept(
    claim: Claim,
    kind: PaperKind,
    about: int | None,
    year: int | None,
    scan: Scan,
    request_key: UUID,
    actor: Actor,
    now: datetime,
) -> Paper:
    return Paper.objects.create(
        claim=claim,
        kind=kind,
        about_id=about,
        year=year,
        file_code=scan.code,
        file_name=scan.name,
        media_type=scan.media_type,
        sha256=scan.sha256,
        bytes_count=scan.bytes_count,
        page_count=scan.page_count,
        request_key=request_key,
        brought_by=actor.key,
        brought_at=now,
    )


def _paper(claim: Claim, paper_id: int) -> Paper:
    found = Paper.objects.filter(id=paper_id, claim=claim).first()
    if found is None:
        raise no_such_paper()
    return found


def _tell(act: str, claim: Claim, paper: Paper, facts: Mapping[str, object], actor: Actor, now: datetime) -> None:
    kind = "other_paper" if paper.kind == PaperKind.OTHER else paper.kind  # `other` is somebody else's word
    told = {"paper": kind, "member": paper.about_id, "school_year": paper.year}
    tell(
        act,
        claim=claim,
        facts={**{name: value for name, value in told.items() if value}, **facts},
        actor=actor,
        now=now,
    )
