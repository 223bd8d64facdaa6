"""The forms of a claim, filled in as far as we know: KK 1, KK 2, request of JKM, statement of heirs, scholarship.

Their rows follow the public forms (domain/law.md 4.3). What BPJS asks and we do not know stays a dotted line: wages of a
worker without an employer, the bank of somebody who has told none. Papers are Indonesian whatever the page speaks.
"""

from collections.abc import Callable, Mapping
from typing import IO

from payung.claims.papers.facts import FormFacts
from payung.claims.queries.family import MemberFacts
from payung.claims.rules.family import Relation
from payung.claims.rules.forms import Form
from payung.claims.rules.told import Place
from payung.claims.states import EventKind
from payung.gateways.papers.filled_form import Choice, FilledForm, Row, Section, Signer, write_form
from payung.shared.dates import day_text

RELATION_WORDS: Mapping[Relation, str] = {
    Relation.SPOUSE: "Suami/istri",
    Relation.CHILD: "Anak",
    Relation.PARENT: "Ayah/ibu",
    Relation.GRANDPARENT: "Kakek/nenek",
    Relation.GRANDCHILD: "Cucu",
    Relation.SIBLING: "Saudara kandung",
    Relation.PARENT_IN_LAW: "Mertua",
    Relation.NAMED_IN_WILL: "Ditunjuk dalam wasiat",
    Relation.BURIED: "Yang memakamkan",
}
_PLACES = ("Di dalam lingkungan kerja", "Di luar lingkungan kerja", "Lalu lintas")
_PLACE: Mapping[Place, str] = {
    Place.AT_WORK: _PLACES[0],
    Place.SEA: _PLACES[0],
    Place.ON_THE_WAY: _PLACES[2],
    Place.TRAFFIC: _PLACES[2],
    Place.HOME: _PLACES[1],
    Place.HOSPITAL: _PLACES[1],
    Place.ELSEWHERE: _PLACES[1],
}
_CONDITIONS = ("Sembuh", "Cacat sebagian fungsi", "Cacat sebagian anatomis", "Cacat total tetap", "Meninggal dunia")
_STILL = "Masih dalam pengobatan"
_CONDITION: Mapping[
    str, str
] = {  # words of the law's CaseOutcome; a partial disability is ticked by the doctor's letter
    "treated": _STILL,
    "recovered": _CONDITIONS[0],
    "total_disability": _CONDITIONS[3],
    "death": _CONDITIONS[4],
}
_OURS = "Diisi dari data Payung; titik-titik diisi tangan. Periksa lagi sebelum ditandatangani."
_AT_SCHOOL = "Anak tersebut masih bersekolah, belum menikah dan belum bekerja."
_AT_SCHOOL_AND_WORKS = "Anak tersebut masih bersekolah dan belum menikah."  # nobody signs that it does not work
_TO_BPJS = ("Kepada Yth. Kepala Kantor Cabang", "BPJS Ketenagakerjaan", "di tempat")


def print_form(*, out: IO[bytes], form: Form, facts: FormFacts, about: int | None = None) -> None:
    """The form is in `out`. `about`: the child of a scholarship. Raises LookupError where nobody is so named."""
    write_form(out=out, form=_SETTERS[form](facts, about))


def _kk1(facts: FormFacts, _about: int | None) -> FilledForm:
    claim = facts.claim
    happened = Section(
        title="Kejadian",
        rows=[
            Choice(label="Jenis tempat", options=_PLACES, chosen=(_PLACE[claim.place],) if claim.place else ()),
            Row(label="Tempat dan alamat kejadian", value=claim.place_text, lines=2),
            Row(label="Tanggal kejadian", value=day_text(claim.event_date)),
            Row(label="Jam kejadian", value=f"{claim.event_time:%H.%M} WITA" if claim.event_time else ""),
            Row(label="Sedang mengerjakan apa", value=claim.doing, lines=2),
            Row(label="Uraian kejadian", value=claim.chronology, lines=5),
        ],
    )
    result = Section(
        title="Akibat kejadian",
        rows=[
            Choice(label="Akibat", options=("Luka", "Meninggal dunia"), chosen=_result(facts)),
            Row(label="Bagian tubuh yang luka", value=claim.body_part_text, lines=2),
            Row(label="Fasilitas kesehatan pertama", value=claim.facility),
            Choice(label="Jenis fasilitas", options=("PLKK", "Bukan PLKK", "Lainnya")),
            Choice(label="Angkutan ke fasilitas", options=("Darat/sungai/danau", "Laut", "Udara")),
        ],
    )
    return FilledForm(
        title="Laporan kecelakaan kerja tahap I",
        subtitle="Formulir 3 KK 1, peserta bukan penerima upah",
        above=_TO_BPJS,
        sections=[_payer(facts), _working(facts), happened, result, _witnesses()],
        statement=["Laporan ini kami buat dengan sebenarnya."],
        place=facts.kabupaten,
        signers=[Signer(role="Peserta atau keluarganya,"), Signer(role=f"{facts.office},")],
        note=_OURS,
    )


def _kk2(facts: FormFacts, _about: int | None) -> FilledForm:
    condition = _CONDITION.get(facts.claim.outcome)
    died = facts.died_on
    if died:
        condition = _CONDITION["death"]
    ended = Section(
        title="Keadaan terakhir",
        rows=[
            Choice(label="Menurut dokter", options=(*_CONDITIONS, _STILL), chosen=(condition,) if condition else ()),
            Row(label="Tanggal dinyatakan demikian", value=day_text(died) if died else ""),
            Row(label="Fasilitas kesehatan", value=facts.claim.facility),
            Row(label="Tidak mampu bekerja", lines=2),
        ],
    )
    return FilledForm(
        title="Laporan kecelakaan kerja tahap II",
        subtitle=f"Formulir 3a KK 2, kejadian {day_text(facts.claim.event_date)}",
        above=_TO_BPJS,
        sections=[_payer(facts), _working(facts), ended, *_receivers(facts), *_children(facts)],
        statement=["Laporan ini kami buat dengan sebenarnya. Terlampir surat keterangan dokter (Formulir 3b KK 3)."],
        place=facts.kabupaten,
        signers=[Signer(role="Peserta atau ahli warisnya,"), Signer(role=f"{facts.office},")],
        note=_OURS,
    )


def _claim(facts: FormFacts, _about: int | None) -> FilledForm:
    died = facts.died_on
    death = Section(
        title="Meninggalnya peserta",
        rows=[
            Row(label="Tanggal meninggal", value=day_text(died) if died else ""),
            Row(label="Tempat meninggal", value=facts.claim.place_text),
            Row(label="Sebab meninggal"),
        ],
    )
    return FilledForm(
        title="Permohonan manfaat jaminan kematian",
        subtitle="",
        above=_TO_BPJS,
        sections=[_worker(facts), death, *_receivers(facts), *_children(facts)],
        statement=[
            (
                "Saya ahli waris peserta tersebut memohon manfaat Jaminan Kematian dibayarkan ke rekening di atas. Berkas "
                "pendukungnya saya lampirkan, dan isinya benar."
            )
        ],
        place=facts.kabupaten,
        signers=[Signer(role="Ahli waris,", name=_first_name(facts), stamped=True)],
        note=_OURS,
    )


def _heirs(facts: FormFacts, _about: int | None) -> FilledForm:
    died = facts.died_on
    listed = facts.heirs.heirs if facts.heirs else ()
    named = [facts.member(one.id) for one in listed]
    rows = [Row(label=f"{place}. {one.name}", value=_kinship(one)) for place, one in enumerate(filter(None, named), 1)]
    blank = [Row(label=f"{len(rows) + place}. {'.' * 40}") for place in range(1, 3 if rows else 6)]
    return FilledForm(
        title="Surat pernyataan ahli waris",
        subtitle="",
        above=(),
        sections=[
            Section(
                title="Yang meninggal",
                rows=[
                    *_worker(facts).rows,
                    Row(label="Tanggal meninggal", value=day_text(died) if died else ""),
                    Row(label="Nomor akta/surat kematian"),
                ],
            ),
            Section(title="Ahli warisnya: nama, hubungan, tanggal lahir, NIK", rows=[*rows, *blank]),
        ],
        statement=[
            (
                "Kami yang bertanda tangan di bawah ini menyatakan dengan sebenarnya bahwa kamilah ahli waris yang sah, dan "
                "tidak ada ahli waris lain. Bila kemudian ternyata ada, kami bertanggung jawab sepenuhnya."
            ),
            f"Kami menunjuk {_first_name(facts) or '.' * 50} untuk mengurus dan menerima manfaat BPJS Ketenagakerjaan.",
        ],
        place=facts.claim.desa or facts.kabupaten,
        signers=[
            Signer(role="Saksi 1,"),
            Signer(role="Ahli waris,", name=_first_name(facts), stamped=True),
            Signer(role="Saksi 2,"),
            Signer(role="Ahli waris,"),
            Signer(role="Mengetahui, Kepala Desa/Lurah,"),
            Signer(role="Mengetahui, Camat,"),
        ],
        note=_OURS,
    )


def _scholarship(facts: FormFacts, about: int | None) -> FilledForm:
    child = facts.member(about)
    if child is None:
        raise LookupError(about)
    year = next((one for one in facts.school_years if one.member_id == child.id), None)
    pupil = Section(
        title="Anak penerima beasiswa",
        rows=[
            Row(label="Nama", value=child.name),
            Row(label="Tanggal lahir", value=day_text(child.birth_date) if child.birth_date else ""),
            Row(label="NIK anak"),
            Choice(label="Jenjang", options=("TK", "SD", "SMP", "SMA", "PT"), chosen=(year.level,) if year else ()),
            Row(label="Nama dan alamat sekolah", lines=2),
            Row(label="Kelas atau semester"),
            Row(label="Diminta untuk", value=f"tahun ke-{year.number} ({year.due_date.year})" if year else ""),
        ],
    )
    guardian = Section(
        title="Wali dan rekening",
        rows=[
            Row(label="Nama wali", value=child.guardian_name),
            Row(label="Hubungan dengan anak", value=child.guardian_relation),
            Row(label="NIK wali"),
            *_account(facts, child),
        ],
    )
    return FilledForm(
        title="Permohonan beasiswa anak peserta",
        subtitle=f"Kejadian {day_text(facts.claim.event_date)}",
        above=_TO_BPJS,
        sections=[_worker(facts), pupil, guardian],
        statement=[
            f"{_AT_SCHOOL_AND_WORKS if year and year.works else _AT_SCHOOL} Surat keterangan sekolah dan rapor terakhir terlampir."
        ],
        place=facts.kabupaten,
        signers=[Signer(role="Wali,", name=child.guardian_name, stamped=True)],
        note=_OURS,
    )


_SETTERS: Mapping[Form, Callable[[FormFacts, int | None], FilledForm]] = {
    Form.KK1: _kk1,
    Form.KK2: _kk2,
    Form.CLAIM: _claim,
    Form.HEIRS: _heirs,
    Form.SCHOLARSHIP: _scholarship,
}


def _payer(facts: FormFacts) -> Section:
    return Section(
        title="Wadah",
        rows=[
            Row(label="Nama wadah", value=facts.wadah),
            Row(label="Nomor pendaftaran (NPW)", value=facts.npw),
            Row(label="Yang melaporkan", value=facts.office),
        ],
    )


def _worker(facts: FormFacts) -> Section:
    worker, claim = facts.worker, facts.claim
    address = ", ".join(
        filter(
            None, (worker.address, worker.dusun, f"RT {worker.rt}" if worker.rt else "", claim.desa, claim.kecamatan)
        )
    )
    return Section(
        title="Peserta",
        rows=[
            Row(label="Nama", value=worker.name),
            Row(label="Nomor peserta (KPJ)", value=claim.kpj),
            Row(label="NIK", value=facts.nik),
            Row(label="Tanggal lahir", value=day_text(worker.birth_date)),
            Row(label="Alamat", value=address, lines=2),
            Row(label="Nomor HP", value=worker.phone),
            Row(label="Pekerjaan", value=worker.occupation),
        ],
    )


def _working(facts: FormFacts) -> Section:
    """With the wages that both reports of an accident ask for."""
    wages: list[Row | Choice] = [
        Row(label="Penghasilan"),
        Choice(label="Penghasilan dihitung", options=("Harian", "Bulanan", "Borongan")),
    ]
    return Section(title="Peserta", rows=[*_worker(facts).rows, *wages])


def _witnesses() -> Section:
    return Section(
        title="Saksi (lampirkan KTP-el)",
        rows=[Row(label=f"Saksi {number}: nama, NIK, nomor HP", lines=2) for number in (1, 2)],
    )


def _result(facts: FormFacts) -> tuple[str, ...]:
    if facts.died_on:
        return ("Meninggal dunia",)
    return ("Luka",) if facts.claim.kind is EventKind.ACCIDENT else ()


def _receivers(facts: FormFacts) -> list[Section]:
    """Each who is paid; where nobody is chosen, one block for the pen."""
    if facts.died_on is None and facts.claim.kind is EventKind.ACCIDENT:
        return [Section(title="Rekening peserta", rows=[Row(label="Bank"), Row(label="Nomor rekening")])]
    paid = [one for one in facts.family if one.receives] or _first(facts)
    return [_receiver(facts, one) for one in paid] or [_receiver(facts, None)]


def _receiver(facts: FormFacts, one: MemberFacts | None) -> Section:
    title = "Ahli waris yang menerima"
    if one is None:
        labels = ("Nama", "Hubungan", "NIK", "Tanggal lahir", "Alamat", "Nomor HP", "Bank", "Nomor rekening")
        return Section(title=title, rows=[Row(label=label) for label in labels])
    guardian = [Row(label="Wali", value=one.guardian_name)] if one.guardian_name else []
    return Section(
        title=title,
        rows=[
            Row(label="Nama", value=one.name),
            Row(label="Hubungan", value=RELATION_WORDS[one.relation]),
            Row(label="NIK"),
            Row(label="Tanggal lahir", value=day_text(one.birth_date) if one.birth_date else ""),
            Row(label="Alamat", value=one.address),
            Row(label="Nomor HP", value=one.phone),
            *guardian,
            *_account(facts, one),
        ],
    )


def _account(facts: FormFacts, one: MemberFacts) -> list[Row]:
    return [
        Row(label="Bank", value=one.bank),
        Row(label="Nomor rekening", value=facts.accounts.get(one.id, "")),
        Row(label="Atas nama", value=one.account_holder),
    ]


def _children(facts: FormFacts) -> list[Section]:
    children = [one for one in facts.family if one.relation is Relation.CHILD and one.died_on is None]
    rows = [
        row for one in children for row in (Row(label=one.name, value=_born(one)), Row(label="  sekolah dan kelas"))
    ]
    return [Section(title="Anak (tanggal lahir, sekolah dan kelas)", rows=rows or [Row(label="1."), Row(label="2.")])]


def _kinship(one: MemberFacts) -> str:
    return f"{RELATION_WORDS[one.relation]}{', ' + _born(one) if one.birth_date else ''}"


def _born(one: MemberFacts) -> str:
    return f"lahir {day_text(one.birth_date)}" if one.birth_date else ""


def _first(facts: FormFacts) -> list[MemberFacts]:
    """The only heir, where there is one."""
    heirs = facts.heirs.heirs if facts.heirs else ()
    found = facts.member(heirs[0].id) if len(heirs) == 1 else None
    return [found] if found else []


def _first_name(facts: FormFacts) -> str:
    """Who signs: the only one who is paid."""
    paid = [one for one in facts.family if one.receives] or _first(facts)
    return paid[0].name if len(paid) == 1 else ""
