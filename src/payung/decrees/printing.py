"""The papers of a decree: its annex as PDF, and the Word letters, filled with what the decree says."""

from datetime import date, timedelta
from typing import IO

from django.utils import timezone

from payung.decrees.queries.annex import annex_lines
from payung.decrees.queries.facts import DecreeFacts
from payung.decrees.queries.recap import Recap, recap
from payung.decrees.states import Kind
from payung.gateways.letters import render_letter, shipped_letter
from payung.gateways.papers.annex import write_annex
from payung.gateways.papers.annex_lines import AnnexHead, AuditHead
from payung.programmes import load as shipped
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts
from payung.shared.money import grouped, rupiah_text
from payung.shared.words import number_words

TITLES = {
    Kind.FIRST: "Daftar penerima bantuan iuran jaminan sosial ketenagakerjaan",
    Kind.AMENDMENT: "Daftar perubahan penerima bantuan iuran jaminan sosial ketenagakerjaan",
    Kind.MINUTES: "Daftar pengganti penerima bantuan iuran jaminan sosial ketenagakerjaan",
}
LETTERS = {"keputusan": "Keputusan Bupati", "sampul_lampiran": "Sampul lampiran"}


class AnnexDiffers(Exception):
    """What would be printed is not what was frozen: a fault, for the triggers keep the lines as they are."""


def print_annex(*, out: IO[bytes], decree: DecreeFacts, with_nik: bool = False) -> str:
    """The annex is in `out`; the hash of its lines. Raises CountDiffers or AnnexDiffers where that is not the frozen."""
    programme = _programme(decree)
    frozen = decree.frozen_at is not None
    found = write_annex(
        out=out,
        head=_head(decree, programme),
        lines=annex_lines(decree_id=decree.id, kabupaten=programme.kabupaten),
        with_nik=with_nik,
        count=decree.line_count if frozen else None,
    )
    if frozen and found != decree.lines_sha256:
        raise AnnexDiffers(f"decree {decree.id}: {found}")
    return found


def write_letter(*, decree: DecreeFacts, name: str) -> bytes:
    """`keputusan` or `sampul_lampiran` as .docx; what is not known yet stays to be filled in by hand."""
    programme = _programme(decree)
    sums = recap(decree_id=decree.id)
    letter = shipped_letter(name)
    facts = _facts(decree, programme, sums)
    return render_letter(template=letter.path, facts={word: facts[word] for word in letter.words if "." not in word})


def _facts(decree: DecreeFacts, programme: ProgrammeFacts, sums: Recap) -> dict[str, object]:
    agreement = programmes.agreement(programme_id=programme.id)
    return {
        "pemerintah": f"Pemerintah {_kabupaten()}",
        "bupati": _signer(),
        "nama_bupati": "",
        "tempat": "",
        "nomor": decree.number,
        "tanggal": decree.signed_date,
        "tentang": decree.about,
        "tahun": programme.first_month.year,
        "jumlah": grouped(sums.places),
        "jumlah_huruf": number_words(sums.places),
        "orang_bulan": grouped(sums.person_months),
        "jumlah_rp": rupiah_text(sums.amount_rp),
        "jumlah_rp_huruf": f"{number_words(sums.amount_rp)} rupiah",
        "dana": [
            {
                "nama": row.name,
                "orang": grouped(row.places),
                "orang_bulan": grouped(row.person_months),
                "jumlah_rp": rupiah_text(row.amount_rp),
            }
            for row in sums.funds
        ],
        "sha256": decree.lines_sha256,
        "program": programme.name,
        "dasar_daerah": [],
        "mulai": programme.first_month.first_day,
        "sampai": _last_day(programme),
        "kantor": "",
        "pks_nomor": agreement.number if agreement else "",
    }


def _head(decree: DecreeFacts, programme: ProgrammeFacts) -> AnnexHead:
    return AnnexHead(
        title=f"{TITLES[decree.kind]} tahun {programme.first_month.year}",
        about=decree.about,
        signer=_signer(),
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


def _last_day(programme: ProgrammeFacts) -> date:
    return programme.last_month.plus(1).first_day - timedelta(days=1)


def _kabupaten() -> str:
    name = shipped.limits().kabupaten_name
    return name if name.lower().startswith("kabupaten") else f"Kabupaten {name}"


def _signer() -> str:
    return f"Bupati {_kabupaten().split(' ', 1)[1]}"


def _programme(decree: DecreeFacts) -> ProgrammeFacts:
    found = programmes.by_id(programme_id=decree.programme_id)
    if found is None:
        raise LookupError(f"programme {decree.programme_id} is gone")
    return found
