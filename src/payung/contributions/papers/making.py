"""Makes what was asked for, seals it as it comes and keeps it. Called at once for few names, by a job for many."""

import hashlib
import secrets
from collections.abc import Callable, Iterator
from datetime import datetime

from django.utils import timezone

from payung.accounts.rules import Actor
from payung.contributions import files
from payung.contributions.actions.reporting import keep_paper
from payung.contributions.files import Scan
from payung.contributions.papers.bundle import BundleAsked, write_bundle
from payung.contributions.papers.package import package_name, print_package
from payung.contributions.queries.billing_lines import MemberDue
from payung.contributions.queries.package import package
from payung.contributions.queries.papers import PaperFacts
from payung.contributions.rules.reporting import PaperKind, not_found
from payung.gateways.sealed_files import SealedWriter
from payung.gateways.sealed_uploads import kept_path, sealing_key
from payung.programmes import queries as programmes

LONG = 3000  # names: beyond, a job makes it while nobody waits
Passing = Callable[[Iterator[MemberDue]], Iterator[MemberDue]]


def make(*, paper: PaperFacts, actor: Actor, now: datetime, passing: Passing = iter) -> PaperFacts:
    """The paper lies sealed, never clear on the disk. Raises TotalsDiffer, and then nothing lies there."""
    if paper.made_at is not None:
        return paper
    code = secrets.token_hex(16)
    with SealedWriter(kept_path(code), key=sealing_key()) as writer:
        out = _Hashed(writer)
        name = _written(out, paper, actor, now, passing)
    kept = Scan(code=code, name=name, sha256=out.sha256)
    found = keep_paper(paper_id=paper.id, kept=kept, size=writer.size, actor=actor, now=now)
    if found.code != code:
        files.forget(kept)
    return found


def _written(out: "_Hashed", paper: PaperFacts, actor: Actor, now: datetime, passing: Passing) -> str:
    today = timezone.localtime(now).date()
    if paper.kind is PaperKind.PACKAGE and paper.bill_id is not None:
        facts = package(bill_id=paper.bill_id, actor=actor)
        print_package(out=out, package=facts, today=today, with_nik=paper.with_nik, passing=passing)  # type: ignore[arg-type]
        return package_name(facts, with_nik=paper.with_nik)
    programme = programmes.by_id(programme_id=paper.programme_id)
    if programme is None:
        raise not_found()
    asked = BundleAsked(programme=programme, seed=paper.seed, sample_count=paper.sample_count, because=paper.because)
    write_bundle(out=out, asked=asked, actor=actor, now=now)
    return f"paket-pemeriksaan-{programme.code}-{today}-{paper.id}.zip"


class _Hashed:
    """Hands bytes on and hashes them."""

    def __init__(self, out: SealedWriter) -> None:
        self._out, self._digest = out, hashlib.sha256()

    def write(self, data: bytes, /) -> int:
        self._digest.update(data)
        return self._out.write(data)

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()
