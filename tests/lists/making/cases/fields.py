"""Occupations, broken formulas, and what the insurer's layout wants beside."""

from lists.making.case import Case, listed
from lists.making.layout import COLUMNS, Cell, Formula, Row, Sheet, row, without


def working(n: int, cell: Cell, occupation: str | None, *codes: str) -> Row:
    return row(n, *codes, occupation=cell, facts={} if occupation is None else {"occupation": occupation})


WANTED: tuple[tuple[str, str], ...] = (
    ("no", "NO"),
    ("nik", "NIK"),
    ("kk_number", "NO KK"),
    ("name", "NAMA"),
    ("birth_place", "TEMPAT LAHIR"),
    ("birth_date", "TANGGAL LAHIR"),
    ("sex", "JENIS KELAMIN"),
    ("marital_status", "STATUS KAWIN"),
    ("mother_name", "NAMA IBU KANDUNG"),
    ("address", "ALAMAT"),
    ("rt", "RT"),
    ("dusun", "DUSUN"),
    ("desa", "DESA"),
    ("postal_code", "KODE POS"),
    ("phone", "NO HP"),
    ("email", "EMAIL"),
    ("occupation", "PEKERJAAN"),
    ("work_location", "LOKASI PEKERJAAN"),
    ("work_hours", "JAM KERJA"),
    ("income_rp", "PENGHASILAN"),
    ("heir_name", "NAMA AHLI WARIS"),
    ("heir_relation", "HUBUNGAN AHLI WARIS"),
    ("heir_phone", "NO HP AHLI WARIS"),
)


def full(n: int, income: Cell = 1_500_000, postal: Cell = "72111") -> Row:
    """Someone of whom the list says everything."""
    more: dict[str, Cell] = {
        "birth_place": "Kotabaru",
        "marital_status": "Kawin",
        "mother_name": "Siti Rahmah",
        "address": "Jl. Veteran No. 5",
        "rt": "03",
        "dusun": "Dusun II",
        "postal_code": postal,
        "email": f"warga{n}@contoh.id",
        "work_location": "Pelabuhan Stagen",
        "work_hours": "06.00-14.00",
        "income_rp": income,
        "heir_name": "Rusmini Noor",
        "heir_relation": "Istri",
        "heir_phone": f"0813{52_000_000 + n}",
    }
    facts = {
        key: more[key]
        for key in ("birth_place", "mother_name", "address", "email", "work_location", "work_hours", "heir_name")
    }
    return row(n, facts=facts | {"income_rp": 1_500_000, "postal_code": "72111"}, **more)


BROKEN = ("NIK_MISSING", "NAME_MISSING", "OCCUPATION_MISSING", "DESA_MISSING")

CASES: tuple[Case, ...] = (
    listed(
        "OCCUPATION_MISSING",
        "An empty occupation and one of blanks are missing.",
        working(1, None, None, "OCCUPATION_MISSING"),
        working(2, "  ", None, "OCCUPATION_MISSING"),
        row(3),
        row(4),
    ),
    listed(
        "OCCUPATION_NOT_COVERED",
        "Civil servants, PPPK, soldiers and police are refused under each of their names.",
        *(
            working(n, cell, None, "OCCUPATION_NOT_COVERED")
            for n, cell in enumerate(
                ("PNS", "Pegawai Negeri Sipil (PNS)", "PPPK", "p3k", "TNI AD", "Polri", "Polisi", "ASN"), start=1
            )
        ),
        row(9),
    ),
    listed(
        "OCCUPATION_DOUBTFUL",
        "Words that stand on a card for long ask what the person does now.",
        *(
            working(n, cell, None, "OCCUPATION_DOUBTFUL")
            for n, cell in enumerate(
                (
                    "Karyawan Swasta",
                    "Ibu Rumah Tangga",
                    "IRT",
                    "Pelajar/Mahasiswa",
                    "Pensiunan TNI",
                    "ABK",
                    "Kepala Desa",
                ),
                start=1,
            )
        ),
        row(8),
    ),
    listed(
        "OCCUPATION_UNKNOWN",
        "A trade that is not listed is a decision, not a refusal.",
        working(1, "Astronaut", None, "OCCUPATION_UNKNOWN"),
        working(2, "Penjinak ombak", None, "OCCUPATION_UNKNOWN"),
        row(3),
    ),
    listed(
        "occupation-synonyms",
        "Each listed word stands for its occupation, in any case and with blanks around.",
        *(
            working(n, cell, word)
            for n, (cell, word) in enumerate(
                (
                    ("NELAYAN/PERIKANAN", "nelayan"),
                    ("nalayan", "nelayan"),
                    ("Petani/Pekebun", "petani"),
                    (" ojol ", "tukang ojek"),
                    ("PEDAGANG PASAR", "pedagang keliling"),
                    ("Buruh serabutan", "buruh harian lepas"),
                    ("Nelayan", "nelayan"),
                    ("Tukang las/pandai besi", "mekanik lepas"),
                ),
                start=1,
            )
        ),
    ),
    Case(
        name="occupation-by-heading",
        ext="xlsx",
        nowhere=("COLUMN_MISSING", "OCCUPATION_MISSING"),
        edge="A heading or a sheet's name may be the occupation of all its rows.",
        sheets=(
            Sheet(
                name="A",
                title=(("DAFTAR NELAYAN PENERIMA BANTUAN IURAN",), ()),
                columns=without("occupation"),
                lines=tuple(row(n, facts={"occupation": "nelayan"}) for n in (1, 2)),
            ),
            Sheet(
                name="Petani",
                title=(("DAFTAR USULAN",), ()),
                columns=without("occupation"),
                lines=tuple(row(n, facts={"occupation": "petani"}) for n in (3, 4)),
            ),
        ),
    ),
    Case(
        name="occupation-by-longer-heading",
        ext="xlsx",
        nowhere=("COLUMN_MISSING", "OCCUPATION_MISSING"),
        edge="The longest trade that a heading holds is meant: buruh tani is neither buruh nor tani.",
        sheets=tuple(
            Sheet(
                name=name,
                title=((title,), ()),
                columns=without("occupation"),
                lines=(row(n, facts={"occupation": word}),),
            )
            for n, (name, title, word) in enumerate(
                (
                    ("A", "DAFTAR BURUH TANI DESA STAGEN", "buruh tani"),
                    ("B", "DAFTAR PEDAGANG PASAR KEMAKMURAN", "pedagang keliling"),
                    ("C", "DAFTAR TUKANG OJEK SIRING LAUT", "tukang ojek"),
                ),
                start=1,
            )
        ),
    ),
    Case(
        name="occupation-not-from-an-office",
        ext="xlsx",
        edge="The sender's office, an RT or the headman in the heading is nobody's occupation.",
        sheets=tuple(
            Sheet(
                name=name,
                title=((title,), ()),
                columns=without("occupation"),
                lines=(row(n), row(n + 5)),
                withheld=True,
            )
            for n, (name, title) in enumerate(
                (
                    ("A", "KANTOR KEPALA DESA STAGEN"),
                    ("B", "DAFTAR USULAN RT 03 RW 01"),
                    ("C", "DINAS PERDAGANGAN DAN PERINDUSTRIAN"),
                ),
                start=1,
            )
        ),
        problems=tuple({"code": "COLUMN_MISSING", "sheet": name, "field": "occupation"} for name in "ABC"),
    ),
    listed(
        "occupation-by-option",
        "--occupation names it for a list that does not.",
        *(row(n, facts={"occupation": "nelayan"}) for n in (1, 2, 3)),
        columns=without("occupation"),
        arguments=("--on", "2026-11-02", "--occupation", "nelayan"),
        nowhere=("COLUMN_MISSING", "OCCUPATION_MISSING"),
    ),
    listed(
        "CELL_FORMULA_BROKEN",
        "A broken formula under NIK, name, desa or occupation is said as such, or as missing where the reader sees nothing; the row is refused.",
        *(
            row(n, one_of=(f"CELL_FORMULA_BROKEN@{column}", gone), **{column: Formula(shown)})
            for n, (column, gone, shown) in enumerate(
                (
                    ("nik", BROKEN[0], "#REF!"),
                    ("name", BROKEN[1], "#N/A"),
                    ("occupation", BROKEN[2], "#NAME?"),
                    ("desa", BROKEN[3], "#VALUE!"),
                ),
                start=1,
            )
        ),
        row(5),
        row(6),
        ext="xlsx",
    ),
    listed(
        "formula-broken-in-text",
        "In a text file the fault is there to be seen: it is a broken formula, not a name or a number.",
        *(
            row(n, f"CELL_FORMULA_BROKEN@{column}", **{column: shown})
            for n, (column, shown) in enumerate(
                (("nik", "#REF!"), ("name", "#N/A"), ("occupation", "#NAME?"), ("desa", "#VALUE!")), start=1
            )
        ),
        row(5),
        row(6),
    ),
    Case(
        name="INSURER_FIELD_MISSING",
        ext="xlsx",
        edge="A column that the insurer's layout needs and the sheet lacks is noted once at the top with its sheet; a full sheet is silent.",
        sheets=(
            Sheet(name="Lengkap", columns=WANTED, lines=(full(1), full(2))),
            Sheet(name="Tanpa ibu", columns=tuple(c for c in WANTED if c[0] != "mother_name"), lines=(full(3),)),
        ),
        problems=({"code": "INSURER_FIELD_MISSING", "sheet": "Tanpa ibu", "field": "mother_name"},),
        never=({"code": "INSURER_FIELD_MISSING", "sheet": "Lengkap"},),
    ),
    listed(
        "optional-fields",
        "Money as a number, with dots or with Rp is whole rupiah; a post code as a number keeps its digits.",
        full(1),
        full(2, income="1.500.000"),
        full(3, income="Rp 1.500.000"),
        full(4, postal=72111),
        ext="xlsx",
        columns=WANTED,
        open=("How marital status, RT, hours and the heir's relation and phone are written back.",),
    ),
    listed(
        "unknown-columns",
        "Columns nobody knows are left alone.",
        *(row(n, note="ok") for n in (1, 2)),
        columns=(*COLUMNS[:3], ("note", "CATATAN"), *COLUMNS[3:]),
    ),
)
