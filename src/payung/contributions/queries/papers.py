"""Papers that were asked for and made, as pages and jobs are told of them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from payung.accounts.rules import Actor
from payung.contributions.models import MadePaper
from payung.contributions.rules.reporting import PaperKind, not_found


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """`made_at` None: a job makes it, or could not (`refused_because`). `code` is where it lies."""

    id: int
    programme_id: int
    bill_id: int | None
    kind: PaperKind
    because: str
    with_nik: bool
    seed: str
    sample_count: int
    job_id: UUID | None
    asked_by: str
    asked_at: datetime
    made_at: datetime | None
    code: str
    name: str
    sha256: str
    size: int
    refused_because: str


_PLAIN = tuple(name for name in PaperFacts.__dataclass_fields__ if name != "kind")


def paper(*, paper_id: int, actor: Actor) -> PaperFacts:
    """One paper, for an actor of the whole kabupaten. Raises NotFound."""
    found = MadePaper.objects.filter(id=paper_id, programme__kabupaten=actor.kabupaten).first()
    if found is None or actor.scope != actor.kabupaten:
        raise not_found()
    return told_paper(found)


def paper_of_request(*, request_key: UUID, actor: Actor) -> PaperFacts:
    """The same by the request that asked for it. Raises NotFound."""
    found = MadePaper.objects.filter(request_key=request_key, programme__kabupaten=actor.kabupaten).first()
    if found is None:
        raise not_found()
    return told_paper(found)


def papers(*, programme_id: int, kind: PaperKind, bill_id: int | None = None) -> tuple[PaperFacts, ...]:
    """Those of a programme, or of one bill, the latest first."""
    found = MadePaper.objects.filter(programme=programme_id, kind=kind)
    found = found.filter(bill=bill_id) if bill_id is not None else found
    return tuple(map(told_paper, found.order_by("-id")))


def told_paper(found: MadePaper) -> PaperFacts:
    return PaperFacts(kind=PaperKind(found.kind), **{name: getattr(found, name) for name in _PLAIN})
