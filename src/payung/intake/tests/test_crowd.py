"""What rows say of each other. Whole lists: `tests/lists/*TWICE*`, `NIK_SHARED`, `PERSON_ALIKE`, `PHONE_SHARED`."""

from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from payung.intake.rules.crowd import Crowd, Stand, told_by_sharing
from payung.intake.rules.names import words_in_order
from payung.intake.rules.rows import Row

BORN = date(1980, 1, 12)


def row(
    nik: str | None = None, name: str = "Sari", born: date | None = BORN, phone: str | None = None, number: int = 2
) -> Row:
    return Row(number, nik, None, name, words_in_order(name), None, born, None, None, phone, ())


def told(*rows: Row, sheets: Sequence[str] = ()) -> list[dict[str, str]]:
    """For each row, the places that each of its codes names."""
    crowd = Crowd()
    for one in rows:
        crowd.add(one)
    names = sheets or ["DATA"] * len(rows)
    stands = [
        Stand(place, name, one._replace(number=place + 2))
        for place, (name, one) in enumerate(zip(names, rows, strict=True))
        if place in crowd.sharing()
    ]
    found = told_by_sharing(stands)
    return [{finding.code: finding.words[0][1] for finding in found.get(place, ())} for place in range(len(rows))]


def codes(*rows: Row) -> list[set[str]]:
    return [set(one) for one in told(*rows)]


NIK, OTHER, THIRD = "6302065201800001", "6302065201800002", "6302065201800003"


class TestToldBySharing:
    def test_names_the_sheet_only_where_it_is_another(self) -> None:
        found = told(row(NIK), row(NIK), row(NIK), sheets=["A", "A", "B"])
        assert found[0] == {"NIK_TWICE_FIRST": "baris 3, lembar B baris 4"}
        assert found[2] == {"NIK_TWICE_IN_FILE": "lembar A baris 2"}

    def test_names_a_few_places_and_counts_the_rest(self) -> None:
        found = told(*[row(NIK) for _ in range(9)])
        assert found[0] == {"NIK_TWICE_FIRST": "baris 3, baris 4, baris 5 dan 5 baris lain"}

    def test_tells_two_persons_of_one_nik_and_each_of_them_of_his_own_repeats(self) -> None:
        basri = row(NIK, "Basri")
        assert codes(row(NIK), basri, row(NIK), basri) == [
            {"NIK_SHARED", "NIK_TWICE_FIRST"},
            {"NIK_SHARED", "NIK_TWICE_FIRST"},
            {"NIK_SHARED", "NIK_TWICE_IN_FILE"},
            {"NIK_SHARED", "NIK_TWICE_IN_FILE"},
        ]

    def test_takes_the_same_words_in_another_order_for_one_person(self) -> None:
        assert codes(row(NIK, "SARI BINTI HASAN"), row(NIK, "Hasan, Sari binti")) == [
            {"NIK_TWICE_FIRST"},
            {"NIK_TWICE_IN_FILE"},
        ]

    def test_takes_no_birth_date_on_both_rows_for_the_same(self) -> None:
        assert codes(row(NIK, born=None), row(NIK, born=None)) == [{"NIK_TWICE_FIRST"}, {"NIK_TWICE_IN_FILE"}]

    def test_finds_people_alike_only_with_another_nik_of_each(self) -> None:
        assert codes(row(NIK), row(OTHER)) == [{"PERSON_ALIKE"}, {"PERSON_ALIKE"}]
        assert codes(row(NIK), row(None)) == [set(), set()]
        assert codes(row(NIK, born=None), row(OTHER, born=None)) == [set(), set()]

    def test_lets_one_person_have_one_phone_on_many_rows(self) -> None:
        assert codes(row(NIK, phone="0812345678"), row(NIK, phone="0812345678")) == [
            {"NIK_TWICE_FIRST"},
            {"NIK_TWICE_IN_FILE"},
        ]
        assert codes(row(None, phone="0812345678"), row(None, phone="0812345678")) == [set(), set()]
        assert codes(row(NIK, phone="0812345678"), row(None, phone="0812345678")) == [set(), set()]

    def test_tells_a_family_that_shares_a_phone(self) -> None:
        found = told(
            row(NIK, phone="0812345678"),
            row(OTHER, "Basri", phone="0812345678"),
            row(None, "Masturi", phone="0812345678"),
        )
        assert [one["PHONE_SHARED"] for one in found] == ["baris 3, baris 4", "baris 2, baris 4", "baris 2, baris 3"]

    @given(
        st.lists(
            st.tuples(
                st.sampled_from([NIK, OTHER, THIRD, None]),
                st.sampled_from(["Sari", "SARI", "Basri", ""]),
                st.sampled_from([BORN, date(1990, 5, 5), None]),
                st.sampled_from(["0812345678", "051821234", None]),
            ),
            max_size=12,
        )
    )
    def test_says_of_every_pair_what_is_so(self, people: list[tuple[str | None, str, date | None, str | None]]) -> None:
        """Against every pair looked at one by one."""
        rows = [row(*person) for person in people]
        for place, found in enumerate(codes(*rows)):
            mine, before = rows[place], rows[:place]
            others = [one for index, one in enumerate(rows) if index != place]
            assert ("NIK_SHARED" in found) == any(is_nik_shared(mine, one) for one in others)
            assert ("NIK_TWICE_IN_FILE" in found) == any(is_twice(mine, one) for one in before)
            assert ("NIK_TWICE_FIRST" in found) == (
                any(is_twice(mine, one) for one in others) and "NIK_TWICE_IN_FILE" not in found
            )
            assert ("PERSON_ALIKE" in found) == any(are_alike(mine, one) for one in others)


def likeness(one: Row) -> tuple[str, date | None]:
    return one.words, one.birth_date


def is_twice(one: Row, other: Row) -> bool:
    return one.nik is not None and one.nik == other.nik and likeness(one) == likeness(other)


def is_nik_shared(one: Row, other: Row) -> bool:
    return one.nik is not None and one.nik == other.nik and likeness(one) != likeness(other)


def are_alike(one: Row, other: Row) -> bool:
    return bool(
        one.nik and other.nik and one.nik != other.nik and all(likeness(one)) and likeness(one) == likeness(other)
    )


class TestCrowd:
    def test_forgets_the_rows_of_a_sheet_that_is_judged_again(self) -> None:
        crowd = Crowd()
        crowd.add(row(NIK))
        crowd.add(row(NIK))
        crowd.forget_after(1)
        crowd.add(row(OTHER, "Basri"))
        assert crowd.sharing() == frozenset()

    def test_keeps_the_place_of_a_stranger(self) -> None:
        crowd = Crowd()
        crowd.add_stranger(row(NIK))
        for _ in range(2):
            crowd.add(row(NIK))
        assert crowd.sharing() == {1, 2}

    def test_finds_nothing_shared_in_what_is_missing(self) -> None:
        crowd = Crowd()
        for name in ("Sari", "Basri"):
            crowd.add(row(None, name, born=None))
        assert crowd.sharing() == frozenset()
