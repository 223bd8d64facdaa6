"""Where the heading of a list stands and what its columns are. Whole lists: `tests/lists/header-*`."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.intake.rules.headings import Layout, Merge, find_layout
from payung.intake.rules.text import column_letters
from payung.intake.vocabulary import headings

NIKS = [f"63020652018000{number:02d}" for number in range(1, 30)]


def layout(*rows: Sequence[object], merges: Sequence[Merge] = ()) -> Layout | None:
    return find_layout(top=rows, merges=merges, headings=headings())


def fields(*rows: Sequence[object], merges: Sequence[Merge] = ()) -> str:
    """`nik=B name=C`, as the columns stand."""
    found = layout(*rows, merges=merges)
    columns = sorted(found.columns.items(), key=lambda item: item[1]) if found else []
    return " ".join(f"{name}={column_letters(column)}" for name, column in columns if name not in {"number", "other"})


LISTS_OF_OFFICES = {
    "a desa": (
        "NO|NAMA SESUAI KTP|NOMOR INDUK KEPENDUDUKAN (NIK)|NOMOR KARTU KELUARGA (KK)|L/P|DESA / KELURAHAN|PEKERJAAN / MATA PENCAHARIAN",
        "name=B nik=C kk_number=D sex=E desa=F occupation=G",
    ),
    "a group of farmers": (
        "NO|NAMA ANGGOTA|JABATAN|NIK/ NO. KTP|TEMPAT/TGL LAHIR|PEND.|LUAS LAHAN (HA)|ALAMAT|NO. HP|TTD",
        "name=B nik=D birth_place=E birth_date=E address=H phone=I",
    ),
    "an application of Dukcapil": (
        "NIK|NO_KK|NAMA_LGKP|JENIS_KLMIN|TMPT_LHR|TGL_LHR|AGAMA|STAT_KWN|JENIS_PKRJN|NAMA_KEL|NAMA_KEC",
        "nik=A kk_number=B name=C sex=D birth_place=E birth_date=F marital_status=H occupation=I desa=J kecamatan=K",
    ),
    "a register of the poor": (
        "IDDTKS|KECAMATAN|DESA_KELURAHAN|NAMA_IBU_KANDUNG|NIK|NOKK|NAMA|TGL_LAHIR|DESIL",
        "kecamatan=B desa=C mother_name=D nik=E kk_number=F name=G birth_date=H",
    ),
    "an online form": (
        "Timestamp|Email Address|Nama Lengkap (sesuai KTP)|NIK (16 digit)|Nomor WhatsApp aktif|Pekerjaan saat ini|Alamat",
        "email=B name=C nik=D phone=E occupation=F address=G",
    ),
    "an English form": (
        "No|Full Name|ID Number|Date of Birth|Gender|Village|District|Occupation|Phone Number",
        "name=B nik=C birth_date=D sex=E desa=F kecamatan=G occupation=H phone=I",
    ),
    "heirs beside": (
        "Nama Ahli Waris|NIK Ahli Waris|Nama Peserta|NIK|No HP Ahli Waris|No HP|Hubungan",
        "heir_name=A name=C nik=D heir_phone=E phone=F heir_relation=G",
    ),
    "families beside": (
        "Nama KK|No. KK|Nama Ibu|Nama Suami/Istri|Nama|NIK|Jumlah Tanggungan",
        "kk_number=B mother_name=C name=E nik=F",
    ),
    "heads of families only": (
        "Nama Kepala Keluarga|NIK Kepala Keluarga|No. KK|Desa",
        "name=A nik=B kk_number=C desa=D",
    ),
    "a word broken over two lines": (
        "N I K|NAMA\nLENGKAP|PEKER-\nJAAN|DESA/\nKEL.|JNS\nKEL",
        "nik=A name=B occupation=C desa=D sex=E",
    ),
    "dates of two kinds": ("Tanggal|Nama|NIK|Umur|Tgl. Lhr", "name=B nik=C birth_date=E"),
}
NO_LISTS = {
    "a recapitulation": ["No|Nama Desa|Kecamatan|Jumlah KK|Jumlah Nelayan|Jumlah Pekerja|Jumlah RT"],
    "the words of a form": ["Pekerjaan|Jenis Kelamin|Desa|Kecamatan|Status Kawin|Agama"],
    "a letter": ["Kepada Yth. Kepala Dinas|", "Nama|:|Sari", "NIK|:|6302065201800001"],
    "a sentence of such words": ["Mohon dilengkapi nama, NIK, desa dan pekerjaan calon peserta|mohon segera"],
    "the codes of desas": ["Kode Desa|Desa|Kode Kec|Kecamatan"],
    "people themselves": ["1|Sari|6302065201800001|Semayap|Nelayan"],
}


def cells(line: str) -> list[object]:
    return list(line.split("|"))


class TestFindLayout:
    @pytest.mark.parametrize("heading, expected", LISTS_OF_OFFICES.values(), ids=LISTS_OF_OFFICES.keys())
    def test_finds_the_columns_of(self, heading: str, expected: str) -> None:
        assert fields(cells(heading)) == expected

    @pytest.mark.parametrize("lines", NO_LISTS.values(), ids=NO_LISTS.keys())
    def test_finds_no_list_in(self, lines: list[str]) -> None:
        assert layout(*map(cells, lines)) is None

    def test_joins_two_rows_under_merged_parents(self) -> None:
        upper = ["No", "Identitas", "", "Kelahiran", "", "Alamat", "", "Pekerjaan"]
        lower = ["", "Nama", "NIK", "Tempat", "Tanggal", "RT/RW", "Desa", ""]
        merges = [((0, 1), (0, 2)), ((0, 3), (0, 4)), ((0, 5), (0, 6)), ((0, 7), (1, 7)), ((0, 0), (1, 0))]
        expected = "name=B nik=C birth_place=D birth_date=E rt=F desa=G occupation=H"
        assert fields(upper, lower, merges=merges) == expected
        assert fields(upper, lower) == expected, "merged by eye only"

    def test_knows_no_birth_below_another_parent(self) -> None:
        upper = ["No", "Nama", "NIK", "Pendaftaran", ""]
        assert fields(upper, ["", "", "", "Tempat", "Tanggal"]) == "name=B nik=C"

    def test_loses_nobody_above_the_heading_of_a_second_table(self) -> None:
        """The second table had one column more, so its heading was taken and the first table stood above it."""
        first, second = cells("No|Nama|NIK|Desa|Pekerjaan"), cells("No|Nama|NIK|Desa|Pekerjaan|HP")
        found = layout(["A. Nelayan"], first, [1, "Sari", NIKS[0]], ["B. Petani"], second, [1, "Basri", NIKS[1]])
        assert found is not None
        assert found.header_rows == (2,)

    def test_loses_nobody_above_a_second_table_of_many_more_columns(self) -> None:
        second = cells("No|Nama|NIK|No KK|L/P|Tgl Lahir|Desa|Kecamatan|Pekerjaan|HP")
        people = [[1, "Sari", nik] for nik in NIKS[:3]]
        found = layout(cells("No|Nama|NIK"), *people, second, [1, "Basri", NIKS[5]])
        assert found is not None
        assert found.header_rows == (1,)

    def test_passes_over_the_sender_with_a_nik_of_his_own(self) -> None:
        """Not his one row but the list below is what was sent."""
        whole = cells("No|Nama|NIK|No KK|L/P|Desa|Pekerjaan|HP")
        found = layout(cells("Nama|NIK|Jabatan"), ["Masturi", NIKS[0], "Kades"], whole, [1, "Sari", NIKS[1]])
        assert found is not None
        assert found.header_rows == (3,)

    @settings(max_examples=60)
    @given(
        st.lists(
            st.lists(
                st.one_of(st.text(max_size=8), st.sampled_from(["NIK", "Nama", "Desa", "Tgl"]), st.floats(), st.none())
            )
        )
    )
    def test_stays_within_the_sheet(self, rows: list[list[object]]) -> None:
        found = layout(*rows)
        if found:
            assert found.first_data_row <= len(rows) + 1
            assert max(found.columns.values()) < max(map(len, rows))
