"""Identities in one spelling: pairs that must agree and pairs that must not, and nothing that stops it."""

from typing import NamedTuple

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.gateways.linkage.records import COLUMNS, Record
from payung.matching.rules.identities import (
    Written,
    exchanged,
    is_default_day,
    name_forms,
    record_columns,
    record_table,
    records,
    sound_of,
)
from payung.matching.rules.identities.equivalents import EQUIVALENTS
from payung.matching.rules.identities.numbers import card, phone
from payung.matching.rules.identities.places import house
from payung.matching.rules.identities.spelling import spelt
from payung.regions.load import gazetteer


class Pair(NamedTuple):
    one: str
    other: str


ONE_SPELLING = [
    Pair("H. Muhammad Yusuf, S.Pd", "MOH. YUSUF"),
    Pair("M. Yusuf", "Muhammad Jusuf"),
    Pair("H.M.Yusuf", "Mhd Yusup"),
    Pair("Muhammadnor", "Muh. Noor"),
    Pair("Hj. St. Aminah", "Siti Aminah"),
    Pair("SITIAMINAH", "Sitti Aminah"),
    Pair("Abd. Rahman", "Abdurrahman"),
    Pair("Abdul Latif", "ABDULLATIF"),
    Pair("Achmad Fauzi", "AHMAD FAUZI"),
    Pair("Nurhayati", "Noor Hayati"),
    Pair("Nor Hayati", "NUR HAYATI"),
    Pair("Nurulhuda", "Nurul Huda"),
    Pair("Soeharto", "Suharto"),
    Pair("Djoko Tjahjono", "Joko Cahyono"),
    Pair("Njoman Sjahrir", "Nyoman Syahrir"),
    Pair("Pandji", "Panji"),
    Pair("Bahar Uddin", "Baharuddin"),
    Pair("Rahmat Ullah", "Rahmatullah"),
    Pair("Daeng Nai", "Dg. Nai"),
    Pair("Baso Daeng Nai", "BASO NAI"),
    Pair("La Baso", "Baso"),
    Pair("I Made Sukra", "Made Sukra"),
    Pair("I Md. Sukra", "Made Sukra"),
    Pair("La Ode Hasan", "LAODE HASAN"),
    Pair("Gusti Hidayatullah", "Gt. Hidayatullah"),
    Pair("Antung Ahmad", "Ahmad"),
    Pair("Andi M. Baso", "Andi Muhammad Baso"),
    Pair("Yusuf bin Baco", "Yusuf"),
    Pair("Hamsiah binti Dg. Patta", "HAMSIAH"),
    Pair("Ma'ruf", "MA`RUF"),
    Pair("Al-Fatih", "AL FATIH"),
    Pair("N0R HALIMAH", "Nor Halimah"),
    Pair("Basri, H.", "H. Basri"),
    Pair("Aminah (alm)", "Aminah"),
    Pair("Yusuf SPd", "Yusuf"),
    Pair("Beyoncé", "BEYONCE"),
]
ONE_SOUND = [
    Pair("Khairul Anwar", "Chairul Anwar"),
    Pair("Khoirul Anwar", "Hairul Anwar"),
    Pair("Rohman", "Rachman"),
    Pair("Zainal Abidin", "Jaenal Abidin"),
    Pair("Taufiq", "Topik"),
    Pair("Fatimah", "Patima"),
    Pair("Sufyan", "Supian"),
    Pair("Ridwan", "Riduan"),
    Pair("Hasan", "Hasang"),
    Pair("Ramadhan", "Ramadan"),
    Pair("Heri", "Herry"),
    Pair("Azis", "Aziz"),
    Pair("Syahrul", "Sahrul"),
    Pair("Mariyah", "Maria"),
    Pair("Ahmad", "Achmat"),
]
UNLIKE = [
    Pair("Nurhayati", "Nurhidayati"),
    Pair("Siti Aminah", "Siti Aisyah"),
    Pair("La Ode Hasan", "La Ode Husin"),
    Pair("La Ode Hasan", "La Hasan"),
    Pair("Yusuf bin Baco", "Baco bin Yusuf"),
    Pair("Abdullah", "Abdul Latif"),
    Pair("Amin", "Iman"),
    Pair("Rahman", "Rahim"),
    Pair("Hasan", "Hasnah"),
    Pair("Muhammad", "Mahmud"),
    Pair("Yani", "Yuni"),
    Pair("Ibnu Hajar", "Hajar"),
    Pair("Andi Saputra", "Saputra"),
    Pair("Nurdin", "Nur"),
]


def _named(pair: Pair) -> str:
    return f"{pair.one}, {pair.other}"


class TestNameForms:
    @pytest.mark.parametrize("pair", ONE_SPELLING, ids=_named)
    def test_brings_one_name_to_one_spelling(self, pair: Pair) -> None:
        assert name_forms(pair.one).name == name_forms(pair.other).name != ""

    @pytest.mark.parametrize("pair", ONE_SOUND, ids=_named)
    def test_hears_one_name(self, pair: Pair) -> None:
        assert name_forms(pair.one).sound == name_forms(pair.other).sound != ""

    @pytest.mark.parametrize("pair", UNLIKE, ids=_named)
    def test_keeps_two_names_apart(self, pair: Pair) -> None:
        one, other = name_forms(pair.one), name_forms(pair.other)
        assert one.words != other.words
        assert one.sound != other.sound

    def test_puts_the_words_in_order_and_each_once(self) -> None:
        assert name_forms("Yusuf Baco YUSUF") == ("YUSUF BACO YUSUF", "BACO YUSUF", "BACU YUSUP")

    @pytest.mark.parametrize("name", ["Haji", "M.", "St", "I", "Gusti", "bin Yusuf", "Daeng", "Hj", "S.Pd", "La"])
    def test_leaves_a_name_where_there_is_nothing_else(self, name: str) -> None:
        assert name_forms(name).words

    @pytest.mark.parametrize("name", ["", " ", "-", "12", "...", "(alm)", "#REF!"])
    def test_finds_no_name_in(self, name: str) -> None:
        assert name_forms(name) == ("", "", "")

    @pytest.mark.parametrize(
        "name", ["M. YUSUF", "SITI AMINAH", "LA ODE M. HASAN", "NUR HAYATI BINTI DG. NAI", "H. BASRI"]
    )
    def test_minds_neither_case_nor_spaces_nor_dots(self, name: str) -> None:
        forms = name_forms(name)
        for other in (name.lower(), name.title(), f"  {name.replace(' ', '   ')} ", name.replace(".", ""), name + " ."):
            assert name_forms(other) == forms


_TOKENS = st.sampled_from(
    """
    M H HJ ST SE SPD LA I NI ODE WA MD DAENG DG GUSTI ANDI BIN BINTI ALM ALIAS ABD ABDUR NUR NOOR SITI UDIN ULLAH LAH
    NURHAYATI ABDURRAHMAN MUHAMMADNOR SRIYANTI SOEDJONO TJUT YUSUF BAHAR KH CH DDJ A NJ RAHMAT SYAMS HAJI
    """.split()  # noqa: SIM905
)


class TestEveryName:
    @given(st.text(max_size=40))
    def test_is_read(self, name: str) -> None:
        name_forms(name)

    @given(st.lists(_TOKENS, max_size=6).map(" ".join) | st.text(max_size=30))
    def test_stays_what_it_became(self, name: str) -> None:
        once = name_forms(name)
        assert name_forms(once.name) == once

    @given(st.text(alphabet="ABCDEHIJKLMNORSTUYZ", max_size=14))
    def test_has_words_that_are_spelt_once(self, word: str) -> None:
        once = spelt(word)
        assert " ".join(map(spelt, once.split())) == once

    @given(st.lists(_TOKENS, max_size=5).map(" ".join))
    def test_is_written_in_any_case(self, name: str) -> None:
        assert name_forms(name.lower()) == name_forms(name.upper()) == name_forms(name.title())

    def test_has_no_equivalent_that_is_one_of_two_words(self) -> None:
        variants = [variant for equivalent in EQUIVALENTS for variant in equivalent.variants.split()]
        assert len(variants) == len({*variants})
        assert {spelt(equivalent.word) for equivalent in EQUIVALENTS} == {equivalent.word for equivalent in EQUIVALENTS}

    def test_is_heard_even_of_one_letter(self) -> None:
        assert sound_of("H") == "H"


class TestDays:
    def test_are_exchanged_where_the_day_may_be_a_month(self) -> None:
        assert exchanged("1980-03-07") == "1980-07-03"
        assert exchanged("1980-03-13") is None
        assert exchanged("1980-03-03") is None

    def test_of_default_are_the_first_of_january(self) -> None:
        assert is_default_day("1980-01-01")
        assert not is_default_day("1980-01-11")


class TestNumbers:
    @pytest.mark.parametrize(
        "written", ["6302061201800001", "6302.0612.0180.0001", " '6302061201800001", "6302 0612 01800001"]
    )
    def test_of_cards_are_sixteen_digits(self, written: str) -> None:
        assert card(written) == "6302061201800001"

    @pytest.mark.parametrize(
        "written", ["", "-", "630206120180000", "1111111111111111", "1234567890123456", "6302060000000000", "0" * 16]
    )
    def test_that_only_fill_a_cell_are_none(self, written: str) -> None:
        assert card(written) is None

    def test_of_phones_are_national(self) -> None:
        assert phone("+62 812-3456-0987") == phone("081234560987") == "081234560987"
        assert phone("081111111111") is None
        assert phone("081212345678") is None
        assert phone("tidak ada") is None


class TestHouse:
    def test_is_one_however_it_is_written(self) -> None:
        assert house("Jl. Veteran No. 012", "003/001") == house("JALAN VETERAN 12 RT.03/RW 01", "") == "VETERAN 12 RT 3"

    def test_is_not_known_by_the_rt_alone(self) -> None:
        assert house("RT 03 RW 01", "3") is None
        assert house("-", "3") is None


class TestRecords:
    def test_hold_what_was_written_in_one_spelling(self) -> None:
        (made,) = records(
            [
                Written(
                    7, "6302 0612 0180 0001", "6302061201800002", "H. M. Yusuf", "12/01/1980", "Laki-laki", "6302062012",
                    "+62812 3456 0987", "Jl. Veteran No. 5", "02", "Hj. St. Aminah",
                )
            ]
        )  # fmt: skip
        assert made == Record(
            id=7, nik="6302061201800001", kk="6302061201800002", name="MUHAMAD YUSUF", words="MUHAMAD YUSUF",
            sound="MUHAMAT YUSUP", born="1980-01-12", sex="L", desa="63.02.06.2012", phone="081234560987",
            house="VETERAN 5 RT 2", heir="AMINAH SITI",
        )  # fmt: skip

    def test_know_nothing_where_nothing_is_written(self) -> None:
        assert records([Written(1), Written(2, *[""] * 10), Written(3, *["-"] * 10)]) == [
            Record(key, *[None] * 11) for key in (1, 2, 3)
        ]

    def test_take_no_kk_that_is_the_nik(self) -> None:
        (made,) = records([Written(1, "6302061201800001", "6302061201800001")])
        assert made.kk is None

    def test_take_no_day_that_is_none(self) -> None:
        days = ["1980-02-30", "31/04/1980", "0001-01-01", "kemarin", "1980-02-29"]
        assert [made.born for made in records(Written(1, birth_date=day) for day in days)] == [
            *[None] * 4,
            "1980-02-29",
        ]

    def test_know_a_desa_by_its_names_with_a_gazetteer(self) -> None:
        written = [Written(1, desa="Desa Labuan Barat"), Written(2, desa="baharu slt"), Written(3, desa="Nirwana")]
        known = [made.desa for made in records(written, gazetteer=gazetteer("63.02"))]
        assert known == ["63.02.01.2001", "63.02.22.1009", None]
        assert [made.desa for made in records(written)] == [None] * 3

    def test_stand_as_columns(self) -> None:
        written = [Written(1, name="Yusuf"), Written(2, sex="P")]
        columns = record_columns(written)
        assert tuple(columns) == COLUMNS
        assert [*zip(*columns.values(), strict=True)] == records(written)
        assert record_columns([]) == {name: [] for name in COLUMNS}

    @given(st.lists(st.text(max_size=20) | st.none(), min_size=10, max_size=10))
    def test_are_made_of_any_text(self, cells: list[str | None]) -> None:
        (made,) = records([Written(1, *cells)], gazetteer=gazetteer("63.02"))
        assert "" not in made


def _as_table(written: list[Written]) -> pa.Table:
    columns = zip(*written, strict=True) if written else ([] for _ in Written._fields)
    types = [pa.int64(), *[pa.string()] * 10]
    return pa.table([pa.array(c, t) for c, t in zip(columns, types, strict=True)], names=[*Written._fields])


_NAMES = st.lists(_TOKENS, max_size=4).map(" ".join) | st.text(max_size=12) | st.none()
_CELLS = (
    st.text(max_size=8) | st.none() | st.sampled_from(["6302061201800001", "1111111111111111", "081234560987", "L"])
)


class TestRecordTable:
    @given(st.lists(st.tuples(_CELLS, _CELLS, _NAMES, *[_CELLS] * 6, _NAMES), max_size=6))
    def test_says_what_records_say(self, rows: list[tuple[str | None, ...]]) -> None:
        written = [Written(place, *cells) for place, cells in enumerate(rows)]
        made = record_table(_as_table(written))
        assert made.to_pydict() == record_columns(written)

    def test_says_it_of_every_pair_of_names(self) -> None:
        names = [name for pair in [*ONE_SPELLING, *ONE_SOUND, *UNLIKE] for name in pair]
        written = [Written(place, name=name, heir=name) for place, name in enumerate(names)]
        assert record_table(_as_table(written)).to_pydict() == record_columns(written)
