"""The annex of a decree as PDF: printed from the very lines that were frozen, or not at all."""

import io
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import IO

from django.utils import timezone

from payung.decrees import files
from payung.decrees.files import Paper
from payung.decrees.letters import signer_title
from payung.decrees.queries.annex import annex_lines, struck_lines
from payung.decrees.queries.facts import DecreeFacts
from payung.decrees.states import Kind
from payung.gateways.papers.annex import write_annex
from payung.gateways.papers.annex_lines import AnnexHead, AnnexLine, AuditHead
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts

LONG = 3000  # lines: beyond, a job prints while nobody waits
TITLES = {
    Kind.FIRST: "Daftar penerima bantuan iuran jaminan sosial ketenagakerjaan",
    Kind.AMENDMENT: "Daftar perubahan penerima bantuan iuran jaminan sosial ketenagakerjaan",
    Kind.MINUTES: "Daftar pengganti penerima bantuan iuran jaminan sosial ketenagakerjaan",
}
Passing = Callable[[Iterator[AnnexLine]], Iterator[AnnexLine]]


class AnnexDiffers(Exception):
    """What would be printed is not what was frozen: a fault, for the triggers keep the lines as they are."""


def is_long(decree: DecreeFacts) -> bool:
    return max(decree.line_count, decree.name_count) > LONG


def print_annex(*, out: IO[bytes], decree: DecreeFacts, with_nik: bool = False, passing: Passing = iter) -> str:
    """The annex is in `out`; the hash of its lines. Raises CountDiffers or AnnexDiffers where that is not the frozen.

    `passing` sees each line as it goes by.
    """
    programme = programme_of(decree)
    frozen = decree.frozen_at is not None
    found = write_annex(
        out=out,
        head=_head(decree, programme),
        lines=passing(annex_lines(decree_id=decree.id, kabupaten=programme.kabupaten)),
        struck=struck_lines(decree_id=decree.id, kabupaten=programme.kabupaten),
        with_nik=with_nik,
        count=decree.line_count if frozen else None,
    )
    if frozen and found != decree.lines_sha256:
        raise AnnexDiffers(f"decree {decree.id}: {found}")
    return found


def sealed_annex(*, decree: DecreeFacts, with_nik: bool, passing: Passing = iter) -> tuple[Paper, str]:
    """The printed annex as it lies sealed, and the hash of its lines. Never clear on the disk: it may hold whole NIKs."""
    out = io.BytesIO()
    found = print_annex(out=out, decree=decree, with_nik=with_nik, passing=passing)
    return files.kept_bytes(out.getvalue(), name=annex_name(decree, with_nik=with_nik)), found


def annex_name(decree: DecreeFacts, *, with_nik: bool) -> str:
    return f"lampiran-sk-{decree.id}{'-nik' if with_nik else ''}.pdf"


def programme_of(decree: DecreeFacts) -> ProgrammeFacts:
    found = programmes.by_id(programme_id=decree.programme_id)
    if found is None:
        raise LookupError(f"programme {decree.programme_id} is gone")
    return found


def _head(decree: DecreeFacts, programme: ProgrammeFacts) -> AnnexHead:
    return AnnexHead(
        title=f"{TITLES[decree.kind]} tahun {programme.first_month.year}",
        about=decree.about,
        signer=signer_title(decree),
        signer_name=decree.signing.signer_name,
        place=decree.signing.place,
        paper="Berita Acara Penggantian Peserta" if decree.kind is Kind.MINUTES else "",
        number=decree.number or None,
        day=decree.signed_date,
        audit=_audit(decree),
    )


def _audit(decree: DecreeFacts) -> AuditHead | None:
    """The head of the last closed day is that of the day before the freeze."""
    if decree.audit_number is None or decree.frozen_at is None:
        return None
    day = timezone.localtime(decree.frozen_at).date() - timedelta(days=1)
    return AuditHead(number=decree.audit_number, sha256=decree.audit_head, day=day)
