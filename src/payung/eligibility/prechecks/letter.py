"""The letter that goes with a list: what we ask, of how many, and the hash of the list. No NIK stands in it."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from payung.eligibility.prechecks.facts import RequestFacts
from payung.eligibility.rules.request_columns import TITLES, WANTED
from payung.eligibility.rules.words import Register
from payung.gateways.letters import render_letter, shipped_letter
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts
from payung.shared.codes import grouped as grouped_code
from payung.shared.dates import day_text
from payung.shared.money import grouped
from payung.shared.words import number_words

LETTER = "permintaan_pemadanan"
ANSWER_WITHIN = timedelta(days=14)
_TO = {
    Register.DUKCAPIL: "Kepala Dinas Kependudukan dan Pencatatan Sipil",
    Register.BPJS: "Kepala Kantor Cabang BPJS Ketenagakerjaan",
    Register.DTSEN: "Kepala Dinas Sosial",
}
_TO_FILL = "………………"  # what the office writes in by hand


def letter_of(request: RequestFacts, programme: ProgrammeFacts) -> bytes:
    """The letter as .docx, from the template that the office may have changed."""
    made = timezone.localdate(request.made_at)
    agreement = programmes.agreement(programme_id=programme.id)
    ours = request.register is Register.BPJS and agreement is not None
    facts: dict[str, object] = {
        "pemerintah": "",
        "kantor": settings.PAYUNG.office,
        "alamat_kantor": "",
        "tempat": _TO_FILL,
        "tanggal": made,
        "nomor": request.letter_number or _TO_FILL,
        "penanda_tangan": "Kepala Dinas",
        "nama_penanda_tangan": _TO_FILL,
        "nip_penanda_tangan": _TO_FILL,
        "tujuan": _TO[request.register],
        "tujuan_tempat": "tempat",
        "register": TITLES[request.register].removeprefix("Pemadanan dengan ").removeprefix("Pemeriksaan "),
        "program": programme.name,
        "tahun": str(programme.first_month.year),
        "dasar": f"Perjanjian Kerja Sama Nomor {agreement.number}" if ours and agreement else _TO_FILL,
        "jumlah": grouped(request.person_count),
        "jumlah_huruf": number_words(request.person_count),
        "nama_berkas": list_name(request),
        "sha256": request.list_sha256,
        "kode_permintaan": grouped_code(request.code),
        "diminta": [{"hal": wanted} for wanted in WANTED[request.register]],
        "dijawab_sebelum": day_text(made + ANSWER_WITHIN),
        "berlaku_hari": str(programme.precheck_valid_days),
    }
    return render_letter(template=shipped_letter(LETTER).path, facts=facts)


def list_name(request: RequestFacts) -> str:
    return f"pemadanan_{request.register}_{request.code}.xlsx"
