"""The comparison in columns against the oracle that goes member by member; and how lists write months and numbers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.contributions.rules.reconciling import (
    LineColumns,
    MemberColumns,
    OwedMonth,
    compared,
    digest,
    matched,
    paid_by_others,
)
from payung.contributions.rules.reconciling_months import written_month, written_stretch
from payung.contributions.rules.reconciling_names import can_be_the_same
from payung.contributions.rules.reconciling_numbers import is_meant_as_number, read_kpj
from payung.contributions.rules.reconciling_payers import is_own
from payung.contributions.tests import reconciling_oracle as oracle
from payung.intake.rules.text import fold
from payung.shared.dates import Month

NOW = Month(2027, 6).number
months = st.integers(NOW - 5, NOW + 2)
NAMES = ("SARI WAHYUNI", "Sari Wahyuni", "MASTURI", "JUMIATI BINTI USMAN")


@st.composite
def worlds(draw):
    """Up to five members of two funds, and up to nine lines about them, about nobody, and with their numbers mixed."""
    members = []
    for number in range(draw(st.integers(1, 5))):
        first = NOW - 4
        billed = draw(st.sets(st.integers(first, NOW + 2), max_size=5))
        members.append(
            {
                "id": 100 + number,
                "person": 10 + number,
                "fund": draw(st.integers(1, 2)),
                "kpj": f"2600000000{number}",
                "name": draw(st.sampled_from(NAMES)),
                "first": first,
                "last": draw(st.integers(first - 1, NOW + 6)),
                "ended": draw(st.booleans()),
                "billed": billed,
                "received": draw(st.sets(st.sampled_from(sorted(billed)), max_size=5)) if billed else set(),
            }
        )
    lines = draw(st.lists(_lines(len(members)), max_size=9))
    return members, lines


def _lines(count):
    nik = st.one_of(st.none(), st.integers(10, 10 + count), st.just(-1))
    return st.fixed_dictionaries(
        {
            "kpj": st.sampled_from(["", *(f"2600000000{number}" for number in range(count)), "99999999999"]),
            "who": nik,
            "name": st.sampled_from(("", *NAMES)),
            "since": st.one_of(st.none(), months),
            "through": st.one_of(st.none(), months),
            "active": st.sampled_from((True, False, None)),
            "payer": st.sampled_from(("", "", "Pemprov Kalsel", "PT Laut")),
        }
    ).map(_with_nik)


def _with_nik(line):
    who = line.pop("who")
    return line | {"nik": who is not None, "person": who if who is not None and who != -1 else -1}


def columns(members, lines):
    def of(rows, name, dtype):
        return np.array([-1 if row[name] is None else row[name] for row in rows], dtype=dtype)

    came = [sorted(month for month in one["received"] if not one["ended"] or month <= one["last"]) for one in members]
    of_members = MemberColumns(
        membership_id=of(members, "id", np.int64),
        person_id=of(members, "person", np.int64),
        fund_id=of(members, "fund", np.int64),
        kpj=of(members, "kpj", object),
        name=of(members, "name", object),
        desa_code=np.array([""] * len(members), dtype=object),
        first=of(members, "first", np.int32),
        last=of(members, "last", np.int32),
        ended=of(members, "ended", bool),
        billed=np.array([max(one["billed"], default=-1) for one in members], dtype=np.int32),
        received_from=np.array([one[0] if one else -1 for one in came], dtype=np.int32),
        received=np.array([one[-1] if one else -1 for one in came], dtype=np.int32),
    )
    active = [{True: 1, False: 0, None: -1}[line["active"]] for line in lines]
    of_lines = LineColumns(
        kpj=of(lines, "kpj", object),
        has_nik=of(lines, "nik", bool),
        person_id=of(lines, "person", np.int64),
        card_id=np.full(len(lines), -1, dtype=np.int64),
        name=of(lines, "name", object),
        since=of(lines, "since", np.int32),
        through=of(lines, "through", np.int32),
        active=np.array(active, dtype=np.int8),
        own=np.array([not line["payer"] for line in lines], dtype=bool),
        payer=of(lines, "payer", object),
        elsewhere=np.zeros(len(lines), dtype=bool),
    )
    return of_members, of_lines


def by_columns(members, lines):
    of_members, of_lines = columns(members, lines)
    of = matched(members=of_members, lines=of_lines)
    dues = {
        int(place): [OwedMonth(month, 16_800) for month in sorted(members[place]["billed"])]
        for place in paid_by_others(lines=of_lines, of=of)
    }
    return compared(members=of_members, lines=of_lines, of=of, dues=dues, as_of=Month.numbered(NOW))


def month_word(number):
    return str(Month.numbered(number)) if isinstance(number, int) and number != -1 else "-"


def key_of(kind, member, facts, by_id):
    """The key that the oracle's answer must have."""
    if kind in ("billed_not_active", "active_not_billed"):
        first, second = (month_word(one) if isinstance(one, int) else one for one in facts)
        facts = f"{first}:{second}"
    elif kind == "wrong_name":
        facts = digest(f"{fold(by_id[member]['name'])}|{fold(facts)}")
    elif kind == "wrong_nik":
        facts = f"p{facts}" if facts != -1 else "asing"
    elif kind == "kpj_changed":
        facts = f"{by_id[member]['kpj']}:{facts}"
    elif kind == "months_overlap":
        facts = f"{digest(fold(facts[0]))}:{month_word(facts[1])}:{facts[2]}"
    else:
        facts = digest(fold(facts))
    return f"{kind}:m{member}:{facts}"


class TestCompared:
    @settings(max_examples=400)
    @given(worlds())
    def test_says_what_the_plain_loop_says(self, world):
        members, lines = world
        by_id = {one["id"]: one for one in members}
        expected = oracle.differences(members, lines, now=NOW, names_agree=can_be_the_same)
        wanted = {key_of(kind, member, facts, by_id) for kind, member, _, facts in expected if member is not None}
        found = by_columns(members, lines)
        assert {one.key for one in found if one.membership_id is not None} == wanted
        strangers = {number for _, member, number, _ in expected if member is None}
        assert {one.kpj for one in found if one.membership_id is None} == strangers

    @settings(max_examples=100)
    @given(worlds(), st.randoms(use_true_random=False))
    def test_does_not_hang_on_the_order_of_lines(self, world, random):
        members, lines = world
        mixed = list(lines)
        random.shuffle(mixed)
        assert {one.key for one in by_columns(members, lines)} == {one.key for one in by_columns(members, mixed)}


class TestMonths:
    @pytest.mark.parametrize(
        "written",
        [
            *("2027-03", "2027/3", "202703", "032027", "03/2027", "3-2027", "Maret 2027", "MARET 2027", "Mar-27"),
            *("mar'27", "31/03/2027", "31/03/2027 00:00", "2027-03-31", "20270331", "31032027", "46447", "03/27"),
            *("31 Maret 2027", "March 2027", "BLTH 202703", "s.d. Maret 2027", "Jan - Mar 2027", "Bulan Maret 2027"),
        ],
    )
    def test_are_read_as_offices_write_them(self, written):
        assert written_month(written) == Month(2027, 3)

    @pytest.mark.parametrize("written", ["", "-", "Maret", "03/12", "13/2027", "2027", "20273", "aktif", "27-03-1899"])
    def test_are_not_guessed(self, written):
        assert written_month(written) is None

    @pytest.mark.parametrize(
        ("written", "first"),
        [
            ("Januari s.d. Maret 2027", Month(2027, 1)),
            ("Jan-Mar 2027", Month(2027, 1)),
            ("01/2027 s/d 03/2027", Month(2027, 1)),
            ("Nopember sampai dengan Maret 2027", Month(2026, 11)),
            ("1 Januari 2027 - 31 Maret 2027", Month(2027, 1)),
        ],
    )
    def test_may_be_a_stretch(self, written, first):
        assert written_stretch(written) == (first, Month(2027, 3))

    def test_are_no_stretch_backwards(self):
        assert written_stretch("Maret 2027 - Januari 2027") is None

    @given(st.integers(2015, 2100), st.integers(1, 12))
    def test_survive_every_plain_way_of_writing(self, year, month):
        ways = (f"{year}-{month:02}", f"{month:02}/{year}", f"{year}{month:02}", Month(year, month).text)
        assert {written_month(way) for way in ways} == {Month(year, month)}


class TestNumbers:
    @pytest.mark.parametrize(
        ("written", "kpj"),
        [
            ("26012345678", "26012345678"),
            ("2601 2345 678", "26012345678"),
            ("'00123456789", "00123456789"),
            ("123456789", "00123456789"),  # a spreadsheet took it for a number
            ("0kl12345678", "0KL12345678"),
            ("1234567", ""),  # too short to have lost only zeros
            ("260123456789", ""),
            ("2.6E+10", ""),
            ("-", ""),
        ],
    )
    def test_are_eleven_signs_or_none(self, written, kpj):
        assert read_kpj(written) == kpj

    @pytest.mark.parametrize(
        "written", ["2601234567", "260 123", "2.6012E+10", "#REF!", "#N/A", "63020652018", "0KL12345", "'6302065"]
    )
    def test_are_known_though_damaged(self, written):
        assert is_meant_as_number(written)

    @pytest.mark.parametrize(
        "written",
        [
            *("", "-", "31/03/2027", "2027-03-31", "197001011990031001", "NIP. 19700101 199003 1 001", "298"),
            *("Kotabaru, 31 Maret 2027", "#1"),
        ],
    )
    def test_are_no_days_counts_or_signatures(self, written):
        assert not is_meant_as_number(written)


class TestNames:
    @pytest.mark.parametrize(
        ("ours", "theirs"),
        [
            ("Rahim", "H. RAHIM, S.Pd"),
            ("Rahim", "RAHIM BIN AMAT REKAAN"),
            ("Sari Usman", "SARI BINTI USMAN"),
            ("Siti binti Osman", "SITI BT USMAN"),
            ("Masturi bin Ahmad", "AHMAD MASTURI"),
            ("M. Nur", "MUHAMMAD NOOR"),
            ("Soegeng Djatmiko", "SUGENG JATMIKO"),
            ("Ali", "ALY"),
            ("Yusup", "JUSUF"),
            ("Zainal Abidin", "JAINAL ABIDIN"),
            ("Fatimah", "PATIMA"),
            ("Abd. Rahman", "ABDURRAHMAN"),
            ("Masturi", "-"),
        ],
    )
    def test_are_one_persons_whatever_the_title_father_and_spelling(self, ours, theirs):
        assert can_be_the_same(ours, theirs)
        assert can_be_the_same(theirs, ours)

    @pytest.mark.parametrize(
        ("ours", "theirs"),
        [
            ("Rahim", "PULAN BIN AMAT REKAAN"),
            ("Amat", "PULAN BIN AMAT REKAAN"),  # the father of another
            ("Supian bin Amat Rekaan", "PULAN BIN AMAT REKAAN"),  # a brother
            ("Masturi bin Abdurrahman", "PULAN BIN ABDURRAHMAN"),
            ("Rahim", "ROHANI"),
            ("Siti Aminah", "SITI RAHMAWATI"),
        ],
    )
    def test_are_anothers(self, ours, theirs):
        assert not can_be_the_same(ours, theirs)
        assert not can_be_the_same(theirs, ours)


class TestIsOwn:
    @pytest.mark.parametrize(
        ("payer", "ours"),
        [
            ("pemkab kotabaru", True),
            ("wadah pemkab kotabaru pekerja rentan", True),
            ("kotabaru", False),
            ("pemprov kalsel", False),
            ("pemkab tanah bumbu", False),
        ],
    )
    def test_knows_our_wadah(self, payer, ours):
        assert is_own(payer, own=["pemkab kotabaru pekerja rentan"]) is ours
